"""Which page a command is about: the one selected in the list where that has the keyboard, else the open post."""

from __future__ import annotations

from pathlib import Path

from editor.app.notices import Notice, Tone
from editor.core.site.index import SiteIndex
from editor.ui.features import Parts


def chosen_pages(parts: Parts, *, from_list: bool = False) -> tuple[Path, ...]:
    """Give the files of the pages meant, none where there are none; `from_list` asks the list alone."""
    pane = parts.window.site_pane
    if from_list or pane.view.hasFocus():
        selected = tuple(page.row.path for page in pane.selected)
        if selected or from_list:
            return selected
    session = parts.workspace.current
    return (session.path,) if session is not None and session.path is not None else ()


def page_and_index(parts: Parts, *, from_list: bool = False) -> tuple[Path, SiteIndex] | None:
    """Give the one page meant and the index of the open site; tells why where there is none."""
    pages = chosen_pages(parts, from_list=from_list)
    reading = parts.workspace.reading
    if reading is None or reading.index.site is None:
        words = "Open the site first: only there is it known what leads to a page."
    elif not pages:
        words = "Select a page in the list, or open one, first."
    elif len(pages) > 1:
        words = "Select one page only."
    elif not pages[0].is_relative_to(reading.index.site.root):
        words = "This post is in no folder of the open site."
    else:
        return pages[0], reading.index
    parts.window.show_notice(Notice(words, Tone.INFO))
    return None
