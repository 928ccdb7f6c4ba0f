"""Builds the program and connects its parts; nothing else makes services."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QSettings, QStandardPaths, QThreadPool, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from editor import __version__
from editor.app.notices import Notice, Tone
from editor.app.preview_feed import PageSource, PreviewFeed, Rendered, Renderer
from editor.app.preview_shell import read_shell
from editor.app.sample import sample_site
from editor.app.settings import Settings
from editor.app.word_feed import WordFeed
from editor.app.workspace import Workspace
from editor.core.errors import EditorError
from editor.ui.features import SAFETY, Features, Parts
from editor.ui.form.form_pane import FormPane
from editor.ui.main_window import MainWindow
from editor.ui.preview_pane import PreviewPane
from editor.ui.shortcuts import take_keys
from editor.ui.text_look import TextLook
from editor.ui.text_pane import TextPane
from editor.ui.theme import Theme

_PAGE_AFTER_MS = 150

# For so long a job may keep the interpreter from the window, at each call that Qt makes into Python: with the usual
# five milliseconds a list takes several times as long to paint while a site is read.
_SWITCH_S = 0.0005


@dataclass(frozen=True, slots=True)
class Program:
    """The parts that live as long as the program does."""

    window: MainWindow
    workspace: Workspace
    theme: Theme
    pool: QThreadPool
    settings: Settings
    features: Features

    def rescue(self) -> None:
        """Put all unsaved text where the next start finds it; raises whatever stands against it."""
        from editor.ui.safety import Safety

        safety = self.features.get(SAFETY)
        assert isinstance(safety, Safety)
        safety.write_now()


class Errands(QObject):
    """What the window asks for that reaches beyond it."""

    def __init__(self, window: MainWindow, workspace: Workspace, feed: PreviewFeed) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._has_complained = False
        feed.session_changed.connect(self._on_session_changed)
        feed.render_failed.connect(self._on_render_failed)
        window.sample_requested.connect(self._on_sample_requested)
        window.about_requested.connect(self._on_about_requested)
        window.preview.link_requested.connect(self._on_link_requested)

    def _on_sample_requested(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        try:
            self._workspace.open_folder(sample_site(Path(documents) / "Postwright Sample"))
        except EditorError as error:
            self._window.show_notice(Notice.of(error))

    def _on_session_changed(self) -> None:
        self._has_complained = False

    def _on_render_failed(self, error: Exception) -> None:
        """Tell it once a post: the next keystroke may fail again."""
        if not self._has_complained:
            self._has_complained = True
            message = "The preview cannot show this text as it stands. Writing and saving go on as ever."
            detail = f"{type(error).__name__}: {error}".strip(": ")
            self._window.show_notice(Notice(message, Tone.WARNING, detail))

    def _on_link_requested(self, url: QUrl) -> None:
        QDesktopServices.openUrl(url)

    def _on_about_requested(self) -> None:
        from PySide6 import __version__ as pyside_version

        python = ".".join(map(str, sys.version_info[:3]))
        from editor.ui import dialogs

        dialogs.about(self._window, __version__, f"Python {python}, PySide6 {pyside_version}")


def build(
    app: QApplication,
    store: QSettings,
    render: Renderer | None = None,
    *,
    page_later: bool = False,
    state: Path | None = None,
) -> Program:
    """Build the window and what stands behind it; the window is not shown yet.

    With `page_later` the preview waits for its `bring_up`. `state` is the folder for drafts and
    versions, without which none are kept.
    """
    sys.setswitchinterval(_SWITCH_S)
    settings = Settings(store)
    theme = Theme(app, settings.text("look", "system"))
    pool = QThreadPool()
    pool.setObjectName("work")
    # One thread draws the preview while another lists posts; more would only fight over the interpreter.
    pool.setMaxThreadCount(2)
    workspace = Workspace(settings, pool, cache=cache_folder() if state is not None else None)
    feed = PreviewFeed(render or default_renderer(), pool)
    window = MainWindow(
        workspace,
        settings,
        theme,
        WordFeed(pool, workspace),
        FormPane(),
        TextPane(),
        PreviewPane(feed, read_shell(), later=page_later),
    )
    for part in (workspace, feed, settings):
        part.setParent(window)
    Errands(window, workspace, feed)
    features = Features(Parts(window, workspace, settings, theme, pool, state))
    TextLook(window.text, settings)
    take_keys(settings, window.actions_)
    theme.dress()
    return Program(window, workspace, theme, pool, settings, features)


def default_renderer() -> Renderer:
    """Give the renderer of the preview; it is imported by the first job, so that the window need not wait."""
    made: list[Renderer] = []

    def render(source: PageSource, before: Rendered | None) -> Rendered:
        if not made:
            from editor.app.render import PageRenderer

            made.append(PageRenderer())
        return made[0](source, before)

    return render


def run(app: QApplication, paths: Sequence[Path | str]) -> int:
    """Open the window with `paths` and stay until it is closed; gives the exit code."""
    program = build(app, QSettings(), page_later=True, state=state_folder())
    sys.excepthook = CrashReporter(program.window, program.rescue)
    program.window.show()
    program.window.open_paths([Path(path) for path in paths])
    # Chromium takes the UI thread a while: the window is seen, and a first letter can be typed, before.
    QTimer.singleShot(_PAGE_AFTER_MS, program.window.preview.bring_up)
    program.features.start_quiet()
    try:
        return app.exec()
    finally:
        program.pool.clear()
        program.pool.waitForDone(3000)


def state_folder() -> Path:
    """Give the person's folder for what a program keeps between its starts."""
    place = QStandardPaths.StandardLocation.GenericStateLocation
    return Path(QStandardPaths.writableLocation(place)) / "postwright"


def cache_folder() -> Path:
    """Give the person's folder for what can be made again at any time."""
    place = QStandardPaths.StandardLocation.GenericCacheLocation
    return Path(QStandardPaths.writableLocation(place)) / "postwright"


class CrashReporter:
    """Takes exceptions nobody caught: saves what is unsaved by `rescue`, then tells of them, once at a time."""

    def __init__(self, window: MainWindow, rescue: Callable[[], None]) -> None:
        self._window = window
        self._rescue = rescue
        self._telling = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take one, as `sys.excepthook` is called."""
        text = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(text)
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
        elif not self._telling:
            self._telling = True
            try:
                from editor.ui import dialogs

                dialogs.tell_crash(self._window, text, is_kept=self._is_kept())
            finally:
                self._telling = False

    def _is_kept(self) -> bool:
        try:
            self._rescue()
        except Exception:
            # Whatever broke may break this too, and must still be told.
            sys.stderr.write(traceback.format_exc())
            return False
        return True
