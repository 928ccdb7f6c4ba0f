from hypothesis import given
from hypothesis import strategies as st

from editor.app.preview_patch import PageBlock, Replacement, apply_changes, changes_between, page_blocks

_pages = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["<p>1", "<p>2"])), unique_by=lambda b: b[0]
)


def _page(pairs):
    return tuple(PageBlock(key, html, i, i + 1) for i, (key, html) in enumerate(pairs))


@given(_pages, _pages)
def test_the_changes_lead_from_one_page_to_the_other(old, new):
    changes = changes_between(_page(old), _page(new))
    assert apply_changes(changes, old) == tuple(new)


@given(_pages)
def test_a_page_that_has_only_moved_needs_no_change(page):
    moved = tuple(PageBlock(b.key, b.html, b.start_line + 3, b.end_line + 3) for b in _page(page))
    assert changes_between(_page(page), moved) == ()


def test_one_block_in_a_large_page_is_one_change():
    old = _page([(str(i), "<p>x") for i in range(5000)])
    new = _page([(str(i), "<p>y" if i in (7, 4999) else "<p>x") for i in range(5000)])
    assert changes_between(old, new) == (Replacement("7", "<p>y"), Replacement("4999", "<p>y"))


@given(st.lists(st.sampled_from("ab")))
def test_keys_are_unique_whatever_the_names(names):
    keys = [b.key for b in page_blocks((name, "", 0, 1) for name in names)]
    assert len(set(keys)) == len(keys) == len(names)
