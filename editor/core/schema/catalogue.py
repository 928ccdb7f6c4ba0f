"""All that is known of a kind's fields, in one look-up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from editor.core.schema import blox, kit, wowchemy
from editor.core.schema.content_kind import ContentKind, PostKind
from editor.core.schema.hugo import HUGO
from editor.core.schema.spec import FieldSpec
from editor.core.site.generation import Generation

# Keys that authors expect near one another, in the order of the archetypes people copy from.
_ORDER = """
title linktitle subtitle description event event_name event_url location address summary abstract
role superuser is_owner organizations affiliations bio interests
author authors author_notes tags categories series keywords
date event_start date_end event_end all_day event_all_day publishdate lastmod expirydate
featured draft private weight slug url aliases
doi publication_types publication publication_short hugoblox
url_pdf url_preprint url_code url_dataset url_poster url_project url_slides url_source url_video external_link
links header image images cover projects slides
type layout view menus menu math diagram toc share profile reading_time show_date show_date_updated
show_related show_breadcrumb pager commentable editable seo content_meta
markup outputs translationkey iscjklanguage headless build _build sitemap resources
design sections cascade sites params
"""
NATURAL_ORDER: tuple[str, ...] = tuple(_ORDER.split())


@cache
def known_fields(kind: PostKind) -> Mapping[tuple[str, ...], FieldSpec]:
    """Give the top-level fields of `kind` by their lower-case path; a generation's words replace Hugo's."""
    if kind.generation is Generation.WOWCHEMY:
        specs = (*HUGO, *blox.LEGACY, *wowchemy.FIELDS[kind.content])
    elif kind.generation is Generation.HUGOBLOX:
        specs = (*HUGO, *blox.LEGACY, *kit.FIELDS[kind.content])
    else:
        specs = HUGO
    return MappingProxyType({spec.path: spec for spec in specs})


@cache
def _names(kind: PostKind) -> Mapping[str, FieldSpec]:
    """Give the top-level fields by names and aliases; what other kinds of the generation know comes last."""
    others = (PostKind(content, kind.generation) for content in ContentKind if content is not kind.content)
    names: dict[str, FieldSpec] = {}
    for known in (kind, *others):
        specs = known_fields(known).values()
        for spec in specs:
            names.setdefault(spec.key.lower(), spec)
        for spec in specs:
            for alias in spec.aliases:
                names.setdefault(alias.lower(), spec)
    return MappingProxyType(names)


def find_spec(kind: PostKind, path: tuple[str | int, ...]) -> FieldSpec | None:
    """Find what is known of the field at `path` (any case, aliases too, indices of lists left out).

    What `kind` itself does not know may be known of another kind of its generation. Below `params` and
    `cascade` stand the fields of the top again.
    """
    keys = [step for step in path if isinstance(step, str)]
    while len(keys) > 1 and keys[0].lower() in ("params", "cascade"):
        keys = keys[1:]
    spec = _names(kind).get(keys[0].lower()) if keys else None
    for key in keys[1:]:
        spec = spec.child(key) if spec else None
    return spec


@cache
def sibling_order(kind: PostKind) -> tuple[str, ...]:
    """Give the lower-case keys of `kind` in their natural order, those without a place of their own last."""
    rest = tuple(path[0] for path in known_fields(kind) if path[0] not in NATURAL_ORDER)
    return NATURAL_ORDER + rest
