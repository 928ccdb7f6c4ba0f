"""Folders and processes that programs leave behind."""

import os
import signal
import subprocess
import sys

import pytest

from editor.core.hugo.leftovers import PrivateFolder, clean, memory_of, remove_tree, watched
from tests.support.theme_site import gone_within, is_alive

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="groups of processes are POSIX's")


def shell(script, folder, **options):
    program, arguments = watched("/bin/sh", ("-c", script, str(folder)))
    return subprocess.Popen(
        [program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
        text=True,
        **options,
    )


def left_folder(home):
    """A folder whose owner is gone: the system has taken the claim back."""
    folder = PrivateFolder(home / "site-left", None)
    folder.path.mkdir()
    return folder


def test_a_process_and_its_children_end_with_our_end_of_the_pipe(tmp_path):
    process = shell("sleep 300 & echo $!; wait", tmp_path)
    child = int(process.stdout.readline())
    assert is_alive(child)
    process.stdin.close()
    assert process.wait(10) == -signal.SIGKILL
    assert gone_within(child)
    process.stdout.close()


def test_a_process_that_ends_by_itself_tells_its_code(tmp_path):
    process = shell("exit 7", tmp_path)
    assert process.wait(10) == 7
    process.stdin.close()
    process.stdout.close()


def test_what_a_program_that_is_gone_left_is_ended_and_removed(tmp_path):
    ours = PrivateFolder.make(tmp_path)
    left = left_folder(tmp_path)
    command = ["/bin/sh", "-c", "echo; sleep 300; :", str(left.path)]
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE)
    # Before its first word the system may not know its command yet.
    process.stdout.readline()
    left.note_process(process.pid)
    (left.path / "kept").mkdir(mode=0o500)
    assert clean(tmp_path) == 1
    assert process.wait(10) == -signal.SIGKILL
    process.stdout.close()
    assert not left.path.exists()
    assert ours.path.exists()
    ours.remove()
    ours.remove()
    assert list(tmp_path.iterdir()) == []


def test_a_stranger_who_got_the_number_is_left_alone(tmp_path):
    left = left_folder(tmp_path)
    left.note_process(os.getpid())
    assert clean(tmp_path) == 1


def test_a_claim_without_its_folder_goes_too(tmp_path):
    (tmp_path / "site-early.claim").touch()
    assert clean(tmp_path) == 0
    assert list(tmp_path.iterdir()) == []


def test_nothing_to_clean_and_nothing_to_remove_are_no_errors(tmp_path):
    assert clean(tmp_path / "none") == 0
    remove_tree(tmp_path / "none")


def test_the_memory_of_a_process():
    assert memory_of(os.getpid()) > 1_000_000
    assert memory_of(2**22 + 5) == 0
