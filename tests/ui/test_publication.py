"""Will it be published? The answer follows what is typed, and the action that it offers makes it so."""

import pytest
from PySide6.QtWidgets import QApplication

from editor.core.site.publication import Status
from editor.ui.features import PUBLICATION
from tests.ui.test_main_window import CTRL, Key, press


@pytest.fixture
def line(qtbot, window, workspace, program, site):
    made = program.features.get(PUBLICATION)
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        window.open_paths([site])
    return made


def opened(window, site, matter):
    path = site / "content" / "post" / "asked.md"
    path.write_text(f"---\ntitle: Asked\n{matter}---\nText\n")
    window.open_paths([path])


@pytest.mark.parametrize(
    ("matter", "status", "label"),
    [
        ("draft: true\n", Status.DRAFT, "Publish it: draft off"),
        ("publishDate: 2999-01-01\n", Status.SCHEDULED, "Publish it now"),
        ("EXPIRYDATE: 2001-01-01  # long ago\n", Status.EXPIRED, "Take the expiry date away"),
        ("headless: true\n", Status.NEVER, "Give it a page"),
        ("build:\n  render: never\n", Status.NEVER, "Give it a page"),
    ],
)
def test_each_reason_has_its_mending_action_and_one_undo(
    qtbot, window, workspace, line, site, matter, status, label
):
    opened(window, site, matter)
    before = workspace.current.exact_text()
    assert line.verdict.status is status
    assert line.button.isVisible()
    action = next(action for action in line.menu().actions() if action.text() == label)
    action.trigger()
    assert line.verdict.status is Status.PUBLISHED
    press(qtbot, window, Key.Key_Z, CTRL)
    assert workspace.current.exact_text() == before
    assert line.verdict.status is status


def test_the_address_is_shown_and_copied(qtbot, window, workspace, line, hello):
    window.open_paths([hello])
    assert line.verdict.status is Status.DRAFT
    press(qtbot, window, Key.Key_D, CTRL)
    assert line.button.text() == "Published at /post/hello/"
    next(action for action in line.menu().actions() if "Copy" in action.text()).trigger()
    assert QApplication.clipboard().text() == "/post/hello/"


def test_what_hugo_cannot_read_is_said(window, workspace, line, site):
    opened(window, site, "date: 2024/01/02\n")
    assert line.verdict.status is Status.UNREADABLE
    assert line.button.text() == "Unreadable: Hugo cannot read the date in `date`."
    opened_text = workspace.current
    workspace.close(opened_text)
    assert line.verdict is None
    assert not line.button.isVisible()


def test_what_a_section_hands_down_counts(qtbot, window, workspace, line, site):
    (site / "content" / "post" / "_index.md").write_text("---\ncascade:\n  draft: true\n---\n")
    path = site / "content" / "post" / "plain.md"
    path.write_text("---\ntitle: Plain\n---\nText\n")
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        workspace.refresh()
    window.open_paths([path])
    assert line.verdict.status is Status.DRAFT
    assert "cascade" in line.verdict.reason
    line.mend()
    assert line.verdict.status is Status.PUBLISHED
    assert "draft: false" in workspace.current.exact_text()


def test_a_new_page_of_a_kind_lies_where_such_pages_lie(qtbot, window, workspace, line, site):
    window.actions_["new_page"].trigger()
    dialog = QApplication.activeModalWidget()
    dialog.kind.setCurrentIndex(1)
    qtbot.keyClicks(dialog.title, "A talk")
    assert dialog.name.text() == "a-talk"
    qtbot.waitUntil(lambda: dialog.place.text().startswith("content/event"))
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "../../escape")
    qtbot.waitUntil(lambda: bool(dialog.place.text()) and not dialog.place.text().startswith("content/"))
    qtbot.waitUntil(lambda: not dialog.make.isEnabled())
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "own-name")
    qtbot.waitUntil(dialog.make.isEnabled)
    qtbot.keyClick(dialog, Key.Key_Return)
    qtbot.waitUntil(lambda: workspace.current is not None, timeout=30_000)
    assert "own-name" in str(workspace.current.path)
    assert workspace.current.post.title == "A talk"
    assert workspace.current.post.meta.draft


def test_an_archetype_of_the_sites_own_is_a_kind_too(qtbot, window, workspace, line, site):
    archetype = site / "archetypes" / "field-trip.md"
    archetype.parent.mkdir(exist_ok=True)
    archetype.write_text("---\ntitle: x\nwhere: Accra\ndraft: true\n---\nWho came along?\n")
    window.actions_["new_page"].trigger()
    dialog = QApplication.activeModalWidget()
    qtbot.waitUntil(lambda: dialog.kind.findText("Field trip") > 0, timeout=30_000)
    qtbot.keyClicks(dialog.kind, "fie")
    assert dialog.kind.currentText() == "Field trip"
    qtbot.keyClicks(dialog.title, "To the coast")
    where = "content/field-trip/to-the-coast"
    qtbot.waitUntil(lambda: dialog.place.text().startswith(where), timeout=30_000)
    qtbot.keyClick(dialog, Key.Key_Return)
    qtbot.waitUntil(lambda: workspace.current is not None, timeout=30_000)
    assert workspace.current.post.front.values["where"] == "Accra"
    assert workspace.current.post.title == "To the coast"


@pytest.mark.parametrize(
    ("matter", "words"),
    [
        ("draft: true\npublishDate: 2999-01-02\n", "Draft"),
        ("publishDate: 2999-01-02\n", "Scheduled until 2 Jan 2999"),
        ("expiryDate: 2001-05-06\n", "Expired since 6 May 2001"),
        ("headless: true\n", "No page: `headless` keeps it from having a page of its own."),
    ],
)
def test_the_line_says_from_when_and_why_not(window, line, site, matter, words):
    opened(window, site, matter)
    assert line.button.text() == words


def test_a_long_address_does_not_keep_the_window_wide(qtbot, window, workspace, line, site):
    path = site / "content" / "post" / f"{'long-' * 40}name.md"
    path.write_text("---\ntitle: Long\n---\nText\n")
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        workspace.refresh()
    window.open_paths([path])
    assert path.stem in line.button.text()
    window.resize(900, 700)
    assert window.width() == 900
    assert line.button.x() + line.button.width() < 900
