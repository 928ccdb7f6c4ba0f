"""The front matter of the post that is open: as fields and as source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from editor.app.session import PostSession
from editor.core.errors import EditorError
from editor.core.frontmatter import Format, KeyPath
from editor.core.post import Post
from editor.core.site.handed_down import HandedDown
from editor.core.site.word_notes import WordFacts
from editor.ui.form.fields_tab import FieldsTab
from editor.ui.form.remark import Remark, Tone
from editor.ui.form.source_tab import SourceTab, worst_problem


class EmptyState(QWidget):
    """A few calm words in place of the fields, with the one thing to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(self)
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title.setWordWrap(True)
        self.title.setProperty("heading", "true")
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() + 2)
        font.setBold(True)
        self.title.setFont(font)
        self.words = Remark(self)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = QPushButton(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def say(self, title: str, words: str, button: str, tone: Tone = Tone.QUIET) -> None:
        """Show these words; without `button` there is nothing to press."""
        self.title.setText(title)
        self.words.say(words, tone)
        self.button.setText(button)
        self.button.setVisible(bool(button))


class FormPane(QWidget):
    """The tabs *Fields* and *Source* on one session.

    Front matter that does not parse is greyed in Fields, with the reason and the way to its line in Source;
    a post without front matter is offered some. The window calls `flush` before it saves, undoes or switches
    posts, so that nothing typed is lost.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form_pane")
        self._session: PostSession | None = None
        self._stale = False
        self.fields = FieldsTab()
        self.empty = EmptyState()
        self.source = SourceTab()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.fields)
        self.pages.addWidget(self.empty)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.pages, "F&ields")
        self.tabs.addTab(self.source, "Sour&ce")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.setMinimumWidth(240)
        self.fields.source_requested.connect(self.show_source)
        self.empty.button.clicked.connect(self._on_empty_button)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self._show_state()

    def show_session(self, session: PostSession | None) -> None:
        """Show another post, or none; what was being typed for the last one is written first."""
        if session is self._session:
            return
        self.flush()
        if self._session is not None:
            self._session.post_changed.disconnect(self._on_post_changed)
            self._session.read_only_changed.disconnect(self._on_read_only_changed)
            self._session.destroyed.disconnect(self._on_session_destroyed)
        self._session = session
        if session is not None:
            session.post_changed.connect(self._on_post_changed)
            session.read_only_changed.connect(self._on_read_only_changed)
            session.destroyed.connect(self._on_session_destroyed)
        self._stale = False
        self.fields.show_session(session)
        self.source.show_session(session)
        self._show_state()
        if session is not None and session.post.front.broken:
            self.show_source(self._problem_line(session.post))

    def flush(self) -> None:
        """Write what has been typed into a field but not yet into the front matter."""
        if self._session is not None:
            self.fields.flush()

    def show_source(self, line: int = 0) -> None:
        """Show the Source tab, at a line of the file (1-based) if one is given."""
        self.flush()
        self.tabs.setCurrentWidget(self.source)
        if line:
            self.source.go_to_line(line)

    def show_fields(self) -> None:
        """Show the Fields tab."""
        self.tabs.setCurrentWidget(self.pages)

    def focus_field(self, path: KeyPath) -> bool:
        """Bring the keyboard to a field; tells whether it is shown."""
        self.show_fields()
        self._update_fields()
        return self.fields.focus_field(path)

    def toggle_draft(self) -> None:
        """Turn the draft switch, as a click on it does."""
        self._update_fields()
        self.fields.header.draft.switch.click()

    def toggle_featured(self) -> None:
        """Turn the featured switch, as a click on it does."""
        self._update_fields()
        self.fields.header.featured.switch.click()

    def show_inherited(self, values: Sequence[HandedDown], root: Path | None) -> None:
        """Show what the post has without saying so; sources are named below `root`."""
        self.fields.show_inherited(values, root)

    def offer_words(self, words: Mapping[str, Sequence[str]], facts: WordFacts | None = None) -> None:
        """Complete words in lists: by "tags", "authors", "projects" and the like, those the site uses.

        What `facts` say against words in the post is pointed out.
        """
        self.fields.offer_words(words, facts)

    def _on_post_changed(self, post: object, origin: str) -> None:
        del post, origin
        # Typing in Source need not wait for fields that nobody sees.
        self._stale = True
        if self.tabs.currentWidget() is self.pages:
            self._update_fields()
        self.source.refresh()
        self._show_state()

    def _on_read_only_changed(self, reason: str) -> None:
        del reason
        self._on_post_changed(None, "")

    def _on_session_destroyed(self) -> None:
        # Its documents go next: a view that still held one would draw freed memory.
        self._session = None
        self.fields.show_session(None)
        self.source.show_session(None)
        self._show_state()

    def _on_tab_changed(self, index: int) -> None:
        del index
        self._update_fields()

    def _update_fields(self) -> None:
        if self._stale:
            self._stale = False
            self.fields.refresh()

    def _show_state(self) -> None:
        session = self._session
        if session is None:
            self.empty.say("No post is open", "", "")
            self.pages.setCurrentWidget(self.empty)
        elif session.post.front.broken:
            problem = worst_problem(session.post)
            words = f"Line {problem.line}: {problem.message}" if problem and problem.line else ""
            words = words or (problem.message if problem else "")
            self.empty.say("The front matter cannot be read", words, "Show in &Source", Tone.WRONG)
            self.pages.setCurrentWidget(self.empty)
        elif session.post.front.format is Format.NONE:
            add = "" if session.read_only_reason else "&Add front matter"
            words = "It tells Hugo the title, the date, the tags and whether this is a draft."
            self.empty.say("This post has no front matter", words, add)
            self.pages.setCurrentWidget(self.empty)
        else:
            self.pages.setCurrentWidget(self.fields)

    def _on_empty_button(self) -> None:
        session = self._session
        if session is None:
            return
        if session.post.front.broken:
            self.show_source(self._problem_line(session.post))
            return
        try:
            session.set_field(("title",), session.post.title)
        except EditorError as error:
            self.empty.words.say(error.message, Tone.WRONG)
            return
        self.focus_field(("title",))

    @staticmethod
    def _problem_line(post: Post) -> int:
        problem = worst_problem(post)
        return problem.line if problem else 0
