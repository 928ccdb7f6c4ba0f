"""Pages renamed, moved, deleted, duplicated and shaped otherwise, in the real window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel

from editor.core.site.index import read_index
from editor.ui.features import BULK, MOVE_PAGE, PAGE_ACTIONS, SAFETY
from tests.core.site.test_move import SITE, TITLED, write
from tests.support.changes import snapshot
from tests.ui.test_main_window import CTRL, Key, press

ALT = Qt.KeyboardModifier.AltModifier
LONG = 30_000


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return write(tmp_path / "place", {**SITE, "content/post/lone.md": TITLED.format("lone", "text")})


@pytest.fixture
def pane(qtbot, window, workspace, program, root):
    for name in (BULK, MOVE_PAGE, PAGE_ACTIONS, SAFETY):
        program.features.get(name)
    with qtbot.waitSignal(workspace.site_read, timeout=LONG):
        window.open_paths([root])
    return window.site_pane


@pytest.fixture
def moving(program, pane):
    return program.features.get(MOVE_PAGE)


@pytest.fixture
def acting(program, pane):
    return program.features.get(PAGE_ACTIONS)


def select(qtbot, pane, *paths):
    pane.view.setFocus()
    pane.view.select_paths(paths)
    assert len(pane.selected) == len(paths)


def asked(qtbot, feature):
    qtbot.waitUntil(lambda: feature.dialog is not None and feature.dialog.go.isEnabled(), timeout=LONG)
    return feature.dialog


def type_over(qtbot, line, text):
    line.selectAll()
    qtbot.keyClicks(line, text)


def reviewed(qtbot, review):
    qtbot.waitUntil(lambda: review.dialog is not None and review.dialog.go.isEnabled(), timeout=LONG)
    return review.dialog


def shown(dialog):
    return [label.text() for label in dialog.findChildren(type(dialog.heading)) if label.isVisible()]


def make(qtbot, review):
    with qtbot.waitSignal(review.changes.applied, timeout=LONG):
        qtbot.keyClick(reviewed(qtbot, review), Key.Key_Return)


def test_a_page_is_renamed_with_f2_and_the_rename_taken_back(qtbot, window, pane, moving, program, root):
    before = snapshot(root / "content")
    select(qtbot, pane, root / "content/post/old/index.md")
    press(qtbot, window, Key.Key_F2)
    qtbot.waitUntil(lambda: moving.dialog is not None, timeout=LONG)
    dialog = moving.dialog
    assert (dialog.name.text(), dialog.folder.currentText()) == ("old", "post")
    qtbot.waitUntil(lambda: dialog.trouble.isVisible())
    assert "already" in dialog.trouble.text()
    qtbot.keyClicks(dialog.name, "newer")
    asked(qtbot, moving)
    qtbot.waitUntil(lambda: shown(dialog) == ["“old”", "/post/old/", "/post/newer/"], timeout=LONG)
    qtbot.waitUntil(lambda: "rewritten" in dialog.summary.text(), timeout=LONG)
    names = dialog.files.model().stringList()
    assert names[0] == "content/post/old  →  content/post/newer"
    assert "content/blog/other.md" in names
    assert snapshot(root / "content") == before
    qtbot.keyClick(dialog.name, Key.Key_Return)
    make(qtbot, moving.review)
    assert (root / "content/post/newer/index.md").is_file()
    assert "aliases: [/post/old/]" in (root / "content/post/newer/index.md").read_text()
    assert "(/base/post/newer/)" in (root / "content/_index.md").read_text()
    qtbot.waitUntil(lambda: moving.dialog is None)
    bulk = program.features.get(BULK)
    with qtbot.waitSignal(bulk.changes.undone, timeout=LONG):
        window.actions_["undo_files"].trigger()
    assert snapshot(root / "content") == before


def test_unsaved_text_goes_with_its_post_there_and_back(
    qtbot, window, workspace, pane, moving, program, root
):
    page, other = root / "content/post/single.md", root / "content/blog/other.md"
    window.open_paths([other, page])
    session, beside = workspace.current, workspace.sessions[0]
    window.text.editor.setFocus()
    press(qtbot, window, Key.Key_End, CTRL)
    qtbot.keyClicks(window.text.editor, "Unsaved words")
    press(qtbot, window, Key.Key_M, CTRL | ALT)
    qtbot.waitUntil(lambda: moving.dialog is not None, timeout=LONG)
    type_over(qtbot, moving.dialog.folder.lineEdit(), "blog/deep")
    qtbot.keyClick(asked(qtbot, moving).folder.lineEdit(), Key.Key_Return)
    make(qtbot, moving.review)
    new = root / "content/blog/deep/single.md"
    qtbot.waitUntil(lambda: session.path == new)
    assert session.is_modified
    assert "Unsaved words" in session.exact_text()
    assert "Unsaved" not in new.read_text()
    # What the move wrote into the file is in the editor too.
    assert "aliases: [/post/single/]" in session.exact_text()
    assert "../../../post/old/" in session.exact_text()
    window.actions_["save"].trigger()
    assert "Unsaved words" in new.read_text()
    assert not page.exists()
    assert not beside.is_modified
    assert beside.exact_text() == other.read_text()
    assert new in workspace.recent_files
    assert page not in workspace.recent_files


def test_taking_back_keeps_what_was_typed_since(qtbot, window, workspace, pane, moving, program, root):
    page = root / "content/post/single.md"
    window.open_paths([page])
    session, before = workspace.current, snapshot(root / "content")
    press(qtbot, window, Key.Key_M, CTRL | ALT)
    qtbot.waitUntil(lambda: moving.dialog is not None, timeout=LONG)
    qtbot.keyClicks(moving.dialog.name, "other-name")
    qtbot.keyClick(asked(qtbot, moving).name, Key.Key_Return)
    make(qtbot, moving.review)
    qtbot.waitUntil(lambda: moving.dialog is None)
    assert not session.is_modified
    window.text.editor.setFocus()
    press(qtbot, window, Key.Key_End, CTRL)
    qtbot.keyClicks(window.text.editor, "Since then")
    with qtbot.waitSignal(program.features.get(BULK).changes.undone, timeout=LONG):
        window.actions_["undo_files"].trigger()
    assert session.path == page
    assert "Since then" in session.exact_text()
    assert "aliases" not in session.exact_text()
    assert snapshot(root / "content") == before


def test_trouble_is_told_as_it_is_typed_and_nothing_can_be_made_of_it(qtbot, window, pane, moving, root):
    select(qtbot, pane, root / "content/post/single.md")
    press(qtbot, window, Key.Key_F2)
    qtbot.waitUntil(lambda: moving.dialog is not None, timeout=LONG)
    dialog = moving.dialog
    for name, words in (("old", "already"), ("a:b", "cannot hold"), ("../../x", "outside"), ("", "needed")):
        dialog.name.clear()
        qtbot.keyClicks(dialog.name, name)
        dialog.wanted_changed.emit(dialog.wanted)
        qtbot.waitUntil(lambda words=words: words in dialog.trouble.text(), timeout=LONG)
        assert not dialog.go.isEnabled()
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert moving.dialog is None


def test_an_address_that_front_matter_sets_stays(qtbot, window, workspace, pane, moving, root):
    page = root / "content/post/lone.md"
    page.write_text(page.read_text().replace("title:", "slug: of-its-own\ntitle:"))
    with qtbot.waitSignal(workspace.site_read, timeout=LONG):
        workspace.refresh()
    select(qtbot, pane, page)
    press(qtbot, window, Key.Key_F2)
    qtbot.waitUntil(lambda: moving.dialog is not None, timeout=LONG)
    qtbot.keyClicks(moving.dialog.name, "other-name")
    dialog = asked(qtbot, moving)
    # A label that comes into a layout is shown a moment later.
    qtbot.waitUntil(lambda: shown(dialog) == ["“lone”", "/post/of-its-own/", "stays as it is"], timeout=LONG)
    qtbot.keyClick(moving.dialog, Key.Key_Escape)


def test_links_and_aliases_can_be_left_as_they_are(qtbot, window, pane, moving, root):
    before = snapshot(root / "content")
    select(qtbot, pane, root / "content/post/_index.md")
    press(qtbot, window, Key.Key_F2)
    qtbot.waitUntil(lambda: moving.dialog is not None, timeout=LONG)
    dialog = moving.dialog
    qtbot.keyClicks(dialog.name, "articles")
    dialog.aliases.click()
    dialog.links.click()
    asked(qtbot, moving)
    qtbot.waitUntil(lambda: "4 pages move" in dialog.summary.text(), timeout=LONG)
    qtbot.keyClick(dialog.name, Key.Key_Return)
    make(qtbot, moving.review)
    after = snapshot(root / "content")
    assert {name.replace("articles", "post"): data for name, data in after.items()} == before


def test_del_shows_what_breaks_and_puts_it_into_the_trash(
    qtbot, window, workspace, pane, acting, program, root
):
    before = snapshot(root / "content")
    page = root / "content/post/old/index.md"
    window.open_paths([page])
    select(qtbot, pane, page)
    press(qtbot, window, Key.Key_Delete)
    qtbot.waitUntil(lambda: acting.delete_dialog is not None, timeout=LONG)
    dialog = acting.delete_dialog
    lines = dialog.links.model().stringList()
    assert any(line.startswith("content/blog/other.md, line 5:") for line in lines)
    assert "2 files beside the text" in dialog.words.text()
    assert snapshot(root / "content") == before
    with qtbot.waitSignal(acting.review.changes.applied, timeout=LONG):
        qtbot.keyClick(dialog, Key.Key_Return)
    assert not page.parent.exists()
    qtbot.waitUntil(lambda: not workspace.sessions)
    with qtbot.waitSignal(program.features.get(BULK).changes.undone, timeout=LONG):
        window.actions_["undo_files"].trigger()
    assert snapshot(root / "content") == before


def test_a_duplicate_is_opened_and_a_file_becomes_a_bundle(qtbot, window, workspace, pane, acting, root):
    select(qtbot, pane, root / "content/post/lone.md")
    with qtbot.waitSignal(acting.review.changes.applied, timeout=LONG):
        pane.page_requested.emit("duplicate_page")
    copy = root / "content/post/lone-copy.md"
    qtbot.waitUntil(lambda: workspace.current is not None and workspace.current.path == copy)
    assert workspace.current.post.meta.draft
    with qtbot.waitSignal(workspace.site_read, timeout=LONG):
        workspace.refresh()
    window.text.editor.setFocus()
    window.actions_["bundle_page"].trigger()
    make(qtbot, acting.review)
    assert workspace.current.path == root / "content/post/lone-copy/index.md"
    assert workspace.current.exact_text() == workspace.current.path.read_text()


def test_a_page_is_begun_in_another_language(qtbot, window, workspace, program, pane, acting, root):
    config = root / "hugo.toml"
    config.write_text(config.read_text() + "[languages.en]\n[languages.fr]\n[languages.de]\n")
    with qtbot.waitSignal(workspace.site_read, timeout=LONG):
        workspace.refresh()
    assert read_index(root).site.languages
    window.open_paths([root / "content/post/lone.md"])
    window.text.editor.setFocus()
    window.actions_["translate_page"].trigger()
    qtbot.waitUntil(lambda: acting.language_dialog is not None, timeout=LONG)
    dialog = acting.language_dialog
    dialog.setTextValue("de")
    with qtbot.waitSignal(acting.review.changes.applied, timeout=LONG):
        qtbot.keyClick(dialog, Key.Key_Return)
    qtbot.waitUntil(lambda: workspace.current.path == root / "content/post/lone.de.md")
    assert QApplication.activeModalWidget() is None


def test_without_a_site_it_is_said_what_is_missing(qtbot, window, workspace, program, tmp_path):
    path = tmp_path / "alone.md"
    path.write_text("text")
    window.open_paths([path])
    window.actions_["move_page"].trigger()
    assert program.features.get(MOVE_PAGE).dialog is None
    assert "Open the site first" in window.frame.notices.findChild(QLabel, "message").text()


def test_the_list_has_a_menu_of_them(qtbot, window, pane, moving, acting, root):
    select(qtbot, pane, root / "content/post/lone.md", root / "content/post/single.md")
    at = pane.view.viewport().mapToGlobal(QPoint(20, 20))
    pane.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(20, 20), at))
    menu = QApplication.activePopupWidget()
    able = {action.data(): action.isEnabled() for action in menu.actions() if action.data()}
    assert able["delete_page"]
    assert not able["move_page"]
    qtbot.keyClick(menu, Key.Key_Escape)
    select(qtbot, pane, root / "content/post/lone.md")
    pane.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(20, 20), at))
    menu = QApplication.activePopupWidget()
    # The menu's own keys: B for the bundle.
    qtbot.keyClick(menu, Key.Key_B)
    make(qtbot, acting.review)
    assert (root / "content/post/lone/index.md").is_file()


def move(qtbot, window, moving, folder):
    press(qtbot, window, Key.Key_M, CTRL | ALT)
    qtbot.waitUntil(lambda: moving.dialog is not None, timeout=LONG)
    type_over(qtbot, moving.dialog.folder.lineEdit(), folder)
    qtbot.keyClick(asked(qtbot, moving).folder.lineEdit(), Key.Key_Return)


def test_two_moves_taken_back_at_once_bring_the_open_post_along(
    qtbot, window, workspace, pane, moving, program, root
):
    page = root / "content/post/single.md"
    window.open_paths([page])
    session = workspace.current
    for folder in ("blog/one", "blog/two"):
        window.text.editor.setFocus()
        with qtbot.waitSignal(workspace.site_read, timeout=LONG):
            move(qtbot, window, moving, folder)
            make(qtbot, moving.review)
        qtbot.waitUntil(lambda: moving.dialog is None, timeout=LONG)
        assert session.path == root / "content" / folder / "single.md"
    for _ in range(2):
        window.actions_["undo_files"].trigger()
    qtbot.waitUntil(page.exists, timeout=LONG)
    qtbot.waitUntil(lambda: session.path == page, timeout=LONG)


def test_escape_that_comes_too_late_to_stop_a_change_tells_it_was_made(
    qtbot, window, workspace, pane, moving, program, root
):
    page = root / "content/post/single.md"
    window.open_paths([page])
    window.text.editor.setFocus()
    move(qtbot, window, moving, "blog/late")
    dialog = reviewed(qtbot, moving.review)
    heard = []
    moving.review.made.connect(lambda: heard.append(True))
    qtbot.keyClick(dialog, Key.Key_Return)
    # The files are changed, and the window has not heard of it yet.
    assert program.pool.waitForDone(LONG)
    qtbot.keyClick(dialog, Key.Key_Escape)
    qtbot.waitUntil(lambda: workspace.current.path == root / "content/blog/late/single.md", timeout=LONG)
    qtbot.waitUntil(lambda: heard == [True], timeout=LONG)
    qtbot.waitUntil(lambda: moving.dialog is None and moving.review.dialog is None, timeout=LONG)
    assert "done" in window.frame.notices.notice.message


def test_pages_duplicated_one_after_the_other_are_all_made_and_opened(
    qtbot, window, workspace, pane, acting, root
):
    for name in ("single.md", "lone.md"):
        select(qtbot, pane, root / "content/post" / name)
        window.actions_["duplicate_page"].trigger()
    qtbot.waitUntil(lambda: len(workspace.sessions) == 2, timeout=LONG)
    assert all(session.path.exists() for session in workspace.sessions)


def test_escape_that_comes_too_late_leaves_no_open_post_behind_the_others(
    qtbot, window, workspace, pane, program, root
):
    opened, other = root / "content/post/single.md", root / "content/post/lone.md"
    window.open_paths([opened])
    session = workspace.current
    select(qtbot, pane, opened, other)
    pane.flag_requested.emit("draft")
    bulk = program.features.get(BULK)
    qtbot.waitUntil(lambda: bulk.dialog is not None and bulk.dialog.go.isEnabled(), timeout=LONG)
    dialog = bulk.dialog
    qtbot.keyClick(dialog, Key.Key_Return)
    assert program.pool.waitForDone(LONG)
    qtbot.keyClick(dialog, Key.Key_Escape)
    qtbot.waitUntil(lambda: bulk.dialog is None, timeout=LONG)
    assert "draft: true" in other.read_text()
    assert "draft: true" in session.exact_text()
