"""Front matter of a whole file: found, read and changed whatever its format."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from editor.core.errors import EditorError
from editor.core.frontmatter.fields import (
    Block,
    Field,
    FieldLocked,
    Format,
    FrontMatter,
    KeyPath,
    MatterError,
    Split,
)
from editor.core.frontmatter.handlers import block_of
from editor.core.frontmatter.lookup import find_field, written_path
from editor.core.frontmatter.problems import field_problems, lead_problem
from editor.core.frontmatter.split import BOM, line_at, split_text
from editor.core.frontmatter.values import values_equal, with_value, without_value
from editor.core.problem import Problem, Severity
from editor.core.text_edit import TextEdit, apply_edits, shift_edits

_EOL = re.compile(r"\r\n?|\n")
_DELIMITERS = {Format.YAML: "---", Format.TOML: "+++"}


def read_front_matter(text: str) -> FrontMatter:
    """Give everything known of a file's front matter; never raises.

    What Hugo would refuse is an error in `problems`, with the line in the file and the reader's reason.
    """
    split = split_text(text)
    if split.problem is not None:
        return FrontMatter(split, (), {}, (split.problem,))
    if split.format is Format.NONE:
        lead = lead_problem(text, split)
        return FrontMatter(split, (), {}, (lead,) if lead else ())
    try:
        fields = block_of(split.format).read(text[split.matter : split.closing])
    except EditorError as error:
        return FrontMatter(split, (), {}, (_problem(text, split, error),))
    except RecursionError:
        deep = MatterError("The front matter nests too deep.", line=1)
        return FrontMatter(split, (), {}, (_problem(text, split, deep),))
    moved = tuple(_moved(field, split.matter, line_at(text, split.matter) - 1) for field in fields)
    values = {str(field.key): field.value for field in fields}
    return FrontMatter(split, moved, values, field_problems(text, moved))


def read_values(text: str) -> FrontMatter:
    """Give the values of a file's front matter and why it cannot be read, without the fields and their places.

    For lists of many posts: in YAML it takes a third of the time of `read_front_matter`.
    """
    split = split_text(text)
    if split.format is not Format.YAML or split.problem is not None:
        return read_front_matter(text)
    # Each format's reader is imported by the first file that has it.
    from editor.core.frontmatter.yaml_loader import load_yaml

    try:
        return FrontMatter(split, (), load_yaml(text[split.matter : split.closing]))
    except (EditorError, RecursionError):
        return read_front_matter(text)


def set_field(text: str, path: KeyPath, value: object) -> tuple[TextEdit, ...]:
    """Give the smallest edits of a file's text after which the front matter's value at `path` is `value`.

    Keys are found as Hugo finds them (case does not count, see `find_field`); a missing key is added beside
    its natural sibling with the maps it needs; an equal value gives no edits. A date or datetime takes the
    shape of the date it replaces. `""`, `[]` and None keep the key. Raises FieldLocked where the change
    cannot be made without changing anything else: every edit is tried on a copy, read back and compared
    first.
    """
    split = split_text(text)
    if split.format is Format.NONE:
        return _set_in_new(text, split, path, value)
    front = _editable(text)
    found = _unlocked(front, path)
    if found is not None and values_equal(found.value, value):
        return ()
    where = written_path(front, path)
    block, matter = _block(text, front)
    edits = _run(block.set(matter, where, value), text, front.split)
    alike = [value, *_switch_words(found, value), *_empties(front.format, value)]
    expected = [with_value(front.values, where, each) for each in alike]
    _verify(text, edits, expected, where, body=text[front.split.body :])
    return edits


def unset_field(text: str, path: KeyPath) -> tuple[TextEdit, ...]:
    """Give the edits that remove the key or item at `path`; none if it is not there.

    A map that loses its only key goes too. Raises FieldLocked like `set_field`.
    """
    front = _editable(text)
    found = find_field(front, path)
    if found is None:
        return ()
    where = written_path(front, path)
    block, matter = _block(text, front)
    edits = _run(block.unset(matter, where), text, front.split)
    # A map that lost its only key may have gone with it.
    expected = [without_value(front.values, where[:depth]) for depth in range(len(where), 0, -1)]
    _verify(text, edits, expected, where, body=text[front.split.body :])
    return _emptied(text, front, edits)


def create_front_matter(format: Format, eol: str = "\n") -> tuple[str, str]:
    """Give the opening and the closing delimiter, line ends included, for a file that has no front matter."""
    if format is Format.JSON:
        return "{" + eol, "}" + eol
    if format not in _DELIMITERS:
        raise FieldLocked(f"New front matter cannot be written as {format.value}.")
    delimiter = _DELIMITERS[format] + eol
    return delimiter, delimiter


def _set_in_new(text: str, split: Split, path: KeyPath, value: object) -> tuple[TextEdit, ...]:
    """Begin the file with new front matter and a blank line, which `_emptied` knows again."""
    found = _EOL.search(text)
    eol = found.group() if found else "\n"
    opening, closing = create_front_matter(Format.YAML, eol)
    inner = apply_edits("", block_of(Format.YAML).set("", path, value)).replace("\n", eol)
    lead = text.startswith(BOM)
    blank = eol if text[split.body :] else ""
    edits = (TextEdit(lead, lead, opening + inner + closing + blank),)
    _verify(text, edits, [with_value({}, path, value)], path, body=blank + text[lead:])
    return edits


def _switch_words(found: Field | None, value: object) -> tuple[str, ...]:
    """Give the texts that mean the bool `value` where the file has it in quotes, which Hugo reads all the
    same."""
    if not isinstance(value, bool) or found is None or not isinstance(found.value, str):
        return ()
    word = "true" if value else "false"
    return (word, word.title(), word.upper())


def _empties(format: Format, value: object) -> tuple[object, ...]:
    """Give what may stand for None in TOML, which has no null: the empty value of each type."""
    return ("", False, 0, 0.0, [], {}) if format is Format.TOML and value is None else ()


def _emptied(text: str, front: FrontMatter, edits: tuple[TextEdit, ...]) -> tuple[TextEdit, ...]:
    """Take front matter away that lost its last key, if it stands as `set_field` makes it in a file
    without any, and if nothing of the body would be taken for front matter in its place."""
    split = front.split
    matter = apply_edits(text[split.matter : split.closing], shift_edits(edits, -split.matter))
    ends = (text[split.matter - 1 : split.matter], text[split.body - 1 : split.body])
    plain = split.opening == text.startswith(BOM) and all(end in ("\n", "\r") for end in ends)
    blank = _EOL.match(text, split.body)
    if matter or not plain or split.format is not Format.YAML or not (blank or split.body == len(text)):
        return edits
    whole = TextEdit(split.opening, blank.end() if blank else split.body, "")
    bare = split_text(apply_edits(text, (whole,))).format is Format.NONE
    return (whole,) if bare else edits


def _editable(text: str) -> FrontMatter:
    front = read_front_matter(text)
    if front.broken:
        problem = front.problems[0]
        raise FieldLocked(
            "The front matter cannot be read, so no field of it can be changed. Mend it in the Source tab.",
            detail=problem.message,
            line=problem.line,
        )
    return front


def _unlocked(front: FrontMatter, path: KeyPath) -> Field | None:
    """Give the field at `path`; raises FieldLocked if it or a map on the way is locked."""
    for depth in range(1, len(path) + 1):
        found = find_field(front, path[:depth])
        if found is not None and found.locked:
            raise FieldLocked(f"This field is edited in the Source tab. {found.locked}", line=found.line)
    return find_field(front, path)


def _block(text: str, front: FrontMatter) -> tuple[Block, str]:
    return block_of(front.format), text[front.split.matter : front.split.closing]


def _run(edits: tuple[TextEdit, ...], text: str, split: Split) -> tuple[TextEdit, ...]:
    """Move a block's edits into the file; a block without a line end takes that of the opening delimiter."""
    matter = text[split.matter : split.closing]
    eol = _EOL.search(text, split.opening, split.matter)
    if eol and eol.group() != "\n" and not _EOL.search(matter):
        edits = tuple(TextEdit(e.start, e.end, _EOL.sub(eol.group(), e.text)) for e in edits)
    return shift_edits(edits, split.matter)


