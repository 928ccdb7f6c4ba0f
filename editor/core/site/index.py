"""All pages of a site or a folder, read as far as a list of them shows."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

from editor.core.errors import EditorError
from editor.core.frontmatter import PageMeta, read_front_matter
from editor.core.frontmatter.casts import to_bool, to_text
from editor.core.frontmatter.meta import fold_keys, meta_of_values
from editor.core.post import post_name
from editor.core.site.addresses import lowered, segment
from editor.core.site.cascade import Cascade, inherited, read_cascade
from editor.core.site.date_rules import FROM_FILE, FROM_NAME, date_rules, from_mtime, from_name
from editor.core.site.page_place import PagePlace, Places
from editor.core.site.permalink import Permalinks
from editor.core.site.posts import walk_posts
from editor.core.site.publication import Facts, Publication, publication
from editor.core.site.site import Site, find_site
from editor.core.text_file import read_text_file

_LISTS = ("tags", "categories", "authors", "projects")
_BUILD_NEVER = frozenset({"never"})


class PageRow(NamedTuple):
    """One page: `date` and the other moments are aware; `url` is empty for a page that has none.

    `inherited` are the keys whose values come from a cascade, `words` those of the body. `problem` says why the
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
    words: int
    listed: bool
    problem: str

    def publication(self, now: datetime) -> Publication:
        """Say whether a build at the moment `now` would publish the page."""
        return publication(self.facts, self.url, now)


class Reading(NamedTuple):
    """What one file says by itself, before its site adds to it; `values` have lower-case keys."""

    size: int
    mtime_ns: int
    values: Mapping[str, object]
    words: int
    problem: str


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """The pages of `folder`, the newest first and those without a date last; `readings` are for the next time."""

    folder: Path
    site: Site | None
    rows: tuple[PageRow, ...]
    readings: Mapping[Path, Reading]

    def row_of(self, path: Path) -> PageRow | None:
        """Find the row of a file."""
        return next((row for row in self.rows if row.path == path), None)


def read_index(folder: Path, known: Mapping[Path, Reading] | None = None) -> SiteIndex:
    """Read the pages below `folder`; of files as `known` has them by size and time nothing is read again.

    A site's root stands for all its content folders. Files and folders that cannot be read stop nothing.
    """
    folder = folder.absolute()
    site = find_site(folder)
    tops = site.content_dirs if site is not None and folder == site.root else (folder,)
    readings: dict[Path, Reading] = {}
    for top in tops:
        for path, status in walk_posts(top, bundles=site is not None):
            if path not in readings:
                readings[path] = _reading(path, status, (known or {}).get(path))
    return SiteIndex(folder, site, _rows(site, readings, folder), readings)


def refreshed(index: SiteIndex, paths: Iterable[Path]) -> SiteIndex:
    """Read some files again, new and removed ones among them; the rest stays as it is known."""
    readings = dict(index.readings)
    for path in paths:
        readings.pop(path, None)
        try:
            status = path.stat()
        except OSError:
            continue
        if path.is_file():
            readings[path] = _reading(path, status, None)
    return replace(index, rows=_rows(index.site, readings, index.folder), readings=readings)


def _reading(path: Path, status: os.stat_result, known: Reading | None) -> Reading:
    size, mtime = status.st_size, status.st_mtime_ns
    if known is not None and (known.size, known.mtime_ns) == (size, mtime):
        return known
    try:
        text = read_text_file(path).text
    except EditorError as error:
        return Reading(size, mtime, {}, 0, error.message)
    front = read_front_matter(text)
    problem = next((found.message for found in front.problems), "") if front.broken else ""
    body = text[front.split.body :]
    return Reading(size, mtime, fold_keys(front.values), len(body.split()), problem)


def _rows(site: Site | None, readings: Mapping[Path, Reading], folder: Path) -> tuple[PageRow, ...]:
    rows = _Rows(site, readings, folder)
    return tuple(sorted(rows.all(), key=_newest_first))


def _newest_first(row: PageRow) -> tuple[bool, float, str]:
    return row.date is None, -row.date.timestamp() if row.date and row.date.year > 1 else 0.0, str(row.path)


