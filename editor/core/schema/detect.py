"""What kind of page a post is, told from its place, its keys and its site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath

from editor.core.post import Post
from editor.core.schema.content_kind import ContentKind, PostKind
from editor.core.site.generation import Generation
from editor.core.site.site import Site

_SECTIONS: Mapping[str, ContentKind] = {
    **dict.fromkeys(
        ("post", "posts", "blog", "news", "articles", "article", "til", "notes"), ContentKind.POST
    ),
    **dict.fromkeys(("event", "events", "talk", "talks"), ContentKind.EVENT),
    **dict.fromkeys(("publication", "publications", "paper", "papers"), ContentKind.PUBLICATION),
    **dict.fromkeys(("project", "projects"), ContentKind.PROJECT),
    **dict.fromkeys(("author", "authors", "people"), ContentKind.AUTHOR),
    "slides": ContentKind.SLIDES,
    **dict.fromkeys(("docs", "doc", "courses", "course", "tutorial", "tutorials", "book"), ContentKind.DOCS),
}
_TYPES: Mapping[str, ContentKind] = {
    **_SECTIONS,
    "page": ContentKind.PAGE,
    "landing": ContentKind.LANDING,
    "widget_page": ContentKind.LANDING,
}
# The first row whose keys a file has any of tells what it is, where neither type nor section does.
_TELLING_KEYS: tuple[tuple[ContentKind, frozenset[str]], ...] = (
    (ContentKind.LANDING, frozenset({"sections", "widget"})),
    (ContentKind.EVENT, frozenset({"event", "event_name", "event_start", "date_end", "event_url"})),
    (ContentKind.PUBLICATION, frozenset({"publication_types", "publication", "publication_short", "doi"})),
    (
        ContentKind.AUTHOR,
        frozenset({"superuser", "is_owner", "organizations", "affiliations", "user_groups"}),
    ),
)
_KIT_WORDS = "hugoblox event_name event_start event_end event_all_day is_owner affiliations content_meta"
_WOWCHEMY_WORDS = """
date_end all_day external_link organizations user_groups superuser widget image_preview abstract_short
url_custom url_pdf url_preprint url_code url_dataset url_poster url_slides url_source url_video
"""
_KIT_KEYS = frozenset(_KIT_WORDS.split())
_WOWCHEMY_KEYS = frozenset(_WOWCHEMY_WORDS.split())
# Shared by both generations; the names of the sections tell which.
_SHARED_KEYS = frozenset(["author_notes", "publication_types", "publication_short", "projects"])
_KIT_SECTIONS = frozenset({"blog", "events", "publications"})
_IMAGE_KEYS = frozenset(["focal_point", "preview_only", "placement", "caption", "alt_text", "filename"])
_COVER_KEYS = frozenset({"overlay", "fade", "icon", "responsive"})


def detect_kind(post: Post, site: Site | None) -> PostKind:
    """Tell what `post` is: its `type` first, then its section, then its keys.

    HugoBlox Kit's own keys tell its generation, else the site does, else the other keys; without any of
    these a page is plain Hugo's.
    """
    values = {str(key).lower(): value for key, value in post.front.values.items()}
    place = _place(post.path, site)
    generation = _generation(values, place)
    # A site on its way to the kit has posts in both vocabularies; only the kit's keys are unmistakable.
    if generation is not Generation.HUGOBLOX and site and site.generation is not Generation.HUGO:
        generation = site.generation
    return PostKind(_content(values, place), generation)


def _generation(values: Mapping[str, object], place: tuple[str, ...]) -> Generation:
    """Tell the generation from a post's own keys, and from its section where both generations have them."""
    if _is_kit(values):
        return Generation.HUGOBLOX
    if not _WOWCHEMY_KEYS.isdisjoint(values):
        return Generation.WOWCHEMY
    if not _SHARED_KEYS.isdisjoint(values) or not _IMAGE_KEYS.isdisjoint(_keys(values.get("image"))):
        return Generation.WOWCHEMY if _KIT_SECTIONS.isdisjoint(place) else Generation.HUGOBLOX
    return Generation.HUGO


def _is_kit(values: Mapping[str, object]) -> bool:
    """Whether a post has what only HugoBlox Kit reads."""
    if not _KIT_KEYS.isdisjoint(values) or not _COVER_KEYS.isdisjoint(_keys(values.get("cover"))):
        return True
    if _any_row_has(values.get("links"), "type") or _any_row_has(values.get("sections"), "block"):
        return True
    types = values.get("publication_types")
    return isinstance(types, list) and bool(types) and not all(str(code).isdigit() for code in types)


def _any_row_has(rows: object, key: str) -> bool:
    return isinstance(rows, list) and any(key in _keys(row) for row in rows)


def _keys(value: object) -> frozenset[str]:
    return frozenset(str(key).lower() for key in value) if isinstance(value, dict) else frozenset()


def _place(path: Path | None, site: Site | None) -> tuple[str, ...]:
    """Give a file's path below the content folder in lower case, or what is known of it without a site."""
    if path is None:
        return ()
    inside = site.content_path(path) if site else None
    if inside is None:
        parts = path.parts
        last = max((at for at, part in enumerate(parts) if part == "content"), default=None)
        # Without a site and a folder called content, the nearest folders are all there is to go by.
        inside = PurePath(*parts[last + 1 :]) if last is not None else PurePath(*parts[-3:])
    places = tuple(part.lower() for part in inside.parts)
    languages = site.languages if site else ()
    return places[1:] if len(places) > 1 and places[0] in languages else places


def _content(values: Mapping[str, object], place: tuple[str, ...]) -> ContentKind:
    kind = _TYPES.get(str(values.get("type", "")).lower())
    if kind:
        return kind
    folders, name = place[:-1], place[-1] if place else ""
    section = next((_SECTIONS[folder] for folder in folders if folder in _SECTIONS), None)
    if name.split(".")[0] == "_index":
        if section is ContentKind.AUTHOR and len(folders) > 1:
            return section
        return ContentKind.LANDING if "sections" in values else ContentKind.LIST
    if section:
        return section
    for kind, keys in _TELLING_KEYS:
        if not keys.isdisjoint(values):
            return kind
    if isinstance(values.get("slides"), dict):
        return ContentKind.SLIDES
    return ContentKind.POST if "date" in values else ContentKind.PAGE
