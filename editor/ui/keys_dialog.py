"""All shortcuts at a glance, in the order of the menus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor.ui.actions import command_name

_NATIVE = QKeySequence.SequenceFormat.NativeText
_SIZE = (680, 560)
_COLUMNS = 2


def show_keys(parent: QWidget, menus: QMenuBar, change: QAction) -> None:
    """List every command that has keys; `change` opens where they can be changed."""
    dialog = KeysDialog(parent, menus, change)
    dialog.exec()
    dialog.deleteLater()


class KeysDialog(QDialog):
    """Lists the commands that have keys under the menus they stand in."""

    def __init__(self, parent: QWidget, menus: QMenuBar, change: QAction) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard Shortcuts")
        self.setObjectName("keys")
        self.resize(*_SIZE)
        self.search = QLineEdit(placeholderText="Search the shortcuts", clearButtonEnabled=True)
        self.search.setAccessibleName("Search the shortcuts")
        self._groups: list[tuple[QWidget, list[tuple[str, QWidget, QWidget]]]] = []
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(24, 8, 24, 16)
        columns.setSpacing(40)
        for groups in _divided(_listed(menus)):
            column = QVBoxLayout()
            column.setSpacing(16)
            for title, actions in groups:
                column.addWidget(self._group(title, actions))
            column.addStretch(1)
            columns.addLayout(column, 1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 24, 0)
        head.addWidget(self.search)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.setContentsMargins(24, 12, 24, 16)
        changing = buttons.addButton("Change in Settings…", QDialogButtonBox.ButtonRole.ActionRole)
        changing.setAutoDefault(False)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        changing.clicked.connect(self.accept)
        changing.clicked.connect(change.trigger)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(area, 1)
        box.addWidget(buttons)
        self.search.textChanged.connect(self._on_searched)
        self.search.setFocus()

    def _group(self, title: str, actions: Sequence[QAction]) -> QWidget:
        group = QWidget()
        grid = QGridLayout(group)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        head = QLabel(title)
        font = QFont(self.font())
        font.setBold(True)
        head.setFont(font)
        grid.addWidget(head, 0, 0, 1, 2)
        rows: list[tuple[str, QWidget, QWidget]] = []
        for at, action in enumerate(actions, 1):
            name, keys = QLabel(command_name(action)), QLabel(action.shortcut().toString(_NATIVE))
            keys.setProperty("role", "hint")
            grid.addWidget(name, at, 0)
            grid.addWidget(keys, at, 1, Qt.AlignmentFlag.AlignRight)
            rows.append((f"{title} {name.text()} {keys.text()}".casefold(), name, keys))
        self._groups.append((group, rows))
        return group

    def _on_searched(self, text: str) -> None:
        wanted = text.casefold().split()
        for group, rows in self._groups:
            fitting = 0
            for words, *widgets in rows:
                fits = all(word in words for word in wanted)
                fitting += fits
                for widget in widgets:
                    widget.setVisible(fits)
            group.setVisible(fitting > 0)


def _listed(menus: QMenuBar) -> list[tuple[str, list[QAction]]]:
    """Give the menus' names with their commands that have keys."""
    found = []
    for top in menus.actions():
        menu = top.menu()
        if isinstance(menu, QMenu):
            listed = [action for action in _commands(menu) if not action.shortcut().isEmpty()]
            if listed:
                found.append((top.text().replace("&", ""), listed))
    return found


def _commands(menu: QMenu) -> list[QAction]:
    found: list[QAction] = []
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            found += _commands(below)
        elif action.objectName():
            found.append(action)
    return found


def _divided(groups: list[tuple[str, list[QAction]]]) -> list[list[tuple[str, list[QAction]]]]:
    """Divide groups into columns of about equal height."""
    half = sum(len(actions) + 2 for _, actions in groups) / _COLUMNS
    columns: list[list[tuple[str, list[QAction]]]] = [[] for _ in range(_COLUMNS)]
    height = 0
    for title, actions in groups:
        size = len(actions) + 2
        columns[min(_COLUMNS - 1, int((height + size / 2) // half))].append((title, actions))
        height += size
    return columns
