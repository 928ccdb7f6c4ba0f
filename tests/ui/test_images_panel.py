"""The files of a post in the real window: listed with their uses, renamed, deleted, inserted, dropped on."""

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from editor.ui.features import FEATURES
from editor.ui.images_model import FACTS, IMAGE, USED
from tests.core.images.pictures import declared, exif, film, made
from tests.ui.test_main_window import Key, Mod, press

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" %s</svg>'
POST = """---
title: A
image:
  filename: photo.png
---

![One](photo.png)

![Two](film.gif)
"""


@pytest.fixture
def bundle(window, site, monkeypatch, tmp_path, qtbot, workspace):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = site / "content" / "post" / "a"
    folder.mkdir()
    path = folder / "index.md"
    path.write_text(POST)
    for name, data in {
        "photo.png": made(size=(300, 200)),
        "film.gif": film(),
        "spare.jpg": made("JPEG"),
        "plan.svg": SVG % b'width="40" height="20"><rect width="40" height="20"/>',
        "evil.svg": SVG % b'width="4" height="4"><script>x()</script>',
        "bomb.png": declared(60_000, 60_000),
        "table.csv": b"a,b\n",
    }.items():
        (folder / name).write_bytes(data)
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        window.open_paths([site, path])
    return path


@pytest.fixture
def panel(qtbot, program, window, bundle):
    press(qtbot, window, Key.Key_6, Mod.AltModifier)
    panel = program.features.get(FEATURES["images"])
    settle(qtbot, panel)
    return panel


def settle(qtbot, panel):
    qtbot.waitUntil(lambda: panel.feed.is_settled and panel.feed.listing is not None, timeout=30_000)
    panel.view.grab()
    qtbot.waitUntil(lambda: panel.thumbnails.is_idle, timeout=30_000)


def rows(panel, role=Qt.ItemDataRole.DisplayRole):
    return {
        panel.model.index(row).data(): panel.model.index(row).data(role)
        for row in range(panel.model.rowCount())
    }


def choose(panel, *names):
    panel.view.clearSelection()
    for row in range(panel.model.rowCount()):
        index = panel.model.index(row)
        if index.data() in names:
            panel.view.selectionModel().setCurrentIndex(
                index, panel.view.selectionModel().SelectionFlag.Select
            )
    panel.view.setFocus()


def go(qtbot, panel):
    """Accept the change that is shown."""
    dialog = panel.review.dialog
    qtbot.waitUntil(lambda: dialog.go.isEnabled(), timeout=30_000)
    with qtbot.waitSignal(panel.review.made, timeout=30_000):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    settle(qtbot, panel)


def test_each_file_is_listed_with_what_is_known_of_it(panel, window):
    assert window.frame.side.shown == "images"
    facts, uses, images = rows(panel, FACTS), rows(panel, USED), rows(panel, IMAGE)
    assert list(facts) == [
        "bomb.png",
        "evil.svg",
        "film.gif",
        "photo.png",
        "plan.svg",
        "spare.jpg",
        "table.csv",
    ]
    assert facts["photo.png"].startswith("300 × 200  ·  ")
    assert uses["photo.png"] == "The text, line 7, and 1 more"
    assert uses["film.gif"] == "The text, line 9"
    assert uses["spare.jpg"] == ""
    assert images["photo.png"].size().width() == 112
    assert images["plan.svg"].width() == 112
    assert images["evil.svg"].isNull()
    assert images["bomb.png"].isNull()
    assert "too large" in facts["bomb.png"]
    assert "5 not used" in panel.words.text()


