"""Attribute lists `{#id .class key=value}` (https://gohugo.io/content-management/markdown-attributes/)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isinf
from typing import Final

from editor.core.markdown.characters import ASCII_SPACE

_SHORT = re.compile(r"[^\s!-,/;-@\[-^`{-~]*")
_NAME = re.compile(r"[A-Za-z_:][\w:.-]*", re.ASCII)
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
# Up to here a number of 64 bits with a point tells every whole one from the next.
_EXACT: Final = 1 << 53
_DEEPEST = 20
# As in JSON; before any other character a backslash stays, and entities stand for themselves.
_ESCAPES: Final = {'"': '"', "/": "/", "\\": "\\", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}

Value = object


@dataclass(slots=True)
class _Reader:
    text: str
    at: int

    def space(self) -> None:
        while self.at < len(self.text) and self.text[self.at] in ASCII_SPACE:
            self.at += 1

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]


def read_attributes(text: str, at: int = 0) -> tuple[dict[str, Value], int] | None:
    """Read an attribute list at `at`: the attributes in order and where the text goes on; None if none."""
    reader = _Reader(text, at)
    found = _list(reader, 0)
    return None if found is None else (found, reader.at)


def _list(reader: _Reader, depth: int) -> dict[str, Value] | None:
    reader.space()
    if reader.peek() != "{" or depth > _DEEPEST:
        return None
    reader.at += 1
    found: dict[str, Value] = {}
    while True:
        if reader.peek() == "}":
            reader.at += 1
            return found
        one = _one(reader, depth)
        if one is None:
            return None
        name, value = one
        if name == "class" and "class" in found:
            value = f"{found['class']} {value}"
        found[name] = value
        reader.space()
        if reader.peek() == ",":
            reader.at += 1
            reader.space()


def _one(reader: _Reader, depth: int) -> tuple[str, Value] | None:
    reader.space()
    mark = reader.peek()
    if mark and mark in "#.":
        match = _SHORT.match(reader.text, reader.at + 1)
        if match is None:
            return None
        reader.at = match.end()
        return ("id" if mark == "#" else "class"), match.group()
    match = _NAME.match(reader.text, reader.at)
    if match is None:
        return None
    reader.at = match.end()
    reader.space()
    if reader.peek() != "=":
        return None
    reader.at += 1
    reader.space()
    value = _value(reader, depth)
    return None if value is None else (match.group(), value[0])


def _value(reader: _Reader, depth: int) -> tuple[Value] | None:
    char = reader.peek()
    if char == "{":
        inner = _list(reader, depth + 1)
        return None if inner is None else (inner,)
    if char == "[":
        return _array(reader, depth + 1)
    if char == '"':
        return _string(reader)
    number = _NUMBER.match(reader.text, reader.at)
    if number and reader.text[number.end() : number.end() + 1] in " \t\n,}]":
        reader.at = number.end()
        value = float(number.group())
        if isinf(value):
            return None
        # Every number is one of 64 bits with a point; the whole ones that it holds exactly are handier as such.
        is_whole = number.group().lstrip("+-").isdigit() and abs(value) < _EXACT and str(value) != "-0.0"
        return (int(value) if is_whole else value,)
    word = _NAME.match(reader.text, reader.at)
    if word is None:
        return None
    reader.at = word.end()
    return ({"true": True, "false": False, "null": None}.get(word.group(), word.group()),)


def _array(reader: _Reader, depth: int) -> tuple[Value] | None:
    reader.at += 1
    items: list[Value] = []
    while True:
        reader.space()
        if reader.peek() == "]":
            reader.at += 1
            return (items,)
        if items:
            if reader.peek() != ",":
                return None
            reader.at += 1
            reader.space()
        value = _value(reader, depth) if depth <= _DEEPEST else None
        if value is None:
            return None
        items.append(value[0])


def _string(reader: _Reader) -> tuple[Value] | None:
    at = reader.at + 1
    out: list[str] = []
    while at < len(reader.text):
        char = reader.text[at]
        if char == "\\" and at + 1 < len(reader.text):
            follows = reader.text[at + 1]
            out.append(_ESCAPES.get(follows, char + follows))
            at += 2
            continue
        if char == '"':
            reader.at = at + 1
            return ("".join(out),)
        out.append(char)
        at += 1
    return None


def last_line_attributes(line: str) -> tuple[dict[str, Value], int] | None:
    """Read the attribute list a line ends in: the attributes and where the list begins."""
    found: tuple[dict[str, Value], int] | None = None
    start = -1
    at = 0
    while at < len(line):
        if line[at] == "\\":
            at += 2 if line[at + 1 : at + 2] == "{" else 1
            continue
        if line[at] == "{":
            found, start = read_attributes(line, at), at
        at += 1
    if found is None or line[found[1] :].strip(ASCII_SPACE):
        return None
    return found[0], start
