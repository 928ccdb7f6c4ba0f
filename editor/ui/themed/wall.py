"""What the theme's page may reach: the Hugo that serves it, and the web only where a person allows it."""

from __future__ import annotations

import ipaddress
from typing import Final

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo, QWebEngineUrlRequestInterceptor

from editor.core.hugo.address import is_livereload

_WEB: Final = ("http", "https", "ws", "wss")
# Made by the page itself, of what it has already.
_OWN: Final = ("data", "blob", "about")


class ThemeWall(QWebEngineUrlRequestInterceptor):
    """Lets a page reach the server at `base` and nothing else, or with `lets_web` the public web too.

    Other ports of this machine and private networks stay out of reach whatever is allowed: a theme's script could talk
    to whatever listens there. `held(host)`: a request to the web was refused.
    """

    held = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._base = QUrl()
        self.lets_web = False

    def open_for(self, base: str) -> None:
        """Let requests reach the server at `base`, and none before; empty for none at all."""
        self._base = QUrl(base)

    def is_own(self, url: QUrl) -> bool:
        """Whether the address is the server's."""
        own = self._base
        return own.isValid() and (url.scheme(), url.host(), url.port()) == (
            own.scheme(),
            own.host(),
            own.port(),
        )

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Let one request pass or stop it."""
        url = info.requestUrl()
        scheme = url.scheme()
        if self.is_own(url):
            # We tell the page ourselves when it has changed.
            if is_livereload(url.path()) or info.requestMethod() not in (b"GET", b"HEAD"):
                info.block(True)
        elif scheme in _OWN:
            return
        elif scheme in _WEB and is_public(url.host()):
            if not self.lets_web:
                info.block(True)
                self.held.emit(url.host())
        else:
            info.block(True)


def is_public(host: str) -> bool:
    """Whether a host's name is one of the public web, neither of this machine nor of a private network."""
    bare = host.strip("[]").rstrip(".").lower()
    try:
        return ipaddress.ip_address(bare).is_global
    except ValueError:
        local = bare == "localhost" or bare.endswith((".localhost", ".local", ".internal", ".home.arpa"))
        # A number by another spelling (`2130706433`, `0x7f.1`) is an address, too.
        return "." in bare and not local and not bare.rsplit(".", 1)[-1][:1].isdigit() and bare[:2] != "0x"
