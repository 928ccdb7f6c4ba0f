"""The site's pages in the real window: looked through, sorted, grouped, switched by hundreds, taken back."""

import shutil
import subprocess
import time

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from editor.app.notices import Notice
from editor.app.site_query import Grouping, Heading, Listed, Order
from editor.application import build
from editor.core.site.git_state import GitMark
from editor.ui.features import BROWSER, BULK, FEATURES, SAFETY
from tests.support.many_posts import make_posts
from tests.ui.test_bad_input import Heart
from tests.ui.test_main_window import CTRL, SHIFT, Key, press

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def program(qtbot, qapp, tmp_path):
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    store.setValue("look", "light")
    program = build(qapp, store, state=tmp_path / "state")
    window = program.window
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    program.features.get(BULK)
    yield program
    assert program.pool.waitForDone(30_000)
    for session in program.workspace.sessions:
        program.workspace.close(session)
    window.close()
    window.deleteLater()
    qapp.setStyleSheet("")


@pytest.fixture
def many(tmp_path):
    root = tmp_path / "many"
    make_posts(root / "content", 120)
    (root / "hugo.yaml").write_text("title: Many\n")
    return root


@pytest.fixture
def pane(qtbot, window, workspace, many):
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        window.open_paths([many])
    return window.site_pane


def titles(pane):
    lines = [pane.model.line(row) for row in range(pane.model.rowCount())]
    return [line.text if isinstance(line, Heading) else line.row.title for line in lines]


def browse(qtbot, window):
    press(qtbot, window, Key.Key_E, CTRL | SHIFT)
    assert QApplication.focusWidget() is window.site_pane.view


def test_words_and_named_values_are_looked_for(qtbot, window, pane):
    press(qtbot, window, Key.Key_P, CTRL)
    qtbot.keyClicks(pane.filter, "is:draft TAG:reading")
    found = [pane.model.line(row).row for row in range(pane.model.rowCount())]
    assert found
    assert all(row.facts.draft and "reading" in row.tags for row in found)
    press(qtbot, window, Key.Key_Escape)
    assert pane.model.shown == 120
    qtbot.keyClicks(pane.filter, "part 77")
    assert [title.endswith("part 77") for title in titles(pane)] == [True]
    press(qtbot, window, Key.Key_Return)
    assert window.session.post.title.endswith("part 77")


def test_the_table_is_sorted_and_grouped_and_opens_with_enter(qtbot, window, pane):
    browse(qtbot, window)
    assert not window.desk.isVisible()
    qtbot.waitUntil(lambda: not pane.view.isColumnHidden(1))
    pane.arrange(order=Order.TITLE)
    assert titles(pane) == sorted(titles(pane), key=str.casefold)
    header = pane.view.horizontalHeader()
    x = header.sectionViewportPosition(0) + 20
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 8))
    assert titles(pane) == sorted(titles(pane), key=str.casefold, reverse=True)
    pane.arrange(grouping=Grouping.SECTION)
    headings = [
        line for line in map(pane.model.line, range(pane.model.rowCount())) if isinstance(line, Heading)
    ]
    assert [heading.text for heading in headings] == ["event", "post", "project", "publication"]
    assert sum(heading.count for heading in headings) == 120
    press(qtbot, window, Key.Key_Down)
    press(qtbot, window, Key.Key_Return)
    assert window.desk.isVisible()
    assert window.session is not None


def test_a_list_that_was_put_away_is_put_away_again_and_keeps_its_width(qtbot, window, pane):
    width = window.frame.posts.width()
    assert width > 150
    press(qtbot, window, Key.Key_1, ALT)
    assert window.frame.posts.isHidden()
    browse(qtbot, window)
    qtbot.waitUntil(lambda: pane.isVisible() and pane.width() > window.width() / 2)
    press(qtbot, window, Key.Key_E, CTRL | SHIFT)
    assert window.frame.posts.isHidden()
    assert window.desk.isVisible()
    press(qtbot, window, Key.Key_1, ALT)
    qtbot.waitUntil(lambda: window.frame.posts.width() == width)
    browse(qtbot, window)
    # Putting the list away ends browsing.
    press(qtbot, window, Key.Key_1, ALT)
    assert window.desk.isVisible()
    assert window.frame.posts.isHidden()


def test_what_is_said_is_seen_while_the_list_has_the_whole_width(qtbot, window, pane):
    browse(qtbot, window)
    window.show_notice(Notice("Something happened."))
    assert window.frame.notices.isVisible()


