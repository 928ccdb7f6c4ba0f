"""What a site publishes beside the pages of its Markdown files: what a link may lead to without our knowing how."""

from __future__ import annotations

import os
import re
from functools import cached_property
from io import TextIOWrapper
from pathlib import Path, PurePosixPath
from typing import Final

from editor.core.regular_file import open_regular
from editor.core.site import Site
from editor.core.site.bundle import IMAGE_ENDINGS, PAGE_ENDINGS
from editor.core.site.posts import MARKDOWN_ENDINGS

# Templates write files with these endings for feeds, searches and programs.
_GENERATED: Final = frozenset(
    {".xml", ".json", ".txt", ".ics", ".css", ".js", ".webmanifest", ".rss", ".atom"}
)
_PAGER: Final = re.compile(r"page/\d+/?\Z")
_FROM: Final = re.compile(r"""^[ \t]*(?:from[ \t]*=[ \t]*["']([^"'\n]+)["']|(/\S*)[ \t]+\S+)""", re.MULTILINE)
_ID: Final = re.compile(r"""\bid\s*=\s*["']?([\w:.-]+)""")
_MOST_BYTES: Final = 1_000_000
# Places that browsers know without an id.
_ALWAYS: Final = frozenset({"", "top"})


class KnownPlaces:
    """Looks each thing up when it is first asked for: most sites never need it."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._taxonomies = frozenset(name.lower() for name in site.taxonomies.values())
        self._languages = frozenset(name.lower() for name in site.languages)

    def may_publish(self, url: str) -> bool:
        """Whether something that is no Markdown file's page may be published at `url` (a path from the root)."""
        path = url.lower().strip("/")
        parts = path.split("/")
        if parts[0] in self._languages:
            parts = parts[1:] or [""]
        if parts[0] in self._taxonomies or _PAGER.search(path) or not path:
            return True
        if PurePosixPath(path).suffix in _GENERATED or parts[-1] in ("404.html", "404"):
            return True
        bare = path.removesuffix("index.html").removesuffix(".html").rstrip("/")
        if any(bare == each or path == each for each in self._other_pages):
            return True
        return any(bare == top or bare.startswith(f"{top}/" if top else "") for top in self._adapters) or any(
            _fits(rule, f"/{path}") for rule in self._redirects
        )

    def has_page(self, path: str) -> bool:
        """Whether a path that `ref` takes may be that of a page which is no Markdown file."""
        bare = path.lower().strip("/").removesuffix(".html")
        name = bare.rsplit("/", 1)[-1]
        pages = self._other_pages
        in_taxonomy = bare.split("/")[0] in self._taxonomies
        return in_taxonomy or bool(self._adapters) or any(name == each.rsplit("/", 1)[-1] for each in pages)

    def has_template_id(self, name: str) -> bool:
        """Whether a template of the site or of a theme on disk writes an element of this id."""
        return name in _ALWAYS or name in self._template_ids

    def has_picture_of(self, name: str) -> bool:
        """Whether there is a picture of the last part of `name` anywhere in the site."""
        return PurePosixPath(name).name.lower() in self._pictures

    @cached_property
    def _other_pages(self) -> frozenset[str]:
        """Give the paths of pages written in other languages than Markdown."""
        found = set()
        for top in self._site.content_dirs:
            for path in _files(top):
                if path.suffix.lower() in PAGE_ENDINGS and path.suffix.lower() not in MARKDOWN_ENDINGS:
                    inside = path.relative_to(top).with_suffix("")
                    parts = inside.parts[:-1] if inside.name in ("index", "_index") else inside.parts
                    found.add("/".join(parts).lower().replace(" ", "-"))
        return frozenset(found)

    @cached_property
    def _adapters(self) -> frozenset[str]:
        """Give the folders whose pages a template makes (https://gohugo.io/content-management/content-adapters/)."""
        return frozenset(
            path.parent.relative_to(top).as_posix().lower().removeprefix(".")
            for top in self._site.content_dirs
            for path in _files(top)
            if path.name.startswith("_content.") and path.suffix == ".gotmpl"
        )

    @cached_property
    def _redirects(self) -> tuple[str, ...]:
        """Give the addresses that the host sends on, as Netlify's files name them."""
        files = [top / "_redirects" for top in self._site.static_dirs]
        files += [self._site.root / "netlify.toml", self._site.root.parent / "netlify.toml"]
        return tuple(
            (a or b).lower() for file in files for a, b in _FROM.findall(_text(file)) if (a or b) != "/*"
        )

    @cached_property
    def _template_ids(self) -> frozenset[str]:
        found: set[str] = set()
        for layouts in self._site.layouts_dirs:
            for path in _files(layouts):
                if path.suffix == ".html":
                    found.update(_ID.findall(_text(path)))
        return frozenset(found)

    @cached_property
    def _pictures(self) -> frozenset[str]:
        site = self._site
        tops = (*site.content_dirs, *site.static_dirs, *site.assets_dirs)
        return frozenset(
            path.name.lower() for top in tops for path in _files(top) if path.suffix.lower() in IMAGE_ENDINGS
        )


def _files(top: Path) -> list[Path]:
    found = []
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "node_modules"]
        found += [Path(folder, name) for name in names]
    return found


def _text(path: Path) -> str:
    try:
        with TextIOWrapper(open_regular(path), encoding="utf-8", errors="replace") as file:
            return file.read(_MOST_BYTES)
    except OSError:
        return ""


def _fits(rule: str, url: str) -> bool:
    head, star, _ = rule.partition("*")
    head = re.split(r"/:", head)[0]
    if star or "/:" in rule:
        return url.startswith(head.rstrip("/"))
    return url.rstrip("/") == rule.rstrip("/")
