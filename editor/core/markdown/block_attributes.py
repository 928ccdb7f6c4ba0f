"""Attribute lists on lines of their own, for the block above (`goldmark.parser.attribute.block`).

Sources: https://gohugo.io/content-management/markdown-attributes/ and probes of Hugo 0.168.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from editor.core.markdown.attributes import Value, read_attributes

# An attribute list may go on for so many lines.
_MOST_LINES = 20
_GLOBAL = frozenset(
    [
        "accesskey",
        "autocapitalize",
        "autofocus",
        "class",
        "contenteditable",
        "dir",
        "draggable",
        "enterkeyhint",
        "hidden",
        "id",
        "inert",
        "inputmode",
        "is",
        "itemid",
        "itemprop",
        "itemref",
        "itemscope",
        "itemtype",
        "lang",
        "part",
        "role",
        "slot",
        "spellcheck",
        "style",
        "tabindex",
        "title",
        "translate",
    ]
)
_OWN: Mapping[str, frozenset[str]] = {
    "blockquote": frozenset(["cite"]),
    "ul": frozenset(["start", "reversed", "type"]),
    "ol": frozenset(["start", "reversed", "type"]),
    "hr": frozenset(["align", "color", "noshade", "size", "width"]),
}
# Elements that show whatever they are given.
_FREE = frozenset(["table", "h1", "h2", "h3", "h4", "h5", "h6"])
_END_LINE = "attributes_end"


def attribute_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block rule: an attribute list that becomes the block's above, and nothing where there is none."""
    if state.is_code_block(start) or _line(state, start)[:1] != "{":
        return False
    read = _read(state, start, end)
    if read is None:
        return False
    if silent:
        return True
    found, state.line = read
    # Of two lists in a row the second has the first above it, which shows nothing.
    if start and not state.isEmpty(start - 1) and not follows_attributes(state, start):
        _give(state, found)
    state.env[_END_LINE] = state.line
    return True


def follows_attributes(state: StateBlock, line: int) -> bool:
    """Whether an attribute list ends just above a line."""
    return bool(state.env.get(_END_LINE) == line)


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _read(state: StateBlock, start: int, end: int) -> tuple[dict[str, Value], int] | None:
    """Read a list that begins on the line `start`: its attributes and the line behind it."""
    text = ""
    for line in range(start, min(end, start + _MOST_LINES)):
        text += _line(state, line) + "\n"
        if "}" in text:
            found = read_attributes(text)
            if found is not None:
                return found[0], line + 1
    return None


def _give(state: StateBlock, found: Mapping[str, Value]) -> None:
    """Give attributes to the block that ends last on this level."""
    tokens = state.tokens
    if not tokens or tokens[-1].level != state.level:
        return
    at = len(tokens) - 1
    if tokens[at].nesting == -1:
        while at and not (tokens[at].nesting == 1 and tokens[at].level == state.level):
            at -= 1
    given = tokens[at].meta.setdefault("attributes", {})
    for name, value in found.items():
        given.setdefault(name, value)
    lines = tokens[at].map
    if lines:
        tokens[at].map = [lines[0], state.line]


def shown(token: Token) -> dict[str, str]:
    """Give the attributes of a block that its element shows."""
    given = token.meta.get("attributes")
    if not given:
        return {}
    if token.tag in _FREE:
        return {name: written(value) for name, value in given.items() if not name.lower().startswith("on")}
    allowed = _GLOBAL | _OWN.get(token.tag, frozenset())
    return {
        name: value if isinstance(value, str) else ""
        for name, value in given.items()
        if name in allowed or name.startswith("data-")
    }


def written(value: Value) -> str:
    """Give an attribute's value as a heading shows it: only texts, numbers and truth values."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        # No exponent, and no more digits than tell the number from its neighbours.
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    return str(value) if isinstance(value, str | int) else ""
