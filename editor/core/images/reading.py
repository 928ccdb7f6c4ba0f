"""Reading pictures that nobody vouches for: what they say of themselves is checked before anything is unpacked."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from editor.core.errors import EditorError
from editor.core.regular_file import open_regular

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES: Final = 100 * 1024 * 1024
# A camera's 108 million fit; at four bytes each they are half a gigabyte.
MAX_PIXELS: Final = 128_000_000
MAX_SIDE: Final = 65_500
# Only what has a decoder with bounds of its own; Pillow knows many an old format besides.
FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP")
_SUFFIXES: Final = {
    "JPEG": ".jpg",
    "MPO": ".jpg",
    "PNG": ".png",
    "GIF": ".gif",
    "WEBP": ".webp",
    "AVIF": ".avif",
    "TIFF": ".tif",
    "BMP": ".bmp",
    "SVG": ".svg",
}
_ORIENTATION: Final = 0x0112
_GPS: Final = 0x8825
_TURNED: Final = range(5, 9)
_SVG_HEAD: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<!DOCTYPE|<svg)", re.IGNORECASE)
_SVG_TAG: Final = re.compile(rb"<svg\b[^<>]*>", re.IGNORECASE)
_SVG_SIDE: Final = re.compile(rb"""\b(width|height)\s*=\s*["']\s*([0-9.]+)(?:px)?\s*["']""")
_SVG_BOX: Final = re.compile(
    rb"""\bviewBox\s*=\s*["'][\s,]*[-0-9.e]+[\s,]+[-0-9.e]+[\s,]+([0-9.]+)[\s,]+([0-9.]+)"""
)
_ACTIVE: Final = re.compile(rb"<\s*script|\son[a-z]+\s*=|javascript\s*:|<\s*foreignObject", re.IGNORECASE)
_HEIC: Final = re.compile(rb"\A....ftyp(?:hei[cxms]|hev[cx]|mif1|msf1)", re.DOTALL)
_SVG_LOOK: Final = 65_536
_TOO_LARGE: Final = "The picture is too large to be opened safely."
# A side of a drawing that says more than this is made up.
_SVG_MOST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's bytes and what its header says; `width` and `height` are as it is seen, turned upright.

    `format` is one of `FORMATS`, "MPO" (several pictures in one JPEG), or "SVG". `orientation` is the EXIF value, 1
    where it stands upright. `active` is true for a drawing that runs scripts where a browser opens it by itself. A
    drawing without a size has zeros.
    """

    data: bytes
    format: str
    width: int
    height: int
    orientation: int = 1
    animated: bool = False
    located: bool = False
    active: bool = False

    @property
    def suffix(self) -> str:
        """The ending of its file's name, with the dot."""
        return _SUFFIXES[self.format]

    @property
    def is_drawing(self) -> bool:
        """Whether it is made of shapes, not of pixels."""
        return self.format == "SVG"


def read_picture(source: bytes | Path) -> Picture:
    """Look at a picture without unpacking it; raises EditorError for what is none, damaged, or too large to be safe."""
    if isinstance(source, Path):
        try:
            return _read(_bytes_of(source))
        except EditorError as error:
            raise EditorError(error.message, detail=error.detail, path=source) from error
    return _read(source)


@contextlib.contextmanager
def opened(data: bytes) -> Iterator[Image]:
    """Open a picture with Pillow for what is done inside; whatever goes wrong there is an EditorError."""
    from PIL import Image, UnidentifiedImageError

    # Pillow refuses at twice this; up to there it only warns, so the size is looked at below too.
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    # What is wrong with a file is told by who opened it, not by the library.
    logging.getLogger("PIL").setLevel(logging.CRITICAL)
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            _check_size(*image.size)
            yield image
    except EditorError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise EditorError(_TOO_LARGE, detail=str(error)) from error
    except MemoryError as error:
        raise EditorError(_TOO_LARGE, detail="there is not enough memory") from error
    except UnidentifiedImageError as error:
        raise EditorError(_unknown(data)) from error
    except Exception as error:  # a decoder fed with nonsense may raise anything at all
        raise EditorError("The picture is damaged or cut off.", detail=str(error)) from error


def orientation_of(image: Image) -> int:
    """Give the EXIF orientation, 1 to 8; 1 where there is none that makes sense."""
    value = image.getexif().get(_ORIENTATION, 1)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _read(data: bytes) -> Picture:
    if len(data) > MAX_BYTES:
        raise EditorError(_TOO_LARGE, detail=f"{len(data) // 1_048_576} MB")
    if _SVG_HEAD.match(data[:1024]) and _SVG_TAG.search(data[:_SVG_LOOK]):
        return _drawing(data)
    with opened(data) as image:
        assert image.format is not None
        orientation = orientation_of(image)
        width, height = image.size
        if orientation in _TURNED:
            width, height = height, width
        return Picture(
            data, image.format, width, height, orientation, _is_animated(image), _GPS in image.getexif()
        )


def _bytes_of(path: Path) -> bytes:
    try:
        with open_regular(path) as file:
            # One byte more than is taken tells that there is more.
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise EditorError("The picture cannot be read.", detail=error.strerror or str(error)) from error


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise EditorError(_TOO_LARGE, detail=f"{width:,} × {height:,} pixels")


def _is_animated(image: Image) -> bool:
    """Look for a second frame; counting all of them would unpack a file made to be deep."""
    if image.format in ("MPO", "TIFF"):
        # Their further pictures are no film: the camera's small copy, or pages.
        return False
    try:
        image.seek(1)
    except EOFError:
        return False
    image.seek(0)
    return True


def _drawing(data: bytes) -> Picture:
    found = _SVG_TAG.search(data)
    assert found is not None
    sides = {key: float(value) for key, value in _SVG_SIDE.findall(found.group()) if _is_number(value)}
    width, height = sides.get(b"width", 0.0), sides.get(b"height", 0.0)
    box = _SVG_BOX.search(found.group())
    if not (width and height) and box and _is_number(box[1]) and _is_number(box[2]):
        width, height = float(box[1]), float(box[2])
    if max(width, height) > _SVG_MOST:
        width = height = 0
    return Picture(data, "SVG", round(width), round(height), active=_ACTIVE.search(data) is not None)


def _is_number(text: bytes) -> bool:
    return re.fullmatch(rb"\d{1,12}(?:\.\d*)?|\.\d+", text) is not None


def _unknown(data: bytes) -> str:
    if _HEIC.match(data[:32]):
        return "This is a HEIC picture, which browsers do not show: save it as JPEG first."
    return "This is no picture that Postwright can read."
