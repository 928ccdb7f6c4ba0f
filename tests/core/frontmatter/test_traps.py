"""Small files that trap readers and writers, with the verdict of real Hugo 0.168 on each."""

from __future__ import annotations

import base64
import json
from datetime import date, datetime, time
from pathlib import Path

import pytest

from editor.core.frontmatter import FieldLocked, Format, find_field, read_front_matter, set_field, unset_field
from editor.core.frontmatter.meta import page_meta, params
from editor.core.frontmatter.yaml_loader import go_float
from editor.core.problem import Severity
from editor.core.text_edit import apply_edits
from tests.support.hugo_values import stamp

DATA = Path(__file__).parents[2] / "data" / "front-matter-traps.json"
TRAPS = json.loads(DATA.read_text("utf-8"))

# Hugo's reader takes a closing bracket at the start of a plain scalar, libyaml does not: shown as broken,
# never written.
STRICTER = {"plain }"}

# What a text cannot tell after another value stood there: raw control characters and bytes that are no UTF-8
# come back as escapes or U+FFFD, numbers in their plain form, and words that other readers take for dates or
# switches in quotes.
ONE_WAY = {
    "NEL/LS",
    "control char",
    "fm: NUL byte",
    "fm: invalid utf8 in quoted",
    "fm: invalid utf8 in value",
    "json invalid utf8",
    "tab in dq",
    "title 007",
    "title hex",
    "title oct",
    "title date",
    "case key DRAFT",
}


def text_of(trap: dict[str, object]) -> str:
    if "text" in trap:
        return str(trap["text"])
    return base64.b64decode(str(trap["base64"])).decode("utf-8", "surrogateescape")


def in_words(value: object) -> object:
    """The stored verdicts have floats and moments as text."""
    if isinstance(value, dict):
        return {key: in_words(item) for key, item in value.items()}
    if isinstance(value, list):
        return [in_words(item) for item in value]
    if isinstance(value, float):
        return go_float(value)
    if isinstance(value, datetime) and value.tzinfo:
        return stamp(value)
    return value.isoformat() if isinstance(value, (date, time)) else value


@pytest.mark.parametrize("trap", TRAPS, ids=[trap["name"] for trap in TRAPS])
def test_read_as_hugo_reads(trap):
    text, hugo = text_of(trap), trap["hugo"]
    front = read_front_matter(text)
    errors = [problem for problem in front.problems if problem.severity is Severity.ERROR]
    if "error" in hugo:
        assert errors
        return
    if trap["name"] in STRICTER:
        assert front.broken
        return
    assert not front.broken, front.problems
    assert bool(errors) == ("loggedError" in hugo), front.problems
    known = {key: value for key, value in params(front).items() if key != "iscjklanguage"}
    expected = {"draft": hugo["draft"], **hugo["params"]}
    if front.format is Format.JSON:
        # Every number of JSON is a float to Hugo, and the verdicts have floats as text in one of Go's ways.
        numbers = {key for key, value in known.items() if type(value) in (int, float) and key != "weight"}
        assert all(float(expected.pop(key)) == known.pop(key) for key in numbers)
    assert in_words(known) == expected
    meta = page_meta(front)
    assert (meta.title, meta.draft, meta.weight, meta.slug) == (
        hugo["title"],
        hugo["draft"],
        hugo["weight"],
        hugo["slug"],
    )
    dates = [stamp(each) for each in (meta.date, meta.lastmod, meta.publish_date, meta.expiry_date)]
    assert dates == [hugo["date"], hugo["lastmod"], hugo["publishDate"], hugo["expiryDate"]]
    body = text[front.split.body :]
    assert len(body.encode("utf-8", "surrogateescape").decode("utf-8", "replace")) == hugo["bodyLength"]


@pytest.mark.parametrize("trap", TRAPS, ids=[trap["name"] for trap in TRAPS])
@pytest.mark.parametrize(("key", "value"), [("draft", True), ("draft", False), ("title", 'a: "b" 😀')])
def test_set_and_set_back_or_refuse(trap, key, value):
    text = text_of(trap)
    front = read_front_matter(text)
    old = find_field(front, (key,))
    try:
        changed = apply_edits(text, set_field(text, (key,), value))
        edits = unset_field(changed, (key,)) if old is None else set_field(changed, (key,), old.value)
    except FieldLocked:
        return
    body = text[front.split.body :]
    assert changed.endswith(body)
    one_way = old is not None and (old.value is None or (key == "title" and trap["name"] in ONE_WAY))
    if not one_way:
        assert apply_edits(changed, edits) == text
