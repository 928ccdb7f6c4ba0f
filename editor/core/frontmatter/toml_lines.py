"""Lines of a TOML block added and taken away: keys, tables, elements of arrays of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from editor.core.frontmatter.brackets import after_line, eol_of, indent_at, line_start
from editor.core.frontmatter.fields import FieldLocked
from editor.core.frontmatter.order import neighbour
from editor.core.frontmatter.stepwise import Edits
from editor.core.frontmatter.toml_scan import Statement
from editor.core.frontmatter.toml_tree import Origin, Spot, comments_start
from editor.core.frontmatter.toml_write import write_key, write_value
from editor.core.text_edit import TextEdit

_BLANK_LINE = re.compile(r"[ \t]*(?:\r?\n)")


def key_beside(keys: Sequence[str], new: str, *, root: bool) -> int:
    """Give the index of the key after which a new one belongs."""
    return neighbour(keys, new, root=root, allowed=[True] * len(keys))


def literal_beside(matter: str, root: Spot) -> bool:
    """Whether the author writes most strings in single quotes."""
    firsts = [matter[pair.value.start] for pair in root.lines if pair.value]
    return firsts.count("'") > firsts.count('"')


def step_of(matter: str, root: Spot) -> str:
    """Give the indentation of keys below a header."""
    for spot in _tables(root):
        if spot.statement and spot.lines:
            own = indent_at(matter, spot.lines[0].start)
            return own.removeprefix(indent_at(matter, spot.statement.start))
    return ""


def add_line(matter: str, root: Spot, spot: Spot, keys: tuple[str, ...], text: str) -> TextEdit:
    """Add a key with its written value to a table: beside its natural sibling, before the next table.

    A part that only dotted keys or longer headers name gets a dotted key of its own in the table above.
    """
    section, lead = _section(root, spot)
    lines = section.lines
    beside = _beside(section, lead, keys)
    equals = _equals(matter, lines, beside, ".".join(map(write_key, (*lead, *keys))))
    if beside is not None and beside >= 0:
        sibling = lines[beside]
        indent = indent_at(matter, sibling.start)
        return _after(matter, sibling.end, indent + equals + text)
    if lines:
        first = comments_start(matter, lines[0].start)
        shares = bool(matter[first : lines[0].start].strip(" \t")) and not _starts_line(matter, first)
        if first == 0 and shares:
            return _after(matter, lines[0].end, indent_at(matter, lines[0].start) + equals + text)
        eol = eol_of(matter)
        return TextEdit(first, first, indent_at(matter, lines[0].start) + equals + text + eol)
    if section.statement:
        indent = indent_at(matter, section.statement.start) + step_of(matter, root)
        return _after(matter, section.statement.end, indent + equals + text)
    return _first_line(matter, root, equals + text)


def add_table(matter: str, root: Spot, keys: tuple[str, ...], value: object) -> TextEdit:
    """Add a table, or an array of them, as the last; a blank line stands before it."""
    eol, step = eol_of(matter), step_of(matter, root)
    rows = value if isinstance(value, list) else [value]
    marks = ("[[", "]]") if isinstance(value, list) else ("[", "]")
    name = ".".join(map(write_key, keys))
    at = _content_end(matter, len(matter))
    blocks = [f"{marks[0]}{name}{marks[1]}{eol}" + _pairs(row, step, eol) for row in rows]
    return TextEdit(at, at, (eol if at else "") + eol.join(blocks))


def add_row(matter: str, rows: Spot, index: int, value: dict[str, object]) -> TextEdit:
    """Add an element to an array of tables, laid out as the one before it."""
    siblings = [rows.children[i] for i in range(len(rows.children))]
    model = siblings[min(index, len(siblings)) - 1] if siblings and index else siblings[0]
    header = model.statement
    if header is None:
        raise FieldLocked("This list is edited in the Source tab.")
    eol, indent = eol_of(matter), indent_at(matter, header.start)
    own = indent_at(matter, model.lines[0].start) if model.lines else indent
    text = indent + matter[header.start : header.end] + eol + _pairs(value, own, eol)
    if index:
        at = after_line(matter, model.end)
        blank = eol if len(siblings) < 2 or _blank_before(matter, siblings[1]) else ""
        return TextEdit(at, at, blank + text)
    at = comments_start(matter, header.start)
    blank = eol if len(siblings) > 1 and _blank_before(matter, siblings[1]) else ""
    return TextEdit(at, at, text + blank)


def remove_line(matter: str, pair: Statement) -> TextEdit:
    """Take a key away with its lines; the comment lines above stay."""
    start = line_start(matter, pair.start)
    return TextEdit(pair.start if matter[start : pair.start].strip(" \t") else start, _end(matter, pair), "")


def remove_table(matter: str, spot: Spot) -> Edits:
    """Take a table with all below it away, its headers and one blank line before each of them too."""
    edits = [_remove_header(matter, each) for each in _tables(spot) if each.statement]
    owner = spot.section if spot.origin is Origin.DOTTED else None
    if owner is not None:
        depth = len(owner.path)
        lead = tuple(str(step) for step in spot.path[depth:])
        edits += [remove_line(matter, line) for line in owner.lines if line.keys[: len(lead)] == lead]
    return tuple(sorted(edits, key=lambda edit: edit.start))


def _remove_header(matter: str, table: Spot) -> TextEdit:
    """Take a table's header and its own lines away, with one blank line beside them."""
    header = table.statement
    assert header is not None
    start = line_start(matter, header.start)
    last = table.lines[-1] if table.lines else header
    end = _end(matter, last)
    above = _blank_above(matter, start)
    if above is not None:
        return TextEdit(above, end, "")
    blank = _BLANK_LINE.match(matter, end)
    if start == 0 and blank and matter[blank.end() :].strip():
        end = blank.end()
    return TextEdit(start, end, "")


