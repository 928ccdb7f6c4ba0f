"""Changes of whole values taken apart into small ones, each made in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from os.path import commonprefix
from typing import Protocol

from editor.core.frontmatter.fields import FieldLocked, KeyPath
from editor.core.frontmatter.values import values_equal
from editor.core.text_edit import TextEdit, apply_edits

Edits = tuple[TextEdit, ...]
_GONE = object()


class Surgeon(Protocol):
    """What a format does itself: one small change of a block at an existing path."""

    def values(self, matter: str) -> Mapping[str, object]:
        """Give all values, keys as written."""

    def replace(self, matter: str, path: KeyPath, value: object) -> Edits:
        """Write `value` in the place of the one at `path`."""

    def add(self, matter: str, path: KeyPath, step: str | int, value: object) -> Edits:
        """Add a key to the map at `path`, or an item before number `step` to the list."""

    def remove(self, matter: str, path: KeyPath) -> Edits:
        """Take the key or item at `path` away."""


@dataclass(frozen=True, slots=True)
class _Step:
    run: Callable[[str], Edits]


def change(surgeon: Surgeon, matter: str, path: KeyPath, value: object) -> Edits:
    """Give the edits that make the value at `path` `value`: of lists and maps only what differs is written.

    Raises FieldLocked where there is no place for it.
    """
    if not path:
        raise FieldLocked("The front matter as a whole is edited in the Source tab.")
    found: object = surgeon.values(matter)
    for depth, step in enumerate(path):
        inner = _child(found, step)
        if inner is _GONE:
            return _place(surgeon, matter, path, depth, found, value)
        found = inner
    steps = list(_plan(surgeon, path, found, value))
    if len(steps) == 1:
        return steps[0].run(matter)
    after = matter
    for each in steps:
        after = apply_edits(after, each.run(after))
    return _difference(matter, after)


def _place(surgeon: Surgeon, matter: str, path: KeyPath, depth: int, parent: object, value: object) -> Edits:
    """Make what is missing of `path` below the value `parent` that is there."""
    where, step, inner = path[:depth], path[depth], _nest(path[depth + 1 :], value)
    if isinstance(parent, dict):
        return surgeon.add(matter, where, str(step), inner)
    if isinstance(parent, list):
        if step != len(parent):
            raise FieldLocked(f"The list has {len(parent)} items; there is no place for item {step}.")
        return surgeon.add(matter, where, len(parent), inner)
    if parent is None:
        return surgeon.replace(matter, where, _nest(path[depth:], value))
    raise FieldLocked(f"{path[depth - 1]} holds a single value, not a group of keys.")


def _plan(surgeon: Surgeon, path: KeyPath, old: object, new: object) -> Iterator[_Step]:
    if isinstance(old, list) and isinstance(new, list) and new:
        yield from _plan_list(surgeon, path, old, new)
    elif isinstance(old, dict) and isinstance(new, dict) and new:
        yield from _plan_map(surgeon, path, old, new)
    elif not values_equal(old, new):
        yield _Step(lambda matter: surgeon.replace(matter, path, new))


def _plan_list(surgeon: Surgeon, path: KeyPath, old: list[object], new: list[object]) -> Iterator[_Step]:
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if not values_equal(old[i], new[i])), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if not values_equal(old[-1 - i], new[-1 - i])), rest)
    stop = shorter - tail
    for index in range(head, stop):
        yield from _plan(surgeon, (*path, index), old[index], new[index])
    for index in reversed(range(stop, len(old) - tail)):
        yield _remove_step(surgeon, (*path, index))
    for index in range(stop, len(new) - tail):
        yield _add_step(surgeon, path, index, new[index])


def _plan_map(
    surgeon: Surgeon, path: KeyPath, old: Mapping[str, object], new: Mapping[str, object]
) -> Iterator[_Step]:
    for key in [key for key in old if key in new]:
        yield from _plan(surgeon, (*path, key), old[key], new[key])
    for key in [key for key in new if key not in old]:
        yield _add_step(surgeon, path, key, new[key])
    # Last, so that a map is never empty on the way and taken away with its last key.
    for key in [key for key in old if key not in new]:
        yield _remove_step(surgeon, (*path, key))


def _remove_step(surgeon: Surgeon, path: KeyPath) -> _Step:
    return _Step(lambda matter: surgeon.remove(matter, path))


def _add_step(surgeon: Surgeon, path: KeyPath, step: str | int, value: object) -> _Step:
    return _Step(lambda matter: surgeon.add(matter, path, step, value))


def _child(parent: object, step: str | int) -> object:
    if isinstance(parent, list):
        return parent[step] if isinstance(step, int) and 0 <= step < len(parent) else _GONE
    if isinstance(parent, dict):
        return parent.get(str(step), _GONE)
    return _GONE


def _nest(path: KeyPath, value: object) -> object:
    for step in reversed(path):
        if isinstance(step, int):
            if step != 0:
                raise FieldLocked(f"There is no list yet that could have an item {step}.")
            value = [value]
        else:
            value = {step: value}
    return value


def _difference(before: str, after: str) -> Edits:
    """Give one edit from `before` to `after`, without what they share at both ends."""
    if before == after:
        return ()
    head = len(commonprefix((before, after)))
    tail = len(commonprefix((before[head:][::-1], after[head:][::-1])))
    return (TextEdit(head, len(before) - tail, after[head : len(after) - tail]),)
