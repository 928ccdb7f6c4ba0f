"""Sites as nobody wants them, in the real window: the list shows what there is, and nothing hangs or breaks."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from editor.ui.features import BROWSER, BULK, SITE_FIND
from tests.ui.test_bad_input import somebody_else
from tests.ui.test_main_window import CTRL, Key, press

SCRIPTS = (
    "Ünïcödé.md",
    "日本語のファイル.md",
    "عربى.md",
    "עברית.md",
    "हिन्दी.md",
    "e\u0301.md",
    "🐈‍⬛.md",
    "a\u202eb.md",
    "with space & more's.md",
    "line\nend.md",
    "b\udce9.md",
    "%2e%2e.md",
    "-rf.md",
)


@pytest.fixture
def root():
    """A site in a folder that every user may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    (folder / "hugo.yaml").write_text("title: Odd\n")
    posts = folder / "content" / "post"
    posts.mkdir(parents=True)
    (posts / "plain.md").write_text("---\ntitle: Plain\n---\nlantern\n")
    yield folder
    for path in folder.rglob("*"):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def opened(qtbot, window, workspace, program, root):
    def open_it():
        program.features.get(BULK)
        program.features.get(BROWSER)
        with qtbot.waitSignal(workspace.site_read, timeout=30_000):
            window.open_paths([root])
        return window.site_pane

    return open_it


def search(qtbot, window, program, words):
    window.actions_["find_in_site"].trigger()
    find = program.features.get(SITE_FIND)
    find.panel.find_edit.setText(words)
    qtbot.waitUntil(lambda: find.search.found.over and not find.search.busy, timeout=30_000)
    return find


def test_links_that_go_round_and_lead_nowhere(qtbot, window, program, root, opened):
    posts = root / "content" / "post"
    (posts / "round").symlink_to(posts)
    (posts / "up").symlink_to(root)
    (posts / "self.md").symlink_to(posts / "self.md")
    (posts / "gone.md").symlink_to(posts / "nowhere.md")
    pane = opened()
    assert "Plain" in [page.row.title for page in pane.model.pages]
    assert len(pane.model.pages) <= 3
    assert search(qtbot, window, program, "lantern").search.found.count == 1


def test_what_may_not_be_read_is_passed_over(qtbot, window, program, root, opened):
    posts = root / "content" / "post"
    (posts / "closed").mkdir()
    (posts / "closed" / "index.md").write_text("lantern")
    (posts / "secret.md").write_text("lantern")
    (posts / "closed").chmod(0)
    (posts / "secret.md").chmod(0)
    with somebody_else():
        pane = opened()
        assert search(qtbot, window, program, "lantern").search.found.count == 1
    problems = {page.row.path.name: page.row.problem for page in pane.model.pages if page.row.problem}
    assert "permission" in problems["secret.md"]


def test_names_in_every_script_are_listed_found_and_opened(qtbot, window, workspace, program, root, opened):
    posts = root / "content" / "post"
    for name in SCRIPTS:
        (posts / name).write_text("a lantern\n")
    pane = opened()
    assert {page.row.path.name for page in pane.model.pages} == {*SCRIPTS, "plain.md"}
    find = search(qtbot, window, program, "lantern")
    assert find.search.found.posts == len(SCRIPTS) + 1
    find.panel.replace_requested.emit("lamp")
    dialog = find.reviewed.dialog
    qtbot.waitUntil(dialog.go.isEnabled, timeout=30_000)
    with qtbot.waitSignal(find.reviewed.changes.applied, timeout=30_000):
        qtbot.keyClick(dialog, Key.Key_Return)
    assert {path.read_text() for path in posts.iterdir() if path.name != "plain.md"} == {"a lamp\n"}
    for name in SCRIPTS:
        window.open_paths([posts / name])
        assert workspace.current.body_text() == "a lamp\n"
    assert "\u202e" not in "".join(window.desk.tabs.tabText(at) for at in range(window.desk.tabs.count()))


def test_thousands_of_other_files_are_no_posts(qtbot, root, opened):
    bundle = root / "content" / "post" / "bundle"
    bundle.mkdir()
    (bundle / "index.md").write_text("---\ntitle: Bundle\n---\n")
    first = bundle / "0.bin"
    first.write_bytes(b"")
    for number in range(1, 3000):
        os.link(first, bundle / f"{number}.bin")
    pane = opened()
    assert sorted(page.row.title for page in pane.model.pages) == ["Bundle", "Plain"]


def test_a_post_that_became_a_folder_or_a_pipe_is_left_out(qtbot, window, program, root, opened):
    posts = root / "content" / "post"
    for name in ("folder.md", "pipe.md", "stays.md"):
        (posts / name).write_text("---\ntitle: T\ndraft: false\n---\nlantern\n")
    pane = opened()
    # Behind the list's back.
    (posts / "folder.md").unlink()
    (posts / "folder.md").mkdir()
    (posts / "pipe.md").unlink()
    os.mkfifo(posts / "pipe.md")
    find = search(qtbot, window, program, "lantern")
    assert find.search.found.posts == 2
    pane.view.setFocus()
    pane.view.selectAll()
    press(qtbot, window, Key.Key_D, CTRL)
    bulk = program.features.get(BULK)
    qtbot.waitUntil(bulk.dialog.go.isEnabled, timeout=30_000)
    assert "2 left as they are" in bulk.dialog.words.text()
    with qtbot.waitSignal(bulk.changes.applied, timeout=30_000):
        qtbot.keyClick(bulk.dialog, Key.Key_Return)
    assert "draft: true" in (posts / "stays.md").read_text()


@pytest.mark.parametrize("text", ["title: [", "a: b: c: &x *x", "\x00\xff", ""])
def test_a_site_whose_settings_cannot_be_read_lists_its_posts(root, opened, text):
    (root / "hugo.yaml").write_bytes(text.encode("latin-1"))
    assert [page.row.title for page in opened().model.pages] == ["Plain"]


def test_the_files_of_a_change_are_told_apart_though_their_paths_are_long(
    qtbot, window, program, root, opened
):
    for name in ("one", "two"):
        folder = root / "content" / "post" / ("long-" * 30 + name)
        folder.mkdir(parents=True)
        (folder / "index.md").write_text("---\ntitle: T\ndraft: false\n---\n")
    pane = opened()
    pane.view.setFocus()
    pane.view.selectAll()
    press(qtbot, window, Key.Key_D, CTRL)
    bulk = program.features.get(BULK)
    qtbot.waitUntil(bulk.dialog.go.isEnabled, timeout=30_000)
    files = bulk.dialog.files
    for row in range(files.model().rowCount()):
        assert files.visualRect(files.model().index(row, 0)).right() <= files.viewport().width()
    assert files.horizontalScrollBar().maximum() == 0
    bulk.dialog.reject()
