from hypothesis import given
from hypothesis import strategies as st

from editor.core.line_ends import line_end_of, restore, to_buffer

pieces = st.sampled_from(
    ["\r\n", "\n", "\r", "\u2029", "\ufdd0", "\u2028", "\xa0", "a", "b", "ü", "😀", "", " ", "\x0b"]
)
texts = st.lists(pieces, max_size=30).map("".join)


@given(texts)
def test_a_buffer_that_was_not_edited_gives_the_text_back(text):
    assert restore(text, to_buffer(text)) == text


@given(texts, texts)
def test_an_edited_buffer_is_what_the_restored_text_loads_as(original, other):
    edited = to_buffer(other)
    assert to_buffer(restore(original, edited)) == edited


short = st.lists(st.sampled_from(["\r", "\n", "\r\n", "a", "b"]), max_size=8).map("".join)


@given(short, short)
def test_no_line_is_lost_where_lone_carriage_returns_meet(original, other):
    edited = to_buffer(other)
    assert to_buffer(restore(original, edited)) == edited


def test_several_carriage_returns_before_a_newline_stay_lines():
    assert to_buffer(restore("a\rb\rc\nd", "\n\n\n")) == "\n\n\n"


@given(texts, st.data())
def test_lines_left_alone_keep_their_line_ends(text, data):
    lines = to_buffer(text).split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    changed = [*lines[:at], lines[at] + "!new!", *lines[at + 1 :]]
    restored = restore(text, "\n".join(changed))
    assert restored.replace("!new!", "") == text


def test_a_new_line_takes_the_end_of_the_line_above():
    assert restore("a\r\nb\nc", "a\nx\nb\nc") == "a\r\nx\r\nb\nc"


def test_the_usual_line_end_wins():
    assert line_end_of("a\r\nb\r\nc\n") == "\r\n"
    assert line_end_of("a") == "\n"