class _Rows:
    """Makes the rows of a site's pages from what their files say."""

    def __init__(self, site: Site | None, readings: Mapping[Path, Reading], folder: Path) -> None:
        self._site = site
        self._readings = readings
        self._folder = folder
        self._zone: tzinfo = site.zone if site is not None else UTC
        self._places = Places.of(site) if site is not None else None
        self._permalinks = Permalinks.of(site) if site is not None else None
        self._rules = date_rules(site) if site is not None else None
        self._dates_from_names = self._rules is not None and any(
            FROM_NAME in chain for chain in self._rules.values()
        )
        self._cascade = read_cascade(site.config.get("cascade")) if site is not None else ()
        self._place_of = {path: self._place(path) for path in readings}
        self._first: dict[tuple[object, ...], Path] = {}
        for path, place in self._place_of.items():
            other = self._first.get(_identity(place))
            if other is None or _strength(place) > _strength(self._place_of[other]):
                self._first[_identity(place)] = path
        self._branches = {
            (place.folders, place.language): readings[path]
            for path, place in self._place_of.items()
            if place.kind != "page"
        }
        self._cascades: dict[tuple[tuple[str, ...], str], tuple[Cascade, ...]] = {}

    def all(self) -> list[PageRow]:
        rows = [self._row(path, reading) for path, reading in self._readings.items()]
        return self._dated([self._once(row) for row in rows])

    def _once(self, row: PageRow) -> PageRow:
        """Mark a file that Hugo passes over: of two for one page it takes the bundle."""
        place = self._place_of[row.path]
        if self._places is None or self._first[_identity(place)] == row.path:
            return row
        reason = f"Hugo takes {self._first[_identity(place)].name} for this page, and passes over this file."
        return row._replace(facts=replace(row.facts, problem=reason), problem=reason, listed=False, url="")

    def _place(self, path: Path) -> PagePlace:
        if self._places is not None:
            found = self._places.of_file(path)
            if found is not None:
                return found
        inside = path.relative_to(self._folder) if path.is_relative_to(self._folder) else Path(path.name)
        name = path.parent.name if path.stem == "index" else path.stem
        return PagePlace(path, inside.parts[:-1], name, "page", "")

    def _row(self, path: Path, reading: Reading) -> PageRow:
        place = self._place_of[path]
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
            "never" if build.get("render") in ("never", False) else "always",
            to_bool(values.get("headless")),
            frozenset(fresh),
            reading.problem or _unreadable_date(meta),
        )
        never = facts.headless or facts.render == "never"
        url = ""
        if self._permalinks is not None and not never and not reading.problem:
            url = self._permalinks.address(place, meta, self._section_of)
        tags, categories, authors, projects = (_texts(known.get(key)) for key in _LISTS)
        return PageRow(
            path=path,
            title=meta.title or post_name(path),
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
            words=reading.words,
            listed=not facts.headless and build.get("list") not in ("never", False),
            problem=facts.problem,
        )

    def _meta(
        self, place: PagePlace, reading: Reading, values: Mapping[str, object]
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
                if branch is not None and "cascade" in branch.values:
                    found += read_cascade(branch.values["cascade"])
            self._cascades[key] = (*found, *self._cascade)
        return self._cascades[key]

    def _section_of(self, folders: tuple[str, ...], language: str) -> tuple[str, str] | None:
        branch = self._branches.get((folders, language))
        if branch is None:
            return None
        slug = to_text(branch.values.get("slug")).strip("-")
        if not slug and self._dates_from_names:
            slug = from_name(folders[-1], self._zone)[1]
        return slug, to_text(branch.values.get("title"))

    def _dated(self, rows: list[PageRow]) -> list[PageRow]:
        """Give each branch without a date that of the newest page it has, as Hugo does."""
        newest: dict[tuple[tuple[str, ...], str], datetime] = {}
        taxonomies = self._places.taxonomies if self._places is not None else frozenset[str]()
        for row in rows:
            place = self._place_of[row.path]
            if row.date is None or place.kind != "page":
                continue
            homes = [place.folders[:depth] for depth in range(len(place.folders) + 1)]
            for name in taxonomies:
                terms = _texts(self._readings[row.path].values.get(name))
                homes += [(name,), *((name, segment(lowered(term))) for term in terms)] if terms else []
            for folders in homes:
                key = (folders, place.language)
                newest[key] = max(newest.get(key, row.date), row.date)
        return [
            row._replace(date=newest.get((_folded(self._place_of[row.path]), row.language)))
            if row.date is None and row.kind != "page"
            else row
            for row in rows
        ]


def _folded(place: PagePlace) -> tuple[str, ...]:
    """Give the folders of a branch as the addresses of terms have them."""
    if place.kind not in ("taxonomy", "term"):
        return place.folders
    return tuple(segment(lowered(folder)) for folder in place.folders)


def _identity(place: PagePlace) -> tuple[object, ...]:
    return place.logical, place.language


def _strength(place: PagePlace) -> tuple[bool, int]:
    return place.is_bundle, len(place.path.name)


def _build(values: Mapping[str, object]) -> Mapping[str, object]:
    build = values.get("build", values.get("_build"))
    return build if isinstance(build, dict) else {}


def _unreadable_date(meta: PageMeta) -> str:
    return f"Hugo cannot read the date in `{meta.bad_dates[0]}`." if meta.bad_dates else ""


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(filter(None, map(to_text, value))) if isinstance(value, list) else ()
