"""The fields of one map in a list of maps."""

from __future__ import annotations

from dataclasses import replace

from editor.core.frontmatter import Field
from editor.core.schema import FieldKind, FieldSpec, OfferedField, inferred_spec
from editor.core.schema.fit import concern_of, fitting_kind


def offered_cells(rows: FieldSpec, item: Field) -> tuple[OfferedField, ...]:
    """Give the fields of the map `item`: its own in their order, then the columns it has not."""
    own = tuple(_present(cell, rows.child(str(cell.key))) for cell in item.children)
    taken = {str(cell.key).lower() for cell in item.children}
    absent = tuple(
        OfferedField(column, (*item.path, column.key))
        for column in rows.children
        if not column.legacy and not column.named(*taken)
    )
    return own + absent


def _present(field: Field, spec: FieldSpec | None) -> OfferedField:
    known = spec is not None
    spec = spec or inferred_spec(field)
    concern = concern_of(spec, field.value)
    kind = fitting_kind(spec, field.value)
    children: tuple[OfferedField, ...] = ()
    if kind is FieldKind.MAP:
        children = tuple(_present(child, spec.child(str(child.key))) for child in field.children)
    if kind is not spec.kind:
        spec = replace(spec, kind=kind)
    return OfferedField(spec, field.path, field, known, children, concern)


def summary_of(item: Field) -> str:
    """Say in a few words what a map holds: its first texts."""
    words = [
        str(cell.value) for cell in item.children if isinstance(cell.value, (str, int, float)) and cell.value
    ]
    return " · ".join(" ".join(word.split()) for word in words[:3]) or "Empty"