def test_draft_is_switched_for_a_selection_shown_first_and_taken_back(qtbot, window, program, pane, many):
    before = {path: path.read_bytes() for path in many.rglob("*.md")}
    bulk = program.features.get(BULK)
    program.features.get(SAFETY)
    browse(qtbot, window)
    pane.filter.setText("is:published section:post")
    count = pane.model.shown
    assert count > 20
    press(qtbot, window, Key.Key_A, CTRL)
    assert len(pane.selected) == count
    press(qtbot, window, Key.Key_D, CTRL)
    dialog = bulk.dialog
    qtbot.waitUntil(dialog.go.isEnabled)
    assert dialog.go.text() == f"Change {count} Files"
    assert "+draft: true" in dialog.diff.toPlainText()
    assert {path: path.read_bytes() for path in before} == before
    with qtbot.waitSignal(bulk.changes.applied):
        qtbot.keyClick(dialog, Key.Key_Return)
    changed = [path for path in before if path.read_bytes() != before[path]]
    assert len(changed) == count
    for path in changed:
        old, new = before[path].splitlines(), path.read_bytes().splitlines()
        assert sum(a != b for a, b in zip(old, new, strict=True)) == 1
    qtbot.waitUntil(lambda: pane.model.shown == 0)
    offer = next(each for each in window.frame.notices.findChildren(QPushButton) if each.isVisible())
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: {path: path.read_bytes() for path in before} == before)
    qtbot.waitUntil(lambda: pane.model.shown == count)


def test_nothing_is_changed_when_the_diff_is_refused(qtbot, window, program, pane, many):
    before = {path: path.read_bytes() for path in many.rglob("*.md")}
    browse(qtbot, window)
    press(qtbot, window, Key.Key_A, CTRL)
    press(qtbot, window, Key.Key_F, CTRL | SHIFT)
    dialog = program.features.get(BULK).dialog
    qtbot.waitUntil(dialog.go.isEnabled)
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert {path: path.read_bytes() for path in before} == before
    assert program.features.get(BULK).dialog is None


def test_a_post_that_is_open_changes_in_its_editor(qtbot, window, workspace, program, pane, many):
    pane.filter.setText("is:published section:event")
    first = pane.model.line(0).row.path
    window.open_paths([first])
    pane.view.setFocus()
    pane.view.select_paths([first])
    bulk = program.features.get(BULK)
    press(qtbot, window, Key.Key_D, CTRL)
    qtbot.waitUntil(bulk.dialog.go.isEnabled)
    qtbot.keyClick(bulk.dialog, Key.Key_Return)
    assert workspace.current.post.meta.draft
    assert "draft: false" in first.read_text()
    assert workspace.current.is_modified


def test_the_list_follows_changes_from_outside(qtbot, window, workspace, pane, many):
    (many / "content" / "post" / "new.md").write_text("---\ntitle: Brought by a pull\n---\n")
    qtbot.waitUntil(lambda: "Brought by a pull" in titles(pane), timeout=30_000)
    (many / "content" / "post" / "new.md").unlink()
    qtbot.waitUntil(lambda: "Brought by a pull" not in titles(pane), timeout=30_000)


def test_ten_thousand_rows_do_not_block(qtbot, window, workspace, pane):
    row = pane.model.line(0)
    rows = tuple(
        Listed(row.row._replace(path=row.row.path.with_name(f"{i}.md"), title=f"T {i}"), row.status, f"t {i}")
        for i in range(10_000)
    )
    browse(qtbot, window)
    pane.model.set_pages(rows)
    heart = Heart(window)
    for text in ("t", "t 9", "t 99", "", "is:featured"):
        begun = time.thread_time()
        pane.filter.setText(text)
        QApplication.processEvents()
        # A keystroke is filtered within 30 ms of a processor of one's own, and others may want this one.
        assert time.thread_time() - begun < 0.15
    pane.filter.clear()
    pane.arrange(order=Order.TITLE)
    pane.arrange(grouping=Grouping.YEAR)
    QApplication.processEvents()
    assert heart.longest < 2
    assert pane.model.shown == 10_000


