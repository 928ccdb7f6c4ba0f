"""Which fields a form offers for a post."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from editor.core.frontmatter import Field, KeyPath
from editor.core.post import Post
from editor.core.schema.catalogue import find_spec, known_fields, sibling_order
from editor.core.schema.content_kind import PostKind
from editor.core.schema.fit import concern_of, fitting_kind, inferred_kind
from editor.core.schema.spec import FieldKind, FieldSpec, Group
from editor.core.site.site import Site

# Deeper maps are no form any more.
_MAX_DEPTH = 5
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W_A-Z]+|\d+")


@dataclass(frozen=True, slots=True)
class OfferedField:
    """A field as a form shows it: `field` is what the file has, None where it has nothing.

    `path` is the one to read and write by: as the file spells it, or as a new key is to be spelled. `spec`
    has the kind that can show the file's value, which may differ from what is usual; `known` tells a field
    of the schema from one of the author's own. `children` are those of a map, the file's own first.
    `concern` says what is odd about the value or the key (empty if nothing is).
    """

    spec: FieldSpec
    path: KeyPath
    field: Field | None = None
    known: bool = True
    children: tuple[OfferedField, ...] = ()
    concern: str = ""

    @property
    def present(self) -> bool:
        """Whether the file has it."""
        return self.field is not None


def offered_fields(post: Post, kind: PostKind, site: Site | None) -> tuple[OfferedField, ...]:
    """Give the file's own fields in their order, then the known ones it has not, in their natural order.

    Keys are compared without case, as Hugo does; a key written twice in different cases is offered twice,
    since the file has both. Taxonomies of the site are known fields.
    """
    specs = {path[0]: spec for path, spec in known_fields(kind).items()} | _taxonomies(kind, site)
    present = tuple(
        _present(field, find_spec(kind, (str(field.key),)) or specs.get(str(field.key).lower()), kind)
        for field in post.front.fields
    )
    taken = {str(field.key).lower() for field in post.front.fields}
    order = {key: at for at, key in enumerate(sibling_order(kind))}
    missing = sorted(_missing(specs.values(), taken), key=lambda spec: order.get(spec.path[0], len(order)))
    return present + tuple(_absent(spec, ()) for spec in missing)


def _taxonomies(kind: PostKind, site: Site | None) -> dict[str, FieldSpec]:
    """Describe the site's taxonomies that no kind knows."""
    if site is None:
        return {}
    return {
        plural.lower(): FieldSpec(
            (plural,),
            FieldKind.TERMS,
            readable(plural),
            f"A taxonomy of this site: each {singular} gets a page of its own.",
            Group.CONTENT,
            refers=plural,
        )
        for singular, plural in site.taxonomies.items()
        if find_spec(kind, (plural,)) is None
    }


def _missing(specs: Iterable[FieldSpec], taken: set[str]) -> Iterator[FieldSpec]:
    for spec in specs:
        if not spec.legacy and not spec.named(*taken):
            yield spec


def _absent(spec: FieldSpec, parent: KeyPath) -> OfferedField:
    path = (*parent, spec.key)
    inner = spec.children if spec.kind is FieldKind.MAP else ()
    return OfferedField(
        spec, path, children=tuple(_absent(child, path) for child in inner if not child.legacy)
    )


def _present(field: Field, spec: FieldSpec | None, of: PostKind, depth: int = 0) -> OfferedField:
    known = spec is not None
    if spec is None:
        spec = inferred_spec(field)
    concern = concern_of(spec, field.value)
    kind = FieldKind.RAW if depth > _MAX_DEPTH else fitting_kind(spec, field.value)
    children: tuple[OfferedField, ...] = ()
    if kind is FieldKind.ROWS:
        spec = replace(spec, children=_columns(field, spec))
    elif kind is FieldKind.MAP:
        own = tuple(
            _present(child, find_spec(of, child.path) if known else None, of, depth + 1)
            for child in field.children
        )
        taken = {str(child.key).lower() for child in field.children}
        children = own + tuple(_absent(child, field.path) for child in _missing(spec.children, taken))
    if kind is not spec.kind:
        spec = replace(spec, kind=kind)
    return OfferedField(spec, field.path, field, known, children, concern)


def _columns(field: Field, spec: FieldSpec) -> tuple[FieldSpec, ...]:
    """Give the columns of a table: the known ones, then those that only the file has."""
    columns = list(spec.children)
    for row in field.children:
        for cell in row.children:
            if not any(column.named(str(cell.key).lower()) for column in columns):
                columns.append(inferred_spec(cell))
    return tuple(columns)


def inferred_spec(field: Field) -> FieldSpec:
    """Describe a field of which only the file tells: its editor by the value's type, its name by the key."""
    spelling = tuple(step for step in field.path if isinstance(step, str))
    return FieldSpec(spelling, inferred_kind(field.value), readable(str(field.key)))


def readable(key: str) -> str:
    """Make words of a key: `event_url` and `eventUrl` become “Event url”."""
    words = [word if word.isupper() and len(word) > 1 else word.lower() for word in _WORD.findall(key)]
    named = " ".join(words) or key
    return named[:1].upper() + named[1:]
