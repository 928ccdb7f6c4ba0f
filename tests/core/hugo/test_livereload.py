"""Hugo's livereload messages, in whatever pieces they come."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.hugo.address import is_livereload, page_url, served_at
from editor.core.hugo.livereload import LivereloadReader, NotALivereload, Reload, opening

AGREED = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"


def frame(text, code=1):
    data = text.encode()
    size = len(data)
    if size < 126:
        return bytes((0x80 | code, size)) + data
    return bytes((0x80 | code, 126)) + size.to_bytes(2, "big") + data


def message(path, port=1313):
    return json.dumps({"command": "reload", "path": path, "originalPath": "", "overrideURL": port})


STREAM = (
    AGREED
    + frame(json.dumps({"command": "hello"}))
    + frame(message("__hugo_navigate/sub/posts/a/" + "long" * 40))
    + frame("ping", 9)
    + frame("no JSON")
    + frame(message("/x.js", -1))
)
EXPECTED = [Reload("/sub/posts/a/" + "long" * 40, 1313), Reload("", None)]


@given(st.lists(st.integers(1, len(STREAM) - 1), unique=True).map(sorted))
def test_the_pieces_do_not_matter(cuts):
    reader = LivereloadReader()
    pieces = [STREAM[a:b] for a, b in zip([0, *cuts], [*cuts, len(STREAM)], strict=True)]
    assert [reload for piece in pieces for reload in reader.feed(piece)] == EXPECTED
    assert reader.is_open
    assert reader.answers[:1] == b"\x8a"


@pytest.mark.parametrize("data", [b"HTTP/1.1 404 Not Found\r\n\r\n", AGREED + frame("", 8), b"x" * 2_000_000])
def test_others_are_not_listened_to(data):
    with pytest.raises(NotALivereload):
        LivereloadReader().feed(data)


def test_the_opening_names_host_and_path():
    assert opening("127.0.0.1:1313", "/sub/livereload").startswith(
        b"GET /sub/livereload HTTP/1.1\r\nHost: 127.0.0.1:1313\r\n"
    )


def test_addresses():
    line = "Web Server is available at http://localhost:1313/sub/ (bind address 127.0.0.1) "
    assert served_at(line) == "http://localhost:1313/sub/"
    assert (
        served_at("Web Server is available at //localhost:1313/ (bind address 127.0.0.1)")
        == "http://localhost:1313/"
    )
    assert served_at("Total in 3 ms") == ""
    assert page_url("http://localhost:1313/sub/", "/sub/a/") == "http://localhost:1313/sub/a/"
    assert is_livereload("/sub/livereload.js")
    assert not is_livereload("/js/live.js")
