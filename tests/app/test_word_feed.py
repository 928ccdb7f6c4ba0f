"""Words as Hugo counts them: those of the rendered page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.app.word_feed import read_through


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("", 0),
        ("One two three.", 3),
        ("# A heading\n\nText", 3),
        ("## A heading ##", 2),
        ("- one\n- two\n  - three\n1. four", 4),
        ("> said\n> again", 2),
        ("**bold** and _thin_ and `code`", 5),
        ("[a link](https://example.org/a?b=c) and ![no words](x.png)", 3),
        ("[a link][ref] here\n\n[ref]: https://example.org", 3),
        ("<b>bold</b> <!-- not me --> text", 2),
        ("a – b", 3),
        ("```python\nx = 1\n```", 3),
        ("| a | b |\n|---|---|\n| c | d |", 4),
        ("- [ ] to do", 2),
        ('{{< figure src="a.png" title="no" >}} text', 1),
        ("---", 0),
    ],
)
def test_marks_are_no_words(markdown, words):
    assert read_through(markdown).words == words


@pytest.mark.parametrize(("words", "minutes"), [(0, 0), (1, 1), (213, 1), (214, 2), (2130, 10)])
def test_minutes_are_hugo_s(words, minutes):
    assert read_through("word " * words).minutes == minutes


@given(st.text(st.sampled_from("a [](){}<>!|-*_`#~\n\\"), max_size=200))
def test_any_text_is_read(text):
    assert read_through(text).words <= len(text.split())
