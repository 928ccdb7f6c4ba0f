"""The live preview: a page loaded once, whose blocks change as the text does."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Mapping

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.app.preview_feed import PagePatch, PreviewFeed
from editor.app.preview_head import PageHead
from editor.app.preview_patch import Change, Insertion, PageBlock, Removal
from editor.app.preview_shell import PreviewShell
from editor.app.session import PostSession
from editor.app.site_files import SiteFiles
from editor.ui.preview_page import PreviewPage
from editor.ui.site_scheme import SITE_URL, RequestWall, SchemeHandler, private_profile

# Characters of HTML handed to the page in one go: about a millisecond in this thread.
_PIECE = 60_000
# Qt at times does not hear the page any more after a fifth one in a second.
MAX_CRASHES = 2
_CALM_MS = 60_000
# A page that is loaded while its process is still being taken down is lost at times.
_REVIVE_MS = 2000
_MOST_TRIES = 4
_DARK_BELOW = 128


class PreviewPane(QWidget):
    """Shows what `feed` tells of the session it follows.

    `line_clicked(line)` and `scrolled(line)` bring 0-based lines of the body, `link_requested(url)` a link
    whose scheme is fit for the system's browser. `page_ready` comes when all that was to be shown was sent. With
    `later`, the page's process is started by `bring_up`, so that the window can be seen before.
    """

    line_clicked = Signal(int)
    scrolled = Signal(int)
    link_requested = Signal(QUrl)
    page_ready = Signal()

    def __init__(
        self,
        feed: PreviewFeed,
        shell: PreviewShell,
        parent: QWidget | None = None,
        *,
        later: bool = False,
    ) -> None:
        super().__init__(parent)
        self._feed = feed
        self._shell = shell
        self._blocks: tuple[PageBlock, ...] = ()
        self._head: PageHead | None = None
        self._files = SiteFiles()
        self._is_up = False
        self._crashes = self._tries = 0
        self._crash_clock = QElapsedTimer()
        self._crash_clock.start()
        self._reviver = QTimer(self, singleShot=True)
        self._reviver.timeout.connect(self._on_revive)
        self._waiting: deque[str] = deque()
        self._style = ""
        self._line_wanted: float | None = None
        self._revealed: float | None = None
        self._marked_line: int | None = None
        self._is_note = False
        self._marked_key = ""
        self._view: QWebEngineView | None = None
        self._zoom = 1.0
        self._handler = SchemeHandler(shell.pages, self)
        self._wall = RequestWall(self)
        self._sender = QTimer(self, interval=0, singleShot=True)
        self._sender.timeout.connect(self._send)
        feed.session_changed.connect(self._on_session_changed)
        feed.patch_ready.connect(self._on_patch_ready)
        feed.head_ready.connect(self._on_head_ready)
        feed.hold()
        if not later:
            self.bring_up()

    def bring_up(self) -> None:
        """Start the page's process: it takes the UI thread a tenth of a second, and is done once."""
        if self._view is not None:
            return
        self._profile = private_profile(self)
        self._profile.installUrlSchemeHandler(b"postwright", self._handler)
        self._profile.setUrlRequestInterceptor(self._wall)
        self._view = QWebEngineView(self)
        self._page = PreviewPage(self._profile, self._shell.script, self._view)
        self._view.setPage(self._page)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._view.setAcceptDrops(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        self._view.setZoomFactor(self._zoom)
        # Children go in the order they came: the view and its page must go before their profile.
        self._profile.setParent(None)
        self._profile.setParent(self)
        self._connect_page()
        self._load()

    @property
    def view(self) -> QWebEngineView:
        """The web view itself, for focus and printing."""
        self.bring_up()
        assert self._view is not None
        return self._view

    @property
    def is_settled(self) -> bool:
        """Whether the page shows all that is known."""
        return self._is_up and not self._waiting and not self._feed.busy

    def show_session(self, session: PostSession | None) -> None:
        """Show another post, or the empty page."""
        self._feed.show_session(session)

    def refresh_head(self) -> None:
        """Show the featured image anew: its file is another."""
        self._feed.refresh_head()

    def scroll_to_line(self, line: int) -> None:
        """Bring the block of the body's 0-based `line` to the top of the view."""
        self._revealed = None
        self._show_line(line, only_if_hidden=False)

    def reveal_line(self, line: float) -> None:
        """Scroll only if the block of the body's 0-based `line`, halves and the like included, is out of sight.

        What is being typed there and is not on the page yet is brought into sight when it comes.
        """
        self._revealed = line if self._feed.busy else None
        self._show_line(line, only_if_hidden=True)

    def mark_line(self, line: int, *, is_note: bool = False) -> None:
        """Mark the block of the body's 0-based `line`, where the caret is, until another is marked.

        A line of a footnote (`is_note`) is in the notes at the page's foot.
        """
        self._marked_line, self._is_note = line, is_note
        self._show_mark()

    def allow_pictures(self, allowed: bool) -> None:
        """Let pictures come from the network by HTTPS from now on, or not any more."""
        if allowed != self._wall.lets_pictures:
            self._wall.lets_pictures = allowed
            self._is_up = False
            self._load()

    def show_style(self, rules: str) -> None:
        """Put rules of CSS behind those of the page, in place of those before."""
        if rules != self._style:
            self._style = rules
            self._put(_call("setStyle", rules))

    def copy(self) -> None:
        """Copy what is selected in the page, formatted and as text."""
        if self._view is not None:
            self._view.triggerPageAction(QWebEnginePage.WebAction.Copy)

    def zoom(self, factor: float) -> None:
        """Set the size of the page's text; 1 is as designed."""
        self._zoom = factor
        if self._view is not None:
            self._view.setZoomFactor(factor)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the change to a light or a dark palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._is_up:
            self._put(self._theme_script())

    def _connect_page(self) -> None:
        self._page.bridge.came_up.connect(self._on_page_came_up)
        self._page.bridge.pointed.connect(self._on_pointed)
        self._page.bridge.scrolled_to.connect(self._on_scrolled_to)
        self._page.link_requested.connect(self.link_requested)
        self._page.renderProcessTerminated.connect(self._on_process_terminated)

    def _on_session_changed(self) -> None:
        self._blocks, self._head, self._revealed = (), None, None
        self._marked_line, self._marked_key = None, ""
        session = self._feed.session
        self._files = SiteFiles.of_post(session.path, session.site) if session else SiteFiles()
        self._handler.files = self._files
        self._waiting.clear()
        self._put(self._reset_script())
        self._put(self._hint_script())

    def _on_patch_ready(self, patch: PagePatch) -> None:
        was_empty = not self._blocks
        if self._has_given_up():
            self._crashes = self._tries = 0
            self._reviver.start(0)
        self._blocks = patch.blocks
        for script in _scripts(patch.changes):
            self._put(script)
        self._show_mark()
        if was_empty or not self._blocks:
            self._put(self._hint_script())
        if self._line_wanted is not None:
            self._show_line(self._line_wanted, only_if_hidden=False)
        elif self._revealed is not None:
            self.reveal_line(self._revealed)
        if not self._waiting and self._is_up:
            self.page_ready.emit()

    def _on_head_ready(self, head: PageHead) -> None:
        self._head = head
        self._put(self._head_script())

    def _on_page_came_up(self) -> None:
        self._is_up = True
        self._reviver.stop()
        self._waiting.clear()
        self._put(self._theme_script())
        if self._style:
            self._put(_call("setStyle", self._style))
        self._put(self._reset_script())
        self._put(self._hint_script())
        if self._head is not None:
            self._put(self._head_script())
        for script in _scripts(_whole(self._blocks)):
            self._put(script)
        self._marked_key = ""
        self._show_mark()
        if self.is_settled:
            # The text was rendered before the page came up.
            self.page_ready.emit()
        self._feed.release()

    def _load(self) -> None:
        self._page.load_shell(lets_pictures=self._wall.lets_pictures)

    def _on_process_terminated(
        self, status: QWebEnginePage.RenderProcessTerminationStatus, _code: int
    ) -> None:
        if status == QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            return
        if not self._is_up:
            # Nothing of the post was there yet: one more try that was lost, not one more text that kills the page.
            if not self._reviver.isActive():
                self._reviver.start(_REVIVE_MS)
            return
        self._is_up = False
        if self._crash_clock.hasExpired(_CALM_MS):
            self._crashes = 0
        self._crash_clock.start()
        self._crashes += 1
        self._tries = 0
        self._reviver.start(0)

    def _has_given_up(self) -> bool:
        return self._crashes > 0 and not self._is_up and not self._reviver.isActive()

    def _on_revive(self) -> None:
        """Load the page again, more than once if it does not come up."""
        # Text that kills the page each time must not keep the machine busy; the next edit is a new try.
        if self._crashes <= MAX_CRASHES and self._tries < _MOST_TRIES:
            # A slow machine is given ever more time, or it would begin again and again.
            self._reviver.start(_REVIVE_MS * 2**self._tries)
            self._tries += 1
            self._load()

    def _on_pointed(self, key: str, part: float) -> None:
        line = self._line_at(key, part)
        if line is not None:
            self.line_clicked.emit(line)

    def _on_scrolled_to(self, key: str, part: float) -> None:
        line = self._line_at(key, part)
        if line is not None:
            self._feed.look_at(line)
            self.scrolled.emit(line)

    def _line_at(self, key: str, part: float) -> int | None:
        block = next((b for b in self._blocks if b.id == key), None)
        if block is None:
            return None
        lines = max(1, block.end_line - block.start_line)
        return block.start_line + min(lines - 1, int(part * lines))

    def _show_line(self, line: float, *, only_if_hidden: bool) -> None:
        self._feed.look_at(int(line))
        if not self._blocks:
            self._line_wanted = line
            return
        self._line_wanted = None
        block = self._block_of(line)
        part = (line - block.start_line) / max(1, block.end_line - block.start_line)
        self._put(_call("show", block.id, min(1.0, max(0.0, part)), only_if_hidden))

    def _block_of(self, line: float) -> PageBlock:
        last = self._blocks[-1]
        if self._is_note and int(line) == self._marked_line and last.start_line == last.end_line:
            return last
        at = bisect_right(self._blocks, line, key=_start_line) - 1
        # The footnotes at the page's foot hold no line of the text, though they count as behind its last.
        if at > 0 and self._blocks[at].start_line == self._blocks[at].end_line:
            at -= 1
        return self._blocks[max(0, at)]

    def _show_mark(self) -> None:
        if self._marked_line is not None and self._blocks:
            key = self._block_of(self._marked_line).id
            if key != self._marked_key:
                self._marked_key = key
                self._put(_call("mark", key))

    def _put(self, script: str) -> None:
        """Run a script in the page after those before it; at once where none waits."""
        if not self._is_up:
            return
        if self._waiting:
            self._waiting.append(script)
        elif len(script) < _PIECE:
            self._page.run(script)
        else:
            self._waiting.append(script)
            self._sender.start()

    def _send(self) -> None:
        if self._waiting and self._is_up:
            self._page.run(self._waiting.popleft())
        if self._waiting:
            self._sender.start()
        elif self._is_up:
            self.page_ready.emit()

    def _reset_script(self) -> str:
        return _call("reset", SITE_URL + self._files.base) + _call("setHead", _EMPTY_HEAD)

    def _hint_script(self) -> str:
        if self._feed.session is None:
            return _call("setHint", "Nothing to show yet", "Open a post: its page appears here as you write.")
        if not self._blocks:
            return _call("setHint", "An empty page", "Write in the text pane: what you type appears here.")
        return _call("setHint", "", "")

    def _head_script(self) -> str:
        head = self._head
        if head is None:
            return _call("setHead", _EMPTY_HEAD)
        address = self._files.address_of(head.image) if head.image else None
        return _call(
            "setHead",
            {
                "title": head.title,
                "subtitle": head.subtitle,
                "date": head.date,
                "authors": head.authors,
                "draft": head.is_draft,
                # Under the address it has seen the page would show what it has seen.
                "image": f"{SITE_URL}{address}?{head.image_version}" if address else "",
                "imageText": head.image_text,
                "caption": head.caption,
                "focalPoint": head.focal_point,
            },
        )

    def _theme_script(self) -> str:
        window = self.palette().color(QPalette.ColorRole.Base)
        self._page.setBackgroundColor(window)
        return _call("setTheme", "dark" if window.lightness() < _DARK_BELOW else "light")


_EMPTY_HEAD: Mapping[str, object] = {"title": "", "authors": ()}


def _start_line(block: PageBlock) -> int:
    return block.start_line


def _call(name: str, *arguments: object) -> str:
    listed = ",".join(json.dumps(argument, ensure_ascii=False) for argument in arguments)
    return f"pw.{name}({listed});"


def _whole(blocks: tuple[PageBlock, ...]) -> tuple[Change, ...]:
    return (Insertion("", tuple((b.id, b.html) for b in blocks)),) if blocks else ()


def _scripts(changes: tuple[Change, ...]) -> Iterator[str]:
    """Turn changes into scripts, none much longer than a piece but where a single block is."""
    small: list[object] = []
    size = 0
    for change in _pieces(changes):
        size += len(str(change[2]))
        small.append(change)
        if size > _PIECE:
            yield _call("apply", small)
            small, size = [], 0
    if small:
        yield _call("apply", small)


def _pieces(changes: tuple[Change, ...]) -> Iterator[tuple[str, object, object]]:
    for change in changes:
        if isinstance(change, Removal):
            yield "remove", change.keys, ""
        elif isinstance(change, Insertion):
            yield from _insertions(change)
        else:
            yield "replace", change.key, change.html


def _insertions(change: Insertion) -> Iterator[tuple[str, object, object]]:
    after, run, size = change.after, [], 0
    for key, html in change.blocks:
        run.append((key, html))
        size += len(html)
        if size > _PIECE:
            yield "insert", after, run
            after, run, size = key, [], 0
    if run:
        yield "insert", after, run
