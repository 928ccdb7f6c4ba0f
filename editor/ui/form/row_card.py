"""One map in a list of maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from editor.core.frontmatter import Field, KeyPath
from editor.core.schema import FieldSpec
from editor.ui.form.cells import offered_cells, summary_of
from editor.ui.form.field_list import FieldList
from editor.ui.form.fold import FoldButton, Inset
from editor.ui.form.offers import Offers

if TYPE_CHECKING:
    from editor.ui.form.part import PartsDesk


class RowCard(QWidget):
    """One map of the list: its summary, what can be done with it, and its fields once it is opened."""

    move_requested = Signal(int, int)
    remove_requested = Signal(int)

    def __init__(self, spec: FieldSpec, item: Field, desk: PartsDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = spec
        self._item = item
        self._desk = desk
        self._fields: FieldList | None = None
        self._offers: Offers | None = None
        self._revealed: set[KeyPath] = set()
        self.heading = FoldButton(desk.icons, self)
        self.up = self._button("up", "Move up")
        self.down = self._button("down", "Move down")
        self.remove = self._button("remove", "Remove this entry")
        self.inset = Inset(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.heading, 1)
        for button in (self.up, self.down, self.remove):
            head.addWidget(button)
        column.addLayout(head)
        column.addWidget(self.inset)
        self.heading.toggled.connect(self._on_toggled)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.remove.clicked.connect(self._on_remove)

    @property
    def index(self) -> int:
        """The row's place in the list."""
        return int(self._item.path[-1])

    @property
    def fields(self) -> FieldList | None:
        """The parts inside; None until the row was opened."""
        return self._fields

    def show_item(self, item: Field, count: int, *, free: bool) -> None:
        """Show what the file has; `count` is the number of rows, `free` whether they can be changed."""
        self._item = item
        at = self.index
        self.heading.setText(summary_of(item))
        self.heading.setAccessibleName(f"Entry {at + 1}: {summary_of(item)}")
        for button, usable in ((self.up, at > 0), (self.down, at < count - 1), (self.remove, True)):
            button.setEnabled(usable and free)
        if self._fields is not None:
            self._fill()

    def flush(self) -> None:
        """Write what has been typed so far."""
        if self._fields is not None:
            self._fields.flush()

    def tab_stops(self) -> list[QWidget]:
        """Stop at the heading, the commands, then the fields."""
        inner = [stop for part in self._fields.parts for stop in part.tab_stops()] if self._fields else []
        return [self.heading, self.up, self.down, self.remove, *inner]

    def open(self) -> None:
        """Show the fields and go to the first."""
        self.heading.setChecked(True)
        if self._fields is not None and self._fields.parts:
            self._fields.parts[0].focus_editor()

    def _button(self, icon: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(self._desk.icons.get(icon))
        button.setAutoRaise(True)
        button.setProperty("quiet", True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _on_toggled(self, open: bool) -> None:
        if open and self._fields is None:
            self._fields = FieldList(self._desk, parent=self.inset)
            self._offers = Offers(self.inset)
            self._offers.chosen.connect(self._on_offer_chosen)
            self.inset.column.addWidget(self._fields)
            self.inset.column.addWidget(self._offers)
            self._fill()
        self.inset.setVisible(open)

    def _fill(self) -> None:
        if self._fields is None or self._offers is None:
            return
        cells = offered_cells(self._spec, self._item)
        shown = [cell for cell in cells if cell.present or cell.path in self._revealed]
        shown = shown or list(cells[:3])
        self._fields.show_entries(shown)
        free = not self._item.locked and not self._desk.read_only
        self._offers.show_entries([cell for cell in cells if cell not in shown] if free else [])

    def _on_offer_chosen(self, path: object) -> None:
        if isinstance(path, tuple):
            self._revealed.add(path)
            self._fill()
            part = self._fields.part_at(path) if self._fields else None
            if part is not None:
                part.focus_editor()

    def _on_up(self) -> None:
        self.move_requested.emit(self.index, self.index - 1)

    def _on_down(self) -> None:
        self.move_requested.emit(self.index, self.index + 1)

    def _on_remove(self) -> None:
        self.remove_requested.emit(self.index)
