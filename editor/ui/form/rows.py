"""A list of maps as rows that are added, moved, removed and opened for editing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from editor.core.frontmatter import Field, Shape
from editor.core.schema import FieldKind, OfferedField
from editor.ui.form.fold import FoldButton, Inset
from editor.ui.form.part import Part, PartsDesk
from editor.ui.form.remark import Remark, Tone
from editor.ui.form.row_card import RowCard

# As many rows are built at once; longer lists are for the Source tab.
_MAX_ROWS = 200


class RowsRow(Part):
    """The rows of a list of maps below the list's name."""

    desk: PartsDesk

    def __init__(self, entry: OfferedField, desk: PartsDesk, parent: QWidget | None = None) -> None:
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
