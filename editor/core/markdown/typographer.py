"""Goldmark's typographer: an inline rule, with counters of open quotes that run through the document.

Sources: https://gohugo.io/configuration/markup/#typographer and probes of the binary.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from editor.core.markdown.characters import is_only_punctuation, is_punctuation, is_space
from editor.core.markdown.config import Typographer
from editor.core.markdown.delimiters import flanking

_ASCII_DIGITS = frozenset("0123456789")


@dataclass(slots=True)
class Count:
    """How many quotes of a kind stand open, and what was asked of that number.

    `lowest` is the smallest number above 0 that was asked for, `asked_none` whether it was asked for at 0: with them,
    a block need not be parsed again for another number at its beginning.
    """

    open: int = 0
    lowest: int = 1 << 30
    asked_none: bool = False

    def any(self) -> bool:
        """Whether one stands open."""
        if self.open > 0:
            self.lowest = min(self.lowest, self.open)
            return True
        self.asked_none = True
        return False


@dataclass(slots=True)
class OpenQuotes:
    """The quotes that stand open; Goldmark never resets them between blocks."""

    single: Count = field(default_factory=Count)
    double: Count = field(default_factory=Count)
    # The run of marks looked at last, so that a long one is not measured at each of its marks: its text, begin and end.
    run: tuple[str, int, int] = field(default=("", 0, 0), compare=False, repr=False)


class Substitutions:
    """The replacement texts of a configuration, as they are written into the page (HTML)."""

    def __init__(self, config: Typographer) -> None:
        self.apostrophe = config.apostrophe
        self.ellipsis = config.ellipsis
        self.em_dash = config.em_dash
        self.en_dash = config.en_dash
        self.left_angle = config.left_angle_quote
        self.right_angle = config.right_angle_quote
        self.left_double = config.left_double_quote
        self.right_double = config.right_double_quote
        self.left_single = config.left_single_quote
        self.right_single = config.right_single_quote

    def substitute(self, text: str, at: int, stop: int, quotes: OpenQuotes) -> tuple[int, str] | None:
        """Give (characters taken, replacement) for the mark at `at` in a line that ends at `stop`, or None.

        `stop` counts the line's newline in, if it has one.
        """
        char = text[at]
        if char == "'":
            return self._single(text, at, stop, quotes)
        if char == '"':
            return self._double(text, at, stop, quotes)
        return self._marks(text, at)

    def _marks(self, text: str, at: int) -> tuple[int, str] | None:
        for mark, replacement in (
            ("---", self.em_dash),
            ("--", self.en_dash),
            ("...", self.ellipsis),
            ("<<", self.left_angle),
            (">>", self.right_angle),
        ):
            if replacement and text.startswith(mark, at):
                return len(mark), replacement
        return None

    def _single(self, text: str, at: int, stop: int, quotes: OpenQuotes) -> tuple[int, str] | None:
        can_open, can_close = _quote_run(text, at, quotes)
        if self.apostrophe and _is_apostrophe(text, at, stop, opening=can_open and not can_close):
            return 1, self.apostrophe
        if self.left_single and can_open and not can_close:
            if _is_contraction(text, at, stop):
                return 1, self.right_single
            quotes.single.open += 1
            return 1, self.left_single
        if not self.right_single:
            return None
        after = text[at + 1] if at + 1 < stop else ""
        # Goldmark counts the rest of the line in bytes.
        if (stop - at > 2 or after > "\x7f") and not after.isdecimal():
            # Plural possessive and abbreviations: the Smiths' house, doin' it.
            return 1, self.right_single
        if quotes.single.any() and _closes(text, at, stop, can_open, can_close):
            quotes.single.open -= 1
            return 1, self.right_single
        return None

    def _double(self, text: str, at: int, stop: int, quotes: OpenQuotes) -> tuple[int, str] | None:
        can_open, can_close = _quote_run(text, at, quotes)
        if self.left_double and can_open and not can_close:
            quotes.double.open += 1
            return 1, self.left_double
        if self.right_double and quotes.double.any() and _closes(text, at, stop, can_open, can_close):
            if at + 1 < stop and text[at + 1] == '"' and at and text[at - 1].isdecimal():
                # A 21" monitor in quotes: the first mark is the inches.
                return None
            quotes.double.open -= 1
            return 1, self.right_double
        return None


def _quote_run(text: str, at: int, quotes: OpenQuotes) -> tuple[bool, bool]:
    known, begin, end = quotes.run
    if known is not text or not begin <= at < end:
        end = at + 1
        while end < len(text) and text[end] == text[at]:
            end += 1
        quotes.run = (text, at, end)
    return flanking(text, at, end)


def _is_apostrophe(text: str, at: int, stop: int, *, opening: bool) -> bool:
    line = text[at:stop][:5]
    if opening and len(line) > 3 and line[1] in _ASCII_DIGITS and line[2] in _ASCII_DIGITS and line[3] == "s":
        after = line[4] if len(line) > 4 else " "
        if is_space(after) or is_punctuation(after):
            return True  # the '90s
    if len(line) < 2:
        return False
    before = text[at - 1] if at else "\n"
    if (is_only_punctuation(before) or before.isspace()) and line[1] in "tenl":
        return True  # 'twas, 'em, 'net
    return (before.isdecimal() or before.isalpha()) and line[1].isalpha()


def _is_contraction(text: str, at: int, stop: int) -> bool:
    line = text[at:stop][:4]
    if len(line) > 1 and line[1] in "smtd" and (len(line) < 3 or _ends_word(line[2])):
        return True  # Alice's, I'm, don't, you'd
    return line[1:3] in ("ve", "ll", "re") and (len(line) < 4 or _ends_word(line[3]))


def _ends_word(char: str) -> bool:
    return char < "\x80" and (is_punctuation(char) or is_space(char))


def _closes(text: str, at: int, stop: int, can_open: bool, can_close: bool) -> bool:
    if not can_close or not can_open:
        return can_close
    rest = text[at + 1 : stop][:2]
    # Goldmark looks at one byte of what follows.
    mark = bool(rest) and rest[0] < "\x80" and is_only_punctuation(rest[0])
    return mark and (len(rest) == 1 or _ends_word(rest[1]))
