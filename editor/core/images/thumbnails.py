"""Small copies of pictures, to be shown in lists: made within bounds, whatever the file is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from editor.core.errors import EditorError
from editor.core.images.reading import Picture, opened, read_picture

# A drawing beyond these would take its time, reach for other files, or be a thousand copies of itself.
_MOST_SVG: Final = 256 * 1024
_DEEPEST: Final = 60
_TAG: Final = re.compile(rb"<(/?)[A-Za-z][^<>]*?(/?)>")
_NOT_DRAWN: Final = re.compile(
    rb"<!(?:ENTITY|DOCTYPE)|<\s*(?:\w+:)?(?:image|use|pattern|marker|filter|mask|foreignObject|script|style)\b"
    # A line of a million dashes takes as long as a million lines.
    rb"|dash|@import|\\"
    # In UTF-7 and its like none of these reads as what it is.
    rb"|\0|\bencoding\s*=\s*[\"'](?!(?:utf-8|us-ascii|iso-8859-1)[\"'])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small copy: `pixels` are rows of R, G, B, A, `size` its width and height; both empty for a drawing or trouble.

    `picture` is what the file says of itself, None where `trouble` says why nothing can be shown.
    """

    picture: Picture | None
    size: tuple[int, int] = (0, 0)
    pixels: bytes = b""
    trouble: str = ""


def thumbnail(source: Path | Picture, edge: int) -> Thumbnail:
    """Make a copy of a picture that fits a square of `edge` pixels, upright; its first frame where it moves."""
    try:
        picture = read_picture(source) if isinstance(source, Path) else source
        if picture.is_drawing:
            return Thumbnail(picture)
        with opened(picture.data) as image:
            from PIL import ImageOps

            # A JPEG's decoder halves it as often as leaves enough, which saves most of the work.
            image.draft(None, (edge * 2, edge * 2))
            small = image.convert("RGBA") if image.mode in ("P", "1", "I", "F", "CMYK") else image
            small.thumbnail((edge, edge), reducing_gap=2.0)
            upright = ImageOps.exif_transpose(small).convert("RGBA")
            return Thumbnail(_without_bytes(picture), upright.size, upright.tobytes())
    except EditorError as error:
        return Thumbnail(None, trouble=error.message)


def may_be_drawn(data: bytes) -> bool:
    """Whether a drawing is plain enough to be drawn by a library that was not made for hostile ones."""
    return len(data) <= _MOST_SVG and _NOT_DRAWN.search(data) is None and _depth(data) <= _DEEPEST


def _depth(data: bytes) -> int:
    """Count how deep elements lie in one another, as a reader that calls itself for each would go."""
    deepest = depth = 0
    for closing, empty in _TAG.findall(data):
        if not empty:
            depth += -1 if closing else 1
        deepest = max(deepest, depth)
    return deepest


def _without_bytes(picture: Picture) -> Picture:
    """Give what is known of a picture without its content, which a list of hundreds need not hold."""
    return Picture(
        b"",
        picture.format,
        picture.width,
        picture.height,
        picture.orientation,
        picture.animated,
        picture.located,
        picture.active,
    )
