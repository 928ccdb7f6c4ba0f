"""What the verbs print: bytes to standard output, complaints to standard error, both in UTF-8."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from editor.core.errors import EditorError

FINE, FAILED, USAGE, NO_WINDOW = 0, 1, 2, 3


@dataclass(slots=True)
class Terminal:
    """Prints for one run of a verb and remembers whether anything failed."""

    exit_code: int = field(default=FINE)

    def write(self, text: str) -> None:
        """Print `text` as it is: line ends are not touched, and bytes that are no UTF-8 come out as they
        went in."""
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))

    def complain(self, path: Path, line: int | None, message: str) -> None:
        """Print `path:line: message` to standard error; the run counts as failed."""
        self.exit_code = FAILED
        self.remark(f"{place(path, line)}: {message}")

    def remark(self, text: str) -> None:
        """Print a line to standard error that makes nothing fail."""
        sys.stdout.flush()
        sys.stderr.flush()
        sys.stderr.buffer.write(f"{text}\n".encode("utf-8", "surrogateescape"))
        sys.stderr.buffer.flush()

    @contextmanager
    def telling(self, path: Path) -> Iterator[None]:
        """Turn an error about the file at `path` into a complaint, so that the next file has its turn."""
        try:
            yield
        except EditorError as error:
            detail = f" ({error.detail})" if error.detail and error.detail not in error.message else ""
            self.complain(path, error.line, error.message + detail)


def place(path: Path, line: int | None) -> str:
    """Name a place as compilers do; 0 and None mean the whole file."""
    return f"{path}:{line}" if line else str(path)
