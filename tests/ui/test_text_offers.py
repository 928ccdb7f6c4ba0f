"""Completion in the real window, by real keys."""

import pytest

from tests.ui.test_main_window import Key, Mod, press

OFFERS = "editor.ui.text_offers:TextOffers"


@pytest.fixture
def offers(qtbot, window, workspace, program, site):
    """Completion, a bundle of the site open with the caret at its end."""
    (site / "content" / "post" / "bundle" / "a cat.png").write_bytes(b"x")
    (site / "content" / "post" / "long.md").write_text(
        "---\ntitle: A long way\n---\n## Início\n\n## The end\n"
    )
    (site / "layouts" / "shortcodes").mkdir(parents=True)
    (site / "layouts" / "shortcodes" / "stamp.html").write_text('{{ .Get "colour" }}{{ .Get "size" }}')
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        window.open_paths([site])
    window.open_paths([site / "content" / "post" / "bundle" / "index.md"])
    offers = program.features.get(OFFERS)
    qtbot.waitUntil(lambda: not offers.is_busy, timeout=30_000)
    editor = window.text.editor
    editor.setFocus()
    qtbot.keyClick(editor, Key.Key_End)
    qtbot.keyClick(editor, Key.Key_Return)
    return offers


def type_in(qtbot, window, offers, text):
    qtbot.keyClicks(window.text.editor, text)
    qtbot.waitUntil(lambda: not offers.is_busy, timeout=30_000)


def line(window):
    cursor = window.text.editor.textCursor()
    text = cursor.block().text()
    return f"{text[: cursor.positionInBlock()]}|{text[cursor.positionInBlock() :]}"


def test_a_page_is_referred_to(qtbot, window, offers):
    editor = window.text.editor
    type_in(qtbot, window, offers, '{{< ref "lo')
    assert offers.popup.isVisible()
    assert offers.popup.labels == ["A long way", "Hello: world"]
    qtbot.keyClick(editor, Key.Key_Tab)
    assert line(window) == '{{< ref "/post/long" >}}|'
    assert not offers.popup.isVisible()
    window.session.undo()
    assert line(window).startswith('{{< ref "lo|')


def test_headings_of_another_page_and_of_this_one(qtbot, window, offers):
    editor = window.text.editor
    type_in(qtbot, window, offers, "[x](/post/long/#")
    assert offers.popup.labels == ["Início", "The end"]
    qtbot.keyClick(editor, Key.Key_Down)
    qtbot.keyClick(editor, Key.Key_Return)
    assert line(window) == "[x](/post/long/#the-end|)"
    qtbot.keyClick(editor, Key.Key_End)
    window.text.insert_text("\n\n## Here 😀\n\n😀 ")
    type_in(qtbot, window, offers, "[y](#")
    assert offers.popup.labels == ["Here 😀"]
    qtbot.keyClick(editor, Key.Key_Return)
    assert editor.textCursor().block().text() == "😀 [y](#here-)"


def test_pictures_and_shortcodes(qtbot, window, offers):
    editor = window.text.editor
    type_in(qtbot, window, offers, "![cat](")
    assert offers.popup.labels == ["a cat.png"]
    qtbot.keyClick(editor, Key.Key_Return)
    assert line(window) == "![cat](a%20cat.png|)"
    qtbot.keyClick(editor, Key.Key_End)
    qtbot.keyClick(editor, Key.Key_Return)
    type_in(qtbot, window, offers, "{{< sta")
    assert offers.popup.labels == ["stamp", "instagram"]
    qtbot.keyClick(editor, Key.Key_Return)
    assert line(window) == '{{< stamp colour="|" size="" >}}'
    qtbot.keyClick(editor, Key.Key_End)
    qtbot.keyClick(editor, Key.Key_Return)
    type_in(qtbot, window, offers, '{{< figure src="')
    assert offers.popup.labels == ["a cat.png"]
    qtbot.keyClick(editor, Key.Key_Return)
    assert line(window) == '{{< figure src="a cat.png"| >}}'
    type_in(qtbot, window, offers, " ca")
    assert offers.popup.labels[0] == "caption"


def test_what_is_open_is_closed(qtbot, window, offers):
    editor = window.text.editor
    window.text.insert_text("{{< details >}}\n😀\n{{< highlight go >}}\n")
    type_in(qtbot, window, offers, "{{< /")
    assert offers.popup.labels == ["highlight", "details"]
    qtbot.keyClick(editor, Key.Key_Return)
    assert line(window) == "{{< /highlight >}}|"


def test_escape_closes_until_it_is_asked_for(qtbot, window, offers):
    editor = window.text.editor
    type_in(qtbot, window, offers, "[x](/")
    assert offers.popup.isVisible()
    qtbot.keyClick(editor, Key.Key_Escape)
    assert not offers.popup.isVisible()
    type_in(qtbot, window, offers, "p")
    assert not offers.popup.isVisible()
    press(qtbot, window, Key.Key_Space, Mod.ControlModifier)
    qtbot.waitUntil(offers.popup.isVisible, timeout=30_000)
    qtbot.keyClick(editor, Key.Key_Left)
    qtbot.keyClick(editor, Key.Key_Left)
    qtbot.keyClick(editor, Key.Key_Left)
    qtbot.waitUntil(lambda: not offers.popup.isVisible(), timeout=30_000)


def test_words_and_code_are_left_alone(qtbot, window, offers):
    editor = window.text.editor
    type_in(qtbot, window, offers, "a (b) [c] <d> {e")
    assert not offers.popup.isVisible()
    qtbot.keyClick(editor, Key.Key_End)
    window.text.insert_text("\n\n```\n")
    type_in(qtbot, window, offers, "[x](")
    qtbot.waitUntil(lambda: window.text.is_settled, timeout=30_000)
    type_in(qtbot, window, offers, "/")
    assert not offers.popup.isVisible()
    qtbot.keyClick(editor, Key.Key_Return)
    assert editor.textCursor().block().text() == ")"
