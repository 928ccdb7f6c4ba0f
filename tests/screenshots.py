"""Pictures of the window for the README and for looking at: `python -m tests.screenshots`.

Light, dark, narrow, empty and error states, of the sample site, into `resources/screenshots/`.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSettings, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from editor.app.picture_source import Source
from editor.app.site_choices import site_key
from editor.app.site_query import Grouping
from editor.app.theme_state import Phase
from editor.application import Program, build
from editor.core.hugo.binary import find_hugo
from editor.ui.features import (
    BULK,
    FEATURES,
    INHERITED,
    PASTE_IMAGE,
    PUBLICATION,
    SITE_FIND,
    TEXT_OFFERS,
    THEME,
)
from editor.ui.site_scheme import register_schemes
from editor.ui.themed.tier import PINNED, TRUSTED, ThemeTier
from tests.conftest import set_up_environment
from tests.support.many_posts import make_posts

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "resources" / "screenshots"
_SETTLE_MS = 10_000
# Chromium hands a painted frame to the widget some frames after the page has it.
_PAINT_MS = 400


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: `arrange` is given the program and the folder of a site that may be changed."""

    name: str
    arrange: Callable[[Program, Path], None]
    look: str = "light"
    width: int = 1280
    height: int = 800


def main() -> int:
    """Take every picture, or those named in the arguments."""
    set_up_environment()
    register_schemes()
    app = QApplication(sys.argv[:1])
    TARGET.mkdir(parents=True, exist_ok=True)
    wanted = set(sys.argv[1:])
    for scene in SCENES:
        if not wanted or scene.name in wanted:
            with tempfile.TemporaryDirectory() as folder:
                # Whose machine this is has no place in a picture.
                os.environ["HOME"] = folder
                take(app, scene, Path(folder))
    return 0


def take(app: QApplication, scene: Scene, folder: Path) -> None:
    """Arrange a scene in a window of its own and save its picture."""
    site = folder / "Marginalia"
    shutil.copytree(ROOT / "content", site, ignore=shutil.ignore_patterns("public", "_gen"))
    store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    store.setValue("look", scene.look)
    program = build(app, store)
    program.window.resize(scene.width, scene.height)
    program.window.show()
    scene.arrange(program, site)
    wait_until(lambda: program.pool.waitForDone(0) and program.window.preview.is_settled, _SETTLE_MS)
    pause(_PAINT_MS)
    dialog = _dialog(app)
    picture = (dialog or program.window).grab()
    assert picture.save(str(TARGET / f"{scene.name}.png"))
    print(f"{scene.name}: {picture.width()} × {picture.height()}")
    if dialog is not None:
        dialog.reject()
    for session in program.workspace.sessions:
        program.workspace.close(session)
    program.window.close()
    program.window.deleteLater()
    pause(50)
    app.setStyleSheet("")


def _dialog(app: QApplication) -> QDialog | None:
    """Give the dialog that is shown, one that stops the window before one that does not."""
    shown = [widget for widget in app.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()]
    return max(shown, key=QDialog.isModal, default=None)


def wait_until(condition: Callable[[], bool], limit_ms: int) -> None:
    """Let events happen until the condition holds."""
    deadline = QDeadlineTimer(limit_ms)
    while not condition():
        assert not deadline.hasExpired(), "the window did not settle"
        pause(20)


