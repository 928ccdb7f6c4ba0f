"""Pipe tables (GFM 4.10): read where they stand, changed as tables are, written with their columns in line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import combining, east_asian_width

from editor.core.writing.change import Change, Selection, replacement
from editor.core.writing.draft import Draft, Place
from editor.core.writing.items import in_fence

_DELIMITER = re.compile(r"[ \t]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_PIPE = re.compile(r"(?:[^|\\]|\\.|\\$)*")
_REACH = 2000
_LEAST_WIDTH = 3


@dataclass(slots=True)
class Table:
    """Cells by rows, the header first; `alignments` are "", "left", "center" or "right" for each column.

    `first` and `last` are lines of a draft, `row` and `column` say which cell the caret is in and `offset` how
    far into the cell's text; `selects` says that what stands before the caret in the cell is selected.
    """

    first: int
    last: int
    rows: list[list[str]]
    alignments: list[str]
    row: int
    column: int
    offset: int
    selects: bool = False

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.alignments)


def align(text: str, selection: Selection) -> Change | None:
    """Write the table at the caret with its columns in line."""
    return _changed(text, selection, lambda table: None)


def add_row(text: str, selection: Selection) -> Change | None:
    """Put an empty row below the caret's."""

    def change(table: Table) -> None:
        table.row += 1
        table.rows.insert(table.row, [""] * table.width)
        table.offset = 0

    return _changed(text, selection, change)


def remove_row(text: str, selection: Selection) -> Change | None:
    """Remove the caret's row; the header stays."""

    def change(table: Table) -> None:
        if table.row:
            del table.rows[table.row]
            table.row = min(table.row, len(table.rows) - 1)
            table.offset = 0

    return _changed(text, selection, change)


def add_column(text: str, selection: Selection) -> Change | None:
    """Put an empty column to the right of the caret's."""

    def change(table: Table) -> None:
        table.column += 1
        table.alignments.insert(table.column, "")
        for row in table.rows:
            row.insert(table.column, "")
        table.offset = 0

    return _changed(text, selection, change)


def remove_column(text: str, selection: Selection) -> Change | None:
    """Remove the caret's column; the last one stays."""

    def change(table: Table) -> None:
        if table.width > 1:
            del table.alignments[table.column]
            for row in table.rows:
                del row[table.column]
            table.column = min(table.column, table.width - 1)
            table.offset = 0

    return _changed(text, selection, change)


def turn_alignment(text: str, selection: Selection) -> Change | None:
    """Align the caret's column left, centred, right, and by no mark again, in turn."""

    def change(table: Table) -> None:
        order = ("", "left", "center", "right")
        at = order.index(table.alignments[table.column])
        table.alignments[table.column] = order[(at + 1) % len(order)]

    return _changed(text, selection, change)


def next_cell(text: str, selection: Selection) -> Change | None:
    """Select the next cell's text, to be written over or gone on with; a row comes below the last."""

    def change(table: Table) -> None:
        table.column += 1
        if table.column == table.width:
            table.row, table.column = table.row + 1, 0
        if table.row == len(table.rows):
            table.rows.append([""] * table.width)
        table.offset = len(table.rows[table.row][table.column])
        table.selects = True

    return _changed(text, selection, change)


def previous_cell(text: str, selection: Selection) -> Change | None:
    """Select the text of the cell before."""

    def change(table: Table) -> None:
        table.column -= 1
        if table.column < 0:
            last = table.width - 1
            table.row, table.column = (table.row - 1, last) if table.row else (0, 0)
        table.offset = len(table.rows[table.row][table.column])
        table.selects = True

    return _changed(text, selection, change)


def insert_table(text: str, selection: Selection, columns: int = 3, rows: int = 2) -> Change:
    """Put an empty table below the caret's line, blank lines around it, the first heading selected."""
    end = text.find("\n", selection.end)
    end = len(text) if end < 0 else end
    start = text.rfind("\n", 0, end) + 1
    is_blank = not text[start:end].strip()
    names = [f"Column {number}" for number in range(1, columns + 1)]
    lines = _written([names, *([""] * columns for _ in range(rows))], [""] * columns)
    before = (
        ("" if not text[:start].strip("\n") or text[:start].endswith("\n\n") else "\n")
        if is_blank
        else "\n\n"
    )
    behind = "" if not text[end:].strip("\n") or text[end:].startswith("\n\n") else "\n"
    made = before + "\n".join(lines) + behind
    first = len(before) + 2
    return replacement(start if is_blank else end, end, made, first, first + len(names[0]))


def split_cells(line: str) -> list[str]:
    """Give the cells of a row; a pipe behind a backslash is no border."""
    bare = line.strip(" \t")
    bare = bare.removeprefix("|")
    pieces: list[str] = []
    at = 0
    while at <= len(bare):
        found = _PIPE.match(bare, at)
        assert found is not None
        pieces.append(found[0].strip(" \t"))
        at = found.end() + 1
    if len(pieces) > 1 and not pieces[-1]:
        pieces.pop()
    return pieces