def _verify(
    text: str,
    edits: tuple[TextEdit, ...],
    expected: Sequence[Mapping[str, object]],
    path: KeyPath,
    *,
    body: str,
) -> None:
    """Refuse edits that do more than was asked: the gate that turns an unforeseen trap into a refusal."""
    name = ".".join(map(str, path))
    refusal = f"{name} cannot be changed safely here; edit it in the Source tab."
    try:
        after = apply_edits(text, edits)
    except ValueError as error:
        raise FieldLocked(refusal, detail=str(error)) from error
    again = read_front_matter(after)
    reason = ""
    if again.broken:
        reason = again.problems[0].message
    elif after[again.split.body :] != body:
        reason = "the body would change"
    elif not any(values_equal(dict(again.values), dict(wanted)) for wanted in expected):
        reason = "another value would change"
    if reason:
        raise FieldLocked(refusal, detail=reason)


def _problem(text: str, split: Split, error: EditorError) -> Problem:
    line = line_at(text, split.matter) + (error.line or 1) - 1
    start = split.matter
    for _ in range((error.line or 1) - 1):
        found = _EOL.search(text, start, split.closing)
        if not found:
            break
        start = found.end()
    found = _EOL.search(text, start)
    end = found.start() if found else len(text)
    message = error.message if not error.detail or error.detail in error.message else str(error)
    return Problem(Severity.ERROR, message, line, start, end)


def _moved(field: Field, by: int, lines: int) -> Field:
    return Field(
        field.path,
        field.value,
        field.shape,
        field.start + by,
        field.end + by,
        field.line + lines,
        field.locked,
        field.comment,
        tuple(_moved(child, by, lines) for child in field.children),
    )
