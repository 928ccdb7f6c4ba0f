"""Builds of the whole site: into a folder of one's choice, or to see whether it is fit to be published."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from editor.app.notices import Notice, Tone
from editor.app.site_build import BuildOutcome, BuildWish, SiteBuild
from editor.app.site_choices import site_key
from editor.core.hugo.build import Difference
from editor.core.site import Site
from editor.ui.features import Parts
from editor.ui.themed.message_list import MessageList
from editor.ui.themed.tier import PINNED

PANEL: Final = "build"
_MOST_NAMED: Final = 200
_MOST_LINES: Final = 5000


class SiteBuilds(QObject):
    """Starts builds, and shows in the drawer below the desk how they go."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._state = parts.state if parts.state is not None else Path(tempfile.gettempdir()) / "postwright"
        self.build = SiteBuild(self._state / "theme", parts.pool, self)
        self.build.said.connect(self._on_said)
        self.build.ended.connect(self._on_ended)
        self._made: Path | None = None
        self.words = QLabel(wordWrap=True)
        self.bar = QProgressBar(textVisible=False, minimum=0, maximum=0)
        self.bar.setObjectName("thin")
        self.bar.setFixedSize(160, 3)
        self.stop = QPushButton("&Cancel")
        self.stop.clicked.connect(self._on_cancelled)
        self.look = QPushButton("Open the &Folder")
        self.look.clicked.connect(self._on_look)
        self.list = MessageList(parts)
        self.log = QPlainTextEdit(readOnly=True)
        self.log.setObjectName("build_log")
        self.log.setAccessibleName("What Hugo printed")
        self.log.setMaximumBlockCount(_MOST_LINES)
        self.log.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.log.document().setDocumentMargin(12)
        self.log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        parts.window.frame.below.add_panel(PANEL, "Build", self._panel())
        parts.window.leaving.connect(self.build.cancel)

    def build_site(self) -> None:
        """Ask for a folder and build the site into it."""
        site = self._site()
        if site is None:
            return
        chosen = QFileDialog.getExistingDirectory(
            self._parts.window, "Build the Site into…", str(site.root / "public")
        )
        if not chosen:
            return
        folder = Path(chosen)
        if folder == site.root or any(folder.is_relative_to(each) for each in site.content_dirs):
            self._say("A site cannot be built into its own sources: choose another folder.", Tone.ERROR)
            return
        self._begin(BuildWish(site.root, folder, self._pinned(site)), f"Building into {folder}…")

    def publish_check(self) -> None:
        """Build the site into a private folder, and say what a visitor would miss and what has changed."""
        site = self._site()
        if site is not None:
            record = self._state / f"{site_key('builds', site.root)}.json"
            self._begin(BuildWish(site.root, None, self._pinned(site), record), "Building to check…")

    def _begin(self, wish: BuildWish, words: str) -> None:
        self._parts.window.frame.browse(False)
        self._parts.window.frame.below.show_panel(PANEL)
        self.words.setText(words)
        self.list.show_messages(())
        self.list.hide()
        self.log.clear()
        self.look.hide()
        self.bar.show()
        self.stop.show()
        self.build.start(wish)

    def _on_said(self, line: str) -> None:
        self.log.appendPlainText(line)

    def _on_cancelled(self) -> None:
        self.build.cancel()
        self._rest()
        self.words.setText("Cancelled.")

    def _on_ended(self, outcome: BuildOutcome) -> None:
        self._rest()
        self._made = outcome.wish.destination
        self.look.setVisible(outcome.is_done and self._made is not None)
        self.list.show_messages(outcome.messages)
        self.list.setVisible(bool(outcome.messages))
        self.words.setText(_summary(outcome))
        if outcome.since is not None and outcome.since.count:
            self.log.appendPlainText(f"\n{_listed(outcome.since)}")

    def _on_look(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made)))

    def _rest(self) -> None:
        self.bar.hide()
        self.stop.hide()

    def _site(self) -> Site | None:
        session = self._parts.window.session
        site = self._parts.workspace.site or (session.site if session is not None else None)
        if site is None:
            self._say("There is no site to build: open one.", Tone.INFO)
        return site

    def _pinned(self, site: Site) -> Path | None:
        pinned = self._parts.settings.text(site_key(PINNED, site.root))
        return Path(pinned) if pinned else None

    def _say(self, words: str, tone: Tone) -> None:
        self._parts.window.show_notice(Notice(words, tone))

    def _panel(self) -> QWidget:
        panel = QWidget()
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(self.words, 1)
        for widget in (self.bar, self.stop, self.look):
            head.addWidget(widget)
            widget.hide()
        body = QSplitter(Qt.Orientation.Horizontal)
        body.setHandleWidth(1)
        body.addWidget(self.list)
        body.addWidget(self.log)
        body.setSizes([500, 500])
        self.list.hide()
        box = QVBoxLayout(panel)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(body, 1)
        return panel


def _summary(outcome: BuildOutcome) -> str:
    errors = sum(message.is_error for message in outcome.messages)
    warnings = len(outcome.messages) - errors
    told = " and ".join(filter(None, (_counted(errors, "error"), _counted(warnings, "warning"))))
    if not outcome.is_done:
        return f"The site was not built: {told or 'Hugo ended before it was done'}."
    pages = _counted(outcome.pages, "page") or "no pages"
    words = f"Built {pages} in {outcome.seconds:.1f} s" + (
        f", with {told}." if told else " without a warning."
    )
    if outcome.wish.record is None:
        return words
    if outcome.since is None:
        return f"{words} This is the first build that is remembered."
    since = outcome.since
    if not since.count:
        return f"{words} Nothing has changed since the last one."
    parts = ((since.added, "new"), (since.changed, "changed"), (since.removed, "gone"))
    return f"{words} Since the last one: " + ", ".join(f"{len(n):,} {what}" for n, what in parts if n) + "."


def _counted(count: int, name: str) -> str:
    return "" if not count else f"{count:,} {name}" if count == 1 else f"{count:,} {name}s"


def _listed(since: Difference) -> str:
    lines = []
    for mark, names in (("+", since.added), ("~", since.changed), ("−", since.removed)):
        lines += [f"{mark} {name}" for name in names[:_MOST_NAMED]]
        if len(names) > _MOST_NAMED:
            lines.append(f"{mark} and {len(names) - _MOST_NAMED:,} more")
    return "\n".join(lines)
