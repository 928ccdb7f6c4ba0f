"""The page that is laid out for paper: a cage as the preview's is, with nothing in it but the page itself."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

from editor.ui.preview_page import refuse_powers

_On = QWebEngineSettings.WebAttribute
_OFF: Final = (
    _On.JavascriptEnabled,
    _On.JavascriptCanAccessClipboard,
    _On.LocalContentCanAccessFileUrls,
    _On.LocalContentCanAccessRemoteUrls,
    _On.LocalStorageEnabled,
    _On.PluginsEnabled,
    _On.HyperlinkAuditingEnabled,
    _On.DnsPrefetchEnabled,
    _On.AutoLoadIconsForPage,
    _On.ErrorPageEnabled,
)


class PaperWall(QWebEngineUrlRequestInterceptor):
    """Lets the page itself in and what is written in it as data; nothing comes from elsewhere."""

    def __init__(self, page: QUrl, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Let one request pass or stop it."""
        main = QWebEngineUrlRequestInfo.ResourceType.ResourceTypeMainFrame
        is_itself = info.resourceType() == main and info.requestUrl() == self._page
        if not is_itself and info.requestUrl().scheme() != "data":
            info.block(True)


class PaperPage(QWebEnginePage):
    """Shows one file and goes nowhere else."""

    def __init__(self, page: QUrl, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        self._page = page
        for attribute in _OFF:
            self.settings().setAttribute(attribute, False)
        self.setUrlRequestInterceptor(PaperWall(page, self))
        refuse_powers(self)

    def acceptNavigationRequest(
        self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Refuse every way out."""
        return is_main_frame and QUrl(url) == self._page

    def javaScriptConsoleMessage(
        self,
        _level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        _message: str,
        _line: int,
        _source: str,
    ) -> None:
        """Keep Chromium's remarks on what it refused to load out of the program's log."""