def pause(ms: int) -> None:
    """Let events happen for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def _post(site: Path, name: str) -> Path:
    return next((site / "content").rglob(name))


def _writing(program: Program, site: Path) -> None:
    posts = site / "content" / "post"
    program.window.open_paths([site, posts / "plain-text" / "index.md", posts / "welcome" / "index.md"])


def _changed(program: Program, site: Path) -> None:
    program.window.open_paths([site, site / "content" / "post" / "markdown-sampler" / "index.md"])
    session = program.workspace.current
    assert session is not None
    session.set_field(("draft",), True)


def _empty(program: Program, site: Path) -> None:
    del program, site


def _broken(program: Program, site: Path) -> None:
    path = site / "content" / "post" / "welcome" / "index.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("tags:", "tags: [unclosed", 1), encoding="utf-8")
    program.window.open_paths([site, path])


def _damaged(program: Program, site: Path) -> None:
    path = site / "content" / "post" / "letter-to-a-later-reader.md"
    path.write_bytes(path.read_bytes() + b"\n\nA caf\xe9 in another encoding.\n")
    program.window.open_paths([site, path])
    program.window.open_paths([site / "content" / "post" / "gone.md"])


def _source(program: Program, site: Path) -> None:
    _writing(program, site)
    program.window.form.show_source()


def _browsing(program: Program, site: Path) -> None:
    make_posts(site / "content", 1000)
    _writing(program, site)
    window = program.window
    wait_until(lambda: len(window.site_pane.model.pages) > 1000, _SETTLE_MS)
    window.actions_["browse"].trigger()


def _filtering(program: Program, site: Path) -> None:
    _browsing(program, site)
    window = program.window
    window.site_pane.arrange(grouping=Grouping.YEAR)
    window.site_pane.filter.setText("is:draft tag:writing")


def _switching(program: Program, site: Path) -> None:
    _browsing(program, site)
    window = program.window
    window.site_pane.filter.setText("is:published section:event")
    bulk = program.features.get(BULK)
    window.site_pane.view.selectAll()
    window.site_pane.flag_requested.emit("draft")
    wait_until(lambda: bulk.dialog.go.isEnabled(), _SETTLE_MS)


def _searching(program: Program, site: Path) -> None:
    make_posts(site / "content", 1000)
    _writing(program, site)
    window = program.window
    wait_until(lambda: len(window.site_pane.model.pages) > 1000, _SETTLE_MS)
    window.actions_["find_in_site"].trigger()
    find = program.features.get(SITE_FIND)
    find.panel.find_edit.setText("lantern")
    find.panel.replace_edit.setText("lamp")
    wait_until(lambda: find.panel.model.rowCount() > 0 and not find.search.busy, _SETTLE_MS)
    find.panel.view.step(1)


def _replacing(program: Program, site: Path) -> None:
    _searching(program, site)
    find = program.features.get(SITE_FIND)
    find.panel.replace_all.click()
    wait_until(lambda: find.reviewed.dialog.go.isEnabled(), _SETTLE_MS)


def _merging(program: Program, site: Path) -> None:
    make_posts(site / "content", 300)
    for at, path in enumerate(sorted((site / "content" / "post").glob("*.md"))[:12]):
        tag = ("Writing", "machine learning", "Machine-Learning", "travels")[at % 4]
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("tags: [", f"tags: [{tag}, ", 1), encoding="utf-8")
    _writing(program, site)
    wait_until(lambda: len(program.window.site_pane.model.pages) > 300, _SETTLE_MS)
    program.window.actions_["terms"].trigger()
    dialog = program.features.get(FEATURES["terms"]).dialog
    wait_until(lambda: dialog.key.count() > 0, _SETTLE_MS)
    dialog.key.setCurrentIndex(dialog.key.findData("tags"))
    dialog.view.selectRow(1)


def _inheriting(program: Program, site: Path) -> None:
    posts = site / "content" / "post"
    (posts / "_index.md").write_text(
        "---\ntitle: Posts\ncascade:\n  draft: true\n  reading_time: false\n  commentable: true\n---\n"
    )
    (posts / "short.md").write_text("---\ntitle: A short note\n---\n\nIt says little of itself.\n")
    program.window.open_paths([site, posts / "short.md"])
    fields = program.window.form.fields
    program.features.get(INHERITED)
    wait_until(lambda: bool(fields.inherited.rows), _SETTLE_MS)


_FAULTY = """---
title: On checking
date: 2024/05/06
tags: [Letters, pens]
---

A post with [a broken link](/nowhere/) and a ![](missing.jpg) picture.

## First

#### Third, {{< ref "nope" >}} and {{< highlight go >}}

