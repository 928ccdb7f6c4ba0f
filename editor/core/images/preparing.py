"""Pictures made ready for a site: upright, without what is private, no larger than they need be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from io import BytesIO
from typing import TYPE_CHECKING, Final

from editor.core.errors import EditorError
from editor.core.images.metadata import Privacy, clean
from editor.core.images.reading import Picture, opened, read_picture

if TYPE_CHECKING:
    from PIL.Image import Image

# More than eight bits a channel, which neither JPEG nor WebP has.
_DEEP: Final = frozenset({"I", "F", "I;16", "I;16B", "I;16L", "I;16N"})
_EXIF_PARTS: Final = (0x8769, 0xA005)
_ORIENTATION: Final = 0x0112
_GPS: Final = 0x8825
# RFC 6386, section 9.1: fourteen bits.
_WEBP_SIDE: Final = 16_383
# Formats of the camera and the scanner, which browsers do not show.
_NOT_FOR_WEB: Final = frozenset({"TIFF", "BMP"})
_ENDINGS: Final = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "AVIF": ".avif", "GIF": ".gif"}


_NAMES: Final = {"JPEG": "JPEG", "PNG": "PNG", "WEBP": "WebP", "AVIF": "AVIF", "GIF": "GIF"}
_NO_PLACE: Final = "The place where it was taken (GPS) is removed."
_NO_MORE: Final = "What the camera and programs noted in it is removed."


class Format(Enum):
    """What a picture is written as; `SAME` leaves it what it is, as far as browsers show that."""

    SAME = "same"
    WEBP = "webp"
    JPEG = "jpeg"
    PNG = "png"


@dataclass(frozen=True, slots=True)
class Wish:
    """How pictures are prepared: `max_width` in pixels, 0 for any; `quality` 1 to 100 for what loses detail."""

    max_width: int = 2000
    format: Format = Format.SAME
    quality: int = 85
    privacy: Privacy = Privacy.PLACE


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """The bytes of a file to be and the ending of its name; `notes` say what was done, in sentences.

    `width` and `height` are zero for a drawing without a size. `original` is the size in bytes it came with.
    """

    data: bytes
    suffix: str
    width: int
    height: int
    original: int
    notes: tuple[str, ...] = ()


def prepare(picture: Picture, wish: Wish) -> PreparedPicture:
    """Prepare a picture as wished; its very bytes where nothing has to change. Raises EditorError."""
    if picture.is_drawing:
        note = "It holds a script, which a browser runs when the file is opened by itself."
        return _unchanged(picture, "A drawing is kept as it is.", *((note,) if picture.active else ()))
    if picture.animated:
        return _unchanged(picture, "A moving picture is kept as it is.")
    target = _target(picture, wish.format)
    scaled = bool(wish.max_width) and picture.width > wish.max_width
    if not scaled and picture.orientation == 1 and target == _usual(picture.format):
        cleaned = clean(picture.data, wish.privacy)
        if cleaned is not None:
            made = _unchanged(picture, *_notes_of_cleaning(place=cleaned.place, other=cleaned.other))
            return replace(made, data=cleaned.data)
        if wish.privacy is Privacy.NOTHING or (wish.privacy is Privacy.PLACE and not picture.located):
            return _unchanged(picture)
    return _written_anew(picture, target, wish)


def from_pixels(width: int, height: int, stride: int, pixels: bytes) -> Picture:
    """Make a picture of pixels as a clipboard gives them: rows of `stride` bytes, in each pixel R, G, B and A."""
    from PIL import Image

    if width <= 0 or height <= 0 or len(pixels) < stride * height:
        raise EditorError("The clipboard holds no picture.")
    image = Image.frombytes("RGBA", (width, height), pixels, "raw", "RGBA", stride)
    is_opaque = image.getchannel("A").histogram()[255] == width * height
    out = BytesIO()
    (image.convert("RGB") if is_opaque else image).save(out, "PNG")
    return read_picture(out.getvalue())


def shown_size(size: int) -> str:
    """Give a number of bytes as people say it."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.0f} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def _unchanged(picture: Picture, *notes: str) -> PreparedPicture:
    return PreparedPicture(
        picture.data, picture.suffix, picture.width, picture.height, len(picture.data), notes
    )


def _usual(format_: str) -> str:
    return "JPEG" if format_ == "MPO" else format_


def _target(picture: Picture, wanted: Format) -> str:
    if wanted is not Format.SAME:
        return str(wanted.value).upper()
    return "PNG" if picture.format in _NOT_FOR_WEB else _usual(picture.format)


