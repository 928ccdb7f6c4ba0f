"""What the parts of a form need from the post they show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from editor.core.frontmatter import Field, Format, KeyPath
from editor.core.schema import FieldSpec
from editor.core.site.word_notes import WordNote
from editor.ui.form.icons import Icons


class Desk(Protocol):
    """Writes what was entered, and knows what stands around a field."""

    @property
    def format(self) -> Format:
        """The language the front matter is written in."""

    @property
    def dates_have_time(self) -> bool:
        """Whether the post's own date says a time of day, so that a new one does too."""

    @property
    def icons(self) -> Icons:
        """The strokes in the palette's ink."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written at all."""

    def write(self, path: KeyPath, value: object) -> str:
        """Write a value; gives why that was not possible, or ""."""

    def remove(self, path: KeyPath) -> str:
        """Remove a key or an item with its lines; gives why that was not possible, or ""."""

    def source_of(self, field: Field) -> str:
        """Give the characters a value is written in, as YAML."""

    def show_source(self, line: int) -> None:
        """Show a line (1-based, of the file) in the Source tab."""

    def suggestions(self, spec: FieldSpec) -> Sequence[str]:
        """Give the words that other posts use in this field."""

    def word_notes(self, spec: FieldSpec, words: Iterable[str]) -> Mapping[str, WordNote]:
        """Give what is to be said of words in this field."""
