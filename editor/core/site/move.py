"""Pages renamed and moved: files, links, aliases of the old addresses, all as one change set.

A page moves with all its languages and, where it has a folder, with all that lies in it; a section with its pages.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from urllib.parse import quote, unquote

from editor.core.changes import ChangesCancelled, ChangeSet, Move
from editor.core.errors import EditorError
from editor.core.site.bulk import Skipped
from editor.core.site.content_files import content_files
from editor.core.site.index import SiteIndex, moved_index, read_index
from editor.core.site.link_rewrite import LinkRewriter, Lost
from editor.core.site.old_addresses import with_old_address
from editor.core.site.page_files import PageFiles, checked_place, page_files
from editor.core.site.page_map import PageMap, link_hook
from editor.core.site.permalink import Permalinks
from editor.core.site.posts import MARKDOWN_ENDINGS
from editor.core.site.site import Site
from editor.core.site.text_changes import TextChanges
from editor.core.text_file import read_text_file


@dataclass(frozen=True, slots=True)
class MovedPage:
    """A page that gets another path or address; `before` and `after` are whole URLs, empty where it has none."""

    path: Path
    new_path: Path
    title: str
    language: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a page will be: `moves` are its files or folders by old and new path, `pages` all pages that it concerns.

    The page itself comes first.
    """

    title: str
    moves: tuple[tuple[Path, Path], ...]
    pages: tuple[MovedPage, ...]

    def new_path(self, path: Path) -> Path:
        """Give a file's path afterwards, its own where it stays."""
        for old, new in self.moves:
            if path == old:
                return new
            if path.is_relative_to(old):
                return new / path.relative_to(old)
        return path


