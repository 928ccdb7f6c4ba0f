"""The desk of a form on a session: what the parts enter becomes edits of the front matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from editor.app.session import PostSession
from editor.core.errors import EditorError
from editor.core.frontmatter import Field, Format, KeyPath, find_field, to_plain_text
from editor.core.frontmatter.dates import parse_date
from editor.core.line_ends import to_buffer
from editor.core.schema import FieldSpec, OfferedField
from editor.core.site.word_notes import WordFacts, WordNote
from editor.ui.form.base import as_text
from editor.ui.form.factory import make_part
from editor.ui.form.icons import Icons
from editor.ui.form.part import Part


class SessionDesk(QObject):
    """Writes to `session`, None for no post.

    `source_requested` carries a line of the file to show; `dropped` the path of a field that was to be
    removed but was on show only, not in the file.
    """

    source_requested = Signal(int)
    dropped = Signal(object)

    def __init__(self, palette: QPalette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session: PostSession | None = None
        self.words: Mapping[str, Sequence[str]] = {}
        self.facts = WordFacts()
        self._icons = Icons(palette)

    @property
    def format(self) -> Format:
        """The language the front matter is written in."""
        return self.session.post.front.format if self.session else Format.NONE

    @property
    def dates_have_time(self) -> bool:
        """Whether the post's own date says a time of day, so that a new one does too."""
        field = find_field(self.session.post.front, ("date",)) if self.session else None
        known = parse_date(as_text(field.value)) if field else None
        return known is not None and not known.date_only

    @property
    def icons(self) -> Icons:
        """The strokes in the palette's ink."""
        return self._icons

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written at all."""
        return self.session is None or bool(self.session.read_only_reason)

    def write(self, path: KeyPath, value: object) -> str:
        """Write a value; gives why that was not possible, or ""."""
        if self.session is None:
            return ""
        try:
            self.session.set_field(path, value)
        except EditorError as error:
            return error.message
        return ""

    def remove(self, path: KeyPath) -> str:
        """Remove a key or an item with its lines; gives why that was not possible, or ""."""
        if self.session is None or find_field(self.session.post.front, path) is None:
            self.dropped.emit(path)
            return ""
        try:
            self.session.unset_field(path)
        except EditorError as error:
            return error.message
        return ""

    def source_of(self, field: Field) -> str:
        """Give the characters of a value, or the same value as YAML where they are another language."""
        if self.session is None:
            return ""
        if self.format is Format.YAML and not field.locked:
            text = self.session.post.text
            before = text[text.rfind("\n", 0, field.start) + 1 : field.start]
            # The indentation before the value's first line is part of it: columns stay true.
            indent = " " * len(before) if not before.strip() else ""
            return to_buffer(indent + text[field.start : field.end])
        return to_plain_text(field.value)

    def show_source(self, line: int) -> None:
        """Show a line (1-based, of the file) in the Source tab."""
        self.source_requested.emit(line)

    def suggestions(self, spec: FieldSpec) -> Sequence[str]:
        """Give the words that other posts use in this field."""
        return self.words.get((spec.refers or spec.key).lower(), ())

    def word_notes(self, spec: FieldSpec, words: Iterable[str]) -> Mapping[str, WordNote]:
        """Give what is to be said of words in this field."""
        return self.facts.notes((spec.refers or spec.key).lower(), words)

    def make_part(self, entry: OfferedField, parent: QWidget) -> Part:
        """Build the part of the form that shows `entry`."""
        return make_part(entry, self, parent)
