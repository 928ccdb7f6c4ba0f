"""How much of a site Hugo is given."""

from __future__ import annotations

import os
from enum import Enum
from pathlib import Path
from typing import Final

from editor.core.hugo.binary import HugoBinary
from editor.core.hugo.project import Project
from editor.core.site.posts import MARKDOWN_ENDINGS

# Where reading all pages makes an edit wait longer than the watcher does; measured by `make bench`.
MANY_PAGES: Final = 1500
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


def fitting_mode(hugo: HugoBinary, project: Project, path: Path, *, whole: bool) -> Mode:
    """Choose the mode for the page at `path`: all is read where that is quick or the page is itself a list."""
    if whole:
        return Mode.WHOLE
    is_list = path.name.startswith("_index.")
    segments = hugo.takes("renderSegments") and hugo.version >= _SEGMENTS_SINCE
    if is_list:
        return Mode.SEGMENT if segments else Mode.WHOLE
    if not segments:
        return Mode.CUT
    return Mode.CUT if count_pages(project, MANY_PAGES) >= MANY_PAGES else Mode.SEGMENT


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
