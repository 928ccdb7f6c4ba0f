"""What a page has without saying so itself: the values of cascades, and where each comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from editor.core.site.cascade import Cascade, read_cascade
from editor.core.site.index import SiteIndex
from editor.core.site.page_place import Places


@dataclass(frozen=True, slots=True)
class HandedDown:
    """A value for `key` (lower case) that the front matter at `source` gives; None is the site's configuration."""

    key: str
    value: object
    source: Path | None


def handed_down(index: SiteIndex, path: Path) -> tuple[HandedDown, ...]:
    """Give what the page at `path` would inherit if it said nothing itself, the nearest source of each key.

    Empty for a file that is no page of the site (https://gohugo.io/configuration/cascade/).
    """
    if index.site is None:
        return ()
    places = Places.of(index.site)
    place = places.of_file(str(path))
    if place is None:
        return ()
    found: dict[str, HandedDown] = {}
    for cascade, source in _sources(index, places, place.folders, place.language):
        if cascade.fits(place):
            for key, value in cascade.values.items():
                found.setdefault(key, HandedDown(key, value, source))
    return tuple(found.values())


def _sources(
    index: SiteIndex, places: Places, folders: tuple[str, ...], language: str
) -> Iterator[tuple[Cascade, Path | None]]:
    """Give the cascades that may reach a page below `folders`, the nearest first."""
    branches: dict[tuple[str, ...], tuple[Path, object]] = {}
    for name, known in index.known.items():
        if known.values is not None and "cascade" in known.values:
            place = places.of_file(name)
            if place is not None and place.language == language:
                branches[place.folders] = (Path(name), known.values["cascade"])
    for depth in range(len(folders), -1, -1):
        if folders[:depth] in branches:
            source, value = branches[folders[:depth]]
            yield from ((cascade, source) for cascade in read_cascade(value))
    if index.site is not None:
        yield from ((cascade, None) for cascade in read_cascade(index.site.config.get("cascade")))
