"""Fields below one another, kept as they are while what they show changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from editor.core.frontmatter import KeyPath
from editor.core.schema import FieldKind, Group, OfferedField
from editor.ui.form.part import Part, PartsDesk

_Key = tuple[KeyPath, FieldKind]
_FOLDED = (FieldKind.MAP, FieldKind.ROWS)


class FieldList(QWidget):
    """The parts for some fields in their order, optionally under the headings of their groups.

    A part lives as long as its field keeps path and kind: the focus stays when other fields come and go.
    """

    def __init__(self, desk: PartsDesk, *, headings: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._headings = headings
        # What Tab comes from when it reaches the list; None leaves the first field where Qt put it.
        self.follows: QWidget | None = None
        self._parts: dict[_Key, Part] = {}
        self._titles: dict[Group, QLabel] = {}
        self._order: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts shown, top to bottom."""
        return tuple(widget for widget in self._order if isinstance(widget, Part))

    def part_at(self, path: KeyPath) -> Part | None:
        """Find the part of a field by its path."""
        return next((part for part in self.parts if part.entry.path == path), None)

    def show_entries(self, entries: Iterable[OfferedField]) -> None:
        """Show these fields and no others."""
        wanted = list(entries)
        keys = {(entry.path, entry.spec.kind) for entry in wanted}
        for key in [key for key in self._parts if key not in keys]:
            self._drop(self._parts.pop(key))
        ordered: list[QWidget] = []
        for group, members in self._grouped(wanted):
            if group is not None:
                ordered.append(self._title(group))
            ordered += [self._part(entry) for entry in members]
        if ordered != self._order:
            self._arrange(ordered)

    def flush(self) -> None:
        """Write what has been typed so far."""
        for part in self.parts:
            part.flush()

    def _part(self, entry: OfferedField) -> Part:
        key = (entry.path, entry.spec.kind)
        part = self._parts.get(key)
        if part is None:
            part = self._parts[key] = self._desk.make_part(entry, self)
        else:
            part.show_entry(entry)
        return part

    def _grouped(self, entries: list[OfferedField]) -> list[tuple[Group | None, list[OfferedField]]]:
        """Put the fields of a group together where the first of them stands."""
        if not self._headings:
            return [(None, entries)]
        groups: dict[Group, list[OfferedField]] = {}
        for entry in entries:
            groups.setdefault(entry.spec.group, []).append(entry)
        return [
            # A heading above a single foldable group would only say the same again.
            (None if len(members) == 1 and members[0].spec.kind in _FOLDED else group, members)
            for group, members in groups.items()
        ]

    def _title(self, group: Group) -> QLabel:
        title = self._titles.get(group)
        if title is None:
            title = self._titles[group] = QLabel(group.value, self)
            title.setProperty("heading", True)
            font = title.font()
            font.setBold(True)
            title.setFont(font)
            title.setContentsMargins(0, 8, 0, 0)
        return title

    def _arrange(self, ordered: list[QWidget]) -> None:
        for at, widget in enumerate(ordered):
            here = self._column.itemAt(at)
            if here is None or here.widget() is not widget:
                self._column.insertWidget(at, widget)
                widget.show()
        for title in self._titles.values():
            if title not in ordered:
                self._column.removeWidget(title)
                title.hide()
        self._order = ordered
        before = [self.follows] if self.follows is not None else []
        chain_tabs([*before, *(stop for part in self.parts for stop in part.tab_stops())])

    def _drop(self, part: Part) -> None:
        self._column.removeWidget(part)
        self._order = [widget for widget in self._order if widget is not part]
        part.hide()
        part.deleteLater()


def chain_tabs(stops: Sequence[QWidget]) -> None:
    """Let Tab go through these in their order: Qt goes by when they were made, and parts come and go."""
    for previous, stop in pairwise(stops):
        QWidget.setTabOrder(previous, stop)
