"""A field's place in the form, whatever edits it: its commands and what they write."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from editor.core.frontmatter import Format, values_equal
from editor.core.schema import FieldKind, OfferedField
from editor.ui.form.base import MenuOwner
from editor.ui.form.desk import Desk

_NO_EMPTY = object()
_TEXTUAL = (FieldKind.TEXT, FieldKind.MULTILINE, FieldKind.MARKDOWN, FieldKind.DATE)


def empty_value(entry: OfferedField, format: Format) -> object:
    """Give what *Clear* writes: the empty value of the field's own kind, so that its key stays.

    TOML has no null: there a number or switch cannot be cleared, and `has_empty` says so.
    """
    kind = entry.spec.kind
    if kind in (FieldKind.TERMS, FieldKind.ROWS):
        return []
    if kind is FieldKind.MAP:
        return {}
    if kind in _TEXTUAL or (kind is FieldKind.CHOICE and not _is_numeric(entry)):
        return ""
    return _NO_EMPTY if format is Format.TOML else None


def has_empty(entry: OfferedField, format: Format) -> bool:
    """Whether the field's key can stay without a value."""
    return empty_value(entry, format) is not _NO_EMPTY


def _is_numeric(entry: OfferedField) -> bool:
    return any(not isinstance(choice.value, str) for choice in entry.spec.choices)


class Part(MenuOwner):
    """Shows one field; what is entered goes to the desk."""

    def __init__(self, entry: OfferedField, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.desk = desk

    def show_entry(self, entry: OfferedField) -> None:
        """Show what the file has now; what is being entered stays."""
        raise NotImplementedError

    def flush(self) -> None:
        """Write what has been entered so far."""
        raise NotImplementedError

    def focus_editor(self) -> None:
        """Bring the keyboard to the field."""
        raise NotImplementedError

    def tab_stops(self) -> list[QWidget]:
        """Give the widgets Tab stops at, in their order."""
        raise NotImplementedError

    def complain(self, reason: str) -> None:
        """Show why a command was not carried out."""
        raise NotImplementedError

    @property
    def help(self) -> str:
        """What the field is for: the schema's words, else those the author wrote above it."""
        comment = self.entry.field.comment if self.entry.field else ""
        return self.entry.spec.help or comment

    @property
    def locked(self) -> str:
        """Why the field is for reading only; empty where it can be changed."""
        return self.entry.field.locked if self.entry.field else ""

    def fill_menu(self, menu: QMenu) -> None:
        """Offer Clear, Remove and the way to the source."""
        field = self.entry.field
        free = field is not None and not field.locked and not self.desk.read_only
        clear = QAction("&Clear", menu)
        clear.setToolTip("Empties the value; the key stays in the file.")
        clear.setEnabled(free and has_empty(self.entry, self.desk.format) and not self._is_empty())
        clear.triggered.connect(self._on_clear)
        remove = QAction("&Remove from file", menu)
        remove.setToolTip("Takes the key and its value out of the file.")
        remove.setEnabled(free)
        remove.triggered.connect(self._on_remove)
        source = QAction("Edit in &Source", menu)
        source.setEnabled(field is not None)
        source.triggered.connect(self.go_to_source)
        menu.addActions([clear, remove, source])
        menu.setToolTipsVisible(True)

    def go_to_source(self) -> None:
        """Show the field's line in the Source tab."""
        if self.entry.field is not None:
            self.flush()
            self.desk.show_source(self.entry.field.line)

    def make_menu_button(self) -> QToolButton:
        """Give the button that opens the field's menu, which is filled only then."""
        button = QToolButton(self)
        button.setIcon(self.desk.icons.get("more"))
        button.setAutoRaise(True)
        button.setProperty("quiet", True)
        # The menu key reaches the same commands from inside the field: no second stop for Tab.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip("Clear, remove…")
        button.setAccessibleName(f"Commands for {self.entry.spec.label}")
        button.clicked.connect(self._on_menu_button)
        return button

    def _is_empty(self) -> bool:
        field = self.entry.field
        return field is None or values_equal(field.value, empty_value(self.entry, self.desk.format))

    def _on_menu_button(self) -> None:
        button = self.sender()
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        self.fill_menu(menu)
        if isinstance(button, QToolButton):
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _on_clear(self) -> None:
        self.flush()
        self.complain(self.desk.write(self.entry.path, empty_value(self.entry, self.desk.format)))

    def _on_remove(self) -> None:
        self.complain(self.desk.remove(self.entry.path))


class PartsDesk(Desk, Protocol):
    """A desk at which a part can have others inside: it knows which part shows which field."""

    def make_part(self, entry: OfferedField, parent: QWidget) -> Part:
        """Build the part of the form that shows `entry`."""
