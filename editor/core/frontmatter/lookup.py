"""Finding a field by its path as Hugo finds a key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from editor.core.frontmatter.fields import Field, FrontMatter, KeyPath


def find_field(front: FrontMatter, path: KeyPath) -> Field | None:
    """Give the field that decides at `path`, whatever the case of its keys; None where there is none.

    Of two spellings the one that is not all lower case wins, as in Hugo; of several such Hugo takes a random
    one, so the field comes back locked.
    """
    fields = front.fields
    found: Field | None = None
    for step in path:
        found = winner(fields, step)
        if found is None:
            return None
        fields = found.children
    return found


def written_path(front: FrontMatter, path: KeyPath) -> KeyPath:
    """Give `path` in the spelling of the file as far as it exists there."""
    fields = front.fields
    known: KeyPath = ()
    for depth, step in enumerate(path):
        found = winner(fields, step)
        if found is None:
            return (*known, *path[depth:])
        known, fields = found.path, found.children
    return known


def winning_key(keys: Mapping[str, object] | Sequence[str], key: str) -> str | None:
    """Give the spelling of `key` among `keys` that decides in Hugo, or None; of several capitalised ones
    the last."""
    lowered = key.lower()
    spellings = [k for k in keys if k.lower() == lowered]
    capitals = [k for k in spellings if k != lowered]
    return (capitals or spellings)[-1] if spellings else None


def winner(fields: Sequence[Field], step: str | int) -> Field | None:
    """Give the one of `fields` that decides for a key or index, locked where Hugo would take any."""
    if isinstance(step, int) or (fields and isinstance(fields[0].key, int)):
        index = int(step) if isinstance(step, int) or step.isdecimal() else -1
        return fields[index] if 0 <= index < len(fields) and isinstance(fields[0].key, int) else None
    lowered = step.lower()
    spellings = [f for f in fields if isinstance(f.key, str) and f.key.lower() == lowered]
    capitals = [f for f in spellings if f.key != lowered]
    if len({f.key for f in capitals}) > 1:
        names = ", ".join(str(f.key) for f in capitals)
        return replace(capitals[-1], locked=f"The key is spelled in several ways ({names}); Hugo takes any.")
    return (capitals or spellings)[-1] if spellings else None
