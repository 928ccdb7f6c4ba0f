"""The post in its site's own theme: real Hugo, fed the text that is not saved yet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from editor.app.jobs import LatestJob, Pool
from editor.app.session import PostSession
from editor.app.theme_gauge import ThemeGauge
from editor.app.theme_jobs import Plan, Planned, planned
from editor.app.theme_run import ThemeRun
from editor.app.theme_state import Phase, ThemeState
from editor.app.theme_watch import ConfigWatch
from editor.core.errors import EditorError
from editor.core.hugo.binary import HugoBinary
from editor.core.hugo.leftovers import PrivateFolder, remove_tree
from editor.core.hugo.messages import HugoMessage, decisive
from editor.core.hugo.mode import Mode, other_mode
from editor.core.hugo.overlay import OverlayRefused, failure
from editor.core.post import Post
from editor.core.problem import Severity

# A Hugo that dies again and again is started so many times, each after twice as long as the last.
_MOST_RESTARTS: Final = 5
_FIRST_PAUSE_MS: Final = 500
# One that has lived so long counts as sound again.
_SOUND_S: Final = 60.0
_MEND_MS: Final = 300
# A disk that was full is tried again after so many of the pauses.
_DISK_PAUSES: Final = 4
# An edit must show within a second, of which Hugo's look for changes takes up to half.
_TOO_SLOW_MS: Final = 450
_MOST_SLOW: Final = 3
# Less than this is not worth a word.
_FELT_BYTES: Final = 1_000_000


class ThemePreview(QObject):
    """Runs Hugo on the site of the session shown, from `start()` to `stop()`; nothing of the site is written to.

    `state_changed(ThemeState)`; `page_ready(url)` asks for a page to be loaded; `page_changed(url)` says that the same
    page was built anew, at an address that may follow its title, so that its HTML may be fetched and patched in;
    `messages_changed` brings all that Hugo has to say of now, a tuple of HugoMessage. `folder` is where the private
    folders are made and looked for after a crash. A Hugo that died is started again after `pause_ms`, twice as long
    each time.
    The page brings Hugo's own script for loading it anew: `editor.core.hugo.address.is_livereload` knows it.
    """

    state_changed = Signal(object)
    page_ready = Signal(str)
    page_changed = Signal(str)
    messages_changed = Signal(object)

    def __init__(
        self, folder: Path, pool: Pool, parent: QObject | None = None, *, pause_ms: int = _FIRST_PAUSE_MS
    ) -> None:
        super().__init__(parent)
        self._home, self._pool, self._pause_ms = folder, pool, pause_ms
        self._session: PostSession | None = None
        self._state, self._messages = ThemeState(), tuple[HugoMessage, ...]()
        self._pinned: Path | None = None
        self._hugo: HugoBinary | None = None
        self._is_wanted = self._is_whole = self._was_cleaned = False
        self._private: PrivateFolder | None = None
        self._number = self._restarts = self._slow_builds = 0
        self._root: Path | None = None
        self._run: ThemeRun | None = None
        self._avoided: frozenset[Mode] = frozenset()
        self._elsewhere: tuple[HugoMessage, ...] = ()
        self._slow_sites: frozenset[Path] = frozenset()
        self._planner = LatestJob[Plan, Planned](planned, pool, self)
        self._planner.finished.connect(self._on_planned)
        self._gauge = ThemeGauge(self._pid, pool, self)
        self._gauge.progressed.connect(self._on_progressed)
        self._gauge.weighed.connect(self._on_weighed)
        self._watch = ConfigWatch(self)
        self._watch.changed.connect(self._on_config_changed)
        self._watch.gone.connect(self._on_folder_gone)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._begin)
        self._disk = QTimer(self, singleShot=True, interval=_DISK_PAUSES * pause_ms)
        self._disk.timeout.connect(self._on_disk_pause_over)

    @property
    def state(self) -> ThemeState:
        """Where it is."""
        return self._state

    @property
    def messages(self) -> tuple[HugoMessage, ...]:
        """What Hugo has to say of the page as it is."""
        return self._messages

    @property
    def is_running(self) -> bool:
        """Whether it is wanted: between `start()` and `stop()`."""
        return self._is_wanted

    @property
    def base_url(self) -> str:
        """The address Hugo serves the site at on this machine; empty while it does not."""
        return self._run.base if self._run is not None else ""

    def show_session(self, session: PostSession | None) -> None:
        """Follow another post; the page before stays up until the new one is there."""
        if self._session is not None:
            self._session.body_changed.disconnect(self._on_text_changed)
            self._session.post_changed.disconnect(self._on_post_changed)
            self._session.path_changed.disconnect(self._on_path_changed)
        self._session = session
        if session is not None:
            session.body_changed.connect(self._on_text_changed)
            session.post_changed.connect(self._on_post_changed)
            session.path_changed.connect(self._on_path_changed)
        if not self._moved():
            self._restart_afresh()

    def _moved(self) -> bool:
        """Go to another page of a site that is there whole, without starting Hugo again."""
        run, session = self._run, self._session
        if run is None or session is None or session.path is None or session.site is None:
            return False
        path = session.path.absolute()
        same = run.is_serving and run.launch.mode is Mode.WHOLE and session.site.root == run.site.root
        if not same or run.overlay.project.seat_of(path) is None:
            return False
        self._set(
            replace(self._state, phase=Phase.STARTING, url=None, text="Hugo makes the page…", unrendered="")
        )
        run.move(path, session)
        return True

    def start(self) -> None:
        """Want the page; the first time may take seconds."""
        if not self._is_wanted:
            self._is_wanted = True
            self._restart_afresh()

    def stop(self) -> None:
        """End Hugo and remove the private folder before returning; may be called again, and as the program ends."""
        self._is_wanted = False
        self._number += 1
        self._planner.cancel()
        self._watch.watch(None)
        self._halt()
        if self._private is not None:
            self._private.remove()
            self._private = None
        self._elsewhere = ()
        self._say(())
        self._set(ThemeState())

    def use_whole_site(self, whole: bool) -> None:
        """Render all pages, so that links lead somewhere, or only the one in view."""
        if whole != self._is_whole:
            self._is_whole = whole
            self._restart_afresh()

    def set_pinned(self, path: Path | None) -> None:
        """Use the Hugo at `path` for this site, or (None) the one that is found."""
        if path != self._pinned:
            self._pinned = path
            self.refresh()

    def refresh(self) -> None:
        """Start Hugo again: something outside may have been mended (a module got, a tool installed)."""
        self._hugo = None
        self._restart_afresh()

    def _restart_afresh(self) -> None:
        self._restarts, self._avoided, self._elsewhere = 0, frozenset(), ()
        if self._is_wanted:
            self._begin()

    def _begin(self) -> None:
        """Plan a run for what is to be shown now; the page shown before stays."""
        self._halt()
        self._number += 1
        session = self._session
        if session is None:
            self._set(ThemeState(Phase.STARTING, text="Open a post to see it in its theme.", hugo=self._hugo))
            return
        try:
            if self._private is None or not self._private.path.is_dir():
                self._private = PrivateFolder.make(self._home)
        except OSError as error:
            self._fail(failure(error))
            return
        run = self._private.path / f"run-{self._number}"
        plan = Plan(
            number=self._number,
            path=session.path,
            text=session.exact_text(),
            site=session.site,
            run=run,
            kept=self._private.path,
            pinned=self._pinned,
            hugo=self._hugo,
            whole=self._is_whole,
            avoided=self._avoided,
            is_slow=session.site is not None and session.site.root in self._slow_sites,
            home=None if self._was_cleaned else self._home,
        )
        self._was_cleaned = True
        self._set(
            ThemeState(Phase.STARTING, text="Hugo reads the site…", progress=0.0, hugo=self._hugo, mode=None)
        )
        self._gauge.begin()
        self._planner.submit(plan)

    def _on_planned(self, outcome: Planned) -> None:
        session = self._session
        if outcome.plan.number != self._number or session is None or self._private is None:
            remove_tree(outcome.plan.run)
            return
        for left in self._private.path.glob("run-*"):
            # Made by a plan that was overtaken, of which nobody is told.
            if left != outcome.plan.run:
                remove_tree(left)
        self._hugo = outcome.hugo
        self._root = outcome.site.root if outcome.site is not None else None
        self._watch.watch(self._root)
        if outcome.error is not None or outcome.launch is None:
            self._fail(outcome.error or EditorError("Hugo cannot be started."))
            return
        run = ThemeRun(outcome, session, self._pool, self)
        run.served.connect(self._gauge.served)
        run.arrived.connect(self._on_arrived)
        run.rebuilt.connect(self._on_rebuilt)
        run.said.connect(self._on_said)
        run.has_no_page.connect(self._on_has_no_page)
        run.refused.connect(self._on_refused)
        run.ended.connect(self._on_ended)
        self._run = run
        self._set(replace(self._state, hugo=outcome.hugo, mode=outcome.launch.mode))
        run.start(self._private)
        run.show(session)

    def _halt(self) -> None:
        """End the run there is, and whatever would start another."""
        self._again.stop()
        self._disk.stop()
        self._gauge.stop()
        run, self._run = self._run, None
        if run is not None:
            run.stop()
            run.overlay.clear()
            run.deleteLater()

    def _on_text_changed(self) -> None:
        session = self._session
        if session is None or not self._is_wanted:
            return
        if self._run is not None:
            self._run.show(session)
        elif self._state.phase is Phase.FAILED and session.path is not None:
            # What kept Hugo from starting may be what was just mended.
            self._again.start(_MEND_MS)

    def _on_post_changed(self, _post: Post, _origin: str) -> None:
        self._on_text_changed()

    def _on_path_changed(self) -> None:
        self._restart_afresh()

    def _on_config_changed(self) -> None:
        if self._is_wanted:
            self._restart_afresh()

    def _on_folder_gone(self) -> None:
        if self._is_wanted:
            self._halt()
            self._fail(EditorError("The site's folder is gone: it was moved, renamed or removed."))

    def _on_arrived(self, url: str) -> None:
        self._set(
            replace(
                self._state,
                phase=self._phase(),
                url=url,
                text=self._explanation(),
                progress=None,
                unrendered="",
            )
        )
        self.page_ready.emit(url)

    def _on_rebuilt(self, url: str) -> None:
        self._note_speed()
        self._set(replace(self._state, url=url))
        self.page_changed.emit(url)

    def _on_said(self, messages: tuple[HugoMessage, ...]) -> None:
        run = self._run
        if run is None:
            return
        errors = [message for message in messages if message.is_error]
        if errors and self._try_other_mode(run, errors):
            return
        self._say(messages)
        if run.url is not None or errors:
            self._set(replace(self._state, phase=self._phase(), text=self._explanation(), progress=None))

    def _on_has_no_page(self, reason: str) -> None:
        self._set(
            replace(self._state, phase=Phase.READY, url=None, text=reason, progress=None, unrendered=reason)
        )

    def _on_refused(self, error: EditorError) -> None:
        self._say((_message(error),))
        self._set(replace(self._state, phase=Phase.STALE, text=error.message))
        self._disk.start()

    def _on_disk_pause_over(self) -> None:
        if self._run is not None:
            self._say(())
            self._run.try_again()

    def _on_ended(self, messages: tuple[HugoMessage, ...]) -> None:
        """Judge what became of a Hugo that ended: mend it, try again later, or wait for the person to."""
        run = self._run
        if run is None:
            return
        errors = [message for message in messages if message.is_error]
        was_serving = run.is_serving
        if errors and not was_serving:
            if any("port" in message.text for message in errors) and self._restarts < _MOST_RESTARTS:
                self._restarts += 1
                self._begin()
            elif not self._try_other_mode(run, errors):
                self._halt()
                self._elsewhere = ()
                self._say(messages)
                self._fail(None, decisive(messages))
            return
        if was_serving and self._gauge.served_for_s > _SOUND_S:
            self._restarts = 0
        self._halt()
        self._restarts += 1
        if self._restarts > _MOST_RESTARTS:
            self._say(messages)
            self._fail(EditorError("Hugo ended again and again. Press “Try again” to start it once more."))
            return
        self._set(
            replace(
                self._state,
                phase=Phase.STALE,
                text="Hugo ended unexpectedly and is started again.",
                memory_bytes=0,
            )
        )
        self._again.start(self._pause_ms * 2 ** (self._restarts - 1))

    def _try_other_mode(self, run: ThemeRun, errors: list[HugoMessage]) -> bool:
        """Give Hugo more of the site, or less, where what it stumbled over is not in the post itself."""
        mode = run.launch.mode
        places = [error.path for error in errors]
        other = other_mode(run.overlay.project, mode, run.path, places, has_page=run.is_serving)
        if other is None or other in self._avoided:
            return False
        self._avoided |= {mode}
        if other is Mode.CUT:
            # The page can be shown, and its author should know that the site cannot.
            self._elsewhere = tuple(replace(error, severity=Severity.WARNING) for error in errors)
        self._begin()
        return True

    def _note_speed(self) -> None:
        run = self._run
        if run is None or run.launch.mode is not Mode.SEGMENT:
            return
        # One may have been slow for a picture that was made; the third in a row is the site's own size.
        self._slow_builds = self._slow_builds + 1 if run.build_ms > _TOO_SLOW_MS else 0
        if self._slow_builds >= _MOST_SLOW:
            self._slow_sites |= {run.site.root}

    def _phase(self) -> Phase:
        return Phase.STALE if any(message.is_error for message in self._messages) else Phase.READY

    def _explanation(self) -> str:
        error = decisive(self._messages)
        return "" if error is None else error.text

    def _fail(self, error: EditorError | None, message: HugoMessage | None = None) -> None:
        self._gauge.stop()
        if error is not None:
            message = _message(error)
            self._say((message,))
        if isinstance(error, OverlayRefused):
            self._again.start(_DISK_PAUSES * self._pause_ms)
        text = "" if message is None else message.text
        culprit = message.path if message is not None else None
        if self._root is not None:
            self._watch.watch(self._root, culprit)
        self._set(
            replace(self._state, phase=Phase.FAILED, url=None, text=text, progress=None, memory_bytes=0)
        )

    def _pid(self) -> int:
        return self._run.pid if self._run is not None else 0

    def _on_progressed(self, share: float) -> None:
        if self._state.phase is Phase.STARTING:
            self._set(replace(self._state, progress=share))

    def _on_weighed(self, size: int) -> None:
        if self._run is not None and abs(size - self._state.memory_bytes) > _FELT_BYTES:
            self._set(replace(self._state, memory_bytes=size))

    def _say(self, messages: tuple[HugoMessage, ...]) -> None:
        messages = (*messages, *self._elsewhere)
        if messages != self._messages:
            self._messages = messages
            self.messages_changed.emit(messages)

    def _set(self, state: ThemeState) -> None:
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)


def _message(error: EditorError) -> HugoMessage:
    return HugoMessage(Severity.ERROR, error.message, error.path, error.line, raw=error.detail)
