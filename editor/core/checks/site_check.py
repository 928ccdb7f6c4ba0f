"""The check of a site, of a folder, or of one post in its site."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from editor.core.checks.addresses import AddressRules
from editor.core.checks.finding import Finding
from editor.core.checks.links import LinkRules
from editor.core.checks.names import NameRules
from editor.core.checks.reading import PageReading, read_page, reading_of
from editor.core.post import read_post
from editor.core.site import Site
from editor.core.site.content_files import content_files, markdown_files
from editor.core.site.index import SiteIndex, read_index
from editor.core.site.shortcode_templates import Shortcodes

# From this many files on, more processes are worth their start.
_MANY: Final = 400
_CHUNK: Final = 40

Progress = Callable[[int], None]
Cancel = Callable[[], bool]


class SiteCheck:
    """Checks a site as often as wanted: what has not changed since is not read again.

    Many files are read in so many `processes`, none being this one.
    """

    def __init__(self, site: Site | None, *, processes: int = 0) -> None:
        self._site = site
        self._processes = processes
        self._shortcodes = Shortcodes.of(site)
        self._known: dict[Path, PageReading] = {}

    def run(
        self,
        paths: Sequence[Path],
        index: SiteIndex | None = None,
        *,
        texts: Mapping[Path, str] | None = None,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
        now: datetime | None = None,
    ) -> tuple[Finding, ...]:
        """Check the posts at `paths`; what other pages say is looked up where it matters.

        `texts` are those of posts that are open and not saved; `progress` gets the number of files read. Gives what
        was found so far when `cancel` says so. Findings come file by file, and by line.
        """
        drafts = texts or {}
        self._read([path for path in paths if path not in drafts], progress, cancel or _never)
        for path, text in drafts.items():
            self._known[path] = reading_of(read_post(text, path), path, self._site, self._shortcodes)
        pages = [self._known[path] for path in paths if path in self._known]
        found = [finding for page in pages for finding in page.findings]
        if self._site is not None and not (cancel or _never)():
            found += self._site_findings(self._site, pages, index, now or datetime.now(UTC))
        for path in drafts:
            del self._known[path]
        return tuple(sorted(set(found), key=_order))

    def _site_findings(
        self, site: Site, pages: Sequence[PageReading], index: SiteIndex | None, now: datetime
    ) -> Iterator[Finding]:
        if index is None or index.site is None or index.folder != site.root:
            index = read_index(site.root)
        links, names = LinkRules(index, site, self._reading, now), NameRules(index, site)
        if len(pages) < len(index.rows) and any(page.aliases or page.links for page in pages):
            # Aliases of other pages are addresses too; they are few, and their pages are read for them.
            self._read([row.path for row in index.rows if row.path not in self._known], None, _never)
        addresses = AddressRules(index, site, links.pages, self._known.values())
        links.take_aliases(addresses.aliases)
        wanted = {page.path for page in pages}
        yield from (finding for finding in addresses.findings() if finding.path in wanted)
        for page in pages:
            yield from links.findings(page)
            yield from names.findings(page)

    def _reading(self, path: Path) -> PageReading | None:
        if path not in self._known and path.is_file():
            self._known[path] = read_page(path, self._site, self._shortcodes)
        return self._known.get(path)

    def _read(self, paths: Sequence[Path], progress: Progress | None, cancel: Cancel) -> None:
        fresh = [path for path in paths if not self._holds(path)]
        done = len(paths) - len(fresh)
        for page in self._readings(fresh):
            if cancel():
                break
            self._known[page.path] = page
            done += 1
            if progress is not None:
                progress(done)

    def _readings(self, paths: Sequence[Path]) -> Iterator[PageReading]:
        read = partial(read_page, site=self._site, shortcodes=self._shortcodes)
        if not self._processes or len(paths) < _MANY:
            yield from map(read, paths)
            return
        # Trees of elements come and go by the thousand: looking for cycles in them more often than this is waste.
        rarely = partial(gc.set_threshold, 50_000, 20, 20)
        start = get_context("spawn")
        with ProcessPoolExecutor(self._processes, mp_context=start, initializer=rarely) as pool:
            try:
                yield from pool.map(read, paths, chunksize=_CHUNK)
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def _holds(self, path: Path) -> bool:
        known = self._known.get(path)
        try:
            status = path.stat()
        except OSError:
            return False
        return known is not None and known.mark == (status.st_size, status.st_mtime_ns)


def check_file(path: Path, site: Site | None = None) -> tuple[Finding, ...]:
    """Give what is wrong with the file at `path`, by itself and in its site."""
    return SiteCheck(site).run((path.absolute() if site is not None else path,))


def check_folder(folder: Path, site: Site | None = None, *, processes: int = 0) -> tuple[Finding, ...]:
    """Give what is wrong in a folder of posts; a site's root stands for its content folders."""
    whole = site is not None and folder.absolute() == site.root
    if site is not None:
        paths = tuple(content_files(site) if whole else markdown_files(folder.absolute()))
        found = SiteCheck(site, processes=processes).run(paths)
        return (*config_findings(site), *found) if whole else found
    return SiteCheck(None, processes=processes).run(tuple(markdown_files(folder)))


def config_findings(site: Site) -> tuple[Finding, ...]:
    """Give what is wrong with the settings of a site."""
    return tuple(Finding(site.root, problem, "config") for problem in site.problems)


def usable_processes() -> int:
    """Give how many processes a check may have beside this one's."""
    count = os.cpu_count() or 1
    return min(4, count) if count > 1 else 0


def _order(finding: Finding) -> tuple[str, int, int, str]:
    return str(finding.path), finding.line, finding.column, finding.rule


def _never() -> bool:
    return False
