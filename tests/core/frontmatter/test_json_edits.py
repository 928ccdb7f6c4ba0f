"""Edits of JSON front matter a person can read: before, the edit, after; set back gives the first again."""

from __future__ import annotations

from datetime import date

import pytest

from editor.core.frontmatter import FieldLocked, find_field, read_front_matter, set_field, unset_field
from editor.core.text_edit import apply_edits

PRETTY = '{\n  "title": "x",\n  "draft": true\n}\n'
SETS = {
    "a value alone": (PRETTY, "draft", False, PRETTY.replace("true", "false")),
    "quotes and emoji": ('{"title":"x"}\n', "title", 'a "b" 😀', '{"title":"a \\"b\\" 😀"}\n'),
    "letters as escapes": (
        '{"a":"\\u00e9","title":"x"}\n',
        "title",
        "ü",
        '{"a":"\\u00e9","title":"\\u00fc"}\n',
    ),
    "the last of equal keys": ('{"a":1,"a":2}\n', "a", 3, '{"a":1,"a":3}\n'),
    "the deciding case": ('{"title":"a","Title":"b"}\n', "title", "c", '{"title":"a","Title":"c"}\n'),
    "list on one line": ('{"tags":["a"]}\n', "tags", ["a", "b"], '{"tags":["a","b"]}\n'),
    "list on lines": (
        '{\n\t"tags": [\n\t\t"a"\n\t]\n}\n',
        "tags",
        ["a", "b"],
        '{\n\t"tags": [\n\t\t"a",\n\t\t"b"\n\t]\n}\n',
    ),
    "date in its shape": ('{"date":"2020-01-02"}\n', "date", date(2021, 2, 3), '{"date":"2021-02-03"}\n'),
    "nested": ('{"image": {"a": {"b": [1, 2]}}}\n', "image.a.b.1", 5, '{"image": {"a": {"b": [1, 5]}}}\n'),
    "null": ('{"title":"x"}\n', "title", None, '{"title":null}\n'),
    "CRLF": ('{\r\n "a": 1\r\n}\r\n', "a", 2, '{\r\n "a": 2\r\n}\r\n'),
}
ADDS = {
    "before the last": (PRETTY, "weight", 1, '{\n  "title": "x",\n  "weight": 1,\n  "draft": true\n}\n'),
    "compact": ('{"title":"x"}\n', "draft", True, '{"title":"x","draft":true}\n'),
    "with blanks": ('{ "title": "x" }\n', "draft", True, '{ "title": "x", "draft": true }\n'),
    "tabs and CRLF": (
        '{\r\n\t"a": 1\r\n}\r\n',
        "b",
        2,
        '{\r\n\t"b": 2,\r\n\t"a": 1\r\n}\r\n',
    ),
    "a group": (PRETTY, "image.x", 1, '{\n  "title": "x",\n  "image": {"x": 1},\n  "draft": true\n}\n'),
    "into a group": ('{"image":{"a":1}}\n', "image.b", 2, '{"image":{"a":1,"b":2}}\n'),
    "empty": ("{}\n", "draft", True, '{"draft": true}\n'),
    "empty on lines": ("{\n}\n", "draft", True, '{\n  "draft": true\n}\n'),
}


def path_of(dotted):
    return tuple(int(step) if step.isdecimal() else step for step in dotted.split("."))


@pytest.mark.parametrize(("before", "key", "value", "after"), SETS.values(), ids=SETS)
def test_set_and_back(before, key, value, after):
    path = path_of(key)
    old = find_field(read_front_matter(before + "Body"), path)
    assert apply_edits(before + "Body", set_field(before + "Body", path, value)) == after + "Body"
    assert apply_edits(after + "Body", set_field(after + "Body", path, old.value)) == before + "Body"


@pytest.mark.parametrize(("before", "key", "value", "after"), ADDS.values(), ids=ADDS)
def test_add_and_unset(before, key, value, after):
    path = path_of(key)
    assert apply_edits(before + "Body", set_field(before + "Body", path, value)) == after + "Body"
    assert apply_edits(after + "Body", unset_field(after + "Body", path)) == before + "Body"


def test_numbers_are_floats_where_hugo_loses_digits():
    values = read_front_matter('{"a":12345678901234567890,"b":1.0,"c":7}\n').values
    assert values == {"a": 1.2345678901234567e19, "b": 1.0, "c": 7}
    assert [type(value) for value in values.values()] == [float, float, int]


def test_a_number_json_lacks_is_refused():
    with pytest.raises(FieldLocked):
        set_field('{"a":1}\n', ("a",), float("inf"))


def test_a_key_written_twice_is_not_removed():
    with pytest.raises(FieldLocked, match="more than once"):
        unset_field('{"a":1,"a":2}\n', ("a",))


@pytest.mark.parametrize(
    "text", ['{"a":NaN}\n', '{"a":1,}\n', "{'a':1}\n", '{"a":"x\ty"}\n', '{"a":1e999}\n']
)
def test_what_hugo_refuses_is_told(text):
    assert read_front_matter(text).broken
