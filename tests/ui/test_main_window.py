"""The whole job in the real window with real keys: open, type, toggle, undo, save, close."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from editor.app.notices import Tone

Key, Mod = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = Mod.ControlModifier, Mod.ShiftModifier


def press(qtbot, window, key, modifier=Mod.NoModifier):
    if QApplication.activeModalWidget() is None and QApplication.activeWindow() is not window:
        # A question has just gone; off-screen nobody gives the window back its keys.
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


@pytest.fixture
def opened(window, workspace, hello):
    window.open_paths([hello])
    return workspace.current


def test_a_post_is_written_toggled_undone_and_saved(qtbot, window, opened, hello):
    before = hello.read_bytes()
    editor = window.text.editor
    assert QApplication.focusWidget() is editor
    press(qtbot, window, Key.Key_End, CTRL)
    qtbot.keyClicks(editor, "Third.")
    assert window.isWindowModified()
    press(qtbot, window, Key.Key_D, CTRL)
    press(qtbot, window, Key.Key_F, CTRL | SHIFT)
    qtbot.keyClicks(editor, "!")
    with qtbot.waitSignal(opened.saved):
        press(qtbot, window, Key.Key_S, CTRL)
    assert not window.isWindowModified()
    text = before.decode().replace("draft: true ", "draft: false ")
    saved = hello.read_text()
    assert "featured: true\n" in saved
    assert saved.replace("featured: true\n", "") == f"{text}Third.!"
    for _ in range(4):
        press(qtbot, window, Key.Key_Z, CTRL)
    assert opened.exact_text() == before.decode()
    assert not opened.can_undo
    press(qtbot, window, Key.Key_Z, CTRL | SHIFT)
    assert opened.body_text().endswith("Third.")
    press(qtbot, window, Key.Key_Z, CTRL)
    press(qtbot, window, Key.Key_S, CTRL)
    assert hello.read_bytes() == before


def test_saving_without_a_change_writes_the_same_bytes(qtbot, window, workspace, site):
    for path in sorted(site.rglob("*.md")):
        before = path.read_bytes()
        window.open_paths([path])
        press(qtbot, window, Key.Key_S, CTRL)
        assert path.read_bytes() == before


def test_the_preview_shows_what_is_typed(qtbot, window, opened):
    preview = window.preview
    qtbot.waitUntil(lambda: preview.is_settled, timeout=10_000)
    press(qtbot, window, Key.Key_End, CTRL)
    with qtbot.waitSignal(preview.page_ready, timeout=10_000):
        qtbot.keyClicks(window.text.editor, "Zebra.")
    qtbot.waitUntil(lambda: preview.is_settled, timeout=10_000)
    found = []
    preview.view.page().findTextFinished.connect(lambda result: found.append(result.numberOfMatches()))

    def shown():
        # Chromium searches what it has laid out: ask again until it has.
        preview.view.page().findText("Zebra.")
        return found[-1:] == [1]

    qtbot.waitUntil(shown, timeout=5000)


def test_a_title_typed_into_the_form_is_in_the_text_and_undone_with_one_key(qtbot, window, opened):
    assert window.form.focus_field(("title",))
    press(qtbot, window, Key.Key_A, CTRL)
    qtbot.keyClicks(QApplication.focusWidget(), "New title")
    press(qtbot, window, Key.Key_Return)
    assert 'title: "New title"\n' in opened.exact_text()
    assert "New title" in window.windowTitle()
    press(qtbot, window, Key.Key_Z, CTRL)
    assert 'title: "Hello: world"\n' in opened.exact_text()
    assert not opened.is_modified


def test_tab_goes_through_the_form_from_top_to_bottom(window, opened):
    order = []
    widget = window.form.fields.header.draft.switch
    while widget is not window.text.editor:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(widget)
        widget = widget.nextInFocusChain()
    tops = [each.mapTo(window, QPoint(0, 0)).y() for each in order]
    assert len(order) > 6
    assert tops == sorted(tops)


def test_what_is_half_typed_in_the_form_is_saved(qtbot, window, opened, hello):
    window.form.focus_field(("title",))
    qtbot.keyClicks(QApplication.focusWidget(), "X")
    press(qtbot, window, Key.Key_S, CTRL)
    assert "X" in hello.read_text().split("\n")[2]


def test_the_same_file_twice_is_one_tab(window, workspace, hello):
    window.open_paths([hello, hello.parent / "plain.md", hello.parent / ".." / "post" / "hello.md"])
    assert [s.path.name for s in workspace.sessions] == ["hello.md", "plain.md"]
    assert workspace.current.path == hello
    assert window.desk.tabs.count() == 2
    assert window.desk.tabs.currentIndex() == 0


def test_each_tab_keeps_its_undo_and_its_place(qtbot, window, workspace, hello):
    long = hello.parent / "long.md"
    long.write_text("line\n" * 500)
    window.open_paths([long, hello])
    press(qtbot, window, Key.Key_PageUp, CTRL)
    assert workspace.current.path == long
    press(qtbot, window, Key.Key_End, CTRL)
    qtbot.keyClicks(window.text.editor, "abc")
    place = window.text.editor.verticalScrollBar().value()
    assert place > 0
    press(qtbot, window, Key.Key_PageDown, CTRL)
    press(qtbot, window, Key.Key_PageDown, CTRL)
    assert workspace.current.path == long
    assert window.text.editor.verticalScrollBar().value() == place
    qtbot.keyClicks(window.text.editor, "d")
    assert workspace.current.body_text().endswith("abcd")
    press(qtbot, window, Key.Key_Z, CTRL)
    press(qtbot, window, Key.Key_Z, CTRL)
    assert not workspace.current.is_modified


def test_closing_a_changed_post_asks(qtbot, window, workspace, opened, hello, answer):
    qtbot.keyClicks(window.text.editor, "abc")
    asked = answer("Cancel", "Don't Save")
    press(qtbot, window, Key.Key_W, CTRL)
    assert workspace.current is opened
    press(qtbot, window, Key.Key_W, CTRL)
    assert workspace.current is None
    assert len(asked) == 2
    assert "abc" not in hello.read_text()


def test_leaving_with_several_changed_posts_asks_once(qtbot, window, workspace, hello, answer):
    other = hello.parent / "plain.md"
    for path in (hello, other):
        window.open_paths([path])
        qtbot.keyClicks(window.text.editor, "abc")
    asked = answer("Cancel", "Save All")
    press(qtbot, window, Key.Key_Q, CTRL)
    assert window.isVisible()
    press(qtbot, window, Key.Key_Q, CTRL)
    assert not window.isVisible()
    assert asked == ["Save the changes to 2 posts?"] * 2
    assert "abc" in hello.read_text()
    assert other.read_text().startswith("abc")


def test_a_file_changed_outside_is_asked_about(qtbot, window, opened, hello, answer):
    qtbot.keyClicks(window.text.editor, "mine")
    hello.write_text("theirs")
    answer("Cancel", "Load Theirs")
    press(qtbot, window, Key.Key_S, CTRL)
    assert hello.read_text() == "theirs"
    press(qtbot, window, Key.Key_S, CTRL)
    assert opened.exact_text() == "theirs"
    press(qtbot, window, Key.Key_Z, CTRL)
    assert "mine" in opened.exact_text()
    press(qtbot, window, Key.Key_S, CTRL)
    assert "mine" in hello.read_text()


def test_a_file_deleted_while_open_can_be_saved_again(qtbot, window, opened, hello, answer):
    qtbot.keyClicks(window.text.editor, "mine")
    hello.unlink()
    answer("Save Again")
    press(qtbot, window, Key.Key_S, CTRL)
    assert "mine" in hello.read_text()
    assert not opened.is_modified


def test_a_vanished_folder_is_told_and_the_text_stays(qtbot, window, workspace, tmp_path, answer):
    folder = tmp_path / "gone"
    folder.mkdir()
    path = folder / "post.md"
    path.write_text("x")
    window.open_paths([path])
    qtbot.keyClicks(window.text.editor, "mine")
    path.unlink()
    folder.rmdir()
    answer("Save Again", "Cancel")
    press(qtbot, window, Key.Key_S, CTRL)
    assert workspace.current.exact_text() == "minex"
    assert window.isWindowModified()
    answer("Don't Save")
    press(qtbot, window, Key.Key_W, CTRL)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "no such file"),
        (lambda path: path.write_bytes(b"\x00\xff\xfe\x00binary\x80\x81"), "no text"),
        (lambda path: path.write_bytes(b"x" * (11 * 1024 * 1024)), "MB"),
    ],
    ids=["missing", "binary", "large"],
)
def test_what_cannot_be_opened_is_told_and_nothing_else_happens(
    window, workspace, opened, tmp_path, make, words
):
    path = tmp_path / "bad.md"
    make(path)
    window.open_paths([path])
    assert workspace.sessions == (opened,)
    notice = window.frame.notices.notice
    assert words in notice.message
    assert notice.tone is Tone.ERROR
    assert window.frame.notices.isVisible()


def test_damaged_text_is_shown_but_not_changed(qtbot, window, workspace, tmp_path):
    path = tmp_path / "damaged.md"
    path.write_bytes(b"---\ntitle: x\n---\nbad \xff byte\n")
    window.open_paths([path])
    qtbot.keyClicks(window.text.editor, "abc")
    assert workspace.current.body_text() == "bad \ufffd byte\n"
    assert window.status.findChild(QLabel, "saved").text() == "Read only"
    press(qtbot, window, Key.Key_D, CTRL)
    assert workspace.current.exact_text().encode("utf-8", "surrogateescape") == path.read_bytes()


def test_front_matter_that_cannot_be_read_can_be_saved(qtbot, window, workspace, tmp_path):
    path = tmp_path / "broken.md"
    path.write_text("---\ntitle: [x\n---\nText\n")
    window.open_paths([path])
    assert workspace.current.post.front.broken
    qtbot.keyClicks(window.text.editor, "More ")
    press(qtbot, window, Key.Key_S, CTRL)
    assert path.read_text() == "---\ntitle: [x\n---\nMore Text\n"


def test_a_folder_lists_its_posts_and_one_is_picked(qtbot, window, workspace, site):
    with qtbot.waitSignal(workspace.posts_listed):
        window.open_paths([site])
    pane = window.site_pane
    assert pane.isVisible()
    assert pane.view.model().rowCount() == 3
    press(qtbot, window, Key.Key_P, CTRL)
    qtbot.keyClicks(pane.filter, "bund")
    assert pane.view.model().rowCount() == 1
    press(qtbot, window, Key.Key_Return)
    assert workspace.current.path.parent.name == "bundle"
    pane.filter.clear()
    index = pane.view.model().index(0, 0)
    qtbot.mouseClick(
        pane.view.viewport(), Qt.MouseButton.LeftButton, pos=pane.view.visualRect(index).center()
    )
    assert len(workspace.sessions) == 2


def test_files_are_dropped_anywhere_on_the_window(window, workspace, hello):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(hello))])
    left, none = Qt.MouseButton.LeftButton, Mod.NoModifier
    for target in (window, window.text.editor.viewport()):
        enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none)
        QApplication.sendEvent(target, enter)
        assert enter.isAccepted()
        drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none)
        QApplication.sendEvent(target, drop)
    assert [s.path for s in workspace.sessions] == [hello]
    assert workspace.current.exact_text() == hello.read_text()


def test_panes_hide_and_the_layout_is_remembered(qtbot, qapp, window, program, opened):
    assert window.desk.shown_panes() == ("form", "text", "preview")
    window.actions_["show_preview"].trigger()
    window.actions_["show_form"].trigger()
    assert window.desk.shown_panes() == ("text",)
    window.actions_["show_text"].trigger()
    assert window.desk.shown_panes() == ("text",)
    program.workspace.close(opened)
    window.close()
    assert program.settings.flag("window/show_preview", True) is False
    assert program.settings.flag("window/show_text", False) is True


def test_three_panes_fit_a_small_screen(window, opened):
    window.resize(1280, 800)
    QApplication.processEvents()
    assert window.width() == 1280
    for pane in (window.form, window.text, window.preview):
        assert pane.width() >= 280
    assert window.minimumSizeHint().width() <= 1024


def test_the_find_bar_and_the_outline_do_not_widen_a_small_window(window, opened):
    window.resize(900, 640)
    window.actions_["outline"].trigger()
    window.actions_["replace"].trigger()
    assert window.text.find_bar.isVisible()
    assert window.width() == 900
    assert window.text.editor.viewport().width() > 120


def test_a_new_post_is_a_draft_in_the_section_of_posts(qtbot, window, workspace, site):
    window.open_paths([site])

    press(qtbot, window, Key.Key_N, CTRL)
    dialog = QApplication.activeModalWidget()
    assert not dialog.make.isEnabled()
    dialog.title.setText("Größe: ")
    qtbot.keyClicks(dialog.title, '"1 & 2"')
    dialog.bundle.setCurrentIndex(1)
    place = str(Path("content", "post", "größe-1-2", "index.md"))
    qtbot.waitUntil(lambda: dialog.place.text() == place)
    qtbot.keyClick(dialog.title, Key.Key_Return)
    qtbot.waitUntil(lambda: workspace.current is not None, timeout=30_000)
    session = workspace.current
    assert session.path == site / "content" / "post" / "größe-1-2" / "index.md"
    assert session.post.title == 'Größe: "1 & 2"'
    assert session.post.meta.draft
    assert session.post.meta.date is not None
    assert not session.post.problems


def test_enter_on_the_last_letter_of_a_title_makes_the_page(qtbot, window, workspace, site):
    window.open_paths([site])
    press(qtbot, window, Key.Key_N, CTRL)
    dialog = QApplication.activeModalWidget()

    qtbot.keyClicks(dialog.title, "Harbour")
    qtbot.keyClick(dialog.title, Key.Key_Return)

    qtbot.waitUntil(lambda: workspace.current is not None, timeout=30_000)
    assert workspace.current.post.title == "Harbour"


def test_recent_posts_are_offered_and_forgotten_when_gone(window, workspace, hello):
    window.open_paths([hello])
    workspace.close(workspace.current)
    assert workspace.recent_files == (hello,)
    hello.unlink()
    window.open_paths([hello])
    assert workspace.recent_files == ()


def test_menus_have_no_shortcut_twice(window):
    seen = {}
    for action in window.actions_.all:
        for keys in action.shortcuts():
            assert keys.toString() not in seen, (
                f"{keys.toString()}: {action.text()} and {seen[keys.toString()]}"
            )
            seen[keys.toString()] = action.text()


def test_the_status_line_tells_words_place_and_format(qtbot, window, opened, workspace):
    def texts():
        return {label.objectName(): label.text() for label in window.status.findChildren(QLabel)}

    qtbot.waitUntil(lambda: texts()["reading"] == "4 words · 1 min read")
    press(qtbot, window, Key.Key_End, CTRL)
    qtbot.waitUntil(lambda: texts()["position"] == "Line 12, column 1")
    assert texts()["file"] == "YAML · LF · UTF-8"
    assert texts()["saved"] == "Saved"
    qtbot.keyClicks(window.text.editor, "x")
    assert texts()["saved"] == "Not saved"
    window.open_paths([Path(opened.path).parent / "bundle" / "index.md"])
    assert texts()["file"] == "TOML · CRLF · UTF-8"


def test_what_concerns_the_whole_site_is_in_the_site_menu(window):
    site = next(each.menu() for each in window.menuBar().actions() if each.text() == "&Site")
    assert {window.actions_[name] for name in ("check_up", "terms", "build_site")} <= set(site.actions())
