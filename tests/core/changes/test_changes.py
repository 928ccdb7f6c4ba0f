"""Change sets: all or nothing, back to the byte, and a diff that says what is done."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.changes import (
    ChangesCancelled,
    ChangeSet,
    Copy,
    Create,
    Move,
    Trash,
    apply_changes,
    edit_of,
    file_diffs,
    last_applied,
    undo_changes,
    unfinished,
    unified_diff,
)
from editor.core.changes.change_set import Edit
from editor.core.errors import EditorError
from editor.core.text_edit import TextEdit
from editor.core.text_file import ChangedOutside, read_text_file
from tests.support.changes import sample_changes, sample_site, snapshot
from tests.support.failing_disk import FailingDisk

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def own_trash(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def site(tmp_path):
    return sample_site(tmp_path / "site")


def insertion(path, text):
    return edit_of(read_text_file(path), [TextEdit(0, 0, text)])


def test_no_file_of_a_change_set_costs_a_look_at_its_whole_folder(tmp_path):
    folder = tmp_path / "post"
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.md").write_bytes(b"text")
    steps = [step for path in sorted(folder.iterdir()) for step in insertion(path, "X")]
    disk = FailingDisk()
    applied = apply_changes(ChangeSet("All", tuple(steps)), tmp_path / "journal", disk=disk)
    undo_changes(applied.record, disk=disk)
    # The record's own folder is looked at once.
    assert disk.calls.count("names") <= 1
    assert {path.read_bytes() for path in folder.iterdir()} == {b"text"}


def test_a_change_set_is_done_and_undone_to_the_byte(site, tmp_path):
    before = snapshot(site)
    applied = apply_changes(sample_changes(site), tmp_path / "journal")
    assert (site / "post/new/deep/index.md").read_bytes() == b"X\xff\r\ntext\r\n"
    assert (site / "post/new/deep/cat.jpg").is_file()
    assert not (site / "post/old").exists()
    assert not (site / "post/away.md").exists()
    assert (site / "made/here.md").read_bytes() == b"hello"
    assert (site / "made/copy.jpg").read_bytes() == (site / "post/new/deep/cat.jpg").read_bytes()
    assert last_applied(tmp_path / "journal") == applied
    undo_changes(applied.record)
    assert snapshot(site) == before
    assert last_applied(tmp_path / "journal") is None
    assert not any((tmp_path / "data/Trash/info").iterdir())


def test_what_is_deleted_is_in_the_trash_with_a_note(site, tmp_path):
    apply_changes(ChangeSet("delete", (Trash(site / "post/away.md"),)), tmp_path / "journal")
    (file,) = (tmp_path / "data/Trash/files").iterdir()
    note = (tmp_path / f"data/Trash/info/{file.name}.trashinfo").read_text()
    assert file.read_bytes() == b"away"
    assert note.startswith("[Trash Info]\nPath=/")
    assert "post/away.md\nDeletionDate=20" in note


def test_a_failure_in_the_middle_leaves_every_file_as_it_was(site, tmp_path):
    before = snapshot(site)
    changes = sample_changes(site)
    calls = FailingDisk()
    undo_changes(apply_changes(changes, tmp_path / "journal", disk=calls).record)
    failed = 0
    for at in range(len(calls.calls)):
        try:
            applied = apply_changes(changes, tmp_path / "journal", disk=FailingDisk(at, 28))
        except EditorError:
            failed += 1
        else:
            # A failure that does no harm, as of a sync of a folder.
            undo_changes(applied.record)
        assert snapshot(site) == before, calls.calls[at]
        assert unfinished(tmp_path / "journal") == ()
    assert failed > 20


def test_cancelling_leaves_every_file_as_it_was(site, tmp_path):
    before = snapshot(site)
    seen = []
    with pytest.raises(ChangesCancelled):
        apply_changes(
            sample_changes(site),
            tmp_path / "journal",
            progress=lambda done, total: seen.append((done, total)),
            cancel=lambda: len(seen) == 3,
        )
    assert seen == [(1, 6), (2, 6), (3, 6)]
    assert snapshot(site) == before
    assert last_applied(tmp_path / "journal") is None


def test_a_file_changed_meanwhile_stops_all(site, tmp_path):
    changes = sample_changes(site)
    (site / "post/old/index.md").write_bytes(b"other")
    before = snapshot(site)
    with pytest.raises(ChangedOutside):
        apply_changes(changes, tmp_path / "journal")
    assert snapshot(site) == before


def test_changes_are_not_taken_back_over_later_work(site, tmp_path):
    applied = apply_changes(
        ChangeSet("two", (*insertion(site / "a.md", "1"), *insertion(site / "b.md", "2"))),
        tmp_path / "journal",
    )
    (site / "a.md").write_bytes(b"later work")
    before = snapshot(site)
    with pytest.raises(EditorError, match="changed since"):
        undo_changes(applied.record)
    assert snapshot(site) == before


def test_later_work_in_a_moved_file_keeps_its_move(site, tmp_path):
    applied = apply_changes(sample_changes(site), tmp_path / "journal")
    (site / "post/new/deep/index.md").write_bytes(b"later work")
    before = snapshot(site)
    with pytest.raises(EditorError, match="changed since"):
        undo_changes(applied.record)
    assert snapshot(site) == before
    assert last_applied(tmp_path / "journal") == applied


@pytest.mark.parametrize("taken", ["a.md", "post"])
def test_nothing_is_moved_or_made_over_another_file(site, tmp_path, taken):
    before = snapshot(site)
    for step in (
        Move(site / "b.md", site / taken),
        Create(site / taken, b"x"),
        Copy(site / "b.md", site / taken),
    ):
        with pytest.raises(EditorError, match="this name already"):
            apply_changes(ChangeSet("over", (step,)), tmp_path / "journal")
    assert snapshot(site) == before


def test_a_folder_that_got_a_file_meanwhile_stays(site, tmp_path):
    applied = apply_changes(ChangeSet("make", (Create(site / "new/x.md", b"x"),)), tmp_path / "journal")
    (site / "new/y.md").write_bytes(b"y")
    undo_changes(applied.record)
    assert sorted((site / "new").iterdir()) == [site / "new/y.md"]


def test_the_oldest_records_go(site, tmp_path):
    for number in range(53):
        apply_changes(ChangeSet(str(number), insertion(site / "a.md", "x")), tmp_path / "journal")
    records = list((tmp_path / "journal").iterdir())
    assert len(records) == 50
    assert last_applied(tmp_path / "journal").title == "52"


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a thing of POSIX")
def test_a_killed_change_set_is_found_and_finished_or_taken_back():
    done = subprocess.run(
        # Every sixth call; `make soak` takes them all.
        [sys.executable, "-m", "tests.safety.kill_changes", "1", "6"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 files" in done.stdout


LINES = st.lists(st.text(st.sampled_from("ab é\r"), max_size=3), max_size=30)


@given(LINES, LINES, st.booleans(), st.booleans())
def test_git_takes_the_diff(tmp_path_factory, old, new, old_end, new_end):
    folder = tmp_path_factory.mktemp("git")
    before = "\n".join(old) + "\n" * old_end
    after = "\n".join(new) + "\n" * new_end
    (folder / "in").mkdir()
    path = folder / "in/a b.md"
    path.write_bytes(before.encode())
    file = read_text_file(path)
    changes = ChangeSet("x", edit_of(file, [TextEdit(0, len(before), after)]))
    diff = unified_diff(changes, folder)
    if before == after:
        assert diff == ""
        return
    subprocess.run(
        [shutil.which("git"), "apply", "--whitespace=nowarn", "-"],
        cwd=folder,
        input=diff.encode(),
        check=True,
        timeout=30,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)},
    )
    assert path.read_bytes() == after.encode()


def test_git_makes_of_the_diff_what_the_changes_make(site, tmp_path):
    changes = sample_changes(site)
    other = tmp_path / "other"
    shutil.copytree(site, other)
    diff = unified_diff(changes, site).encode("utf-8", "surrogateescape")
    apply_changes(changes, tmp_path / "journal")
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path)}
    subprocess.run(
        ["git", "apply", "--whitespace=nowarn"],
        cwd=other,
        input=diff,
        check=True,
        timeout=30,
        env=environment,
    )
    assert snapshot(other) == snapshot(site)


def test_a_diff_counts_lines(site):
    (part,) = file_diffs(ChangeSet("x", insertion(site / "a.md", "new\n")), site)
    assert (part.added, part.removed, part.old, part.new) == (1, 0, site / "a.md", site / "a.md")


def test_edits_that_change_nothing_are_no_step(site):
    file = read_text_file(site / "a.md")
    assert edit_of(file, [TextEdit(0, 1, file.text[0])]) == ()
    assert not ChangeSet("x")
    assert ChangeSet("x", (Edit(file.path, file.fingerprint, ()),)).edited == (site / "a.md",)
