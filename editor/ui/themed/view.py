"""The view of the theme's page: loads it, and lets it follow what is built anew without a flash."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.resources import resource_path
from editor.ui.preview_page import WORLD
from editor.ui.site_scheme import private_profile
from editor.ui.themed.page import ThemePage
from editor.ui.themed.wall import ThemeWall

# A page whose process has crashed is asked for again so often, and not at once.
_MOST_CRASHES = 3
_REVIVE_MS = 500


class ThemeView(QWidget):
    """A page of the server at `base`, in a profile that nobody else uses and that leaves nothing on the disk.

    `loaded(good)`: a page is there. `link_requested(url)` is for the system's browser; `page_wanted(url)` is another
    page of the site, which is not made as long as only one is.
    """

    loaded = Signal(bool)
    link_requested = Signal(QUrl)
    page_wanted = Signal(QUrl)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = private_profile(self)
        self.wall = ThemeWall(self)
        self._profile.setUrlRequestInterceptor(self.wall)
        self._view = QWebEngineView(self)
        self.page = ThemePage(self._profile, self.wall, self._view)
        self._view.setPage(self.page)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._view.setAcceptDrops(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        self.setFocusProxy(self._view)
        # Children go in the order they came: the view and its page must go before their profile.
        self._profile.setParent(None)
        self._profile.setParent(self)
        self._add_script()
        self._crashes = 0
        self._reviver = QTimer(self, singleShot=True, interval=_REVIVE_MS)
        self._reviver.timeout.connect(self._on_revive)
        self.page.link_requested.connect(self.link_requested)
        self.page.page_wanted.connect(self.page_wanted)
        self.page.loadFinished.connect(self._on_loaded)
        self.page.renderProcessTerminated.connect(self._on_terminated)

    def show_page(self, base: str, url: str) -> None:
        """Load the page at `url`, of the server at `base`."""
        self.wall.open_for(base)
        target = QUrl(url)
        if target == self.page.url():
            # What is loaded anew stays where it is read.
            self.page.triggerAction(QWebEnginePage.WebAction.Reload)
            return
        self._crashes = 0
        self.page.load(target)

    def update_page(self, url: str) -> None:
        """Let the page become what the server has now at `url`, its own address or another of the same server."""
        self.page.run(f"pw.update({json.dumps(url)});")

    def reveal(self, words: str) -> None:
        """Bring words of the text into sight, if the page has them."""
        self.page.run(f"pw.show({json.dumps(words)});")

    def copy(self) -> None:
        """Copy what is selected in the page, formatted and as text."""
        self._view.triggerPageAction(QWebEnginePage.WebAction.Copy)

    def zoom(self, factor: float) -> None:
        """Set the size of the page's text; 1 is as designed."""
        self._view.setZoomFactor(factor)

    def _add_script(self) -> None:
        script = QWebEngineScript()
        script.setName("theme")
        script.setWorldId(WORLD)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
        script.setRunsOnSubFrames(False)
        script.setSourceCode(resource_path("preview/theme.js").read_text(encoding="utf-8"))
        self.page.scripts().insert(script)

    def _on_loaded(self, good: bool) -> None:
        self.loaded.emit(good)

    def _on_terminated(self, status: QWebEnginePage.RenderProcessTerminationStatus, _code: int) -> None:
        if status != QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            self._reviver.start()

    def _on_revive(self) -> None:
        self._crashes += 1
        if self._crashes <= _MOST_CRASHES:
            self.page.load(self.page.url())
