"""Names for pictures: what they show, or the post they belong to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from editor.core.errors import EditorError
from editor.core.site.names import check_name, slug_of

# What cameras, phones and programs call pictures of which they know nothing.
_SAYS_NOTHING: Final = re.compile(
    r"(?:img|dsc[fn]?|pxl|mvimg|p(?=[-\d])|pict?|image|photo|picture|screenshot|screen-shot|untitled|unnamed|clipboard|"
    r"download|scan|bild|foto|whatsapp-image|signal)?(?:at|mp|cover|portrait|copy|wa\d*|v\d|edited|[-\d])*",
    re.IGNORECASE,
)
_LONGEST: Final = 60
# A theme takes a file so named for the page's own picture.
_FEATURED: Final = re.compile(r"featured?", re.IGNORECASE)


def picture_stem(own: str, alt: str, slug: str) -> str:
    """Suggest a name without its ending: the file's own if it says something, else of the words for it, or the post's.

    `own` is a file's name without the ending, `slug` the post's name. “picture” where none of them gives one.
    """
    for words in (own if not says_nothing(own) else "", alt, slug):
        stem = _short(slug_of(_FEATURED.sub("", words)))
        if stem:
            return stem
    return "picture"


def says_nothing(own: str) -> bool:
    """Whether a file is called what a camera or a program calls all of them."""
    return _SAYS_NOTHING.fullmatch(slug_of(own)) is not None


def free_picture_name(taken: Iterable[str], stem: str, suffix: str) -> str:
    """Give a name that none of `taken` is, nor is on another system: with the lowest number where it must."""
    used = {_folded(name) for name in taken}
    number, name = 1, f"{stem}{suffix}"
    while _folded(name) in used:
        number += 1
        name = f"{stem}-{number}{suffix}"
    return name


def check_picture_name(name: str, folder: Path, *, own: Path | None = None) -> str:
    """Give a person's name for a picture in normal form; raises EditorError where it cannot be used in `folder`.

    Names that differ in case or in how their accents are coded alone are the same file on some systems. `own` is the
    file that is to be called so.
    """
    stem, dot, ending = unicodedata.normalize("NFC", name.strip()).rpartition(".")
    if not dot or not stem:
        raise EditorError("A picture's name ends with its kind, as in “cat.jpg”.")
    name = f"{check_name(stem)}.{ending}"
    try:
        there = [path for path in folder.iterdir() if path != own]
    except OSError:
        there = []
    for path in there:
        if _folded(path.name) == _folded(name):
            raise EditorError(f"There is {path.name!r} already: choose another name.", path=path)
    return name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _short(stem: str) -> str:
    """Cut a long name between words."""
    if len(stem) <= _LONGEST:
        return stem
    cut = stem[: _LONGEST + 1].rpartition("-")[0]
    return cut if len(cut) > _LONGEST // 3 else stem[:_LONGEST]
