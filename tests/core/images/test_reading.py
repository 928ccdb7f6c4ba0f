"""Pictures that nobody vouches for: told apart, and refused in words where they are bombs or damaged."""

import contextlib
import re
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.errors import EditorError
from editor.core.images.preparing import Format, Wish, prepare
from editor.core.images.reading import MAX_BYTES, read_picture
from tests.core.images.pictures import declared, exif, film, made


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP", "AVIF"])
def test_a_picture_says_what_it_is(kind, tmp_path):
    path = tmp_path / "any-name-at-all"
    path.write_bytes(made(kind))
    picture = read_picture(path)
    assert (picture.format, picture.width, picture.height) == (kind, 60, 40)
    assert (picture.animated, picture.located, picture.active) == (False, False, False)
    assert picture.data == path.read_bytes()


def test_a_turned_picture_has_the_size_it_is_seen_in():
    picture = read_picture(made("JPEG", exif=exif(orientation=6)))
    assert (picture.width, picture.height, picture.orientation, picture.located) == (40, 60, 6, True)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_films_are_told_from_pictures(kind):
    assert read_picture(film(kind)).animated
    assert not read_picture(film(kind, 1)).animated


@pytest.mark.parametrize(
    ("tag", "size"),
    [
        ('<svg width="30" height="20.4">', (30, 20)),
        ('<svg viewBox="0 0 64 32" width="100%">', (64, 32)),
        ('<svg width="10px" height="10px" viewBox="0 0 1 1">', (10, 10)),
        ("<svg>", (0, 0)),
        ('<svg width="1e99" height="9999999999">', (0, 0)),
    ],
)
def test_a_drawing_tells_its_size(tag, size):
    picture = read_picture(f'<?xml version="1.0"?>\n{tag}<path d="M0 0"/></svg>'.encode())
    assert (picture.format, picture.width, picture.height, picture.active) == ("SVG", *size, False)


@pytest.mark.parametrize(
    "inside",
    ["<script>alert(1)</script>", '<path onload="x()"/>', '<a href="javascript:x()"/>', "<foreignObject/>"],
)
def test_a_drawing_that_runs_scripts_is_known(inside):
    assert read_picture(f"<svg>{inside}</svg>".encode()).active


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 1), (1, 70_000), (20_000, 20_000)])
def test_a_picture_that_says_it_is_enormous_is_refused_unread(size):
    whole = declared(*size)
    # The same is said of its header alone, so what follows is not needed to know it.
    for data in (whole, whole[: whole.index(b"IDAT") + 4]):
        with pytest.raises(EditorError) as told:
            read_picture(data)
        assert told.value.message == "The picture is too large to be opened safely."


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path):
    path = tmp_path / "large.png"
    with path.open("wb") as file:
        file.write(made())
        file.truncate(MAX_BYTES * 100)
    with pytest.raises(EditorError, match="too large"):
        read_picture(path)


def test_a_deep_film_costs_no_more_than_its_first_frames():
    data = film(frames=200)
    # Whoever looked at a frame behind the second would find it damaged.
    third = [found.start() for found in re.finditer(rb"\x21\xf9\x04", data)][2]
    picture = read_picture(data[:third] + b"\x21\xf9\x04" + b"\x55" * 1_000_000)
    assert picture.animated
    assert prepare(picture, Wish(max_width=5, format=Format.WEBP)).data == picture.data


def test_texts_that_unpack_to_gigabytes_are_refused():
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(200_000_000), 9))
    data = made()
    with pytest.raises(EditorError, match="damaged"):
        prepare(read_picture(data[:33] + bomb + data[33:]), Wish(max_width=10))


def test_enormous_exif_is_survived():
    block = exif(maker="x" * 60_000)
    picture = read_picture(made("WEBP", exif=block))
    made_ready = prepare(picture, Wish())
    assert len(made_ready.data) > 60_000
    assert b"Exif" in read_picture(made("JPEG", exif=block)).data


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF", "TIFF"])
def test_what_is_cut_off_is_refused_in_words(kind):
    data = made(kind, (300, 200))
    for size in (20, len(data) // 2, len(data) - 40):
        with pytest.raises(EditorError, match=r"damaged|no picture"):
            prepare(read_picture(data[:size]), Wish(max_width=10))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no picture"),
        (b"GIF", "no picture"),
        (b"<html><svg></svg></html>", "no picture"),
        (b"%PDF-1.7", "no picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
    ],
)
def test_what_is_none_is_refused_in_words(data, words):
    with pytest.raises(EditorError, match=words):
        read_picture(data)


def test_a_missing_file_is_told_with_its_name(tmp_path):
    with pytest.raises(EditorError, match="cannot be read") as told:
        read_picture(tmp_path / "gone.png")
    assert told.value.path == tmp_path / "gone.png"


@given(
    st.sampled_from(["PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP", "AVIF"]),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_damaged_bytes_give_a_picture_or_words_and_nothing_else(kind, places):
    data = bytearray(made(kind, exif=exif()) if kind in ("PNG", "JPEG", "WEBP") else made(kind))
    for at, value in places:
        data[at % len(data)] = value
    with contextlib.suppress(EditorError):
        prepare(read_picture(bytes(data)), Wish(max_width=20, format=Format.PNG))
