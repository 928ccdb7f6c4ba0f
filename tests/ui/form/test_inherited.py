"""Values that a post inherits: shown with their source, and written into it with a click."""

import pytest

from editor.ui.features import INHERITED

BRANCH = "---\ntitle: Posts\ncascade:\n  draft: true\n  reading_time: false\n  colour: {ink: blue}\n---\n"


@pytest.fixture
def inheriting(qtbot, window, workspace, program, site):
    (site / "content" / "post" / "_index.md").write_text(BRANCH)
    (site / "content" / "post" / "plain.md").write_text("---\ntitle: Plain\n---\n")
    told = program.features.get(INHERITED)
    with qtbot.waitSignal(workspace.site_read, timeout=30_000):
        window.open_paths([site])
    with qtbot.waitSignal(told.told, timeout=30_000):
        window.open_paths([site / "content" / "post" / "plain.md"])
    return window.form.fields


def rows(fields):
    return {row.entry.path: row for row in fields.inherited.rows}


def test_inherited_values_are_shown_and_overridden(qtbot, workspace, inheriting):
    fields = inheriting
    assert set(rows(fields)) == {("reading_time",), ("colour",)}
    row = rows(fields)["reading_time",]
    assert "from content/post/_index.md" in row.words.text()
    row.words.linkActivated.emit("#")
    assert "reading_time: false\n" in workspace.current.exact_text()
    assert set(rows(fields)) == {("colour",)}
    workspace.current.undo()
    assert workspace.current.exact_text() == "---\ntitle: Plain\n---\n"
    assert set(rows(fields)) == {("reading_time",), ("colour",)}


def test_a_draft_by_inheritance_says_so_and_is_turned_off(qtbot, workspace, inheriting):
    tile = inheriting.header.draft
    assert tile.switch.isChecked()
    assert tile.state.text() == "From content/post/_index.md"
    tile.switch.click()
    assert "draft: false\n" in workspace.current.exact_text()
    assert not tile.switch.isChecked()
    assert tile.state.text() == "Not a draft"


def test_a_post_elsewhere_shows_none_of_it(qtbot, window, program, inheriting, site):
    told = program.features.get(INHERITED)
    (site / "content" / "other.md").write_text("---\ntitle: Other\n---\n")
    with qtbot.waitSignal(told.told, timeout=30_000):
        window.open_paths([site / "content" / "other.md"])
    assert not inheriting.inherited.isVisible()
    assert not inheriting.header.draft.switch.isChecked()
    window.form.fields.show_inherited((), None)
