"""What a link's text leads to: pages by their paths, names and addresses, and the files of bundles.

Sources: https://gohugo.io/methods/page/getpage/, https://gohugo.io/shortcodes/ref/ and probes of Hugo 0.168.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from urllib.parse import unquote, urlsplit

from editor.core.frontmatter import PageMeta
from editor.core.site.index import SiteIndex
from editor.core.site.page_place import PagePlace, Places
from editor.core.site.permalink import Permalinks
from editor.core.site.posts import MARKDOWN_ENDINGS
from editor.core.site.site import Site


class Way(Enum):
    """How a text is looked up: as an address, as a page by its path, or by its name too, or as a file beside it."""

    URL = "url"
    PAGE = "page"
    REF = "ref"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a link stands: its file, the place of the page it is shown on, and that page's address without its host."""

    path: Path
    place: PagePlace
    url: str

    @property
    def base(self) -> str:
        """The path that Hugo joins a page's relative path to."""
        return "/" + "/".join(self.place.folders)


class PageMap:
    """Looks up what texts lead to, in a site as an index has it; what is found is a file, or a section's folder.

    `is_file` tells of the files that are no pages; a site that is only planned has them elsewhere.
    """

    def __init__(self, index: SiteIndex, site: Site, is_file: Callable[[Path], bool] = Path.is_file) -> None:
        self.site = site
        self._is_file = is_file
        self._places = Places.of(site)
        self._permalinks = Permalinks.of(site)
        base = urlsplit(site.base_url)
        self.host = _host(site.base_url)
        self._base_path = unquote(base.path.rstrip("/"))
        # Languages with hosts of their own may have pages at one path; elsewhere this stays empty.
        self._hosts = {name: _host(url) for name, url in self._permalinks.bases.items()}
        self.place_of: dict[Path, PagePlace] = {}
        self.url_of: dict[Path, str] = {}
        self._pages: dict[tuple[str, str], Path] = {}
        self._names: dict[tuple[str, str], set[Path]] = {}
        self._urls: dict[str, Path] = {}
        self._bundles: dict[Path, Path] = {}
        for row in index.rows:
            place = self._places.of_file(str(row.path))
            # Of two files for one page Hugo takes one, and the index has marked the other.
            is_known = row.url or not row.problem or (place is not None and place.kind != "page")
            if place is not None and is_known and not row.facts.left_out:
                self._add(row.path, place, self.path_of(row.url) if row.url else "")
        self._add_sections()

    def path_of(self, url: str) -> str:
        """Give an address of this site without its host, in plain characters."""
        host = next(
            (h for h in (self.host, *self._hosts.values()) if h and url.startswith(f"{h}/")), self.host
        )
        return unquote(url.removeprefix(host))

    def with_host(self, path: str, language: str) -> str:
        """Give an address without host so that those of languages with hosts of their own are apart."""
        return self._hosts.get(language, "") + path

    def top_of(self, language: str) -> str:
        """Give the address without host, and without a slash at its end, that a language's pages are below."""
        base = unquote(urlsplit(self._permalinks.base_of(language)).path).rstrip("/")
        return base + self._permalinks.prefixes.get(language, "")

    def origin_of(self, path: Path) -> Origin | None:
        """Tell where the text of a Markdown file is shown; a bundle's other texts are shown on its page."""
        place = self.place_of.get(path) or self._places.of_file(str(path))
        if place is None:
            return None
        if path in self.place_of:
            return Origin(path, place, self.url_of.get(path, ""))
        page = next((self._bundles[folder] for folder in path.parents if folder in self._bundles), None)
        if page is not None:
            return Origin(path, self.place_of[page], self.url_of.get(page, ""))
        return Origin(path, place, "")

    def find(self, way: Way, text: str, origin: Origin) -> Path | None:
        """Find what the path `text` (without query and fragment, escapes resolved) leads to."""
        if way is Way.URL:
            return self._by_url(text, origin)
        if way is Way.FILE:
            return self._by_file(text, origin)
        if way is Way.REF:
            return self.page(text, origin)
        # Hugo's own template for links takes this much off; nothing at all is the home page then.
        return self.page(text.removeprefix("./") or "/", origin, by_name=False)

    def page(self, text: str, origin: Origin, *, by_name: bool = True) -> Path | None:
        """Find the page that Hugo's `ref` finds for a path: relative first, then from the top, then by its name.

        What templates look up has no names (`by_name`).
        """
        language = origin.place.language
        if text.startswith("/"):
            return self._pages.get((self._key(text), language))
        found = self._beside(text, origin)
        if found is not None or text.startswith("."):
            return found
        found = self._pages.get((self._key(f"/{text}"), language))
        if found is None and by_name and "/" not in text.rstrip("/"):
            # What follows a dot is an ending here, whatever it is.
            name = self._key(f"/{text}" if _ending(text) else f"/{posixpath.splitext(text)[0]}")[1:]
            named = self._names.get((name, language), set())
            found = next(iter(named)) if len(named) == 1 else None
        return found

    def _beside(self, text: str, origin: Origin) -> Path | None:
        """Find a page by a path that is relative to where it stands."""
        place, language = origin.place, origin.place.language
        tops = [origin.base]
        if place.is_bundle and place.kind == "page":
            own = f"{origin.base}/{place.name}"
            last = text.rstrip("/").rsplit("/", 1)[-1]
            at_top = not place.folders and (text.startswith("..") or last == ".")
            tops = [] if at_top else tops
            if last in (".", "..") or posixpath.splitext(last)[1]:
                # Climbing to what has an ending starts at the bundle's own folder, all else beside it.
                tops = [own] if text.rstrip("/").startswith("../") else [*tops, own]
            if text.startswith("_index."):
                tops = [origin.base]
        found = (self._pages.get((self._key(posixpath.join(top, text)), language)) for top in tops)
        return next(filter(None, found), None)

    def url(self, thing: Path) -> str:
        """Give the address, without host, of a page or of a bundle's file; empty where it has none."""
        if thing in self.url_of:
            return self.url_of[thing]
        home = next((folder for folder in thing.parents if folder in self._bundles), None)
        if home is not None and (url := self.url_of.get(self._bundles[home])):
            return _folder_url(url) + thing.relative_to(home).as_posix()
        top = next((top for top in self.site.static_dirs if thing.is_relative_to(top)), None)
        return f"{self._base_path}/{thing.relative_to(top).as_posix()}" if top is not None else ""

    def _key(self, path: str) -> str:
        """Give the path that Hugo knows a page by: without ending and language, in lower case, blanks as hyphens."""
        head, _, name = posixpath.normpath(f"/{path.strip('/')}").rpartition("/")
        if ending := _ending(name):
            name = name.removesuffix(ending)
            stem, dot, language = name.rpartition(".")
            name = stem if dot and language.lower() in self._places.languages else name
            name = "" if name in ("index", "_index") else name
        return f"{head}/{name}".rstrip("/").lower().replace(" ", "-")

    def _add(self, path: Path, place: PagePlace, url: str) -> None:
        self.place_of[path] = place
        key = (place.logical.rstrip("/"), place.language)
        self._pages.setdefault(key, path)
        name = place.base.lower().replace(" ", "-")
        self._names.setdefault((name, place.language), set()).add(path)
        if place.is_bundle and (
            place.language == self.site.default_language or path.parent not in self._bundles
        ):
            self._bundles[path.parent] = path
        if url:
            self.url_of[path] = url
            self._note_url(url, place.language, path)

    def _note_url(self, url: str, language: str, path: Path) -> None:
        whole = self.with_host(url, language)
        self._urls.setdefault(whole, path)
        self._urls.setdefault(whole.removesuffix("index.html"), path)

    def _add_sections(self) -> None:
        """Add the home page and the folders at the top, which have pages even where no file says so."""
        default = self.site.default_language
        made = {
            (PagePlace("_index.md", (), "", "home", language, True), self.site.content_dirs[0])
            for language in self._places.languages
            if self.site.content_dirs
        }
        for path, place in self.place_of.items():
            if place.folders:
                top = PagePlace("_index.md", place.folders[:1], "", "section", place.language, True)
                made.add((top, path.parents[len(place.folders) - 1 + bool(place.name and place.is_bundle)]))
        for place, folder in sorted(made, key=lambda each: (each[0].language != default, str(each[1]))):
            key = (place.logical.rstrip("/"), place.language)
            if key not in self._pages:
                # It is known by the file it could have.
                suffix = "" if place.language == default else f".{place.language}"
                path = folder / f"_index{suffix}.md"
                base = unquote(urlsplit(self._permalinks.base_of(place.language)).path)
                url = base + self._permalinks.path(place, PageMeta())
                self._pages[key] = path
                self._note_url(url, place.language, path)
                self.url_of.setdefault(path, url)

    def _by_url(self, text: str, origin: Origin) -> Path | None:
        if not text.startswith("/"):
            if not origin.url:
                return None
            joined = posixpath.join(posixpath.dirname(origin.url), text)
            text = posixpath.normpath(joined) + (
                "/" if text.endswith(("/", "/.", "/..")) or text in (".", "..") else ""
            )
            text = text.replace("//", "/")
        text = text.removesuffix("index.html") if text.endswith("/index.html") else text
        whole = self.with_host(text, origin.place.language)
        page = self._urls.get(whole) or self._urls.get(f"{whole}/")
        return page or self._file_at(whole) or self._static(text)

    def _static(self, url: str) -> Path | None:
        inside = (
            url.removeprefix(self._base_path).lstrip("/") if url.startswith(f"{self._base_path}/") else ""
        )
        found = (top / inside for top in self.site.static_dirs if inside and (top / inside).is_file())
        return next(found, None)

    def _file_at(self, url: str) -> Path | None:
        """Find the file of a bundle that is published at an address."""
        head, slash, tail = url.rpartition("/")
        rest = tail
        while slash and rest:
            for page_url in (f"{head}/", f"{head}.html"):
                page = self._urls.get(page_url)
                if page is not None and self._bundles.get(page.parent) == page:
                    file = page.parent / rest
                    own = next(folder for folder in file.parents if folder in self._bundles) == page.parent
                    return file if own and self._is_file(file) and _no_page(file) else None
            head, slash, tail = head.rpartition("/")
            rest = f"{tail}/{rest}"
        return None

    def _by_file(self, text: str, origin: Origin) -> Path | None:
        if text.startswith("/") or not text:
            return None
        file = Path(posixpath.normpath(posixpath.join(origin.path.parent.as_posix(), text)))
        for page in _files_meant(file, origin.place.language):
            if page in self.place_of:
                return page
        return file if file.is_relative_to(self.site.root) and self._is_file(file) else None


