"""Plain values written as TOML and JSON front matter in the layouts authors use."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from datetime import date, datetime, time

BARE = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def without_null(value: object) -> object:
    """Leave out what is None, which TOML has not."""
    if isinstance(value, dict):
        return {key: without_null(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [without_null(item) for item in value if item is not None]
    return value


def to_json(values: Mapping[str, object], seed: int = 0) -> str:
    """Give an object: on one line, or with two or four blanks or tabs."""
    layout = ((None, (", ", ": ")), (2, (",", ": ")), ("\t", (",", ": ")), (None, (",", ":")))[seed % 4]
    indent, separators = layout
    text = json.dumps(values, indent=indent, separators=separators, ensure_ascii=False, default=str)
    return text + "\n"


def to_toml(values: Mapping[str, object], seed: int = 0) -> str:
    """Give the lines of a block whose layout (quotes, arrays, tables or dotted keys) `seed` chooses."""
    return _Writer(random.Random(seed)).table(values, ())


class _Writer:
    def __init__(self, chance: random.Random) -> None:
        self.literal = chance.random() < 0.3
        self.wide = chance.random() < 0.3
        self.dotted = chance.random() < 0.2
        self.inline = chance.random() < 0.2
        self.indent = chance.choice(["", "", "  ", "\t"])
        self.equals = chance.choice([" = ", " = ", "="])
        self.notes = chance.random() < 0.4

    def table(self, values: Mapping[str, object], path: tuple[str, ...], indent: str = "") -> str:
        lines, tables = [], []
        for key, value in values.items():
            if isinstance(value, dict) and not self.inline:
                flat = self.dotted and value and not path and not any(map(_is_deep, value.values()))
                (lines if flat else tables).append(
                    self._dotted(key, value) if flat else self._headed((*path, key), value, "[%s]")
                )
            elif isinstance(value, list) and value and all(isinstance(i, dict) for i in value):
                if self.inline:
                    lines.append(self._line(indent, self._key(key), value))
                else:
                    tables += [self._headed((*path, key), item, "[[%s]]") for item in value]
            else:
                lines.append(self._line(indent, self._key(key), value))
        return "".join(lines + tables)

    def _headed(self, path: tuple[str, ...], values: Mapping[str, object], mark: str) -> str:
        header = mark % ".".join(map(self._key, path))
        note = "# a group\n" if self.notes else ""
        return f"\n{note}{header}\n{self.table(values, path, self.indent)}"

    def _dotted(self, key: str, values: Mapping[str, object]) -> str:
        return "".join(self._line("", f"{self._key(key)}.{self._key(k)}", v) for k, v in values.items())

    def _line(self, indent: str, key: str, value: object) -> str:
        note = f"{indent}# about {key.splitlines()[0]}\n" if self.notes and len(key) % 2 else ""
        return f"{note}{indent}{key}{self.equals}{self._value(value, top=True)}\n"

    def _key(self, key: str) -> str:
        return key if key and set(key) <= BARE else _basic(key)

    def _value(self, value: object, *, top: bool = False) -> str:
        if isinstance(value, dict):
            parts = [f"{self._key(k)} = {self._value(v)}" for k, v in value.items()]
            return "{ " + ", ".join(parts) + " }" if parts else "{}"
        if isinstance(value, list):
            parts = [self._value(item) for item in value]
            if top and self.wide and parts:
                return "[\n" + "".join(f"  {part},\n" for part in parts) + "]"
            return "[" + ", ".join(parts) + "]"
        if isinstance(value, (date, datetime, time)):
            return value.isoformat()
        if isinstance(value, str):
            plain = self.literal and "'" not in value and value.isprintable()
            return f"'{value}'" if plain else _basic(value)
        return json.dumps(value).replace("Infinity", "inf").replace("NaN", "nan")


def _basic(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _is_deep(value: object) -> bool:
    return isinstance(value, (dict, list))
