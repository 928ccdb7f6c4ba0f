"""Thumbnails on their way to the panels: drawings drawn, hostile ones left alone, everything made once."""

import time

import pytest

from editor.app.thumbnails import ThumbnailFeed, Wanted, shown
from editor.core.images.reading import read_picture
from editor.core.images.thumbnails import thumbnail
from tests.core.images.pictures import declared, made
from tests.core.images.test_thumbnails import svg


@pytest.fixture
def pool(qtbot):
    from PySide6.QtCore import QThreadPool

    pool = QThreadPool()
    yield pool
    assert pool.waitForDone(30_000)


def test_a_drawing_is_drawn_in_its_shape_and_a_hostile_one_is_not():
    plain = svg('<rect width="10" height="5" fill="#00f"/>').replace(b'height="10"', b'height="5"', 1)
    image = shown(thumbnail(read_picture(plain), 100), 100).image
    assert (image.width(), image.height()) == (100, 50)
    assert image.pixelColor(50, 25).blue() == 255
    for inside in ("<script>x()</script>", '<image href="file:///etc/hostname" width="9" height="9"/>'):
        assert shown(thumbnail(read_picture(svg(inside)), 100), 100).image.isNull()


def seconds_to_draw(shapes):
    begun = time.process_time()
    shown(thumbnail(read_picture(svg(shapes)), 100), 100)
    return time.process_time() - begun


def test_drawing_a_thousand_shapes_takes_time_that_grows_with_their_number():
    shapes = '<path d="M0 0c1 2 3 4 5 6z" stroke="red" fill="none"/>' * 4000
    assert not shown(thumbnail(read_picture(svg(shapes)), 100), 100).image.isNull()
    # Four times the shapes are four times the work; a clock's tick is none.
    quick = max(0.004, min(seconds_to_draw(shapes[: len(shapes) // 4]) for _ in range(3)))
    assert min(seconds_to_draw(shapes) for _ in range(3)) < 12 * quick


def test_copies_are_made_once_and_again_when_the_file_is_another(qtbot, pool, tmp_path):
    feed = ThumbnailFeed(pool)
    paths = []
    for number in range(12):
        path = tmp_path / f"{number}.png"
        path.write_bytes(made(size=(40 + number, 20)) if number else declared(50_000, 50_000))
        paths.append(path)
    wanted = [Wanted(path, path.stat().st_size, path.stat().st_mtime_ns, 30) for path in paths]
    made_ = []
    feed.made.connect(made_.append)
    assert [feed.get(each) for each in wanted] == [None] * 12
    qtbot.waitUntil(lambda: feed.is_idle and len(made_) == 12, timeout=30_000)
    assert feed.get(wanted[0]).trouble
    assert feed.get(wanted[5]).image.width() == 30
    assert feed.get(wanted[5]) is feed.get(wanted[5])
    assert len(made_) == 12
    assert feed.get(Wanted(paths[5], 1, 1, 30)) is None
    qtbot.waitUntil(lambda: feed.is_idle, timeout=30_000)
