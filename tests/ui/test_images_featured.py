"""The featured image in the real window: which file and why, its focal point by click and key, cards, drops."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton

from editor.core.images.crops import crop_box
from editor.ui.features import FEATURES, SAFETY
from editor.ui.form.group import GroupRow
from tests.core.images.pictures import declared, made
from tests.ui.test_main_window import Key, Mod, press
from tests.ui.test_preview_pane import wait_for

KIT = """---
title: A
image:
  caption: "By me"   # keep
  focal_point: TopLeft
---

Text
"""


@pytest.fixture
def bundle(site, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (site / "hugo.yaml").write_text(
        "title: A\nmodule:\n  imports:\n  - path: github.com/HugoBlox/kit/modules/blox\n"
    )
    folder = site / "content" / "blog" / "a"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text(KIT)
    (folder / "featured.jpg").write_bytes(made("JPEG", (600, 600)))
    return folder / "index.md"


@pytest.fixture
def panel(qtbot, program, window, site, bundle, workspace):
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        window.open_paths([site, bundle])
    press(qtbot, window, Key.Key_7, Mod.AltModifier)
    panel = program.features.get(FEATURES["featured_image"])
    settle(qtbot, panel)
    return panel


def settle(qtbot, panel):
    def settled():
        listing = panel.feed.listing
        seen = listing is not None and (listing.featured.path is None or not panel.picture.picture.isNull())
        return panel.feed.is_settled and seen and panel.thumbnails.is_idle and panel.smart.is_idle

    qtbot.waitUntil(settled, timeout=30_000)


def click(qtbot, panel, across, down):
    place = panel.picture.picture_place()
    at = QPoint(place.left() + int(place.width() * across), place.top() + int(place.height() * down))
    qtbot.mouseClick(panel.picture, Qt.MouseButton.LeftButton, pos=at)


def test_the_file_and_the_reason_are_shown(panel, window):
    assert window.frame.side.shown == "featured_image"
    assert panel.reason.text() == "“featured.jpg” lies in the page's folder and has “featured” in its name."
    assert panel.trouble.isHidden()
    assert panel.picture.picture.width() == 600
    assert panel.fields.caption.text() == "By me"
    assert panel.fields.focal.currentText() == "Top left"
    assert panel.fields.focal.itemText(0) == "Not set: center"
    names = [crop.card.name for crop in panel.gallery.crops]
    assert names == ["Card", "Portfolio"]


def test_a_click_sets_the_focal_point_and_the_cards_follow(qtbot, panel, workspace):
    session = workspace.current
    card = panel.gallery.crops[0]
    _, part = card.shown
    assert (part.top(), part.height()) == (0, pytest.approx(600 * 9 / 16))
    click(qtbot, panel, 0.5, 0.9)
    assert session.exact_text() == KIT.replace("TopLeft", "Bottom")
    assert panel.picture.anchor == "Bottom"
    box = crop_box(600, 600, card.card, "Bottom")
    assert panel.picture.box == box
    _, part = card.shown
    assert part.top() == pytest.approx(600 * box.top)
    panel.picture.setFocus()
    qtbot.keyClick(panel.picture, Key.Key_Right)
    qtbot.keyClick(panel.picture, Key.Key_Up)
    assert session.exact_text() == KIT.replace("TopLeft", "Right")
    session.undo()
    session.undo()
    session.undo()
    assert session.exact_text() == KIT
    settle(qtbot, panel)
    qtbot.waitUntil(lambda: panel.picture.anchor == "TopLeft", timeout=30_000)


def test_what_hugo_chooses_is_cut_by_hugo(qtbot, panel, workspace):
    panel.fields.focal.setFocus()
    panel.fields.focal.setCurrentIndex(1)
    panel.fields.focal.activated.emit(1)
    assert workspace.current.exact_text() == KIT.replace("TopLeft", "Smart")
    settle(qtbot, panel)
    size, part = panel.gallery.crops[0].shown
    assert (size.width(), size.height()) == (800, 450)
    assert part.width() == 800
    assert panel.picture.box is None
    size, _ = panel.gallery.crops[1].shown
    assert (size.width(), size.height()) == (600, 400)


def test_words_and_switches_change_their_own_characters_alone(qtbot, panel, workspace):
    session = workspace.current
    panel.fields.caption.setFocus()
    panel.fields.caption.selectAll()
    qtbot.keyClicks(panel.fields.caption, "By **us**")
    qtbot.keyClick(panel.fields.caption, Key.Key_Return)
    changed = KIT.replace('"By me"', '"By **us**"')
    assert session.exact_text() == changed
    panel.fields.alt.setFocus()
    qtbot.keyClicks(panel.fields.alt, "A harbour")
    panel.fields.caption.setFocus()
    assert "  alt_text: A harbour\n" in session.exact_text()
    qtbot.mouseClick(panel.fields.preview_only, Qt.MouseButton.LeftButton)
    assert "  preview_only: true\n" in session.exact_text()
    panel.fields.placement.setCurrentIndex(1)
    panel.fields.placement.activated.emit(1)
    assert "  placement: 2\n" in session.exact_text()
    added = ("  alt_text: A harbour\n", "  preview_only: true\n", "  placement: 2\n")
    text = session.exact_text()
    for line in added:
        text = text.replace(line, "")
    assert text == changed


def test_a_save_has_what_was_just_typed(qtbot, panel, window, workspace, bundle):
    panel.fields.alt.setFocus()
    qtbot.keyClicks(panel.fields.alt, "A harbour")
    qtbot.keyClick(panel.fields.alt, Key.Key_S, Mod.ControlModifier)
    assert "  alt_text: A harbour\n" in bundle.read_text()
    assert not workspace.current.is_modified
    qtbot.keyClicks(panel.fields.alt, " at dawn")
    qtbot.waitUntil(lambda: "A harbour at dawn" in workspace.current.exact_text(), timeout=30_000)
    assert panel.fields.alt.text() == "A harbour at dawn"


def test_undo_takes_back_what_was_typed_here_too(qtbot, panel, window, workspace):
    panel.fields.caption.setFocus()
    panel.fields.caption.end(False)
    qtbot.keyClicks(panel.fields.caption, ", at noon")
    qtbot.keyClick(panel.fields.caption, Key.Key_Z, Mod.ControlModifier)
    assert workspace.current.exact_text() == KIT
    qtbot.waitUntil(lambda: panel.fields.caption.text() == "By me", timeout=30_000)
    qtbot.keyClick(panel.fields.caption, Key.Key_Z, Mod.ControlModifier | Mod.ShiftModifier)
    assert 'caption: "By me, at noon"' in workspace.current.exact_text()


def test_the_form_leads_here(qtbot, panel, window):
    press(qtbot, window, Key.Key_7, Mod.AltModifier)
    assert window.frame.side.shown == ""
    group = next(part for part in window.form.findChildren(GroupRow) if part.entry.spec.key == "image")
    menu = QMenu()
    group.fill_menu(menu)
    menu.actions()[-1].trigger()
    assert window.frame.side.shown == "featured_image"


def test_what_is_not_set_is_not_written(qtbot, panel, workspace):
    panel.fields.placement.activated.emit(0)
    panel.fields.alt.setFocus()
    qtbot.keyClick(panel.fields.alt, Key.Key_Return)
    assert workspace.current.exact_text() == KIT


def drop(panel, path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    at, copy, none = QPointF(30, 30), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(at.toPoint(), copy, mime, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(panel.picture, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(panel.picture, QDropEvent(at, copy, mime, Qt.MouseButton.LeftButton, none))


def test_a_picture_dropped_takes_the_place_of_the_old_one(qtbot, panel, bundle, tmp_path, window, program):
    (tmp_path / "Sea.jpg").write_bytes(made("JPEG", (900, 300)))
    with qtbot.waitSignal(panel.changes.applied, timeout=30_000):
        drop(panel, tmp_path / "Sea.jpg")
    assert bundle.with_name("featured.jpg").read_bytes() == made("JPEG", (900, 300))
    qtbot.waitUntil(lambda: panel.picture.picture.width() == 800, timeout=30_000)
    assert "featured.jpg is in the trash" in window.frame.notices.notice.message
    program.features.get(SAFETY)
    qtbot.mouseClick(window.frame.notices.findChild(QPushButton), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.picture.picture.width() == 600, timeout=30_000)
    assert bundle.with_name("featured.jpg").read_bytes() == made("JPEG", (600, 600))


@pytest.mark.webengine
def test_the_page_shows_the_new_picture(qtbot, panel, tmp_path, window):
    width = "(document.querySelector('.pw-head img, header img, figure img') || {}).naturalWidth"
    wait_for(qtbot, window, f"{width} === 600")
    (tmp_path / "Sea.jpg").write_bytes(made("JPEG", (900, 300)))
    drop(panel, tmp_path / "Sea.jpg")
    wait_for(qtbot, window, f"{width} === 900")
    window.actions_["undo_files"].trigger()
    wait_for(qtbot, window, f"{width} === 600")


def test_a_picture_can_be_picked_and_a_bomb_is_refused(qtbot, panel, bundle, tmp_path, window, monkeypatch):
    (tmp_path / "sea.png").write_bytes(made(size=(90, 30)))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "sea.png"), ""))
    with qtbot.waitSignal(panel.changes.applied, timeout=30_000):
        qtbot.mouseClick(panel.choose, Qt.MouseButton.LeftButton)
    assert sorted(path.name for path in bundle.parent.iterdir()) == ["featured.png", "index.md"]
    (tmp_path / "sea.png").write_bytes(declared(60_000, 60_000))
    with qtbot.waitSignal(panel.pictures.failed, timeout=30_000):
        qtbot.mouseClick(panel.choose, Qt.MouseButton.LeftButton)
    assert "too large" in window.frame.notices.notice.message
    assert bundle.with_name("featured.png").read_bytes() == made(size=(90, 30))


def test_without_a_picture_or_a_folder_it_says_why(qtbot, panel, window, workspace, bundle, hello):
    bundle.with_name("featured.jpg").unlink()
    qtbot.waitUntil(lambda: "no picture" in panel.reason.text(), timeout=30_000)
    assert panel.picture.picture.isNull()
    assert panel.gallery.isHidden()
    window.open_paths([hello])
    qtbot.waitUntil(lambda: "folder of its own" in panel.reason.text(), timeout=30_000)
    for session in workspace.sessions:
        workspace.close(session)
    assert panel.reason.text() == "Open a post first."
    assert not panel.choose.isEnabled()


def test_pictures_that_would_be_picked_first_are_named_as_they_go(qtbot, panel, bundle, tmp_path, window):
    bundle.with_name("a-featured.png").write_bytes(made(size=(90, 30)))
    (tmp_path / "Sea.jpg").write_bytes(made("JPEG", (900, 300)))
    with qtbot.waitSignal(panel.changes.applied, timeout=30_000):
        drop(panel, tmp_path / "Sea.jpg")
    assert "a-featured.png and featured.jpg are in the trash." in window.frame.notices.notice.message


def test_a_page_without_a_folder_is_given_one_from_here(qtbot, panel, program, window, hello):
    window.open_paths([hello])
    qtbot.waitUntil(lambda: panel.choose.text() == "Give It a Folder…", timeout=30_000)
    qtbot.mouseClick(panel.choose, Qt.MouseButton.LeftButton)
    review = program.features.get(FEATURES["bundle_page"]).review
    qtbot.waitUntil(lambda: review.dialog is not None and review.dialog.go.isEnabled(), timeout=30_000)
    with qtbot.waitSignal(review.changes.applied, timeout=30_000):
        qtbot.keyClick(review.dialog, Key.Key_Return)
    qtbot.waitUntil(lambda: panel.choose.text() == "Choose…" and panel.choose.isEnabled(), timeout=30_000)
    assert (hello.with_suffix("") / "index.md").exists()


def test_a_text_in_place_of_the_map_is_told(qtbot, panel, workspace):
    workspace.current.replace_text(
        KIT.replace('image:\n  caption: "By me"   # keep\n  focal_point: TopLeft\n', "image: x.png\n")
    )
    qtbot.waitUntil(lambda: "is a text" in panel.trouble.text(), timeout=30_000)
    assert not panel.fields.isEnabled()
    click(qtbot, panel, 0.9, 0.9)
    assert "image: x.png\n" in workspace.current.exact_text()


def test_the_post_that_took_the_picture_gets_it_though_another_is_shown_by_then(
    qtbot, panel, workspace, window, bundle, tmp_path
):
    (tmp_path / "new.png").write_bytes(made(size=(300, 200)))
    beside = bundle.parents[1] / "b" / "index.md"
    beside.parent.mkdir()
    beside.write_text(KIT)
    with qtbot.waitSignal(panel.changes.applied, timeout=30_000):
        drop(panel, tmp_path / "new.png")
        window.open_paths([beside])
    assert workspace.current.path == beside
    assert sorted(path.name for path in bundle.parent.iterdir()) == ["featured.png", "index.md"]
    assert [path.name for path in beside.parent.iterdir()] == ["index.md"]
