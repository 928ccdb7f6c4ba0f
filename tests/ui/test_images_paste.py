"""Pictures pasted, dropped and picked in the real window, from real clipboard to file, link and preview."""

from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from editor.app.preferences import PICTURE_FORMAT, PICTURE_WIDTH
from editor.core.images.storing import Home
from editor.ui.features import PASTE_IMAGE
from tests.core.images.pictures import declared, exif, made, opened
from tests.ui.test_main_window import Key, Mod, press
from tests.ui.test_preview_pane import wait_for


@pytest.fixture
def bundle(window, workspace, site):
    path = site / "content" / "post" / "bundle" / "index.md"
    window.open_paths([site, path])
    return path


@pytest.fixture
def paste(program):
    return program.features.get(PASTE_IMAGE).paste


@pytest.fixture
def clipboard(qapp):
    yield QGuiApplication.clipboard()
    QGuiApplication.clipboard().clear()


def shown(qtbot, paste):
    qtbot.waitUntil(lambda: paste.dialog is not None and paste.dialog.insert.isEnabled(), timeout=30_000)
    return paste.dialog


def accept(qtbot, paste):
    dialog = paste.dialog
    with qtbot.waitSignal(paste.stored, timeout=30_000) as caught:
        qtbot.keyClick(dialog, Key.Key_Return)
    qtbot.waitUntil(lambda: paste.dialog is not dialog, timeout=30_000)
    return caught.args[0]


def image_mime(colour="red", size=(40, 30)):
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    mime = QMimeData()
    mime.setImageData(image)
    return mime


def test_a_picture_in_the_clipboard_becomes_a_file_and_a_link(
    qtbot, window, workspace, bundle, paste, clipboard
):
    clipboard.setMimeData(image_mime())
    window.text.setFocus()
    press(qtbot, window, Key.Key_End, Mod.ControlModifier)
    press(qtbot, window, Key.Key_V, Mod.ControlModifier)
    dialog = shown(qtbot, paste)
    assert dialog.focusWidget() is dialog.alt
    assert dialog.name.text() == "bundle"
    qtbot.keyClicks(dialog.alt, "A red square")
    assert dialog.name.text() == "a-red-square"
    assert "40 × 30" in dialog.result_.text()
    stored = accept(qtbot, paste)
    assert stored == bundle.with_name("a-red-square.png")
    assert opened(stored.read_bytes()).getpixel((5, 5)) == (255, 0, 0)
    session = workspace.current
    assert session.body_text() == "Text\n![A red square](a-red-square.png)"
    wait_for(qtbot, window, "document.querySelector('#pw-body img').naturalWidth === 40")
    press(qtbot, window, Key.Key_Z, Mod.ControlModifier)
    assert session.body_text() == "Text\n"
    assert stored.exists()


def test_escape_leaves_nothing(qtbot, window, workspace, bundle, paste, clipboard):
    before = sorted(bundle.parent.iterdir())
    clipboard.setMimeData(image_mime())
    window.text.setFocus()
    press(qtbot, window, Key.Key_V, Mod.ControlModifier)
    qtbot.keyClick(shown(qtbot, paste), Key.Key_Escape)
    qtbot.waitUntil(lambda: paste.dialog is None)
    assert sorted(bundle.parent.iterdir()) == before
    assert not workspace.current.is_modified


@pytest.mark.parametrize("html", ["<p>words</p>", "<table><tr><td><img src='x'>1</td></tr></table>"])
def test_words_stay_words_though_a_picture_of_them_comes_along(
    qtbot, window, workspace, bundle, paste, clipboard, html
):
    mime = image_mime()
    mime.setText("words")
    mime.setHtml(html)
    clipboard.setMimeData(mime)
    window.text.setFocus()
    press(qtbot, window, Key.Key_V, Mod.ControlModifier)
    assert paste.dialog is None
    assert workspace.current.is_modified


def test_a_picture_copied_in_a_browser_is_taken_by_its_pixels(qtbot, window, bundle, paste, clipboard):
    mime = image_mime()
    mime.setHtml('<meta charset="utf-8"><img src="https://a.example/harbour.jpg" alt="x"/>')
    clipboard.setMimeData(mime)
    window.text.setFocus()
    press(qtbot, window, Key.Key_V, Mod.ControlModifier)
    assert "40 × 30" in shown(qtbot, paste).result_.text()
    paste.dialog.reject()


