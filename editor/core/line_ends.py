"""Line ends that an editor's buffer forgets: taken out for it, and put back where they were."""

from __future__ import annotations

import difflib
import re
from collections import Counter

# QTextDocument starts a block at each of these when it is given text, and remembers none of them:
# CR, LF, CR LF, the paragraph separator, and the two code points it uses for frames.
_LINE_END = re.compile("\r\n|[\r\n\u2029\ufdd0\ufdd1]")
# Matching lines costs time that grows with the square of their number; beyond this the nearest kind serves.
_MAX_MATCHED_LINES = 4000


def to_buffer(text: str) -> str:
    """Give `text` as a buffer of lines holds it: every line end a newline, all else as it was."""
    return _LINE_END.sub("\n", text)


def restore(original: str, edited: str) -> str:
    r"""Give `edited`, a buffer that `to_buffer(original)` was loaded in, the line ends of `original` again.

    Lines that are as they were keep their own line end; new ones get that of the line above. Laws:
    ``restore(t, to_buffer(t)) == t`` and ``to_buffer(restore(t, b)) == b`` for every b without line ends
    other than "\n".
    """
    ends = _LINE_END.findall(original)
    kinds = set(ends)
    if kinds <= {"\n"}:
        return edited
    if len(kinds) == 1:
        return edited.replace("\n", ends[0])
    usual = Counter(ends).most_common(1)[0][0]
    old, new = _LINE_END.split(original), edited.split("\n")
    matched = _match(old, new)
    pieces: list[str] = []
    end = usual
    for i, line in enumerate(new[:-1]):
        pieces.append(line)
        before = matched.get(i, len(ends))
        end = ends[before] if before < len(ends) else end
        pieces.append(end)
    pieces.append(new[-1])
    return "".join(_apart(pieces))


def line_end_of(text: str) -> str:
    """Give the line end that most lines of `text` have; a newline where there is none."""
    ends = Counter(re.findall("\r\n|[\r\n]", text))
    return ends.most_common(1)[0][0] if ends else "\n"


def _apart(pieces: list[str]) -> list[str]:
    # A lone CR before an empty line that ends in LF would read as one CR LF: the line would be gone.
    # From the end on: an end that becomes a newline may make one with the CR before it.
    for i in range(len(pieces) - 4, 0, -2):
        if pieces[i] == "\r" and not pieces[i + 1] and pieces[i + 2] == "\n":
            pieces[i] = "\n"
    return pieces


def _match(old: list[str], new: list[str]) -> dict[int, int]:
    """Map the index of each new line to the old line it stands for."""
    top = 0
    while top < min(len(old), len(new)) and old[top] == new[top]:
        top += 1
    tail = 0
    while tail < min(len(old), len(new)) - top and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    matched = {i: i for i in range(top)}
    matched |= {len(new) - 1 - i: len(old) - 1 - i for i in range(tail)}
    a, b = old[top : len(old) - tail], new[top : len(new) - tail]
    if len(a) + len(b) > _MAX_MATCHED_LINES:
        return matched | {top + i: top + i for i in range(min(len(a), len(b)))}
    for _, i1, i2, j1, j2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        matched |= {top + j1 + i: top + i1 + i for i in range(min(i2 - i1, j2 - j1))}
    return matched
