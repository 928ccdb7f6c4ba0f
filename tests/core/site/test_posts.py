"""The list of posts: what it shows, its order, and that nothing on a disk stops it."""

import json
import os
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.site import list_posts, read_entry


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def names(root, **options):
    return [entry.path.relative_to(root).as_posix() for entry in list_posts(root, **options)]


def test_newest_first_and_undated_last(tmp_path):
    write(
        tmp_path,
        {
            "a.md": "---\ndate: 2024-01-01\n---\n",
            "b.md": "+++\ndate = 2025-01-01T00:00:00Z\n+++\n",
            "sub/c.markdown": '{"date": "2023-05-01T00:00:00+02:00"}\n',
            "d.md": "no front matter",
            "e.txt": "---\ndate: 2025-01-01\n---\n",
        },
    )
    assert names(tmp_path) == ["b.md", "a.md", "sub/c.markdown", "d.md"]
    assert [entry.section for entry in list_posts(tmp_path)] == ["", "", "sub", ""]


def test_an_entry_tells_title_date_draft_and_featured(tmp_path):
    write(
        tmp_path,
        {"a.md": "---\nTitle: 'It''s'\ndate: 2024-01-01T10:00:00+02:00\ndraft: true\nFeatured: true\n---\n"},
    )
    (entry,) = list_posts(tmp_path)
    assert (entry.title, entry.draft, entry.featured, entry.problem) == ("It's", True, True, "")
    assert entry.date == datetime(2024, 1, 1, 10, tzinfo=timezone(timedelta(hours=2)))


def test_yes_is_no_switch(tmp_path):
    write(tmp_path, {"a.md": "---\ndraft: yes\nfeatured: 'true'\n---\n"})
    (entry,) = list_posts(tmp_path)
    assert (entry.draft, entry.featured) == (False, False)


def test_a_site_stands_for_its_content_and_its_zone(tmp_path):
    write(
        tmp_path,
        {
            "hugo.toml": "timeZone = 'America/New_York'\n",
            "README.md": "x",
            "content/post/a/index.md": "---\ndate: 2024-07-01\n---\n",
            "content/post/a/notes.md": "a resource",
            "content/post/a/deep/index.md": "a resource",
            "content/post/_index.md": "---\ntitle: Posts\n---\n",
            "content/b.de.md": "---\ntitle: B\n---\n",
        },
    )
    assert names(tmp_path) == ["content/post/a/index.md", "content/b.de.md", "content/post/_index.md"]
    first = list_posts(tmp_path)[0]
    assert first.title == "a"
    assert first.section == "post"
    assert first.date == datetime(2024, 7, 1, 4, tzinfo=UTC)
    assert names(tmp_path / "content/post") == ["a/index.md", "_index.md"]
    assert [entry.section for entry in list_posts(tmp_path / "content/post")] == ["post", "post"]


def test_a_plain_folder_with_an_index_shows_all(tmp_path):
    assert names(write(tmp_path, {"index.md": "", "x/index.md": "", "x/other.md": ""})) == [
        "index.md",
        "x/index.md",
        "x/other.md",
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"---\ntitle: [\n---\n", ""),
        (b"---\ntitle: x\n", ""),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"---\ntitle: \xe9\n---\n", "UTF-8"),
    ],
)
def test_what_cannot_be_read_is_listed_with_the_reason(tmp_path, data, words):
    (tmp_path / "a.md").write_bytes(data)
    write(tmp_path, {"b.md": "---\ndate: 2024-01-01\n---\n"})
    good, bad = list_posts(tmp_path)
    assert good.problem == ""
    assert bad.title == "a"
    assert bad.problem
    assert words in bad.problem


def test_a_file_that_is_gone_says_so(tmp_path):
    assert "No such file" in read_entry(tmp_path / "gone.md").problem


def test_front_matter_longer_than_a_head_is_read_whole(tmp_path):
    lines = "\n".join(f"  - 'reference {number} ä'" for number in range(3000))
    write(tmp_path, {"a.md": f"---\nrefs:\n{lines}\ntitle: Long\ndraft: true\n---\nText\n" + "ä" * 20000})
    (entry,) = list_posts(tmp_path)
    assert (entry.title, entry.draft, entry.problem) == ("Long", True, "")


@pytest.mark.parametrize("shift", range(4))
def test_a_head_may_end_inside_a_character(tmp_path, shift):
    write(tmp_path, {"a.md": "---\ntitle: T\n---\n" + "x" * shift + "€" * 10000})
    assert list_posts(tmp_path)[0].problem == ""


def test_links_that_go_round_end(tmp_path):
    write(tmp_path, {"x/a.md": "---\ntitle: A\n---\n"})
    (tmp_path / "x/loop").symlink_to(tmp_path)
    (tmp_path / "x/self").symlink_to(tmp_path / "x/self")
    (tmp_path / "dangling.md").symlink_to(tmp_path / "nothing")
    assert names(tmp_path) == ["x/a.md"]


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.md")
    assert names(tmp_path) == []


def test_folders_without_permission_are_passed_over(tmp_path):
    write(tmp_path, {"a.md": "", "closed/b.md": ""})
    (tmp_path / "closed").chmod(0)
    # Root reads them all the same.
    assert names(tmp_path) == (["a.md"] if os.geteuid() else ["a.md", "closed/b.md"])
    (tmp_path / "closed").chmod(0o700)


def test_a_limit_bounds_the_reading(tmp_path):
    write(tmp_path, {f"{number}.md": "" for number in range(20)})
    assert len(list_posts(tmp_path, limit=7)) == 7
    assert list_posts(tmp_path / "missing") == ()


@given(
    st.dictionaries(
        st.sampled_from(["title", "date", "draft", "featured"]), st.none() | st.text() | st.integers()
    )
)
def test_any_values_make_an_entry(tmp_path_factory, values):
    path = tmp_path_factory.mktemp("any") / "a.md"
    path.write_text(json.dumps(values), "utf-8")
    entry = read_entry(path)
    assert entry.title
