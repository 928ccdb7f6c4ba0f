"""A map as a group that folds."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from editor.core.frontmatter import Field, KeyPath
from editor.core.schema import OfferedField
from editor.ui.form.field_list import FieldList, chain_tabs
from editor.ui.form.fold import FoldButton, Inset
from editor.ui.form.offers import Offers
from editor.ui.form.part import Part, PartsDesk
from editor.ui.form.remark import Remark, Tone

# Up to this many fields a group is open from the start.
_SMALL = 8
# What a group that the file does not have yet shows at once.
_FIRST = 6


class GroupRow(Part):
    """The fields of a map below a heading; they are built when the group is opened first."""

    desk: PartsDesk

    def __init__(self, entry: OfferedField, desk: PartsDesk, parent: QWidget | None = None) -> None:
        super().__init__(entry, desk, parent)
        self._fields: FieldList | None = None
        self._offers: Offers | None = None
        self._revealed: set[KeyPath] = set()
        if entry.field is None:
            self._revealed.update(child.path for child in entry.children[:_FIRST])
        self.heading = FoldButton(desk.icons, self)
        self.remark = Remark(self)
        self.remark.linkActivated.connect(self._on_link)
        self.inset = Inset(self)
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
        self.show_entry(entry)
        self.heading.setChecked(self._opens_itself())

    def show_entry(self, entry: OfferedField) -> None:
        """Show the map's fields, where the group is open."""
        self.entry = entry
        self.heading.setText(self._heading())
        self.heading.setAccessibleName(entry.spec.label)
        tip = f"{'.'.join(map(str, entry.path))}\n{self.help}".strip()
        self.heading.setToolTip(tip)
        self._say("")
        if self._fields is not None:
            self._fill()

    def flush(self) -> None:
        """Write what has been typed so far."""
        if self._fields is not None:
            self._fields.flush()

    def focus_editor(self) -> None:
        """Bring the keyboard to the first field, or the heading of a closed group."""
        parts = self._fields.parts if self._fields is not None and self.heading.isChecked() else ()
        if parts:
            parts[0].focus_editor()
        else:
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def tab_stops(self) -> list[QWidget]:
        """Stop at the heading, at the fields, then at those on offer."""
        inner = [stop for part in self._fields.parts for stop in part.tab_stops()] if self._fields else []
        return [self.heading, *inner, *(self._offers.tab_stops() if self._offers else [])]

    def complain(self, reason: str) -> None:
        """Show why a command was not carried out."""
        self._say(reason)

    @property
    def fields(self) -> FieldList | None:
        """The parts inside; None until the group was opened."""
        return self._fields

    def fill_menu(self, menu: QMenu) -> None:
        """Offer the window's panel for the picture too, where this is what is said of one."""
        super().fill_menu(menu)
        panel = self.window().findChild(QAction, "featured_image")
        if self.entry.spec.key == "image" and panel is not None:
            menu.addSeparator()
            menu.addAction(panel)

    def reveal(self, path: KeyPath) -> Part | None:
        """Open the group and show the field at `path`, whether the file has it or not."""
        self._revealed.add(path)
        self.heading.setChecked(True)
        self._fill()
        return self._fields.part_at(path) if self._fields else None

    def _heading(self) -> str:
        count = len(self.entry.field.children) if self.entry.field else 0
        return f"{self.entry.spec.label}  ({count})" if count > _SMALL else self.entry.spec.label

    def _opens_itself(self) -> bool:
        if len(self.entry.path) > 1:
            return False
        field = self.entry.field
        return field is None or _size(field) <= _SMALL

    def _on_toggled(self, open: bool) -> None:
        if open and self._fields is None:
            self._fields = FieldList(self.desk, parent=self.inset)
            self._offers = Offers(self.inset)
            self._offers.chosen.connect(self._on_offer_chosen)
            self.inset.column.addWidget(self._fields)
            self.inset.column.addWidget(self._offers)
            self._fill()
        self.inset.setVisible(open)

    def _fill(self) -> None:
        if self._fields is None or self._offers is None:
            return
        children = self.entry.children
        shown = [child for child in children if child.present or child.path in self._revealed]
        self._fields.show_entries(shown)
        free = not self.locked and not self.desk.read_only
        self._offers.show_entries([child for child in children if child not in shown] if free else [])
        chain_tabs(self.tab_stops())

    def _on_offer_chosen(self, path: object) -> None:
        part = self.reveal(path) if isinstance(path, tuple) else None
        if part is not None:
            part.focus_editor()

    def _say(self, wrong: str) -> None:
        text = wrong or self.locked or self.entry.concern
        tone = Tone.WRONG if wrong else Tone.QUIET if self.locked else Tone.CAUTION
        self.remark.say(text, tone, link="Edit in Source" if self.locked and not wrong else "")

    def _on_link(self, target: str) -> None:
        del target
        self.go_to_source()


def _size(field: Field) -> int:
    """Count the fields below `field`, as far as it matters."""
    total = 0
    for child in field.children:
        total += 1 + _size(child)
        if total > _SMALL:
            break
    return total