@dataclass(frozen=True, slots=True)
class MovePlan:
    """A move ready to be looked at: `links` are rewritten in other files and its own, `lost` are those that cannot be.

    `skipped` are files that should change and cannot, with the reason; `remarks` are sentences about what else to look
    at.
    """

    changes: ChangeSet
    placement: Placement
    links: int = 0
    lost: tuple[Lost, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    remarks: tuple[str, ...] = ()


def place_move(index: SiteIndex, page: Path, wanted: str) -> Placement:
    """Say where the page goes for the place `wanted` below the content folder ("blog/new-name"), reading little.

    `page` is a page's file or the folder of a bundle or section; `index` is that of the whole site. Raises EditorError
    where the page cannot go there.
    """
    return _placed(index, page, wanted)[0]


def plan_move(
    index: SiteIndex,
    page: Path,
    wanted: str,
    *,
    aliases: bool = True,
    links: bool = True,
    progress: Callable[[int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> MovePlan:
    """Plan a move as `place_move` places it: old addresses become `aliases`, all `links` lead where they did.

    `progress` gets the number of posts looked at; raises ChangesCancelled when `cancel` says so, and EditorError.
    """
    index = whole_index(index)
    placement, after = _placed(index, page, wanted)
    return planned(index, placement, after, aliases=aliases, links=links, progress=progress, cancel=cancel)


def planned(
    index: SiteIndex,
    placement: Placement,
    after: SiteIndex,
    *,
    aliases: bool = True,
    links: bool = True,
    progress: Callable[[int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> MovePlan:
    """Plan moves that are placed already; `after` is the index as it will be."""
    site = site_of(index)
    texts = TextChanges()
    lost: list[Lost] = []
    count = 0
    if links:
        before_map = PageMap(index, site)
        after_map = PageMap(after, site, _planned_files(placement))
        rewriter = LinkRewriter(before_map, after_map, placement.new_path, hooked=link_hook(site))
        for number, path in enumerate(_sources(index, placement), 1):
            if cancel is not None and cancel():
                raise ChangesCancelled("Stopped: nothing was changed.")
            with texts.changing(path):
                found = rewriter.rewrite(texts.of(path), path)
                texts.put(path, found.text)
                count += found.count
                lost += found.lost
            if progress is not None:
                progress(number)
    if aliases:
        permalinks = Permalinks.of(site)
        for moved in placement.pages:
            if moved.before and moved.after and moved.before != moved.after:
                with texts.changing(moved.path):
                    texts.put(
                        moved.path,
                        with_old_address(
                            texts.of(moved.path), moved.before, moved.after, moved.language, permalinks
                        ),
                    )
    edits, skipped = texts.edits()
    moves = tuple(Move(old, new) for old, new in placement.moves)
    changes = ChangeSet(placement.title, (*edits, *moves))
    return MovePlan(changes, placement, count, tuple(lost), skipped, tuple(_remarks(site, placement)))


def whole_index(index: SiteIndex) -> SiteIndex:
    """Give the index of the whole site for one of a part of it."""
    site = site_of(index)
    return index if index.folder == site.root else read_index(site.root)


def content_folders(index: SiteIndex) -> tuple[str, ...]:
    """Give the folders below the content folder that pages lie in, as a person writes them, in order."""
    site = site_of(index)
    found: set[str] = set()
    for top in site.content_dirs:
        start = f"{top}{os.sep}"
        for row in index.rows:
            path = str(row.path)
            if path.startswith(start):
                parts = path[len(start) :].replace(os.sep, "/").split("/")
                depth = len(parts) - (2 if parts[-1].startswith("index.") else 1)
                found.update("/".join(parts[:end]) for end in range(1, depth + 1))
    return tuple(sorted(found, key=str.casefold))


def _placed(index: SiteIndex, page: Path, wanted: str) -> tuple[Placement, SiteIndex]:
    site = site_of(index)
    files = page_files(site, page)
    _check_kind(index, files)
    place = checked_place(site, files, wanted)
    verb = "Rename" if place.parent == files.place.parent else "Move"
    title = f"{verb} {files.place.as_posix()} to {place.as_posix()}"
    return placed(index, title, files.moved_to(place, site))


def placed(index: SiteIndex, title: str, moves: tuple[tuple[Path, Path], ...]) -> tuple[Placement, SiteIndex]:
    """Say what becomes of the pages once files or folders have other names, and give the index as it will be.

    Raises EditorError where a page would get another's address.
    """
    placement = Placement(title, moves, ())
    after = moved_index(index, placement.new_path)
    new_rows = {row.path: row for row in after.rows}
    pages = []
    for row in index.rows:
        new = new_rows.get(placement.new_path(row.path))
        if new is not None and (new.path != row.path or new.url != row.url):
            pages.append(MovedPage(row.path, new.path, row.title, row.language, row.url, new.url))
    _check_addresses(pages, index)
    own = {path for path, _ in moves}
    pages.sort(key=lambda moved: (moved.path not in own and moved.path.parent not in own, str(moved.path)))
    return replace(placement, pages=tuple(pages)), after


def site_of(index: SiteIndex) -> Site:
    """Give the site of an index; raises EditorError for a folder that is in none."""
    if index.site is None:
        raise EditorError("Only a page of a Hugo site can be moved with its links.", path=index.folder)
    return index.site


def _check_kind(index: SiteIndex, files: PageFiles) -> None:
    for row in index.rows:
        if row.kind in ("taxonomy", "term") and any(row.path.is_relative_to(path) for path in files.paths):
            message = (
                "This is the page of a term or taxonomy, whose place is its name: rename the term instead."
            )
            raise EditorError(message, path=row.path)


def _check_addresses(pages: list[MovedPage], index: SiteIndex) -> None:
    """Refuse an address that another page has."""
    moved = {page.path for page in pages}
    taken = {row.url: row for row in index.rows if row.url and row.path not in moved}
    for page in pages:
        other = taken.get(page.after)
        if other is not None and page.after != page.before:
            raise EditorError(f"“{other.title}” has the address {page.after} already.", path=other.path)


def _planned_files(placement: Placement) -> Callable[[Path], bool]:
    """Tell of files as they will be, while they still lie where they are."""

    def is_file(path: Path) -> bool:
        for old, new in placement.moves:
            if path == new or path.is_relative_to(new):
                return (old / path.relative_to(new)).is_file() if path != new else old.is_file()
            if path == old or path.is_relative_to(old):
                return False
        return path.is_file()

    return is_file


def _sources(index: SiteIndex, placement: Placement) -> Iterator[Path]:
    """Give the posts whose links may lead elsewhere: those that move, and those that hold a name that changes."""
    # A name that comes into use can make a reference by that name alone uncertain.
    names = {name_of(path) for pair in placement.moves for path in pair}
    changed = {page.path for page in placement.pages}
    names |= {_first_other(page.before, page.after) for page in placement.pages}
    pattern = mention_of(names)
    for path in content_files(site_of(index)):
        if path in changed or placement.new_path(path) != path or holds(path, pattern):
            yield path


def name_of(path: Path) -> str:
    """Give the name by which a page's file or folder, or a file, is called in links."""
    path = path.parent if path.name.split(".")[0] in ("index", "_index") else path
    return path.name.removesuffix(path.suffix) if path.suffix in MARKDOWN_ENDINGS else path.name


def mention_of(names: Iterable[str]) -> re.Pattern[str]:
    """Make what finds texts that may name one of these files, in any spelling that links have."""
    spellings = {
        spelling
        for name in names
        for each in (name, name.replace(" ", "-"))
        for spelling in (each, quote(each))
    }
    return re.compile("|".join(map(re.escape, sorted(filter(None, spellings)))), re.IGNORECASE)


def holds(path: Path, pattern: re.Pattern[str]) -> bool:
    """Whether a file's text has the pattern; one that cannot be read has not."""
    try:
        return pattern.search(read_text_file(path).text) is not None
    except EditorError:
        return False


def _first_other(before: str, after: str) -> str:
    """Give the first piece of an address that changes: what leads there from elsewhere holds it."""
    old, new = (unquote(url).removesuffix(".html").rstrip("/").split("/") for url in (before, after))
    at = next((at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), len(new))
    return old[min(at, len(old) - 1)] if old != new else ""


def _remarks(site: Site, placement: Placement) -> Iterator[str]:
    for old, new in placement.moves:
        inside, target = site.content_path(old), site.content_path(new)
        if inside is None or target is None:
            continue
        name, goal = (f"/{_bare(path)}" for path in (inside, target))
        pattern = re.compile(rf"""["'\s]{re.escape(name)}(?:/|["'\s#]|\Z)""")
        for file in site.config_files:
            if holds(file, pattern):
                yield f"{file.name} names {name}/: look whether it should be {goal}/."
        if old.is_dir() and len(inside.parts) == 1 and not any(old.glob("*index*.md")):
            yield f"The list at {name}/ has no file of its own, so its old address leads nowhere."


def _bare(path: PurePath) -> str:
    """Give a page's path below the content folder as a menu names it."""
    return (path.with_suffix("") if path.suffix.lower() in MARKDOWN_ENDINGS else path).as_posix()
