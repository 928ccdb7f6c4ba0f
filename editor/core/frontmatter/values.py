"""Values of front matter compared, copied with a change, and put in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time

from editor.core.frontmatter.dates import format_date, parse_date
from editor.core.frontmatter.fields import KeyPath, MatterError, Shape
from editor.core.frontmatter.lookup import winning_key
from editor.core.frontmatter.yaml_emit import emit_atom
from editor.core.frontmatter.yaml_loader import YamlReader
from editor.core.frontmatter.yaml_nodes import compose


def values_equal(old: object, new: object) -> bool:
    """Whether two values mean the same in front matter: types count (`1` is not `true`), and all levels are
    compared.

    A date equals a text that says the same moment with the same offset.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(values_equal(old[k], new[k]) for k in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(values_equal, old, new))
    if isinstance(old, date) != isinstance(new, date):
        return _same_moment(old, new)
    if isinstance(old, date) and isinstance(new, date):
        return _moment(old) == _moment(new) and _offset(old) == _offset(new)
    if isinstance(old, float) and isinstance(new, float):
        return old == new or (old != old and new != new)
    return type(old) is type(new) and old == new


def with_value(values: Mapping[str, object], path: KeyPath, value: object) -> dict[str, object]:
    """Give a copy of `values` in which the value at `path` is `value`; missing maps on the way are made."""
    changed = _changed(dict(values), path, value, remove=False)
    return changed if isinstance(changed, dict) else {}


def without_value(values: Mapping[str, object], path: KeyPath) -> dict[str, object]:
    """Give a copy of `values` without the key or item at `path`."""
    changed = _changed(dict(values), path, None, remove=True)
    return changed if isinstance(changed, dict) else {}


def parse_value(text: str) -> object:
    """Give the value that `text` is in YAML 1.2 as Hugo reads it (`[a, b]`, `"x: y"`, `true`, `{a: 1}`).

    A text that is no YAML (a title such as `x: y`) is itself. Never raises.
    """
    try:
        root = compose(text)
        value = None if root is None else YamlReader(text, root).value(root)
    except MatterError:
        return text
    bare = root is None or (root.shape is Shape.MAP and root.style != "{")
    return text if bare and text.strip() else value


def to_plain_text(value: object) -> str:
    """Give a value as the one-line YAML 1.2 that `parse_value` reads back as the same value."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)}: {to_plain_text(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(to_plain_text, value)) + "]"
    if isinstance(value, (date, time)):
        return value.isoformat() if isinstance(value, time) else format_date(value)
    return emit_atom(value) or json.dumps(str(value), ensure_ascii=False)


def _moment(value: date) -> datetime:
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    return moment.replace(tzinfo=None)


def _offset(value: date) -> object:
    return value.utcoffset() if isinstance(value, datetime) else None


def _same_moment(old: object, new: object) -> bool:
    text, moment = (new, old) if isinstance(old, date) else (old, new)
    if not isinstance(text, str) or not isinstance(moment, date):
        return False
    known = parse_date(text)
    if known is None:
        return False
    if not isinstance(moment, datetime) and not known.date_only:
        return False
    return _moment(known.moment) == _moment(moment) and _offset(known.moment) == _offset(moment)


def _changed(node: object, path: KeyPath, value: object, *, remove: bool) -> object:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(node, list):
        index = int(step)
        items = list(node)
        if remove and not rest:
            del items[index]
        elif index == len(items):
            items.append(_changed(None, rest, value, remove=remove))
        else:
            items[index] = _changed(items[index], rest, value, remove=remove)
        return items
    result = dict(node) if isinstance(node, dict) else {}
    key = winning_key(list(result), str(step)) or str(step)
    if remove and not rest:
        result.pop(key, None)
    else:
        result[key] = _changed(result.get(key), rest, value, remove=remove)
    return result
