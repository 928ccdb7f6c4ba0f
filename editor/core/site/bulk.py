"""One change of front matter in many posts, as a change set: each post by the smallest edit there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from editor.core.changes import ChangesCancelled, ChangeSet, Step, edit_of
from editor.core.errors import EditorError
from editor.core.frontmatter import KeyPath, find_field, read_front_matter, set_field, unset_field
from editor.core.frontmatter.casts import to_text
from editor.core.line_diff import line_edits
from editor.core.text_edit import apply_edits
from editor.core.text_file import read_text_file

# Gives the new text of a post, the old one where there is nothing to do; may raise EditorError.
TextChange = Callable[[str], str]


class Action(Enum):
    """What is done with a field: `ADD` and `REMOVE` are about items of a list."""

    SET = "set"
    ADD = "add"
    REMOVE = "remove"
    UNSET = "unset"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A wish for one field; `value` is the item to add or remove, and nothing for `UNSET`."""

    action: Action
    key: KeyPath
    value: object = None

    def apply(self, text: str) -> str:
        """Give a post's text with the change made; raises EditorError."""
        if self.action is Action.SET:
            return apply_edits(text, set_field(text, self.key, self.value))
        if self.action is Action.UNSET:
            return apply_edits(text, unset_field(text, self.key))
        return _add(text, self) if self.action is Action.ADD else _remove(text, self)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A post that is left as it is, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a bulk change comes to; posts that have the value already are in neither part."""

    changes: ChangeSet
    skipped: tuple[Skipped, ...] = ()


def plan_bulk(
    title: str,
    paths: Iterable[Path],
    wanted: Sequence[FieldChange],
    *,
    progress: Callable[[int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Plan:
    """Plan `wanted`, one after the other, for every post; a post gets all of them or none.

    `progress` gets the number of posts looked at; raises ChangesCancelled when `cancel` says so.
    """

    def change(text: str) -> str:
        for each in wanted:
            text = each.apply(text)
        return text

    return plan_texts(title, paths, change, progress=progress, cancel=cancel)


def plan_texts(
    title: str,
    paths: Iterable[Path],
    change: TextChange,
    *,
    progress: Callable[[int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Plan:
    """Plan any change of texts; a post that cannot be read or changed is skipped, with the reason."""
    steps: list[Step] = []
    skipped: list[Skipped] = []
    for count, path in enumerate(paths, 1):
        if cancel is not None and cancel():
            raise ChangesCancelled("Stopped: nothing was changed.")
        try:
            file = read_text_file(path)
            new = change(file.text)
            if new != file.text and file.read_only_reason:
                raise EditorError(file.read_only_reason)
            steps += edit_of(file, line_edits(file.text, new))
        except EditorError as error:
            skipped.append(Skipped(path, error.message + (f" ({error.detail})" if error.detail else "")))
        if progress is not None:
            progress(count)
    return Plan(ChangeSet(title, tuple(steps)), tuple(skipped))


def _add(text: str, wish: FieldChange) -> str:
    found = find_field(read_front_matter(text), wish.key)
    value = found.value if found is not None else None
    if isinstance(value, list):
        if any(_equal(item, wish.value) for item in value):
            return text
        return apply_edits(text, set_field(text, (*wish.key, len(value)), wish.value))
    if isinstance(value, dict):
        raise EditorError(f"{wish.key[-1]} is no list here.")
    before = [] if value is None or value == "" else [value]
    if any(_equal(item, wish.value) for item in before):
        return text
    return apply_edits(text, set_field(text, wish.key, [*before, wish.value]))


def _remove(text: str, wish: FieldChange) -> str:
    found = find_field(read_front_matter(text), wish.key)
    value = found.value if found is not None else None
    if isinstance(value, list):
        for index in reversed(range(len(value))):
            if _equal(value[index], wish.value):
                text = apply_edits(text, unset_field(text, (*wish.key, index)))
        return text
    if isinstance(value, dict):
        raise EditorError(f"{wish.key[-1]} is no list here.")
    if value is not None and _equal(value, wish.value):
        return apply_edits(text, unset_field(text, wish.key))
    return text


def _equal(one: object, other: object) -> bool:
    """Compare as Hugo compares terms once they are texts: `2023` and `"2023"` are one tag."""
    return one == other or (to_text(one) == to_text(other) != "")
