"""The colours of code in its own language, by the few kinds that are told apart while one writes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

# More than this is left in one colour: it would take longer than a glance does.
MOST_CODE = 60_000


class Part(Enum):
    """What a stretch of code is."""

    KEYWORD = auto()
    NAME = auto()
    TYPE = auto()
    STRING = auto()
    NUMBER = auto()
    COMMENT = auto()
    TAG = auto()
    INSERTED = auto()
    DELETED = auto()


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """`length` code points of a line of code from `start`."""

    start: int
    length: int
    part: Part


@lru_cache(maxsize=64)
def code_spans(code: str, language: str) -> tuple[tuple[CodeSpan, ...], ...]:
    """Give the spans of each line of `code`; none where the language is not known.

    Pygments is imported by the first call.
    """
    from editor.core.markdown.highlight import is_known_language, tokens

    lines: list[list[CodeSpan]] = [[]]
    if len(code) > MOST_CODE or not is_known_language(language):
        return ()
    column = 0
    for name, text in tokens(code, language):
        part = _part(name)
        for number, piece in enumerate(text.split("\n")):
            if number:
                lines.append([])
                column = 0
            if part is not None and piece.strip():
                lines[-1].append(CodeSpan(column, len(piece), part))
            column += len(piece)
    return tuple(tuple(line) for line in lines)


# The classes are those of Pygments and Chroma: a letter for the family, one or two for the kind.
_PARTS = {
    "kt": Part.TYPE,
    "nc": Part.TYPE,
    "nf": Part.NAME,
    "fm": Part.NAME,
    "nb": Part.NAME,
    "bp": Part.NAME,
    "nd": Part.NAME,
    "nt": Part.TAG,
    "na": Part.NAME,
    "ow": Part.KEYWORD,
    "gi": Part.INSERTED,
    "gd": Part.DELETED,
    "gh": Part.KEYWORD,
}
_FAMILIES = {"k": Part.KEYWORD, "s": Part.STRING, "m": Part.NUMBER, "c": Part.COMMENT, "l": Part.STRING}


def _part(name: str) -> Part | None:
    return _PARTS.get(name) or _FAMILIES.get(name[:1])
