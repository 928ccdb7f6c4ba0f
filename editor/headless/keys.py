"""Keys and assignments as they are written on a command line."""

from __future__ import annotations

import re
from collections.abc import Mapping

from editor.core.errors import EditorError
from editor.core.frontmatter.fields import KeyPath
from editor.core.frontmatter.lookup import winning_key

# One step: a name, or a name in quotes where it holds dots, blanks or the like; then indices of lists.
_STEP = re.compile(r"""(?:"((?:[^"\\]|\\.)*)"|([^\s."'=/\\\[\]]+))((?:\[\d+\])*)(?:\.(?=.)|\Z)""")
_ASSIGNMENT = re.compile(r"""((?:"(?:[^"\\]|\\.)*"|[^"=/\\])+)=(.*)\Z""", re.DOTALL)


def parse_key(text: str) -> KeyPath | None:
    """Give the steps of a dotted key (`image.focal_point`, `links.0.url`, `links[0].url`, `"a.b".c`); None if
    it is none."""
    steps: list[str | int] = []
    at = 0
    while at < len(text):
        found = _STEP.match(text, at)
        if found is None:
            return None
        quoted, plain, indices = found.groups()
        steps.append(plain if quoted is None else re.sub(r"\\(.)", r"\1", quoted))
        steps += [int(index) for index in re.findall(r"\d+", indices)]
        at = found.end()
    return tuple(steps) or None


def split_assignment(argument: str) -> tuple[KeyPath, str] | None:
    """Give key and value of `KEY=VALUE`; None for anything else, which is a file.

    An argument is an assignment when it has a `=` and what stands before the first one is a key; a path is
    none, so a file whose name holds `=` is given as `./name=x.md`.
    """
    found = _ASSIGNMENT.match(argument)
    key = parse_key(found[1]) if found else None
    return (key, found[2]) if found and key else None


def addressed(values: Mapping[str, object], key: KeyPath) -> KeyPath:
    """Give `key` with the steps into lists as numbers; raises EditorError where a list has a name for an
    index."""
    node: object = values
    steps: list[str | int] = []
    for step in key:
        if isinstance(node, list):
            index = _index(step, node)
            steps.append(index)
            node = node[index] if index < len(node) else None
        else:
            steps.append(str(step))
            name = winning_key(list(node), str(step)) if isinstance(node, dict) else None
            node = node[name] if isinstance(node, dict) and name is not None else None
    return tuple(steps)


def _index(step: str | int, items: list[object]) -> int:
    text = str(step)
    if not (text.isascii() and text.isdecimal()):
        raise EditorError(f"{text!r} is no index: there is a list here, whose items count from 0.")
    if int(text) > len(items):
        raise EditorError(f"There is no item {text}: the list has {len(items)}, and {len(items)} adds one.")
    return int(text)
