"""What a picture tells about its maker, taken out of the file without touching a pixel.

Sources: JPEG (ITU T.81, annex B), PNG (W3C, third edition), WebP's container (RFC 9649), EXIF 2.32.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

_GPS: Final = 0x8825
_EXIF_JPEG: Final = b"Exif\0\0"
_XMP_JPEG: Final = b"http://ns.adobe.com/x"
_LOCATED_XMP: Final = re.compile(rb"exif:GPS|GPSL(?:at|ong)itude", re.IGNORECASE)
# Kept whatever is taken: size and density, colours, how they are coded.
_PLAIN_JPEG: Final = {0xE0, 0xEE}
_ICC_JPEG: Final = b"ICC_PROFILE\0"
_PROFILES_PNG: Final = (b"Raw profile type exif", b"Raw profile type APP1", b"Raw profile type xmp")
_XMP_PNG: Final = b"XML:com.adobe.xmp"
_MOST_XMP: Final = 4 * 1024 * 1024
_TEXTS_PNG: Final = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_PRIVATE_PNG: Final = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_WEBP_EXIF: Final = 0x08
_WEBP_XMP: Final = 0x04


class Privacy(Enum):
    """How much of what a picture tells about its maker is taken out."""

    NOTHING = "nothing"
    PLACE = "place"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file without what was private; `place` and `other` say whether there was any."""

    data: bytes
    place: bool = False
    other: bool = False


def clean(data: bytes, privacy: Privacy) -> Cleaned | None:
    """Take metadata out of a JPEG, PNG or WebP file; None where its parts cannot be told apart.

    `PLACE` takes the GPS part of EXIF and an XMP packet that tells a place; `ALL` takes everything but what colours
    need. The pixels are the same bytes.
    """
    if privacy is Privacy.NOTHING:
        return Cleaned(data)
    try:
        cleaned = _cleaned(data, privacy)
    except (struct.error, ValueError, IndexError):
        return None
    if cleaned is not None and privacy is Privacy.PLACE and not cleaned.place:
        return Cleaned(data)
    return cleaned


def without_place(exif: bytes) -> bytes:
    """Give an EXIF block (a TIFF file) without its GPS part; empty where it cannot be written again."""
    from PIL import Image

    try:
        block = Image.Exif()
        block.load(exif)
        # Read before they are written, or the offsets of the old block would be kept.
        for inner in (0x8769, 0xA005):
            block.get_ifd(inner)
        if _GPS in block:
            del block[_GPS]
        return block.tobytes().removeprefix(_EXIF_JPEG)
    except Exception:  # a block that no reader understands is none to keep
        return b""


def _cleaned(data: bytes, privacy: Privacy) -> Cleaned | None:
    if data.startswith(b"\xff\xd8"):
        return _clean_jpeg(data, privacy)
    if data.startswith(_PNG):
        return _clean_png(data, privacy)
    return _clean_webp(data, privacy) if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


class _Found:
    """Collects what was found on the way."""

    def __init__(self, privacy: Privacy) -> None:
        self.privacy = privacy
        self.place = False
        self.other = False

    def exif(self, block: bytes) -> bytes:
        """Give what is kept of an EXIF block."""
        located = _has_place(block)
        self.place |= located
        if self.privacy is Privacy.ALL:
            self.other = True
            return b""
        return without_place(block) if located else block

    def text(self, block: bytes) -> bytes:
        """Give what is kept of an XMP packet or another text."""
        located = _LOCATED_XMP.search(block) is not None
        self.place |= located
        if self.privacy is Privacy.ALL:
            self.other = True
            return b""
        return b"" if located else block


def _has_place(exif: bytes) -> bool:
    from PIL import Image

    try:
        block = Image.Exif()
        block.load(exif)
        return _GPS in block
    except Exception:  # what cannot be read may hold one
        return True


def _clean_jpeg(data: bytes, privacy: Privacy) -> Cleaned:
    found = _Found(privacy)
    out = [data[:2]]
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("no marker")
        marker = data[at + 1]
        if marker in (0xFF, 0x01) or 0xD0 <= marker <= 0xD7:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in (0xDA, 0xD9):
            end = _end_of_jpeg(data, at)
            out.append(data[at:end])
            # Behind its end a camera hangs another picture, which has its own metadata.
            found.other |= bool(data[end:].strip(b"\0"))
            return Cleaned(b"".join(out), found.place, found.other)
        size = struct.unpack_from(">H", data, at + 2)[0]
        if size < 2 or at + 2 + size > len(data):
            raise ValueError("cut off")
        out.append(_jpeg_segment(marker, data[at : at + 2 + size], found))
        at += 2 + size


