"""What a check found, underlined in the text while its panel is open."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor.app.findings import Entry
from editor.app.session import PostSession
from editor.app.text_bridge import to_qpos, utf16_length
from editor.core.checks import Finding
from editor.core.problem import Severity
from editor.ui.features import Parts

# More marks than this in one text help nobody and cost time with every key.
_MOST = 200
_NAME = "check_up"


class FindingMarks(QObject):
    """Keeps marks at their words while the text changes, until the next check."""

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._window = parts.window
        self._theme = parts.theme
        self._findings: dict[Path, list[Finding]] = {}
        self._marks: list[tuple[QTextCursor, Severity]] = []
        self._on = False
        self._window.session_shown.connect(self._on_session_shown)
        self._theme.changed.connect(self._window.text.show_marks)

    def take(self, entries: Iterable[Entry]) -> None:
        """Mark what was found now."""
        self._findings = {}
        for entry in entries:
            self._findings.setdefault(entry.finding.path, []).append(entry.finding)
        self._on_session_shown()

    def show(self, *, on: bool) -> None:
        """Show the marks, or none."""
        self._on = on
        if on:
            self._window.text.more_marks[_NAME] = self._selections
        else:
            self._window.text.more_marks.pop(_NAME, None)
        self._window.text.show_marks()

    def _on_session_shown(self, *_: object) -> None:
        session = self._window.session
        self._marks = self._marked(session) if session is not None else []
        if self._on:
            self._window.text.show_marks()

    def _marked(self, session: PostSession) -> list[tuple[QTextCursor, Severity]]:
        marks: list[tuple[QTextCursor, Severity]] = []
        first = session.body_first_line
        for finding in self._findings.get(session.path or Path(), ()):
            if finding.line <= first or len(marks) >= _MOST:
                continue
            block = session.body.findBlockByNumber(finding.line - 1 - first)
            if not block.isValid() or not block.text().strip():
                continue
            text = block.text()
            start = to_qpos(text, min(max(finding.column - 1, 0), len(text)))
            length = finding.problem.end - finding.problem.start
            end = min(start + length, utf16_length(text)) if length > 0 else utf16_length(text)
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + start)
            cursor.setPosition(block.position() + max(end, start), QTextCursor.MoveMode.KeepAnchor)
            marks.append((cursor, finding.severity))
        return marks

    def _selections(self) -> list[QTextEdit.ExtraSelection]:
        colours = self._theme.colours
        inks = {
            Severity.ERROR: colours.error,
            Severity.WARNING: colours.warning,
            Severity.HINT: colours.faint,
        }
        made = []
        first, last = self._window.text.shown_lines()
        for cursor, severity in self._marks:
            if not first - 1 <= cursor.blockNumber() <= last + 1:
                continue
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            selection.format = QTextCharFormat()
            selection.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            selection.format.setUnderlineColor(QColor(inks[severity]))
            made.append(selection)
        return made
