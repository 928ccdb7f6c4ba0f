"""A post being edited: nothing changes that was not changed, and one undo takes back the last thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor

from editor.app.session import PostSession
from editor.core.errors import EditorError
from editor.core.text_file import ChangedOutside

POST = "---\ntitle: Hello\ndraft: true\n---\n\nFirst line\n"
SHAPES = {
    "yaml": POST,
    "crlf": POST.replace("\n", "\r\n"),
    "lone cr": "---\rtitle: Hello\r---\rBody\r",
    "mixed": "---\r\ntitle: Hello\ndraft: true\r\n---\n\nOne\r\nTwo\rThree\n",
    "bom": "\ufeff" + POST,
    "no final newline": POST.rstrip("\n"),
    "ends at the delimiter": "---\ntitle: Hello\n---",
    "empty matter": "---\n---\nBody\n",
    "blank matter": "---\n\n---\nBody\n",
    "toml": '+++\ntitle = "Hello"\n+++\nBody\n',
    "json": '{\n  "title": "Hello"\n}\n\nBody\n',
    "json without more": '{"title": "Hello"}',
    "bare": "Just text\n",
    "bare with bom": "\ufeffJust text\n",
    "empty": "",
    "unclosed": "---\ntitle: Hello\n",
    "spaces before": "\n  \n---\ntitle: Hello\n---\nBody\n",
    "odd delimiters": "---   \ntitle: Hello\n--- done\nBody\n",
    "odd characters": "---\ntitle: a\xa0b\n---\nx\u2028y\u2029z\xa0\x0b\x0c\x85\U0001f600\n",
}


def write(path, text):
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return path


def type_at(document, position, text):
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    for letter in text:
        cursor.insertText(letter)


def append(document, text):
    type_at(document, document.characterCount() - 1, text)


@pytest.fixture
def open_text(tmp_path):
    def open_text(text):
        return PostSession.open(write(tmp_path / "post.md", text))

    return open_text


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES.keys())
def test_opening_and_saving_changes_no_byte(open_text, text):
    session = open_text(text)
    assert session.exact_text() == text
    assert not session.is_modified
    session.save()
    assert session.path.read_bytes() == text.encode()
    assert not session.can_undo


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES.keys())
def test_typing_and_deleting_again_changes_no_byte(open_text, text):
    session = open_text(text)
    append(session.body, "x\ny")
    assert session.is_modified
    cursor = QTextCursor(session.body)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    for _ in "x\ny":
        cursor.deletePreviousChar()
    assert session.exact_text() == text
    assert not session.is_modified


@given(
    st.text(st.sampled_from('---+++{}"\r\n\u2028\u2029\xa0 ab:=#\U0001f600\ufeff\ufffe\ufdd0'), max_size=80),
    st.text(st.sampled_from("x\U0001f600\xa0 "), min_size=1, max_size=5),
)
def test_any_text_comes_back_and_undo_is_exact(text, typed):
    session = PostSession(text=text)
    assert session.exact_text() == text
    append(session.matter, typed)
    append(session.body, typed)
    assert typed in session.exact_text()
    while session.can_undo:
        session.undo()
    assert session.exact_text() == text
    assert not session.is_modified


def test_new_lines_take_the_file_s_line_end(open_text):
    session = open_text(SHAPES["crlf"])
    append(session.body, "Second\nThird")
    append(session.matter, "\ntags: [a]")
    assert session.exact_text() == (
        "---\r\ntitle: Hello\r\ndraft: true\r\ntags: [a]\r\n---\r\n\r\nFirst line\r\nSecond\r\nThird"
    )


@pytest.mark.parametrize("text", ["", "\ufeff", "Body\n", "\ufeffBody\n"])
def test_delimiters_come_with_the_first_field_and_go_with_it(open_text, text):
    session = open_text(text)
    session.set_field(("title",), "New")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    assert session.exact_text() == f"{mark}---\ntitle: New\n---\n{text.removeprefix(mark)}"
    session.undo()
    assert session.exact_text() == text
    session.redo()
    session.unset_field(("title",))
    assert session.exact_text() == text


def test_a_body_typed_below_a_delimiter_without_line_end_starts_a_line(open_text):
    session = open_text("---\ntitle: Hello\n---")
    append(session.body, "Text")
    assert session.exact_text() == "---\ntitle: Hello\n---\nText"
    assert session.body_first_line == 3
    session.set_field(("title",), "Other")
    assert session.exact_text() == "---\ntitle: Other\n---\nText"
    session.undo()
    session.undo()
    assert session.exact_text() == "---\ntitle: Hello\n---"


def test_one_undo_takes_back_the_last_thing_wherever(open_text):
    session = open_text(POST)
    states = [session.exact_text()]

    def done():
        states.append(session.exact_text())

    append(session.body, "abc")
    done()
    session.set_field(("draft",), value=False)
    done()
    append(session.body, "def")
    done()
    append(session.matter, "\nx: 1")
    done()
    type_at(session.body, 0, "ghi")
    done()
    for state in reversed(states[:-1]):
        while session.exact_text() != state:
            before = session.exact_text()
            session.undo()
            assert session.exact_text() != before
    assert not session.can_undo
    assert not session.is_modified
    while session.can_redo:
        session.redo()
    assert session.exact_text() == states[-1]


def test_typing_after_an_undo_forgets_what_could_be_redone_everywhere(open_text):
    session = open_text(POST)
    append(session.body, "abc")
    session.set_field(("title",), "Other")
    session.undo()
    session.undo()
    assert session.can_redo
    append(session.matter, "x")
    assert not session.can_redo
    session.undo()
    assert session.exact_text() == POST


def test_a_form_edit_is_one_step_and_one_signal(open_text, qtbot):
    session = open_text(POST)
    heard = []
    session.post_changed.connect(lambda post, origin: heard.append((post.text, origin)))
    session.set_field(("title",), "Other \U0001f600")
    assert heard == [(POST.replace("Hello", "Other \U0001f600"), "form")]
    session.set_field(("title",), "Other \U0001f600")
    assert len(heard) == 1
    session.undo()
    assert heard[1:] == [(POST, "undo")]
    append(session.matter, "!")
    assert heard[2][1] == "source"


def test_typing_in_the_body_does_not_read_the_front_matter_again(open_text):
    session = open_text(POST)
    heard, front = [], session.post.front
    session.post_changed.connect(lambda *_: heard.append(1))
    append(session.body, "abc")
    assert not heard
    assert session.post.front is front
    assert session.post.body == "\nFirst line\nabc"


def test_broken_front_matter_refuses_fields_and_goes_on(open_text):
    session = open_text("---\ntitle: Hello\n")
    with pytest.raises(EditorError, match="cannot be read"):
        session.set_field(("title",), "x")
    append(session.matter, "\nmore: 1")
    session.save()
    assert session.path.read_text() == "---\ntitle: Hello\nmore: 1\n"


def test_a_delimiter_in_the_middle_is_told_and_saving_moves_the_rest_to_the_body(open_text):
    session = open_text(POST)
    type_at(session.matter, 0, "---\n")
    assert session.post.front.broken
    with pytest.raises(EditorError):
        session.set_field(("title",), "x")
    text = session.exact_text()
    session.save()
    assert session.exact_text() == text
    assert session.matter.toPlainText() == ""
    assert session.body_text().startswith("title: Hello\n")
    assert not session.is_modified
    while session.can_undo:
        session.undo()
    assert session.exact_text() == POST


def test_front_matter_typed_into_the_body_is_taken_over(open_text):
    session = open_text("")
    append(session.body, "---\ntitle: Hello\n---\nText")
    session.set_field(("title",), "Other")
    assert session.exact_text() == "---\ntitle: Other\n---\nText"
    assert session.body_text() == "Text"
    session.undo()
    session.undo()
    assert session.body_text() == "---\ntitle: Hello\n---\nText"


def test_a_file_changed_outside_is_not_overwritten_unasked(open_text):
    session = open_text(POST)
    append(session.body, "mine")
    write(session.path, POST + "theirs")
    with pytest.raises(ChangedOutside):
        session.save()
    assert session.path.read_text() == POST + "theirs"
    assert session.is_modified
    session.save(overwrite=True)
    assert session.path.read_text() == POST + "mine"
    assert not session.is_modified


def test_a_file_deleted_while_open_keeps_its_text(open_text, tmp_path):
    session = open_text(POST)
    append(session.body, "mine")
    session.path.unlink()
    with pytest.raises(ChangedOutside, match="deleted"):
        session.save()
    session.save_as(tmp_path / "other.md")
    assert (tmp_path / "other.md").read_text() == POST + "mine"
    assert session.path == tmp_path / "other.md"


def test_a_folder_that_vanished_is_told(tmp_path):
    folder = tmp_path / "gone"
    folder.mkdir()
    session = PostSession.open(write(folder / "post.md", POST))
    append(session.body, "mine")
    session.path.unlink()
    folder.rmdir()
    with pytest.raises(EditorError):
        session.save(overwrite=True)
    assert session.is_modified


def test_reloading_is_a_step_that_can_be_taken_back(open_text):
    session = open_text(POST)
    append(session.body, "mine")
    theirs = POST.replace("Hello", "Theirs").replace("\n", "\r\n")
    write(session.path, theirs)
    heard = []
    session.post_changed.connect(lambda post, origin: heard.append((post.text, origin)))
    session.reload()
    assert session.exact_text() == theirs
    assert not session.is_modified
    assert heard == [(theirs, "load")]
    session.undo()
    assert session.body_text() == "\nFirst line\nmine"
    assert session.is_modified


def test_damaged_text_is_open_for_reading_only(open_text, tmp_path):
    session = open_text("---\ntitle: a\udc80b\n---\nx\udcff\n")
    assert "UTF-8" in session.read_only_reason
    assert session.body_text() == "x\ufffd\n"
    with pytest.raises(EditorError):
        session.set_field(("title",), "x")
    with pytest.raises(EditorError):
        session.save()
    session.save_as(tmp_path / "copy.md")
    assert (tmp_path / "copy.md").read_bytes() == b"---\ntitle: a\x80b\n---\nx\xff\n"


def test_the_saved_state_is_found_again_by_undo_and_by_typing(open_text):
    session = open_text(POST)
    states = []
    session.modified_changed.connect(states.append)
    append(session.body, "abc")
    session.save()
    append(session.body, "d")
    session.undo()
    assert states == [True, False, True, False]
    session.undo()
    assert session.exact_text() == POST
    assert session.is_modified
    session.redo()
    assert not session.is_modified


def test_typing_in_a_megabyte_asks_for_no_text(open_text, monkeypatch):
    session = open_text(POST + "word " * 200_000)
    monkeypatch.setattr("editor.app.session.buffer_text", lambda _: pytest.fail("the whole text was read"))
    append(session.body, "abc")
    assert session.is_modified
