"""Saving by itself, former versions and what differs, review before a save."""

import os
import subprocess

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from editor.app.autosave import SETTING as AUTOSAVE
from editor.app.autosave import Autosave, may_be_saved
from editor.core.merge import Side
from editor.ui.compare_view import CompareDialog, ReviewDialog
from editor.ui.merge_view import MergeDialog
from tests.safety.hands import type_words, when_dialog


def test_autosave_waits_for_a_pause_and_leaves_a_broken_front_matter_alone(
    qtbot, program, safety, workspace, window, hello
):
    session = workspace.open_file(hello)
    before = hello.read_text()
    window.actions_["autosave"].trigger()
    assert safety.autosave_.is_on
    # Both take the same setting; this one has less patience.
    autosave = Autosave(workspace, program.settings, window, pause_ms=200)
    with qtbot.waitSignal(session.saved, timeout=30_000):
        type_words(window, "Saved by itself. ")
    assert "Saved by itself." in hello.read_text()
    saved = hello.read_text()
    session.replace_text(before.replace("draft: true", "draft: [true"))
    assert not may_be_saved(session)
    with qtbot.waitSignal(autosave.rested, timeout=30_000):
        type_words(window, "More. ")
    assert hello.read_text() == saved
    session.undo()
    hello.unlink()
    assert not may_be_saved(session)


def test_autosave_does_not_answer_for_who_is_asked_whether_to_save(qtbot, program, workspace, window, hello):
    session, before = workspace.open_file(hello), hello.read_text()
    program.settings.set_flag(AUTOSAVE, True)
    autosave = Autosave(workspace, program.settings, window, pause_ms=10)
    asked, rested = [], []
    autosave.rested.connect(lambda: rested.append(True))

    def look():
        box = QApplication.activeModalWidget()
        if box is not None:
            asked.append(box)
            if len(asked) == 20:
                (no,) = [
                    b for b in box.findChildren(QPushButton) if b.text().replace("&", "") == "Don't Save"
                ]
                no.click()

    timer = QTimer(interval=10)
    timer.timeout.connect(look)
    timer.start()
    session.replace_text(f"{before}Not to be kept.")
    assert window.saving.close(session)
    timer.stop()
    qtbot.waitUntil(lambda: bool(rested), timeout=30_000)
    # The question stood for so long that saving by itself came up again and again.
    assert len(asked) >= 20
    assert hello.read_text() == before


def test_autosave_may_go_on_with_a_post_that_was_broken_before(workspace, hello):
    hello.write_text("---\ntitle: [\n---\ntext\n")
    session = workspace.open_file(hello)
    session.replace_text("---\ntitle: [\n---\nother text\n")
    assert may_be_saved(session)


def test_autosave_is_off_at_first_and_never_overwrites(qtbot, safety, workspace, window, hello):
    session = workspace.open_file(hello)
    assert not safety.autosave_.is_on
    type_words(window, "mine ")
    hello.write_text("theirs\n")
    with qtbot.waitSignal(safety.autosave_.notice, timeout=30_000):
        safety.autosave_.save_now()
    assert hello.read_text() == "theirs\n"
    assert "mine " in session.exact_text()


def test_compare_lists_file_versions_and_commit_and_brings_back(
    qtbot, safety, workspace, window, hello, site
):
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-qm", "x")):
        command = ["git", "-C", str(site), "-c", "user.name=a", "-c", "user.email=a@b", *arguments]
        subprocess.run(command, check=True, capture_output=True, env=environment)
    first = hello.read_text()
    session = workspace.open_file(hello)
    type_words(window, "Second version. ")
    workspace.save(session)
    type_words(window, "Third version. ")
    workspace.save(session)
    type_words(window, "Now. ")
    # The versions are written by the one thread that a fetch is read by.
    names, texts = [], []

    def act(dialog):
        names.extend(dialog.sources.itemText(n) for n in range(dialog.sources.count()))
        for at in range(dialog.sources.count()):
            dialog.restore.setEnabled(False)
            dialog.select(at)
            qtbot.waitUntil(dialog.restore.isEnabled, timeout=30_000)
            texts.append(dialog.view.toPlainText())
        dialog.restore.click()

    qtbot.waitUntil(lambda: len(safety.former.versions(hello)) == 2, timeout=30_000)
    seen, timer = when_dialog(qtbot, CompareDialog, act)
    window.actions_["compare"].trigger()
    assert seen
    assert not timer.isActive()
    assert names[:2] == ["The file, as last read or saved", "The last commit (git HEAD)"]
    assert len(names) == 4
    assert "today" in names[2]
    assert session.exact_text() == first
    assert session.is_modified
    session.undo()
    assert "Now. " in session.exact_text()
    assert "Now. " in texts[0]


def test_the_words_of_another_that_are_written_over_are_kept_however_often_ours_are(
    qtbot, safety, workspace, window, hello
):
    safety.autosave_.set_on(True)
    session = workspace.open_file(hello)
    for words in ("One. ", "Two. "):
        type_words(window, words)
        workspace.save(session)
    hello.write_text("theirs\n")
    type_words(window, "Three. ")
    workspace.save(session, overwrite=True)
    plain = hello.with_name("plain.md")
    workspace.save_as(session, plain)

    def texts(path):
        return [version.read() for version in safety.former.versions(path)]

    qtbot.waitUntil(lambda: texts(plain) == ["Just text\n"], timeout=30_000)
    assert "theirs\n" in texts(hello)


def test_what_is_closed_unsaved_can_be_brought_back(qtbot, safety, workspace, window, hello, answer):
    session = workspace.open_file(hello)
    type_words(window, "Thrown away. ")
    text = session.exact_text()
    answer("Don't Save")
    assert window.saving.close(session)
    qtbot.waitUntil(lambda: len(safety.former.versions(hello)) == 1, timeout=30_000)
    assert safety.former.versions(hello)[0].read() == text
    other = workspace.open_file(hello)
    type_words(window, "At the end of the program. ")
    text = other.exact_text()
    answer("Don't Save")
    assert window.close()
    assert safety.former.versions(hello)[0].read() == text


def test_review_before_saving_can_stop_it(qtbot, safety, workspace, window, hello):
    session = workspace.open_file(hello)
    before = hello.read_text()
    window.actions_["review"].trigger()
    type_words(window, "Looked at. ")
    seen, timer = when_dialog(qtbot, ReviewDialog, lambda d: d.reject())
    assert not window.saving.save(session)
    assert hello.read_text() == before
    seen, timer = when_dialog(qtbot, ReviewDialog, lambda d: d.accept())
    assert window.saving.save(session)
    assert seen
    assert not timer.isActive()
    assert "Looked at. " in hello.read_text()


def test_conflicts_must_be_decided_one_by_one_or_all_at_once(qtbot, program):
    base = "".join(f"line {n}\n\n" for n in range(6))
    theirs, mine = base.replace("line", "their line"), base.replace("line", "my line")
    dialog = MergeDialog(program.theme, "x", (base, theirs, mine))
    dialog.show()
    assert dialog.open_conflicts == 6
    assert not dialog.accept_button.isEnabled()
    dialog.choose_all(Side.MINE)
    assert dialog.accept_button.isEnabled()
    assert dialog.merged == mine
    dialog.close()
    dialog.deleteLater()
