"""The check of a site in the real window: found off the UI thread, listed, jumped to with keys."""

from PySide6.QtWidgets import QApplication

from tests.ui.test_main_window import Key, press


def test_findings_are_listed_and_jumped_to(qtbot, window, workspace, program, site):
    broken = site / "content" / "post" / "broken.md"
    broken.write_text('---\ntitle: Broken\ndate: 2024/05/06\n---\nText\n\n{{< ref "nope" >}}\n\nMore\n')
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        window.open_paths([site])
    check_up = program.features.get("editor.ui.check_up:CheckUp")
    with qtbot.waitSignal(check_up.finished, timeout=30_000):
        press(qtbot, window, Key.Key_F8)
    assert window.frame.below.shown == "check_up"
    assert window.frame.below.isVisible()
    places = [check_up.model.index(row, 1).data() for row in range(check_up.model.rowCount())]
    assert any(place.endswith("broken.md:3") for place in places)
    assert "error" in check_up.words.text()
    check_up.view.setFocus()
    check_up.view.setCurrentIndex(check_up.model.index(len(places) - 1, 0))
    qtbot.keyClick(check_up.view, Key.Key_Return)
    assert workspace.current.path == broken
    assert window.text.editor.textCursor().blockNumber() == 2
    check_up.view.setCurrentIndex(
        check_up.model.index(next(i for i, p in enumerate(places) if p.endswith("broken.md:3")), 0)
    )
    qtbot.keyClick(check_up.view, Key.Key_Return)
    assert window.form.tabs.currentWidget() is window.form.source


def test_a_site_without_faults_says_so(qtbot, window, workspace, program, site):
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        window.open_paths([site])
    check_up = program.features.get("editor.ui.check_up:CheckUp")
    with qtbot.waitSignal(check_up.finished, timeout=30_000):
        press(qtbot, window, Key.Key_F8)
    assert check_up.words.text() == "Nothing to mend in 3 files."
    assert QApplication.activeModalWidget() is None
