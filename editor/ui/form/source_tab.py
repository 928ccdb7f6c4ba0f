"""The front matter as it is written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.app.session import PostSession
from editor.core.frontmatter import Format
from editor.core.post import Post
from editor.core.problem import Problem, Severity
from editor.ui.form.remark import Remark, Tone
from editor.ui.form.source_view import SourceView
from editor.ui.form.tones import colours_of
from editor.ui.source_highlighter import SourceHighlighter


class SourceTab(QWidget):
    """Edits the session's front matter document; what is wrong is marked at its line and told below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: PostSession | None = None
        self._nothing = QTextDocument(self)
        self._highlighter: SourceHighlighter | None = None
        self.view = SourceView(self)
        self.strip = Remark(self, Tone.WRONG)
        self.strip.setObjectName("form_problem")
        self.strip.linkActivated.connect(self._on_link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.strip)
        self.setFocusProxy(self.view)

    def show_session(self, session: PostSession | None) -> None:
        """Show another post's front matter."""
        self._session = session
        if self._highlighter is not None:
            self._highlighter.setDocument(None)
            self._highlighter.deleteLater()
            self._highlighter = None
        self.view.take_document(session.matter if session else self._nothing)
        if session is not None:
            self._highlighter = SourceHighlighter(session.matter, colours_of(self.palette()))
            self._highlighter.setParent(self)
        self.refresh()

    def refresh(self) -> None:
        """Mark what is wrong in the front matter now."""
        session = self._session
        self.view.setReadOnly(session is None or bool(session.read_only_reason))
        if session is None or self._highlighter is None:
            self.view.mark({})
            self.strip.say("")
            return
        post = session.post
        self._highlighter.set_language(post.front.format)
        self.view.set_first_line(first_line_of(post))
        marks: dict[int, Severity] = {}
        for problem in post.problems:
            if marks.get(problem.line) is not Severity.ERROR:
                marks[problem.line] = problem.severity
        self.view.mark(marks)
        self._tell(worst_problem(post))

    def go_to_line(self, line: int) -> None:
        """Bring the keyboard to a line, by its number in the file."""
        self.view.go_to_line(line)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change from light to dark."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._highlighter is not None:
            self._highlighter.set_colours(colours_of(self.palette()))

    def _tell(self, problem: Problem | None) -> None:
        if problem is None:
            self.strip.say("")
            return
        tone = Tone.WRONG if problem.severity is Severity.ERROR else Tone.CAUTION
        where = f"Line {problem.line}: " if problem.line else ""
        message = problem.message[:1].upper() + problem.message[1:] if not where else problem.message
        advice = f" {problem.advice}" if problem.advice else ""
        link = "Go to line" if problem.line else ""
        self.strip.say(f"{where}{message.rstrip('.')}.{advice}", tone, link=link)

    def _on_link(self, target: str) -> None:
        del target
        problem = worst_problem(self._session.post) if self._session else None
        if problem is not None:
            self.go_to_line(problem.line)


def first_line_of(post: Post) -> int:
    """Give the number that the front matter's first line has in the file (1-based)."""
    split = post.front.split
    if split.format is Format.NONE:
        return 2
    head = post.text[: split.matter]
    return head.count("\n") + head.replace("\r\n", "").count("\r") + 1


def worst_problem(post: Post) -> Problem | None:
    """Give the first error, else the first warning, else None."""
    ranked = sorted(post.problems, key=lambda p: (p.severity is not Severity.ERROR, p.line))
    return ranked[0] if ranked else None
