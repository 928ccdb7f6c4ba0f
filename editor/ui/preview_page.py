"""The page in the preview: a cage that runs our own script and nothing that a post brings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QFile, QIODevice, QObject, QUrl, Signal, Slot
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineFileSystemAccessRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
)

from editor.ui.site_scheme import OPEN_SHELL_URL, SHELL_URL

WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
OPENED_OUTSIDE = ("http", "https", "mailto")
_On = QWebEngineSettings.WebAttribute
_OFF = (
    _On.JavascriptEnabled,
    _On.JavascriptCanOpenWindows,
    _On.JavascriptCanAccessClipboard,
    _On.JavascriptCanPaste,
    _On.LocalContentCanAccessFileUrls,
    _On.LocalContentCanAccessRemoteUrls,
    _On.LocalStorageEnabled,
    _On.PluginsEnabled,
    _On.PdfViewerEnabled,
    _On.FullScreenSupportEnabled,
    _On.HyperlinkAuditingEnabled,
    _On.DnsPrefetchEnabled,
    _On.AutoLoadIconsForPage,
    _On.ScreenCaptureEnabled,
    _On.WebGLEnabled,
    _On.AllowRunningInsecureContent,
    _On.AllowGeolocationOnInsecureOrigins,
    _On.AllowWindowActivationFromJavaScript,
    _On.NavigateOnDropEnabled,
    _On.ErrorPageEnabled,
)


class PageBridge(QObject):
    """What our script in the page tells; no script of a post can reach it."""

    came_up = Signal()
    pointed = Signal(str, float)
    scrolled_to = Signal(str, float)
    link_clicked = Signal(str)

    @Slot()
    def ready(self) -> None:
        """The script stands."""
        self.came_up.emit()

    @Slot(str, float)
    def point(self, key: str, part: float) -> None:
        """A click that far (0 to 1) into the block."""
        self.pointed.emit(key, part)

    @Slot(str, float)
    def scrolled(self, key: str, part: float) -> None:
        """The block at the top of the view, and how far into it the top is."""
        self.scrolled_to.emit(key, part)

    @Slot(str)
    def follow(self, address: str) -> None:
        """A click on a link."""
        self.link_clicked.emit(address)


class PreviewPage(QWebEnginePage):
    """Loads its shell once and goes nowhere else; `link_requested` brings addresses for a browser.

    Windows that a post asks for do not open, for nobody answers `newWindowRequested`.
    """

    link_requested = Signal(QUrl)

    def __init__(self, profile: QWebEngineProfile, script: str, parent: QObject) -> None:
        super().__init__(profile, parent)
        self._shell = QUrl(SHELL_URL)
        for attribute in _OFF:
            self.settings().setAttribute(attribute, False)
        self.settings().setUnknownUrlSchemePolicy(
            QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes
        )
        self.bridge = PageBridge(self)
        channel = QWebChannel(self)
        channel.registerObject("bridge", self.bridge)
        self.setWebChannel(channel, WORLD)
        self._add_script(script)
        refuse_powers(self)
        self.bridge.link_clicked.connect(self._on_link_clicked)

    def load_shell(self, *, lets_pictures: bool = False) -> None:
        """Load the empty page; `bridge.came_up` tells when it can be filled."""
        self._shell = QUrl(OPEN_SHELL_URL if lets_pictures else SHELL_URL)
        self.load(self._shell)

    def run(self, script: str) -> None:
        """Run a script of ours; it sees the page, the page does not see it."""
        self.runJavaScript(script, WORLD)

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Refuse every way out but that to the shell itself."""
        target = QUrl(url)
        typed = QWebEnginePage.NavigationType.NavigationTypeTyped
        reload = QWebEnginePage.NavigationType.NavigationTypeReload
        return is_main_frame and target == self._shell and kind in (typed, reload)

    def chooseFiles(
        self, _mode: QWebEnginePage.FileSelectionMode, _old: Sequence[str], _types: Sequence[str]
    ) -> list[str]:
        """Choose none: a field of a post has no use for a person's files."""
        return []

    def javaScriptConsoleMessage(
        self,
        _level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        _message: str,
        _line: int,
        _source: str,
    ) -> None:
        """Keep Chromium's remarks on what it refused to load out of the program's log."""

    def _add_script(self, source: str) -> None:
        channel = QFile(":/qtwebchannel/qwebchannel.js")
        channel.open(QIODevice.OpenModeFlag.ReadOnly)
        script = QWebEngineScript()
        script.setName("preview")
        script.setWorldId(WORLD)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
        script.setRunsOnSubFrames(False)
        script.setSourceCode(bytes(channel.readAll().data()).decode() + "\n" + source)
        self.scripts().insert(script)

    def _on_link_clicked(self, address: str) -> None:
        url = QUrl(address)
        if url.isValid() and url.scheme().lower() in OPENED_OUTSIDE:
            self.link_requested.emit(url)


def refuse_powers(page: QWebEnginePage) -> None:
    """Refuse whatever a page asks for: microphones and the like, files, trust in a certificate."""
    page.permissionRequested.connect(_deny_permission)
    page.fileSystemAccessRequested.connect(_deny_files)
    page.certificateError.connect(_deny_certificate)


def _deny_permission(permission: QWebEnginePermission) -> None:
    permission.deny()


def _deny_files(request: QWebEngineFileSystemAccessRequest) -> None:
    request.reject()


def _deny_certificate(error: QWebEngineCertificateError) -> None:
    error.rejectCertificate()
