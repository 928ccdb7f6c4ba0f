"""Rules on addresses: pages and aliases that want the same one."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path

from editor.core.checks.finding import Finding, Spot, found
from editor.core.checks.reading import PageReading
from editor.core.problem import Severity
from editor.core.site.index import SiteIndex
from editor.core.site.page_map import PageMap
from editor.core.site.site import Site

_WHOLE_FILE = Spot(0, 0, 0, 0)


class AddressRules:
    """Judges the addresses of all pages at once."""

    def __init__(self, index: SiteIndex, site: Site, pages: PageMap, readings: Iterable[PageReading]) -> None:
        self._index = index
        self._root = site.root
        self._pages = pages
        self._by_url: dict[str, list[Path]] = {}
        for row in index.rows:
            if row.url and not row.problem:
                url = pages.with_host(pages.path_of(row.url), row.language)
                self._by_url.setdefault(url, []).append(row.path)
        self._aliases: dict[str, list[tuple[Path, Spot]]] = {}
        for page in readings:
            for alias, spot in page.aliases:
                self._aliases.setdefault(self._address(alias, page.path), []).append((page.path, spot))

    @property
    def aliases(self) -> frozenset[str]:
        """The addresses, without host, that aliases take."""
        return frozenset(map(self._pages.path_of, self._aliases))

    def findings(self) -> Iterator[Finding]:
        """Give each page whose address another has, and each alias in another's way."""
        for row in self._index.rows:
            if row.problem.startswith("This and "):
                yield found(
                    "same-page", Severity.WARNING, row.path, _WHOLE_FILE, row.problem, "Remove one of them."
                )
        for url, paths in self._by_url.items():
            for path in paths if len(paths) > 1 else ():
                others = ", ".join(self._name(other) for other in paths if other != path)
                message = f"{others} is published at {url} too; Hugo writes one over the other."
                yield found(
                    "address", Severity.WARNING, path, _WHOLE_FILE, message, "Give one of them another slug."
                )
        for url, places in self._aliases.items():
            for path, spot in places:
                yield from self._alias(url, path, spot, [other for other, _ in places if other != path])

    def _alias(self, url: str, path: Path, spot: Spot, others: list[Path]) -> Iterator[Finding]:
        pages = self._by_url.get(url) or self._by_url.get(f"{url.rstrip('/')}/") or []
        if path in pages:
            message = f"The alias {url} is this page's own address."
            yield found("alias", Severity.WARNING, path, spot, message, "Remove it.")
        elif pages:
            message = f"The alias {url} is the address of {self._name(pages[0])}."
            yield found("alias", Severity.WARNING, path, spot, message, "Remove it from one of them.")
        elif others:
            message = f"{self._name(others[0])} has the alias {url} too."
            yield found("alias", Severity.WARNING, path, spot, message, "Remove it from one of them.")

    def _address(self, alias: str, path: Path) -> str:
        """Give the address of an alias: one without a slash in front is beside the page, others below its language."""
        place = self._pages.place_of.get(path)
        language = place.language if place is not None else ""
        if not alias.startswith("/"):
            own = self._pages.url_of.get(path, "/").rstrip("/")
            whole = posixpath.normpath(posixpath.join(posixpath.dirname(own) or "/", alias)) + "/"
            return self._pages.with_host(whole, language)
        end = "" if alias.endswith((".html", "/")) else "/"
        return self._pages.with_host(f"{self._pages.top_of(language)}{alias}{end}", language)

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix() if path.is_relative_to(self._root) else str(path)
