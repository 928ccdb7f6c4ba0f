"""Pictures made ready: what must change changes and is told, all else is the very same bytes."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from editor.core.errors import EditorError
from editor.core.images.metadata import Privacy, clean
from editor.core.images.preparing import Format, Wish, from_pixels, prepare, shown_size
from editor.core.images.reading import read_picture
from tests.core.images.pictures import GPS, MAKER, exif, film, made, opened

KINDS = ("JPEG", "PNG", "WEBP")


def ready(data, **wish):
    return prepare(read_picture(data), Wish(**wish))


def same_pixels(first, second):
    a, b = opened(first), opened(second)
    return a.size == b.size and ImageChops.difference(a.convert("RGBA"), b.convert("RGBA")).getbbox() is None


@pytest.mark.parametrize("kind", [*KINDS, "GIF", "AVIF"])
def test_what_needs_no_change_is_the_same_bytes(kind):
    data = made(kind)
    result = ready(data)
    assert result.data == data
    assert result.notes == ()
    assert (result.width, result.height, result.original) == (60, 40, len(data))


@pytest.mark.parametrize("kind", KINDS)
def test_the_place_goes_and_the_pixels_stay(kind):
    data = made(kind, exif=exif(), quality=90)
    result = ready(data)
    block = opened(result.data).getexif()
    assert GPS not in block
    assert block[MAKER] == "Camera of a friend"
    assert same_pixels(data, result.data)
    assert result.notes == ("The place where it was taken (GPS) is removed.",)


@pytest.mark.parametrize("kind", KINDS)
def test_all_that_is_private_goes(kind):
    data = made(kind, exif=exif(place=False), quality=90, xmp=b"<x:xmpmeta>me</x:xmpmeta>")
    result = ready(data, privacy=Privacy.ALL)
    assert b"friend" not in result.data
    assert b"xmpmeta" not in result.data
    assert same_pixels(data, result.data)
    assert result.notes == ("What the camera and programs noted in it is removed.",)
    assert ready(data).data == data
    assert ready(made(kind, exif=exif()), privacy=Privacy.NOTHING).data == made(kind, exif=exif())


@pytest.mark.parametrize(("kind", "packed"), [*((kind, False) for kind in KINDS), ("PNG", True)])
def test_a_place_in_xmp_goes_too(kind, packed):
    packet = b'<x:xmpmeta xmlns:exif="x"><exif:GPSLatitude>59,20N</exif:GPSLatitude></x:xmpmeta>'
    result = ready(made(kind, xmp=packet, packed=packed))
    assert b"GPSLatitude" not in result.data
    assert b"XML:com.adobe" not in result.data
    assert result.notes == ("The place where it was taken (GPS) is removed.",)
    assert opened(result.data).size == (60, 40)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_picture_is_turned_upright(kind, orientation):
    straight = opened(made("PNG", (64, 32)))
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    out = BytesIO()
    straight.transpose(back).save(out, kind, exif=exif(orientation=orientation), quality=95)
    result = ready(out.getvalue(), quality=95)
    seen = opened(result.data)
    assert seen.size == (result.width, result.height) == (64, 32)
    assert seen.getexif().get(0x0112, 1) == 1
    assert GPS not in seen.getexif()
    assert "Turned upright, as the camera meant it." in result.notes
    assert "The place where it was taken (GPS) is removed." in result.notes
    for x, y in ((4, 28), (60, 28), (30, 1)):
        assert (
            max(
                abs(a - b)
                for a, b in zip(seen.convert("RGB").getpixel((x, y)), straight.getpixel((x, y)), strict=True)
            )
            < 40
        )


@given(
    st.integers(1, 90),
    st.integers(1, 90),
    st.integers(0, 120),
    st.sampled_from(["PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP"]),
    st.sampled_from(list(Format)),
)
def test_a_picture_is_never_wider_than_wished_and_keeps_its_shape(width, height, most, kind, target):
    data = made(kind, (width, height))
    result = ready(data, max_width=most, format=target)
    image = opened(result.data)
    assert image.size == (result.width, result.height)
    assert result.width == (min(width, most) if most else width)
    assert abs(result.height - result.width * height / width) <= 1
    endings = {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF"}
    assert image.format == endings[result.suffix]
    if target is not Format.SAME:
        assert image.format == target.value.upper()
    if result.data != data:
        assert result.notes


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "P", "1", "I;16", "CMYK"])
@pytest.mark.parametrize("target", list(Format))
def test_every_kind_of_pixels_can_be_written(mode, target):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    if mode == "I;16":
        out = BytesIO()
        Image.new("I;16", (60, 40), 40_000).save(out, "PNG")
        data = out.getvalue()
    else:
        data = made(kind, mode=mode)
    result = ready(data, max_width=30, format=target)
    image = opened(result.data)
    assert image.size == (30, 20)
    if mode == "I;16":
        assert abs(image.convert("L").getpixel((3, 3)) - 156) < 3


def test_transparency_is_told_where_it_is_lost():
    data = made(mode="RGBA")
    assert any("transparent" in note for note in ready(data, format=Format.JPEG).notes)
    assert not any("transparent" in note for note in ready(data, format=Format.WEBP).notes)
    assert opened(ready(data, format=Format.WEBP).data).mode == "RGBA"


@pytest.mark.parametrize("data", [film("GIF"), film("WEBP"), film("PNG")])
def test_films_stay_what_they_are(data):
    result = ready(data, max_width=5, format=Format.JPEG)
    assert result.data == data
    assert result.notes == ("A moving picture is kept as it is.",)


def test_drawings_stay_what_they_are_and_their_scripts_are_told():
    plain, active = b"<svg><path/></svg>", b"<svg><script>x()</script></svg>"
    assert ready(plain, max_width=5, format=Format.JPEG).data == plain
    assert not any("script" in note for note in ready(plain).notes)
    assert any("script" in note for note in ready(active).notes)


def test_what_browsers_do_not_show_becomes_something_they_do():
    for kind in ("TIFF", "BMP"):
        result = ready(made(kind))
        assert result.suffix == ".png"
        assert result.notes[0].startswith("Written as PNG: ")


def test_colours_keep_their_profile():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in KINDS:
        data = made(kind, icc_profile=profile, exif=exif())
        for wish in ({"privacy": Privacy.ALL}, {"max_width": 20}, {"format": Format.WEBP}):
            assert opened(ready(data, **wish).data).info["icc_profile"] == profile


def test_a_side_that_webp_does_not_have_is_refused_in_words():
    tall = made("PNG", (10, 17_000))
    with pytest.raises(EditorError, match="16,383"):
        ready(tall, format=Format.WEBP)


def test_the_pixels_of_a_clipboard_become_a_picture():
    row = b"\xff\0\0\xff" * 3 + b"\0\0\0\0"
    picture = from_pixels(3, 2, 16, row * 2)
    image = opened(picture.data)
    assert (image.mode, image.size, image.getpixel((2, 1))) == ("RGB", (3, 2), (255, 0, 0))
    half = from_pixels(1, 1, 4, b"\0\xff\0\x80")
    assert opened(half.data).mode == "RGBA"
    with pytest.raises(EditorError):
        from_pixels(10, 10, 40, b"")


@given(st.binary(max_size=300), st.sampled_from(list(Privacy)), st.sampled_from(KINDS))
def test_cleaning_raises_nothing(tail, privacy, kind):
    data = made(kind, exif=exif())
    cut = len(data) // 3
    clean(data[:cut] + tail, privacy)
    clean(tail, privacy)


def test_a_picture_behind_a_picture_goes_with_its_place():
    first, second = opened(made("JPEG")), opened(made("JPEG"))
    out = BytesIO()
    first.save(out, "MPO", save_all=True, append_images=[second], exif=exif())
    data = out.getvalue()
    assert read_picture(data).format in ("MPO", "JPEG")
    result = ready(data)
    assert result.suffix == ".jpg"
    assert GPS not in opened(result.data).getexif()
    assert opened(result.data).format == "JPEG"


def test_sizes_are_said_as_people_say_them():
    assert [shown_size(n) for n in (12, 1_499, 240_000, 3_140_000)] == [
        "12 bytes",
        "1 KB",
        "240 KB",
        "3.1 MB",
    ]
