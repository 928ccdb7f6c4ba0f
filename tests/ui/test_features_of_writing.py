"""What stands around the text: outline, palette, settings, spelling, focus, counts, export, in the real window."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QPalette, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from editor.app.block_notes import notes_of
from editor.app.preferences import AUTOSAVE, LOOK, MEASURE, OWN_STYLE, PREFERENCES, SPACING, TARGET
from editor.app.spelling import Asked, Speller, best_language, words_in
from editor.ui.command_palette import PaletteDialog, rank
from editor.ui.features import FEATURES, SPELLING
from editor.ui.keys_dialog import KeysDialog
from editor.ui.settings_dialog import SettingsWindow

Key = Qt.Key
TEXT = "# One\n\ntext\n\n## Two\n\nmore\n\n# Three\n\nlast\n"


@pytest.fixture
def written(window, workspace, hello):
    hello.write_text(f"---\ntitle: x\n---\n{TEXT}")
    window.open_paths([hello])
    return workspace.current


def feature(program, name):
    return program.features.get(FEATURES[name])


def test_the_outline_goes_to_a_heading_and_moves_a_section(qtbot, program, window, written):
    window.actions_["outline"].trigger()
    outline = feature(program, "outline")
    titles = [outline.list.item(row).text().strip() for row in range(outline.list.count())]
    assert titles == ["One", "Two", "Three"]
    item = outline.list.visualItemRect(outline.list.item(2)).center()
    qtbot.mouseClick(outline.list.viewport(), Qt.MouseButton.LeftButton, pos=item)
    assert window.text.editor.textCursor().blockNumber() == 8
    outline.move(0, 3)
    assert written.body_text() == "# Three\n\nlast\n\n# One\n\ntext\n\n## Two\n\nmore\n"
    written.undo()
    assert written.body_text() == TEXT
    window.text.insert_text("# New\n\n")
    qtbot.waitUntil(lambda: outline.list.count() == 4)
    window.actions_["outline"].trigger()
    assert window.frame.side.shown == ""


def test_the_palette_does_what_is_chosen(qtbot, program, window, written):
    window.actions_["palette"].trigger()
    dialog = QApplication.activePopupWidget()
    assert isinstance(dialog, PaletteDialog)
    qtbot.keyClicks(dialog.field, "three")
    qtbot.keyClick(dialog.field, Key.Key_Return)
    assert window.text.editor.textCursor().blockNumber() == 8
    window.actions_["palette"].trigger()
    dialog = QApplication.activePopupWidget()
    qtbot.keyClicks(dialog.field, "toggle no such thing")
    assert dialog.list.count() == 0
    dialog.field.clear()
    qtbot.keyClicks(dialog.field, "duplicate l")
    qtbot.keyClick(dialog.field, Key.Key_Return)
    assert not dialog.isVisible()


def test_letters_go_to_the_palette_as_soon_as_it_is_there(qtbot, program, window, written):
    window.text.editor.setFocus()
    window.actions_["palette"].trigger()
    dialog = QApplication.activePopupWidget()
    # As a system has it: to what has the focus.
    assert QApplication.focusWidget() is dialog.field
    qtbot.keyClicks(QApplication.focusWidget(), "zzzz")
    assert dialog.names() == []
    dialog.close()


def test_a_shortcode_is_chosen_and_put_in(qtbot, window, written):
    window.text.go_to_line(2, 5)
    window.actions_["shortcode"].trigger()
    dialog = QApplication.activePopupWidget()
    qtbot.keyClicks(dialog.field, "youtube")
    qtbot.keyClick(dialog.field, Key.Key_Return)
    assert "text{{< youtube  >}}" in written.body_text()


def test_shortcodes_of_the_site_come_first_and_those_of_others_not_at_all(
    qtbot, window, workspace, site, hello
):
    folder = site / "layouts" / "_shortcodes"
    folder.mkdir(parents=True)
    (folder / "recipe.html").write_text('<div class="{{ .Get "kind" }}">{{ .Inner }}</div>')
    (folder / "year.html").write_text("{{ now.Year }}")
    hello.write_text(TEXT)
    window.open_paths([hello])
    window.text.go_to_line(2, 5)
    window.actions_["shortcode"].trigger()
    dialog = QApplication.activePopupWidget()
    qtbot.waitUntil(lambda: dialog.names()[:2] == ["recipe", "year"], timeout=30_000)
    assert "figure" in dialog.names()
    assert "callout" not in dialog.names()
    qtbot.keyClicks(dialog.field, "recipe")
    qtbot.keyClick(dialog.field, Key.Key_Return)
    assert '{{< recipe kind="" >}}\n\n{{< /recipe >}}' in workspace.current.body_text()
    workspace.current.undo()
    assert workspace.current.body_text() == TEXT


def test_letters_find_words_at_their_start_first():
    assert rank("bo", "Bold") < rank("bo", "About")
    assert rank("sav al", "Save All") is not None
    assert rank("svl", "Save All") is not None
    assert rank("xyz", "Save All") is None


def test_settings_apply_at_once_and_can_be_searched(qtbot, program, window, written):
    dialog = SettingsWindow(program.settings, window.actions_, window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert set(dialog.editors) >= {preference.key for preference in PREFERENCES}
    dialog.editors[MEASURE.key].setValue(50)
    assert window.text.editor.measure == 50
    dialog.editors["text/size"].setValue(20)
    assert window.text.editor.font().pointSizeF() == 20
    dialog.editors["text/pairs"].setChecked(False)
    qtbot.keyClicks(window.text.editor, "(")
    assert written.body_text().startswith("(#")
    qtbot.keyClicks(dialog.search, "spelling language")
    assert dialog.editors["spelling/language"].isVisible()
    assert not dialog.editors[MEASURE.key].isVisible()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.search.setFocus()
    qtbot.keyClick(dialog.search, Key.Key_Tab)
    assert dialog.editors["spelling/language"].hasFocus()


def test_keys_can_be_changed_and_a_clash_is_told(qtbot, program, window, written):
    dialog = SettingsWindow(program.settings, window.actions_, window)
    qtbot.addWidget(dialog)
    editor = dialog.editors["keys/bold"]
    editor.field.setKeySequence(QKeySequence("Ctrl+I"))
    assert "Italic" in editor.clash.text()
    assert window.actions_["bold"].shortcut() == QKeySequence("Ctrl+B")
    editor.field.setKeySequence(QKeySequence("Ctrl+Alt+F12"))
    assert window.actions_["bold"].shortcut() == QKeySequence("Ctrl+Alt+F12")
    assert program.settings.text("keys/bold") == "Ctrl+Alt+F12"
    editor.reset.click()
    assert window.actions_["bold"].shortcut() == QKeySequence("Ctrl+B")


def test_shortcuts_are_listed_by_menu_and_can_be_searched(qtbot, window, written):
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, KeysDialog):
            timer.stop()
            qtbot.keyClicks(dialog.search, "bold")
            labels = [label for label in dialog.findChildren(QLabel) if label.isVisible()]
            seen.extend(label.text() for label in labels)
            # No word is cut off, that of the default button neither.
            for button in dialog.findChildren(QPushButton):
                assert button.width() >= button.sizeHint().width()
            qtbot.keyClick(dialog.search, Key.Key_Escape)

    timer = QTimer(interval=10)
    timer.timeout.connect(look)
    timer.start()
    window.actions_["keys"].trigger()
    assert seen == ["Format", "Bold", "Ctrl+B"]


def test_line_spacing_makes_room(window, program, written):
    SPACING.keep(program.settings, 100)
    close = height(window)
    SPACING.keep(program.settings, 200)
    assert height(window) > 1.5 * close


def height(window):
    editor = window.text.editor
    cursor = QTextCursor(editor.document().findBlockByNumber(6))
    return editor.cursorRect(cursor).top() - editor.cursorRect(QTextCursor(editor.document())).top()


@pytest.mark.parametrize("text", ["word\n\n" * 6, "אבגד\n\n" * 6], ids=["ascii", "hebrew"])
def test_a_selection_has_no_gaps_between_lines(qtbot, window, program, written, text):
    SPACING.keep(program.settings, 180)
    editor = window.text.editor
    editor.selectAll()
    editor.insertPlainText(text)
    editor.selectAll()
    picture = editor.viewport().grab().toImage()
    ink = editor.palette().color(QPalette.ColorRole.Highlight)
    first = editor.cursorRect(QTextCursor(editor.document().findBlockByNumber(0)))
    last = editor.cursorRect(QTextCursor(editor.document().findBlockByNumber(10)))
    lit = [
        any(picture.pixelColor(x, y) == ink for x in range(picture.width()))
        for y in range(first.top(), last.bottom())
    ]
    assert all(lit)


def test_words_that_no_dictionary_knows_are_underlined(qtbot, program, window, written):
    spelling = program.features.get(SPELLING)
    window.text.go_to_line(2)
    window.text.insert_text("A wrold of `cdoe` and https://exmaple.org and ABCD words. ")
    block = window.text.editor.document().findBlockByNumber(2)
    spelling.check()
    qtbot.waitUntil(lambda: bool(notes_of(block).misspelt), timeout=30_000)
    assert [each.word for each in notes_of(block).misspelt] == ["wrold"]
    menu = QMenu(window)
    menu.addAction("Cut")
    window.text.editor.menu_opening.emit(menu, block.position() + 3)
    qtbot.waitUntil(lambda: "world" in [action.text() for action in menu.actions()], timeout=30_000)
    next(action for action in menu.actions() if action.text() == "world").trigger()
    assert "A world of" in written.body_text()
    written.undo()
    spelling.add_word("wrold", written)
    qtbot.waitUntil(lambda: spelling.is_settled, timeout=30_000)
    assert not notes_of(block).misspelt
    menu.clear()
    menu.addAction("Cut")
    window.text.editor.menu_opening.emit(menu, block.position() + 3)
    assert menu.actions()[0].text() == "Take “wrold” off the Words of This Site"
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: bool(notes_of(block).misspelt), timeout=30_000)
    menu.deleteLater()


def test_the_language_a_post_names_chooses_the_dictionary(qtbot, program, window, written):
    program.features.get(SPELLING)
    window.text.go_to_line(2)
    window.text.insert_text("Varje människa words. ")
    block = window.text.editor.document().findBlockByNumber(2)

    def wrong():
        return [each.word for each in notes_of(block).misspelt or ()]

    qtbot.waitUntil(lambda: wrong() == ["Varje", "människa"], timeout=30_000)
    written.set_field(("lang",), "sv")
    qtbot.waitUntil(lambda: wrong() == ["words"], timeout=30_000)


def test_a_language_without_a_dictionary_is_told(qtbot, program, window, written):
    spelling = program.features.get(SPELLING)
    assert not spelling.missing.isVisible()
    written.set_field(("lang",), "eo")
    qtbot.waitUntil(spelling.missing.isVisible, timeout=30_000)
    assert "Esperanto" in spelling.missing.toolTip()
    window.actions_["spelling"].trigger()
    assert not spelling.missing.isVisible()


@pytest.mark.parametrize(
    ("written_word", "meant"),
    [
        ("Teh", "The"),
        ("writting", "writing"),
        ("occured", "occurred"),
        ("hte", "the"),
        ("begining", "beginning"),
    ],
)
def test_the_likeliest_word_is_offered_first(written_word, meant):
    assert Speller()(Asked("en", (written_word,), suggest=True)).suggestions[0] == meant


def test_words_of_other_kinds_are_not_looked_up():
    line = "Don't look at camelCase, NASA, x2y, snake_case or naïve’s"
    assert [word for _, word in words_in(line, ((0, len(line)),))] == ["Don't", "look", "at", "or", "naïve’s"]
    assert best_language("en-gb", ("en_US", "en_GB")) == "en_GB"
    assert best_language("en", ("en_GB", "en_US")) == "en_US"
    assert best_language("xx", ("en_US",)) == ""
    assert Speller()(Asked("xx", ("qwrt",))).right == {"qwrt": True}


def test_focus_typewriter_and_full_screen_come_and_go(qtbot, window, written):
    for name in ("focus_mode", "typewriter"):
        window.actions_[name].trigger()
        assert window.actions_[name].isChecked()
    marks = window.text.editor.extraSelections()
    assert any(mark.cursor.hasSelection() for mark in marks)
    for name in ("focus_mode", "typewriter"):
        window.actions_[name].trigger()
    assert not any(mark.cursor.hasSelection() for mark in window.text.editor.extraSelections())
    window.actions_["distraction_free"].trigger()
    assert window.isFullScreen()
    assert not window.menuBar().isVisible()
    assert not window.form.isVisible()
    assert window.text.isVisible()
    window.actions_["distraction_free"].trigger()
    assert not window.isFullScreen()
    assert window.menuBar().isVisible()
    assert window.form.isVisible()


def test_the_way_out_of_full_screen_is_told_and_the_layout_of_before_is_kept(qtbot, program, window, written):
    focus = feature(program, "focus_mode")
    qtbot.keySequence(window.text.editor, QKeySequence("F11"))
    assert not window.form.isVisible()
    assert focus.hint.isVisible()
    assert focus.hint.text() == "F11 or Esc brings everything back"
    qtbot.keyClick(window.text.editor, Qt.Key.Key_Escape)
    assert window.form.isVisible()
    assert not focus.hint.isVisible()
    assert not window.actions_["distraction_free"].isChecked()
    qtbot.keySequence(window.text.editor, QKeySequence("F11"))
    window.close()
    assert program.settings.flag("window/show_form", default=False)
    assert program.settings.flag("window/show_preview", default=False)


def test_words_selected_and_written_are_counted(qtbot, program, window, written):
    counts = program.features.get("editor.ui.word_counts:WordCounts")
    TARGET.keep(program.settings, 4)
    window.text.editor.selectAll()
    qtbot.waitUntil(lambda: counts.selected.text() == "6 selected")
    qtbot.waitUntil(lambda: counts.written.text() == "0 of 4 words")
    window.text.go_to_line(2)
    window.text.insert_text("first two three four ")
    qtbot.waitUntil(lambda: counts.written.text().startswith("4 of 4 words"))
    # What was written stays written when its tab is closed.
    program.workspace.save(written)
    program.workspace.close(written)
    assert counts.written.text().startswith("4 of 4 words")


def test_a_page_is_exported_with_its_picture_and_as_pdf(qtbot, program, window, hello, site, tmp_path):
    (site / "static").mkdir()
    (site / "static" / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    hello.write_text(f"---\ntitle: x\n---\n![pic](/p.png)\n\n{TEXT}")
    window.open_paths([hello])
    export = feature(program, "export_html")
    # Beside the post it would be one more page of the site.
    assert not export.offered(".html").is_relative_to(site)
    assert export.offered(".html").name == "hello.html"
    with qtbot.waitSignal(export.exported, timeout=30_000):
        export.write_html(tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "data:image/png;base64," in page
    assert "<h1" in page
    assert "postwright:" not in page
    with qtbot.waitSignal(export.exported, timeout=30_000):
        export.write_pdf(tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    clipboard = QApplication.clipboard()
    with qtbot.waitSignal(clipboard.dataChanged, timeout=30_000):
        window.actions_["copy_rich"].trigger()
    assert "<h1" in clipboard.mimeData().html()
    assert clipboard.text() == window.session.body_text()
    with qtbot.waitSignal(clipboard.dataChanged, timeout=30_000):
        window.actions_["copy_html"].trigger()
    assert "<h1" in clipboard.text()


def test_the_preview_takes_the_style_that_is_set(qtbot, program, window, written, tmp_path):
    program.features.get("editor.ui.preview_style:PreviewStyle")
    rules = tmp_path / "own.css"
    rules.write_text("#pw-body p { color: rgb(1, 2, 3); }")
    qtbot.waitUntil(lambda: window.preview.is_settled, timeout=30_000)
    OWN_STYLE.keep(program.settings, str(rules))
    found = []
    code = "getComputedStyle(document.querySelector('#pw-body p')).color"

    def asked():
        window.preview.view.page().runJavaScript(code, 1, found.append)
        return "rgb(1, 2, 3)" in found

    qtbot.waitUntil(asked, timeout=30_000)
    OWN_STYLE.keep(program.settings, str(tmp_path / "gone.css"))
    assert window.frame.notices.isVisible()


def test_a_look_and_autosave_chosen_in_the_settings_show_in_the_menus(program, window):
    feature(program, "settings")
    LOOK.keep(program.settings, "dark")
    assert program.theme.colours.dark
    assert window.actions_["look_dark"].isChecked()
    AUTOSAVE.keep(program.settings, True)
    assert window.actions_["autosave"].isChecked()


def test_text_follows_a_page_that_is_scrolled(qtbot, window, written, monkeypatch):
    window.text.insert_text("para\n\n" * 200)
    window.text.go_to_line(0)
    qtbot.waitUntil(lambda: window.preview.is_settled, timeout=30_000)
    monkeypatch.setattr(window.preview, "underMouse", lambda: True)

    def scrolled():
        window.preview.scrolled.emit(120)
        return window.text.editor.firstVisibleBlock().blockNumber() >= 110

    qtbot.waitUntil(scrolled)
