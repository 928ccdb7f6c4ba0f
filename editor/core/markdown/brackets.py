"""The parts of links: labels, destinations, titles (CommonMark 0.31, sections 6.3 and 6.4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markdown_it.token import Token

from editor.core.markdown.characters import ASCII_PUNCTUATION

_SPACE = " \t\n\r\v\f"
_TURNS = re.compile(r"\\[!-/:-@\[-`{-~]|[()<> \t\n\r\v\f]")


@dataclass(slots=True)
class Opener:
    """A `[` or `![` that may become a link: where its text stands, and what was open and made before it."""

    token: Token
    index: int
    start: int
    image: bool
    runs: int
    links: int


def closure(text: str, at: int, opener: str, closer: str) -> int:
    """Find the closer of a bracket whose content begins at `at`; -1 where an opener or the end comes first."""
    while at < len(text):
        char = text[at]
        if char == "\\" and text[at + 1 : at + 2] in ASCII_PUNCTUATION:
            at += 2
            continue
        if char == closer:
            return at
        if char == opener:
            return -1
        at += 1
    return -1


def skip_space(text: str, at: int) -> int:
    """Give the place of the first character from `at` on that is no white space."""
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def target_ends(text: str) -> dict[int, int]:
    """Give where a destination would end, for each place it could begin at, all of them in one go.

    For each "(" it is that of a bare one right behind it: its own ")", or else the next white space or the text's
    end. For each "<" it is its ">", or -1 where the line or the text ends before.
    """
    ends: dict[int, int] = {}
    inside: list[int] = []
    pointed: list[int] = []
    for match in _TURNS.finditer(text):
        char, at = match.group(), match.start()
        if char == "(":
            inside.append(at)
        elif char == "<":
            pointed.append(at)
        elif char == ")":
            if inside:
                ends[inside.pop()] = at
        elif char == ">":
            _end(ends, pointed, at)
        elif len(char) == 1 and char in _SPACE:
            _end(ends, inside, at)
            if char == "\n":
                _end(ends, pointed, -1)
    _end(ends, inside, len(text))
    _end(ends, pointed, -1)
    return ends


def _end(ends: dict[int, int], begun: list[int], at: int) -> None:
    ends.update(dict.fromkeys(begun, at))
    begun.clear()


def destination(text: str, at: int, ends: Mapping[int, int] | None = None) -> tuple[str, int] | None:
    """Read a link destination that begins at `at`: (raw text, where it ends), or None; `ends` are `target_ends`."""
    if text[at : at + 1] == "<":
        if ends and at in ends:
            close = ends[at]
            return (text[at + 1 : close], close + 1) if close >= 0 else None
        return _pointed_destination(text, at)
    if ends and at - 1 in ends:
        close = ends[at - 1]
        return (text[at:close], close) if close > at else None
    depth, end = 0, at
    while end < len(text):
        char = text[end]
        if char == "\\" and text[end + 1 : end + 2] in ASCII_PUNCTUATION and end + 1 < len(text):
            end += 2
            continue
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth < 0:
                break
        elif char in _SPACE:
            break
        end += 1
    return (text[at:end], end) if end > at else None


def _pointed_destination(text: str, at: int) -> tuple[str, int] | None:
    end = at + 1
    while end < len(text) and text[end] != "\n":
        if text[end] == "\\" and text[end + 1 : end + 2] in ASCII_PUNCTUATION:
            end += 2
            continue
        if text[end] == ">":
            return text[at + 1 : end], end + 1
        end += 1
    return None


def title(text: str, at: int) -> tuple[str, int] | None:
    """Read a link title that begins at `at`: (raw text, where it ends), or None."""
    opener = text[at : at + 1]
    if opener not in ('"', "'", "("):
        return None
    closer = ")" if opener == "(" else opener
    end = at + 1
    while end < len(text):
        if text[end] == "\\" and text[end + 1 : end + 2] in ASCII_PUNCTUATION:
            end += 2
            continue
        if text[end] == closer:
            return text[at + 1 : end], end + 1
        if opener == "(" and text[end] == "(":
            return None
        end += 1
    return None


def inline_target(
    text: str, at: int, ends: Mapping[int, int] | None = None
) -> tuple[str, str | None, int] | None:
    """Read `(destination "title")` at `at`: raw destination and title and where it ends, or None."""
    at = skip_space(text, at + 1)
    if text[at : at + 1] == ")":
        return "", None, at + 1
    found = destination(text, at, ends)
    if found is None:
        return None
    href, at = found
    at = skip_space(text, at)
    if text[at : at + 1] == ")":
        return href, None, at + 1
    named = title(text, at)
    if named is None:
        return None
    at = skip_space(text, named[1])
    return (href, named[0], at + 1) if text[at : at + 1] == ")" else None
