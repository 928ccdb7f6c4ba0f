"""A folder may hold more than files: pipes at which a reader waits for ever, links to devices, names of any size."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from editor.cli import main
from editor.core.changes import ChangeSet, Trash, apply_changes, edit_of, undo_changes, unfinished
from editor.core.errors import EditorError
from editor.core.images.plans import plan_rename
from editor.core.images.reading import read_picture
from editor.core.regular_file import read_regular
from editor.core.site.site import find_site
from editor.core.text_edit import TextEdit
from editor.core.text_file import read_text_file, write_atomically

ROOT = Path(__file__).parents[2]
POST = "---\ntitle: A\n---\n{{< box >}} ![A picture](p.png) [somewhere](/else/)\n"
# Wherever the program looks for a file that somebody else has put there.
PLACES = (
    "go.mod",
    "hugo.yaml",
    "config/_default/params.yaml",
    "archetypes/default.md",
    "content/post/other.md",
    "content/authors/me/_index.md",
    "layouts/shortcodes/box.html",
    "layouts/_default/baseof.html",
    "static/_redirects",
    "data/x.yaml",
)


def odd_site(folder):
    """Make a site of one post, and of pipes."""
    for name in PLACES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(folder / name)
    (folder / "hugo.toml").write_text("title = 'Odd'\n")
    post = folder / "content" / "post" / "a.md"
    post.write_text(POST)
    return post


def answer(call, *arguments):
    """Call in a thread that can be left where it is, should it wait for ever; gives what came, or the error."""
    told = []

    def run():
        try:
            told.append(call(*arguments))
        except (EditorError, OSError) as error:
            told.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(30)
    assert told, "no answer"
    return told[0]


def test_a_site_of_pipes_keeps_nobody_waiting(tmp_path):
    post = odd_site(tmp_path)
    for verb in (["list", str(tmp_path)], ["check", str(tmp_path)], ["render", str(post)]):
        done = subprocess.run(
            [sys.executable, "-m", "editor", *verb],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode in (0, 1), verb
        assert b"Traceback" not in done.stderr, verb
    (post.parent / "p.png").write_bytes(b"")
    changes = answer(plan_rename, post, post.parent / "p.png", "q.png", find_site(post))
    assert not isinstance(changes, Exception)


@pytest.mark.parametrize("device", ["pipe", "/dev/null"])
def test_what_is_no_file_is_not_read(tmp_path, device):
    path = tmp_path / "a.md"
    if device == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(device)
    for call in (read_regular, read_text_file, read_picture):
        assert isinstance(answer(call, path), EditorError | OSError), call
    assert isinstance(answer(write_atomically, path, b"x"), EditorError)
    assert path.is_fifo() or path.is_symlink()


def test_a_post_that_became_a_pipe_stops_undoing_and_finishing(tmp_path):
    path, journal = tmp_path / "a.md", tmp_path / "journal"
    path.write_text("one\n")
    applied = apply_changes(
        ChangeSet("Change", edit_of(read_text_file(path), [TextEdit(0, 3, "two")])), journal
    )
    path.unlink()
    os.mkfifo(path)
    assert isinstance(answer(undo_changes, applied.record), EditorError)
    left = applied.record.replace(applied.record.with_suffix(".applying"))
    (found,) = answer(unfinished, journal)
    assert (found.record, found.done) == (left, 0)
    assert isinstance(answer(found.finish), EditorError)


@pytest.mark.parametrize(
    "record", [b"[]", b"null", b"[" * 99_999, b'{"version": 1, "steps": [{"kind": "edit"}]}']
)
def test_a_record_of_nonsense_is_none(tmp_path, record):
    (tmp_path / "1.applying").write_bytes(record)
    assert unfinished(tmp_path) == ()


@pytest.mark.parametrize(
    "name", ["語" * 80, "😀" * 62, "é" * 120, "x" * 252, "a\nb", "\u202ecod", os.fsdecode(b"\xff\xfe")]
)
def test_a_name_that_just_fits_the_disk_goes_to_the_trash_and_comes_back(tmp_path, monkeypatch, name):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = tmp_path / f"{name}.md"
    path.write_text("words\n")
    applied = apply_changes(ChangeSet("Delete", (Trash(path),)), tmp_path / "journal")
    assert not path.exists()
    undo_changes(applied.record)
    assert path.read_text() == "words\n"


def test_links_that_lead_back_to_themselves_and_names_too_long_are_told(tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "hugo.toml").write_text("title = 'Loops'\n")
    loop, up = tmp_path / "content" / "loop.md", tmp_path / "content" / "up"
    up.parent.mkdir()
    loop.symlink_to("loop.md")
    up.symlink_to("..")
    (tmp_path / "layouts").symlink_to("layouts")
    for path in (loop, up / "content" / "loop.md", loop / "x.md", tmp_path / ("x" * 300)):
        for verb in (["get", path, "title"], ["set", "title=x", path], ["render", path], ["check", path]):
            assert main(list(map(str, verb))) == 1, verb
            assert "Traceback" not in capfd.readouterr().err
        assert main(["list", str(path)]) == 2
    assert main(["list", str(tmp_path)]) == 0


def test_a_link_to_itself_is_told_in_the_window(window, workspace, tmp_path):
    told = []
    workspace.notice.connect(lambda notice: told.append(notice.message))
    loop = tmp_path / "loop.md"
    loop.symlink_to("loop.md")
    window.open_paths([loop])
    assert told == ["The symbolic link leads back to itself."]
    assert workspace.sessions == ()
