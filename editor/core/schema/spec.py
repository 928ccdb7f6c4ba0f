"""What is known of a front matter field: how it is edited, what it means, what it may hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TypedDict, Unpack


class FieldKind(Enum):
    """The editor a value gets."""

    TEXT = "text"
    MULTILINE = "multiline"
    MARKDOWN = "markdown"
    NUMBER = "number"
    SWITCH = "switch"
    DATE = "date"
    TERMS = "terms"
    CHOICE = "choice"
    MAP = "map"
    ROWS = "rows"
    RAW = "raw"


class Group(Enum):
    """The heading a field stands under; the order here is that of a form."""

    PUBLISHING = "Publishing"
    CONTENT = "Content"
    EVENT = "Event"
    PUBLICATION = "Publication"
    PERSON = "Person"
    IMAGE = "Image"
    LINKS = "Links"
    DISPLAY = "Display"
    ADDRESS = "Address and order"
    ADVANCED = "Advanced"
    OTHER = "Other"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a field may take, with the words that say what it does."""

    value: str | int
    label: str


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One known field.

    `spelling` is the path as a new key is written (`publishDate`), from the top of the front matter and
    without the indices of lists; `aliases` are other names of the last key that mean the same. `open` lets
    a choice hold other values too. `default` is what holds where the key is missing. `children` are the
    keys of a map, or the columns of rows. `refers` names what the terms of a list point to: a taxonomy,
    `authors`, `projects` or `slides`. `legacy` says what took its place: such a field is shown where a file
    has it and never offered.
    """

    spelling: tuple[str, ...]
    kind: FieldKind
    label: str
    help: str = ""
    group: Group = Group.OTHER
    choices: tuple[Choice, ...] = ()
    open: bool = False
    default: object = None
    children: tuple[FieldSpec, ...] = ()
    aliases: tuple[str, ...] = ()
    refers: str = ""
    legacy: str = ""

    @property
    def path(self) -> tuple[str, ...]:
        """The path in lower case, as Hugo compares keys."""
        return tuple(key.lower() for key in self.spelling)

    @property
    def key(self) -> str:
        """The last key of the path, as a new one is written."""
        return self.spelling[-1]

    def named(self, *names: str) -> bool:
        """Whether one of `names` (lower case) is this field's key or an alias of it."""
        return not {self.key.lower(), *(alias.lower() for alias in self.aliases)}.isdisjoint(names)

    def child(self, key: str) -> FieldSpec | None:
        """Find the field below this one that `key` (any case) or an alias names."""
        return next((spec for spec in self.children if spec.named(key.lower())), None)


class Facts(TypedDict, total=False):
    """What a field may have besides its name and its words; see FieldSpec."""

    choices: tuple[Choice, ...]
    open: bool
    default: object
    aliases: tuple[str, ...]
    refers: str
    legacy: str


class Maker:
    """Short words to describe the fields of one group with."""

    __slots__ = ("_group",)

    def __init__(self, group: Group) -> None:
        self._group = group

    def _field(self, key: str, kind: FieldKind, label: str, help: str, facts: Facts) -> FieldSpec:
        return FieldSpec((key,), kind, label, help, self._group, **facts)

    def text(self, key: str, label: str, help: str, **facts: Unpack[Facts]) -> FieldSpec:
        """Describe a line of text."""
        return self._field(key, FieldKind.TEXT, label, help, facts)

    def long(self, key: str, label: str, help: str, **facts: Unpack[Facts]) -> FieldSpec:
        """Describe plain text of several lines."""
        return self._field(key, FieldKind.MULTILINE, label, help, facts)

    def markdown(self, key: str, label: str, help: str, **facts: Unpack[Facts]) -> FieldSpec:
        """Describe text that a theme renders as Markdown."""
        return self._field(key, FieldKind.MARKDOWN, label, help, facts)

    def number(self, key: str, label: str, help: str, **facts: Unpack[Facts]) -> FieldSpec:
        """Describe a number."""
        return self._field(key, FieldKind.NUMBER, label, help, facts)

    def switch(self, key: str, label: str, help: str, **facts: Unpack[Facts]) -> FieldSpec:
        """Describe what is on or off."""
        spec = self._field(key, FieldKind.SWITCH, label, help, facts)
        return spec if "default" in facts else replace(spec, default=False)

    def date(self, key: str, label: str, help: str, **facts: Unpack[Facts]) -> FieldSpec:
        """Describe a date with or without time and offset."""
        return self._field(key, FieldKind.DATE, label, help, facts)

    def terms(self, key: str, label: str, help: str, **facts: Unpack[Facts]) -> FieldSpec:
        """Describe a list of words."""
        return self._field(key, FieldKind.TERMS, label, help, facts)

    def choice(
        self, key: str, label: str, help: str, values: tuple[Choice, ...], **facts: Unpack[Facts]
    ) -> FieldSpec:
        """Describe one of several values."""
        return replace(self._field(key, FieldKind.CHOICE, label, help, facts), choices=values)

    def map(self, key: str, label: str, help: str, *children: FieldSpec, **facts: Unpack[Facts]) -> FieldSpec:
        """Describe a map with its known keys."""
        spec = self._field(key, FieldKind.MAP, label, help, facts)
        return _rooted(replace(spec, children=children), ())

    def rows(self, key: str, label: str, help: str, *columns: FieldSpec, **facts: Unpack[Facts]) -> FieldSpec:
        """Describe a list of maps with the known keys of one."""
        spec = self._field(key, FieldKind.ROWS, label, help, facts)
        return _rooted(replace(spec, children=columns), ())

    def raw(self, key: str, label: str, help: str, **facts: Unpack[Facts]) -> FieldSpec:
        """Describe what is written by hand."""
        return self._field(key, FieldKind.RAW, label, help, facts)


def choices(*pairs: tuple[str | int, str] | str) -> tuple[Choice, ...]:
    """Give choices of (value, words) pairs, or of values that are words themselves."""
    return tuple(Choice(p, p) if isinstance(p, str) else Choice(p[0], p[1]) for p in pairs)


def _rooted(spec: FieldSpec, parent: tuple[str, ...]) -> FieldSpec:
    """Give `spec` and all below it the path they have under `parent`."""
    at = (*parent, spec.key)
    return replace(spec, spelling=at, children=tuple(_rooted(child, at) for child in spec.children))
