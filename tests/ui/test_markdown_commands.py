"""The formatting commands on a real document: what they make, and that one undo takes it back."""

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

from editor.ui import markdown_commands as commands

# Before, the command, after; `‹` and `›` enclose the selection, a lone `‹` is the caret.
CASES = (
    ("a ‹bold› b", "bold", "a **‹bold›** b"),
    ("a **‹bold›** b", "bold", "a ‹bold› b"),
    ("a ‹**bold**› b", "bold", "a ‹bold› b"),
    ("😀 wo‹rd x", "bold", "😀 **wo‹rd** x"),
    ("a **wo‹rd** x", "bold", "a wo‹rd x"),
    ("a ‹", "italic", "a *‹*"),
    ("a *‹*", "italic", "a ‹"),
    # The end of what is marked is stepped over, so that the same key begins and ends it.
    ("a **two words‹** b", "bold", "a **two words**‹ b"),
    ("a **two words**‹ b", "bold", "a **two words‹** b"),
    ("a `co‹`", "code", "a `co`‹"),
    ("a ``x`y‹`` b", "code", "a ``x`y``‹ b"),
    ("***both‹***", "bold", "***both**‹*"),
    # Within, all of it loses its marks, or what is selected.
    ("a **two wo‹rds** b", "bold", "a two wo‹rds b"),
    ("**one ‹two› three**", "bold", "**one** ‹two› **three**"),
    ("**‹one› two**", "bold", "‹one› **two**"),
    ("*one ‹two›*", "italic", "*one* ‹two›"),
    (r"\*a ‹b* c", "italic", r"\*a *‹b** c"),
    ("`**` a‹ `**`", "bold", "`**` **a‹** `**`"),
    ("* a‹ *b*", "italic", "* *a‹* *b*"),
    ("**‹both›**", "italic", "***‹both›***"),
    ("***‹both›***", "italic", "**‹both›**"),
    ("***‹both›***", "bold", "*‹both›*"),
    ("‹- one\n- two›", "bold", "- **‹one**\n- **two›**"),
    ("x ‹a`b› y", "code", "x `` ‹a`b› `` y"),
    ("see ‹this› now", "link", "see [this](‹) now"),
    ("see ‹https://a.example/b› now", "link", "see [‹](https://a.example/b) now"),
    ("see [th‹is](b) now", "link", "see ‹this› now"),
    ("‹Title", "heading_2", "## ‹Title"),
    ("## ‹Title", "heading_2", "‹Title"),
    ("# ‹Title", "heading_3", "### ‹Title"),
    ("‹a\nb›", "numbered_list", "1. ‹a\n2. b›"),
    ("1. ‹a\n2. b›", "bullet_list", "- ‹a\n- b›"),
    ("- ‹a\n- b›", "bullet_list", "‹a\nb›"),
    ("- ‹a", "task_list", "- [ ] ‹a"),
    ("> ‹a\n> b›", "quote", "‹a\nb›"),
)
EDITS = {
    "bold": lambda c: commands.toggle_inline(c, "**"),
    "italic": lambda c: commands.toggle_inline(c, "*"),
    "code": lambda c: commands.toggle_inline(c, "`"),
    "link": commands.toggle_link,
    "heading_2": lambda c: commands.set_heading(c, 2),
    "heading_3": lambda c: commands.set_heading(c, 3),
    "numbered_list": lambda c: commands.toggle_list(c, "number"),
    "bullet_list": lambda c: commands.toggle_list(c, "bullet"),
    "task_list": lambda c: commands.toggle_list(c, "task"),
    "quote": commands.toggle_quote,
}


def text_of(document):
    return document.toRawText().replace("\u2029", "\n")


@pytest.mark.parametrize(("before", "name", "after"), CASES)
def test_a_command_makes_its_text_and_one_undo_takes_it_back(qapp, before, name, after):
    plain = before.replace("‹", "").replace("›", "")
    document = QTextDocument()
    document.setPlainText(plain)
    cursor = QTextCursor(document)
    units = [len(part.encode("utf-16-le")) // 2 for part in before.replace("›", "‹").split("‹")]
    cursor.setPosition(units[0])
    if "›" in before:
        cursor.setPosition(units[0] + units[1], QTextCursor.MoveMode.KeepAnchor)
    EDITS[name](cursor)
    assert text_of(document) == after.replace("‹", "").replace("›", "")
    if name in ("bold", "italic", "code", "link"):
        start = len(after.split("‹")[0].encode("utf-16-le")) // 2
        assert cursor.selectionStart() == start
    document.undo()
    assert text_of(document) == plain
    assert not document.isUndoAvailable()
