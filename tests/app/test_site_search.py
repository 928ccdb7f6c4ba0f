"""A search through a site: its hits as they come, in code points, and none of what was stopped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QThreadPool

from editor.app.search import Query
from editor.app.site_search import MOST_SHOWN, SiteSearch, Wanted, finder, replacer
from editor.core.errors import EditorError
from editor.core.site.text_search import Where


@pytest.fixture
def search():
    pool = QThreadPool()
    search = SiteSearch(pool)
    search.posts = []
    search.hits_found.connect(search.posts.extend)
    yield search
    assert pool.waitForDone(30_000)


def write(folder, count, text):
    paths = [folder / f"{number}.md" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(text.format(number))
    return tuple(paths)


@given(st.lists(st.sampled_from(["cat", "🐈", "é", "\n", "\udce9", "\ufeff", "x"]), max_size=15).map("".join))
def test_places_are_code_points(text):
    for match in finder(Query("cat"))(text):
        assert text[match.start : match.end] == "cat"
    assert len(finder(Query("cat"))(text)) == text.count("cat")


def test_hits_come_in_the_order_of_the_posts_and_unsaved_text_counts(qtbot, search, tmp_path):
    paths = write(tmp_path, 40, "a cat in {}\n")
    texts = {paths[1]: "a dog\n", paths[2]: "cat, cat\n"}
    search.start(Wanted(Query("cat"), Where(), paths, texts))
    qtbot.waitUntil(lambda: not search.busy, timeout=30_000)
    assert [post.path for post in search.posts] == [paths[0], *paths[2:]]
    found = search.found
    assert (found.done, found.total, found.count, found.posts, found.over) == (40, 40, 40, 39, True)


def test_the_newest_search_wins_and_a_stopped_one_is_silent(qtbot, search, tmp_path):
    paths = write(tmp_path, 50, "post {}\n")
    search.start(Wanted(Query("post"), Where(), paths))
    search.start(Wanted(Query("post 7"), Where(), paths))
    qtbot.waitUntil(lambda: not search.busy, timeout=30_000)
    assert [post.path.name for post in search.posts] == ["7.md"]
    search.posts.clear()
    search.start(Wanted(Query("post"), Where(), paths))
    search.stop()
    search.start(Wanted(Query("none"), Where(), paths))
    qtbot.waitUntil(lambda: not search.busy, timeout=30_000)
    assert search.posts == []


def test_more_than_anybody_reads_ends_the_search(qtbot, search, tmp_path):
    paths = write(tmp_path, 70, "x" * 300)
    search.start(Wanted(Query("x"), Where(), paths))
    qtbot.waitUntil(lambda: not search.busy, timeout=30_000)
    assert search.found.over
    assert search.found.done < search.found.total
    assert sum(len(post.hits) for post in search.posts) == MOST_SHOWN


def test_a_bad_pattern_is_told(qtbot, search, tmp_path):
    with qtbot.waitSignal(search.failed, timeout=30_000) as told:
        search.start(Wanted(Query("(", regex=True), Where(), write(tmp_path, 1, "x")))
    assert isinstance(told.args[0], EditorError)
    assert not search.busy


def test_groups_are_put_in(tmp_path):
    query = Query(r"(\w+) and (\w+)", regex=True)
    (match,) = finder(query)("🐈 cats and dogs")
    assert replacer(query, r"$2\n\1")(match) == "dogs\ncats"
