"""A site's tags and authors renamed and merged in the real window."""

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QApplication

from editor.ui.features import BULK, FEATURES
from tests.ui.test_main_window import Key

POSTS = {
    "post/a.md": b"---\ntitle: a\ntags: [Machine Learning, x]\nauthors: [ada]\n---\n",
    "post/b.md": b'+++\r\ntitle = "b"\r\ntags = ["machine-learning", "ml"]\r\n+++\r\n',
    "post/c.md": b'---\ntitle: c\ntags:\n- Machine Learning   # as ever\n- "tide & time"\n---\n',
    "post/d.md": b"---\ntitle: d\ntags: [Tide & Times]\n---\n",
    "tags/machine-learning/_index.md": b"---\ntitle: Machine Learning\n---\n",
}


@pytest.fixture
def content(qtbot, window, workspace, program, tmp_path):
    root = tmp_path / "terms"
    (root / "content").mkdir(parents=True)
    (root / "hugo.yaml").write_text("title: Terms\ntaxonomies: {tag: tags, author: authors}\n")
    for name, data in POSTS.items():
        (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / name).write_bytes(data)
    program.features.get(BULK)
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        window.open_paths([root])
    return root / "content"


@pytest.fixture
def terms(qtbot, window, program, content):
    window.actions_["terms"].trigger()
    terms = program.features.get(FEATURES["terms"])
    qtbot.waitUntil(lambda: terms.dialog.key.count() > 0, timeout=30_000)
    terms.dialog.key.setCurrentIndex(terms.dialog.key.findData("tags"))
    yield terms
    if terms.dialog is not None:
        terms.dialog.reject()


def names(dialog):
    return {dialog.model.use(row).name: dialog.model.use(row).pages for row in range(dialog.model.rowCount())}


def select(dialog, *wanted):
    dialog.view.clearSelection()
    for row in range(dialog.model.rowCount()):
        if dialog.model.use(row).name in wanted:
            flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            dialog.view.selectionModel().select(dialog.model.index(row, 0), flags)


def accept(qtbot, terms):
    dialog = terms.reviewed.dialog
    qtbot.waitUntil(dialog.go.isEnabled, timeout=30_000)
    with qtbot.waitSignal(terms.reviewed.changes.applied, timeout=30_000):
        qtbot.keyClick(dialog, Key.Key_Return)


def files(content):
    return {str(path.relative_to(content)): path.read_bytes() for path in content.rglob("*.md")}


def test_near_duplicates_are_merged_with_one_click_and_taken_back(qtbot, window, terms, content):
    dialog = terms.dialog
    assert names(dialog)["Machine Learning"] == 2
    assert [{use.name for use in group.uses} for group in dialog.groups] == [
        {"Machine Learning", "machine-learning"},
        {"tide & time", "Tide & Times"},
    ]
    dialog.groups[0].button.click()
    accept(qtbot, terms)
    changed = {name for name, data in files(content).items() if data != POSTS.get(name)}
    assert changed == {"post/b.md"}
    assert files(content)["post/b.md"] == POSTS["post/b.md"].replace(b"machine-learning", b"Machine Learning")
    qtbot.waitUntil(lambda: names(dialog).get("Machine Learning") == 3, timeout=30_000)
    assert len(dialog.groups) == 1
    window.actions_["undo_files"].trigger()
    qtbot.waitUntil(lambda: files(content) == POSTS, timeout=30_000)


def test_several_terms_become_one_open_posts_and_the_page_too(qtbot, window, workspace, terms, content):
    window.open_paths([content / "post" / "a.md"])
    dialog = terms.dialog
    select(dialog, "Machine Learning", "ml")
    assert dialog.rename.text() == "&Merge…"
    assert dialog.name.text() == "Machine Learning"
    dialog.name.setText("Learning")
    qtbot.keyClick(dialog.name, Key.Key_Return)
    accept(qtbot, terms)
    now = files(content)
    assert b'tags = ["Learning"]' in now["post/b.md"]
    assert b"- Learning   # as ever\n" in now["post/c.md"]
    assert now["tags/learning/_index.md"] == b"---\ntitle: Learning\n---\n"
    assert "tags/machine-learning/_index.md" not in now
    assert now["post/a.md"] == POSTS["post/a.md"]
    assert "tags: [Learning, x]" in workspace.current.exact_text()
    qtbot.waitUntil(lambda: "ml" not in names(dialog), timeout=30_000)
    assert not dialog.selected
    assert dialog.name.text() == ""


def test_a_term_is_found_taken_off_and_its_page_told_of(qtbot, terms, content):
    dialog = terms.dialog
    qtbot.keyClicks(dialog.filter, "machine-")
    assert list(names(dialog)) == ["machine-learning"]
    select(dialog, "machine-learning")
    assert not dialog.rename.isEnabled()
    dialog.remove.click()
    shown = terms.reviewed.dialog
    qtbot.waitUntil(shown.go.isEnabled, timeout=30_000)
    assert "it stays" in shown.words.text()
    shown.reject()
    assert files(content) == POSTS


def test_a_page_that_is_open_is_not_moved_from_under_its_editor(qtbot, window, terms, content):
    window.open_paths([content / "tags" / "machine-learning" / "_index.md"])
    select(terms.dialog, "Machine Learning")
    terms.dialog.name.setText("Learning")
    terms.dialog.rename.click()
    assert terms.reviewed.dialog is None
    assert "close it first" in window.frame.notices.notice.message
    assert QApplication.activeModalWidget() is None


def test_another_site_or_none_closes_the_dialog_of_the_former(qtbot, window, workspace, terms, site):
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        window.open_paths([site])
        assert terms.dialog is None
    window.actions_["terms"].trigger()
    assert terms.dialog is not None
    window.actions_["close_folder"].trigger()
    assert terms.dialog is None
