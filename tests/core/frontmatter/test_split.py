"""Where the front matter of a file begins and ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.frontmatter import Format, split_text

CASES = [
    ("---\na: 1\n---\nB", Format.YAML, ("", "---\n", "a: 1\n", "---\n", "B")),
    ("\ufeff---\r\na: 1\r\n---\r\nB", Format.YAML, ("\ufeff", "---\r\n", "a: 1\r\n", "---\r\n", "B")),
    ("\n \f---  \na: 1\n---foo\nB", Format.YAML, ("\n \f", "---  \n", "a: 1\n", "---", "foo\nB")),
    ("--- # c\na: 1\n---", Format.YAML, ("", "---", " # c\na: 1\n", "---", "")),
    ("---\n---\n", Format.YAML, ("", "---\n", "", "---\n", "")),
    ("---\ra: 1\r---\rB", Format.YAML, ("", "---\r", "a: 1\r", "---\r", "B")),
    ("+++\na = 1\n+++\nB", Format.TOML, ("", "+++\n", "a = 1\n", "+++\n", "B")),
    ('{"a": "}\\"{"} B', Format.JSON, ("", "", '{"a": "}\\"{"}', "", " B")),
    ('{"a": 1}\r\nB', Format.JSON, ("", "", '{"a": 1}\r\n', "", "B")),
    ("#+title: x\n#+draft: t\nB", Format.ORG, ("", "", "#+title: x\n#+draft: t\n", "", "B")),
    ("# Head\n---\n", Format.NONE, ("", "", "", "", "# Head\n---\n")),
    ("\ufeffB", Format.NONE, ("\ufeff", "", "", "", "B")),
    ("\xa0---\na: 1\n---\n", Format.NONE, ("", "", "", "", "\xa0---\na: 1\n---\n")),
]
REFUSED = [
    "- item\n",
    "+ item\n",
    "-x",
    "------\nB",
    "---\ntitle: x\nB",
    "---\nx---\n",
    '{"a": 1',
    "{{< b >}",
    "+++",
]


@pytest.mark.parametrize(("text", "found", "parts"), CASES)
def test_parts(text, found, parts):
    split = split_text(text)
    ends = (0, split.opening, split.matter, split.closing, split.body, len(text))
    assert split.format is found
    assert tuple(text[a:b] for a, b in zip(ends, ends[1:], strict=False)) == parts
    assert split.problem is None


@pytest.mark.parametrize("text", REFUSED)
def test_what_hugo_refuses_is_told(text):
    assert split_text(text).problem is not None


@given(st.text('-+{}"\\#\n\r \ufeffab', max_size=40))
def test_offsets_are_in_order(text):
    split = split_text(text)
    assert 0 <= split.opening <= split.matter <= split.closing <= split.body <= len(text)