def test_a_change_that_was_killed_in_the_middle_is_settled_at_the_start(qtbot, qapp, tmp_path, many, answer):
    from editor.core.changes import apply_changes
    from editor.core.disk import Disk
    from editor.core.site.bulk import Action, FieldChange, plan_bulk

    class Killed(BaseException):
        pass

    class Dying(Disk):
        left = 20

        def replace(self, *names):
            Dying.left -= 1
            if Dying.left < 0:
                raise Killed
            super().replace(*names)

    paths = sorted(many.rglob("*-1*.md"))
    before = {path: path.read_bytes() for path in paths}
    plan = plan_bulk("Feature some posts", paths, (FieldChange(Action.SET, ("featured",), True),))
    with pytest.raises(Killed):
        apply_changes(plan.changes, tmp_path / "state" / "changes", disk=Dying())
    half = [path for path in paths if path.read_bytes() != before[path]]
    assert 0 < len(half) < len(paths)
    asked = answer("Take It Back")
    store = QSettings(str(tmp_path / "other.ini"), QSettings.Format.IniFormat)
    program = build(qapp, store, state=tmp_path / "state")
    program.window.show()
    bulk = program.features.get(BULK)
    with qtbot.waitSignal(bulk.changes.settled, timeout=30_000):
        pass
    assert "Feature some posts" in asked[0]
    assert {path: path.read_bytes() for path in paths} == before
    program.window.close()
    program.window.deleteLater()
    assert program.pool.waitForDone(30_000)


def test_a_tag_is_added_to_a_selection_open_posts_among_them(qtbot, window, workspace, program, pane, many):
    bulk = program.features.get(BULK)
    pane.filter.setText("section:event tag:music")
    first = pane.model.line(0).row.path
    window.open_paths([first])
    count = pane.model.shown
    pane.view.selectAll()
    before = {path: path.read_bytes() for path in many.rglob("*.md")}
    window.actions_["change_field"].trigger()
    dialog = QApplication.activeModalWidget()
    assert not dialog.go.isEnabled()
    dialog.field.setCurrentText("tags")
    qtbot.keyClicks(dialog.value, "sound and song")
    qtbot.keyClick(dialog, Key.Key_Return)
    qtbot.waitUntil(lambda: bulk.dialog is not None and bulk.dialog.go.isEnabled())
    assert bulk.dialog.windowTitle() == f"Add “sound and song” to tags of {count} posts"
    with qtbot.waitSignal(bulk.changes.applied):
        qtbot.keyClick(bulk.dialog, Key.Key_Return)
    changed = [path for path in before if path.read_bytes() != before[path]]
    assert len(changed) == count - 1
    assert all("sound and song]" in path.read_text() for path in changed)
    assert "sound and song]" in workspace.current.exact_text()
    workspace.current.undo()
    assert not workspace.current.is_modified


def test_words_of_the_site_are_offered_in_the_form(qtbot, window, workspace, program, many):
    (many / "content" / "authors" / "somebody-new").mkdir(parents=True)
    offers = program.features.get("editor.ui.word_offers:WordOffers")
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        window.open_paths([many])
    path = next((many / "content" / "post").glob("*.md"))
    window.open_paths([path])
    qtbot.waitUntil(lambda: not offers.busy, timeout=30_000)
    row = window.form.fields.list.part_at(("authors",))
    assert row.desk.suggestions(row.entry.spec)[-1] == "somebody-new"
    window.form.focus_field(("tags",))
    line = window.form.fields.list.part_at(("tags",)).editor.box.line
    qtbot.keyClicks(line, "memo")
    popup = line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Key.Key_Down)
    qtbot.keyClick(popup, Key.Key_Return)
    qtbot.waitUntil(lambda: "memory" in workspace.current.exact_text().split("---")[1])


