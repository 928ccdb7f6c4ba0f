"""What each writing command makes of a text; `‹` and `›` enclose the selection, a lone `‹` is the caret."""

import pytest

from editor.core.writing import lines, links, lists, pairs, snippets, tables
from editor.core.writing.change import Selection

COMMANDS = {
    "enter": lists.break_line,
    "tab": lists.indent,
    "backtab": lists.outdent,
    "task": lists.toggle_task,
    "up": lines.move_up,
    "down": lines.move_down,
    "double": lines.duplicate,
    "delete": lines.delete_lines,
    "align": tables.align,
    "row": tables.add_row,
    "no row": tables.remove_row,
    "column": tables.add_column,
    "no column": tables.remove_column,
    "turn": tables.turn_alignment,
    "next": tables.next_cell,
    "previous": tables.previous_cell,
    "table": tables.insert_table,
    "note": snippets.footnote,
    "image": links.insert_image,
    "part": links.next_part,
    "erase": pairs.erase,
    "fence": pairs.close_fence,
    "paste": lambda t, s: links.paste_url(t, s, "https://a.example/b"),
    "highlight": lambda t, s: snippets.insert_shortcode(t, s, snippets.SHORTCODES[4]),
    **{f"type {c}": (lambda t, s, c=c: pairs.type_character(t, s, c)) for c in '()[]"`*'},
}

