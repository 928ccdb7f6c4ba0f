"""What a check finds, at a place a person can go to, with what mends it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from editor.core.frontmatter.split import line_at
from editor.core.problem import Problem, Severity
from editor.core.text_edit import TextEdit


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that certainly mends a finding; `of` is the `text_mark` of the text that `edits` are for."""

    title: str
    edits: tuple[TextEdit, ...]
    of: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem in the file at `path`; `rule` is one of `RULES`, `column` counts code points from 1, 0 for none."""

    path: Path
    problem: Problem
    rule: str = ""
    column: int = 0
    fix: Fix | None = None

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.problem.severity

    @property
    def line(self) -> int:
        """The line in the file, from 1; 0 for the whole file."""
        return self.problem.line


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file's text: code points, a line and a column from 1."""

    start: int
    end: int
    line: int
    column: int


def spot(text: str, start: int, end: int) -> Spot:
    """Find the line and the column of a place."""
    return Spot(start, end, line_at(text, start), column_at(text, start))


def column_at(text: str, at: int) -> int:
    """Give the column, from 1, of a place in a text with any line ends."""
    return at - max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))


def text_mark(text: str) -> str:
    """Give what stands for a text: the same for equal texts, in every process."""
    return hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


def found(
    rule: str,
    severity: Severity,
    path: Path,
    where: Spot,
    message: str,
    advice: str = "",
    fix: Fix | None = None,
) -> Finding:
    """Make a finding at a place."""
    problem = Problem(severity, message, where.line, where.start, where.end, advice)
    return Finding(path, problem, rule, where.column, fix)
