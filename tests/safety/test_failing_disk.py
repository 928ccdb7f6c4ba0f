"""Every call of a save made to fail in turn: the file is the old one or the new one, and the answer says which."""

import ast
import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from editor.core import disk as disk_module
from editor.core.errors import EditorError
from editor.core.text_file import Fingerprint, read_text_file, write_atomically
from tests.support.failing_disk import CALLS, FailingDisk

OLD, NEW = b"---\ntitle: Old\n---\nwords\n" * 40, b"---\ntitle: New\n---\nother words\n" * 60
ERRORS = ("ENOSPC", "EIO", "EACCES", "EXDEV", "EINTR")
KINDS = ("saved", "linked", "new", "given away")


class Save:
    """One kind of save in a folder of its own, repeatable with any disk."""

    def __init__(self, kind, folder):
        self.kind = kind
        self.folder = folder / kind
        self.folder.mkdir()
        self.path = self.folder / "post.md"
        self.target = self.path
        if kind == "linked":
            self.target = self.folder / "real.md"
            self.path.symlink_to("real.md")
        self.reset()

    def reset(self):
        if self.kind == "new":
            self.target.unlink(missing_ok=True)
        else:
            self.target.write_bytes(OLD)
            self.target.chmod(0o640)
        if self.kind == "given away" and os.geteuid() == 0:
            os.chown(self.target, 12345, 23456)
        for left in self.left_over():
            left.unlink()

    def run(self, disk):
        if self.kind == "new":
            write_atomically(self.path, NEW, new=True, disk=disk)
        else:
            write_atomically(self.path, NEW, expected=Fingerprint.of(OLD), disk=disk)

    def content(self):
        return self.target.read_bytes() if self.target.exists() else None

    def old(self):
        return None if self.kind == "new" else OLD

    def left_over(self):
        return [p for p in self.folder.iterdir() if p not in (self.path, self.target)]


@pytest.fixture(params=KINDS)
def save(request, tmp_path):
    return Save(request.param, tmp_path)


def calls_of(save, **options):
    disk = FailingDisk(**options)
    save.run(disk)
    assert save.content() == NEW
    save.reset()
    return disk.calls


def outcome(save, disk):
    """Save and give the error that was told, if there was one."""
    try:
        save.run(disk)
    except EditorError as error:
        return error
    return None


@pytest.mark.parametrize("error", ERRORS)
def test_each_call_failing_leaves_the_old_file_or_the_new_one(save, error):
    calls = calls_of(save, short_writes=True)
    assert {"create", "write", "sync", "close", "open_folder"} < set(calls)
    for at, name in enumerate(calls):
        told = outcome(save, FailingDisk(at, getattr(errno, error), short_writes=True))
        assert save.content() == (NEW if told is None else save.old()), name
        assert told is None or (told.path == save.path and told.message.endswith("as it was.")), name
        assert not save.left_over() or name == "remove", name
        save.reset()


@pytest.mark.parametrize("error", ERRORS)
def test_a_disk_that_dies_leaves_the_old_file_or_the_new_one(save, error):
    for at, name in enumerate(calls_of(save)):
        told = outcome(save, FailingDisk(at, getattr(errno, error), stays=True))
        assert save.content() == (NEW if told is None else save.old()), name
        save.reset()


def test_every_call_of_the_disk_is_made_to_fail(tmp_path):
    called = set()
    for kind in KINDS:
        called |= set(calls_of(Save(kind, tmp_path)))
    # Giving a file away takes root, and not every disk has attributes.
    assert set(CALLS) - called <= {"change_owner", "set_attribute"}


def test_a_save_touches_the_disk_through_its_calls_alone():
    """No function of the module that writes calls the system by itself."""
    tree = ast.parse(Path(disk_module.__file__).read_text(encoding="utf-8"))
    touching = {"os", "open", "shutil", "tempfile"}
    allowed = {"stat_result", "strerror", "geteuid", "getegid", "umask"}
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        for node in ast.walk(function):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                assert node.value.id not in touching or node.attr in allowed, f"{function.name}: {node.attr}"
            assert not (isinstance(node, ast.Name) and node.id == "open"), function.name


def test_a_file_changed_while_the_new_one_was_written_is_kept(tmp_path):
    path = tmp_path / "post.md"
    path.write_bytes(OLD)

    class Meanwhile(FailingDisk):
        def sync(self, handle):
            super().sync(handle)
            path.write_bytes(b"theirs")

    with pytest.raises(EditorError, match="another program"):
        write_atomically(path, NEW, expected=Fingerprint.of(OLD), disk=Meanwhile())
    assert path.read_bytes() == b"theirs"
    assert [p.name for p in tmp_path.iterdir()] == ["post.md"]


def test_a_new_file_that_came_meanwhile_is_kept(tmp_path):
    path = tmp_path / "post.md"

    class Meanwhile(FailingDisk):
        def sync(self, handle):
            super().sync(handle)
            path.write_bytes(b"theirs")

    for refusal in (None, errno.EPERM):

        class Disk(Meanwhile):
            def link(self, source, target, refusal=refusal):
                if refusal:
                    raise OSError(refusal, "no links here")
                super().link(source, target)

        path.unlink(missing_ok=True)
        with pytest.raises(EditorError, match="already"):
            write_atomically(path, NEW, new=True, disk=Disk())
        assert path.read_bytes() == b"theirs"


def test_what_a_killed_save_left_is_removed_an_hour_later(tmp_path):
    path = tmp_path / "post.md"
    path.write_bytes(OLD)
    young, old, foreign = (tmp_path / n for n in (".post.md.1.postwright", ".post.md.2.postwright", ".other"))
    for left in (young, old, foreign):
        left.write_bytes(b"half")
    os.utime(old, (1, 1))
    os.utime(foreign, (1, 1))
    write_atomically(path, NEW)
    assert sorted(tmp_path.iterdir()) == sorted([path, young, foreign])


def test_attributes_and_mode_are_kept(tmp_path):
    path = tmp_path / "post.md"
    path.write_bytes(OLD)
    path.chmod(0o664)
    try:
        os.setxattr(path, "user.note", b"mine")
    except (OSError, AttributeError):
        expected = []
    else:
        expected = ["user.note"]
    write_atomically(path, NEW, expected=read_text_file(path).fingerprint)
    assert path.stat().st_mode & 0o7777 == 0o664
    assert (os.listxattr(path) if hasattr(os, "listxattr") else []) == expected


def test_a_process_killed_at_any_step_of_a_save_leaves_a_whole_file():
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.safety.kill_saves", "1"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.split()[0]) > 3 * 10


def test_a_right_that_a_former_owner_lent_does_not_pass_to_the_new_one(tmp_path):
    path = tmp_path / "post.md"
    path.write_bytes(OLD)
    path.chmod(0o6755)

    class OfAnother(FailingDisk):
        def status(self, path):
            found = list(super().status(path))
            found[4] += 1
            return os.stat_result(found)

        def change_owner(self, handle, user, group):
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    write_atomically(path, NEW, disk=OfAnother())
    assert path.read_bytes() == NEW
    assert path.stat().st_mode & 0o7777 == 0o755
