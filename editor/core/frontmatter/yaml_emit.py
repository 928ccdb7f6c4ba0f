"""Values written as YAML that Hugo before and after 0.152 and other readers take alike."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from editor.core.frontmatter.dates import format_date
from editor.core.frontmatter.fields import FieldLocked
from editor.core.frontmatter.yaml_quotes import Habit, Quoting, can_be_plain, quote

_UNFIT_FOR_BLOCK = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]|[ \t]\n*$|(?:^|\n)[ \t]+\n|^\n|^ |(?:^|\n) *\t"
)
# Where authors and formatters break folded text.
_WIDTH = 80
_HEADER = re.compile(r"[|>][-+0-9]*")


@dataclass(frozen=True, slots=True)
class Manner:
    """How the file writes: its line end, indentation step, quotes, and commas of flow collections."""

    quoting: Quoting
    eol: str
    step: int = 2
    comma: str = ", "
    block_lists: bool = False
    block_maps: bool = False
    list_indent: int = 2


def emit_atom(value: object) -> str | None:
    """Give None, bools and numbers as YAML text; None for what is not one of these."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        if not -(1 << 63) <= value < 1 << 64:
            raise FieldLocked(f"Hugo reads no number as large as {value}.")
        return str(value)
    return _emit_float(value) if isinstance(value, float) else None


def emit_text(value: object) -> str | None:
    """Give the string to write for a text, date or time; None for what is none of these."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return format_date(value)
    return value.isoformat() if isinstance(value, time) else None


def emit_flow(value: object, manner: Manner, habit: Habit = Habit.PLAIN, *, flow: bool = True) -> str:
    """Give `value` on one line, collections in flow style; `flow` says whether it stands inside brackets."""
    atom = emit_atom(value)
    if atom is not None:
        return atom
    text = emit_text(value)
    if text is not None:
        if isinstance(value, date) and habit is Habit.PLAIN:
            return text
        return manner.quoting.write(text, habit, flow=flow)[0]
    if isinstance(value, Mapping):
        return (
            "{" + ", ".join(f"{emit_key(k)}: {emit_flow(v, manner, habit)}" for k, v in value.items()) + "}"
        )
    if isinstance(value, Sequence):
        return "[" + manner.comma.join(emit_flow(item, manner, habit) for item in value) + "]"
    raise FieldLocked(f"A value of the kind {type(value).__name__} cannot be written.")


def emit_block(value: object, manner: Manner, indent: int, habit: Habit = Habit.PLAIN) -> str:
    """Give what follows a key's colon: " text" on its line, or line ends and the lines of a block collection.

    `indent` is the column of the key. Empty collections are `[]` and `{}`.
    """
    if isinstance(value, Mapping) and value:
        return "".join(
            manner.eol
            + " " * (indent + manner.step)
            + emit_entry(str(k), v, manner, indent + manner.step, habit)
            for k, v in value.items()
        )
    if isinstance(value, (list, tuple)) and value:
        return "".join(
            manner.eol
            + " " * (indent + manner.list_indent)
            + emit_item(item, manner, indent + manner.list_indent)
            for item in value
        )
    if (
        isinstance(value, str)
        and "\n" in value
        and (lines := literal(value, manner.eol, indent + manner.step))
    ):
        return " " + lines
    return " " + emit_flow(value, manner, habit, flow=False)


def emit_entry(key: str, value: object, manner: Manner, indent: int, habit: Habit = Habit.PLAIN) -> str:
    """Give `key: value` as a line or lines without the first line's indentation."""
    return emit_key(key) + ":" + emit_block(value, manner, indent, habit)


def emit_item(value: object, manner: Manner, indent: int, habit: Habit = Habit.PLAIN) -> str:
    """Give `- value` for a block list whose dashes stand at column `indent`."""
    if isinstance(value, Mapping) and value:
        inner = indent + 2
        gap = manner.eol + " " * inner
        return "- " + gap.join(emit_entry(str(k), v, manner, inner) for k, v in value.items())
    if (
        isinstance(value, str)
        and "\n" in value
        and (lines := literal(value, manner.eol, indent + manner.step))
    ):
        return "- " + lines
    return "- " + emit_flow(value, manner, habit, flow=False)


def emit_key(key: object) -> str:
    """Give a key, in double quotes where it could be misread."""
    text = str(key)
    return text if can_be_plain(text, flow=True) else quote(text, Habit.DOUBLE)


def literal(text: str, eol: str, indent: int, header: str = "|") -> str | None:
    """Give `text` as a block scalar of the kind of `header`, its lines at column `indent`; None where it
    can't be.

    The chomping sign follows the text: none for one line end at the last line, `-` for none, `+` for more.
    """
    body = text.rstrip("\n")
    if not text:
        return header[0] + "-"
    if not body or _UNFIT_FOR_BLOCK.search(text) or (header[0] == ">" and re.search(r"\n | \n", text)):
        return None
    ends = len(text) - len(body)
    sign = "-" if ends == 0 else "+" if ends > 1 else ""
    if header[0] == ">":
        body = re.sub(r"\n+", lambda run: run.group() + "\n", body)
        body = "\n".join(wrapped(line, "\n", _WIDTH - indent) for line in body.split("\n"))
    lines = [" " * indent + line if line else "" for line in body.split("\n")]
    lines += [""] * (ends - 1)
    return header[0] + sign + eol + eol.join(lines)


def wrapped(text: str, eol: str, width: int) -> str:
    """Give `text` with `eol` in place of single spaces, so that lines fit `width` where words allow.

    Folding gives the same text back: only a space between two other characters becomes a line end, and none
    before a word that could begin something else there.
    """
    lines = [""]
    for word in re.split(r"(?<=[^ ]) (?=[^ #&*!|>'\"%@`?:,\[\]{}-])", text):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and len(joined) > width:
            lines.append(word)
        else:
            lines[-1] = joined
    return eol.join(lines)


def block_header(text: str) -> str:
    """Give the header (`|-`, `>2`…) that a block scalar's text begins with."""
    found = _HEADER.match(text)
    return found.group() if found else "|"


def _emit_float(value: float) -> str:
    if value != value:
        return ".nan"
    if value in (float("inf"), float("-inf")):
        return ".inf" if value > 0 else "-.inf"
    text = repr(value)
    mantissa, mark, exponent = text.partition("e")
    # Hugo reads a float by its point: 1e+21 would be a string.
    return text if "." in mantissa else f"{mantissa}.0{mark}{exponent}"
