"""Whether the instant preview is what Hugo made of the same text, as its page shows it.

The text's HTML is looked for in the page the theme has made: a theme that puts hooks of its own between Markdown and
page shows it otherwise, and then nothing can be said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from html.parser import HTMLParser
from typing import Final

_BLANKS: Final = re.compile(r"\s+")
# So many tokens in a row are no coincidence: the text stands here.
_FOOT: Final = 3
_SHOWN: Final = 160


class Verdict(Enum):
    """`EXACT`: the page holds the HTML as it is. `DIFFERS`: from some place on it does not. `APART`: it is absent."""

    EXACT = "exact"
    DIFFERS = "differs"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict; where the two differ, what stands there in ours and in Hugo's, as HTML."""

    verdict: Verdict
    ours: str = ""
    hugo: str = ""


def compare(ours: str, page: str, bases: tuple[str, ...] = ()) -> Comparison:
    """Look for the HTML `ours` in a page; addresses below one of `bases` count as those of the site's root.

    Blanks, comments and the order of attributes do not count. Time grows with the sizes' sum as long as the page does
    not repeat the text's beginning.
    """
    wanted, there = _tokens(ours, bases), _tokens(page, bases)
    if not wanted:
        return Comparison(Verdict.EXACT)
    foot = min(_FOOT, len(wanted))
    best, at = -1, -1
    for start in range(len(there) - foot + 1):
        length = _common(wanted, there, start)
        if length >= foot and length > best:
            best, at = length, start
    if best < 0:
        return Comparison(Verdict.APART)
    if best == len(wanted):
        return Comparison(Verdict.EXACT)
    return Comparison(Verdict.DIFFERS, _shown(wanted[best:]), _shown(there[at + best :]))


def _common(wanted: list[_Token], there: list[_Token], start: int) -> int:
    most = min(len(wanted), len(there) - start)
    return next((i for i in range(most) if wanted[i].key != there[start + i].key), most)


def _shown(tokens: list[_Token]) -> str:
    text = ""
    for token in tokens:
        text += _BLANKS.sub(" ", token.shown)
        if len(text) > _SHOWN:
            return f"{text[:_SHOWN]}…"
    return text


@dataclass(slots=True)
class _Token:
    """A tag or a text: `key` is what counts, `shown` what a person reads."""

    key: str
    shown: str
    is_text: bool = False


class _Reader(HTMLParser):
    def __init__(self, bases: tuple[str, ...]) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[_Token] = []
        self._bases = bases
        self._open: list[str] = []
        self._closed = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        listed = sorted((name, self._rooted(value or "")) for name, value in attrs)
        token = f"<{tag}" + "".join(f' {name}="{value}"' for name, value in listed) + ">"
        if tag == "span":
            self._open.append(token)
            if self.tokens and self.tokens[-1].key == "</span>" and token == self._closed:
                # Code in one colour is the same in one piece and in several.
                self.tokens.pop()
                return
        self.tokens.append(_Token(token, token))

    def handle_endtag(self, tag: str) -> None:
        self.tokens.append(_Token(f"</{tag}>", f"</{tag}>"))
        if tag == "span":
            self._closed = self._open.pop() if self._open else ""

    def handle_data(self, data: str) -> None:
        key = "".join(data.split())
        if not key:
            return
        if self.tokens and self.tokens[-1].is_text:
            self.tokens[-1].key += key
            self.tokens[-1].shown += data
        else:
            self.tokens.append(_Token(key, data, is_text=True))

    def _rooted(self, value: str) -> str:
        for base in self._bases:
            if base and value.startswith(base):
                return "/" + value[len(base) :].lstrip("/")
        return value


def _tokens(html: str, bases: tuple[str, ...]) -> list[_Token]:
    reader = _Reader(bases)
    reader.feed(html)
    reader.close()
    return reader.tokens
