"""Edits as a person reads them: the front matter before, what is set, the front matter after."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from editor.core.frontmatter import parse_value, set_field, unset_field
from editor.core.text_edit import apply_edits

FOLDER = Path(__file__).parent / "edits"
# A name, a line "< key = value" (or "< - key" to unset), the matter before, a line ">", the matter after.
CASE = re.compile(r"(.+)\n< (?:- (\S+)|(\S+) = (.+))\n((?:.*\n)*?)>\n((?:.*\n)*?)(?=\n\S[^:\n]*\n< |\Z)")
CASES = [
    pytest.param(*found.groups()[1:], id=found.group(1))
    for path in sorted(FOLDER.glob("*.txt"))
    for found in CASE.finditer(path.read_text("utf-8"))
]


def path_of(key):
    return tuple(int(step) if step.isdecimal() else step for step in key.split("."))


@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("unset", "key", "value", "before", "after"), CASES)
def test_edit(unset, key, value, before, after, eol):
    text = f"---\n{before}---\nBody\n".replace("\n", eol)
    edits = unset_field(text, path_of(unset)) if unset else set_field(text, path_of(key), parse_value(value))
    assert apply_edits(text, edits).replace(eol, "\n") == f"---\n{after}---\nBody\n"
    assert apply_edits(text, edits).count(eol) == after.count("\n") + 3


def test_every_case_is_found():
    written = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.txt"))
    assert len(CASES) == len(re.findall(r"^< ", written, re.MULTILINE))
