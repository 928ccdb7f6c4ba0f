"""A search through the texts of a site: in jobs of a moment each, so that hits stream in and it stops at once."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from editor.app.jobs import LatestJob, Pool
from editor.app.search import Hit, Query, find_hits, replacement
from editor.app.text_bridge import displayable
from editor.core.collector import uncollected
from editor.core.errors import EditorError
from editor.core.site.text_search import Finder, Match, PostHits, Replacer, Where, post_texts, search_post

# One job's time: hits appear as often, and a search that is not wanted any more holds the pool no longer.
_SLICE_S: Final = 0.12
# Nobody reads more of one post, or of all of them: then the search stops.
_MOST_OF_POST: Final = 200
MOST_SHOWN: Final = 10_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in which posts; `texts` are those of posts that are open and changed."""

    query: Query
    where: Where
    paths: tuple[Path, ...]
    texts: Mapping[Path, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """How far a search is: so many posts of `total` are `done`, with so many hits in so many of them.

    It is `over` when every post was looked through, or more was found than anybody reads.
    """

    done: int = 0
    total: int = 0
    count: int = 0
    posts: int = 0
    over: bool = False


@dataclass(frozen=True, slots=True)
class _Slice:
    wanted: Wanted
    begin: int
    room: int


@dataclass(frozen=True, slots=True)
class _Part:
    hits: tuple[PostHits, ...]
    done: int
    room: int


class SiteSearch(QObject):
    """Looks for one thing at a time: `hits_found(tuple of PostHits)` as they come, `progressed(Found)` with them.

    `failed(exception)` tells of a pattern that cannot be used.
    """

    hits_found = Signal(object)
    progressed = Signal(object)
    failed = Signal(object)

    def __init__(self, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: Wanted | None = None
        self.found = Found()
        self._job = LatestJob[_Slice, _Part](_search, pool, self)
        self._job.finished.connect(self._on_searched)
        self._job.failed.connect(self._on_failed)

    @property
    def busy(self) -> bool:
        """Whether a search is under way."""
        return self._wanted is not None

    def start(self, wanted: Wanted) -> None:
        """Look for something; what was looked for before is not wanted any more."""
        self._wanted = wanted
        self.found = Found(0, len(wanted.paths))
        self._job.submit(_Slice(wanted, 0, MOST_SHOWN))

    def stop(self) -> None:
        """Look no further."""
        self._wanted = None
        self._job.cancel()

    def _on_searched(self, part: _Part) -> None:
        wanted = self._wanted
        if wanted is None:
            return
        before = self.found
        self.found = Found(
            part.done,
            before.total,
            before.count + sum(post.total for post in part.hits),
            before.posts + len(part.hits),
            over=part.done == before.total or part.room <= 0,
        )
        if self.found.over:
            self._wanted = None
        if part.hits:
            self.hits_found.emit(part.hits)
        self.progressed.emit(self.found)
        # Whoever listens may have stopped it or begun another.
        if self._wanted is wanted:
            self._job.submit(_Slice(wanted, part.done, part.room))

    def _on_failed(self, error: Exception) -> None:
        self._wanted = None
        self.failed.emit(error)


def finder(query: Query) -> Finder:
    """Give what finds a query's places in buffer text as the bar in one post does, but in code points.

    The finder raises EditorError for a pattern that cannot be used.
    """

    def find(text: str) -> tuple[Match, ...]:
        shown = displayable(text)
        hits = find_hits(shown, query)
        if hits.error:
            raise EditorError(hits.error)
        return _in_code_points(shown, hits.places)

    return find


def replacer(query: Query, template: str) -> Replacer:
    """Give what a match of `query` is replaced by, as the bar in one post does it."""
    return lambda match: replacement(Hit(match.start, match.end, match.groups), template, query)


def _in_code_points(text: str, hits: tuple[Hit, ...]) -> tuple[Match, ...]:
    if not hits or text.isascii() or max(text) <= "\uffff":
        return tuple(Match(hit.start, hit.end, hit.groups) for hit in hits)
    units = text.encode("utf-16-le")
    at = place = 0

    def moved(qpos: int) -> int:
        nonlocal at, place
        place += len(units[2 * at : 2 * qpos].decode("utf-16-le"))
        at = qpos
        return place

    return tuple(Match(moved(hit.start), moved(hit.end), hit.groups) for hit in hits)


def _search(asked: _Slice) -> _Part:
    with uncollected():
        return _searched(asked)


def _searched(asked: _Slice) -> _Part:
    wanted, done, room = asked.wanted, asked.begin, asked.room
    find = finder(wanted.query)
    find("")
    end = time.monotonic() + _SLICE_S
    found: list[PostHits] = []
    while done < len(wanted.paths) and room > 0 and (done == asked.begin or time.monotonic() < end):
        for path, text in post_texts(wanted.paths[done : done + 1], wanted.texts):
            hits = search_post(path, text, find, wanted.where, min(room, _MOST_OF_POST))
            if hits is not None:
                found.append(hits)
                room -= len(hits.hits)
        done += 1
    return _Part(tuple(found), done, room)
