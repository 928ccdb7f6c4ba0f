"""The Source tab and what it and the fields tell one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from editor.core.frontmatter import Format
from editor.core.post import read_post
from editor.core.problem import Severity
from editor.ui.source_highlighter import Token, spans_of
from tests.support.form_bench import POST

Key, Mod = Qt.Key, Qt.KeyboardModifier
BROKEN = '---\ntitle: "x"\ndate: [1, 2\ntags: [a]\n---\n\nBody.\n'


def test_typing_in_source_shows_in_the_fields(bench):
    form = bench()
    form.pane.show_source(3)
    form.press(Key.Key_End)
    form.press(Key.Key_Backspace)
    form.type(' and bays"')
    form.pane.show_fields()
    assert form.part("title").editor.line.text() == "Tides of the inner sea and bays"
    form.pane.show_source()
    form.undo()
    assert 'title: "Tides of the inner sea"\n' in form.text or 'sea"' not in form.text


def test_lines_have_the_numbers_of_the_file(bench):
    form = bench()
    form.pane.show_source(7)
    assert form.pane.source.view.textCursor().block().text() == "categories: []"


def test_enter_and_tab_write_spaces(bench):
    form = bench()
    form.pane.show_source(15)
    assert form.pane.source.view.textCursor().block().text() == '  caption: ""'
    form.press(Key.Key_End)
    form.press(Key.Key_Return)
    form.type("x: 1")
    assert '  caption: ""\n  x: 1\n' in form.text
    form.press(Key.Key_Home)
    form.press(Key.Key_Tab)
    assert "\t" not in form.text


def test_an_error_shows_at_its_line_while_typing(bench):
    form = bench()
    form.pane.show_source(3)
    form.press(Key.Key_End)
    form.press(Key.Key_Backspace)
    assert Severity.ERROR in form.pane.source.view.marks.values()
    assert form.pane.source.strip.text()
    form.type('"')
    assert not form.pane.source.view.marks
    assert not form.pane.source.strip.text()


def test_broken_front_matter_opens_at_its_line(bench):
    form = bench(BROKEN)
    assert form.pane.tabs.currentWidget() is form.pane.source
    line = next(p.line for p in read_post(BROKEN).problems)
    view = form.pane.source.view
    assert view.textCursor().blockNumber() == line - 2
    form.pane.show_fields()
    assert form.pane.pages.currentWidget() is form.pane.empty
    assert f"Line {line}" in form.pane.empty.words.text()
    form.click(form.pane.empty.button)
    assert form.pane.tabs.currentWidget() is form.pane.source


def test_mended_front_matter_brings_the_fields_back(bench):
    form = bench(BROKEN)
    form.pane.show_source(3)
    form.press(Key.Key_End)
    form.type("]")
    form.pane.show_fields()
    assert form.pane.pages.currentWidget() is form.pane.fields
    assert form.part("title").editor.line.text() == "x"


def test_front_matter_is_added_to_a_post_without(bench):
    form = bench("Just text.\n")
    assert form.pane.pages.currentWidget() is form.pane.empty
    form.click(form.pane.empty.button)
    assert form.pane.pages.currentWidget() is form.pane.fields
    assert QApplication.focusWidget() is form.part("title").editor.line
    assert form.text.startswith("---\ntitle: ")
    assert form.text.endswith("---\n\nJust text.\n") or form.text.endswith("---\nJust text.\n")
    form.undo()
    assert form.text == "Just text.\n"


def test_undo_keeps_the_widgets_and_the_focus(bench):
    form = bench()
    row = form.go("title")
    form.press(Key.Key_End)
    form.type("!")
    form.press(Key.Key_Return)
    form.undo()
    assert form.part("title") is row
    assert QApplication.focusWidget() is row.editor.line
    assert form.text == POST


def test_undo_takes_back_steps_across_fields_and_source(bench):
    form = bench()
    form.go("title")
    form.press(Key.Key_End)
    form.type("!")
    form.press(Key.Key_Return)
    form.click(form.fields.header.draft.switch)
    form.pane.show_source(7)
    form.press(Key.Key_End)
    form.type(" # none")
    form.undo()
    assert "# none" not in form.text
    form.undo()
    assert "Draft: true" in form.text
    form.undo()
    assert form.text == POST


def test_no_post_shows_nothing_to_edit(bench):
    form = bench()
    form.pane.show_session(None)
    assert form.pane.pages.currentWidget() is form.pane.empty
    assert form.pane.source.view.isReadOnly()


def test_a_session_that_goes_away_leaves_nothing_behind(bench):
    form = bench()
    form.pane.show_source()
    form.session.deleteLater()
    QApplication.sendPostedEvents(form.session, QEvent.Type.DeferredDelete)
    assert form.pane.source.view.isReadOnly()
    assert form.pane.source.view.toPlainText() == ""
    assert form.pane.pages.currentWidget() is form.pane.empty


TEXTS = st.text("ab: -#\"'[]{},|>&*!=.0123Z\\\t 😀é", max_size=40)


@given(TEXTS, st.sampled_from(list(Format)), st.integers(0, 24))
def test_any_line_can_be_coloured(line, language, state):
    spans, after = spans_of(line, language, state)
    assert after >= 0
    at = 0
    for span in spans:
        assert at <= span.start < span.end <= len(line)
        at = span.end


def tokens(line, language=Format.YAML, state=0):
    spans, after = spans_of(line, language, state)
    return [(line[s.start : s.end], s.token.value) for s in spans if s.token is not Token.MARK], after


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("title: x # y", [("title", "key"), ("x", "string"), ("# y", "comment")]),
        ("color: a#b", [("color", "key"), ("a#b", "string")]),
        ("draft: true", [("draft", "key"), ("true", "value")]),
        ("draft: true story", [("draft", "key"), ("true story", "string")]),
        ("date: 2024-05-06T07:08:09+02:00", [("date", "key"), ("2024-05-06T07:08:09+02:00", "value")]),
        ("- name: Data", [("name", "key"), ("Data", "string")]),
        ("tags: [a, 'b, c']", [("tags", "key"), ("a", "string"), ("'b, c'", "string")]),
        ("a: &x 1", [("a", "key"), ("&x", "name"), ("1", "value")]),
        ("url: https://example.org", [("url", "key"), ("https://example.org", "string")]),
    ],
)
def test_yaml_tokens(line, wanted):
    assert tokens(line) == (wanted, 0)


def test_a_block_scalar_ends_where_its_lines_stand_no_deeper():
    _, state = tokens("abstract: |")
    assert tokens("  draft: true", state=state) == ([("  draft: true", "string")], state)
    assert tokens("draft: true", state=state) == ([("draft", "key"), ("true", "value")], 0)


def test_a_quoted_text_runs_over_lines():
    _, state = tokens('title: "a')
    found, after = tokens('b" # c', state=state)
    assert found == [('b"', "string"), ("# c", "comment")]
    assert after == 0


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("[params]", [("[params]", "name")]),
        ('title = "x" # y', [("title", "key"), ('"x"', "string"), ("# y", "comment")]),
        ("a.b = [1, 2.5]", [("a.b", "key"), ("1", "value"), ("2.5", "value")]),
    ],
)
def test_toml_tokens(line, wanted):
    assert tokens(line, Format.TOML) == (wanted, 0)


def test_json_tokens():
    assert tokens('{"a": "b", "c": 1}', Format.JSON)[0] == [
        ('"a"', "key"),
        ('"b"', "string"),
        ('"c"', "key"),
        ("1", "value"),
    ]