def git(root, *arguments):
    command = ("git", "-C", root, "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments)
    subprocess.run(command, check=True, capture_output=True)


def test_what_is_selected_stays_so_when_posts_are_read_again(qtbot, window, workspace, pane, many):
    browse(qtbot, window)
    press(qtbot, window, Key.Key_A, CTRL)
    chosen = [page.row.path for page in pane.selected]
    assert len(chosen) == 120
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        workspace.refresh()
    assert [page.row.path for page in pane.selected] == chosen
    changed = chosen[7]
    changed.write_text(changed.read_text().replace("title: ", "title: New "))
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        workspace.refresh()
    assert [page.row.path for page in pane.selected] == chosen
    (many / "content" / "post" / "one-more.md").write_text("---\ntitle: One more\ndate: 2040-01-01\n---\n")
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        workspace.refresh()
    assert sorted(page.row.path for page in pane.selected) == sorted(chosen)
    assert pane.model.row_of(chosen[0]) == 1


def test_what_git_holds_to_be_changed_is_marked_and_found(qtbot, window, workspace, program, many):
    git(many, "init", "-q")
    git(many, "add", ".")
    git(many, "commit", "-qm", "all")
    browser = program.features.get(BROWSER)
    with qtbot.waitSignal(browser.marks_shown, timeout=30_000):
        window.open_paths([many])
    pane = window.site_pane
    first, second = sorted((many / "content" / "event").glob("*.md"))[:2]
    first.write_text(first.read_text() + "More.")
    second.rename(second.with_name("new.md"))
    workspace.refresh()

    def marks():
        return {page.row.path.name: page.mark for page in pane.model.pages if page.mark is not None}

    qtbot.waitUntil(lambda: len(marks()) == 2, timeout=30_000)
    assert marks() == {first.name: GitMark.MODIFIED, "new.md": GitMark.UNTRACKED}
    pane.filter.setText("is:changed")
    assert pane.model.shown == 2
    cell = pane.model.index(pane.model.row_of(first), 0)
    assert "Changed since the last commit" in cell.data(Qt.ItemDataRole.AccessibleTextRole)
    git(many, "add", "-A")
    qtbot.waitUntil(lambda: set(marks().values()) == {GitMark.STAGED}, timeout=30_000)
    git(many, "commit", "-qm", "more")
    qtbot.waitUntil(lambda: marks() == {}, timeout=30_000)
    assert pane.model.shown == 0
    shutil.rmtree(many / ".git")
    with qtbot.waitSignal(browser.marks_shown, timeout=30_000):
        workspace.refresh()
    assert "is:changed" not in [action.data() for action in pane.filter_menu().actions()]


def test_every_filter_is_reached_by_the_keyboard(qtbot, window, pane):
    press(qtbot, window, Key.Key_P, CTRL)
    press(qtbot, window, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    tokens = [action.data() for action in menu.actions() if action.isCheckable()]
    assert tokens[:3] == ["is:draft", "is:featured", "is:scheduled"]
    inner = {action.menu().title().replace("&", "") for action in menu.actions() if action.menu()}
    assert inner >= {"Sort by", "Group by", "Section", "Tag", "Author", "Year"}
    qtbot.keyClick(menu, Key.Key_D)
    assert pane.filter.text() == "is:draft"
    press(qtbot, window, Key.Key_Down)
    assert QApplication.focusWidget() is pane.view
    press(qtbot, window, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(QApplication.activePopupWidget(), Key.Key_D)
    assert pane.filter.text() == ""


def test_the_sites_title_keeps_its_room_and_nothing_found_leads_on(qtbot, window, program, pane):
    assert pane.heading.text() == "Many"
    width = pane.heading.width()
    qtbot.keyClicks(pane.filter, "nowhere in a title")
    assert pane.count.text() == "0 of 120 posts"
    assert pane.heading.width() == width
    program.features.get(BROWSER)
    qtbot.mouseClick(pane.search_text, Qt.MouseButton.LeftButton)
    find = program.features.get(FEATURES["find_in_site"])
    assert window.frame.below.shown == "site_search"
    assert find.panel.find_edit.hasFocus()
    assert find.panel.find_edit.text() == "nowhere in a title"


def test_a_title_cannot_hide_or_turn_anything(qtbot, window, workspace, pane, many):
    (many / "content" / "post" / "odd.md").write_text(
        '---\ntitle: "a\u202eb\\u0007c"\n---\n', encoding="utf-8"
    )
    workspace.refresh()
    odd = many / "content" / "post" / "odd.md"
    qtbot.waitUntil(lambda: pane.model.row_of(odd) >= 0, timeout=30_000)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
    ):
        text = pane.model.index(pane.model.row_of(odd), 0).data(role)
        assert "a\u27e8202E\u27e9b\u2407c" in text
        assert "\u202e" not in text


def test_a_scheduled_post_says_until_when(qtbot, window, workspace, many, pane):
    post = many / "content" / "post" / "later.md"
    post.write_text("---\ntitle: Later\ndate: 2024-01-02\npublishDate: 2999-03-04\n---\nText\n")
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        workspace.refresh()
    qtbot.keyClicks(pane.filter, "is:scheduled later")
    qtbot.waitUntil(lambda: titles(pane) == ["Later"], timeout=30_000)
    first = pane.model.index(0, 0)
    assert "Scheduled until 4 Mar 2999" in first.data(Qt.ItemDataRole.AccessibleTextRole)
    pane.view.grab()
    press(qtbot, window, Key.Key_E, CTRL | SHIFT)
    told = first.siblingAtColumn(1).data()
    assert told == "Scheduled until 4 Mar 2999"
    qtbot.waitUntil(
        lambda: pane.view.columnWidth(1) > pane.view.fontMetrics().horizontalAdvance(told), timeout=30_000
    )
    pane.view.grab()