def _section(root: Spot, spot: Spot) -> tuple[Spot, tuple[str, ...]]:
    """Give the table whose lines hold the keys of `spot`, and the steps from it to `spot`."""
    if spot.origin is Origin.DOTTED and spot.section is not None:
        section = spot.section
        return section, tuple(str(step) for step in spot.path[len(section.path) :])
    if spot.origin is Origin.IMPLIED:
        if any(isinstance(step, int) for step in spot.path):
            raise FieldLocked("This group has no header of its own; its keys are added in the Source tab.")
        return root, tuple(str(step) for step in spot.path)
    return spot, ()


def _beside(section: Spot, lead: tuple[str, ...], keys: tuple[str, ...]) -> int | None:
    """Give the number of the line after which a new key belongs, -1 for before the first."""
    lines = section.lines
    if not lines:
        return None
    own = [i for i, line in enumerate(lines) if lead and line.keys[: len(lead)] == lead]
    if own:
        inner = [lines[i].keys[len(lead)] for i in own]
        found = key_beside(inner, keys[0], root=False)
        return own[found] if found >= 0 else own[0] - 1
    return key_beside([line.keys[0] for line in lines], (*lead, *keys)[0], root=section.origin is Origin.ROOT)


def _equals(matter: str, lines: Sequence[Statement], beside: int | None, name: str) -> str:
    """Write a key up to its value, the sign in the column that the others have it in."""
    if not lines:
        return f"{name} = "
    model = lines[max(beside or 0, 0)]
    columns = {line.equals - line.start for line in lines}
    padded = any(matter[line.equals - 2 : line.equals] == "  " for line in lines)
    after = matter[model.equals + 1 : model.value.start] if model.value else " "
    if len(columns) == 1 and padded:
        return name.ljust(max(columns.pop(), len(name) + 1)) + "=" + after
    head = matter[model.start : model.equals]
    before = head[len(head.rstrip(" \t")) :]
    return name + (before if len(before) < 2 else " ") + "=" + after


def _after(matter: str, end: int, line: str) -> TextEdit:
    at = after_line(matter, end)
    eol = eol_of(matter)
    if matter[at - 1 : at] not in ("\n", "\r"):
        return TextEdit(at, at, eol + line)
    return TextEdit(at, at, line + eol)


def _first_line(matter: str, root: Spot, line: str) -> TextEdit:
    """Write the first key of the root: before the first table and its comments, else last."""
    eol = eol_of(matter)
    first = next((t for t in _tables(root) if t.statement), None)
    if first is None or first.statement is None:
        lead = eol if matter and matter[-1] not in "\r\n" else ""
        return TextEdit(len(matter), len(matter), lead + line + eol)
    at = comments_start(matter, first.statement.start)
    return TextEdit(at, at, line + eol)


def _tables(spot: Spot) -> Iterator[Spot]:
    if spot.origin is Origin.TABLE:
        yield spot
    for child in spot.children.values():
        if child.node is None:
            yield from _tables(child)


def _pairs(value: object, indent: str, eol: str) -> str:
    items = value.items() if isinstance(value, dict) else ()
    return "".join(f"{indent}{write_key(str(key))} = {write_value(item)}{eol}" for key, item in items)


def _content_end(matter: str, end: int) -> int:
    """Give where the last line before `end` that is not blank ends."""
    kept = matter[:end].rstrip(" \t\r\n")
    return min(after_line(matter, len(kept)), end) if kept else 0


def _end(matter: str, statement: Statement) -> int:
    return after_line(matter, statement.end)


def _blank_above(matter: str, start: int) -> int | None:
    if not start:
        return None
    above = line_start(matter, start - (2 if matter[start - 2 : start] == "\r\n" else 1))
    return above if _BLANK_LINE.fullmatch(matter, above, start) else None


def _blank_before(matter: str, row: Spot) -> bool:
    return (
        row.statement is not None
        and _blank_above(matter, line_start(matter, row.statement.start)) is not None
    )


def _starts_line(matter: str, at: int) -> bool:
    return at == line_start(matter, at) and at > 0
