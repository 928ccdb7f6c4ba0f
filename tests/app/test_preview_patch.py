from hypothesis import given
from hypothesis import strategies as st

from editor.app.html_groups import Group
from editor.app.preview_patch import Replacement, apply_changes, changes_between

_pages = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["<p>1", "<p>2"])), unique_by=lambda b: b[0]
)


def _page(pairs):
    return tuple(Group(key, html, i, i + 1) for i, (key, html) in enumerate(pairs))


@given(_pages, _pages)
def test_the_changes_lead_from_one_page_to_the_other(old, new):
    changes = changes_between(_page(old), _page(new))
    assert apply_changes(changes, old) == tuple(new)


@given(_pages)
def test_a_page_that_has_only_moved_needs_no_change(page):
    moved = tuple(Group(b.id, b.html, b.start_line + 3, b.end_line + 3) for b in _page(page))
    assert changes_between(_page(page), moved) == ()


def test_one_block_in_a_large_page_is_one_change():
    old = _page([(str(i), "<p>x") for i in range(5000)])
    new = _page([(str(i), "<p>y" if i in (7, 4999) else "<p>x") for i in range(5000)])
    assert changes_between(old, new) == (Replacement("7", "<p>y"), Replacement("4999", "<p>y"))


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 3))
def test_long_pages_are_compared_as_short_ones_are(length, at, more):
    old = [(str(i), "<p>x") for i in range(length)]
    new = [*old[:at], *[(f"new{i}", "<p>x") for i in range(more)], *old[at + 1 :]]
    assert apply_changes(changes_between(_page(old), _page(new)), old) == tuple(new)