def link_hook(site: Site) -> bool:
    """Whether Hugo looks links up as pages (https://gohugo.io/render-hooks/links/), by a template or by itself."""
    homes = [*site.layouts_dirs]
    if any(next(home.glob("**/_markup/render-link*.html"), None) is not None for home in homes):
        return True
    goldmark = site.config.get("markup")
    for key in ("goldmark", "renderhooks", "link"):
        goldmark = goldmark.get(key) if isinstance(goldmark, dict) else None
    asked = goldmark if isinstance(goldmark, dict) else {}
    use = str(asked.get("useembedded", "auto")).lower()
    if asked.get("enabledefault") is True or use in ("always", "fallback"):
        return True
    return use == "auto" and len(site.languages) > 1


def _files_meant(file: Path, language: str) -> Iterator[Path]:
    """Give the page files that a path without ending may mean, and the path itself."""
    yield file
    for stem in ("index", "_index"):
        yield file / f"{stem}.{language}.md"
        yield file / f"{stem}.md"
    yield file.with_name(f"{file.name}.{language}.md")
    yield file.with_name(f"{file.name}.md")


def _ending(name: str) -> str:
    ending = posixpath.splitext(name)[1]
    return ending if ending.lower() in MARKDOWN_ENDINGS else ""


def _no_page(file: Path) -> bool:
    return file.suffix.lower() not in MARKDOWN_ENDINGS


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _folder_url(url: str) -> str:
    """Give the address below which a page's files are."""
    return url if url.endswith("/") else url.removesuffix("/index.html").removesuffix(".html") + "/"
