"""The panel that looks for words in all posts, and replaces them."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.app.search import Query
from editor.app.site_search import Found
from editor.core.site.text_search import Where
from editor.ui.browser.hits_model import HIT, HitLine, HitsModel
from editor.ui.browser.hits_view import HitsView
from editor.ui.named import tool_button
from editor.ui.theme import Theme

# A search begins so long after the last key.
_PAUSE_MS = 160
_FORM_WIDTH = 340
_ALT = Qt.KeyboardModifier.AltModifier


class Scope(Enum):
    """Which posts are looked through."""

    ALL = "all"
    LISTED = "listed"
    SELECTED = "selected"


class _Box(QLineEdit):
    """Leaves the keys with Alt to the panel instead of writing their letters."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() == _ALT:
            event.ignore()
        else:
            super().keyPressEvent(event)


class SiteSearchPanel(QWidget):
    """Asks for words, shows hits; `search_requested` comes while they are typed.

    `hit_picked(HitLine)` when one is chosen, `replace_requested(str)` with what the hits are to be replaced by.
    """

    search_requested = Signal()
    hit_picked = Signal(object)
    replace_requested = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.find_edit = _Box(placeholderText="Find in all posts", clearButtonEnabled=True)
        self.find_edit.setAccessibleName("Find in all posts")
        self.replace_edit = _Box(placeholderText="Replace with", clearButtonEnabled=True)
        self.replace_edit.setAccessibleName("Replace with")
        self.case_button = _switch("Aa", "Match case (Alt+C)")
        self.word_button = _switch("W", "Whole words (Alt+W)")
        self.regex_button = _switch(
            ".*", "Regular expression (Alt+R); \\1 or $1 put groups into the replacement"
        )
        self._keys = {
            Qt.Key.Key_C: self.case_button,
            Qt.Key.Key_W: self.word_button,
            Qt.Key.Key_R: self.regex_button,
        }
        self.scope = QComboBox()
        self.scope.setAccessibleName("Which posts")
        self.scope.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for each in Scope:
            self.scope.addItem("", each)
        self.front_matter = QCheckBox("Front &matter too")
        self.front_matter.setChecked(True)
        self.words = QLabel()
        self.words.setProperty("role", "hint")
        self.words.setWordWrap(True)
        self.replace_all = QPushButton("Replace A&ll…")
        self.replace_all.setToolTip("Shows what changes before anything is written")
        self.model = HitsModel(self)
        self.view = HitsView(theme, self.model)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.search_requested)
        self._lay_out()
        self._connect()
        self.show_counts(0, 0, 0)

    @property
    def query(self) -> Query:
        """What is looked for."""
        return Query(
            self.find_edit.text(),
            self.case_button.isChecked(),
            self.word_button.isChecked(),
            self.regex_button.isChecked(),
        )

    @property
    def where(self) -> Where:
        """What of a post is looked through."""
        return Where(self.front_matter.isChecked())

    @property
    def chosen_scope(self) -> Scope:
        """Which posts are looked through."""
        return Scope(self.scope.currentData())

    def open(self, text: str = "", *, replace: bool = False) -> None:
        """Take the keyboard, looking for `text` if there is any."""
        if text:
            self.find_edit.setText(text)
        target = self.replace_edit if replace and self.find_edit.text() else self.find_edit
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        target.selectAll()

    def show_counts(self, total: int, listed: int, selected: int) -> None:
        """Say how many posts each choice of posts means; one without posts cannot be made."""
        texts = {
            Scope.ALL: f"All posts ({total:,})",
            Scope.LISTED: f"Posts in the list ({listed:,})",
            Scope.SELECTED: f"Selected posts ({selected:,})",
        }
        counts = {Scope.ALL: total, Scope.LISTED: listed, Scope.SELECTED: selected}
        for at, each in enumerate(Scope):
            self.scope.setItemText(at, texts[each])
            # The role of a row's flags: with none it cannot be chosen.
            self.scope.setItemData(at, None if counts[each] else 0, Qt.ItemDataRole.UserRole - 1)

    def show_found(self, found: Found, *, searching: bool) -> None:
        """Say how far a search is."""
        self._set_trouble("")
        if searching:
            self.words.setText(f"{_counted(found)}  Looking… {found.done:,} of {found.total:,}")
        elif found.done < found.total:
            self.words.setText(f"{_counted(found)} and more: say more of what you look for.")
        else:
            self.words.setText(_counted(found) if found.count else "Not found.")
        self.replace_all.setEnabled(found.count > 0 and not searching)

    def show_nothing(self) -> None:
        """Say nothing: nothing has been looked for."""
        self._pause.stop()
        self._set_trouble("")
        self.words.setText("")
        self.replace_all.setEnabled(False)

    def show_trouble(self, reason: str) -> None:
        """Say why nothing can be looked for."""
        self._set_trouble(reason)
        self.words.setText(reason)
        self.replace_all.setEnabled(False)

    def event(self, event: QEvent) -> bool:
        """Claim the keys of the switches: the find bar of the text has the same."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() == _ALT
            and Qt.Key(event.key()) in self._keys
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape, go to the hits with Enter or Down, and turn the switches."""
        key = Qt.Key(event.key())
        if event.modifiers() == _ALT and key in self._keys:
            self._keys[key].toggle()
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif key == Qt.Key.Key_Down and self.view.enter():
            pass
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        find = QHBoxLayout()
        find.setSpacing(4)
        find.addWidget(self.find_edit, 1)
        for button in (self.case_button, self.word_button, self.regex_button):
            find.addWidget(button)
        replace = QHBoxLayout()
        replace.setSpacing(8)
        replace.addWidget(self.replace_edit, 1)
        replace.addWidget(self.replace_all)
        which = QHBoxLayout()
        which.setSpacing(8)
        which.addWidget(self.scope, 1)
        which.addWidget(self.front_matter)
        form = QWidget()
        form.setFixedWidth(_FORM_WIDTH)
        column = QVBoxLayout(form)
        column.setContentsMargins(16, 0, 8, 8)
        column.setSpacing(8)
        column.addLayout(find)
        column.addLayout(replace)
        column.addLayout(which)
        column.addWidget(self.words)
        column.addStretch(1)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 4, 4)
        box.setSpacing(8)
        box.addWidget(form)
        box.addWidget(self.view, 1)
        for one, other in (
            (self.find_edit, self.replace_edit),
            (self.replace_edit, self.replace_all),
            (self.replace_all, self.scope),
            (self.scope, self.front_matter),
            (self.front_matter, self.view),
        ):
            QWidget.setTabOrder(one, other)

    def _connect(self) -> None:
        self.find_edit.textChanged.connect(self._on_changed)
        for button in (self.case_button, self.word_button, self.regex_button):
            button.toggled.connect(self._on_changed)
        self.front_matter.toggled.connect(self._on_changed)
        self.scope.activated.connect(self._on_changed)
        self.replace_all.clicked.connect(self._on_replace_all)
        self.view.picked.connect(self._on_picked)
        self.view.left.connect(self._on_left)

    def _on_changed(self, *_: object) -> None:
        self._pause.start()

    def _on_enter(self) -> None:
        if self.replace_edit.hasFocus() and self.replace_all.isEnabled():
            self._on_replace_all()
        elif self._pause.isActive() or not self.view.enter():
            self._pause.stop()
            self.search_requested.emit()

    def _on_replace_all(self) -> None:
        self.replace_requested.emit(self.replace_edit.text())

    def _on_picked(self, index: QModelIndex) -> None:
        line = index.data(HIT)
        if isinstance(line, HitLine):
            self.hit_picked.emit(line)

    def _on_left(self) -> None:
        self.find_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_trouble(self, reason: str) -> None:
        self.find_edit.setProperty("invalid", bool(reason))
        self.find_edit.style().unpolish(self.find_edit)
        self.find_edit.style().polish(self.find_edit)


def _counted(found: Found) -> str:
    hits = "1 hit" if found.count == 1 else f"{found.count:,} hits"
    posts = "1 post" if found.posts == 1 else f"{found.posts:,} posts"
    return f"{hits} in {posts}" if found.count else ""


def _switch(text: str, tip: str) -> QToolButton:
    button = tool_button("plain", tip)
    button.setText(text)
    button.setAccessibleName(tip)
    button.setCheckable(True)
    return button
