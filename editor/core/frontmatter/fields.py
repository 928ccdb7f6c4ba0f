"""The front matter of a file as a tree of fields with the places where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from editor.core.errors import EditorError
from editor.core.problem import Problem
from editor.core.text_edit import TextEdit

# Keys as the author spelled them; a list's item is addressed by its index from 0.
KeyPath = tuple[str | int, ...]


class Format(Enum):
    """The language front matter is written in; `NONE` is a file that is all body."""

    YAML = "yaml"
    TOML = "toml"
    JSON = "json"
    ORG = "org"
    NONE = "none"


class Shape(Enum):
    """What a value is made of."""

    SCALAR = "scalar"
    LIST = "list"
    MAP = "map"


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a map or one item of a list, with its value as Hugo reads it.

    `value` is plain: None, bool, int, float, str, list, dict (keys as written) and, in TOML alone, date,
    time and datetime. `start` and `end` span the value's characters in the file's text (code points),
    comments and trailing white space left out; an empty value spans nothing, where its value would be
    written. `line` is 1-based in the file. A field that cannot be edited without touching anything else says
    why in `locked`. `comment` is the author's comment lines directly above it, without `#`, for showing as
    help.
    """

    path: KeyPath
    value: object
    shape: Shape
    start: int
    end: int
    line: int
    locked: str = ""
    comment: str = ""
    children: tuple[Field, ...] = ()

    @property
    def key(self) -> str | int:
        """The last step of the path: the key as written, or the item's index."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Split:
    """Where the parts of a file are, in code points of its text.

    text[:opening] is what stands before the opening delimiter (BOM, blank lines); text[opening:matter] the
    opening delimiter with its line end; text[matter:closing] the front matter; text[closing:body] the closing
    delimiter with its line end; text[body:] the body. JSON has no delimiters apart from its braces, which
    are front matter: opening == matter and closing == body. Without front matter all of it is body and every
    offset is 0, unless a BOM (left out of the body) moves them all to 1. `problem` says why Hugo would
    refuse the split.
    """

    format: Format
    opening: int
    matter: int
    closing: int
    body: int
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """All that is known of a file's front matter; `fields` is empty where it does not parse (see
    `problems`)."""

    split: Split
    fields: tuple[Field, ...]
    values: Mapping[str, object]
    problems: tuple[Problem, ...] = ()

    @property
    def format(self) -> Format:
        """The format found."""
        return self.split.format

    @property
    def broken(self) -> bool:
        """Whether Hugo cannot read it, so that no field can be shown or edited."""
        return any(p.severity.value == "error" and not p.key for p in self.problems)


class FieldLocked(EditorError):
    """A field that cannot be changed safely; the message says why and points to the Source tab."""


class MatterError(EditorError):
    """Front matter that Hugo cannot read: `line` is 1-based **in the block**, `detail` the parser's words."""


class Block(Protocol):
    """What a format module offers; it sees the front matter alone and counts from its first character.

    Offsets and lines are those of the block (line 1 is its first line): `frontmatter` moves them into the
    file.
    """

    def read(self, matter: str) -> tuple[Field, ...]:
        """Give the fields in the order written; raises MatterError where Hugo would not read it."""

    def set(self, matter: str, path: KeyPath, value: object) -> tuple[TextEdit, ...]:
        """Give the smallest edits that make the value at `path` (which may be new) `value`; raises
        FieldLocked."""

    def unset(self, matter: str, path: KeyPath) -> tuple[TextEdit, ...]:
        """Give the edits that remove the key or item at `path` with its own lines; raises FieldLocked."""
