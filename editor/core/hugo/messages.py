"""What Hugo says, as a person needs it: what is wrong, in which file and line, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from editor.core.problem import Severity


@dataclass(frozen=True, slots=True)
class HugoMessage:
    """One finding of Hugo's: `path` is the person's own file (never one of ours), `line` and `column` count from 1.

    `text` says what is wrong, `advice` what to do (may be empty), `raw` is what Hugo wrote.
    """

    severity: Severity
    text: str
    path: Path | None = None
    line: int | None = None
    column: int | None = None
    advice: str = ""
    raw: str = ""
