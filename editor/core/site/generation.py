"""Which family of themes a site's front matter is written for."""

from __future__ import annotations

from enum import Enum


class Generation(Enum):
    """A site's vocabulary: `HUGO` alone, or HugoBlox before (`WOWCHEMY`, 2016–2023) and since (`HUGOBLOX`).

    Source: the archetypes of Wowchemy 5 and the templates of HugoBlox Kit (2026).
    """

    HUGO = "hugo"
    WOWCHEMY = "wowchemy"
    HUGOBLOX = "hugoblox"

    @property
    def label(self) -> str:
        """The name a person knows it by."""
        return {"hugo": "Hugo", "wowchemy": "Wowchemy / Academic", "hugoblox": "HugoBlox"}[self.value]
