"""Whether a field's editor can show the value a file has, and which one can."""

from __future__ import annotations

import re
from datetime import date, time

from editor.core.schema.spec import FieldKind, FieldSpec

_SCALARS = (str, int, float, date, time, type(None))
# What begins like a date of the forms that Hugo reads.
_DATE_LIKE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d|$)")
# Hugo reads its own switches by Go's ParseBool; to a theme any text is just text.
_CAST_SWITCHES = frozenset({("draft",), ("headless",), ("iscjklanguage",)})
_BOOLEAN_WORDS = frozenset({"true", "True", "TRUE", "false", "False", "FALSE", "t", "T", "f", "F", "1", "0"})


def _is_scalar(value: object) -> bool:
    return isinstance(value, _SCALARS)


def _is_terms(value: object) -> bool:
    return isinstance(value, list) and all(_is_scalar(item) for item in value)


def _is_rows(value: object) -> bool:
    """Whether `value` is a list of maps flat enough for a table: scalars and lists of scalars."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(row, dict) for row in value)
        and all(_is_scalar(cell) or _is_terms(cell) for row in value for cell in row.values())
    )


def inferred_kind(value: object) -> FieldKind:
    """Choose the editor for a value of which nothing else is known; lists of lists and the like stay raw."""
    if isinstance(value, str):
        if "\n" in value:
            return FieldKind.MULTILINE
        return FieldKind.DATE if _DATE_LIKE.match(value) else FieldKind.TEXT
    if isinstance(value, dict):
        return FieldKind.MAP
    if isinstance(value, list):
        return FieldKind.TERMS if _is_terms(value) else FieldKind.ROWS if _is_rows(value) else FieldKind.RAW
    for types, kind in (
        (bool, FieldKind.SWITCH),
        ((int, float), FieldKind.NUMBER),
        (date, FieldKind.DATE),
    ):
        if isinstance(value, types):
            return kind
    # A time of day alone (TOML has them) is no date and would not stay one as text.
    return FieldKind.RAW if isinstance(value, time) else FieldKind.TEXT


def _fits(spec: FieldSpec, value: object) -> bool:
    """Whether the editor of `spec` shows all of `value`; a lone word fits a list of words, as for Hugo."""
    kind = spec.kind
    if value is None:
        return True
    if isinstance(value, bool):
        return kind is FieldKind.SWITCH
    if isinstance(value, str):
        return kind not in (FieldKind.MAP, FieldKind.ROWS, FieldKind.RAW, FieldKind.NUMBER)
    if isinstance(value, dict):
        return kind in (FieldKind.MAP, FieldKind.RAW)
    if isinstance(value, list):
        if kind is FieldKind.ROWS:
            return all(isinstance(row, dict) for row in value)
        return kind is FieldKind.RAW or (kind is FieldKind.TERMS and _is_terms(value))
    if isinstance(value, (int, float)):
        return kind in (FieldKind.NUMBER, FieldKind.SWITCH, FieldKind.CHOICE, FieldKind.DATE)
    return kind is FieldKind.DATE and isinstance(value, date)


def fitting_kind(spec: FieldSpec, value: object) -> FieldKind:
    """Give the editor of `spec` where it can show `value` whole, else the one that `value` itself asks for.

    Text of several lines never gets the editor of one line.
    """
    if not _fits(spec, value):
        return inferred_kind(value)
    if spec.kind is FieldKind.TEXT and isinstance(value, str) and "\n" in value:
        return FieldKind.MULTILINE
    return spec.kind


def concern_of(spec: FieldSpec, value: object) -> str:
    """Say why Hugo or the theme may not take `value` as meant; empty where nothing is odd."""
    if spec.legacy:
        return spec.legacy
    if spec.kind is FieldKind.SWITCH and isinstance(value, str):
        return _switch_concern(spec, value)
    if spec.kind is FieldKind.DATE and isinstance(value, bool):
        return "Hugo expects a date here; to keep a post back use `draft`."
    if spec.kind is FieldKind.DATE and isinstance(value, (int, float)):
        return "A number counts as seconds since 1970: write a date such as 2025-03-04."
    if spec.kind is FieldKind.MAP and isinstance(value, str) and value and spec.children:
        return f"The theme expects a group here, with keys such as `{spec.children[0].key}`."
    return _choice_concern(spec, value)


def _switch_concern(spec: FieldSpec, value: str) -> str:
    if spec.path not in _CAST_SWITCHES:
        return f"“{value}” is text here, not a switch: write true or false without quotation marks."
    return (
        ""
        if value in _BOOLEAN_WORDS
        else f"“{value}” is text to Hugo and counts as off: write true or false."
    )


def _choice_concern(spec: FieldSpec, value: object) -> str:
    known = {str(choice.value).lower() for choice in spec.choices}
    if spec.kind is not FieldKind.CHOICE or spec.open or value is None or str(value).lower() in known:
        return ""
    return f"“{value}” is none of the values that are known to work."
