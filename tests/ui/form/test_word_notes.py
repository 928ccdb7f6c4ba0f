"""Words spelled otherwise elsewhere are pointed out where they are edited."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from editor.ui.form.field_row import FieldRow


def test_a_second_spelling_is_pointed_out_and_mended(qtbot, window, workspace, program, site):
    posts = site / "content" / "post"
    for name in ("one", "two"):
        (posts / f"{name}.md").write_text("---\ntitle: x\ntags: [machine learning]\n---\n")
    (posts / "three.md").write_text("---\ntitle: x\ntags: [Machine-Learning]\n---\n")
    offers = program.features.get("editor.ui.word_offers:WordOffers")
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        window.open_paths([site])
    qtbot.waitUntil(lambda: not offers.busy, timeout=30_000)
    window.open_paths([posts / "three.md"])
    row = next(row for row in window.form.findChildren(FieldRow) if row.entry.path == ("tags",))
    box = row.editor.box
    told = "“Machine-Learning” is written “machine learning” in other posts."
    assert [note.text for note in box.notes.values()] == [told]
    at = QPoint(20, 14)
    QApplication.sendEvent(box, QHelpEvent(QEvent.Type.ToolTip, at, box.mapToGlobal(at)))
    assert QToolTip.text() == told
    QToolTip.hideText()
    box.line.setFocus()
    qtbot.keyClick(box.line, Qt.Key.Key_Backspace)
    if box.items:
        qtbot.keyClick(box.line, Qt.Key.Key_Backspace)
    qtbot.keyClicks(box.line, "machine learning,")
    row.flush()
    assert workspace.current.post.front.values["tags"] == ["machine learning"]
    assert not box.notes
