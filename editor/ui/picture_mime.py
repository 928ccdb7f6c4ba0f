"""Pictures in what is pasted or dropped: files, a picture's bytes, or bare pixels."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from editor.app.picture_source import Source
from editor.core.site.bundle import is_image

# Bytes as they are beat pixels: nothing is lost and nothing need be packed again.
_TYPES: Final = ("image/svg+xml", "image/gif", "image/webp", "image/avif", "image/jpeg", "image/png")
_LONGEST_HTML: Final = 200_000
# What browsers put around a picture that is copied.
_AROUND: Final = frozenset(
    {"html", "head", "body", "meta", "a", "p", "div", "span", "figure", "picture", "source"}
)
_WEB_PICTURE: Final = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif)$", re.IGNORECASE)


def has_pictures(mime: QMimeData) -> bool:
    """Whether a picture is what is meant: other programs give pictures of their text along with the text."""
    if mime.hasUrls() and picture_files(mime):
        return True
    if not _has_image(mime):
        return False
    if mime.hasHtml():
        return _is_only_picture(mime.html())
    text = mime.text().strip() if mime.hasText() else ""
    return not text or mime.hasUrls() or _is_one_address(text)


def picture_files(mime: QMimeData) -> list[Path]:
    """Give the files of the drop where all of them are pictures."""
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return files if files and len(files) == len(mime.urls()) and all(map(is_image, files)) else []


def is_web_picture(mime: QMimeData) -> bool:
    """Whether it is a picture's address and not the picture."""
    urls = mime.urls()
    return bool(urls) and all(
        url.scheme() in ("http", "https") and _WEB_PICTURE.search(url.path()) for url in urls
    )


def sources_of(mime: QMimeData) -> list[Source]:
    """Give the pictures; their bytes are copied, as the clipboard's owner may take them away."""
    files = picture_files(mime)
    if files:
        return [Source(path, path.stem) for path in files]
    name = next((Path(url.path()).stem for url in mime.urls()), "")
    for type_ in _TYPES:
        if mime.hasFormat(type_):
            data = bytes(mime.data(type_).data())
            if data:
                return [Source(data, name)]
    image = mime.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return []
    return [Source(image, name)]


def _has_image(mime: QMimeData) -> bool:
    return mime.hasImage() or any(mime.hasFormat(type_) for type_ in _TYPES)


def _is_only_picture(html: str) -> bool:
    """Whether a page's piece is one picture and no words."""
    if len(html) > _LONGEST_HTML:
        return False
    reader = _PictureReader()
    reader.feed(html)
    reader.close()
    return reader.pictures == 1 and not reader.others


class _PictureReader(HTMLParser):
    """Counts pictures and all that is none."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures = 0
        self.others = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count an element."""
        del attrs
        self.pictures += tag == "img"
        self.others += tag != "img" and tag not in _AROUND

    def handle_data(self, data: str) -> None:
        """Count words."""
        self.others += bool(data.strip())


def _is_one_address(text: str) -> bool:
    return re.fullmatch(r"(?:https?|file|data):\S+", text) is not None
