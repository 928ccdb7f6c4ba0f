"""The check of a site in the real window: found off the UI thread, listed, jumped to, fixed with keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from editor.app.findings import Entry
from editor.ui.browser.findings_model import Grouping
from editor.ui.check_up_panel import Scope
from tests.ui.test_main_window import Key, press

CHECK_UP = "editor.ui.check_up:CheckUp"
BROKEN = """---
title: Broken
date: 2024/05/06
---
Text

{{< ref "nope" >}}

😀 [gone](/nowhere/) ![](../cat.png)
"""


@pytest.fixture
def check_up(qtbot, window, workspace, program, site):
    """The check-up, the site open."""
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        window.open_paths([site])
    return program.features.get(CHECK_UP)


def check(qtbot, window, check_up):
    with qtbot.waitSignal(check_up.finished, timeout=30_000):
        press(qtbot, window, Key.Key_F8)


def entries(model):
    lines = (model.line(row) for row in range(model.rowCount()))
    return [line for line in lines if isinstance(line, Entry)]


def rules(model):
    return [entry.finding.rule for entry in entries(model)]


def row_of(model, rule):
    return next(row for row in range(model.rowCount()) if rules_at(model, row) == rule)


def rules_at(model, row):
    line = model.line(row)
    return line.finding.rule if isinstance(line, Entry) else ""


@pytest.fixture
def broken(site):
    path = site / "content" / "post" / "broken.md"
    path.write_text(BROKEN, "utf-8")
    return path


def go(qtbot, check_up, rule):
    check_up.panel.view.setFocus()
    check_up.panel.view.setCurrentIndex(check_up.panel.model.index(row_of(check_up.panel.model, rule)))
    qtbot.keyClick(check_up.panel.view, Key.Key_Return)


def test_the_list_knows_which_posts_have_problems(qtbot, window, broken, check_up):
    check(qtbot, window, check_up)
    pane = window.site_pane
    pane.filter.setFocus()
    pane.filter.setText("has:problems")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1, timeout=30_000)
    page = next(page for page in pane.model.pages if page.findings)
    assert (page.row.path, page.findings) == (broken, 4)
    mended = broken.with_name("mended")
    mended.write_text("---\ntitle: Mended\n---\nText.\n", "utf-8")
    mended.replace(broken)
    check(qtbot, window, check_up)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 0, timeout=30_000)


def test_findings_are_listed_and_jumped_to(qtbot, window, workspace, broken, check_up):
    check(qtbot, window, check_up)
    assert window.frame.below.shown == "check_up"
    model = check_up.panel.model
    assert rules(model) == ["date", "ref", "link", "image", "alt"]
    assert check_up.panel.words.text() == "2 errors, 2 warnings, 1 hint in 1 file"
    assert model.place(model.line(1)) == "post/broken.md:3"
    go(qtbot, check_up, "link")
    assert workspace.current.path == broken
    cursor = window.text.editor.textCursor()
    before = cursor.block().text().encode("utf-16-le")[: 2 * cursor.positionInBlock()].decode("utf-16-le")
    assert (cursor.blockNumber(), before) == (4, "😀 [gone](")
    assert any(
        s.format.fontUnderline() or s.format.underlineStyle() for s in window.text.editor.extraSelections()
    )
    go(qtbot, check_up, "date")
    assert window.form.tabs.currentWidget() is window.form.source
    window.frame.below.close_panel()
    assert all(not s.format.underlineStyle().value for s in window.text.editor.extraSelections())


def test_a_finding_leads_into_the_post_that_is_open_under_another_name(
    qtbot, window, workspace, broken, check_up, tmp_path
):
    link = tmp_path / "link.md"
    link.symlink_to(broken)
    window.open_paths([link])
    check(qtbot, window, check_up)
    go(qtbot, check_up, "link")
    assert workspace.current.path == link
    assert window.text.editor.textCursor().blockNumber() == 4


def test_groups_fold_and_the_filter_narrows(qtbot, window, broken, check_up):
    check(qtbot, window, check_up)
    panel = check_up.panel
    assert panel.view.currentIndex().row() == 0
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Key.Key_Left)
    assert "date" not in rules(panel.model)
    qtbot.keyClick(panel.view, Key.Key_Right)
    assert "date" in rules(panel.model)
    panel.grouping.setCurrentIndex(panel.grouping.findData(Grouping.FILE))
    assert panel.model.line(0).title == "post/broken.md"
    assert panel.model.line(0).total == 5
    qtbot.keyClicks(panel.filter, "nowhere")
    assert rules(panel.model) == ["link"]
    panel.filter.clear()
    panel.least.setCurrentIndex(2)
    assert rules(panel.model) == ["date", "ref"]


def test_what_is_certain_is_fixed_after_a_look_and_undone(qtbot, window, workspace, broken, check_up):
    other = broken.with_name("other.md")
    other.write_text(BROKEN, "utf-8")
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        workspace.refresh()
    window.open_paths([other])
    check(qtbot, window, check_up)
    assert check_up.panel.fix.text() == "&Fix 2…"
    qtbot.mouseClick(check_up.panel.fix, Qt.MouseButton.LeftButton)
    dialog = check_up.review.dialog
    qtbot.waitUntil(lambda: dialog.go.isEnabled(), timeout=30_000)
    with qtbot.waitSignal(check_up.finished, timeout=30_000):
        qtbot.keyClick(dialog, Key.Key_Return)
    assert broken.read_text("utf-8") == BROKEN.replace("2024/05/06", "2024-05-06")
    # The open post is changed in the editor, and can be undone there.
    assert other.read_text("utf-8") == BROKEN
    assert "2024-05-06" in workspace.current.exact_text()
    assert "date" not in rules(check_up.panel.model)
    with qtbot.waitSignal(check_up.review.changes.undone, timeout=30_000):
        check_up.review.changes.undo()
    assert broken.read_text("utf-8") == BROKEN


def test_the_open_post_alone_is_checked_as_it_stands(qtbot, window, workspace, hello, broken, check_up):
    window.open_paths([hello])
    window.text.editor.setFocus()
    check(qtbot, window, check_up)
    with qtbot.waitSignal(check_up.finished, timeout=30_000):
        check_up.panel.scope.setCurrentIndex(check_up.panel.scope.findData(Scope.POST))
    assert check_up.panel.words.text() == "Nothing to mend in 1 file."
    window.text.editor.setFocus()
    qtbot.keyClicks(window.text.editor, "[x](/gone/) ")
    check(qtbot, window, check_up)
    assert rules(check_up.panel.model) == ["link"]


def test_a_check_can_be_stopped(qtbot, window, workspace, site, check_up):
    for number in range(300):
        (site / "content" / "post" / f"n{number}.md").write_text(BROKEN * 8, "utf-8")
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        workspace.refresh()
    press(qtbot, window, Key.Key_F8)
    assert check_up.panel.again.text() == "&Stop"
    with qtbot.waitSignal(check_up.finished, timeout=30_000):
        qtbot.mouseClick(check_up.panel.again, Qt.MouseButton.LeftButton)
    assert check_up.panel.words.text().startswith("Stopped")
    assert check_up.panel.again.text() == "Check &Again"


def test_a_site_without_faults_says_so(qtbot, window, check_up):
    check(qtbot, window, check_up)
    assert check_up.panel.words.text() == "Nothing to mend in 3 files."
    assert not check_up.panel.fix.isEnabled()
    assert QApplication.activeModalWidget() is None


def test_what_was_found_can_be_read_in_a_narrow_window(qtbot, window, check_up, broken):
    check(qtbot, window, check_up)
    panel = check_up.panel
    for width in (900, 1600):
        window.resize(width, 800)
        assert window.width() == width
        qtbot.waitUntil(
            lambda: panel.words.fontMetrics().horizontalAdvance(panel.words.text()) <= panel.words.width()
        )
    qtbot.waitUntil(lambda: panel.words.geometry().bottom() > panel.filter.y())


@pytest.fixture
def other(tmp_path):
    """A site without posts."""
    content = tmp_path / "other" / "content"
    content.mkdir(parents=True)
    (content.parent / "hugo.yaml").write_text("title: Other\n")
    return content.parent


def test_findings_of_the_former_site_go_with_it(qtbot, window, workspace, site, broken, check_up, other):
    check(qtbot, window, check_up)
    assert rules(check_up.panel.model)
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        window.open_paths([other])
    assert not rules(check_up.panel.model)
    assert check_up.panel.words.text() == ""
    assert window.frame.below.shown == ""
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        window.open_paths([site])
    assert not any(page.findings for page in window.site_pane.model.pages)


def test_a_check_under_way_says_nothing_of_a_site_that_was_left(
    qtbot, window, workspace, broken, check_up, other
):
    press(qtbot, window, Key.Key_F8)
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        window.open_paths([other])
    check(qtbot, window, check_up)
    assert "broken.md" not in {entry.finding.path.name for entry in entries(check_up.panel.model)}
    assert not any(page.findings for page in window.site_pane.model.pages)
