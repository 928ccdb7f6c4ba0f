"""The files of the post at the window's side: what they look like, where they are used, and what to do with them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from editor.app.file_changes import Meter
from editor.app.notices import Notice, Tone
from editor.app.resource_feed import Listing, ResourceFeed
from editor.app.session import PostSession
from editor.app.thumbnails import ThumbnailFeed
from editor.core.errors import EditorError
from editor.core.images.plans import plan_feature_file, plan_rename, plan_trash
from editor.core.images.preparing import shown_size
from editor.core.images.storing import insert_file, plan_folder
from editor.core.images.usage import Resource
from editor.core.post import Post
from editor.core.site import Site
from editor.core.site.bulk import Plan
from editor.core.site.bundle import is_image
from editor.ui.features import Parts
from editor.ui.file_review import FileReview
from editor.ui.images_intake import ImagesIntake
from editor.ui.images_model import ImagesModel
from editor.ui.images_view import ImagesView
from editor.ui.picture_mime import sources_of

_PANEL = "images"
_NO_POST = "Open a post to see its files."
_NO_FILE = "Save the post first: its pictures are stored beside it."
_SINGLE = (
    "This post is a single file. With a folder of its own its pictures lie beside it; its address stays."
)
_NONE = "No files yet. Paste a picture into the text, or drop some here."


class ImagesPanel(QObject):
    """Lists the files of the post that is shown, renames them with their links, and deletes what is not used."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._window = parts.window
        self._drawer = parts.window.frame.side
        journal = (parts.state or Path(tempfile.gettempdir()) / "postwright") / "changes"
        self.feed = ResourceFeed(parts.pool, self)
        self.thumbnails = ThumbnailFeed(parts.pool, self)
        self.intake = ImagesIntake(parts, journal, self)
        self.review = FileReview(parts, self)
        self.model = ImagesModel(self.thumbnails)
        self.model.setParent(self)
        self.view = ImagesView(self.model, parts.theme)
        self.words = QLabel()
        self.words.setProperty("role", "hint")
        self.empty = QLabel(wordWrap=True)
        self.empty.setProperty("role", "hint")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.folder = QPushButton("Give It a Folder…")
        self.insert = QPushButton("Insert…")
        self.insert.setToolTip("Store pictures with the post and show them at the caret")
        self.unused = QPushButton("Delete Unused…")
        self._stack = QStackedWidget()
        self._drawer.add_panel(_PANEL, "Images", self._panel())
        self._connect()

    def images(self) -> None:
        """Show the files, or put them away."""
        if self._drawer.shown == _PANEL:
            self._drawer.close_panel()
        else:
            self._drawer.show_panel(_PANEL)
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _panel(self) -> QWidget:
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(12)
        column.addWidget(self.empty)
        column.addWidget(self.folder, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._stack.addWidget(self.view)
        self._stack.addWidget(nothing)
        self.words.setContentsMargins(16, 0, 16, 6)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 12)
        foot.setSpacing(8)
        foot.addWidget(self.insert, 1)
        foot.addWidget(self.unused, 1)
        panel = QWidget()
        box = QVBoxLayout(panel)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.words)
        box.addWidget(self._stack, 1)
        box.addLayout(foot)
        return panel

    def _connect(self) -> None:
        self.feed.listed.connect(self._on_listed)
        self.feed.failed.connect(self._on_failed)
        self._window.session_shown.connect(self.feed.show_session)
        self._drawer.turned.connect(self._on_turned)
        self.view.insert_requested.connect(self._on_insert_requested)
        self.view.trash_requested.connect(self._on_trash_requested)
        self.view.menu_requested.connect(self._on_menu_requested)
        self.view.dropped.connect(self._on_dropped)
        self.model.rename_requested.connect(self._on_rename_requested)
        self.insert.clicked.connect(self._window.actions_["insert_picture"].trigger)
        self.unused.clicked.connect(self._on_unused_clicked)
        self.folder.clicked.connect(self._on_folder_clicked)
        self.review.made.connect(self._on_made)
        self.review.changes.undone.connect(self._on_made)
        self.intake.finished.connect(self.feed.refresh)
        self.feed.show_session(self._window.session)

    def _on_turned(self, name: str, shown: bool) -> None:
        if name == _PANEL:
            self.feed.set_active(shown)

    def _on_listed(self, listing: Listing | None) -> None:
        resources = listing.resources if listing is not None else ()
        self.model.show_resources(resources, listing.path if listing is not None else Path())
        session = self._window.session
        single = listing is not None and not listing.is_bundle
        self.folder.setVisible(single and session is not None and session.site is not None)
        self.insert.setEnabled(session is not None and not session.read_only_reason)
        unused = sum(not each.uses for each in resources)
        self.unused.setVisible(bool(unused))
        self._stack.setCurrentIndex(0 if resources else 1)
        self.words.setVisible(bool(resources))
        self.empty.setText(self._nothing(listing))
        total = shown_size(sum(max(0, each.size) for each in resources))
        files = "1 file" if len(resources) == 1 else f"{len(resources)} files"
        self.words.setText(f"{files}  ·  {total}" + (f"  ·  {unused} not used" if unused else ""))

    def _nothing(self, listing: Listing | None) -> str:
        session = self._window.session
        if session is None:
            return _NO_POST
        if session.path is None:
            return _NO_FILE
        if listing is None:
            return ""
        return _NONE if listing.is_bundle or session.site is None else _SINGLE

    def _on_failed(self, words: str) -> None:
        self._stack.setCurrentIndex(1)
        self.folder.hide()
        self.empty.setText(words)

    def _on_insert_requested(self) -> None:
        for resource in self.view.chosen:
            self._window.text.perform(partial(insert_file, name=resource.name))

    def _on_rename_requested(self, resource: Resource, name: str) -> None:
        session = self._saved_session()
        if session is None or session.path is None:
            return
        planner = partial(_renaming, session.path, resource.path, name, session.site)
        self.review.show(f"Rename {resource.path.name} to {name}", planner, self._pages())

    def _on_feature_requested(self) -> None:
        session, chosen = self._saved_session(), self.view.chosen
        if session is not None and session.path is not None and chosen:
            planner = partial(_featuring, session.post, chosen[0].path, session.site)
            self.review.show(f"Make {chosen[0].path.name} the featured image", planner, self._pages())

    def _on_trash_requested(self) -> None:
        self._trash(self.view.chosen)

    def _on_unused_clicked(self) -> None:
        self._trash(tuple(each for each in self.model.resources if not each.uses))

    def _trash(self, resources: tuple[Resource, ...]) -> None:
        session = self._window.session
        if session is None or session.path is None or not resources:
            return
        what = resources[0].path.name if len(resources) == 1 else f"{len(resources)} files"
        used = sum(bool(each.uses) for each in resources)
        shown = f" ({'it is' if len(resources) == 1 else f'{used} are'} used in this post)" if used else ""
        planner = partial(_trashing, session.path, tuple(each.path for each in resources), session.site)
        self.review.show(f"Put {what} into the trash{shown}", planner, self._pages())

    def _on_folder_clicked(self) -> None:
        session = self._window.session
        if self._parts.workspace.reading is not None:
            self._window.actions_["bundle_page"].trigger()
        elif session is not None and session.path is not None and session.site is not None:
            planner = partial(_folding, session.path, session.site)
            self.review.show("Give the post a folder of its own", planner, 1)

    def _on_made(self, *_: object) -> None:
        self.feed.refresh()

    def _on_menu_requested(self, at: QPoint) -> None:
        chosen = self.view.chosen
        if not chosen:
            return
        menu = QMenu(self.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        one = len(chosen) == 1
        entries: tuple[tuple[str, str, Callable[[], None], bool], ...] = (
            ("Insert at the Caret", "Return", self._on_insert_requested, True),
            ("Rename…", "F2", self._on_rename_chosen, one),
            ("Make It the Featured Image…", "", self._on_feature_requested, one and is_image(chosen[0].path)),
            ("Show in Its Folder", "", self._on_show_requested, one),
            ("Put into the Trash…", "Del", self._on_trash_requested, True),
        )
        for words, keys, slot, possible in entries:
            action = menu.addAction(words)
            action.setShortcut(QKeySequence(keys))
            action.setEnabled(possible)
            action.triggered.connect(slot)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _on_rename_chosen(self) -> None:
        self.view.edit(self.view.currentIndex())

    def _on_show_requested(self) -> None:
        for resource in self.view.chosen:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(resource.path.parent)))

    def _on_dropped(self, mime: QMimeData) -> None:
        session = self._window.session
        listing = self.feed.listing
        if session is None or session.read_only_reason or listing is None:
            return
        if not listing.is_bundle and session.site is not None:
            self._window.show_notice(Notice(_SINGLE, Tone.INFO))
            return
        self.intake.add(sources_of(mime), session)

    def _saved_session(self) -> PostSession | None:
        """Give the post once its text is in its file, where its links are rewritten."""
        session = self._window.session
        if session is None or (session.is_modified and not self._window.saving.save(session)):
            return None
        return session

    def _pages(self) -> int:
        reading = self._parts.workspace.reading
        return len(reading.index.rows) if reading is not None else 0


def _renaming(post: Path, file: Path, name: str, site: Site | None, meter: Meter) -> Plan:
    return plan_rename(post, file, name, site, progress=meter.count, cancel=meter.is_stopped)


def _featuring(post: Post, file: Path, site: Site | None, meter: Meter) -> Plan:
    return plan_feature_file(post, file, site, progress=meter.count, cancel=meter.is_stopped)


def _trashing(post: Path, files: tuple[Path, ...], site: Site | None, meter: Meter) -> Plan:
    plan = plan_trash(post, files, site, progress=meter.count, cancel=meter.is_stopped)
    if not plan.changes and plan.skipped:
        reason = plan.skipped[0]
        raise EditorError(f"{reason.path.name} stays: {reason.reason}.")
    return plan


def _folding(post: Path, site: Site, meter: Meter) -> Plan:
    del meter
    return Plan(plan_folder(post, site))
