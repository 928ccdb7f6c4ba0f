"""The journal, changes from outside and claims in the real window."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QFileSystemWatcher, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from editor.app.claims import Claims
from editor.app.notices import Tone
from editor.application import build
from editor.core.journal import Draft, Journal, LeftDrafts
from editor.core.lock import Lock
from editor.core.text_file import ChangedOutside
from editor.ui.features import SAFETY
from editor.ui.merge_view import MergeDialog
from editor.ui.recovery_dialog import RecoveryDialog
from tests.safety.hands import type_words, when_dialog

ROOT = Path(__file__).parents[2]


def left_drafts(tmp_path):
    """The drafts as another program would find them, were this one gone."""
    copy = tmp_path / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(tmp_path / "state" / "drafts", copy)
    found = LeftDrafts(copy)
    found.close()
    return [entry.draft for entry in found.drafts]


def check(qtbot, safety):
    with qtbot.waitSignal(safety.outside.checked, timeout=30_000):
        safety.outside.check()


def test_what_is_typed_is_in_the_journal_within_two_seconds(
    qtbot, safety, workspace, window, hello, tmp_path
):
    workspace.open_file(hello)
    clock = QDeadlineTimer(2000)
    with qtbot.waitSignal(safety.recovery.kept, timeout=30_000):
        type_words(window, "Unsaved words ")
    assert not clock.hasExpired()
    (draft,) = left_drafts(tmp_path)
    assert draft.path == hello
    assert draft.base == hello.read_text()
    assert "Unsaved words" in draft.text


def type_until(qtbot, kept, widget):
    def typing():
        QTest.keyClicks(widget, "y")
        return bool(kept)

    qtbot.waitUntil(typing, timeout=30_000)


def test_who_types_without_a_pause_is_journalled_all_the_same(qtbot, safety, workspace, window, hello):
    workspace.open_file(hello)
    kept = []
    safety.recovery.kept.connect(lambda: kept.append(True))
    clock = QDeadlineTimer(2000)
    type_until(qtbot, kept, window.text.editor)
    assert not clock.hasExpired()


def test_a_field_typed_in_without_a_pause_is_journalled_too(
    qtbot, safety, workspace, window, hello, tmp_path
):
    workspace.open_file(hello)
    line = next(w for w in window.form.findChildren(QLineEdit) if w.text() == "Hello: world")
    line.setFocus()
    kept = []
    safety.recovery.kept.connect(lambda: kept.append(True))
    type_until(qtbot, kept, line)
    assert "yyyy" in left_drafts(tmp_path)[0].text


@pytest.mark.parametrize("way", ["save", "undo", "close"])
def test_a_draft_goes_when_its_text_is_safe_or_let_go(qtbot, safety, workspace, window, hello, tmp_path, way):
    session = workspace.open_file(hello)
    with qtbot.waitSignal(safety.recovery.kept, timeout=30_000):
        type_words(window, "words")
    with qtbot.waitSignal(safety.recovery.kept, timeout=30_000):
        if way == "save":
            workspace.save(session)
        elif way == "undo":
            session.undo()
        else:
            workspace.close(session)
    assert left_drafts(tmp_path) == []


def test_a_window_that_is_closed_leaves_no_draft(qtbot, safety, workspace, window, hello, answer, tmp_path):
    workspace.open_file(hello)
    with qtbot.waitSignal(safety.recovery.kept, timeout=30_000):
        type_words(window, "words")
    answer("Don't Save")
    assert window.close()
    assert list((tmp_path / "state" / "drafts").iterdir()) == []


def test_a_journal_that_cannot_be_written_is_told_once(qtbot, safety, workspace, window, hello, tmp_path):
    (tmp_path / "state").mkdir(exist_ok=True)
    (tmp_path / "state" / "drafts").write_text("in the way")
    workspace.open_file(hello)
    with qtbot.waitSignal(safety.recovery.notice, timeout=30_000):
        type_words(window, "words")
    assert "save often" in window.frame.notices.notice.message
    (tmp_path / "state" / "drafts").unlink()
    with qtbot.waitSignal(safety.recovery.kept, timeout=30_000):
        type_words(window, "more")
    assert "wordsmore" in left_drafts(tmp_path)[0].text


def test_a_fault_keeps_the_text_first(program, workspace, window, hello, tmp_path):
    workspace.open_file(hello)
    type_words(window, "just typed")
    program.rescue()
    assert "just typed" in left_drafts(tmp_path)[0].text


def leave_drafts(tmp_path, *drafts):
    journal = Journal(tmp_path / "state" / "drafts")
    journal.keep({str(n): draft for n, draft in enumerate(drafts)})
    journal.abandon()


def test_unsaved_text_is_offered_with_what_differs_and_brought_back(
    qtbot, program, workspace, window, hello, tmp_path
):
    base = hello.read_text()
    mine = base.replace("First line.", "First line, unsaved.")
    leave_drafts(tmp_path, Draft(hello, base, mine, 1e9), Draft(hello.with_name("gone.md"), "", "new\n", 1e9))
    safety = program.features.get(SAFETY)
    dialog = window.findChild(RecoveryDialog)
    assert dialog.isVisible()
    assert dialog.list.count() == 2
    assert "unsaved" in dialog.view.toPlainText()
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    texts = {s.path.name: s.exact_text() for s in workspace.sessions}
    assert texts == {"hello.md": mine, "gone.md": "new\n"}
    assert all(s.is_modified for s in workspace.sessions)
    assert hello.read_text() == base
    # Restored text is journalled anew before the old draft goes.
    assert {d.text for d in left_drafts(tmp_path)} == {mine, "new\n"}
    assert safety.recovery is not None


def test_who_brings_text_back_goes_on_where_it_ends_with_the_site_around(
    program, workspace, window, hello, tmp_path
):
    workspace.open_folder(hello.parent)
    workspace.close_folder()
    base = hello.read_text()
    mine = base.replace("First line.\n", "First line.\n\nWritten at night\n")
    leave_drafts(tmp_path, Draft(hello, base, mine, 1e9))
    program.features.get(SAFETY)
    window.findChild(RecoveryDialog).restore.click()
    QTest.keyClicks(window.text.editor, ", and in the morning")
    assert "\nWritten at night, and in the morning\n" in workspace.current.body_text()
    assert workspace.folder == hello.parent


def test_of_two_drafts_of_one_post_the_newest_is_seen(program, workspace, window, hello, tmp_path):
    base = hello.read_text()
    older, newer = base + "older\n", base + "newer words\n"
    leave_drafts(tmp_path, Draft(hello, base, newer, 2e9), Draft(hello, base, older, 1e9))
    program.features.get(SAFETY)
    window.findChild(RecoveryDialog).restore.click()
    (session,) = workspace.sessions
    assert session.exact_text() == newer
    session.undo()
    assert session.exact_text() == older


def test_a_draft_of_a_file_changed_since_is_merged_at_the_save(program, workspace, window, hello, tmp_path):
    base = hello.read_text()
    mine = base.replace("First line.", "First line, mine.")
    hello.write_text(base.replace("Second paragraph.", "Second, theirs."))
    leave_drafts(tmp_path, Draft(hello, base, mine, 1e9))
    program.features.get(SAFETY)
    window.findChild(RecoveryDialog).restore.click()
    session = workspace.current
    with pytest.raises(ChangedOutside):
        session.save()
    dialog = MergeDialog(program.theme, "x", (session.base_text, hello.read_text(), session.exact_text()))
    assert dialog.open_conflicts == 0
    assert "First line, mine." in dialog.merged
    assert "Second, theirs." in dialog.merged
    dialog.deleteLater()


def test_a_draft_whose_text_is_in_the_file_is_not_offered(program, window, hello, tmp_path):
    leave_drafts(tmp_path, Draft(hello, "old", hello.read_text(), 1e9))
    program.features.get(SAFETY)
    assert window.findChild(RecoveryDialog) is None
    assert list((tmp_path / "state" / "drafts").iterdir()) == []


@pytest.mark.parametrize(("button", "left"), [("later", 1), ("discard", 0)])
def test_unsaved_text_can_wait_or_be_thrown_away(program, window, hello, tmp_path, button, left):
    leave_drafts(tmp_path, Draft(hello, "old", "other", 1e9))
    program.features.get(SAFETY)
    getattr(window.findChild(RecoveryDialog), button).click()
    assert len(left_drafts(tmp_path)) == left


def test_a_file_changed_outside_is_read_again_in_place(qtbot, safety, workspace, window, hello):
    long = hello.read_text() + "".join(f"\nParagraph {n}.\n" for n in range(300))
    hello.write_text(long)
    session = workspace.open_file(hello)
    window.text.go_to_line(300)
    edit = window.text.editor
    caret = edit.textCursor().block().text()

    def top():
        """The first line in view and the next, one of which is blank."""
        first = edit.firstVisibleBlock()
        return first.text() + first.next().text()

    above = top()
    assert "Paragraph" in above
    with qtbot.waitSignal(safety.outside.reloaded, timeout=30_000):
        # As most programs write: another file in its place.
        other = hello.with_name("other")
        other.write_text(
            long.replace("First line.", "First line.\n\nAnd one\n\nmore.").replace("300.", "300!")
        )
        other.replace(hello)
    assert "And one" in session.exact_text()
    assert not session.is_modified
    assert edit.textCursor().block().text() == caret
    assert top() == above
    assert window.frame.notices.notice.tone is Tone.INFO
    session.undo()
    assert session.exact_text() == long


def test_a_window_that_comes_to_the_front_looks_where_no_system_tells_of_a_change(
    qtbot, qapp, safety, workspace, window, hello
):
    session = workspace.open_file(hello)
    # As on a network's disk.
    safety.outside.findChild(QFileSystemWatcher).blockSignals(True)
    check(qtbot, safety)
    hello.write_text("theirs\n")
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: session.exact_text() == "theirs\n", timeout=30_000)


def test_a_change_on_both_sides_touches_nothing_and_is_merged_by_choice(
    qtbot, safety, workspace, window, hello
):
    base = hello.read_text()
    session = workspace.open_file(hello)
    window.text.go_to_line(2)
    type_words(window, "Mine: ")
    mine = session.exact_text()
    with qtbot.waitSignal(safety.outside.conflicted, timeout=30_000):
        hello.write_text(base.replace("First line.", "Theirs."))
    assert session.exact_text() == mine
    notices = window.frame.notices
    assert "Nothing was overwritten" in notices.notice.message
    # The same content is told of once.
    heard = []
    safety.outside.conflicted.connect(heard.append)
    check(qtbot, safety)
    assert heard == []
    seen, timer = when_dialog(qtbot, MergeDialog, lambda d: d.accept_button.click())
    (offer,) = notices.findChildren(QPushButton)
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert seen
    assert not timer.isActive()
    assert "Theirs." in session.exact_text()
    assert "Mine: " in session.exact_text()
    assert session.is_modified
    session.save()
    assert hello.read_text() == session.exact_text()


def test_an_offer_to_merge_a_post_that_was_closed_merges_no_other(
    qtbot, safety, workspace, window, hello, answer
):
    other = hello.with_name("plain.md")
    workspace.open_file(other)
    session = workspace.open_file(hello)
    type_words(window, "Mine: ")
    with qtbot.waitSignal(safety.outside.conflicted, timeout=30_000):
        hello.write_text("Theirs.\n")
    (offer,) = window.frame.notices.findChildren(QPushButton)
    workspace.close(session)
    seen, timer = when_dialog(qtbot, MergeDialog, lambda d: d.reject())
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    timer.stop()
    assert not seen
    assert workspace.current.path == other
    assert "was closed" in window.frame.notices.notice.message


def test_saving_over_a_change_asks_and_merging_saves_both(qtbot, safety, workspace, window, hello, answer):
    base = hello.read_text()
    session = workspace.open_file(hello)
    type_words(window, "Mine ")
    hello.write_text(base.replace("Second paragraph.", "Theirs."))
    seen, timer = when_dialog(qtbot, MergeDialog, lambda d: d.accept_button.click())
    asked = answer("Merge…")
    assert window.saving.save(session)
    assert len(asked) == 1
    assert seen
    assert not timer.isActive()
    assert "Mine " in hello.read_text()
    assert "Theirs." in hello.read_text()


def test_a_file_that_went_away_counts_as_unsaved_and_its_return_as_saved(
    qtbot, safety, workspace, window, hello
):
    session = workspace.open_file(hello)
    text = hello.read_text()
    hello.unlink()
    check(qtbot, safety)
    assert session.is_modified
    assert session.is_missing
    assert "gone" in window.frame.notices.notice.message
    hello.write_text(text)
    check(qtbot, safety)
    assert not session.is_modified
    hello.unlink()
    check(qtbot, safety)
    hello.write_text(text + "Theirs.\n")
    check(qtbot, safety)
    assert session.exact_text() == text + "Theirs.\n"
    assert not session.is_modified


def test_our_own_save_is_no_change_from_outside(qtbot, safety, workspace, window, hello):
    session = workspace.open_file(hello)
    heard = []
    safety.outside.reloaded.connect(heard.append)
    safety.outside.conflicted.connect(heard.append)
    type_words(window, "more ")
    with qtbot.waitSignal(safety.outside.checked, timeout=30_000):
        workspace.save(session)
    assert heard == []


def test_a_second_program_says_that_the_first_has_the_post_open(
    qtbot, safety, workspace, window, hello, tmp_path, qapp
):
    workspace.open_file(hello)
    code = (
        "import sys; from pathlib import Path\n"
        "from PySide6.QtCore import QCoreApplication, QSettings, QThreadPool\n"
        "from editor.app.claims import Claims; from editor.app.settings import Settings\n"
        "from editor.app.workspace import Workspace\n"
        "app = QCoreApplication([]); pool = QThreadPool()\n"
        "w = Workspace(Settings(QSettings(sys.argv[3], QSettings.Format.IniFormat)), pool)\n"
        "c = Claims(w, Path(sys.argv[2])); c.notice.connect(lambda n: print(n.message))\n"
        "w.open_file(Path(sys.argv[1]))\n"
    )
    arguments = [str(hello), str(tmp_path / "state" / "open"), str(tmp_path / "other.ini")]

    def second():
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", code, *arguments],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "another Postwright window" in second()
    workspace.close(workspace.current)
    assert second() == ""
    for name, mark in (
        ("Vim", ".hello.md.swp"),
        ("LibreOffice", ".~lock.hello.md#"),
        ("Emacs", ".#hello.md"),
    ):
        # What Emacs leaves is a link to nowhere.
        hello.with_name(mark).symlink_to("somebody@somewhere.1")
        assert name in second()
        hello.with_name(mark).unlink()


def test_a_post_named_at_the_start_is_asked_about_too(qtbot, program, workspace, window, hello, tmp_path):
    other = Claims(workspace, tmp_path / "state" / "open")
    workspace.open_file(hello)
    program.features.get(SAFETY)
    qtbot.waitUntil(lambda: window.frame.notices.notice is not None, timeout=30_000)
    assert "another Postwright window" in window.frame.notices.notice.message
    other.leave()


def test_claims_move_with_the_post_and_end_with_it(safety, workspace, hello, tmp_path):
    folder = tmp_path / "state" / "open"
    session = workspace.open_file(hello)
    (first,) = folder.iterdir()
    assert Lock.take(first) is None
    workspace.save_as(session, hello.with_name("copy.md"))
    (second,) = folder.iterdir()
    assert first != second
    workspace.close(session)
    assert list(folder.iterdir()) == []


def test_nothing_is_kept_without_a_folder_for_it(qtbot, qapp, tmp_path):
    program = build(qapp, QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    safety = program.features.get(SAFETY)
    assert safety.recovery is None
    safety.write_now()
    assert program.pool.waitForDone(30_000)
    program.window.close()
    program.window.deleteLater()
