"""Small copies: whole, upright, bounded, and never a reason to fall over."""

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.errors import EditorError
from editor.core.images.reading import read_picture
from editor.core.images.thumbnails import may_be_drawn, thumbnail
from tests.core.images.pictures import declared, exif, film, made
from tests.support.effort import check_linear


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP", "AVIF"])
@pytest.mark.parametrize(
    ("size", "expected"), [((600, 200), (100, 33)), ((20, 30), (20, 30)), ((1, 900), (1, 100))]
)
def test_a_copy_fits_and_keeps_its_shape(tmp_path, kind, size, expected):
    path = tmp_path / "x"
    path.write_bytes(made(kind, size))
    small = thumbnail(path, 100)
    assert small.size == expected
    assert len(small.pixels) == 4 * expected[0] * expected[1]
    assert (small.picture.width, small.picture.height) == size
    assert small.picture.data == b""


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "P", "1", "CMYK"])
def test_every_kind_of_pixels_is_shown(mode):
    small = thumbnail(read_picture(made("JPEG" if mode == "CMYK" else "PNG", (40, 30), mode)), 20)
    assert small.size == (20, 15)


def test_a_copy_stands_upright():
    assert thumbnail(read_picture(made("JPEG", (60, 20), exif=exif(orientation=6))), 30).size == (10, 30)


@pytest.mark.parametrize(
    "data", [declared(60_000, 60_000), declared(30_000, 30_000), made()[:60], b"", film(frames=3)[:40]]
)
def test_bombs_and_damage_are_words(tmp_path, data):
    path = tmp_path / "x.png"
    path.write_bytes(data)
    small = thumbnail(path, 100)
    assert small.picture is None
    assert small.trouble
    assert thumbnail(tmp_path / "gone.png", 100).trouble == "The picture cannot be read."


def test_a_film_shows_its_first_frame_and_costs_no_more():
    data = film(frames=300)
    # Whoever looked at a frame behind the second would find it damaged.
    third = [found.start() for found in re.finditer(rb"\x21\xf9\x04", data)][2]
    cut = data[:third] + b"\x21\xf9\x04" + b"\x55" * 1_000_000
    assert thumbnail(read_picture(cut), 10) == thumbnail(read_picture(data), 10)


def svg(inside):
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">{inside}</svg>'.encode()


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x()</script>",
        '<image href="file:///etc/passwd"/>',
        '<svg:image xlink:href="/etc/passwd"/>',
        '<use href="#a"/>',
        "<style>@import url(x)</style>",
        '<path d="M0 0h1e9" stroke-dasharray="0.001"/>',
        "<foreignObject/>",
        "<g>" * 80 + "</g>" * 80,
        "<!-- " + "x" * 300_000 + "-->",
        '<pattern id="p"/>',
        '<path marker-end="url(#m)"/><marker id="m"/>',
    ],
)
def test_hostile_drawings_are_not_drawn(inside):
    assert not may_be_drawn(svg(inside))
    assert not may_be_drawn(b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg(inside))
    hidden = svg(inside).replace(b"<", b"+ADw-").replace(b"+ADw-svg", b"<svg", 1)
    for name in (b"UTF-7", b"utf-16", b"IBM037", b"utf-8x"):
        assert not may_be_drawn(b'<?xml version="1.0" encoding="%s"?>' % name + hidden)


@pytest.mark.parametrize(
    "inside",
    ["", '<path d="M0 0h10"/>', "<g>" * 20 + "<rect/>" + "</g>" * 20, "<title>A</title><circle r='4'/>" * 90],
)
def test_plain_drawings_are(inside):
    assert may_be_drawn(svg(inside))
    for name in (b"UTF-8", b"us-ascii", b"ISO-8859-1"):
        assert may_be_drawn(b"<?xml version='1.0' encoding='%s'?>" % name + svg(inside))


@given(st.binary(max_size=2000))
def test_looking_never_fails(data):
    may_be_drawn(data)
    may_be_drawn(b"<" * 5000 + data)


@pytest.mark.parametrize(
    "piece",
    [b"<svg ", b"<a", b"<", b"< ", b" on", b"<svg viewBox='", b"<svg width='1", b"</", b"<!--", b"a:"],
)
def test_no_text_makes_looking_slow(piece):
    def look(size):
        data = piece * (size // len(piece))
        with contextlib.suppress(EditorError):
            read_picture(b"<?xml" + data)
        read_picture(b"<svg>" + data)
        may_be_drawn(b"<svg>" + data)

    # A drawing of more than 256 KB is not looked at.
    check_linear(look, 10_000, most=120_000)