See [below](#not-here), and [the welcome](/post/welcome/).
"""


def _checking(program: Program, site: Path) -> None:
    post = site / "content" / "post" / "on-checking.md"
    post.write_text(_FAULTY, "utf-8")
    second = "---\ntitle: Second\ndate: May 6, 2024\naliases: [/post/on-checking/]\n---\n![](x.png) {{< nothing >}}\n"
    post.with_name("second.md").write_text(second, "utf-8")
    program.window.open_paths([site, post])
    program.features.get(PUBLICATION)
    wait_until(lambda: len(program.window.site_pane.model.pages) > 20, _SETTLE_MS)
    program.window.resize(program.window.width(), 900)
    program.window.actions_["check_up"].trigger()
    check_up = program.features.get(FEATURES["check_up"])
    wait_until(lambda: check_up.panel.model.rowCount() > 0, _SETTLE_MS)


def _completing(program: Program, site: Path) -> None:
    _writing(program, site)
    offers = program.features.get(TEXT_OFFERS)
    wait_until(lambda: len(program.window.site_pane.model.pages) > 5 and not offers.is_busy, _SETTLE_MS)
    editor = program.window.text.editor
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    program.window.text.insert_text("\n\n")
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(editor, 'More of this in {{< ref "re')
    wait_until(offers.popup.isVisible, _SETTLE_MS)


def _beginning(program: Program, site: Path) -> None:
    _writing(program, site)
    program.window.actions_["new_page"].trigger()
    dialog = program.features.get(FEATURES["new_page"]).dialog
    dialog.kind.setCurrentIndex(1)
    dialog.title.setText("Reading aloud: an evening")
    wait_until(lambda: dialog.place.text().startswith("content/"), _SETTLE_MS)


def _pictures(program: Program, site: Path) -> None:
    post = site / "content" / "post" / "welcome" / "index.md"
    shutil.copy(
        site / "content" / "project" / "commonplace" / "featured.jpg", post.parent / "reading-room.jpg"
    )
    shutil.copy(
        site / "content" / "post" / "plain-text" / "featured.jpg", post.parent / "harbour-at-dawn.jpg"
    )
    (post.parent / "opening-hours.csv").write_text("day,from,to\n" * 40)
    with post.open("a") as text:
        text.write("\n![The reading room](reading-room.jpg)\n")
    program.window.open_paths([site, post])
    program.window.actions_["images"].trigger()
    panel = program.features.get(FEATURES["images"])
    wait_until(lambda: panel.feed.is_settled and panel.feed.listing is not None, _SETTLE_MS)
    panel.view.grab()
    wait_until(lambda: panel.thumbnails.is_idle, _SETTLE_MS)
    panel.view.setCurrentIndex(panel.model.index(1))


def _featured(program: Program, site: Path) -> None:
    post = site / "content" / "post" / "welcome" / "index.md"
    with Image.open(post.with_name("featured.jpg")) as picture:
        picture.crop((300, 0, 1300, 900)).save(post.with_name("featured.jpg"), quality=90)
    program.window.open_paths([site, post])
    program.window.actions_["featured_image"].trigger()
    panel = program.features.get(FEATURES["featured_image"])
    wait_until(lambda: panel.feed.is_settled and not panel.picture.picture.isNull(), _SETTLE_MS)
    panel.picture.anchor_picked.emit("Bottom")
    wait_until(lambda: panel.smart.is_idle, _SETTLE_MS)


def _pasting(program: Program, site: Path) -> None:
    program.window.open_paths([site, site / "content" / "post" / "welcome" / "index.md"])
    photo = site.parent / "IMG_2041.jpg"
    with Image.open(site / "content" / "project" / "commonplace" / "featured.jpg") as picture:
        place = Image.Exif()
        place.get_ifd(0x8825)[1] = "N"
        picture.resize((2880, 1620)).save(photo, exif=place, quality=92)
    paste = program.features.get(PASTE_IMAGE).paste
    paste.add([Source(photo, photo.stem)])
    wait_until(lambda: paste.dialog is not None and paste.dialog.insert.isEnabled(), _SETTLE_MS)
    paste.dialog.alt.setText("Pages of a commonplace book")


def _moving(program: Program, site: Path) -> None:
    _writing(program, site)
    wait_until(lambda: len(program.window.site_pane.model.pages) > 5, _SETTLE_MS)
    program.window.actions_["move_page"].trigger()
    moving = program.features.get(FEATURES["move_page"])
    wait_until(lambda: moving.dialog is not None, _SETTLE_MS)
    moving.dialog.name.setText("first-steps")
    moving.dialog.folder.setEditText("post/guides")
    wait_until(
        lambda: "Looking" not in moving.dialog.summary.text() and moving.dialog.go.isEnabled(), _SETTLE_MS
    )


def _deleting(program: Program, site: Path) -> None:
    _writing(program, site)
    wait_until(lambda: len(program.window.site_pane.model.pages) > 5, _SETTLE_MS)
    program.window.actions_["delete_page"].trigger()
    acting = program.features.get(FEATURES["delete_page"])
    wait_until(lambda: acting.delete_dialog is not None, _SETTLE_MS)


def _theming(program: Program, site: Path) -> ThemeTier:
    _writing(program, site)
    tier = program.features.get(THEME)
    tier.settings.set_flag(site_key(TRUSTED, site), True)
    program.window.actions_["theme_preview"].trigger()
    wait_until(lambda: tier.preview.state.phase is Phase.READY, 30_000)
    pause(1500)
    return tier


def _in_theme(program: Program, site: Path) -> None:
    _theming(program, site)


def _theme_error(program: Program, site: Path) -> None:
    tier = _theming(program, site)
    QTest.keyClicks(program.window.text.editor, "{{< calout >}} ")
    wait_until(lambda: tier.preview.state.phase is Phase.STALE, 30_000)
    tier.messages.open()


def _asking_for_trust(program: Program, site: Path) -> None:
    _writing(program, site)
    program.window.actions_["theme_preview"].trigger()


def _building(program: Program, site: Path) -> None:
    _writing(program, site)
    program.window.actions_["publish_check"].trigger()
    builds = program.features.get(FEATURES["publish_check"])
    wait_until(lambda: not builds.build.is_running, 30_000)


def _about_site(program: Program, site: Path) -> None:
    hugo = site.parent / "bin" / "hugo"
    hugo.parent.mkdir()
    hugo.symlink_to(find_hugo().path)
    program.settings.set_text(site_key(PINNED, site), str(hugo))
    _writing(program, site)
    program.window.actions_["about_site"].trigger()
    about = program.features.get(FEATURES["about_site"])
    wait_until(lambda: about.dialog.grid.count() > 0, 30_000)


SCENES = (
    Scene("theme", _in_theme),
    Scene("theme-error", _theme_error, look="dark"),
    Scene("theme-trust", _asking_for_trust),
    Scene("build", _building),
    Scene("about-site", _about_site),
    Scene("move-page", _moving),
    Scene("move-page-dark", _moving, look="dark"),
    Scene("delete-page", _deleting),
    Scene("images", _pictures),
    Scene("featured", _featured, look="dark"),
    Scene("paste", _pasting),
    Scene("site-search", _searching),
    Scene("site-search-dark", _searching, look="dark", width=1024, height=700),
    Scene("site-replace", _replacing, look="dark"),
    Scene("terms", _merging),
    Scene("terms-dark", _merging, look="dark"),
    Scene("inherited", _inheriting),
    Scene("check-up", _checking),
    Scene("check-up-dark", _checking, look="dark"),
    Scene("completion", _completing),
    Scene("completion-dark", _completing, look="dark"),
    Scene("new-page", _beginning, look="dark"),
    Scene("changes", _switching),
    Scene("browser", _browsing),
    Scene("browser-dark", _filtering, look="dark"),
    Scene("light", _writing),
    Scene("dark", _writing, look="dark"),
    Scene("sampler", _changed),
    Scene("source", _source, look="dark"),
    Scene("narrow", _writing, width=1024, height=700),
    Scene("empty", _empty),
    Scene("empty-dark", _empty, look="dark"),
    Scene("error", _broken),
    Scene("damaged", _damaged),
)

if __name__ == "__main__":
    sys.exit(main())
