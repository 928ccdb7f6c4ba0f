"""Heading ids as Hugo makes them (https://gohugo.io/configuration/markup/#autoheadingidtype)."""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import dropwhile

from markdown_it.token import Token

_TAGS = re.compile(r"<(?:[a-zA-Z/]|!--)[^>]*>")
_NO_ID = re.compile(r"[^-\w ]+", re.ASCII)
# What Go's strings.TrimSpace takes away.
_SPACE = "".join(char for char in map(chr, range(0x3001)) if char.isspace() and not "\x1c" <= char <= "\x1f")
_LINE_ENDS = frozenset(["softbreak", "joined"])
_NAMED = re.compile(r"&[a-zA-Z][a-zA-Z0-9]*;")


class HeadingIds:
    """Gives each heading of a document an id of its own; `known` keeps what texts become, for the next time."""

    def __init__(self, kind: str, known: dict[str, str] | None = None) -> None:
        self._kind = kind
        self._known = {} if known is None else known
        self._taken: set[str] = set()
        # What number each text came to: all below it are taken, and a thousand equal headings cost no more than others.
        self._reached: dict[str, int] = {}

    def take(self, given: str) -> None:
        """Note an id that the author gave a heading."""
        self._taken.add(given)

    def base(self, text: str) -> str:
        """Give what a text becomes in an id, which a number makes unique; empty where nothing is left of it."""
        base = self._known.get(text)
        if base is None:
            bare = text.strip(_SPACE)
            base = _blackfriday(bare) if self._kind == "blackfriday" else self._github(bare)
            self._known[text] = base
        return base

    def make(self, text: str, otherwise: str = "heading") -> str:
        """Give an id for a heading, or a term, of this plain text; `otherwise` where nothing is left of it."""
        base = self.base(text) or otherwise
        number = self._reached.get(base, 0)
        found = f"{base}-{number}" if number else base
        while found in self._taken:
            number += 1
            found = f"{base}-{number}"
        self._reached[base] = number
        self._taken.add(found)
        return found

    def _github(self, text: str) -> str:
        if self._kind == "github-ascii":
            bare = unicodedata.normalize("NFD", text)
            text = "".join(c for c in bare if unicodedata.category(c) != "Mn" and c.isascii())
        if text.isascii():
            return _NO_ID.sub("", text).lower().replace(" ", "-")
        out = []
        for char in text:
            if char in "- ":
                out.append("-")
            elif char == "_" or char.isalpha() or char.isdecimal():
                out.append(_lower(char))
        return "".join(out)


def _lower(char: str) -> str:
    # Go's simple mapping: one character in, one out (Python's makes two of the Turkish capital I with a dot).
    lower = char.lower()
    return lower if len(lower) == 1 else lower[0]


def _blackfriday(text: str) -> str:
    out: list[str] = []
    gap = False
    for char in text:
        if char.isalpha() or char.isnumeric():
            if gap and out:
                out.append("-")
            gap = False
            out.append(_lower(char))
        else:
            gap = True
    return "".join(out)


def plain_text(tokens: list[Token]) -> str:
    """Give a heading's text as Hugo reads it for the id: of an element, its first child alone."""
    out: list[str] = []
    depth = 0
    used = 0
    first: Token | None = None
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.nesting == 1:
            depth += 1
            if depth == 1:
                used = 0
        elif token.nesting == -1:
            depth -= 1
        elif depth == 0 or used == 0 or (before is first and _belongs(token, first)):
            used += depth > 0
            first = token
            out.append(_plain(token))
    text = "".join(out)
    return _NAMED.sub(lambda m: html.unescape(m.group()), text)


def _first(tokens: list[Token]) -> str:
    """Give the text of the first of an image's own tokens, with what belongs to it."""
    leaves = list(dropwhile(lambda token: token.nesting == 1, tokens))
    out = [_plain(token) for token in leaves[:1]]
    for before, token in zip(leaves, leaves[1:], strict=False):
        if not _belongs(token, before):
            break
        out.append(_plain(token))
    return "".join(out)


def _belongs(token: Token, before: Token | None) -> bool:
    """Whether a token is one with what is before it: a line's end, or a mark of emphasis that came to nothing."""
    if before is None or before.type != "text":
        return _ends_line(token)
    return token.info == "mark" or (_ends_line(token) and before.info != "mark")


def _ends_line(token: Token) -> bool:
    return token.type in _LINE_ENDS or token.info == "wrapped"


def _plain(token: Token) -> str:
    if token.type == "image" and token.children:
        return _first(token.children)
    if token.type == "text":
        # A bare link's text is no node of its own in Goldmark's tree.
        return "" if token.info == "literal" else token.markup or token.content
    if token.type in ("entity", "emoji"):
        return token.markup
    if token.type == "code_inline":
        return token.markup or token.content
    if token.type == "html_inline":
        return _TAGS.sub("", token.content).strip()
    if token.type == "hardbreak" or token.type in _LINE_ENDS:
        return "\n"
    return ""
