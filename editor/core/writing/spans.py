"""The emphasis, bold, struck or code span of a line that the caret is in."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:.*?[^`])??(?<!`)\1(?!`)")
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")


@dataclass(frozen=True, slots=True)
class Span:
    """What stands between two runs of marks, in code points of the line: `start` and `end` of the text inside.

    `opening` and `closing` are where the marks begin and end.
    """

    opening: int
    start: int
    end: int
    closing: int


def span_at(line: str, start: int, end: int, mark: str) -> Span | None:
    """Find the span of `mark` (`**`, `*`, `~~`, a backtick) that all of `start` to `end` lies in.

    Its marks are part of it, so that a caret directly before or behind them is in it too.
    """
    return next((s for s in _spans(line, mark) if s.opening <= start and end <= s.closing), None)


def holds(count: int, mark: str) -> bool:
    """Whether a run of `count` characters holds the mark: three asterisks are both bold and italic."""
    return count in (1, 3) if mark in ("*", "_") else count >= len(mark)


def _spans(line: str, mark: str) -> list[Span]:
    if mark == "`":
        return [
            Span(m.start(), m.start() + len(m[1]), m.end() - len(m[1]), m.end()) for m in _CODE.finditer(line)
        ]
    bare = _CODE.sub(lambda m: "x" * len(m[0]), _ESCAPED.sub("xx", line))
    found = []
    opened: re.Match[str] | None = None
    for run in re.finditer(re.escape(mark[0]) + "+", bare):
        if not holds(len(run[0]), mark):
            continue
        before, behind = bare[run.start() - 1 : run.start()], bare[run.end() : run.end() + 1]
        if opened is not None and before.strip():
            found.append(Span(opened.start(), opened.end(), run.start(), run.end()))
            opened = None
        elif behind.strip():
            opened = run
    return found
