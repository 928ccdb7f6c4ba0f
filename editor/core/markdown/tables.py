"""Tables, found in a paragraph's lines after it has ended, as Goldmark finds them.

Source: GitHub Flavored Markdown, section 4.10; where Goldmark is looser, probes of the binary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Dashes alone are no table: they would have been a heading's underline.
_DELIMITER_LINE = re.compile(r"(?=[^|:]*[|:])(?=[^-]*-)[ \t\f\r|:-]+\Z")
_CELL = re.compile(r"\s*(:?)-+(:?)\s*\Z")
_SPACE = " \t\n\r\f"


@dataclass(frozen=True, slots=True)
class Table:
    """A table that begins `above` lines into a paragraph; alignments are "", "left", "center" or "right"."""

    above: int
    alignments: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def find_table(lines: list[str], indents: list[int]) -> Table | None:
    """Find the table in a paragraph's lines, if it has one; `indents` are their columns."""
    for i in range(1, len(lines)):
        if indents[i] > 3 or not _DELIMITER_LINE.match(lines[i]):
            continue
        alignments = _alignments(lines[i])
        if alignments is None:
            continue
        header = _cells(lines[i - 1], len(alignments), header=True)
        if len(header) > len(alignments):
            return None
        rows = tuple(_cells(line, len(alignments), header=False) for line in lines[i + 1 :])
        return Table(i - 1, alignments, header, rows)
    return None


def _alignments(line: str) -> tuple[str, ...] | None:
    parts = line.split("|")
    if not parts[0].strip(_SPACE):
        parts = parts[1:]
    if parts and not parts[-1].strip(_SPACE):
        parts = parts[:-1]
    found = []
    for part in parts:
        match = _CELL.match(part)
        if match is None:
            return None
        found.append({":|": "left", "|:": "right", ":|:": "center"}.get(f"{match[1]}|{match[2]}", ""))
    return tuple(found) or None


def _cells(line: str, count: int, *, header: bool) -> tuple[str, ...]:
    text = line.strip(_SPACE)
    text = text[1:] if text.startswith("|") else text
    at = 0
    cells: list[str] = []
    limit = len(text) - 1 if text.endswith("|") else len(text)
    while at < limit:
        if len(cells) >= count and not header:
            break
        end = at
        while end < limit and not (text[end] == "|" and (end == 0 or text[end - 1] != "\\")):
            end += 1
        cells.append(text[at:end].strip(_SPACE))
        at = end + 1
    return tuple(cells)
