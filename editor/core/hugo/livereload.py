"""Hugo's own word that a page was built: its livereload messages, read without a socket (RFC 6455)."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass
from typing import Final

_TEXT: Final = 1
_CLOSE: Final = 8
_PING: Final = 9
_PONG: Final = 10
_NAVIGATE: Final = "__hugo_navigate"
_MOST_BYTES: Final = 1_000_000


class NotALivereload(Exception):
    """What answers is no livereload socket."""


@dataclass(frozen=True, slots=True)
class Reload:
    """Something was built: `path` is the URL path of the page, empty where Hugo names none; `port` its server's."""

    path: str
    port: int | None


def opening(host: str, path: str) -> bytes:
    """Give what opens the socket at `path` (which ends in `livereload`)."""
    key = base64.b64encode(secrets.token_bytes(16)).decode()
    lines = (
        f"GET {path} HTTP/1.1",
        f"Host: {host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {key}",
        "Sec-WebSocket-Version: 13",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


class LivereloadReader:
    """Takes bytes in pieces as they come; `answers` holds what has to be sent back."""

    def __init__(self) -> None:
        self._data = b""
        self._is_open = False
        self.answers = b""

    @property
    def is_open(self) -> bool:
        """Whether the server has agreed."""
        return self._is_open

    def feed(self, data: bytes) -> list[Reload]:
        """Take bytes and give the messages they complete; raises NotALivereload."""
        self._data += data
        if len(self._data) > _MOST_BYTES:
            raise NotALivereload("too much")
        if not self._is_open:
            head, end, rest = self._data.partition(b"\r\n\r\n")
            if not end:
                return []
            if b" 101 " not in head.split(b"\r\n")[0]:
                raise NotALivereload(head.split(b"\r\n")[0].decode("latin-1"))
            self._is_open, self._data = True, rest
        found: list[Reload] = []
        while (frame := self._frame()) is not None:
            code, payload = frame
            if code == _CLOSE:
                raise NotALivereload("closed")
            if code == _PING:
                self.answers += _masked(_PONG, payload)
            if code == _TEXT and (reload := _read(payload)) is not None:
                found.append(reload)
        return found

    def _frame(self) -> tuple[int, bytes] | None:
        """Take the first whole frame off the bytes; a server's frames are never masked nor, here, in parts."""
        data = self._data
        if len(data) < 2:
            return None
        size, start = data[1] & 0x7F, 2
        if size >= 126:
            start = 4 if size == 126 else 10
            size = int.from_bytes(data[2:start], "big")
        if len(data) < start + size:
            return None
        self._data = data[start + size :]
        return data[0] & 0x0F, data[start : start + size]


def _masked(code: int, payload: bytes) -> bytes:
    mask = secrets.token_bytes(4)
    body = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload[:125]))
    return bytes((0x80 | code, 0x80 | len(body))) + mask + body


def _read(payload: bytes) -> Reload | None:
    try:
        message = json.loads(payload)
    except ValueError:
        return None
    if not isinstance(message, dict) or message.get("command") != "reload":
        return None
    path, port = message.get("path"), message.get("overrideURL")
    named = path.removeprefix(_NAVIGATE) if isinstance(path, str) and path.startswith(_NAVIGATE) else ""
    return Reload(named, port if isinstance(port, int) and port > 0 else None)
