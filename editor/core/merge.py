"""Two changes of one text brought together by lines; where both touched the same lines, a person decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from editor.core.line_diff import line_spans, split_lines


class Side(Enum):
    """Where a piece of the result comes from; a `CONFLICT` has no answer yet."""

    SAME = "same"
    THEIRS = "theirs"
    MINE = "mine"
    BOTH = "both"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of lines (with their newlines) as all three texts have it; one of them may have none.

    `side` says who changed it: `BOTH` when theirs and mine are the same change.
    """

    side: Side
    base: tuple[str, ...]
    theirs: tuple[str, ...]
    mine: tuple[str, ...]

    def lines(self, choice: Side | None = None) -> tuple[str, ...]:
        """Give the result's lines: as `choice` says, else the change of the one side that made one, else the base.

        `BOTH` has theirs first, `SAME` is the base.
        """
        side = choice or self.side
        if side is Side.BOTH:
            return self.mine if self.theirs == self.mine else _closed(self.theirs) + self.mine
        return {Side.THEIRS: self.theirs, Side.MINE: self.mine}.get(side, self.base)


def merge(base: str, theirs: str, mine: str) -> tuple[Piece, ...]:
    """Divide three texts into pieces; line ends must be newlines alone.

    The pieces' `base` lines joined are `base`, and so for the others.
    """
    a, b, c = split_lines(base), split_lines(theirs), split_lines(mine)
    return tuple(_joined(piece for rough in _rough(a, b, c) for piece in _by_line(rough)))


def merged_text(pieces: Sequence[Piece], choices: Mapping[int, Side]) -> str:
    """Give the text that `pieces` make, with conflicts settled by their index; one that is not keeps the base."""
    return "".join(line for at, piece in enumerate(pieces) for line in piece.lines(choices.get(at)))


def conflicts(pieces: Sequence[Piece]) -> tuple[int, ...]:
    """Give the indexes of the pieces that need a choice."""
    return tuple(at for at, piece in enumerate(pieces) if piece.side is Side.CONFLICT)


def _closed(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Give lines of which the last ends too."""
    return (*lines[:-1], f"{lines[-1]}\n") if lines and not lines[-1].endswith("\n") else lines


def _rough(base: list[str], theirs: list[str], mine: list[str]) -> Iterator[Piece]:
    """Cut the texts at the lines that all three have."""
    in_theirs, in_mine = _places(base, theirs), _places(base, mine)
    i = j = k = 0
    for at, line in enumerate(base):
        other, own = in_theirs.get(at), in_mine.get(at)
        if other is None or own is None:
            continue
        if (i, j, k) != (at, other, own):
            yield _piece(base[i:at], theirs[j:other], mine[k:own])
        yield Piece(Side.SAME, (line,), (line,), (line,))
        i, j, k = at + 1, other + 1, own + 1
    if (i, j, k) != (len(base), len(theirs), len(mine)):
        yield _piece(base[i:], theirs[j:], mine[k:])


def _places(base: list[str], other: list[str]) -> dict[int, int]:
    return {
        s.a_start + n: s.b_start + n
        for s in line_spans(base, other)
        if s.same
        for n in range(s.a_end - s.a_start)
    }


def _piece(base: Sequence[str], theirs: Sequence[str], mine: Sequence[str]) -> Piece:
    a, b, c = tuple(base), tuple(theirs), tuple(mine)
    if b == c:
        side = Side.SAME if a == b else Side.BOTH
    else:
        side = Side.MINE if a == b else Side.THEIRS if a == c else Side.CONFLICT
    return Piece(side, a, b, c)


def _by_line(piece: Piece) -> Iterator[Piece]:
    """Take a conflict apart where each line has its own counterpart, as with neighbouring keys of front matter."""
    if piece.side is Side.CONFLICT and len(piece.base) == len(piece.theirs) == len(piece.mine):
        lines = zip(piece.base, piece.theirs, piece.mine, strict=True)
        yield from (_piece((a,), (b,), (c,)) for a, b, c in lines)
    else:
        yield piece


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Join neighbours of one side."""
    last: list[Piece] = []
    for piece in pieces:
        if last and last[0].side is not piece.side:
            yield _together(last)
            last = []
        last.append(piece)
    if last:
        yield _together(last)


def _together(pieces: list[Piece]) -> Piece:
    return Piece(
        pieces[0].side,
        tuple(line for piece in pieces for line in piece.base),
        tuple(line for piece in pieces for line in piece.theirs),
        tuple(line for piece in pieces for line in piece.mine),
    )
