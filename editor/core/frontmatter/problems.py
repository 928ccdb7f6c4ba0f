"""What Hugo would refuse or surprise with in front matter that does parse."""

from __future__ import annotations

from collections.abc import Iterator

from editor.core.frontmatter.casts import to_bool, to_moment, to_text, to_texts
from editor.core.frontmatter.fields import Field, Format, KeyPath, Split
from editor.core.frontmatter.lookup import winner
from editor.core.frontmatter.meta import DATE_CHAINS
from editor.core.frontmatter.split import BOM, line_at
from editor.core.problem import Problem, Severity

_DATE_KEYS = frozenset(key for chain in DATE_CHAINS.values() for key in chain)
_CHECKED = _DATE_KEYS | {"draft", "params", "url", "aliases"}
# A bare year or day written as a number is seconds since 1970 to Hugo; real moments of posts are larger.
_LARGEST_NUMERAL = 99_999_999
_PROTOCOLS = ("http:", "https:")


def field_problems(text: str, fields: tuple[Field, ...]) -> tuple[Problem, ...]:
    """Give what is wrong with single values: errors stop a build, warnings are values Hugo reads
    otherwise."""
    found: list[Problem] = []
    for field in fields:
        key = str(field.key).lower()
        if key not in _CHECKED:
            continue
        decides = winner(fields, str(field.key))
        if decides is not None and (decides.path, decides.start) == (field.path, field.start):
            found += _key_problems(key, field)
    found += (problem for field in _all(fields) for problem in _value_problems(text, field))
    return tuple(found)


def lead_problem(text: str, split: Split) -> Problem | None:
    """Say when a byte order mark in the wrong place hides the front matter."""
    lead = text[: len(text) - len(text.lstrip(BOM + " \t\r\n"))]
    hidden = text[len(lead) : len(lead) + 3] in ("---", "+++")
    if split.format is not Format.NONE or not hidden or BOM not in lead[1:]:
        return None
    at = lead.index(BOM, 1)
    message = "A byte order mark stands before the front matter, so Hugo shows it as text."
    advice = "Remove all but one mark at the very start of the file."
    return Problem(Severity.WARNING, message, line_at(text, at), at, at + 1, advice)


def _key_problems(key: str, field: Field) -> Iterator[Problem]:
    value = field.value
    if key in _DATE_KEYS and value is not None and value != "":
        yield from _date_problems(key, field)
    elif key == "draft" and isinstance(value, str) and value and not to_bool(value):
        if value.lower() not in ("false", "f", "0"):
            yield _warning(
                field, f"Hugo takes {value!r} for no, so this is not a draft.", "Write true or false."
            )
    elif key == "params" and value is not None and not isinstance(value, dict):
        yield _error(field, "params must be a map of keys.", "Put keys below it, or remove it.")
    elif key == "url" and to_text(value).startswith(_PROTOCOLS):
        yield _error(field, "Hugo takes no URL with a protocol here.", "Write the path only.")
    elif key == "aliases" and any(alias.startswith(_PROTOCOLS) for alias in to_texts(value)):
        yield _error(field, "Hugo takes no alias with a protocol.", "Write paths only.")


def _date_problems(key: str, field: Field) -> Iterator[Problem]:
    value = field.value
    if key == "published" and isinstance(value, bool):
        yield _error(
            field,
            "Hugo reads published as a date, and a build with a switch here fails.",
            f"Write draft: {'false' if value else 'true'} instead.",
        )
    elif to_moment(value) is None:
        advice = "Write 2006-01-02, or 2006-01-02T15:04:05+01:00 with a time; seconds are needed."
        yield _error(field, f"Hugo cannot read {to_text(value) or 'this'!r} as a date.", advice)
    elif isinstance(value, int) and abs(value) <= _LARGEST_NUMERAL:
        moment = to_moment(value)
        yield _warning(
            field, f"Hugo reads a number as seconds: this is {moment:%Y-%m-%d %H:%M}.", "Write a date."
        )


def _value_problems(text: str, field: Field) -> Iterator[Problem]:
    rest = text[field.end : field.end + 3].lstrip(" ")
    if field.value is None and field.start == field.end and rest[:1] == "#" and rest[1:2].strip(" #\r\n!"):
        message = "This begins a comment, so the value is empty to Hugo."
        yield _warning(field, message, "Put the value in quotes if it is meant to begin with #.")
    if field.locked.startswith("Hugo reads it as part of"):
        yield _warning(field, field.locked, "Write an empty item as two quotes.")


def _all(fields: tuple[Field, ...]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from _all(field.children)


def _error(field: Field, message: str, advice: str) -> Problem:
    return _problem(Severity.ERROR, field, message, advice)


def _warning(field: Field, message: str, advice: str) -> Problem:
    return _problem(Severity.WARNING, field, message, advice)


def _problem(severity: Severity, field: Field, message: str, advice: str) -> Problem:
    path: KeyPath = field.path
    return Problem(severity, message, field.line, field.start, field.end, advice, path)
