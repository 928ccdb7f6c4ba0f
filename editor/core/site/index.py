"""All pages of a site or a folder, read as far as a list of them shows."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

from editor.core.errors import EditorError
from editor.core.frontmatter import PageMeta
from editor.core.frontmatter.casts import to_bool, to_text
from editor.core.frontmatter.document import read_values
from editor.core.frontmatter.meta import fold_keys, meta_of_values
from editor.core.post import post_name
from editor.core.reading import counts_letters, read_through
from editor.core.site.addresses import lowered, segment
from editor.core.site.cascade import Cascade, inherited, read_cascade
from editor.core.site.date_rules import FROM_FILE, FROM_NAME, date_rules, from_mtime, from_name
from editor.core.site.left_out import LeftOut
from editor.core.site.page_place import PagePlace, Places
from editor.core.site.permalink import Permalinks
from editor.core.site.posts import walk_posts
from editor.core.site.publication import Facts, Publication, publication
from editor.core.site.site import Site, find_site
from editor.core.text_file import read_text_file

_LISTS = ("tags", "categories", "authors", "projects")
# Changes whenever rows are made otherwise, so that older ones are not taken for new.
_VERSION = 2


class PageRow(NamedTuple):
    """One page: `date` and the other moments are aware; `url` is empty for a page that has none.

    `terms` are pairs of a taxonomy of the site (the key in front matter) and a term, `words` those of the body.
    `problem` says why the
    page cannot be read; path and title are known even then. `listed` is false for what Hugo keeps out of lists.
    """

    path: Path
    title: str
    kind: str
    section: str
    language: str
    date: datetime | None
    lastmod: datetime | None
    facts: Facts
    url: str
    featured: bool
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    authors: tuple[str, ...]
    projects: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]
    words: int
    listed: bool
    problem: str

    def publication(self, now: datetime) -> Publication:
        """Say whether a build at the moment `now` would publish the page."""
        return publication(self.facts, self.url, now)


class Known(NamedTuple):
    """What an index keeps of one file for the next time: its row before branches have dates.

    Of branches alone the `values` of the front matter are kept (lower-case keys), for their pages inherit them.
    """

    size: int
    mtime_ns: int
    row: PageRow
    values: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """The pages of `folder`, the newest first and those without a date last, then sections, terms and home.

    What is `known` is for the next time, and holds as long as `signature` does: that stands for the settings and all
    that is handed down.
    """

    folder: Path
    site: Site | None
    rows: tuple[PageRow, ...]
    known: Mapping[str, Known]
    signature: str

    def row_of(self, path: Path) -> PageRow | None:
        """Find the row of a file."""
        return next((row for row in self.rows if row.path == path), None)


class _Reading(NamedTuple):
    size: int
    mtime_ns: int
    values: Mapping[str, object]
    words: int = 0
    problem: str = ""


def read_index(folder: Path, known: Mapping[str, Known] | None = None, signature: str = "") -> SiteIndex:
    """Read the pages below `folder`; of files as `known` has them by size and time nothing is read again.

    `known` and its `signature` are those of an index before. A site's root stands for all its content folders.
    Files and folders that cannot be read stop nothing.
    """
    folder = folder.absolute()
    site = find_site(folder)
    tops = site.content_dirs if site is not None and folder == site.root else (folder,)
    found: dict[str, tuple[int, int]] = {}
    for top in tops:
        for path, status in walk_posts(top, bundles=site is not None):
            found.setdefault(path, (status.st_size, status.st_mtime_ns))
    return _index(folder, site, found, known or {}, signature)


def moved_index(index: SiteIndex, new_path: Callable[[Path], Path]) -> SiteIndex:
    """Give the index as it will be once files have other names, while they still lie where they are.

    `new_path` gives each file's name to come, its own where it stays. Ask the result for its rows only: what it knows
    is not of files that are there.
    """
    names = {str(row.path): str(new) for row in index.rows if (new := new_path(row.path)) != row.path}
    fresh = {new: _read(old, *index.known[old][:2], index.site) for old, new in names.items()}
    if not any(row.kind != "page" for row in index.rows if str(row.path) in names):
        # A page hands nothing down, so the others stay as they are.
        branches = {path: known for path, known in index.known.items() if known.values is not None}
        moved = {
            row.path: row
            for row in _Rows(index.site, index.folder, [*branches, *fresh], branches, fresh).all()
        }
        own = (moved.get(Path(names[str(row.path)])) if str(row.path) in names else row for row in index.rows)
        return SiteIndex(index.folder, index.site, tuple(filter(None, own)), {}, index.signature)
    kept = {path: known for path, known in index.known.items() if path not in names}
    rows = _Rows(index.site, index.folder, [*kept, *fresh], kept, fresh)
    if rows.signature != index.signature:
        # Something all pages inherit is another.
        fresh |= {path: _read(path, *known[:2], index.site) for path, known in kept.items()}
        rows = _Rows(index.site, index.folder, list(fresh), {}, fresh)
    return SiteIndex(index.folder, index.site, tuple(rows.all()), {}, rows.signature)


def _index(
    folder: Path,
    site: Site | None,
    found: Mapping[str, tuple[int, int]],
    known: Mapping[str, Known],
    signature: str,
) -> SiteIndex:
    fresh = {
        path: _read(path, *state, site) for path, state in found.items() if not _holds(known.get(path), state)
    }
    rows = _Rows(site, folder, found, known, fresh)
    if signature and rows.signature != signature:
        # Something all pages inherit has changed: what is known of them no longer holds.
        return _index(folder, site, found, {}, "")
    return SiteIndex(folder, site, tuple(sorted(rows.all(), key=_newest_first)), rows.known(), rows.signature)


def _holds(known: Known | None, state: tuple[int, int]) -> bool:
    return known is not None and (known.size, known.mtime_ns) == state


def _read(path: str, size: int, mtime_ns: int, site: Site | None) -> _Reading:
    try:
        text = read_text_file(Path(path)).text
    except EditorError as error:
        return _Reading(size, mtime_ns, {}, 0, error.message)
    front = read_values(text)
    problem = next((found.message for found in front.problems), "") if front.broken else ""
    values, body = fold_keys(front.values), text[front.split.body :]
    letters = counts_letters(
        values.get("iscjklanguage"), body, site_has_cjk=site is not None and site.has_cjk
    )
    return _Reading(size, mtime_ns, values, read_through(body, letters=letters).words, problem)


def _newest_first(row: PageRow) -> tuple[bool, bool, float, str]:
    """Order what people write before the pages of sections and terms, which have the dates of their newest page."""
    moment = -row.date.timestamp() if row.date and row.date.year > 1 else 0.0
    return row.kind != "page", row.date is None, moment, str(row.path)


class _Rows:
    """Makes the rows of a site's pages from what their files say."""

    def __init__(
        self,
        site: Site | None,
        folder: Path,
        found: Iterable[str],
        known: Mapping[str, Known],
        fresh: Mapping[str, _Reading],
    ) -> None:
        self._site = site
        self._folder = folder
        self._known = known
        self._fresh = fresh
        self._zone: tzinfo = site.zone if site is not None else UTC
        self._places = Places.of(site) if site is not None else None
        self._permalinks = Permalinks.of(site) if site is not None else None
        self._left_out = LeftOut.of(site) if site is not None else None
        self._rules = date_rules(site) if site is not None else None
        self._dates_from_names = self._rules is not None and any(
            FROM_NAME in chain for chain in self._rules.values()
        )
        self._cascade = read_cascade(site.config.get("cascade")) if site is not None else ()
        self._place_of = {path: self._place(path) for path in found}
        self._first: dict[tuple[object, ...], str] = {}
        for path, place in self._place_of.items():
            other = self._first.get(_identity(place))
            if other is None or _strength(place) > _strength(self._place_of[other]):
                self._first[_identity(place)] = path
        self._branches = {
            (place.folders, place.language): self._branch_values(path)
            for path, place in self._place_of.items()
            if place.kind != "page"
        }
        self._cascades: dict[tuple[tuple[str, ...], str], tuple[Cascade, ...]] = {}
        self._made: dict[str, PageRow] = {}

    @property
    def signature(self) -> str:
        """Stands for all that a page's row depends on beside the page itself."""
        handed_down = sorted(
            (folders, language, repr([values.get(key) for key in ("cascade", "slug", "title")]))
            for (folders, language), values in self._branches.items()
        )
        config = repr(self._site.config) if self._site is not None else ""
        return hashlib.blake2b(repr((_VERSION, config, handed_down)).encode(), digest_size=16).hexdigest()

    def all(self) -> list[PageRow]:
        """Give the rows of all pages."""
        for path in self._place_of:
            fresh = self._fresh.get(path)
            self._made[path] = self._row(path, fresh) if fresh is not None else self._known[path].row
        return self._dated([(place, self._once(path, place)) for path, place in self._place_of.items()])

    def known(self) -> dict[str, Known]:
        """Give what to keep for the next time."""
        kept = {}
        for path, row in self._made.items():
            size, mtime_ns = (self._fresh.get(path) or self._known[path])[:2]
            place = self._place_of[path]
            values = self._branches[place.folders, place.language] if place.kind != "page" else None
            kept[path] = Known(size, mtime_ns, row, values)
        return kept

    def _branch_values(self, path: str) -> Mapping[str, object]:
        fresh = self._fresh.get(path)
        return fresh.values if fresh is not None else self._known[path].values or {}

    def _once(self, path: str, place: PagePlace) -> PageRow:
        """Mark a file beside another for the same page: Hugo takes one of them, and not always the same."""
        row = self._made[path]
        first = self._first[_identity(place)]
        if self._places is None or first == path:
            return row
        other = os.path.relpath(first, row.path.parent)
        reason = f"This and {other} are the same page to Hugo, which takes only one of them."
        return row._replace(facts=replace(row.facts, problem=reason), problem=reason, listed=False, url="")

    def _place(self, path: str) -> PagePlace:
        if self._places is not None:
            found = self._places.of_file(path)
            if found is not None:
                return found
        file = Path(path)
        inside = file.relative_to(self._folder) if file.is_relative_to(self._folder) else Path(file.name)
        name = file.parent.name if file.stem == "index" else file.stem
        return PagePlace(file.name, inside.parts[:-1], name, "page", "")

    def _row(self, path: str, reading: _Reading) -> PageRow:
        place, file = self._place_of[path], Path(path)
        own = reading.values
        given = inherited(place, self._cascades_for(place))
        fresh = {key: value for key, value in given.items() if key not in own}
        values = {**fresh, **own} if fresh else own
        meta, known = self._meta(place, reading, values)
        build = _build(values)
        facts = Facts(
            meta.draft,
            meta.publish_date,
            meta.expiry_date,
            rendering(build),
            to_bool(values.get("headless")),
            frozenset(fresh),
            reading.problem or _unreadable_date(meta),
            self._left_out.reason(path, place.language) if self._left_out is not None else "",
        )
        never = facts.headless or facts.render == "never" or bool(facts.left_out)
        url = ""
        if self._permalinks is not None and not never and not reading.problem:
            url = self._permalinks.address(place, meta, self._section_of)
        tags, categories, authors, projects = (_texts(known.get(key)) for key in _LISTS)
        taxonomies = self._places.taxonomies if self._places is not None else frozenset[str]()
        return PageRow(
            path=file,
            title=meta.title or post_name(file),
            kind=place.kind,
            section=place.section,
            language=place.language,
            date=meta.date,
            lastmod=meta.lastmod,
            facts=facts,
            url=url,
            featured=known.get("featured") is True,
            tags=tags,
            categories=categories,
            authors=authors,
            projects=projects,
            terms=tuple((name, term) for name in sorted(taxonomies) for term in _texts(known.get(name))),
            words=reading.words,
            listed=not (facts.headless or facts.left_out) and build.get("list") not in ("never", False),
            problem=facts.problem,
        )

    def _meta(
        self, place: PagePlace, reading: _Reading, values: Mapping[str, object]
    ) -> tuple[PageMeta, dict[str, object]]:
        if self._rules is None:
            return meta_of_values(values, self._zone)
        elsewhere: dict[str, datetime] = {}
        slug = ""
        if self._dates_from_names:
            moment, slug = from_name(place.base, self._zone)
            if moment is not None:
                elsewhere[FROM_NAME] = moment
        if any(FROM_FILE in chain for chain in self._rules.values()):
            elsewhere[FROM_FILE] = from_mtime(reading.mtime_ns / 1e9)
        meta, known = meta_of_values(values, self._zone, self._rules, elsewhere)
        return (replace(meta, slug=slug) if slug and not meta.slug else meta), known

    def _cascades_for(self, place: PagePlace) -> tuple[Cascade, ...]:
        """Give what the page's branches and the site hand down, the nearest first; a branch's own to itself too."""
        key = (place.folders, place.language)
        if key not in self._cascades:
            found: list[Cascade] = []
            for depth in range(len(place.folders), -1, -1):
                branch = self._branches.get((place.folders[:depth], place.language))
                if branch is not None and "cascade" in branch:
                    found += read_cascade(branch["cascade"])
            self._cascades[key] = (*found, *self._cascade)
        return self._cascades[key]

    def _section_of(self, folders: tuple[str, ...], language: str) -> tuple[str, str] | None:
        branch = self._branches.get((folders, language))
        if branch is None:
            return None
        slug = to_text(branch.get("slug")).strip("-")
        if not slug and self._dates_from_names:
            slug = from_name(folders[-1], self._zone)[1]
        return slug, to_text(branch.get("title"))

    def _dated(self, pages: list[tuple[PagePlace, PageRow]]) -> list[PageRow]:
        """Give each branch without a date that of the newest page it has, as Hugo does."""
        newest: dict[tuple[tuple[str, ...], str], datetime] = {}
        for place, row in pages:
            if row.date is None or place.kind != "page" or row.facts.left_out:
                continue
            homes = [place.folders[:depth] for depth in range(len(place.folders) + 1)]
            homes += [(name,) for name in {name for name, _ in row.terms}]
            homes += [(name, segment(lowered(term))) for name, term in row.terms]
            for folders in homes:
                key = (folders, place.language)
                newest[key] = max(newest.get(key, row.date), row.date)
        return [
            row._replace(date=newest.get((_folded(place), row.language)))
            if row.date is None and row.kind != "page"
            else row
            for place, row in pages
        ]


def _folded(place: PagePlace) -> tuple[str, ...]:
    """Give the folders of a branch as the addresses of terms have them."""
    if place.kind not in ("taxonomy", "term"):
        return place.folders
    return tuple(segment(lowered(folder)) for folder in place.folders)


def _identity(place: PagePlace) -> tuple[object, ...]:
    return place.logical, place.language


def _strength(place: PagePlace) -> tuple[bool, int]:
    return place.is_bundle, len(place.file)


def rendering(build: Mapping[str, object]) -> str:
    """Give what `build.render` comes to: `always`, `never`, or `link` for an address without a page."""
    wish = build.get("render")
    return "never" if wish in ("never", False) else "link" if wish == "link" else "always"


def _build(values: Mapping[str, object]) -> Mapping[str, object]:
    build = values.get("build", values.get("_build"))
    return build if isinstance(build, dict) else {}


def _unreadable_date(meta: PageMeta) -> str:
    return f"Hugo cannot read the date in `{meta.bad_dates[0]}`." if meta.bad_dates else ""


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(filter(None, map(to_text, value))) if isinstance(value, list) else ()
