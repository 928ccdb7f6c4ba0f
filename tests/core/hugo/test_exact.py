"""Our HTML looked for in a page of Hugo's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.core.hugo.build import Difference, difference, page_count
from editor.core.hugo.exact import Verdict, compare
from editor.core.hugo.shown_words import shown_words

PAGE = "<html><body><h1>T</h1><main>{}</main><p>Foot</p></body></html>"
_parts = st.lists(
    st.sampled_from(
        ["<p>One two</p>", "<h2 id='a'>Head</h2>", "<ul><li>x</li></ul>", "<p><a href='/b'>c</a></p>"]
    ),
    min_size=1,
)


@given(_parts)
def test_what_is_in_the_page_is_exact(parts):
    assert compare("\n".join(parts), PAGE.format("  ".join(parts))).verdict is Verdict.EXACT


@given(_parts, st.integers(0, 20))
def test_one_other_word_differs_and_both_are_told(parts, at):
    at %= len(parts)
    other = [*parts[:at], "<p>Quite another</p>", *parts[at + 1 :]]
    found = compare("".join(other) + "<p>End of it</p>", PAGE.format("".join(parts) + "<p>End of it</p>"))
    assert found.verdict in (Verdict.DIFFERS, Verdict.APART)
    if at >= 1:
        assert found.verdict is Verdict.DIFFERS
        assert "another" in found.ours
        assert "another" not in found.hugo


def test_attributes_in_another_order_spans_in_pieces_and_the_sites_address_do_not_count():
    ours = '<p class="a" id="b">x</p><code><span class="s">"</span><span class="s">y"</span></code><a href="https://example.org/z">z</a>'
    hugo = '<p id="b" class="a">x</p><code><span class="s">"y"</span></code><a href="http://127.0.0.1:1313/z">z</a>'
    assert (
        compare(ours, PAGE.format(hugo), ("https://example.org/", "http://127.0.0.1:1313/")).verdict
        is Verdict.EXACT
    )


def test_a_theme_that_shows_it_otherwise_is_no_difference():
    assert compare("<p>One</p>", PAGE.format("<div>Something else</div>")).verdict is Verdict.APART


def test_words_of_a_line_as_its_page_has_them():
    assert shown_words("## A *heading* {#id}") == "A heading"
    assert (
        shown_words("- [ ] see [the link](https://x.org) and {{< icon x >}}more") == "see the link and more"
    )
    assert shown_words("```python") == "python"
    assert shown_words("") == ""


def test_what_hugo_says_it_has_made():
    lines = [
        "                  │ EN ",
        "──────────────────┼────",
        " Pages            │ 17 ",
        " Paginator pages  │  0 ",
    ]
    assert page_count(lines) == 17
    assert page_count([]) == 0


@given(
    st.dictionaries(st.text(min_size=1), st.sampled_from("ab")),
    st.dictionaries(st.text(min_size=1), st.sampled_from("ab")),
)
def test_a_difference_leads_from_one_build_to_the_other(before, after):
    found = difference(before, after)
    assert set(found.added) == after.keys() - before.keys()
    assert set(found.removed) == before.keys() - after.keys()
    assert all(before[name] != after[name] for name in found.changed)
    assert (difference(before, before), found.count == 0) == (Difference(), before == after)
