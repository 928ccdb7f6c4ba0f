"""The values Hugo reads from a YAML block, and its fields with their places."""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Mapping

from editor.core.frontmatter.fields import Field, KeyPath, MatterError, Shape
from editor.core.frontmatter.yaml_nodes import Node, compose, walk
from editor.core.frontmatter.yaml_quirks import as_hugo_reads
from editor.core.frontmatter.yaml_scalars import resolve_plain

# Aliases may make a small file mean a huge tree ("billion laughs"); no post needs a tenth of this.
MAX_EXPANDED = 100_000

_TAG = "tag:yaml.org,2002:"
_TRUE_WORDS = frozenset({"y", "yes", "on", "true", "1", "t"})
_FALSE_WORDS = frozenset({"n", "no", "off", "false", "0", "f"})


def load_yaml(matter: str) -> dict[str, object]:
    """Give the map a YAML block means to Hugo; raises MatterError where Hugo would not read it."""
    root = compose(matter)
    return {} if root is None else YamlReader(matter, root).values()


class YamlReader:
    """Gives the nodes of one block their meaning: types, aliases, merge keys, keys as strings."""

    def __init__(self, matter: str, root: Node) -> None:
        self._matter = matter
        self._root = root
        self._anchors = {node.anchor: node for node in walk(root) if node.anchor}
        self._values: dict[int, object] = {}
        self._sizes: dict[int, int] = {}
        self._busy: set[int] = set()
        as_hugo_reads(matter, root)

    def values(self) -> dict[str, object]:
        """Give the root map; raises MatterError if the root is something else."""
        if self._root.shape is Shape.SCALAR and not self._root.text and not self._root.style:
            return {}
        value = self.value(self._root)
        if not isinstance(value, dict):
            kind = "sequence" if self._root.shape is Shape.LIST else "string"
            message = f"The front matter must be a map of keys: {kind} was used where mapping is expected."
            raise MatterError(message, line=self._root.line)
        return value

    def value(self, node: Node) -> object:
        """Give what `node` means; aliased values are shared, not copied."""
        if node.alias:
            return self.value(self.target(node))
        known = id(node)
        if known not in self._values:
            if known in self._busy:
                raise MatterError("The YAML cannot be read: a value holds itself.", line=node.line)
            self._busy.add(known)
            self._values[known] = self._build(node)
            self._busy.discard(known)
        return self._values[known]

    def target(self, node: Node) -> Node:
        """Give the anchored node an alias stands for."""
        target = self._anchors.get(node.alias)
        if target is None:
            message = f'The YAML cannot be read: could not find alias "{node.alias}".'
            raise MatterError(message, line=node.line)
        return target

    def key(self, node: Node, *, nested: bool) -> str:
        """Give a key as the string Hugo makes of it."""
        if node.alias:
            return self.key(self.target(node), nested=nested)
        if node.shape is not Shape.SCALAR:
            raise MatterError("The YAML cannot be read: found an invalid key for this map.", line=node.line)
        value = self.value(node)
        if value is None:
            return "null" if nested else ""
        return value if isinstance(value, str) else plain_text(value)

    def fields(self) -> tuple[Field, ...]:
        """Give the fields of the root map, in the order written."""
        return () if self._root.shape is not Shape.MAP else self._map_fields(self._root, (), "")

    def _build(self, node: Node) -> object:
        size = 1
        value: object
        if node.shape is Shape.MAP:
            value, size = self._map(node)
        elif node.shape is Shape.LIST:
            items = [self.value(item) for item in node.items]
            size += sum(self._size(item) for item in node.items)
            value = items
        else:
            value = _scalar(node)
        if size > MAX_EXPANDED:
            raise MatterError(
                f"The YAML's aliases expand to more than {MAX_EXPANDED} values.", line=node.line
            )
        self._sizes[id(node)] = size
        return value

    def _size(self, node: Node) -> int:
        return self._sizes.get(id(self.target(node) if node.alias else node), 1)

    def _map(self, node: Node) -> tuple[dict[str, object], int]:
        nested = node is not self._root
        result: dict[str, object] = {}
        seen: set[str] = set()
        own: set[str] = set()
        size = 1
        for key_node, value_node in node.pairs:
            if is_merge(key_node):
                result.update(self._merged(value_node))
                size += self._size(value_node)
                continue
            key = self.key(key_node, nested=nested)
            written = key_node.text if key_node.shape is Shape.SCALAR and not key_node.alias else key
            if written in seen or (key in own and self.value(key_node) is not None):
                message = f'mapping key "{written}" already defined in this map'
                raise MatterError(f"The YAML cannot be read: {message}.", line=key_node.line)
            seen.add(written)
            own.add(key)
            result[key] = self.value(value_node)
            size += self._size(value_node) + 1
        return result, size

    def _merged(self, node: Node) -> Mapping[str, object]:
        value = self.value(node)
        if isinstance(value, dict):
            return value
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            merged: dict[str, object] = {}
            for item in value:
                if merged.keys() & item.keys():
                    raise MatterError("The YAML cannot be read: merged maps share a key.", line=node.line)
                merged.update(item)
            return merged
        message = "The YAML cannot be read: string was used where mapping is expected."
        raise MatterError(message, line=node.line)

    def _map_fields(self, node: Node, path: KeyPath, locked: str) -> tuple[Field, ...]:
        fields: list[Field] = []
        own: set[str] = set()
        for key_node, value_node in node.pairs:
            if not is_merge(key_node):
                key = self.key(key_node, nested=node is not self._root)
                own.add(key)
                reason = locked or _key_lock(key_node)
                fields.append(self._field(value_node, (*path, key), reason, self._comment(key_node)))
        for key_node, value_node in node.pairs:
            if is_merge(key_node):
                reason = "It comes from another map by a merge key (<<)."
                for key, value in self._merged(value_node).items():
                    if key not in own:
                        own.add(key)
                        fields.append(_foreign_field((*path, key), value, value_node, reason))
        return tuple(fields)

    def _field(self, node: Node, path: KeyPath, locked: str, comment: str) -> Field:
        value = self.value(node)
        reason = locked or self.lock(node)
        if node.alias:
            return _foreign_field(path, value, node, reason, comment)
        children: tuple[Field, ...] = ()
        if node.shape is Shape.MAP:
            children = self._map_fields(node, path, reason)
        elif node.shape is Shape.LIST:
            children = tuple(
                self._field(item, (*path, index), reason, "") for index, item in enumerate(node.items)
            )
        return Field(path, value, node.shape, node.start, node.end, node.line, reason, comment, children)

    def lock(self, node: Node) -> str:
        """Give why a value cannot be edited safely, or nothing."""
        if node.quirk:
            return node.quirk
        if node.alias:
            return f"It repeats the value that *{node.alias} names."
        if node.anchor:
            return f"Other keys may repeat its value by the name &{node.anchor}."
        if node.tag:
            return "It has an explicit YAML tag."
        if node.shape is Shape.SCALAR and node.style == "" and "\t" in self._matter[node.start : node.end]:
            return "It holds a tab character, which Hugo drops."
        return ""

    def _comment(self, key: Node) -> str:
        lines: list[str] = []
        at = key.start - key.column
        while at > 0:
            start = _line_start(self._matter, at)
            line = self._matter[start:at].strip()
            if not line.startswith("#"):
                break
            lines.append(line.lstrip("#").removeprefix(" "))
            at = start
        return "\n".join(reversed(lines))


