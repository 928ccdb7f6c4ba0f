"""A page renamed or moved: asked for, shown as it would be, looked at as a diff, made and taken back as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from editor.app.file_changes import Meter
from editor.app.jobs import LatestJob
from editor.app.notices import Notice
from editor.core.errors import EditorError
from editor.core.site.bulk import Plan, Skipped
from editor.core.site.index import SiteIndex
from editor.ui.features import Parts
from editor.ui.file_review import FileReview
from editor.ui.move_page_dialog import Address, MovePageDialog, WantedMove
from editor.ui.page_target import page_and_index

if TYPE_CHECKING:
    from editor.core.site.move import MovedPage, MovePlan, Placement

# Who types a name pauses when it is done.
_PAUSE_MS = 300


@dataclass(frozen=True, slots=True)
class _Asked:
    index: SiteIndex
    page: Path
    wanted: WantedMove = WantedMove("", True, True)


@dataclass(frozen=True, slots=True)
class _Opening:
    """What the dialog begins with."""

    asked: _Asked
    title: str
    place: Path
    folders: tuple[str, ...]
    published: bool


class MovePage(QObject):
    """Shows the dialog and what a move would come to, and hands it to the review."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._asked: _Asked | None = None
        self.dialog: MovePageDialog | None = None
        self.review = FileReview(parts, self)
        self.review.made.connect(self._on_made)
        self._opening = LatestJob[_Asked, _Opening](_opened, parts.pool, self)
        self._opening.finished.connect(self._on_opening)
        self._opening.failed.connect(self._on_failed)
        self._placing = LatestJob[_Asked, "Placement"](_place, parts.pool, self)
        self._placing.finished.connect(self._on_placed)
        self._placing.failed.connect(self._on_not_placed)
        self._planning = LatestJob[_Asked, "MovePlan"](_plan, parts.pool, self)
        self._planning.finished.connect(self._on_planned)
        self._planning.failed.connect(self._on_not_placed)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        parts.window.site_pane.page_requested.connect(self._on_page_requested)

    def move_page(self) -> None:
        """Ask where the page that is open, or selected in the list, is to go."""
        self._begin(from_list=False)

    def _on_page_requested(self, name: str) -> None:
        if name == "move_page":
            self._begin(from_list=True)

    def _begin(self, *, from_list: bool) -> None:
        if self.dialog is not None:
            return
        self._parts.window.form.flush()
        found = page_and_index(self._parts, from_list=from_list)
        if found is not None:
            page, index = found
            self._opening.submit(_Asked(index, page))

    def _on_opening(self, found: _Opening) -> None:
        if self.dialog is not None:
            return
        self._asked = found.asked
        folder = found.place.parent.as_posix()
        folder = "" if folder == "." else folder
        self.dialog = MovePageDialog(found.title, folder, found.place.name, found.folders, self._parts.window)
        # The address of a draft is known to nobody yet.
        self.dialog.aliases.setChecked(found.published)
        self.dialog.wanted_changed.connect(self._on_wanted_changed)
        self.dialog.review_requested.connect(self._on_review_requested)
        self.dialog.finished.connect(self._on_closed)
        self._on_wanted_changed(self.dialog.wanted)
        self.dialog.open()

    def _on_wanted_changed(self, wanted: WantedMove) -> None:
        if self._asked is not None:
            self._asked = _Asked(self._asked.index, self._asked.page, wanted)
            self._planning.cancel()
            self._placing.submit(self._asked)

    def _on_placed(self, placement: Placement) -> None:
        if self.dialog is not None and self._asked is not None:
            self.dialog.show_addresses(addresses(placement.pages, self._asked.index))
            self.dialog.show_waiting()
            self._pause.start()

    def _on_pause(self) -> None:
        if self.dialog is not None and self._asked is not None:
            self._planning.submit(self._asked)

    def _on_planned(self, plan: MovePlan) -> None:
        if self.dialog is not None and self._asked is not None:
            root = _root(self._asked.index)
            self.dialog.show_files(summary_of(plan), tuple(_names(plan, root)))

    def _on_not_placed(self, error: Exception) -> None:
        self._pause.stop()
        if self.dialog is not None:
            self.dialog.show_trouble(error.message if isinstance(error, EditorError) else str(error))

    def _on_failed(self, error: Exception) -> None:
        notice = Notice.of(error) if isinstance(error, EditorError) else Notice(str(error))
        self._parts.window.show_notice(notice)

    def _on_review_requested(self, wanted: WantedMove) -> None:
        if self._asked is None:
            return
        self._pause.stop()
        self._planning.cancel()
        asked = _Asked(self._asked.index, self._asked.page, wanted)
        title = f"Move to {wanted.place}"
        self.review.show(title, partial(_reviewed, asked), len(asked.index.rows))

    def _on_made(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()

    def _on_closed(self) -> None:
        self._pause.stop()
        for job in (self._placing, self._planning):
            job.cancel()
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog, self._asked = None, None


def addresses(pages: tuple[MovedPage, ...], index: SiteIndex) -> tuple[Address, ...]:
    """Give what a person should see of the pages' addresses: without the site's own."""
    base = index.site.base_url.rstrip("/") if index.site is not None else ""
    several = len({page.language for page in pages}) > 1
    return tuple(
        Address(
            page.language if several else "",
            page.before.removeprefix(base) or "no address",
            "stays as it is" if page.after == page.before else page.after.removeprefix(base) or "no address",
        )
        for page in pages
    )


def summary_of(plan: MovePlan) -> str:
    """Say in a few sentences what a move comes to."""
    count = len(plan.placement.pages)
    told = [f"{count:,} pages move." if count > 1 else ""]
    if plan.links:
        told.append(f"{plan.links:,} {'link is' if plan.links == 1 else 'links are'} rewritten.")
    if plan.lost:
        first = plan.lost[0]
        some = "One link cannot" if len(plan.lost) == 1 else f"{len(plan.lost):,} links cannot"
        told.append(f"{some} be kept ({first.path.name}, line {first.line}: {first.target}).")
    told += [f"{skipped.path.name} is left as it is: {skipped.reason}" for skipped in plan.skipped[:3]]
    return "  ".join(filter(None, (*told, *plan.remarks)))


def _names(plan: MovePlan, root: Path) -> Iterator[str]:
    """Give a line for each thing that moves and each file that changes."""
    for old, new in plan.placement.moves:
        yield f"{old.relative_to(root).as_posix()}  →  {new.relative_to(root).as_posix()}"
    for path in plan.changes.edited:
        if plan.placement.new_path(path) == path:
            yield path.relative_to(root).as_posix()


def _root(index: SiteIndex) -> Path:
    return index.site.root if index.site is not None else index.folder


def _opened(asked: _Asked) -> _Opening:
    # What reads links is imported in the job: it takes some tenths of a second.
    from editor.core.site.move import content_folders
    from editor.core.site.page_files import page_files

    index = asked.index
    site = index.site
    assert site is not None
    files = page_files(site, asked.page)
    rows = [row for row in index.rows if any(row.path.is_relative_to(path) for path in files.paths)]
    row = index.row_of(asked.page)
    title = row.title if row is not None else files.place.name
    published = any(row.url and not row.facts.draft for row in rows)
    return _Opening(asked, title, files.place, content_folders(index), published)


def _place(asked: _Asked) -> Placement:
    from editor.core.site.move import place_move

    return place_move(asked.index, asked.page, asked.wanted.place)


def _plan(asked: _Asked) -> MovePlan:
    from editor.core.site.move import plan_move

    wanted = asked.wanted
    return plan_move(asked.index, asked.page, wanted.place, aliases=wanted.aliases, links=wanted.links)


def _reviewed(asked: _Asked, meter: Meter) -> Plan:
    from editor.core.site.move import plan_move

    wanted = asked.wanted
    plan = plan_move(
        asked.index,
        asked.page,
        wanted.place,
        aliases=wanted.aliases,
        links=wanted.links,
        progress=meter.count,
        cancel=meter.is_stopped,
    )
    lost = (Skipped(each.path, f"the link {each.target} cannot be kept") for each in plan.lost)
    return Plan(plan.changes, (*plan.skipped, *lost))