def test_a_name_is_changed_where_it_stands_with_its_links(qtbot, panel, window, bundle, workspace):
    window.text.setFocus()
    qtbot.keyClicks(window.text.editor, "New. ")
    choose(panel, "photo.png")
    qtbot.keyClick(panel.view, Key.Key_F2)
    field = panel.view.findChild(QLineEdit)
    qtbot.waitUntil(lambda: field.selectedText() == "photo")
    qtbot.keyClicks(field, "harbour")
    qtbot.keyClick(field, Key.Key_Return)
    qtbot.waitUntil(lambda: panel.review.dialog is not None)
    assert "-![One](photo.png)" in shown_diff(qtbot, panel)
    go(qtbot, panel)
    session = workspace.current
    assert "![One](harbour.png)" in session.body_text()
    assert "New. " in session.body_text()
    assert not session.is_modified
    assert "filename: harbour.png" in bundle.read_text()
    assert bundle.with_name("harbour.png").exists()
    assert rows(panel, USED)["harbour.png"] == "The text, line 7, and 1 more"
    with qtbot.waitSignal(panel.review.changes.undone, timeout=30_000):
        panel.review.changes.undo()
    settle(qtbot, panel)
    assert "![One](photo.png)" in bundle.read_text()
    assert "![One](photo.png)" in session.body_text()


def shown_diff(qtbot, panel):
    dialog = panel.review.dialog
    qtbot.waitUntil(lambda: dialog.go.isEnabled(), timeout=30_000)
    texts = []
    for row in range(dialog.files.model().rowCount()):
        dialog.files.setCurrentIndex(dialog.files.model().index(row, 0))
        texts.append(dialog.diff.toPlainText())
    return "\n".join(texts)


def test_a_name_that_is_taken_is_told(qtbot, panel):
    choose(panel, "spare.jpg")
    panel.model.setData(panel.view.currentIndex(), "PHOTO.png")
    dialog = panel.review.dialog
    qtbot.waitUntil(lambda: "already" in dialog.words.text(), timeout=30_000)
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_what_is_not_used_goes_to_the_trash(qtbot, panel, bundle, tmp_path):
    qtbot.mouseClick(panel.unused, Qt.MouseButton.LeftButton)
    go(qtbot, panel)
    left = sorted(path.name for path in bundle.parent.iterdir())
    assert left == ["film.gif", "index.md", "photo.png"]
    assert len(list((tmp_path / "data" / "Trash" / "files").iterdir())) == 5
    assert panel.unused.isHidden()
    with qtbot.waitSignal(panel.review.changes.undone, timeout=30_000):
        panel.review.changes.undo()
    settle(qtbot, panel)
    assert len(rows(panel)) == 7


def test_a_file_that_is_used_says_so_before_it_goes(qtbot, panel):
    choose(panel, "photo.png")
    qtbot.keyClick(panel.view, Key.Key_Delete)
    assert panel.review.dialog.windowTitle() == "Put photo.png into the trash (it is used in this post)"
    panel.review.dialog.reject()


def test_files_are_put_at_the_caret(qtbot, panel, window, workspace):
    window.text.setFocus()
    press(qtbot, window, Key.Key_End, Mod.ControlModifier)
    choose(panel, "spare.jpg")
    qtbot.keyClick(panel.view, Key.Key_Return)
    assert workspace.current.body_text().endswith("![](spare.jpg)")
    qtbot.keyClicks(QApplication.focusWidget(), "Words")
    assert workspace.current.body_text().endswith("![Words](spare.jpg)")
    press(qtbot, window, Key.Key_End, Mod.ControlModifier)
    choose(panel, "table.csv")
    qtbot.keyClick(panel.view, Key.Key_Return)
    assert workspace.current.body_text().endswith("[table.csv](table.csv)")
    settle(qtbot, panel)
    qtbot.waitUntil(lambda: rows(panel, USED)["spare.jpg"].startswith("The text"), timeout=30_000)


def drop_on(panel, mime):
    viewport = panel.view.viewport()
    at, copy, none = QPointF(20, 20), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        viewport, QDragEnterEvent(at.toPoint(), copy, mime, Qt.MouseButton.LeftButton, none)
    )
    QApplication.sendEvent(viewport, QDropEvent(at, copy, mime, Qt.MouseButton.LeftButton, none))


