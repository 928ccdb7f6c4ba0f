"""The kinds of pages a site has: where they lie and what their front matter begins with.

Sources: the archetypes of Wowchemy 5 and the templates of HugoBlox Kit (2026); Hugo itself has no kinds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Final

from editor.core.frontmatter import KeyPath
from editor.core.site.generation import Generation


class PageKind(Enum):
    """What a new page is to be."""

    POST = "post"
    EVENT = "event"
    PUBLICATION = "publication"
    PROJECT = "project"
    AUTHOR = "author"
    PAGE = "page"


# The folders a kind may have, the one to make first.
_SECTIONS: Final[Mapping[Generation, Mapping[PageKind, Sequence[str]]]] = {
    Generation.WOWCHEMY: {
        PageKind.POST: ("post", "posts", "blog"),
        PageKind.EVENT: ("event", "events", "talk", "talks"),
        PageKind.PUBLICATION: ("publication", "publications"),
        PageKind.PROJECT: ("project", "projects"),
        PageKind.AUTHOR: ("authors",),
    },
    Generation.HUGOBLOX: {
        PageKind.POST: ("blog", "post", "posts"),
        PageKind.EVENT: ("events", "event", "talks", "talk"),
        PageKind.PUBLICATION: ("publications", "publication", "papers"),
        PageKind.PROJECT: ("projects", "project"),
        PageKind.AUTHOR: ("authors",),
    },
    Generation.HUGO: {
        PageKind.POST: ("posts", "post", "blog", "articles", "news"),
        PageKind.EVENT: ("events", "event", "talks", "talk"),
        PageKind.PUBLICATION: ("publications", "publication", "papers"),
        PageKind.PROJECT: ("projects", "project"),
        PageKind.AUTHOR: ("authors", "author"),
    },
}
Fields = tuple[tuple[str, object], ...]
_IMAGE: Final = {"caption": "", "focal_point": "", "preview_only": False}
_DRAFT: Final[Fields] = (("draft", True), ("featured", False))
_TERMS: Final[Fields] = (("authors", []), ("tags", []), ("categories", []))

# `date` stands where the moment of making comes; the title is set by who makes the page.
_WOWCHEMY: Final[Mapping[PageKind, Fields]] = {
    PageKind.POST: (
        *(("title", ""), ("subtitle", ""), ("summary", "")),
        *_TERMS,
        *(("date", None), *_DRAFT, ("image", _IMAGE), ("projects", [])),
    ),
    PageKind.EVENT: (
        *(("title", ""), ("event", ""), ("event_url", ""), ("location", ""), ("summary", "")),
        *(("abstract", ""), ("date", None), ("all_day", False), ("authors", []), ("tags", [])),
        *(*_DRAFT, ("image", _IMAGE), ("links", []), ("url_code", ""), ("url_pdf", "")),
        *(("url_slides", ""), ("url_video", ""), ("slides", ""), ("projects", [])),
    ),
    PageKind.PUBLICATION: (
        *(("title", ""), ("authors", []), ("date", None), ("doi", ""), ("publication_types", ["0"])),
        *(("publication", ""), ("publication_short", ""), ("abstract", ""), ("summary", "")),
        *(("tags", []), ("categories", []), *_DRAFT, ("links", []), ("url_pdf", ""), ("url_code", "")),
        *(("url_dataset", ""), ("url_poster", ""), ("url_project", ""), ("url_slides", "")),
        *(("url_source", ""), ("url_video", ""), ("image", _IMAGE), ("projects", []), ("slides", "")),
    ),
    PageKind.PROJECT: (
        *(("title", ""), ("summary", ""), ("tags", []), ("date", None), ("draft", True)),
        *(("external_link", ""), ("image", _IMAGE), ("links", []), ("url_code", ""), ("url_pdf", "")),
        *(("url_slides", ""), ("url_video", ""), ("slides", "")),
    ),
    PageKind.AUTHOR: (
        *(("title", ""), ("authors", []), ("superuser", False), ("role", ""), ("bio", "")),
        *(("interests", []), ("email", ""), ("user_groups", [])),
    ),
    PageKind.PAGE: (("title", ""), ("summary", ""), ("date", None), ("draft", True)),
}
_HUGOBLOX: Final[Mapping[PageKind, Fields]] = {
    PageKind.POST: (
        *(("title", ""), ("summary", ""), ("date", None), *_TERMS),
        *(*_DRAFT, ("image", _IMAGE), ("projects", [])),
    ),
    PageKind.EVENT: (
        *(("title", ""), ("event_name", ""), ("event_url", ""), ("location", ""), ("summary", "")),
        *(("abstract", ""), ("authors", []), ("tags", []), ("date", None), ("event_start", None)),
        *(("event_all_day", False), *_DRAFT, ("image", _IMAGE), ("links", []), ("projects", [])),
    ),
    PageKind.PUBLICATION: (
        *(("title", ""), ("abstract", ""), ("summary", ""), ("authors", []), ("tags", [])),
        *(("publication_types", ["article"]), ("publication", ""), ("publication_short", "")),
        *(("date", None), *_DRAFT, ("image", _IMAGE), ("links", []), ("projects", [])),
    ),
    PageKind.PROJECT: (
        *(("title", ""), ("summary", ""), ("tags", []), ("date", None), ("draft", True)),
        *(("image", _IMAGE), ("links", [])),
    ),
    PageKind.AUTHOR: (("name", {"display": ""}), ("role", ""), ("bio", ""), ("interests", []), ("links", [])),
    PageKind.PAGE: (("title", ""), ("summary", ""), ("date", None), ("draft", True)),
}
_PLAIN: Final[Fields] = (("title", ""), ("date", None), ("tags", []), ("draft", True))
_PLAIN_PAGE: Final[Fields] = (("title", ""), ("date", None), ("draft", True))


def first_fields(kind: PageKind, generation: Generation) -> Fields:
    """Give the keys and values a new page of the kind begins with; None stands for the date."""
    if generation is Generation.WOWCHEMY:
        return _WOWCHEMY[kind]
    if generation is Generation.HUGOBLOX:
        return _HUGOBLOX[kind]
    return _PLAIN_PAGE if kind in (PageKind.PAGE, PageKind.AUTHOR) else _PLAIN


def section_of(kind: PageKind, generation: Generation, content: Path) -> str:
    """Name the folder below `content` for pages of the kind: one that is there, else the usual one; empty for none."""
    names = _SECTIONS[generation].get(kind, ("",))
    return next((name for name in names if (content / name).is_dir()), names[0])


def usual_names(generation: Generation, content: Path) -> frozenset[str]:
    """Give the names that the kinds and their folders go by; other archetypes of a site are kinds of its own."""
    folders = (section_of(kind, generation, content) for kind in PageKind)
    return frozenset((*folders, *(kind.value for kind in PageKind)))


def title_key(kind: PageKind, generation: Generation) -> KeyPath:
    """Tell under which key the page's title stands."""
    profile = kind is PageKind.AUTHOR and generation is Generation.HUGOBLOX
    return ("name", "display") if profile else ("title",)
