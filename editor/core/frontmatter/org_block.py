"""Org front matter (`#+title: …`): read as Hugo reads it, a line at a time."""

from __future__ import annotations

import re

from editor.core.frontmatter.fields import Field, FieldLocked, KeyPath, Shape
from editor.core.text_edit import TextEdit

_KEYWORD = re.compile(r"^#\+([^:\r\n]+):(?:[ \t]+(.*?)|())[ \t]*\r?$", re.MULTILINE)
_STAMP = re.compile(r"[<\[](\d{4}-\d\d-\d\d)(?: [^\d>\]]+)?(?: \d\d:\d\d)?[>\]]")
_LOCKED = "Org front matter is edited in the Source tab."


class OrgBlock:
    """The `Block` of Org keywords; shown, and edited as text."""

    def read(self, matter: str) -> tuple[Field, ...]:
        """Give one field a keyword; `tags[]` and `filetags` are lists."""
        fields: list[Field] = []
        for found in _KEYWORD.finditer(matter):
            name = found.group(1).lower()
            line = matter.count("\n", 0, found.start()) + 1
            value = _value(name, found.group(2) or "")
            key = name.removesuffix("[]")
            shape = Shape.LIST if isinstance(value, list) else Shape.SCALAR
            fields = [field for field in fields if field.key != key]
            fields.append(Field((key,), value, shape, *_span(found), line, _LOCKED))
        return tuple(fields)

    def set(self, matter: str, path: KeyPath, value: object) -> tuple[TextEdit, ...]:
        """Refuse with FieldLocked."""
        raise FieldLocked(_LOCKED)

    def unset(self, matter: str, path: KeyPath) -> tuple[TextEdit, ...]:
        """Refuse with FieldLocked."""
        raise FieldLocked(_LOCKED)


def _span(found: re.Match[str]) -> tuple[int, int]:
    return found.span(2) if found.group(2) is not None else found.span(3)


def _value(name: str, text: str) -> object:
    if name.endswith("[]"):
        return text.split()
    if name == "filetags":
        return [part for part in text.strip(":").split(":") if part]
    stamp = _STAMP.fullmatch(text)
    # Hugo takes the day of an Org time stamp and leaves its hour.
    return stamp.group(1) if stamp else text
