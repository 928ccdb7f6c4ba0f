"""The known fields that a post has not, by group and with a filter."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from editor.core.schema import Group, OfferedField
from editor.ui.form.base import Line
from editor.ui.form.fold import FoldButton, Inset
from editor.ui.form.icons import Icons
from editor.ui.form.offers import Offers
from editor.ui.form.remark import Remark


class MoreFields(QWidget):
    """A closed heading until it is opened; `chosen` carries the path of the field that was taken."""

    chosen = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[OfferedField, ...] = ()
        self._groups: dict[Group, tuple[QLabel, Offers]] = {}
        self._built = False
        self.heading = FoldButton(icons, self)
        self.inset = Inset(self)
        self.search = Line(self.inset)
        self.search.setPlaceholderText("Find a field")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Find a field")
        self.nothing = Remark(self.inset)
        self.inset.column.addWidget(self.search)
        self.inset.column.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.inset)
        self.heading.toggled.connect(self._on_toggled)
        self.search.textChanged.connect(self._on_search)
        self.search.escaped.connect(self._on_escaped)

    def show_entries(self, entries: Iterable[OfferedField]) -> None:
        """Offer these fields."""
        self._entries = tuple(entries)
        self.heading.setText(f"&More fields  ({len(self._entries)})")
        self.setVisible(bool(self._entries))
        if self.heading.isChecked():
            self._fill()

    def _on_toggled(self, open: bool) -> None:
        if open:
            self._fill()
        self.inset.setVisible(open)
        if open:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        members: dict[Group, list[OfferedField]] = {group: [] for group in Group}
        for entry in self._entries:
            members[entry.spec.group].append(entry)
        for group, entries in members.items():
            if group not in self._groups and entries:
                self._groups[group] = self._make_group(group)
            if group in self._groups:
                self._groups[group][1].show_entries(entries)
        self._on_search(self.search.text())

    def _make_group(self, group: Group) -> tuple[QLabel, Offers]:
        title, offers = Remark(self.inset), Offers(self.inset)
        title.say(group.value)
        offers.chosen.connect(self.chosen)
        at = 2 * sum(1 for each in self._groups if list(Group).index(each) < list(Group).index(group)) + 2
        self.inset.column.insertWidget(at, title)
        self.inset.column.insertWidget(at + 1, offers)
        return title, offers

    def _on_search(self, words: str) -> None:
        found = 0
        for title, offers in self._groups.values():
            count = offers.filter(words)
            title.setVisible(count > 0)
            offers.setVisible(count > 0)
            found += count
        self.nothing.say(
            "" if found or not words else "No known field is called that. Add it by “Add field…”."
        )

    def _on_escaped(self) -> None:
        if self.search.text():
            self.search.clear()
        else:
            self.heading.setChecked(False)
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
