"""What a page's Markdown may ask about the page and its site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from editor.core.markdown.links import Verdict


@dataclass(frozen=True, slots=True)
class RenderContext:
    """The page around a body; all of it may be left out.

    `resolve_link` and `resolve_image` say where a destination leads (None: leave it as written); `params` are the
    page's. `math` turns on formulas in dollar signs as HugoBlox has them; `embeds` says whether foreign content
    (videos, posts) is a still "card" that asks nothing of the network, or what "hugo" would write.
    """

    resolve_link: Callable[[str], Verdict] | None = None
    resolve_image: Callable[[str], Verdict] | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    title: str = ""
    math: bool = False
    embeds: str = "card"
