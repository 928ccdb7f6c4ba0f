"""The bar under the text that finds and replaces."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from editor.app.search import Query

# From this width on everything stands in one line.
_ROOMY = 520


class FindBar(QWidget):
    """Asks for what is to be found; the pane that has the text does it and tells by `show_count`."""

    query_changed = Signal(object)
    scope_changed = Signal(bool)
    next_requested = Signal()
    previous_requested = Signal()
    replace_requested = Signal(str)
    replace_all_requested = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.find_edit = QLineEdit(placeholderText="Find", clearButtonEnabled=True)
        self.replace_edit = QLineEdit(placeholderText="Replace with", clearButtonEnabled=True)
        self.case_button = _switch("Aa", "Match case", "Alt+C")
        self.word_button = _switch("W", "Whole words", "Alt+W")
        self.regex_button = _switch(
            ".*", "Regular expression; \\1 or $1 put groups into the replacement", "Alt+R"
        )
        self.scope_button = _switch("[…]", "Only in what is selected now", "Alt+L")
        self._count = QLabel()
        self._count.setObjectName("muted")
        self._count.setMinimumWidth(48)
        self.previous_button = _tool("↑", "Previous (Shift+F3)")
        self.next_button = _tool("↓", "Next (F3)")
        self.close_button = _tool("✕", "Close (Esc)")
        self.replace_button = QPushButton("Replace")
        self.replace_all_button = QPushButton("Replace all")
        self.replace_all_button.setAccessibleName("Replace all")
        self._replace_row: tuple[QWidget, ...] = (
            self.replace_edit,
            self.replace_button,
            self.replace_all_button,
        )
        self._build()
        self._connect()
        self._set_usable(False)

    @property
    def query(self) -> Query:
        """What is asked for now."""
        return Query(
            self.find_edit.text(),
            self.case_button.isChecked(),
            self.word_button.isChecked(),
            self.regex_button.isChecked(),
        )

    def open(self, text: str = "", *, replace: bool = False, scoped: bool = False) -> None:
        """Show the bar, looking for `text` if there is any, with the row for replacing or without.

        `scoped` keeps to what is selected.
        """
        self.scope_button.setChecked(False)
        self.scope_button.setChecked(scoped)
        for widget in self._replace_row:
            widget.setVisible(replace)
        if text:
            self.find_edit.setText(text)
        self.show()
        self.find_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_edit.selectAll()
        self.query_changed.emit(self.query)

    def show_count(self, at: int, count: int, error: str = "") -> None:
        """Tell that the hit numbered `at` (from 1; 0: none) of `count` is chosen, or what is wrong."""
        has_text = bool(self.find_edit.text())
        if error:
            text = error
        elif not count:
            text = "No results" if has_text else ""
        else:
            text = f"{at} of {count:,}" if at else f"{count:,} found"
        self._count.setText(text)
        self._count.setToolTip(error)
        self.find_edit.setProperty("invalid", bool(error) or (has_text and not count))
        self.find_edit.style().unpolish(self.find_edit)
        self.find_edit.style().polish(self.find_edit)
        self._set_usable(count > 0)

    def count_text(self) -> str:
        """Give what the bar says about the hits."""
        return self._count.text()

    def set_read_only(self, read_only: bool) -> None:
        """Offer replacing or not."""
        for widget in self._replace_row:
            widget.setEnabled(not read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape; Enter goes on, with Shift back."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask anew when it comes back."""
        super().showEvent(event)
        self.query_changed.emit(self.query)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what does not fit beside each other below each other: the bar must not widen the window."""
        super().resizeEvent(event)
        self._arrange(compact=event.size().width() < _ROOMY)

    def _build(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        switches = (self.case_button, self.word_button, self.regex_button, self.scope_button)
        self._switches = _row(1, *switches, self._count)
        self._steps = _row(4, self.previous_button, self.next_button, self.close_button)
        self._replacing = _row(8, self.replace_button, self.replace_all_button)
        self._replace_row = (*self._replace_row, self._replacing)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 8, 16, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._is_compact = True
        self._arrange(compact=False)
        # Tab goes from what is looked for to what comes in its place, and to the buttons from there.
        buttons = (self.replace_button, self.replace_all_button, *switches)
        steps = (self.previous_button, self.next_button, self.close_button)
        for before, behind in pairwise((self.find_edit, self.replace_edit, *buttons, *steps)):
            QWidget.setTabOrder(before, behind)

    def _arrange(self, *, compact: bool) -> None:
        if compact == self._is_compact:
            return
        self._is_compact = compact
        grid = self._grid
        self.replace_all_button.setText("All" if compact else "Replace all")
        for widget in (self.find_edit, self._switches, self._steps, self.replace_edit, self._replacing):
            grid.removeWidget(widget)
        grid.addWidget(self.find_edit, 0, 0)
        if compact:
            grid.addWidget(self._steps, 0, 1)
            grid.addWidget(self._switches, 1, 0, 1, 2)
            grid.addWidget(self.replace_edit, 2, 0, 1, 2)
            grid.addWidget(self._replacing, 3, 0, 1, 2)
        else:
            grid.addWidget(self._switches, 0, 1)
            grid.addWidget(self._steps, 0, 2)
            grid.addWidget(self.replace_edit, 1, 0)
            grid.addWidget(self._replacing, 1, 1, 1, 2)

    def _connect(self) -> None:
        self.find_edit.textChanged.connect(self._on_changed)
        for switch in (self.case_button, self.word_button, self.regex_button):
            switch.toggled.connect(self._on_changed)
        self.scope_button.toggled.connect(self.scope_changed)
        self.next_button.clicked.connect(self.next_requested)
        self.previous_button.clicked.connect(self.previous_requested)
        self.close_button.clicked.connect(self._on_close)
        self.replace_button.clicked.connect(self._on_replace)
        self.replace_all_button.clicked.connect(self._on_replace_all)

    def _set_usable(self, usable: bool) -> None:
        for button in (self.next_button, self.previous_button):
            button.setEnabled(usable)

    def _on_changed(self) -> None:
        self.query_changed.emit(self.query)

    def _on_enter(self, *, back: bool) -> None:
        if self.replace_edit.hasFocus():
            self._on_replace()
        elif back:
            self.previous_requested.emit()
        else:
            self.next_requested.emit()

    def _on_close(self) -> None:
        self.hide()
        self.scope_button.setChecked(False)
        self.closed.emit()

    def _on_replace(self) -> None:
        self.replace_requested.emit(self.replace_edit.text())

    def _on_replace_all(self) -> None:
        self.replace_all_requested.emit(self.replace_edit.text())


def _row(spacing: int, *widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder


def _switch(text: str, tip: str, shortcut: str) -> QToolButton:
    button = _tool(text, f"{tip} ({shortcut})")
    button.setCheckable(True)
    button.setShortcut(shortcut)
    return button


def _tool(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setAutoRaise(True)
    return button
