"""What must hold of every command on any text: it ends inside the text, and no letter of the author's is lost."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.markdown import MarkupConfig, render_html
from editor.core.writing.change import Selection
from editor.core.writing.links import paste_url
from tests.core.writing.test_commands import COMMANDS

PIECES = (
    *(
        "- ",
        "* ",
        "1. ",
        "2. ",
        "10) ",
        "- [ ] ",
        "- [x] ",
        "> ",
        "# ",
        "```",
        "~~~",
        "    ",
        "\t",
        "  ",
        " ",
    ),
    *("\n", "\n\n", "| ", "|", "|---|---|", "|:-:|", "[^1]", "[^1]: ", "word", "two words", "字", "😀", "é"),
    *("(", ")", "[", "]", '"', "`", "*", "\\", "\\|", "{{< x >}}", "https://a.example", "---"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
# These take away what was selected, or a line, as they are told.
TAKING = {"enter", "delete", "no row", "no column"}


@st.composite
def places(draw):
    text = draw(TEXTS)
    offsets = st.integers(0, len(text))
    return text, Selection(draw(offsets), draw(offsets))


def letters(text):
    # An x may be a tick, which a command takes away.
    return Counter(re.findall(r"[^\W\d_xX]|😀", text))


@pytest.mark.parametrize("name", COMMANDS)
@given(place=places())
def test_a_command_stays_in_its_text_and_loses_no_letter(name, place):
    text, selection = place
    change = COMMANDS[name](text, selection)
    if change is None:
        return
    after = change.of(text)
    assert 0 <= change.selection.anchor <= len(after)
    assert 0 <= change.selection.caret <= len(after)
    if name not in TAKING:
        assert letters(text) <= letters(after)


@given(place=places())
def test_enter_takes_no_more_than_what_was_selected(place):
    text, selection = place
    after = COMMANDS["enter"](text, selection).of(text)
    kept = text[: selection.start] + "\n" + text[selection.end :]
    assert letters(kept) <= letters(after)


@given(place=places())
def test_moving_down_and_up_again_is_the_same_text_where_no_list_is(place):
    text, selection = place
    text = re.sub(r"\d+", "n", text)
    # One line: where several end with the text, the selection ends before its last line's end.
    caret = min(selection.caret, len(text))
    selection = Selection(caret, caret)
    down = COMMANDS["down"](text, selection)
    if down is not None:
        after = down.of(text)
        up = COMMANDS["up"](after, down.selection)
        assert up is not None
        assert up.of(after) == text


@given(st.text("[]\\ab ", min_size=1, max_size=8).filter(str.strip), st.text("()ab", max_size=8))
def test_any_words_become_one_link_to_any_address(label, end):
    change = paste_url(label, Selection(0, len(label)), f"https://a.example/{end}")
    assert change is not None
    page = render_html(change.of(label), MarkupConfig()).strip()
    assert re.fullmatch(rf'<p><a href="https://a\.example/{re.escape(end)}">[^<]*</a></p>', page)
