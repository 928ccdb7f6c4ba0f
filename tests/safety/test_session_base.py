"""A session on another base: what a reload, a merge and a restored draft make of the documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor

from editor.app.session import PostSession
from editor.core.errors import EditorError
from editor.core.text_file import ChangedOutside, Fingerprint, TextFile, encode, read_text_file

TEXT = "---\ntitle: A\n---\n\nOne.\n\nTwo.\n\nThree.\n"
TEXTS = st.builds(
    lambda title, ends, lines: f"---{ends}title: {title}{ends}---{ends}" + ends.join(lines),
    st.sampled_from(["A", "B", "Ü 😀"]),
    st.sampled_from(["\n", "\r\n"]),
    st.lists(st.sampled_from(["one", "two", "", "drei — ü", "😀"]), max_size=8),
)


def file_of(text, path="/x/post.md"):
    data = encode(text)
    return TextFile(path, data, text, Fingerprint.of(data))


@given(TEXTS, TEXTS, TEXTS)
def test_a_rebased_session_differs_from_its_file_by_the_text_alone(qapp, first, disk, text):
    session = PostSession(file_of(first))
    session.rebase(file_of(disk), text)
    same_ends = ("\r\n" in disk) == ("\r\n" in text)
    if same_ends:
        assert session.exact_text() == text
    assert session.base_text == disk
    assert session.fingerprint == Fingerprint.of(encode(disk))
    assert session.is_modified == (text.replace("\r\n", "\n") != disk.replace("\r\n", "\n"))
    session.undo()
    assert session.exact_text().replace("\r\n", "\n") == first.replace("\r\n", "\n")


@given(TEXTS, TEXTS)
def test_a_draft_put_back_on_its_base_is_itself(qapp, base, text):
    typed = PostSession(file_of(base))
    typed.replace_text(text)
    kept = typed.exact_text()
    restored = PostSession(file_of(base))
    restored.replace_text(kept)
    assert restored.exact_text() == kept


def test_a_reload_keeps_the_caret_between_two_changes(tmp_path):
    path = tmp_path / "post.md"
    path.write_text(TEXT)
    session = PostSession.open(path)
    caret = QTextCursor(session.body)
    caret.setPosition(session.body.toPlainText().index("wo."))
    path.write_text(TEXT.replace("One.", "One, and more.").replace("Three.", "Four."))
    session.reload()
    assert caret.block().text() == "Two."
    assert caret.positionInBlock() == 1
    assert not session.is_modified


def test_a_save_tells_what_it_replaced(tmp_path):
    path = tmp_path / "post.md"
    path.write_text(TEXT)
    session = PostSession.open(path)
    former, theirs = [], []
    session.superseded.connect(former.append)
    session.overwritten.connect(theirs.append)
    session.replace_text(TEXT + "More.\n")
    session.save()
    path.write_text("theirs\n")
    session.replace_text(TEXT + "Most.\n")
    with pytest.raises(ChangedOutside):
        session.save()
    session.save(overwrite=True)
    assert (former, theirs) == ([TEXT], ["theirs\n"])
    other = tmp_path / "other.md"
    other.write_text("of another\n")
    session.save_as(tmp_path / "new.md")
    session.save_as(other)
    assert (former, theirs) == ([TEXT], ["theirs\n", "of another\n"])


def test_no_text_is_put_on_a_file_for_reading_only():
    session = PostSession(file_of(TEXT))
    locked = TextFile("/x/post.md", b"x", "x", Fingerprint.of(b"x"), "No.")
    with pytest.raises(EditorError, match="No"):
        session.rebase(locked, "mine")
    assert session.exact_text() == TEXT
    session.rebase(locked, "x")
    with pytest.raises(EditorError, match="No"):
        session.replace_text("mine")


def test_thousands_of_changed_lines_are_one_edit(tmp_path):
    path = tmp_path / "post.md"
    path.write_text("".join(f"{n}\n\n" for n in range(2000)))
    session = PostSession.open(path)
    path.write_text("".join(f"{n}!\n\n" for n in range(2000)))
    session.reload()
    assert session.exact_text() == read_text_file(path).text
