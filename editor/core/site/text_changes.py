"""Texts of many files on their way to others, changed in several passes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from editor.core.changes import Step, edit_of
from editor.core.errors import EditorError
from editor.core.line_diff import line_edits
from editor.core.site.bulk import Skipped
from editor.core.text_file import TextFile, read_text_file


class TextChanges:
    """The texts of files on their way to others, each read once; what fails is left as it is, with the reason."""

    def __init__(self) -> None:
        self._files: dict[Path, TextFile] = {}
        self._texts: dict[Path, str] = {}
        self._skipped: dict[Path, str] = {}

    def of(self, path: Path) -> str:
        """Give a file's text as it is to be so far; raises EditorError."""
        if path not in self._files:
            self._files[path] = read_text_file(path)
            self._texts[path] = self._files[path].text
        return self._texts[path]

    def put(self, path: Path, text: str) -> None:
        """Take another text for a file; raises EditorError where it cannot be written."""
        if text != self._texts[path]:
            if reason := self._files[path].read_only_reason:
                raise EditorError(reason)
            self._texts[path] = text

    @contextlib.contextmanager
    def changing(self, path: Path) -> Iterator[None]:
        """Note why a file cannot be changed."""
        try:
            yield
        except EditorError as error:
            self._skipped[path] = error.message + (f" ({error.detail})" if error.detail else "")

    def edits(self) -> tuple[tuple[Step, ...], tuple[Skipped, ...]]:
        """Give the steps that change the files."""
        steps: list[Step] = []
        for path, file in self._files.items():
            steps += edit_of(file, line_edits(file.text, self._texts[path]))
        return tuple(steps), tuple(Skipped(path, reason) for path, reason in self._skipped.items())
