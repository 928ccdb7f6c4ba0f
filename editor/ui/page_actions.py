"""Pages deleted, duplicated, given a folder of their own and translated, from the list or the open post."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QInputDialog

from editor.app.file_changes import Meter
from editor.app.jobs import EachJob, LatestJob
from editor.app.notices import Notice, Tone
from editor.core.changes import Applied, Trash
from editor.core.errors import EditorError
from editor.core.site.bulk import Plan
from editor.core.site.index import SiteIndex
from editor.ui.delete_page_dialog import DeletePageDialog
from editor.ui.features import Parts
from editor.ui.file_review import FileReview
from editor.ui.page_target import chosen_pages, page_and_index

if TYPE_CHECKING:
    from editor.core.site.page_copies import CopyPlan, Deletion

_NAMES = frozenset({"delete_page", "duplicate_page", "bundle_page", "unbundle_page", "translate_page"})
# More lines than this nobody reads.
_MOST_LINKS = 200


@dataclass(frozen=True, slots=True)
class _Deleting:
    index: SiteIndex
    pages: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Translating:
    """A page and the languages that it does not exist in."""

    index: SiteIndex
    page: Path
    languages: tuple[str, ...] = ()


class PageActions(QObject):
    """Plans each of them in a job; what is new is opened, what changes other files is shown as a diff first."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._from_list = False
        # What is under way: its title, what goes and what is new. Several may be.
        self._begun: deque[tuple[str, tuple[Path, ...], Path | None]] = deque()
        self.delete_dialog: DeletePageDialog | None = None
        self.language_dialog: QInputDialog | None = None
        self.review = FileReview(parts, self)
        self.review.changes.applied.connect(self._on_applied)
        self.review.changes.failed.connect(self._on_not_applied)
        self._deleting = LatestJob[_Deleting, "Deletion"](_deletion, parts.pool, self)
        self._deleting.finished.connect(self._on_deletion)
        self._deleting.failed.connect(self._on_failed)
        self._looking = LatestJob[_Translating, _Translating](_languages, parts.pool, self)
        self._looking.finished.connect(self._on_languages)
        self._looking.failed.connect(self._on_failed)
        self._copying = EachJob["Callable[[], CopyPlan]", "CopyPlan"](_call, parts.pool, self)
        self._copying.finished.connect(self._on_copy)
        self._copying.failed.connect(self._on_failed)
        parts.window.site_pane.page_requested.connect(self._on_page_requested)

    def delete_page(self) -> None:
        """Put the pages selected, or the open one, into the trash, once a person has seen what breaks."""
        pages = chosen_pages(self._parts, from_list=self._from_list)
        reading = self._parts.workspace.reading
        if not pages or reading is None:
            self._parts.window.show_notice(
                Notice("Open a folder and select posts in the list first.", Tone.INFO)
            )
        elif self.delete_dialog is None:
            self._deleting.submit(_Deleting(reading.index, pages))

    def duplicate_page(self) -> None:
        """Make a draft of the same text and files, and open it."""
        found = page_and_index(self._parts, from_list=self._from_list)
        if found is not None:
            page, index = found
            self._copying.submit(partial(_duplicated, index, page))

    def bundle_page(self) -> None:
        """Give the page a folder of its own."""
        self._show_shape("Turn into a Bundle", "plan_bundle")

    def unbundle_page(self) -> None:
        """Make the page a single file."""
        self._show_shape("Turn into a Single File", "plan_unbundle")

    def translate_page(self) -> None:
        """Make the page's file in a language that it does not have yet, and open it."""
        found = page_and_index(self._parts, from_list=self._from_list)
        if found is not None:
            page, index = found
            self._looking.submit(_Translating(index, page))

    def _on_languages(self, found: _Translating) -> None:
        if not found.languages:
            words = "The site has no other language for this page: its settings name them under `languages`."
            self._parts.window.show_notice(Notice(words, Tone.INFO))
        elif len(found.languages) == 1:
            self._on_language_chosen(found, found.languages[0])
        elif self.language_dialog is None:
            self._ask_language(found)

    def _ask_language(self, found: _Translating) -> None:
        asked = QInputDialog(self._parts.window)
        asked.setWindowTitle("Translate")
        asked.setLabelText("Begin this page in the language")
        asked.setComboBoxItems(list(found.languages))
        asked.setOkButtonText("Create")
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.textValueSelected.connect(partial(self._on_language_chosen, found))
        asked.finished.connect(self._on_language_closed)
        self.language_dialog = asked
        asked.open()

    def _on_language_chosen(self, found: _Translating, language: str) -> None:
        self._copying.submit(partial(_translated, found.index, found.page, language))

    def _on_language_closed(self) -> None:
        self.language_dialog = None

    def _on_page_requested(self, name: str) -> None:
        if name in _NAMES:
            self._from_list = True
            try:
                getattr(self, name)()
            except EditorError as error:
                self._on_failed(error)
            finally:
                self._from_list = False

    def _show_shape(self, title: str, plan: str) -> None:
        self._parts.window.form.flush()
        found = page_and_index(self._parts, from_list=self._from_list)
        if found is not None:
            page, index = found
            self.review.show(title, partial(_shaped, plan, index, page), len(index.rows))

    def _on_deletion(self, plan: Deletion) -> None:
        if self.delete_dialog is not None:
            return
        root = self._parts.workspace.folder or Path.home()
        links = [
            f"{_name(lost.path, root)}, line {lost.line}:  {lost.target}" for lost in plan.lost[:_MOST_LINKS]
        ]
        question = plan.changes.title.replace("Delete", "Put", 1) + " into the trash?"
        remarks = (*plan.remarks, "It can be taken back from there, and here with Ctrl+Z in the list.")
        self.delete_dialog = DeletePageDialog(question, remarks, links, self._parts.window)
        self.delete_dialog.accepted.connect(partial(self._delete, plan))
        self.delete_dialog.finished.connect(self._on_delete_closed)
        self.delete_dialog.open()

    def _delete(self, plan: Deletion) -> None:
        gone = tuple(step.path for step in plan.changes.steps if isinstance(step, Trash))
        self._begun.append((plan.changes.title, gone, None))
        self.review.changes.apply(plan.changes)

    def _on_delete_closed(self) -> None:
        if self.delete_dialog is not None:
            self.delete_dialog.deleteLater()
        self.delete_dialog = None

    def _on_copy(self, plan: CopyPlan) -> None:
        self._begun.append((plan.changes.title, (), plan.path))
        self.review.changes.apply(plan.changes)

    def _on_applied(self, applied: Applied) -> None:
        """Open what is new, close what is gone; the review does the rest where it was shown."""
        workspace = self._parts.workspace
        if not self._begun or self._begun[0][0] != applied.title:
            return
        _, gone, new = self._begun.popleft()
        for session in workspace.sessions:
            path = session.path
            if (
                path is not None
                and any(path.is_relative_to(each) for each in gone)
                and not session.is_modified
            ):
                workspace.close(session)
        if new is not None:
            workspace.open_file(new)
        self._parts.window.show_notice(Notice.done(applied.title))
        workspace.refresh()

    def _on_not_applied(self) -> None:
        """Expect it no more: what is made next must neither close nor open what this would have."""
        if self._begun:
            self._begun.popleft()

    def _on_failed(self, error: Exception) -> None:
        notice = Notice.of(error) if isinstance(error, EditorError) else Notice(str(error))
        self._parts.window.show_notice(notice)


# What reads links is imported in the jobs: it takes some tenths of a second.
def _deletion(asked: _Deleting) -> Deletion:
    from editor.core.site.page_copies import plan_delete

    return plan_delete(asked.index, asked.pages)


def _duplicated(index: SiteIndex, page: Path) -> CopyPlan:
    from editor.core.site.page_copies import plan_duplicate

    return plan_duplicate(index, page, datetime.now(UTC))


def _translated(index: SiteIndex, page: Path, language: str) -> CopyPlan:
    from editor.core.site.page_copies import plan_translate

    return plan_translate(index, page, language)


def _languages(asked: _Translating) -> _Translating:
    from editor.core.site.page_copies import missing_languages

    site = asked.index.site
    return replace(asked, languages=missing_languages(site, asked.page) if site is not None else ())


def _shaped(plan: str, index: SiteIndex, page: Path, meter: Meter) -> Plan:
    from editor.core.site import page_copies

    del meter
    make = page_copies.plan_bundle if plan == "plan_bundle" else page_copies.plan_unbundle
    made = make(index, page)
    return Plan(made.changes, made.skipped)


def _call(plan: Callable[[], CopyPlan]) -> CopyPlan:
    return plan()


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