def _end_of_jpeg(data: bytes, at: int) -> int:
    """Find the end of the first picture: in coded data an FF is followed by 00 or a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        marker = data[at + 1]
        if marker == 0xD9:
            return at + 2
        if marker in (0x00, 0xFF, 0x01) or 0xD0 <= marker <= 0xD7:
            at += 2 if marker != 0xFF else 1
        else:
            at += 2 + int(struct.unpack_from(">H", data, at + 2)[0])


def _jpeg_segment(marker: int, segment: bytes, found: _Found) -> bytes:
    body = segment[4:]
    if marker == 0xE1 and body.startswith(_EXIF_JPEG):
        kept = found.exif(body[len(_EXIF_JPEG) :])
        return _jpeg_exif(kept)
    if marker == 0xE1 and body.startswith(_XMP_JPEG):
        return segment if found.text(body) else b""
    if marker == 0xE2 and body.startswith(b"MPF\0"):
        # It points at pictures behind the end, which go.
        return b""
    is_plain = marker in _PLAIN_JPEG or body.startswith(_ICC_JPEG)
    is_private = (0xE0 <= marker <= 0xEF and not is_plain) or marker == 0xFE
    if is_private and found.privacy is Privacy.ALL:
        found.other = True
        return b""
    return segment


def _jpeg_exif(block: bytes) -> bytes:
    body = _EXIF_JPEG + block
    return struct.pack(">BBH", 0xFF, 0xE1, len(body) + 2) + body if block and len(body) < 65_533 else b""


def _clean_png(data: bytes, privacy: Privacy) -> Cleaned:
    found = _Found(privacy)
    out = [_PNG]
    for kind, body, whole in _png_chunks(data):
        if kind == b"eXIf":
            kept = found.exif(body)
            out.append(_png_chunk(kind, kept) if kept and kept != body else whole if kept else b"")
        elif kind in _TEXTS_PNG and body.startswith(_PROFILES_PNG):
            # Coded in ways of their own, so nothing in them is looked into.
            found.place = True
        elif kind == b"iTXt" and body.startswith(_XMP_PNG):
            out.append(whole if found.text(_xmp_of_png(body)) else b"")
        elif kind in _PRIVATE_PNG and privacy is Privacy.ALL:
            found.other = True
        else:
            out.append(whole)
    return Cleaned(b"".join(out), found.place, found.other)


def _xmp_of_png(body: bytes) -> bytes:
    """Give the packet of an international text chunk, unpacked as far as a packet reasonably goes."""
    flag = body[len(_XMP_PNG) + 1]
    if not flag:
        return body
    _, _, rest = body[len(_XMP_PNG) + 3 :].partition(b"\0")
    try:
        return zlib.decompressobj().decompress(rest.partition(b"\0")[2], _MOST_XMP)
    except zlib.error as error:
        raise ValueError("damaged text") from error


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    at = len(_PNG)
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if end > len(data):
            raise ValueError("cut off")
        yield kind, data[at + 8 : end - 4], data[at:end]
        if kind == b"IEND":
            return
        at = end


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _clean_webp(data: bytes, privacy: Privacy) -> Cleaned:
    found = _Found(privacy)
    kept: list[tuple[bytes, bytes]] = []
    at = 12
    while at + 8 <= len(data):
        kind, size = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + size]
        if len(body) < size:
            raise ValueError("cut off")
        if kind == b"EXIF":
            body = found.exif(body.removeprefix(_EXIF_JPEG))
        elif kind == b"XMP ":
            body = found.text(body)
        if body or kind not in (b"EXIF", b"XMP "):
            kept.append((kind, body))
        at += 8 + size + size % 2
    kinds = {kind for kind, _ in kept}
    gone = (0 if b"EXIF" in kinds else _WEBP_EXIF) | (0 if b"XMP " in kinds else _WEBP_XMP)
    out = b"".join(_webp_chunk(kind, body, gone) for kind, body in kept)
    whole = b"RIFF" + struct.pack("<I", len(out) + 4) + b"WEBP" + out
    return Cleaned(whole, found.place, found.other)


def _webp_chunk(kind: bytes, body: bytes, gone: int) -> bytes:
    if kind == b"VP8X" and body:
        body = bytes([body[0] & ~gone]) + body[1:]
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
