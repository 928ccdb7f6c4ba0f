"""What a query finds, in which order, under which headings."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.app.site_query import (
    Arrangement,
    Grouping,
    Heading,
    Listed,
    Order,
    arranged,
    has_token,
    listed,
    marked,
    matcher,
    toggled,
)
from editor.core.site.git_state import GitMark
from editor.core.site.index import read_index

NOW = datetime(2026, 1, 1, tzinfo=UTC)
POSTS = {
    "post/a.md": "---\ntitle: Über Gärten\ndate: 2025-02-01\ntags: [Two Words, music]\nfeatured: true\n---\none two",
    "post/b.md": "---\ntitle: A draft\ndate: 2024-02-01\ndraft: true\ntags: [music]\nauthors: [ada]\n---\none",
    "event/c.md": "---\ntitle: Soon\ndate: 2030-02-01\n---\n",
    "event/d.md": "---\ntitle: Gone\nexpiryDate: 2020-01-01\n---\n",
    "top.md": "---\ntitle: [broken\n---\n",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    root = tmp_path_factory.mktemp("site")
    (root / "hugo.toml").write_text("")
    for name, text in POSTS.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return listed(read_index(root).rows, NOW)


def names(lines):
    return [line.row.path.stem for line in lines if isinstance(line, Listed)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "cabdtop"),
        ("GÄRTEN", "a"),
        ("is:draft", "b"),
        ("is:scheduled", "c"),
        ("is:expired", "d"),
        ("is:broken", "top"),
        ("is:featured music", "a"),
        ('tag:"two words"', "a"),
        ("tag:two", ""),
        ("tag:MUSIC", "ab"),
        ("tag:music -x", ""),
        ("section:event", "cd"),
        ("author:ada", "b"),
        ("unknown:name", ""),
        ("is:", "cabdtop"),
        ('"a draft"', "b"),
        ('tag:"', "cabdtop"),
    ],
)
def test_queries(pages, query, found):
    assert "".join(names(arranged(pages, Arrangement(query)))) == found


def test_orders_and_groups(pages):
    assert names(arranged(pages, Arrangement(order=Order.TITLE, descending=False)))[0] == "b"
    assert names(arranged(pages, Arrangement(order=Order.WORDS)))[:2] == ["a", "b"]
    lines = arranged(pages, Arrangement(grouping=Grouping.YEAR))
    assert [line.text for line in lines if isinstance(line, Heading)] == [
        "2030",
        "2025",
        "2024",
        "Without a date",
    ]
    lines = arranged(pages, Arrangement(grouping=Grouping.SECTION))
    assert [(line.text, line.count) for line in lines if isinstance(line, Heading)] == [
        ("Top of the site", 1),
        ("event", 2),
        ("post", 2),
    ]


@given(st.text(st.sampled_from('ab: "is:tag\\'), max_size=20))
def test_any_query_can_be_asked(query):
    fits = matcher(query)
    assert fits is None or callable(fits)


@pytest.mark.parametrize("order", list(Order))
def test_every_order_keeps_all_pages(pages, order):
    for down in (True, False):
        assert sorted(names(arranged(pages, Arrangement(order=order, descending=down)))) == sorted(
            names(pages)
        )
    assert all(isinstance(page.row.path, Path) for page in pages)


def test_what_lies_above_the_site_is_not_looked_through(tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: One\n---\n")
    rows = read_index(tmp_path).rows
    (page,) = listed(rows, NOW, tmp_path)
    assert page.hay.splitlines()[1] == "/a.md"
    assert matcher(tmp_path.name)(page) is False


def test_marks_of_git_are_filtered_by(pages):
    by_name = {page.row.path.name: page.row.path for page in pages}
    now = marked(pages, {by_name["a.md"]: GitMark.MODIFIED, by_name["c.md"]: GitMark.UNTRACKED}, {})
    assert [page is old for page, old in zip(now, pages, strict=True)].count(False) == 2
    assert sorted(names(arranged(now, Arrangement("is:changed")))) == ["a", "c"]
    assert names(arranged(now, Arrangement("git:untracked"))) == ["c"]
    assert names(arranged(now, Arrangement("year:2025"))) == ["a"]
    assert marked(now, {}, {}) == pages


@pytest.mark.parametrize(
    ("query", "token", "after"),
    [
        ("", "is:draft", "is:draft"),
        ("words  is:draft", "is:featured", "words is:draft is:featured"),
        ("tag:musical", "tag:music", "tag:musical tag:music"),
        ("a TAG:music b", "tag:music", "a b"),
        ('x tag:"two words"', 'tag:"two words"', "x"),
    ],
)
def test_a_filter_is_put_in_and_taken_out(query, token, after):
    assert toggled(query, token) == after
    assert has_token(after, token) is not has_token(query, token)
