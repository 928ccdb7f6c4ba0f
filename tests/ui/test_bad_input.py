"""What is broken, forbidden, huge or gone: a clear word each, nothing lost, nothing blocked, no traceback."""

import os
import resource
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from editor.app.notices import Tone
from tests.ui.test_main_window import CTRL, Key, press

NOBODY = 65534


@pytest.fixture
def public():
    """A folder that every user may enter."""
    folder = Path(tempfile.mkdtemp(dir="/tmp" if Path("/tmp").is_dir() else None))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@contextmanager
def somebody_else():
    """Act as a user without rights while it lasts, where we are root; any other user has none already."""
    if os.geteuid() != 0:
        yield
        return
    os.setresgid(NOBODY, NOBODY, 0)
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)


@contextmanager
def no_more_room(bytes_left):
    """Let no file grow beyond `bytes_left`, as a disk that is full does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class Heart(QTimer):
    """Beats in the UI thread; `longest` is the longest it was kept from it, in seconds."""

    def __init__(self, parent):
        super().__init__(parent)
        self.longest, self._last = 0.0, time.perf_counter()
        self.timeout.connect(self._beat)
        self.start(5)

    def _beat(self):
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def pause_of_an_ordinary_post(qtbot, window, post, heart):
    """Open a post that is nothing special, and tell how long the window was kept, in seconds: no less than 0.25."""
    window.open_paths([post])
    qtbot.waitUntil(lambda: window.preview.is_settled, timeout=30_000)
    return max(0.25, heart.longest)


def saved_words(window):
    return window.status.findChild(QLabel, "saved").text()


def test_a_file_that_may_not_be_read(window, workspace, public):
    path = public / "secret.md"
    path.write_text("secret")
    path.chmod(0)
    with somebody_else():
        window.open_paths([path])
    notice = window.frame.notices.notice
    assert notice.message == "You have no permission to read here."
    assert notice.tone is Tone.ERROR
    assert notice.path == path
    assert workspace.sessions == ()


def test_a_file_that_may_not_be_written_is_open_for_reading(qtbot, window, workspace, public):
    path = public / "fixed.md"
    path.write_text("Fixed.\n")
    path.chmod(0o444)
    with somebody_else():
        window.open_paths([path])
    assert "no permission to write" in workspace.current.read_only_reason
    qtbot.keyClicks(window.text.editor, "abc")
    assert workspace.current.body_text() == "Fixed.\n"
    assert saved_words(window) == "Read only"
    assert not window.actions_["save"].isEnabled() or path.read_text() == "Fixed.\n"


def test_a_folder_that_may_not_be_written_keeps_the_text(qtbot, window, workspace, public, answer):
    path = public / "post.md"
    path.write_text("Old.\n")
    path.chmod(0o666)
    window.open_paths([path])
    qtbot.keyClicks(window.text.editor, "New. ")
    asked = answer("Cancel")
    with somebody_else():
        press(qtbot, window, Key.Key_S, CTRL)
    assert "not saved" in asked[0]
    assert path.read_text() == "Old.\n"
    assert [each.name for each in public.iterdir()] == ["post.md"]
    assert workspace.current.body_text() == "New. Old.\n"
    assert window.isWindowModified()
    press(qtbot, window, Key.Key_S, CTRL)
    assert path.read_text() == "New. Old.\n"


def test_a_full_disk_leaves_the_file_and_the_text(qtbot, window, workspace, hello, answer):
    before = hello.read_bytes()
    window.open_paths([hello])
    qtbot.keyClicks(window.text.editor, "More. ")
    asked = answer("Cancel")
    with no_more_room(64):
        press(qtbot, window, Key.Key_S, CTRL)
    assert "not saved" in asked[0]
    assert hello.read_bytes() == before
    assert {path.name for path in hello.parent.iterdir()} == {"hello.md", "plain.md", "bundle"}
    assert window.isWindowModified()
    press(qtbot, window, Key.Key_S, CTRL)
    assert b"More. " in hello.read_bytes()
    assert not window.isWindowModified()


def test_a_folder_opens_as_a_folder_and_a_device_not_at_all(window, workspace, site):
    window.open_paths([site / "content" / "post" / "bundle"])
    assert workspace.folder == site / "content" / "post" / "bundle"
    window.open_paths([Path(os.devnull)])
    assert "device" in window.frame.notices.notice.message
    assert workspace.sessions == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("---\ntitle: [x\n---\nText\n", "Line 3"),
        ("---\ntitle: x\nText without an end\n", ""),
        ("+++\ntitle = \n+++\nText\n", "Line 2"),
        ('{"title": "x",\nText\n', ""),
    ],
)
def test_front_matter_that_cannot_be_read_is_greyed_and_the_body_lives(
    qtbot, window, workspace, tmp_path, text, word
):
    path = tmp_path / "broken.md"
    path.write_text(text)
    window.open_paths([path])
    form = window.form
    assert form.pages.currentWidget() is form.empty
    assert form.empty.title.text() == "The front matter cannot be read"
    assert form.empty.words.text().startswith(word)
    assert form.tabs.currentWidget() is form.source
    press(qtbot, window, Key.Key_D, CTRL)
    assert "cannot be read" in window.frame.notices.notice.message
    assert workspace.current.exact_text() == text
    press(qtbot, window, Key.Key_S, CTRL)
    assert path.read_text() == text


BOMB = "---\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_a_bomb_of_aliases_is_defused(qtbot, window, workspace, hello, tmp_path):
    path = tmp_path / "bomb.md"
    path.write_text(f"{BOMB}---\nText\n")
    heart = Heart(window)
    usual = pause_of_an_ordinary_post(qtbot, window, hello, heart)
    window.open_paths([path])
    qtbot.waitUntil(lambda: window.preview.is_settled, timeout=30_000)
    qtbot.keyClicks(window.text.editor, "Typed. ")
    assert workspace.current.body_text() == "Typed. Text\n"
    press(qtbot, window, Key.Key_S, CTRL)
    assert path.read_text() == f"{BOMB}---\nTyped. Text\n"
    assert heart.longest < 20 * usual


@pytest.mark.parametrize("megabytes", [50])
def test_a_file_too_large_is_told_at_once(qtbot, window, workspace, hello, tmp_path, megabytes):
    path = tmp_path / "large.md"
    path.write_bytes(b"A line of an ordinary text.\n" * (megabytes * 1_000_000 // 28))
    heart = Heart(window)
    usual = pause_of_an_ordinary_post(qtbot, window, hello, heart)
    window.open_paths([path])
    assert f"{megabytes} MB" in window.frame.notices.notice.message
    window.open_paths([tmp_path])
    qtbot.waitUntil(lambda: len(workspace.posts) == 4, timeout=30_000)
    assert heart.longest < 20 * usual


def test_a_folder_deleted_while_open_empties_the_list_and_keeps_the_text(
    qtbot, window, workspace, site, hello, answer
):
    window.open_paths([site, hello])
    qtbot.waitUntil(lambda: len(workspace.posts) == 3)
    qtbot.keyClicks(window.text.editor, "Mine. ")
    shutil.rmtree(site)
    workspace.refresh()
    qtbot.waitUntil(lambda: workspace.posts == ())
    qtbot.keyClicks(window.text.editor, "Still. ")
    assert workspace.current.body_text().startswith("Mine. Still. ")
    answer("Save Again", "Cancel")
    press(qtbot, window, Key.Key_S, CTRL)
    assert window.isWindowModified()
    # Its folder is made again by hand: then it can be saved.
    hello.parent.mkdir(parents=True)
    answer("Save Again")
    press(qtbot, window, Key.Key_S, CTRL)
    assert "Mine. Still. " in hello.read_text()


def test_a_post_that_became_a_folder_is_not_overwritten(qtbot, window, workspace, hello, answer):
    window.open_paths([hello])
    qtbot.keyClicks(window.text.editor, "Mine. ")
    hello.unlink()
    hello.mkdir()
    (hello / "precious.txt").write_text("p")
    answer("Cancel")
    press(qtbot, window, Key.Key_S, CTRL)
    assert (hello / "precious.txt").read_text() == "p"
    assert window.isWindowModified()
    assert workspace.current.body_text().startswith("Mine. ")