def test_the_settings_say_how_and_the_dialog_can_say_otherwise(
    qtbot, program, window, bundle, paste, clipboard
):
    PICTURE_FORMAT.keep(program.settings, "webp")
    PICTURE_WIDTH.keep(program.settings, 100)
    mime = QMimeData()
    mime.setData("image/jpeg", made("JPEG", (400, 200), exif=exif()))
    clipboard.setMimeData(mime)
    window.text.setFocus()
    press(qtbot, window, Key.Key_V, Mod.ControlModifier)
    dialog = shown(qtbot, paste)
    assert "100 × 50" in dialog.result_.text()
    assert "WEBP" in dialog.result_.text()
    assert "GPS" in dialog.notes.text()
    dialog.format.setCurrentIndex(2)
    qtbot.waitUntil(lambda: "JPG" in dialog.result_.text(), timeout=30_000)
    dialog.width_.setValue(0)
    qtbot.waitUntil(lambda: "400 × 200" in dialog.result_.text(), timeout=30_000)
    qtbot.keyClicks(dialog.caption, 'The "old" harbour')
    stored = accept(qtbot, paste)
    assert stored.suffix == ".jpg"
    assert 0x8825 not in opened(stored.read_bytes()).getexif()
    figure = '{{< figure src="bundle.jpg" caption="The \\"old\\" harbour" >}}'
    assert figure in window.session.body_text()


def test_a_single_file_gets_a_folder_and_the_open_post_goes_with_it(
    qtbot, window, workspace, site, hello, paste, clipboard, program
):
    window.open_paths([site, hello])
    session = workspace.current
    window.text.setFocus()
    press(qtbot, window, Key.Key_Home, Mod.ControlModifier)
    qtbot.keyClicks(window.text.editor, "Unsaved. ")
    clipboard.setMimeData(image_mime())
    press(qtbot, window, Key.Key_V, Mod.ControlModifier)
    dialog = shown(qtbot, paste)
    assert dialog.place.currentData().home is Home.NEW_BUNDLE
    stored = accept(qtbot, paste)
    folder = hello.with_suffix("")
    assert stored == folder / "hello.png"
    assert session.path == folder / "index.md"
    assert not hello.exists()
    assert (
        session.body_text().startswith("\nUnsaved. ![](hello.png)")
        or "Unsaved. ![](hello.png)" in session.body_text()
    )
    press(qtbot, window, Key.Key_S, Mod.ControlModifier)
    assert "![](hello.png)" in session.path.read_text()
    assert not hello.exists()


def test_escape_that_comes_while_the_picture_is_written_keeps_the_post_with_its_file(
    qtbot, window, workspace, site, hello, paste, clipboard, program
):
    window.open_paths([site, hello])
    session = workspace.current
    window.text.setFocus()
    clipboard.setMimeData(image_mime())
    press(qtbot, window, Key.Key_V, Mod.ControlModifier)
    dialog = shown(qtbot, paste)
    qtbot.keyClick(dialog, Key.Key_Return)
    qtbot.keyClick(dialog, Key.Key_Escape)
    qtbot.waitUntil(lambda: session.path == hello.with_suffix("") / "index.md", timeout=30_000)
    assert not hello.exists()
    assert "was stored already" in window.frame.notices.notice.message
    assert "hello.png" not in session.body_text()


def test_or_its_pictures_lie_among_the_static_files(qtbot, window, site, hello, paste, clipboard):
    window.open_paths([site, hello])
    clipboard.setMimeData(image_mime())
    window.text.setFocus()
    press(qtbot, window, Key.Key_V, Mod.ControlModifier)
    dialog = shown(qtbot, paste)
    dialog.place.setCurrentIndex(1)
    stored = accept(qtbot, paste)
    assert stored == site / "static" / "images" / "hello" / "hello.png"
    assert "![](/images/hello/hello.png)" in window.session.body_text()


