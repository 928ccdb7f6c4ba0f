"""A list of maps as rows that are added, moved, removed and opened for editing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from editor.core.frontmatter import Field, KeyPath, Shape
from editor.core.schema import FieldKind, FieldSpec, OfferedField
from editor.ui.form.cells import offered_cells, summary_of
from editor.ui.form.field_list import FieldList
from editor.ui.form.fold import FoldButton, Inset
from editor.ui.form.offers import Offers
from editor.ui.form.part import Part
from editor.ui.form.remark import Remark, Tone

if TYPE_CHECKING:
    from editor.ui.form.desk import Desk

# As many rows are built at once; longer lists are for the Source tab.
_MAX_ROWS = 200


class RowCard(QWidget):
    """One map of the list: its summary, what can be done with it, and its fields once it is opened."""

    move_requested = Signal(int, int)
    remove_requested = Signal(int)

    def __init__(self, spec: FieldSpec, item: Field, desk: Desk, parent: QWidget | None = None) -> None:
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


class RowsRow(Part):
    """The rows of a list of maps below the list's name."""

    def __init__(self, entry: OfferedField, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(entry, desk, parent)
        self.cards: list[RowCard] = []
        self.heading = FoldButton(desk.icons, self)
        self.remark = Remark(self)
        self.remark.linkActivated.connect(self._on_link)
        self.inset = Inset(self)
        self.inset.column.setSpacing(2)
        self.add = QPushButton("+ Add entry", self.inset)
        self.add.setFlat(True)
        self.add.setProperty("offer", True)
        self.add.setAccessibleName(f"Add an entry to {entry.spec.label}")
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self.inset.column.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.heading, 1)
        head.addWidget(self.make_menu_button())
        column.addLayout(head)
        column.addWidget(self.remark)
        column.addWidget(self.inset)
        self.heading.toggled.connect(self._on_toggled)
        self.add.clicked.connect(self._on_add)
        self.show_entry(entry)
        self.heading.setChecked(len(entry.path) == 1 and len(self._items()) <= 8)

    def show_entry(self, entry: OfferedField) -> None:
        """Show the rows, where the list is open."""
        self.entry = entry
        count = len(self._items())
        self.heading.setText(f"{entry.spec.label}  ({count})" if count else entry.spec.label)
        self.heading.setAccessibleName(entry.spec.label)
        self.heading.setToolTip(f"{'.'.join(map(str, entry.path))}\n{self.help}".strip())
        self._say("")
        if self.heading.isChecked():
            self._fill()

    def flush(self) -> None:
        """Write what has been typed so far."""
        for card in self.cards:
            card.flush()

    def focus_editor(self) -> None:
        """Bring the keyboard to the list."""
        target = self.heading if self.cards else self.add
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def tab_stops(self) -> list[QWidget]:
        """Stop at the heading, the rows, and the button that adds one."""
        return [self.heading, *(stop for card in self.cards for stop in card.tab_stops()), self.add]

    def complain(self, reason: str) -> None:
        """Show why a command was not carried out."""
        self._say(reason)

    def _items(self) -> tuple[Field, ...]:
        field = self.entry.field
        return field.children if field and field.shape is Shape.LIST else ()

    def _on_toggled(self, open: bool) -> None:
        if open:
            self._fill()
        self.inset.setVisible(open)

    def _fill(self) -> None:
        items = self._items()[:_MAX_ROWS]
        free = not self.locked and not self.desk.read_only
        while len(self.cards) > len(items):
            card = self.cards.pop()
            card.hide()
            card.deleteLater()
        for at, item in enumerate(items):
            if at == len(self.cards):
                card = RowCard(self.entry.spec, item, self.desk, self.inset)
                card.move_requested.connect(self._on_move)
                card.remove_requested.connect(self._on_remove_row)
                self.inset.column.insertWidget(at, card)
                self.cards.append(card)
            self.cards[at].show_item(item, len(items), free=free and not item.locked)
        self.add.setEnabled(free)
        if len(self._items()) > _MAX_ROWS:
            self.remark.say(f"Only the first {_MAX_ROWS} are shown here.", Tone.QUIET, link="Edit in Source")

    def _values(self) -> list[object]:
        value = self.entry.field.value if self.entry.field else None
        return list(value) if isinstance(value, list) else []

    def _on_add(self) -> None:
        self.flush()
        columns = self.entry.spec.children
        like = self._items()[-1].children if self._items() else ()
        keys = [str(cell.key) for cell in like] or [column.key for column in columns[:3]] or ["name"]
        kinds = {column.key.lower(): column.kind for column in columns}
        fresh = {key: _empty_cell(kinds.get(key.lower(), FieldKind.TEXT)) for key in keys}
        if self._items():
            reason = self.desk.write((*self.entry.path, len(self._items())), fresh)
        else:
            reason = self.desk.write(self.entry.path, [fresh])
        self._say(reason)
        if not reason and self.cards:
            self.heading.setChecked(True)
            self.cards[-1].open()

    def _on_move(self, at: int, to: int) -> None:
        self.flush()
        values = self._values()
        if 0 <= to < len(values):
            values.insert(to, values.pop(at))
            self._say(self.desk.write(self.entry.path, values))

    def _on_remove_row(self, at: int) -> None:
        self.flush()
        self._say(self.desk.remove((*self.entry.path, at)))

    def _say(self, wrong: str) -> None:
        text = wrong or self.locked or self.entry.concern
        tone = Tone.WRONG if wrong else Tone.QUIET if self.locked else Tone.CAUTION
        self.remark.say(text, tone, link="Edit in Source" if self.locked and not wrong else "")

    def _on_link(self, target: str) -> None:
        del target
        self.go_to_source()


def _empty_cell(kind: FieldKind) -> object:
    return [] if kind is FieldKind.TERMS else False if kind is FieldKind.SWITCH else ""
