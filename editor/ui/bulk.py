"""Draft and featured switched for the posts that are selected in the list."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt

from editor.app.file_changes import FileChanges, Meter
from editor.app.notices import Notice, Tone
from editor.app.site_query import Listed
from editor.core.changes import Unfinished
from editor.core.site.bulk import Action, FieldChange, Plan, plan_bulk
from editor.ui import dialogs
from editor.ui.changes_dialog import ChangesDialog
from editor.ui.features import Parts
from editor.ui.field_change_dialog import FieldChangeDialog
from editor.ui.file_review import FileReview

_TITLES = {
    ("draft", True): "Make {} a draft",
    ("draft", False): "Publish {}: draft off",
    ("featured", True): "Feature {}",
    ("featured", False): "Feature {} no more",
}


_LISTS = ("tags", "categories", "authors", "projects")


class Bulk(QObject):
    """Shows each change as a diff first, makes it as one, and takes the last one back."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._reviewed = FileReview(parts, self)
        self._pane = parts.window.site_pane
        self._pane.flag_requested.connect(self._on_flag_requested)
        self._pane.undo_requested.connect(self.undo_files)
        self._pane.field_requested.connect(self.change_field)
        self.changes.interrupted.connect(self._on_interrupted)
        self.changes.settled.connect(self._on_settled)
        if parts.state is not None:
            self.changes.look_back()

    @property
    def changes(self) -> FileChanges:
        """What makes the changes, and takes the last one back."""
        return self._reviewed.changes

    @property
    def dialog(self) -> ChangesDialog | None:
        """What shows a change, while it is shown."""
        return self._reviewed.dialog

    def undo_files(self) -> None:
        """Take back the last change of files."""
        self.changes.undo()

    def _on_flag_requested(self, name: str) -> None:
        pages = self._pane.selected
        if not pages or self.dialog is not None:
            return
        wish = FieldChange(Action.SET, (name,), not all(_is_on(page, name) for page in pages))
        self._review(pages, wish, _TITLES[name, bool(wish.value)])

    def change_field(self) -> None:
        """Ask what to do with a field of the posts selected, and show what that changes."""
        pages = self._pane.selected
        if self.dialog is not None:
            return
        if not pages:
            self._parts.window.show_notice(Notice("Select posts in the list first.", Tone.INFO))
            return
        asked = FieldChangeDialog(len(pages), self._words(), self._parts.window)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.accepted.connect(partial(self._on_field_asked, asked, pages))
        asked.open()

    def _on_field_asked(self, asked: FieldChangeDialog, pages: tuple[Listed, ...]) -> None:
        wish = asked.wish
        self._review(pages, wish, _titled(wish))

    def _words(self) -> dict[str, list[str]]:
        """Give the words that the pages use, by field."""
        words: dict[str, set[str]] = {name: set() for name in _LISTS}
        for page in self._pane.model.pages:
            for name in _LISTS:
                words[name].update(getattr(page.row, name))
        return {name: sorted(found, key=str.casefold) for name, found in words.items()}

    def _review(self, pages: tuple[Listed, ...], wish: FieldChange, title: str) -> None:
        paths, sessions = self._reviewed.parted(page.row.path for page in pages)
        what = f"“{pages[0].row.title}”" if len(pages) == 1 else f"{len(pages):,} posts"
        title = title.replace("{}", what)
        planner = partial(_planned, title, paths, wish)
        self._reviewed.show(title, planner, len(paths), sessions, wish.apply)

    def _on_interrupted(self, left: tuple[Unfinished, ...]) -> None:
        for each in left:
            answer = dialogs.ask_unfinished(self._parts.window, each.title, each.done, each.count)
            if answer is not None:
                self.changes.settle(each, finish=answer)

    def _on_settled(self, title: str) -> None:
        self._parts.window.show_notice(Notice(f"Settled: {title}.", Tone.INFO))
        self._parts.workspace.refresh()


def _titled(wish: FieldChange) -> str:
    key = ".".join(map(str, wish.key))
    if wish.action is Action.ADD:
        return f"Add “{wish.value}” to {key} of {{}}"
    if wish.action is Action.REMOVE:
        return f"Take “{wish.value}” off {key} of {{}}"
    return f"Remove {key} from {{}}" if wish.action is Action.UNSET else f"Set {key} to {wish.value} in {{}}"


def _is_on(page: Listed, name: str) -> bool:
    return page.row.facts.draft if name == "draft" else page.row.featured


def _planned(title: str, paths: tuple[Path, ...], wish: FieldChange, meter: Meter) -> Plan:
    return plan_bulk(title, paths, (wish,), progress=meter.count, cancel=meter.is_stopped)
