"""Where the destinations of links and images lead.

Sources: https://gohugo.io/content-management/page-resources/, the same site's `cross-references/` and HugoBlox's
documentation of images (`assets/media/`). A `Verdict`'s address is that of the published site, from its root
(`/post/a/cat.jpg`), percent-encoded: the address space in which the preview serves files.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, unquote

PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".html", ".htm", ".adoc", ".org", ".rst")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# A folder with more names than this is not searched for another spelling of one.
_MOST_NAMES = 5_000
_MOST_PAGES = 20_000
_LONGEST = 4_096


@dataclass(frozen=True, slots=True)
class Verdict:
    """The `url` a preview uses, the file it leads to, if it is one, and why it is broken, if it is."""

    url: str
    target: Path | None = None
    reason: str = ""


class SiteFolders(Protocol):
    """The folders of a site that files are looked for in, the strongest first; absolute."""

    @property
    def content_dirs(self) -> tuple[Path, ...]:
        """Where pages and their files are."""

    @property
    def static_dirs(self) -> tuple[Path, ...]:
        """What is published as it is."""

    @property
    def assets_dirs(self) -> tuple[Path, ...]:
        """What templates take files from."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages' keys; empty where there is one."""

    @property
    def default_language(self) -> str:
        """The language of pages whose names say none."""


class RefNotFoundError(Exception):
    """A `ref` that leads nowhere; the message is Hugo's."""


class LinkResolver:
    """Follows destinations from the page at `path`; without a site only the page's own folder exists.

    Nothing outside the folders is ever looked at, and no symbolic link is followed out of them.
    """

    def __init__(self, path: Path | None, site: SiteFolders | None = None) -> None:
        self._path = path
        own = (path.parent,) if path is not None else ()
        self._content = _nearest_first(path, site.content_dirs) if site is not None else own
        self._static = site.static_dirs if site is not None else ()
        self._assets = site.assets_dirs if site is not None else ()
        self._languages = (*site.languages, site.default_language) if site is not None else ()
        self._language = site.default_language if site is not None else "en"
        self._has_site = site is not None
        self._here = self._steps_of_page()
        self._by_name: dict[str, list[Path]] | None = None

    @property
    def language(self) -> str:
        """The language whose pages are looked for."""
        name = self._path.name.split(".") if self._path is not None else []
        return name[-2] if len(name) > 2 and name[-2] in self._languages else self._language

    def image(self, destination: str) -> Verdict:
        """Say where an image's destination leads: the page's files, the static ones, then the assets."""
        if is_foreign(destination) or not destination:
            return Verdict(destination)
        path = re.split(r"[?#]", destination, maxsplit=1)[0]
        found = self._file(path)
        if found is not None:
            return Verdict(*found)
        if steps(path, self._here) is None:
            return Verdict(destination, reason="This leads out of the site's folders.")
        return Verdict(destination, reason=self._advice(path))

    def link(self, destination: str) -> Verdict:
        """Say where a link leads: a page, else a file; anchors and foreign addresses are not checked."""
        path, mark, rest = _parted(destination)
        if is_foreign(destination) or not path:
            return Verdict(destination)
        if steps(path, self._here) is None:
            return Verdict(destination, reason="This leads out of the site's folders.")
        page = self._linked_page(path)
        if page is not None:
            url = self.address(page) if path.endswith(PAGE_ENDINGS) else destination
            return Verdict(url + mark + rest if url != destination else url, page)
        found = self._file(path)
        if found is not None:
            return Verdict(found[0] + mark + rest, found[1])
        if path.endswith((".md", ".markdown", ".mdown")):
            return Verdict(destination, reason=f"There is no page {path!r} in the site.")
        # Whether an address like /tags/x/ exists, only the templates and the settings of permalinks know.
        return Verdict(destination)

    def ref(self, ref: str) -> str:
        """Give the path `relref` gives: `/post/x/` with its anchor; raises RefNotFoundError."""
        path, mark, rest = _parted(ref)
        if not path:
            return mark + rest
        page = self._ref_page(path)
        if page is None:
            raise RefNotFoundError("page not found")
        return self.address(page) + mark + rest

    def address(self, page: Path) -> str:
        """Give the address of a page by its place in the content folders; `permalinks` are not looked at."""
        for root in self._content:
            if page.is_relative_to(root):
                parts = page.relative_to(root).parts
                names = [*parts[:-1], self._logical(parts[-1])]
                if names[-1] in ("index", "_index"):
                    names.pop()
                path = "/".join(_slug(name) for name in names)
                return quote(f"/{path}/" if path else "/")
        return ""

    def _steps_of_page(self) -> tuple[str, ...]:
        if self._path is None or not self._has_site:
            return ()
        address = self.address(self._path)
        return tuple(part for part in unquote(address).split("/") if part)

    def _file(self, path: str) -> tuple[str, Path] | None:
        places = [(steps(path, self._folder() if self._is_bundle() else self._here), self._content)]
        places.append((steps(path, self._here), (*self._content, *self._static)))
        places.append((steps(path, ()), self._assets))
        places.append((steps(path, ("media",)), self._assets))
        for parts, roots in places:
            for root in roots if parts else ():
                file = inside(root, parts or ())
                if file is not None and file.is_file():
                    return quote("/" + "/".join(parts or ())), file
        return None

    def _folder(self) -> tuple[str, ...]:
        """Give the page's folder as it is on disk, which its address may spell otherwise."""
        for root in self._content:
            if self._path is not None and self._path.is_relative_to(root):
                return self._path.relative_to(root).parent.parts
        return ()

    def _is_bundle(self) -> bool:
        return self._path is not None and self._path.name.split(".")[0] in ("index", "_index")

    def _advice(self, path: str) -> str:
        name = unquote(path)
        parts = steps(path, ())
        for root in self._static if parts and not path.startswith("/") else ():
            if inside(root, parts or ()) is not None:
                return (
                    f"There is no {name!r} beside the page; /{'/'.join(parts or ())} is the one in static/."
                )
        return f"There is no file {name!r} among the page's files, in static/ or in assets/."

    def _linked_page(self, path: str) -> Path | None:
        folder = self._folder() if path.endswith(PAGE_ENDINGS) else self._here
        parts = steps(path, folder)
        return None if parts is None else self._page(parts)

    def _ref_page(self, path: str) -> Path | None:
        if path.startswith("/"):
            parts = steps(path, ())
            return None if parts is None else self._page(parts)
        for base in (self._folder(), ()):
            parts = steps(path, base)
            page = None if parts is None else self._page(parts)
            if page is not None:
                return page
        return None if "/" in path.strip("/") else self._named(path.strip("/"))

    def _named(self, name: str) -> Path | None:
        """Find a page by its name alone, which must be that of one page."""
        if self._by_name is None:
            self._by_name = self._all_names()
        found = self._by_name.get(_key(self._logical(name)), [])
        if len(found) > 1:
            raise RefNotFoundError(f'page reference "{name}" is ambiguous')
        return found[0] if found else None

    def _all_names(self) -> dict[str, list[Path]]:
        names: dict[str, list[Path]] = {}
        for count, page in enumerate(page for root in self._content for page in _pages(root)):
            if count >= _MOST_PAGES:
                break
            name = self._logical(page.name)
            names.setdefault(_key(page.parent.name if name in ("index", "_index") else name), []).append(page)
        return names

    def _page(self, parts: Sequence[str]) -> Path | None:
        for root in self._content:
            folder = inside(root, ())
            for part in parts[:-1]:
                folder = _child(folder, part)
            if folder is None:
                continue
            found = self._page_in(folder, parts[-1]) if parts else self._index(folder)
            if found is not None and found.is_relative_to(root.resolve()):
                return root / found.relative_to(root.resolve())
        return None

    def _page_in(self, folder: Path, name: str) -> Path | None:
        bare = self._logical(name)
        if bare in ("index", "_index"):
            return self._index(folder)
        for path in (
            _child(folder, bare + middle + end) for end in PAGE_ENDINGS for middle in self._middles()
        ):
            if path is not None and path.is_file():
                return path
        inner = _child(folder, bare)
        return self._index(inner) if inner is not None and inner.is_dir() else None

    def _middles(self) -> tuple[str, ...]:
        return ("", f".{self.language}") if len(self._languages) > 1 else ("",)

    def _index(self, folder: Path) -> Path | None:
        names = (
            n + middle + e for n in ("index", "_index") for e in PAGE_ENDINGS for middle in self._middles()
        )
        return next((path for path in (folder / name for name in names) if path.is_file()), None)

    def _logical(self, name: str) -> str:
        """Take the ending and the language off a page's file name."""
        stem, dot, end = name.rpartition(".")
        if dot and f".{end.lower()}" in PAGE_ENDINGS:
            name = stem
            stem, dot, end = name.rpartition(".")
            if dot and end in self._languages:
                name = stem
        return name


