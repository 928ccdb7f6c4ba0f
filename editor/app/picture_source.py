"""Where a picture on its way into a post comes from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True)
class Source:
    """A file, a file's bytes, or a clipboard's picture; `name` is its own, without the ending."""

    content: Path | bytes | QImage
    name: str = ""
