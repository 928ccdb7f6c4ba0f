"""What is wrong with a post, at a place a person can go to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much it matters: an `ERROR` stops a build or loses a value, a `WARNING` surprises, a `HINT` advises."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: `line` is 1-based in the whole file, `start` and `end` are code points in its text.

    `message` says what is wrong, `advice` what to do about it (may be empty); `key` is the path of the front
    matter key it belongs to, if any.
    """

    severity: Severity
    message: str
    line: int = 0
    start: int = 0
    end: int = 0
    advice: str = ""
    key: tuple[str | int, ...] = ()
