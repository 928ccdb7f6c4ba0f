"""Words as Hugo counts them: those of the rendered page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.app.word_feed import letters_count
from editor.core.post import read_post
from editor.core.reading import read_through
from editor.core.site import open_site
from editor.core.site.index import read_index


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
        ('{{< figure src="a.png" alt="no" >}} text', 1),
        ('{{< figure src="a.png" caption="and more" >}}\n\ntext', 3),
        ("one\n\n```sh\n# two\n<b> | - {}\n```\n\nthree", 8),
        ("~~~\na # b\n```\n~~~\nc", 5),
        ("> ```\n> a\n> ```\n\n`x`", 2),
        ("---", 0),
        ("one[^1] two[^1]\n\n[^1]: note words", 4),
    ],
)
def test_marks_are_no_words(markdown, words):
    assert read_through(markdown).words == words


@pytest.mark.parametrize(
    ("front", "body", "words"),
    [
        ("", "海港在清晨醒來。我們 mixed words naïve 😀 café.", 23),
        ("", "only naïve words", 3),
        ("isCJKLanguage: true", "only naïve words", 7),
        ("isCJKLanguage: false", "海港在清晨 ok", 2),
    ],
)
def test_letters_are_counted_where_hugo_counts_them(tmp_path, front, body, words):
    """The figures are those of Hugo 0.168."""
    (tmp_path / "hugo.yaml").write_text("hasCJKLanguage: true\n")
    text = f"---\ntitle: a\n{front}\n---\n# {body}\n"
    post = read_post(text, tmp_path / "content" / "a.md")
    letters = letters_count(post, open_site(tmp_path))
    assert read_through(post.body, letters=letters).words == words
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text(text, encoding="utf-8")
    assert [row.words for row in read_index(tmp_path).rows] == [words]
    assert not letters or read_through("海" * 501, letters=True).minutes == 2


@pytest.mark.parametrize(("words", "minutes"), [(0, 0), (1, 1), (213, 1), (214, 2), (2130, 10)])
def test_minutes_are_hugo_s(words, minutes):
    assert read_through("word " * words).minutes == minutes


@given(st.text(st.sampled_from("a [](){}<>!|-*_`#~\n\\"), max_size=200))
def test_any_text_is_read(text):
    assert read_through(text).words <= len(text.split())
