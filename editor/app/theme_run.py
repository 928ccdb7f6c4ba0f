"""One Hugo on one overlay: from its start over each text it is given to the address of the page."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, QTimer, Signal

from editor.app.jobs import LatestJob, Pool
from editor.app.session import PostSession
from editor.app.theme_jobs import Found, Planned, Search, Writing, Written, found, written
from editor.app.theme_livereload import Livereload
from editor.app.theme_server import HugoServer
from editor.core.errors import EditorError
from editor.core.hugo.address import guessed_path, page_url
from editor.core.hugo.leftovers import PrivateFolder
from editor.core.hugo.livereload import Reload
from editor.core.hugo.messages import HugoMessage, read_messages
from editor.core.hugo.mode import Mode

# Hugo looks for changes twice a second; nothing comes of writing far more often.
_PACE_MS: Final = 120
_SOON_MS: Final = 10
# After this a text that nothing came of is written once more, or another way to the address is tried.
_UNSEEN_MS: Final = 2500
_UNNAMED_MS: Final = 300


class ThemeRun(QObject):
    """Serves the page of a plan; `start` it once, `show` it what is typed, `stop` it.

    `arrived(url)`: the page is there, and has to be loaded. `rebuilt(url)`: the same page was built anew, at an
    address that may follow its title. `said(messages)`: all that Hugo has to say of the last build.
    `has_no_page(reason)`: there is none, for all that is known. `served()`: the first build is done.
    `refused(EditorError)`: the disk does not take a text. `ended(messages)`: Hugo has ended by itself.
    """

    served = Signal()
    arrived = Signal(str)
    rebuilt = Signal(str)
    said = Signal(object)
    has_no_page = Signal(str)
    refused = Signal(object)
    ended = Signal(object)

    def __init__(
        self, planned: Planned, session: PostSession, pool: Pool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        if planned.overlay is None or planned.launch is None or planned.path is None or planned.site is None:
            raise ValueError("a plan that failed cannot be run")
        self.plan, self.overlay, self.launch = planned.plan, planned.overlay, planned.launch
        self.path, self.site = planned.path, planned.site
        self._session, self.post = session, session.post
        self.url: str | None = None
        self.build_ms = 0
        self._text: str | None = planned.plan.text
        self._awaits = False
        self._is_again = False
        self._server = HugoServer(self.launch, self)
        self._server.serving.connect(self._on_serving)
        self._server.rebuilt.connect(self._on_rebuilt)
        self._server.ended.connect(self._on_ended)
        self._livereload = Livereload(self)
        self._livereload.built.connect(self._on_built)
        self._writer = LatestJob[Writing, Written](written, pool, self)
        self._writer.finished.connect(self._on_written)
        self._search = LatestJob[Search, Found](found, pool, self)
        self._search.finished.connect(self._on_found)
        self._pace = QTimer(self, singleShot=True)
        self._pace.timeout.connect(self._write)
        self._unseen = QTimer(self, singleShot=True)
        self._unseen.timeout.connect(self._on_unseen)

    @property
    def is_serving(self) -> bool:
        """Whether Hugo has built the site."""
        return bool(self._server.base)

    @property
    def base(self) -> str:
        """The address Hugo serves the site at; empty before it does."""
        return self._server.base

    @property
    def pid(self) -> int:
        """The number of Hugo's process; 0 when there is none."""
        return self._server.pid

    @property
    def busy(self) -> bool:
        """Whether something of ours is under way in a job."""
        return self._writer.busy or self._search.busy

    def start(self, folder: PrivateFolder) -> None:
        """Start Hugo."""
        self._server.start(self.overlay.kept)
        folder.note_process(self._server.pid)

    def stop(self) -> None:
        """End Hugo; what it is to show stays in the folder, which the owner removes."""
        self._pace.stop()
        self._unseen.stop()
        self._writer.cancel()
        self._search.cancel()
        self._livereload.stop()
        self._server.stop()

    def show(self, session: PostSession) -> None:
        """Show the text of the page as it is a moment later, and so on as long as it is typed."""
        self._session = session
        # A text may be a megabyte: it is not put together within the keystroke.
        if not self._pace.isActive():
            self._pace.start(_SOON_MS)

    def move(self, path: Path, session: PostSession) -> None:
        """Show another page of a site that is rendered whole; the page before is again as its file is."""
        self.overlay.remove(self.path)
        self.path, self._session, self.post = path, session, session.post
        self.url, self._text, self._is_again = None, None, False
        try:
            self.overlay.make_room([path])
        except EditorError as error:
            self.refused.emit(error)
            return
        self._write()
        self._look(thorough=False)

    def try_again(self) -> None:
        """Write the text once more: the disk may have room now."""
        self._text = None
        self._write()

    def _write(self) -> None:
        text, self.post = self._session.exact_text(), self._session.post
        if text != self._text:
            self._text = text
            self._pace.start(_PACE_MS)
            self._writer.submit(Writing(self.plan.number, self.overlay, self.path, text))

    def _on_written(self, outcome: Written) -> None:
        if outcome.error is not None:
            self.refused.emit(outcome.error)
            return
        self._awaits = True
        if self.is_serving:
            self._unseen.start(_UNSEEN_MS)

    def _on_serving(self, base: str, lines: tuple[str, ...]) -> None:
        self._livereload.listen(base)
        self.served.emit()
        self.said.emit(self._read(lines))
        # A text that came while Hugo read the site may have come too late for it.
        if self._awaits:
            self.try_again()
        self._look(thorough=False)

    def _look(self, *, thorough: bool) -> None:
        asked = (self.plan.number, self.base, self.post, self.path, self.site, self.overlay, self.launch)
        self._search.submit(Search(*asked, thorough))

    def _on_found(self, outcome: Found) -> None:
        # Where all pages are made, the one that Hugo named first may be another one.
        is_whole = self.launch.mode is Mode.WHOLE
        if self.url is not None and not is_whole:
            return
        if outcome.url is not None:
            if outcome.url != self.url:
                self._arrive(outcome.url)
        elif outcome.thorough:
            if self.url is None:
                self.has_no_page.emit(outcome.reason)
        elif is_whole:
            self._look(thorough=True)
        else:
            # Hugo names the address of a page it builds anew.
            self.try_again()

    def _on_unseen(self) -> None:
        """Go another way where a text was written and nothing came of it."""
        if self.url is None:
            self._look(thorough=True)
        elif not self._is_again:
            self._is_again = True
            self.try_again()

    def _on_rebuilt(self, lines: tuple[str, ...], took_ms: int) -> None:
        self._unseen.stop()
        self._is_again = False
        self.build_ms = took_ms
        messages = self._read(lines)
        self.said.emit(messages)
        if any(message.is_error for message in messages):
            return
        if not self._livereload.is_open and self.url is not None:
            self._awaits = False
            self.rebuilt.emit(self.url)
        elif self.url is None and self._awaits:
            # The page's address comes with the same build, if it has one.
            self._unseen.start(_UNNAMED_MS)

    def _on_built(self, reload: Reload) -> None:
        ours, self._awaits = self._awaits, False
        if not reload.path:
            # Something that is no page, a template or a style sheet: only loading it all shows that.
            if self.url is not None:
                self.arrived.emit(self.url)
            return
        base = self.base
        if reload.port is not None:
            scheme, _, rest = base.partition("://")
            host = rest.partition("/")[0].rpartition(":")[0]
            base = f"{scheme}://{host}:{reload.port}/"
        url = page_url(base, reload.path)
        if self.url is not None and (url == self.url or self._is_still_there()):
            self.rebuilt.emit(self.url)
        elif ours or self.launch.mode is not Mode.WHOLE:
            was_shown = self.url is not None and urlsplit(self.url).netloc == urlsplit(url).netloc
            self._arrive(url, was_shown=was_shown)

    def _is_still_there(self) -> bool:
        """Whether the page shown is the post's: a file may be a page in several languages, and Hugo names one."""
        project = self.overlay.project
        path = guessed_path(self.base, self.post, self.path, self.site, project)
        return path is not None and page_url(self.base, path) == self.url

    def _arrive(self, url: str, *, was_shown: bool = False) -> None:
        self._unseen.stop()
        self.url = url
        if was_shown:
            # A title may be part of the address: it is the same page all the same.
            self.rebuilt.emit(url)
        else:
            self.arrived.emit(url)

    def _on_ended(self, lines: tuple[str, ...]) -> None:
        self._livereload.stop()
        self._unseen.stop()
        self.ended.emit(self._read(lines))

    def _read(self, lines: tuple[str, ...]) -> tuple[HugoMessage, ...]:
        return read_messages(lines, self.overlay.own_file)
