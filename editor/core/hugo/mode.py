"""How much of a site Hugo is given."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from editor.core.hugo.binary import HugoBinary
from editor.core.hugo.project import Project
from editor.core.site.posts import MARKDOWN_ENDINGS

# Where reading all pages makes an edit wait longer than the watcher does; measured by `make bench`.
MANY_PAGES: Final = 1500
# Below this a build that is slow is so for its theme, which a cut site has to build as well.
SOME_PAGES: Final = 300
_SEGMENTS_SINCE: Final = (0, 124)
_ENDINGS: Final = tuple(sorted(MARKDOWN_ENDINGS))


class Mode(Enum):
    """What of the site is read and what is rendered.

    `SEGMENT` reads all and renders the page in view: menus, lists and related posts are right. `CUT` reads the page and
    the sections above it: fastest, but what the theme lists from other posts is missing. `WHOLE` is the site.
    """

    SEGMENT = "segment"
    CUT = "cut"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be shown: `whole` asks for all pages; `is_slow` was found out; `avoided` are modes that failed."""

    path: Path
    whole: bool = False
    is_slow: bool = False
    avoided: frozenset[Mode] = frozenset()


def fitting_mode(hugo: HugoBinary, project: Project, wish: Wish) -> Mode:
    """Choose the mode for a page: all is read where that is quick or the page is itself a list."""
    if wish.whole:
        return Mode.WHOLE
    segments = hugo.takes("renderSegments") and hugo.version >= _SEGMENTS_SINCE
    if is_list(wish.path):
        return Mode.SEGMENT if segments else Mode.WHOLE
    limit = SOME_PAGES if wish.is_slow else MANY_PAGES
    many = count_pages(project, limit) >= limit
    order = (Mode.CUT, Mode.SEGMENT) if many else (Mode.SEGMENT, Mode.CUT)
    fitting = [mode for mode in order if segments or mode is not Mode.SEGMENT]
    return next((mode for mode in fitting if mode not in wish.avoided), Mode.WHOLE)


def other_mode(
    project: Project, mode: Mode, path: Path, places: Iterable[Path | None], *, has_page: bool
) -> Mode | None:
    """Choose how to go on with the page at `path` where Hugo stumbled in files at `places`; None: it stays refused.

    A template that misses other posts gets them; a post that is broken elsewhere is left out. Where there never was a
    page, one without the other posts is better than none: a template may have failed for one of them.
    """
    seats = [None if place is None else project.seat_of(place) for place in places]
    if mode is Mode.WHOLE or project.seat_of(path) in seats:
        return None
    if mode is Mode.CUT:
        return Mode.SEGMENT
    return Mode.CUT if (any(seats) or not has_page) and not is_list(path) else None


def is_list(path: Path) -> bool:
    """Whether a page is a section's, a term's or the home page: what it shows is other pages."""
    return path.name.startswith("_index.")


def count_pages(project: Project, most: int) -> int:
    """Count the site's own Markdown pages, up to about `most`."""
    count = 0
    for source in dict.fromkeys(mount.source for mount in project.content):
        for _, folders, names in os.walk(source):
            folders[:] = [name for name in folders if not name.startswith(".")]
            count += sum(name.lower().endswith(_ENDINGS) for name in names)
            if count >= most:
                return count
    return count
