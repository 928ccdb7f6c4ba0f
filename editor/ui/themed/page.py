"""The page of the theme's preview: scripts of the theme run here, in a cage of their own."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
)

from editor.ui.preview_page import OPENED_OUTSIDE, WORLD, refuse_powers
from editor.ui.themed.wall import ThemeWall

_On = QWebEngineSettings.WebAttribute
_OFF: Final = (
    _On.JavascriptCanOpenWindows,
    _On.JavascriptCanAccessClipboard,
    _On.JavascriptCanPaste,
    _On.LocalContentCanAccessFileUrls,
    _On.LocalContentCanAccessRemoteUrls,
    _On.PluginsEnabled,
    _On.PdfViewerEnabled,
    _On.FullScreenSupportEnabled,
    _On.HyperlinkAuditingEnabled,
    _On.DnsPrefetchEnabled,
    _On.AutoLoadIconsForPage,
    _On.ScreenCaptureEnabled,
    _On.AllowRunningInsecureContent,
    _On.AllowGeolocationOnInsecureOrigins,
    _On.AllowWindowActivationFromJavaScript,
    _On.NavigateOnDropEnabled,
    _On.ErrorPageEnabled,
)
_Kind = QWebEnginePage.NavigationType


class ThemePage(QWebEnginePage):
    """Shows pages of one server; `link_requested(url)` brings addresses for a browser, `page_wanted(url)` other pages.

    No web channel is here: nothing in the page can reach the program.
    """

    link_requested = Signal(QUrl)
    page_wanted = Signal(QUrl)

    def __init__(self, profile: QWebEngineProfile, wall: ThemeWall, parent: QObject) -> None:
        super().__init__(profile, parent)
        self._wall = wall
        self.roams = False
        for attribute in _OFF:
            self.settings().setAttribute(attribute, False)
        self.settings().setUnknownUrlSchemePolicy(
            QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes
        )
        refuse_powers(self)
        self.newWindowRequested.connect(self._on_new_window)

    def run(self, script: str) -> None:
        """Run a script of ours; it sees the page, the page's scripts do not see it."""
        self.runJavaScript(script, WORLD)

    def acceptNavigationRequest(self, url: QUrl | str, kind: _Kind, is_main_frame: bool) -> bool:
        """Stay at the server; with `roams` follow links to its other pages."""
        target = QUrl(url)
        if not is_main_frame:
            return self._wall.is_own(target) or target.scheme() in ("about", "data", "http", "https")
        if not self._wall.is_own(target):
            # What a script does by itself is called a click, too. A person's comes as a wish for a window.
            return False
        if kind in (_Kind.NavigationTypeTyped, _Kind.NavigationTypeReload) or self.roams:
            return True
        if _bare(target) == _bare(self.url()):
            # The page loads itself anew, on our word.
            return True
        if kind == _Kind.NavigationTypeLinkClicked:
            self.page_wanted.emit(target)
        return False

    def javaScriptConsoleMessage(
        self,
        _level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        _message: str,
        _line: int,
        _source: str,
    ) -> None:
        """Keep a theme's remarks out of the program's log."""

    def _on_new_window(self, request: QWebEngineNewWindowRequest) -> None:
        if request.isUserInitiated():
            target = request.requestedUrl()
            if self._wall.is_own(target):
                self.page_wanted.emit(target)
            elif target.isValid() and target.scheme().lower() in OPENED_OUTSIDE:
                self.link_requested.emit(target)


def _bare(url: QUrl) -> str:
    """Give an address without the place in its page."""
    return url.toString().partition("#")[0]
