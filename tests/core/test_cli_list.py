"""`postwright list`: which pages, in which order, and what is said of them."""

import json

import pytest

from editor.cli import main
from tests.core.site.test_move import CONFIG, write
from tests.core.site.test_new_post import listed

FRONT = "---\ntitle: {}\ndate: {}\n{}\n---\nsome words here\n"
FILES = {
    "content/_index.md": FRONT.format("Home", "2024-01-01", ""),
    "content/post/_index.md": FRONT.format("Posts", "2024-01-01", ""),
    "content/post/a/index.md": FRONT.format("Alpha", "2024-05-06", "tags: [Music, other]\nfeatured: true"),
    "content/post/b.md": FRONT.format("Beta", "2024-05-07", "draft: true"),
    "content/event/c.md": FRONT.format("Gamma", "2199-01-01", "tags: [music]"),
    "content/event/d.md": FRONT.format("Delta", "2023-01-01", "expiryDate: 2023-02-01"),
    "content/hidden.md": FRONT.format("Hidden", "2024-01-02", "build: {list: never}"),
    "content/bad.md": "---\ntitle: [\n---\n",
    "content/odd.md": FRONT.format('"a\\tb\\u001b[31m"', "2022-01-01", ""),
}


@pytest.fixture
def root(tmp_path):
    return write(tmp_path / "site", FILES)


def told(root, capfdbinary, *options, code=0):
    assert main(["list", str(root), "--json", *options]) == code
    return json.loads(capfdbinary.readouterr().out)


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        ([], ["Gamma", "Beta", "Alpha", "Delta", "a\tb\x1b[31m", "bad"]),
        (["--drafts"], ["Beta"]),
        (["--scheduled"], ["Gamma"]),
        (["--expired"], ["Delta"]),
        (["--published", "--featured"], ["Alpha"]),
        (["--tag", "MUSIC"], ["Gamma", "Alpha"]),
        (["--tag", "music", "--published"], ["Alpha"]),
        (["--section", "Event"], ["Gamma", "Delta"]),
        (["--all", "--section", "post"], ["Beta", "Alpha", "Posts"]),
        (["--drafts", "--featured"], []),
    ],
)
def test_options_add_up(root, capfdbinary, options, titles):
    assert [page["title"] for page in told(root, capfdbinary, *options)] == titles


def test_all_pages_are_as_hugo_lists_them(root, capfdbinary):
    (root / "content/bad.md").unlink()
    pages = {page["path"]: page for page in told(root, capfdbinary, "--all")}
    rows = listed(root)
    assert {path for path in rows if path} <= set(pages)
    for path, row in rows.items():
        page = pages[path]
        assert (page["title"], page["url"], page["kind"]) == (row["title"], row["permalink"], row["kind"])
        assert page["draft"] == (row["draft"] == "true")
        assert page["section"] == row["section"]


def test_what_cannot_be_read_is_listed_and_can_fail_a_script(root, capfdbinary):
    (bad,) = told(root, capfdbinary, "--problems", code=1)
    assert (bad["path"], bad["status"], bad["url"]) == ("content/bad.md", "unreadable", "")
    assert bad["reason"]
    (root / "content/bad.md").unlink()
    assert told(root, capfdbinary, "--problems") == []


def test_lines_are_for_a_person(root, capfdbinary):
    assert main(["list", str(root)]) == 0
    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert lines[0] == "scheduled  2199-01-01 content/event/c.md  Gamma"
    assert lines[1] == "draft      2024-05-07 content/post/b.md  Beta"
    # What would move the cursor or colour the terminal is written out.
    assert "a\\tb\\x1b[31m" in "\n".join(lines)
    assert lines[-1].startswith("unreadable -          content/bad.md  bad  (")


def test_a_folder_of_a_site_and_one_of_none(root, tmp_path, capfdbinary):
    (page,) = told(root / "content/event", capfdbinary, "--expired")
    assert (page["path"], page["url"]) == ("d.md", "https://example.org/base/event/d/")
    plain = tmp_path / "plain"
    plain.mkdir()
    (plain / "x.md").write_text("# Just text\n")
    (page,) = told(plain, capfdbinary)
    assert (page["path"], page["url"], page["status"]) == ("x.md", "", "published")


def test_no_folder_is_a_wrong_command(root, capfdbinary):
    assert CONFIG in (root / "hugo.toml").read_text()
    assert main(["list", str(root / "gone")]) == 2
    assert b"there is no folder" in capfdbinary.readouterr().err
