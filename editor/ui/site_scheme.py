"""The address scheme of the preview: our own page and the site's pictures, and a wall around them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject
from PySide6.QtWebEngineCore import (
    QWebEngineProfile,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from editor.app.site_files import SiteFiles

SCHEME = "postwright"
SHELL_URL = f"{SCHEME}://app/page.html"
# The same page under a policy that lets pictures come by HTTPS.
OPEN_SHELL_URL = f"{SCHEME}://app/open.html"
SITE_URL = f"{SCHEME}://site"
_NAME = QByteArray(SCHEME.encode())
# Served with every file of a site: even opened by itself it can load, run and submit nothing.
_FILE_HEADERS = {
    QByteArray(b"Content-Security-Policy"): QByteArray(
        b"default-src 'none'; style-src 'unsafe-inline'; sandbox"
    ),
    QByteArray(b"X-Content-Type-Options"): QByteArray(b"nosniff"),
}


def register_schemes() -> None:
    """Make the scheme known to Chromium; once a process, before the QApplication is made."""
    if QWebEngineUrlScheme.schemeByName(_NAME).name() == _NAME:
        return
    scheme = QWebEngineUrlScheme(_NAME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)


class SchemeHandler(QWebEngineUrlSchemeHandler):
    """Answers for `postwright://app/` from memory and for `postwright://site/` from the folders in `files`.

    `pages` maps the paths of the first to their MIME types and bytes.
    """

    def __init__(self, pages: Mapping[str, tuple[str, bytes]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.files = SiteFiles()
        self._pages = pages

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Answer one request of the page."""
        url = job.requestUrl()
        if job.requestMethod() != b"GET" or url.scheme() != SCHEME:
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
        elif url.host() == "app" and url.path() in self._pages:
            mime_type, data = self._pages[url.path()]
            buffer = QBuffer(job)
            buffer.setData(QByteArray(data))
            buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            job.reply(QByteArray(mime_type.encode()), buffer)
        elif url.host() == "site":
            self._reply_with_file(job, url.path(url.ComponentFormattingOption.FullyEncoded))
        else:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)

    def _reply_with_file(self, job: QWebEngineUrlRequestJob, address: str) -> None:
        served = self.files.find(address)
        if served is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        # Chromium reads it, in a thread of its own.
        file = QFile(str(served.path), job)
        if not file.open(QIODevice.OpenModeFlag.ReadOnly):
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        job.setAdditionalResponseHeaders(_FILE_HEADERS)
        job.reply(QByteArray(served.mime_type.encode()), file)


class RequestWall(QWebEngineUrlRequestInterceptor):
    """Refuses every request but those of our own scheme and of data that is in the page already.

    With `lets_pictures` pictures may also come by HTTPS.
    """

    lets_pictures = False

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Let one request pass or stop it."""
        url = info.requestUrl()
        is_picture = info.resourceType() in (
            QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage,
            QWebEngineUrlRequestInfo.ResourceType.ResourceTypeFavicon,
        )
        if url.scheme() == SCHEME or (url.scheme() == "data" and is_picture):
            return
        if self.lets_pictures and url.scheme() == "https" and is_picture and info.requestMethod() == b"GET":
            info.setHttpHeader(QByteArray(b"Cookie"), QByteArray())
            return
        info.block(True)


def private_profile(parent: QObject) -> QWebEngineProfile:
    """Make a profile that leaves nothing on disk and refuses downloads."""
    profile = QWebEngineProfile(parent)
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    profile.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
    profile.setSpellCheckEnabled(False)
    profile.downloadRequested.connect(_refuse_download)
    return profile


def _refuse_download(request: object) -> None:
    cancel = getattr(request, "cancel", None)
    if cancel is not None:
        cancel()