def _nearest_first(path: Path | None, folders: Sequence[Path]) -> tuple[Path, ...]:
    """Put folders that hold the page before others, and one that lies in another before that.

    A language may have its own content folder inside that of the site, and its addresses begin there.
    """

    def far(folder: Path) -> tuple[bool, int]:
        return path is None or not path.is_relative_to(folder), -len(folder.parts)

    return tuple(sorted(folders, key=far))


def is_foreign(destination: str) -> bool:
    """Whether a destination has a scheme or a host of its own."""
    return bool(_SCHEME.match(destination)) or destination.startswith(("//", "\\\\"))


def steps(path: str, base: Sequence[str]) -> tuple[str, ...] | None:
    """Take a path apart, from the site's root down; None where it leaves it or could mean two places."""
    if len(path) > _LONGEST:
        return None
    found = [] if path.startswith("/") else list(base)
    for part in unquote(path, errors="replace").split("/"):
        if part == "..":
            if not found:
                return None
            found.pop()
        elif part.startswith(".") and part != "." or any(c in part for c in "\\\0:"):
            return None
        elif part not in ("", "."):
            found.append(part)
    return tuple(found)


def inside(root: Path, parts: Sequence[str]) -> Path | None:
    """Give the real path of what `parts` lead to below `root`, if it is there and really below it."""
    try:
        real_root = root.resolve(strict=True)
        real = real_root.joinpath(*parts).resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        return None
    return real if real.is_relative_to(real_root) else None


def _parted(destination: str) -> tuple[str, str, str]:
    found = re.search(r"[?#]", destination)
    if found is None:
        return destination, "", ""
    return destination[: found.start()], found.group(), destination[found.end() :]


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _key(name: str) -> str:
    return _slug(name)


def _child(folder: Path | None, name: str) -> Path | None:
    """Find a name in a folder as Hugo compares them: in any case, blanks as hyphens."""
    if folder is None:
        return None
    try:
        if (folder / name).exists():
            return inside(folder, (name,))
        with os.scandir(folder) as scan:
            for count, item in enumerate(scan):
                if count >= _MOST_NAMES:
                    return None
                if _key(item.name) == _key(name):
                    return inside(folder, (item.name,))
    except (OSError, ValueError):
        return None
    return None


def _pages(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if Path(name).suffix.lower() in PAGE_ENDINGS)