def drop(window, mime):
    """Drop on the second line of the text, as a file manager does."""
    viewport = window.text.editor.viewport()
    at = QPoint(30, int(window.text.editor.fontMetrics().lineSpacing() * 1.6) + 4)
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(at, copy, mime, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(viewport, entered)
    dropped = QDropEvent(QPointF(at), copy, mime, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(viewport, dropped)
    return entered.isAccepted()


def test_files_dropped_on_the_text_come_one_after_the_other(
    qtbot, tmp_path, window, workspace, bundle, paste
):
    mime = QMimeData()
    for name in ("Harbour at Dawn.png", "IMG_0001.jpg"):
        (tmp_path / name).write_bytes(made("PNG" if name.endswith("png") else "JPEG"))
    mime.setUrls(
        [QUrl.fromLocalFile(str(tmp_path / name)) for name in ("Harbour at Dawn.png", "IMG_0001.jpg")]
    )
    assert drop(window, mime)
    dialog = shown(qtbot, paste)
    assert dialog.windowTitle() == "Insert Picture 1 of 2"
    assert dialog.name.text() == "harbour-at-dawn"
    accept(qtbot, paste)
    dialog = shown(qtbot, paste)
    assert dialog.windowTitle() == "Insert Picture 2 of 2"
    accept(qtbot, paste)
    assert sorted(path.name for path in bundle.parent.iterdir()) == [
        "bundle.jpg",
        "harbour-at-dawn.png",
        "index.md",
    ]
    assert (bundle.parent / "harbour-at-dawn.png").read_bytes() == made()
    body = workspace.current.body_text()
    assert body.index("harbour-at-dawn.png") < body.index("bundle.jpg")
    assert len(workspace.sessions) == 1


def test_posts_dropped_are_still_opened_and_the_web_is_not_fetched(
    qtbot, window, workspace, hello, bundle, paste
):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(hello))])
    assert drop(window, mime)
    assert workspace.current.path == hello
    mime = QMimeData()
    mime.setUrls([QUrl("https://a.example/cat.png")])
    assert drop(window, mime)
    assert paste.dialog is None
    assert "fetches nothing from the web" in window.frame.notices.notice.message


@pytest.mark.parametrize("data", [declared(60_000, 60_000), made("JPEG")[:200], b"\xff\xd8\xff no picture"])
def test_bombs_and_damaged_files_are_told_in_the_dialog(qtbot, tmp_path, window, bundle, paste, data):
    (tmp_path / "bad.png").write_bytes(data)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "bad.png"))])
    drop(window, mime)
    qtbot.waitUntil(
        lambda: paste.dialog is not None and paste.dialog.notes.property("role") == "error", timeout=30_000
    )
    dialog = paste.dialog
    assert not dialog.insert.isEnabled()
    qtbot.keyClick(dialog, Key.Key_Return)
    assert paste.dialog is dialog
    dialog.reject()
    assert [path.name for path in bundle.parent.iterdir()] == ["index.md"]


def test_files_can_be_picked(qtbot, tmp_path, window, bundle, paste, monkeypatch):
    path = tmp_path / "cat.png"
    path.write_bytes(made())
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    press(qtbot, window, Key.Key_I, Mod.ControlModifier | Mod.AltModifier)
    shown(qtbot, paste)
    accept(qtbot, paste)
    assert "![](cat.png)" in window.session.body_text()


def test_a_post_without_a_file_is_saved_first(qtbot, window, workspace, paste, clipboard, program):
    workspace.open_draft(None, "", "Just begun")
    clipboard.setMimeData(image_mime())
    window.text.setFocus()
    press(qtbot, window, Key.Key_V, Mod.ControlModifier)
    assert paste.dialog is None
    assert "Save the post first" in window.frame.notices.notice.message


def test_a_folder_that_is_gone_is_told_and_the_dialog_stays(
    qtbot, tmp_path, window, bundle, paste, clipboard
):
    clipboard.setMimeData(image_mime())
    window.text.setFocus()
    press(qtbot, window, Key.Key_V, Mod.ControlModifier)
    dialog = shown(qtbot, paste)
    bundle.parent.rename(tmp_path / "elsewhere")
    bundle.parent.write_text("in the way")
    qtbot.keyClick(dialog, Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.notes.property("role") == "error", timeout=30_000)
    assert "could not be written" in dialog.notes.text()
    assert paste.dialog is dialog
    dialog.reject()


def test_a_drawing_with_a_script_says_so(qtbot, window, bundle, paste, clipboard):
    mime = QMimeData()
    mime.setData(
        "image/svg+xml",
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>x()</script></svg>',
    )
    clipboard.setMimeData(mime)
    window.text.setFocus()
    press(qtbot, window, Key.Key_V, Mod.ControlModifier)
    dialog = shown(qtbot, paste)
    assert "script" in dialog.notes.text()
    assert dialog.view.picture.isNull()
    dialog.reject()


def test_bytes_are_taken_before_pixels():
    from editor.ui.picture_mime import has_pictures, sources_of

    out = BytesIO()
    Image.new("RGB", (3, 3)).save(out, "WEBP")
    mime = image_mime()
    mime.setData("image/webp", out.getvalue())
    assert has_pictures(mime)
    assert sources_of(mime)[0].content == out.getvalue()
