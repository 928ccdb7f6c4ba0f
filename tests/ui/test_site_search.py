"""Words found in all posts of the site, and replaced there, with real keys in the real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from editor.ui.browser.hits_model import HitLine, PostLine
from editor.ui.features import BULK, FEATURES
from editor.ui.site_search_panel import Scope
from tests.ui.test_main_window import CTRL, SHIFT, Key, press

ALT = Qt.KeyboardModifier.AltModifier
POSTS = {
    "alpha.md": b"---\ntitle: Of lanterns\n---\n\nA lantern\nand another LANTERN here.\n",
    "beta.md": b"\xef\xbb\xbf---\r\ntitle: Plain\r\ntags: [lantern]\r\n---\r\n\r\nNo light, a lantern\r\nonly.\r\n",
    "gamma.md": "---\ntitle: \u202eTurned\n---\n🐈 A lanternfish in front of a lantern.\n".encode(),
    "delta.md": b"Nothing at all.\n",
}


@pytest.fixture
def posts(qtbot, window, workspace, program, tmp_path):
    root = tmp_path / "lanterns"
    folder = root / "content" / "post"
    folder.mkdir(parents=True)
    (root / "hugo.yaml").write_text("title: Lanterns\n")
    for name, data in POSTS.items():
        (folder / name).write_bytes(data)
    program.features.get(BULK)
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        window.open_paths([root])
    return folder


@pytest.fixture
def find(qtbot, program, window, posts):
    press(qtbot, window, Key.Key_G, CTRL | SHIFT)
    find = program.features.get(FEATURES["find_in_site"])
    assert QApplication.focusWidget() is find.panel.find_edit
    return find


def settled(qtbot, find, words):
    qtbot.waitUntil(lambda: find.panel.words.text() == words and not find.search.busy, timeout=30_000)


def hits(find):
    lines = [find.panel.model.line(row) for row in range(find.panel.model.rowCount())]
    return [line.total if isinstance(line, PostLine) else (line.path.name, line.hit.line) for line in lines]


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_hits_stream_in_as_one_types_and_switches(qtbot, window, find):
    panel = find.panel
    qtbot.keyClicks(panel.find_edit, "lantern")
    settled(qtbot, find, "7 hits in 3 posts")
    assert {("alpha.md", 2), ("beta.md", 3), ("gamma.md", 4)} < set(hits(find)) - {2, 3}
    press(qtbot, window, Key.Key_W, ALT)
    settled(qtbot, find, "5 hits in 3 posts")
    press(qtbot, window, Key.Key_C, ALT)
    settled(qtbot, find, "4 hits in 3 posts")
    panel.front_matter.click()
    settled(qtbot, find, "3 hits in 3 posts")
    press(qtbot, window, Key.Key_R, ALT)
    panel.find_edit.setFocus()
    panel.find_edit.clear()
    qtbot.keyClicks(panel.find_edit, "lant(")
    qtbot.waitUntil(lambda: "parenthes" in panel.words.text())
    assert hits(find) == []
    assert not panel.replace_all.isEnabled()
    assert panel.find_edit.text() == "lant("
    panel.find_edit.setText("nowhere")
    settled(qtbot, find, "Not found.")
    press(qtbot, window, Key.Key_Escape)
    assert window.frame.below.shown == ""


def test_a_hit_is_gone_to_with_the_keyboard(qtbot, window, workspace, find, posts):
    qtbot.keyClicks(find.panel.find_edit, "lanternf")
    settled(qtbot, find, "1 hit in 1 post")
    press(qtbot, window, Key.Key_Down)
    assert QApplication.focusWidget() is find.panel.view
    press(qtbot, window, Key.Key_Return)
    assert workspace.current.path == posts / "gamma.md"
    assert window.text.editor.textCursor().selectedText() == "lanternf"
    assert QApplication.focusWidget() is window.text.editor
    press(qtbot, window, Key.Key_G, CTRL | SHIFT)
    assert find.panel.find_edit.text() == "lanternf"
    find.panel.find_edit.selectAll()
    qtbot.keyClicks(find.panel.find_edit, "tags:")
    qtbot.waitUntil(lambda: hits(find) == [1, ("beta.md", 3)])
    press(qtbot, window, Key.Key_Return)
    press(qtbot, window, Key.Key_Return)
    assert workspace.current.path == posts / "beta.md"
    assert window.form.tabs.currentWidget() is window.form.source


def test_words_typed_in_the_list_are_looked_for_in_the_text(qtbot, window, program, posts):
    press(qtbot, window, Key.Key_P, CTRL)
    qtbot.keyClicks(window.site_pane.filter, "is:published another")
    press(qtbot, window, Key.Key_G, CTRL | SHIFT)
    find = program.features.get(FEATURES["find_in_site"])
    assert find.panel.find_edit.text() == "another"
    settled(qtbot, find, "1 hit in 1 post")


def test_only_the_posts_wanted_are_looked_through(qtbot, window, find, posts):
    window.site_pane.filter.setText("plain")
    find.panel.scope.setCurrentIndex(find.panel.scope.findData(Scope.LISTED))
    find.panel.find_edit.setText("lantern")
    settled(qtbot, find, "2 hits in 1 post")
    window.site_pane.filter.clear()
    window.site_pane.view.select_paths([posts / "alpha.md", posts / "gamma.md"])
    press(qtbot, window, Key.Key_H, CTRL | SHIFT)
    assert find.panel.scope.itemText(2) == "Selected posts (2)"
    find.panel.scope.setCurrentIndex(2)
    find.panel.find_edit.setText("lanter")
    settled(qtbot, find, "5 hits in 2 posts")


def test_all_hits_are_replaced_after_a_diff_and_taken_back(qtbot, window, workspace, program, find, posts):
    before = bytes_of(posts)
    window.open_paths([posts / "alpha.md"])
    workspace.current.set_field(("title",), "Of lanterns, unsaved")
    press(qtbot, window, Key.Key_H, CTRL | SHIFT)
    find.panel.find_edit.setText("lantern")
    settled(qtbot, find, "7 hits in 3 posts")
    find.panel.replace_edit.setFocus()
    qtbot.keyClicks(find.panel.replace_edit, "lamp")
    press(qtbot, window, Key.Key_Return)
    dialog = find.reviewed.dialog
    qtbot.waitUntil(dialog.go.isEnabled, timeout=30_000)
    assert dialog.go.text() == "Change 2 Files"
    assert "One post is open" in dialog.words.text()
    assert "+title: Of lamps, unsaved" in dialog.diff.toPlainText()
    assert bytes_of(posts) == before
    with qtbot.waitSignal(find.reviewed.changes.applied, timeout=30_000):
        qtbot.keyClick(dialog, Key.Key_Return)
    now = bytes_of(posts)
    assert now["beta.md"] == before["beta.md"].replace(b"lantern", b"lamp")
    assert now["gamma.md"] == before["gamma.md"].replace(b"lantern", b"lamp")
    assert (now["alpha.md"], now["delta.md"]) == (before["alpha.md"], before["delta.md"])
    text = workspace.current.exact_text()
    assert text == "---\ntitle: Of lamps, unsaved\n---\n\nA lamp\nand another lamp here.\n"
    settled(qtbot, find, "Not found.")
    workspace.current.undo()
    assert "Of lanterns, unsaved" in workspace.current.exact_text()
    window.actions_["undo_files"].trigger()
    qtbot.waitUntil(lambda: bytes_of(posts) == before, timeout=30_000)


def test_hits_are_lines_and_posts_stand_above_them(qtbot, find):
    find.panel.find_edit.setText("lantern")
    settled(qtbot, find, "7 hits in 3 posts")
    model = find.panel.model
    for row in range(model.rowCount()):
        line = model.line(row)
        assert bool(model.flags(model.index(row)) & Qt.ItemFlag.ItemIsSelectable) == isinstance(line, HitLine)
        assert "\u202e" not in model.index(row).data()


def test_hits_of_the_former_site_go_with_it(qtbot, window, workspace, find, site):
    qtbot.keyClicks(find.panel.find_edit, "lantern")
    settled(qtbot, find, "7 hits in 3 posts")
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        window.open_paths([site])
    assert not hits(find)
    assert find.panel.words.text() == ""
    assert not find.panel.replace_all.isEnabled()
    assert window.frame.below.shown == ""
    press(qtbot, window, Key.Key_G, CTRL | SHIFT)
    qtbot.keyClick(find.panel.find_edit, Key.Key_Return)
    settled(qtbot, find, "Not found.")


def test_a_post_opened_through_a_link_is_changed_in_its_editor(
    qtbot, window, workspace, find, posts, tmp_path
):
    other = tmp_path / "by-another-name"
    other.symlink_to(posts, target_is_directory=True)
    session = workspace.open_file(other / "alpha.md")
    listed = tuple(sorted(posts.iterdir()))
    files, sessions = find.reviewed.parted(listed)
    assert sessions == (session,)
    assert files == listed[1:]