def is_merge(key: Node) -> bool:
    """Whether `key` is the merge key `<<`."""
    return key.shape is Shape.SCALAR and key.style == "" and key.text == "<<" and not key.alias


def plain_text(value: object) -> str:
    """Give a number or bool in the words Go prints for it (`%v`)."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return go_float(value)
    return str(value)


def go_float(value: float) -> str:
    """Give a float as Go's shortest form: an exponent from 1e21 on and below 1e-4, no trailing `.0`."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "+Inf" if value > 0 else "-Inf"
    digits = repr(value)
    if value != 0 and not 1e-4 <= abs(value) < 1e21:
        mantissa, _, exponent = f"{value:e}".partition("e") if "e" not in digits else digits.partition("e")
        mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
        return f"{mantissa}e{exponent[0]}{exponent[1:].lstrip('0').rjust(2, '0')}"
    if "e" in digits:
        return f"{value:.0f}"
    return digits.removesuffix(".0")


def _foreign_field(path: KeyPath, value: object, node: Node, reason: str, comment: str = "") -> Field:
    shape = Shape.MAP if isinstance(value, dict) else Shape.LIST if isinstance(value, list) else Shape.SCALAR
    return Field(path, value, shape, node.start, node.end, node.line, reason, comment)


def _key_lock(key: Node) -> str:
    return "Its key has an anchor, an alias or a tag." if key.anchor or key.alias or key.tag else ""


def _scalar(node: Node) -> object:
    if not node.tag:
        return node.text if node.style else resolve_plain(node.text)
    kind = node.tag.removeprefix(_TAG)
    lowered = node.text.lower()
    if kind == "bool" and lowered in _TRUE_WORDS | _FALSE_WORDS:
        return lowered in _TRUE_WORDS
    if kind == "null":
        return None
    if kind in ("int", "float"):
        number = resolve_plain(node.text)
        if isinstance(number, (int, float)):
            return int(number) if kind == "int" else float(number)
    if kind == "binary":
        return _binary(node)
    if kind == node.tag and node.tag != "!" and not node.style:
        return resolve_plain(node.text)
    return node.text


def _binary(node: Node) -> str:
    try:
        return base64.b64decode("".join(node.text.split()), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError) as error:
        raise MatterError("The YAML cannot be read: invalid !!binary.", line=node.line) from error


def _line_start(matter: str, at: int) -> int:
    """Give the start of the line before the one that starts at `at`."""
    end = at - 1
    if end > 0 and matter[end] == "\n" and matter[end - 1] == "\r":
        end -= 1
    return max(matter.rfind("\n", 0, end), matter.rfind("\r", 0, end)) + 1
