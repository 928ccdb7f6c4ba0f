"""The errors a person gets to read."""

from __future__ import annotations

from pathlib import Path


class EditorError(Exception):
    """A failure told in words for a person: what happened, to which file and line, and what to do.

    `message` is one or two sentences without a traceback; `detail` is the technical reason (an OSError's
    text, a parser's message); `path` and `line` (1-based, of the file) say where.
    """

    def __init__(
        self, message: str, *, detail: str = "", path: Path | None = None, line: int | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail
        self.path = path
        self.line = line

    def __str__(self) -> str:
        where = "" if self.path is None else f"{self.path}:{self.line}: " if self.line else f"{self.path}: "
        return f"{where}{self.message}" + (f" ({self.detail})" if self.detail else "")