def _draft(text: str, selection: Selection) -> Draft:
    return Draft(text, Selection(selection.caret, selection.caret), above=_REACH, below=_REACH)


def _changed(text: str, selection: Selection, change: Callable[[Table], None]) -> Change | None:
    draft = _draft(text, selection)
    table = _found(draft)
    if table is None or in_fence(text, selection.caret):
        return None
    change(table)
    lines = _written(table.rows, table.alignments)
    lead = draft.lines[table.first]
    lead = lead[: len(lead) - len(lead.lstrip(" \t"))]
    draft.lines[table.first : table.last + 1] = [lead + line for line in lines]
    line = table.row + (1 if table.row else 0)
    before = _cell_start(lines[line], table.column)
    offset = min(table.offset, len(table.rows[table.row][table.column]))
    pad = _left_pad(table)
    draft.put(Place(table.first + line, len(lead) + before + pad + offset))
    if table.selects:
        draft.anchor.column -= offset
    return draft.change()


def _left_pad(table: Table) -> int:
    """Give the spaces before a cell's text in a column that is centred or stands to the right."""
    cell = table.rows[table.row][table.column]
    width = _widths(table.rows)[table.column]
    side = table.alignments[table.column]
    return {"right": width - _width(cell), "center": (width - _width(cell)) // 2}.get(side, 0)


def _cell_start(line: str, column: int) -> int:
    at = 2
    for _ in range(column):
        found = _PIPE.match(line, at)
        assert found is not None
        at = found.end() + 2
    return at


def _found(draft: Draft) -> Table | None:
    """Find the table that the caret's line is of."""
    lines, at = draft.lines, draft.caret.line
    first = at
    while first > 0 and lines[first - 1].strip() and "|" in lines[first - 1]:
        first -= 1
    while first < at and not _DELIMITER.match(lines[first + 1]):
        first += 1
    if first + 1 >= len(lines) or "|" not in lines[first] or not _DELIMITER.match(lines[first + 1]):
        return None
    header, marks = split_cells(lines[first]), split_cells(lines[first + 1])
    if len(header) != len(marks):
        return None
    last = first + 1
    while last + 1 < len(lines) and lines[last + 1].strip() and "|" in lines[last + 1]:
        last += 1
    if not first <= at <= last:
        return None
    rows = [header] + [split_cells(line) for line in lines[first + 2 : last + 1]]
    width = len(marks)
    for row in rows[1:]:
        # Cells too many are not shown, but they are the author's: the table grows to hold them.
        width = max(width, len(row))
    for row in rows:
        row += [""] * (width - len(row))
    alignments = [_alignment(mark) for mark in marks] + [""] * (width - len(marks))
    row_of_caret = 0 if at <= first + 1 else at - first - 1
    column, offset = _cell_at(lines[at], draft.caret.column)
    return Table(first, last, rows, alignments, row_of_caret, min(column, width - 1), offset)


def _cell_at(line: str, column: int) -> tuple[int, int]:
    """Say which cell a column of a line is in, and how far into its text."""
    start = len(line) - len(line.lstrip(" \t"))
    at = start + (1 if line[start : start + 1] == "|" else 0)
    count = 0
    while True:
        found = _PIPE.match(line, at)
        assert found is not None
        if column <= found.end() or found.end() >= len(line.rstrip(" \t")) - 1:
            inner = found[0]
            lead = len(inner) - len(inner.lstrip(" \t"))
            return count, min(max(0, column - at - lead), len(inner.strip(" \t")))
        at = found.end() + 1
        count += 1


def _alignment(mark: str) -> str:
    left, right = mark.startswith(":"), mark.endswith(":")
    return "center" if left and right else "left" if left else "right" if right else ""


def _width(text: str) -> int:
    """Count the columns that a text takes in a fixed-width font."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _widths(rows: list[list[str]]) -> list[int]:
    return [max(_LEAST_WIDTH, *(_width(cell) for cell in column)) for column in zip(*rows, strict=True)]


def _written(rows: list[list[str]], alignments: list[str]) -> list[str]:
    widths = _widths(rows)
    rule = [_rule(width, side) for width, side in zip(widths, alignments, strict=True)]
    shown = [
        [_padded(cell, width, side) for cell, width, side in zip(row, widths, alignments, strict=True)]
        for row in rows
    ]
    return ["| " + " | ".join(row) + " |" for row in (shown[0], rule, *shown[1:])]


def _rule(width: int, side: str) -> str:
    left, right = ":" if side in ("left", "center") else "", ":" if side in ("right", "center") else ""
    return left + "-" * (width - len(left) - len(right)) + right


def _padded(cell: str, width: int, side: str) -> str:
    space = width - _width(cell)
    before = {"right": space, "center": space // 2}.get(side, 0)
    return " " * before + cell + " " * (space - before)
