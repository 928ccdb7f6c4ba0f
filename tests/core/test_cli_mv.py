"""`postwright mv`, as a function and as a process without Qt."""

import pytest

from editor.cli import main
from tests.core.site.test_move import HOST, SITE, broken, built, write
from tests.core.test_cli import program
from tests.support.changes import snapshot


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return write(tmp_path / "site", SITE)


def test_a_page_moves_with_its_links_and_old_address(root, capfdbinary):
    before = built(root)
    assert main(["mv", str(root / "content/post/old"), str(root / "content/blog/new")]) == 0
    out = capfdbinary.readouterr().out.decode()
    assert out.startswith(
        f"{HOST}/base/post/old/ -> {HOST}/base/blog/new/\ndiff --git a/content/post/old/cat.jpg"
    )
    assert "+aliases: [/post/old/]" in out
    assert broken(before, built(root)) == []


def test_a_dry_run_changes_nothing_and_shows_the_same(root, capfdbinary):
    before = snapshot(root)
    arguments = ["mv", str(root), "post/single.md", "blog/"]
    assert main([*arguments, "--dry-run", "--no-aliases", "--no-links"]) == 0
    dry = capfdbinary.readouterr().out
    assert snapshot(root) == before
    assert main([*arguments, "--no-aliases", "--no-links"]) == 0
    assert capfdbinary.readouterr().out == dry
    assert b"aliases" not in dry
    assert (root / "content/blog/single.md").read_bytes() == before["content/post/single.md"]
    # A folder that is there is a place to go to; the folder of a bundle is a page's name.
    assert main(["mv", str(root), "blog/single.md", "post", "--quiet"]) == 0
    assert (root / "content/post/single.md").is_file()
    assert main(["mv", str(root), "blog/other.md", "post/old"]) == 1
    assert b"already" in capfdbinary.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["content/post/gone.md", "content/x"], 1, "no such page"),
        (["content/post/single.md", "content/post/old/x"], 1, "no other page"),
        (["content/post/single.md", "../x"], 2, "outside"),
        (["content/post/single.md"], 2, "DEST"),
        (["/", "content/x"], 2, "no Hugo site"),
        (["a", "b", "c", "d"], 2, "SRC and DEST"),
        (["/", "a", "b"], 2, "no Hugo site"),
        (["content/_index.md", "content/x"], 1, "home page"),
    ],
)
def test_what_cannot_be_is_told(root, monkeypatch, capfdbinary, arguments, code, words):
    monkeypatch.chdir(root)
    before = snapshot(root)
    assert main(["mv", *arguments]) == code
    captured = capfdbinary.readouterr()
    assert words in captured.err.decode()
    assert captured.out == b""
    assert snapshot(root) == before


def test_what_is_left_behind_is_told_and_makes_the_run_a_failed_one(root, capfdbinary):
    (root / "content/raw.md").write_bytes(b"\xff [a](/base/post/old/)")
    (root / "hugo.toml").write_text((root / "hugo.toml").read_text() + '[[menus.main]]\nurl = "/post/"\n')
    assert main(["mv", str(root), "post", "articles", "--quiet"]) == 1
    err = capfdbinary.readouterr().err.decode()
    assert "raw.md" in err
    assert "hugo.toml names /post/" in err
    assert (root / "content/articles/old/index.md").is_file()


def test_it_runs_without_qt(root):
    done = program("mv", "--quiet", str(root / "content/post/old/index.md"), str(root / "content/post/new"))
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    assert done.stdout.decode() == f"{HOST}/base/post/old/ -> {HOST}/base/post/new/\n"
