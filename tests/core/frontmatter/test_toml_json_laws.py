"""What must hold for TOML and JSON front matter: the laws of reading and of editing in place."""

from __future__ import annotations

import contextlib
import json

import pytest
import tomlkit
from hypothesis import assume, given
from hypothesis import strategies as st

from editor.core.frontmatter import (
    FieldLocked,
    Format,
    MatterError,
    find_field,
    read_front_matter,
    set_field,
    unset_field,
    values_equal,
)
from editor.core.frontmatter.json_block import JsonBlock
from editor.core.frontmatter.toml_block import TomlBlock
from editor.core.text_edit import apply_edits
from tests.support.convert import to_json, to_toml
from tests.support.front_matter_texts import keys, lists, texts, values, words

maps = st.dictionaries(keys, st.one_of(values, lists), max_size=3)
trees = st.dictionaries(keys, st.one_of(values, values, lists, maps, st.lists(maps, max_size=2)), max_size=6)
EOLS = st.sampled_from(["\n", "\r\n"])


def one_spelling(tree):
    names = [key.lower() for key in tree]
    return len(names) == len(set(names))


@st.composite
def posts(draw):
    tree, seed, eol = draw(trees.filter(one_spelling)), draw(st.integers(0, 999)), draw(EOLS)
    toml = f"+++\n{to_toml(tree, seed)}+++\n"
    text = (toml if draw(st.booleans()) else to_json(tree, seed)) + "Body\n"
    return draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", eol)


def all_fields(fields):
    for field in fields:
        yield field
        yield from all_fields(field.children)


@pytest.mark.parametrize("block", [TomlBlock(), JsonBlock()], ids=["toml", "json"])
@given(matter=st.one_of(st.text(max_size=60), st.text("ab.=[]{}\"'#,: \n1-T\\+", max_size=60)))
def test_reading_raises_nothing_but_matter_errors(block, matter):
    with contextlib.suppress(MatterError):
        block.read(matter)


@pytest.mark.parametrize(
    ("block", "matter"),
    [
        (TomlBlock(), "a = " + "[" * 5000 + "]" * 5000),
        (JsonBlock(), '{"a": ' + "[" * 50000 + "]" * 50000 + "}"),
    ],
    ids=["toml", "json"],
)
def test_a_bomb_of_brackets_is_refused(block, matter):
    with pytest.raises(MatterError):
        block.read(matter)


@given(st.text("ab.=[]{}\"'#, \n1-2\\", max_size=50), values)
def test_setting_in_any_toml_refuses_or_keeps_the_rest(matter, value):
    text = f"+++\n{matter}\n+++\nbody"
    front = read_front_matter(text)
    try:
        after = apply_edits(text, set_field(text, ("title",), value))
    except FieldLocked:
        return
    again = read_front_matter(after)
    assert values_equal(dict(again.values), {**front.values, "title": value})


@given(posts())
def test_spans_hold_their_values(text):
    front = read_front_matter(text)
    assert not front.broken, front.problems
    for field in all_fields(front.fields):
        written = text[field.start : field.end]
        assert written == written.strip()
        if not field.children:
            if front.format is Format.JSON:
                assert values_equal(json.loads(written), field.value)
            elif not written.startswith("["):
                assert values_equal(tomlkit.parse(f"a = {written}").unwrap()["a"], field.value)


@given(posts())
def test_an_equal_value_is_no_edit(text):
    for field in all_fields(read_front_matter(text).fields):
        assert set_field(text, field.path, field.value) == ()


@given(posts(), st.data())
def test_set_and_set_back(text, data):
    fields = [f for f in all_fields(read_front_matter(text).fields) if isinstance(f.value, (str, bool))]
    assume(fields)
    field = data.draw(st.sampled_from(fields))
    value = data.draw(st.booleans() if isinstance(field.value, bool) else st.one_of(texts, words))
    edits = set_field(text, field.path, value)
    assert all(field.start <= edit.start <= edit.end <= field.end for edit in edits)
    after = apply_edits(text, edits)
    found = find_field(read_front_matter(after), field.path)
    assert found is not None
    assert values_equal(found.value, value)
    back = apply_edits(after, set_field(after, field.path, field.value))
    # Single quotes cannot come back where the text between had to be escaped.
    escaped = text[field.start] == "'" and after[field.start] == '"'
    assert back == text or escaped


@given(posts(), st.data(), st.one_of(values, lists, st.dictionaries(words, values, min_size=1, max_size=3)))
def test_add_and_unset(text, data, value):
    front = read_front_matter(text)
    groups = [()] + [f.path for f in all_fields(front.fields) if isinstance(f.value, dict) and f.value]
    path = (*data.draw(st.sampled_from(groups)), "new_key")
    after = apply_edits(text, set_field(text, path, value))
    found = find_field(read_front_matter(after), path)
    assert found is not None
    assert values_equal(found.value, value)
    assert apply_edits(after, unset_field(after, path)) == text


@given(posts(), st.data())
def test_nested_key_makes_its_group(text, data):
    front = read_front_matter(text)
    assume("image" not in front.values)
    after = apply_edits(text, set_field(text, ("image", "focal_point"), "Smart"))
    assert read_front_matter(after).values["image"] == {"focal_point": "Smart"}
    assert apply_edits(after, unset_field(after, ("image", "focal_point"))) == text


@given(posts(), st.data(), lists)
def test_a_list_becomes_any_other(text, data, value):
    front = read_front_matter(text)
    fields = [f for f in all_fields(front.fields) if isinstance(f.value, list)]
    assume(fields)
    field = data.draw(st.sampled_from(fields))
    try:
        after = apply_edits(text, set_field(text, field.path, value))
    except FieldLocked:
        assert any(isinstance(item, dict) for item in field.value)
        return
    found = find_field(read_front_matter(after), field.path)
    assert found is not None
    assert values_equal(found.value, value)


@given(posts(), st.data())
def test_unset_takes_its_own_key_only(text, data):
    front = read_front_matter(text)
    fields = [f for f in front.fields]
    assume(fields)
    field = data.draw(st.sampled_from(fields))
    again = read_front_matter(apply_edits(text, unset_field(text, field.path)))
    assert not again.broken
    expected = {key: item for key, item in front.values.items() if key != field.key}
    assert values_equal(dict(again.values), expected)