CASES = (
    # Lists go on, numbers behind follow, boxes come empty.
    ("- a‹", "enter", "- a\n- ‹"),
    ("- [x] a‹", "enter", "- [x] a\n- [ ] ‹"),
    ("9. a‹\n10. b", "enter", "9. a\n10. ‹\n11. b"),
    ("1. a‹\n1. b", "enter", "1. a\n1. ‹\n1. b"),
    ("1. a‹\n5. b\n9. c", "enter", "1. a\n2. ‹\n5. b\n9. c"),
    ("1) a‹ b\n   more\n2) c", "enter", "1) a\n2) ‹b\n   more\n3) c"),
    ("1. a\n   1. x‹\n   2. y\n2. b", "enter", "1. a\n   1. x\n   2. ‹\n   3. y\n2. b"),
    ("1. a\n\n2. b‹\n\n3. c", "enter", "1. a\n\n2. b\n3. ‹\n\n4. c"),
    ("> q‹", "enter", "> q\n> ‹"),
    ("> - q‹", "enter", "> - q\n> - ‹"),
    # An empty item ends its list, an empty nested one its level.
    ("- a\n- ‹", "enter", "- a\n\n‹"),
    ("1. a\n2. ‹\n3. b", "enter", "1. a\n\n‹\n2. b"),
    ("> - a\n> - ‹", "enter", "> - a\n>\n> ‹"),
    ("> a\n> ‹", "enter", "> a\n\n‹"),
    ("- a\n\n- ‹\n\nb", "enter", "- a\n\n‹\n\nb"),
    ("1. a\n   - ‹", "enter", "1. a\n2. ‹"),
    ("1. a\n   - ‹\n2. b", "enter", "1. a\n2. ‹\n3. b"),
    ("> - ‹", "enter", "> ‹"),
    ("> ‹", "enter", "‹"),
    # Elsewhere Enter is Enter, with the indentation kept.
    ("  a‹", "enter", "  a\n  ‹"),
    ("‹- a", "enter", "\n‹- a"),
    ("- - -‹", "enter", "- - -\n‹"),
    ("```\n- a‹\n```", "enter", "```\n- a\n‹\n```"),
    ("- a‹b›c", "enter", "- a\n- ‹c"),
    ("```go‹", "fence", "```go\n‹\n```"),
    ("  ~~~~‹\n\nx", "fence", "  ~~~~\n  ‹\n  ~~~~\n\nx"),
    ("```‹\n\n```go\nx\n```", "fence", "```\n‹\n```\n\n```go\nx\n```"),
    ("```‹\nx\n```", "fence", None),
    ("```\nx\n```‹", "fence", None),
    ("```a `b` ```‹", "fence", None),
    # Tab takes what is inside an item along and gives it the mark of its new list.
    ("- a\n- b‹\n  more", "tab", "- a\n  - b‹\n    more"),
    ("1. a\n2. b‹\n3. c", "tab", "1. a\n   1. b‹\n2. c"),
    ("1. a\n   - x\n2. b‹", "tab", "1. a\n   - x\n   - b‹"),
    ("1. a\n   1. b‹\n2. c", "backtab", "1. a\n2. b‹\n3. c"),
    ("- a\n  - b‹\n    - c", "backtab", "- a\n- b‹\n  - c"),
    ("ab‹", "tab", "ab  ‹"),
    ("‹a\nb›", "tab", "    ‹a\n    b›"),
    ("    ‹a\n    b›", "backtab", "‹a\nb›"),
    # Tasks.
    ("- [ ] a‹", "task", "- [x] a‹"),
    ("- [X] a‹", "task", "- [ ] a‹"),
    ("1. a‹", "task", "1. [ ] a‹"),
    ("a‹", "task", "- [ ] a‹"),
    ("‹- [x] a\n- [ ] b›", "task", "‹- [x] a\n- [x] b›"),
    # Lines.
    ("a\nb‹\nc", "up", "b‹\na\nc"),
    ("1. a\n2. b‹\n3. c", "up", "1. b‹\n2. a\n3. c"),
    ("‹a\nb\n›c\nd", "down", "c\n‹a\nb\n›d"),
    ("a\nb‹", "double", "a\nb\nb‹"),
    ("1. a‹\n2. b", "double", "1. a\n2. a‹\n3. b"),
    ("1. a\n2. b‹\n3. c", "delete", "1. a\n2. c‹"),
    ("ab‹", "delete", "‹"),
    # Tables.
    ("a|b‹\n-|:-:\nlonger|x", "align", "| a      |  b‹  |\n| ------ | :-: |\n| longer |  x  |"),
    ("| a | b |\n|---|---|\n| c‹ | d |", "next", "| a   | b   |\n| --- | --- |\n| c   | ‹d›   |"),
    (
        "| a | b |\n|---|---|\n| c | d‹ |",
        "next",
        "| a   | b   |\n| --- | --- |\n| c   | d   |\n| ‹    |     |",
    ),
    ("| a | b |\n|---|---|\n| ‹c | d |", "previous", "| a   | ‹b›   |\n| --- | --- |\n| c   | d   |"),
    ("| a‹ |\n|---|\n| c |", "row", "| a   |\n| --- |\n| ‹    |\n| c   |"),
    ("| a |\n|---|\n| c‹ |\n| d |", "no row", "| a   |\n| --- |\n| ‹d   |"),
    ("| a‹ |\n|---|\n| c |", "column", "| a   | ‹    |\n| --- | --- |\n| c   |     |"),
    ("| a‹ | b |\n|---|---|\n| c | d |", "no column", "| ‹b   |\n| --- |\n| d   |"),
    ("| a‹ |\n|---|", "turn", "| a‹   |\n| :-- |"),
    (r"| a\|b‹ |" + "\n|---|", "align", r"| a\|b‹ |" + "\n| ---- |"),
    ("| 字‹ | b |\n|---|---|", "align", "| 字‹  | b   |\n| --- | --- |"),
    (
        "text‹",
        "table",
        "text\n\n| ‹Column 1› | Column 2 | Column 3 |\n| -------- | -------- | -------- |\n"
        "|          |          |          |\n|          |          |          |",
    ),
    # Footnotes, pictures, links, shortcodes.
    ("a‹ b\n", "note", "a[^1] b\n\n[^1]: ‹\n"),
    ("a[^1]‹ b\n\n[^1]: x\n", "note", "a[^1] b\n\n[^1]: ‹x\n"),
    ("a[^1] b‹\n\n[^1]: x\n", "note", "a[^1] b[^2]\n\n[^1]: x\n[^2]: ‹\n"),
    ("a[^1] b\n\n[^1]: x‹\n", "note", "a[^1]‹ b\n\n[^1]: x\n"),
    ("‹", "image", "![](‹)"),
    ("‹words›", "image", "![words](‹)"),
    ("‹a.png›", "image", "![‹](a.png)"),
    ("[a‹]() b", "part", "[a](‹) b"),
    ("[a‹](b c) d", "part", "[a](‹b c›) d"),
    ("[a](‹b c›) d", "part", "[a](b c)‹ d"),
    ("[a](x‹) d", "part", "[a](x)‹ d"),
    ("(x‹) d", "part", None),
    ("a‹ d", "part", None),
    ("see ‹this› now", "paste", "see [this](https://a.example/b)‹ now"),
    ("a ‹b› c", "highlight", "a \n\n{{< highlight go >}}\n‹b›\n{{< /highlight >}}\n\n c"),
    # Pairs.
    ("a ‹", "type (", "a (‹)"),
    ("a ‹b", "type (", None),
    ("(a‹)", "type )", "(a)‹"),
    ("(a‹))", "type )", None),
    ("‹a b›", "type [", "[‹a b›]"),
    ("‹a b›", "type *", "*‹a b›*"),
    ("‹", "type *", None),
    ("‹", 'type "', '"‹"'),
    ("a‹", 'type "', None),
    ("`a‹`", "type `", "`a`‹"),
    ("``‹", "type `", None),
    ("(‹)", "erase", "‹"),
    ("(a‹)", "erase", None),
)


def read(marked):
    text = marked.replace("‹", "").replace("›", "")
    start = marked.index("‹")
    end = marked.index("›") - 1 if "›" in marked else start
    return text, Selection(start, end)


def marked(text, selection):
    if selection.is_empty:
        return f"{text[: selection.caret]}‹{text[selection.caret :]}"
    start, end = selection.start, selection.end
    return f"{text[:start]}‹{text[start:end]}›{text[end:]}"


@pytest.mark.parametrize(("before", "name", "after"), CASES)
def test_a_command_makes_its_text_and_selection(before, name, after):
    text, selection = read(before)
    change = COMMANDS[name](text, selection)
    if after is None:
        assert change is None
    else:
        assert change is not None
        assert marked(change.of(text), change.selection) == after
