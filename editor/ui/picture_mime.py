"""Pictures in what is pasted or dropped: files, a picture's bytes, or bare pixels."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from editor.app.pictures import Pixels, Source
from editor.core.site.bundle import is_image

# Bytes as they are beat pixels: nothing is lost and nothing need be packed again.
_TYPES: Final = ("image/svg+xml", "image/gif", "image/webp", "image/avif", "image/jpeg", "image/png")
_ONLY_PICTURE: Final = re.compile(
    r"\s*(?:<(?:/?(?:html|head|body|meta|a|p|div|span|figure)\b[^>]*|!--.*?--)>\s*)*<img\b[^>]*>"
    r"\s*(?:<(?:/?(?:html|body|a|p|div|span|figure)\b[^>]*|!--.*?--)>\s*)*\s*",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_HTML: Final = 20_000
_WEB_PICTURE: Final = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif)$", re.IGNORECASE)


def has_pictures(mime: QMimeData) -> bool:
    """Whether a picture is what is meant: other programs give pictures of their text along with the text."""
    if mime.hasUrls() and picture_files(mime):
        return True
    if not _has_image(mime):
        return False
    if mime.hasHtml() and len(mime.html()) < _LONGEST_HTML and _ONLY_PICTURE.fullmatch(mime.html()):
        return True
    text = mime.text().strip() if mime.hasText() else ""
    return not mime.hasHtml() and (not text or mime.hasUrls() or _is_one_address(text))


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
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    pixels = Pixels(image.width(), image.height(), image.bytesPerLine(), bytes(image.constBits()))
    return [Source(pixels, name)]


def _has_image(mime: QMimeData) -> bool:
    return mime.hasImage() or any(mime.hasFormat(type_) for type_ in _TYPES)


def _is_one_address(text: str) -> bool:
    return re.fullmatch(r"(?:https?|file|data):\S+", text) is not None
