"""Reserved front matter keys whose values Hugo refuses or ignores; each rule was tried on Hugo 0.168."""

from __future__ import annotations

from collections.abc import Iterator

from editor.core.frontmatter import Field, FrontMatter, Shape, find_field
from editor.core.frontmatter.casts import to_int
from editor.core.problem import Problem, Severity

_MAPS = ("build", "sites")
_NOT_CASCADED = frozenset({"kind", "path", "lang", "cascade"})
_SWITCHES = ("headless", "isCJKLanguage")


def reserved_key_problems(front: FrontMatter) -> Iterator[Problem]:
    """Give what a build would say of the keys that are Hugo's own."""
    for name in _MAPS:
        field = find_field(front, (name,))
        if field is not None and field.value is not None and field.shape is not Shape.MAP:
            yield _problem(Severity.ERROR, field, f"{name} must be a map of keys.", "Put keys below it.")
    removed = find_field(front, ("_build",))
    if removed is not None:
        yield _problem(Severity.ERROR, removed, "Hugo no longer takes _build.", "Call it build.")
    yield from _cascade_problems(front)
    weight = find_field(front, ("weight",))
    if weight is not None and isinstance(weight.value, str) and not _is_number(weight.value):
        message = f"Hugo reads the weight {weight.value!r} as 0, which is no weight."
        yield _problem(Severity.WARNING, weight, message, "Write a whole number.")
    for name in _SWITCHES:
        switch = find_field(front, (name,))
        if switch is not None and str(switch.value).lower() in ("yes", "on", "y"):
            message = f"Hugo takes {switch.value!r} for no."
            yield _problem(Severity.WARNING, switch, message, "Write true or false.")


def _cascade_problems(front: FrontMatter) -> Iterator[Problem]:
    cascade = find_field(front, ("cascade",))
    if cascade is None or cascade.value is None:
        return
    entries = cascade.children if cascade.shape is Shape.LIST else (cascade,)
    for entry in entries:
        if entry.shape is not Shape.MAP:
            yield _problem(Severity.ERROR, entry, "cascade must be a map or a list of maps.", "")
            continue
        for field in entry.children:
            name = str(field.key).lower()
            if name in _NOT_CASCADED:
                message = f"Hugo allows no {name} in a cascade."
                yield _problem(Severity.ERROR, field, message, "Put it below target to choose pages by it.")
            elif name == "_target":
                message = "_target is deprecated, and Hugo will stop taking it."
                yield _problem(Severity.WARNING, field, message, "Call it target.")


def _is_number(text: str) -> bool:
    return to_int(text) != 0 or text.strip("+-0.") == ""


def _problem(severity: Severity, field: Field, message: str, advice: str) -> Problem:
    return Problem(severity, message, field.line, field.start, field.end, advice, field.path)
