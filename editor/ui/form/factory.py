"""Which part of the form shows which kind of field."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from editor.core.schema import FieldKind, OfferedField
from editor.ui.form.field_row import FieldRow
from editor.ui.form.group import GroupRow
from editor.ui.form.part import Part, PartsDesk
from editor.ui.form.rows import RowsRow


def make_part(entry: OfferedField, desk: PartsDesk, parent: QWidget) -> Part:
    """Build the part for the kind of `entry`."""
    if entry.spec.kind is FieldKind.MAP:
        return GroupRow(entry, desk, parent)
    if entry.spec.kind is FieldKind.ROWS:
        return RowsRow(entry, desk, parent)
    return FieldRow(entry, desk, parent)
