"""Runs of emphasis characters and how they pair (CommonMark 0.31, section 6.2 and its appendix)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markdown_it.token import Token

from editor.core.markdown.characters import is_punctuation, is_space
from editor.core.markdown.pieces import Piece

EMPHASIS = "*_"


@dataclass(slots=True)
class Run:
    """A delimiter run: `token` is the text left of it, `closes` and `opens` what it turned into, inmost first."""

    token: Token
    char: str
    length: int
    can_open: bool
    can_close: bool
    original: int = 0
    opens: list[Token] = field(default_factory=list)
    closes: list[Token] = field(default_factory=list)


def flanking(text: str, start: int, end: int, letters: str = "") -> tuple[bool, bool]:
    """Say whether the run text[start:end] is left-flanking and right-flanking.

    One of `letters` behind the run is taken for a letter.
    """
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else " "
    space_before, space_after = is_space(before), is_space(after)
    punct_before, punct_after = is_punctuation(before), is_punctuation(after) and after not in letters
    left = not space_after and (not punct_after or space_before or punct_before)
    right = not space_before and (not punct_before or space_after or punct_after)
    return left, right


def scan(text: str, start: int) -> tuple[int, bool, bool]:
    """Measure the run that begins at `start`: its end, whether it can open and whether it can close."""
    char = text[start]
    end = start + 1
    while end < len(text) and text[end] == char:
        end += 1
    # A charge or an exponent may follow: `Na^+^`, `10^-3^`.
    left, right = flanking(text, start, end, "+-" if char == "^" and end == start + 1 else "")
    if char != "_":
        return end, left, right
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else " "
    return end, left and (not right or is_punctuation(before)), right and (not left or is_punctuation(after))


def consumption(opener: Run, closer: Run) -> int:
    """How many characters the two give to one element; 0 where the rule of three forbids a match."""
    three = (opener.original + closer.original) % 3 == 0 and closer.original % 3 != 0
    if (opener.can_close or closer.can_open) and three:
        return 0
    return 2 if opener.length >= 2 and closer.length >= 2 else 1


def pair(runs: list[Run], bottom: int, tags: Mapping[str, tuple[str, str]]) -> None:
    """Match the runs above `bottom` and forget them; `tags` has the element for one and for two of a char.

    Of `*` and `_` those that match count, of the other characters those that the opener had.
    """
    active = runs[bottom:]
    del runs[bottom:]
    if len(active) < 2:
        return
    stack: list[Run] = []
    # How deep it is worth looking for an opener: without it, many closers would each walk the whole stack.
    floor: dict[tuple[str, bool, int], int] = {}
    for closer in active:
        while closer.can_close and closer.length:
            key = (closer.char, closer.can_open, closer.original % 3)
            at = _find(stack, closer, floor.get(key, 0))
            if at < 0:
                floor[key] = len(stack)
                break
            opener = stack[at]
            count = consumption(opener, closer)
            opener.length -= count
            closer.length -= count
            tag = tags[closer.char][(count if closer.char in EMPHASIS else opener.original) - 1]
            opener.opens.append(Piece(f"{tag}_open", tag, 1))
            closer.closes.append(Piece(f"{tag}_close", tag, -1))
            del stack[at + 1 :]
            if not opener.length:
                stack.pop()
            for k, depth in floor.items():
                floor[k] = min(depth, len(stack))
        if closer.can_open and closer.length:
            stack.append(closer)


def _find(stack: list[Run], closer: Run, floor: int) -> int:
    for at in range(len(stack) - 1, floor - 1, -1):
        opener = stack[at]
        if opener.char == closer.char and consumption(opener, closer):
            return at
    return -1


def resolved(tokens: list[Token], runs: dict[int, Run]) -> list[Token]:
    """Put what the runs turned into beside what is left of them; `runs` is keyed by the id of their token."""
    out: list[Token] = []
    for token in tokens:
        run = runs.get(id(token))
        if run is None:
            out.append(token)
            continue
        out += run.closes
        if run.length:
            token.content = run.char * run.length
            out.append(token)
        out += reversed(run.opens)
    return out