def test_pictures_dropped_are_stored_and_what_was_done_is_said(qtbot, tmp_path, panel, window, bundle):
    (tmp_path / "Sea Side.jpg").write_bytes(made("JPEG", exif=exif()))
    (tmp_path / "bad.png").write_bytes(b"no")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("Sea Side.jpg", "bad.png")])
    with qtbot.waitSignal(panel.intake.finished, timeout=30_000):
        drop_on(panel, mime)
    settle(qtbot, panel)
    said = window.frame.notices.notice.message
    assert "sea-side.jpg is stored." in said
    assert "GPS" in said
    assert "bad: This is no picture" in said
    with Image.open(bundle.with_name("sea-side.jpg")) as stored:
        assert 0x8825 not in stored.getexif()
    assert rows(panel, USED)["sea-side.jpg"] == ""


def test_pictures_dropped_while_others_are_stored_come_after_them(qtbot, tmp_path, panel, bundle):
    with qtbot.waitSignal(panel.intake.finished, timeout=30_000):
        for name in ("one.png", "two.png", "three.png"):
            (tmp_path / name).write_bytes(made(size=(30 + len(name), 20)))
            mime = QMimeData()
            mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
            drop_on(panel, mime)
    settle(qtbot, panel)
    assert all(bundle.with_name(name).exists() for name in ("one.png", "two.png", "three.png"))


def test_files_that_come_from_outside_are_seen(qtbot, panel, bundle):
    bundle.with_name("new.png").write_bytes(made())
    qtbot.waitUntil(lambda: "new.png" in rows(panel), timeout=30_000)
    bundle.with_name("new.png").unlink()
    qtbot.waitUntil(lambda: "new.png" not in rows(panel), timeout=30_000)


def test_a_single_file_can_have_a_folder(qtbot, panel, program, window, workspace, hello):
    window.open_paths([hello])
    qtbot.waitUntil(lambda: panel.folder.isVisible(), timeout=30_000)
    assert "single file" in panel.empty.text()
    qtbot.mouseClick(panel.folder, Qt.MouseButton.LeftButton)
    dialog = program.features.get(FEATURES["bundle_page"]).review.dialog
    qtbot.waitUntil(lambda: dialog.go.isEnabled(), timeout=30_000)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workspace.current.path == hello.with_suffix("") / "index.md", timeout=30_000)
    qtbot.waitUntil(lambda: "No files yet" in panel.empty.text(), timeout=30_000)


def test_so_can_one_that_was_opened_alone(qtbot, program, window, workspace, hello):
    window.open_paths([hello])
    window.actions_["images"].trigger()
    panel = program.features.get(FEATURES["images"])
    qtbot.waitUntil(lambda: panel.folder.isVisible(), timeout=30_000)
    qtbot.mouseClick(panel.folder, Qt.MouseButton.LeftButton)
    go(qtbot, panel)
    assert workspace.current.path == hello.with_suffix("") / "index.md"


def test_without_a_post_or_its_file_it_says_what_to_do(qtbot, panel, window, workspace):
    for session in workspace.sessions:
        workspace.close(session)
    assert panel.empty.text() == "Open a post to see its files."
    workspace.open_draft(None, "", "x")
    assert panel.empty.text().startswith("Save the post first")
    press(qtbot, window, Key.Key_6, Mod.AltModifier)
    assert window.frame.side.shown == ""


class Opener(QObject):
    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def open(self, url):
        self.opened.append(url.toLocalFile())


def test_the_menu_has_it_all(qtbot, panel, bundle):
    choose(panel, "photo.png")
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")
    try:
        panel.view.menu_requested.emit(panel.view.visualRect(panel.view.currentIndex()).center())
        menu = panel.view.findChild(QMenu)
        names = [action.text() for action in menu.actions()]
        assert names == [
            "Insert at the Caret",
            "Rename…",
            "Make It the Featured Image…",
            "Show in Its Folder",
            "Put into the Trash…",
        ]
        menu.actions()[3].trigger()
        assert opener.opened == [str(bundle.parent)]
        menu.actions()[2].trigger()
        menu.close()
        go(qtbot, panel)
        assert rows(panel, USED)["featured.png"].startswith("The featured image, and")
        assert "![One](featured.png)" in bundle.read_text()
    finally:
        QDesktopServices.unsetUrlHandler("file")