def _written_anew(picture: Picture, target: str, wish: Wish) -> PreparedPicture:
    from PIL import ImageOps

    notes: list[str] = []
    with opened(picture.data) as image:
        if target == "JPEG" and wish.max_width and picture.format in ("JPEG", "MPO"):
            # The decoder itself halves what is several times too large, in a fraction of the time.
            image.draft(None, (wish.max_width * 2, wish.max_width * 2))
        profile = image.info.get("icc_profile")
        seen = ImageOps.exif_transpose(image)
        kept = _exif_of(image, wish.privacy)
        if picture.orientation != 1:
            notes.append("Turned upright, as the camera meant it.")
        if wish.max_width and picture.width > wish.max_width:
            seen = _scaled(seen, picture, wish.max_width)
            notes.append(
                f"Made smaller: {picture.width} × {picture.height} became {seen.width} × {seen.height}."
            )
        seen = _for_format(seen, target, notes)
        data = _encoded(seen, target, wish, kept, profile)
        size = seen.size
    if wish.privacy is not Privacy.NOTHING and picture.located:
        notes.append(_NO_PLACE)
    if target != _usual(picture.format):
        notes.append(
            f"Written as {_NAMES[target]}: {shown_size(len(picture.data))} became {shown_size(len(data))}."
        )
    return PreparedPicture(data, _ENDINGS[target], *size, len(picture.data), tuple(notes))


def _scaled(image: Image, picture: Picture, width: int) -> Image:
    from PIL import Image as Pictures

    if image.mode in ("P", "1"):
        # Between the colours of a palette there are none.
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    elif image.mode in _DEEP:
        image = _shallow(image)
    height = max(1, round(picture.height * width / picture.width))
    return image.resize((width, height), Pictures.Resampling.LANCZOS, reducing_gap=3.0)


def _for_format(image: Image, target: str, notes: list[str]) -> Image:
    """Give a picture in a mode that the format has."""
    from PIL import Image as Pictures

    if target == "WEBP" and max(image.size) > _WEBP_SIDE:
        raise EditorError(
            f"A WebP picture has no side over {_WEBP_SIDE:,} pixels: choose a smaller width or another format.",
            detail=f"{image.width:,} × {image.height:,} pixels",
        )
    if image.mode in _DEEP and target != "PNG":
        image = _shallow(image)
    is_clear = image.has_transparency_data
    if target == "JPEG":
        if is_clear:
            notes.append("What was transparent is white now: JPEG has no transparency.")
            whole = image.convert("RGBA")
            ground = Pictures.new("RGBA", whole.size, "white")
            return Pictures.alpha_composite(ground, whole).convert("RGB")
        return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")
    if target in ("WEBP", "AVIF") or image.mode in ("CMYK", "YCbCr", "LAB", "HSV"):
        return image.convert("RGBA" if is_clear else "RGB")
    return image


def _shallow(image: Image) -> Image:
    """Give the eight upper bits of a picture that has sixteen."""
    if image.mode == "F":
        return image.convert("L")
    return image.convert("I").point(lambda value: value / 257).convert("L")


def _encoded(image: Image, target: str, wish: Wish, exif: bytes, profile: bytes | None) -> bytes:
    options: dict[str, object] = {"icc_profile": profile if image.mode in ("RGB", "RGBA") else None}
    if exif and target != "GIF":
        options["exif"] = exif
    if target in ("JPEG", "WEBP", "AVIF"):
        options["quality"] = wish.quality
    if target in ("JPEG", "PNG"):
        options["optimize"] = True
    out = BytesIO()
    image.save(out, target, **options)
    return out.getvalue()


def _exif_of(image: Image, privacy: Privacy) -> bytes:
    """Give the EXIF block that goes with the picture written anew, which stands upright."""
    if privacy is Privacy.ALL:
        return b""
    try:
        block = image.getexif()
        for part in _EXIF_PARTS:
            block.get_ifd(part)
        for tag in (_ORIENTATION, *((_GPS,) if privacy is Privacy.PLACE else ())):
            if tag in block:
                del block[tag]
        return block.tobytes() if len(block) else b""
    except Exception:  # a block that no reader understands is none to keep
        return b""


def _notes_of_cleaning(*, place: bool, other: bool) -> tuple[str, ...]:
    return tuple(note for note, said in ((_NO_PLACE, place), (_NO_MORE, other)) if said)
