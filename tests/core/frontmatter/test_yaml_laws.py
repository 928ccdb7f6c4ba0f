"""What must hold for any front matter: the laws of reading and of editing in place."""

from __future__ import annotations

import string

import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from editor.core.frontmatter import (
    FieldLocked,
    find_field,
    parse_value,
    read_front_matter,
    set_field,
    split_text,
    to_plain_text,
    unset_field,
    values_equal,
)
from editor.core.frontmatter.yaml_scalars import read_alike
from editor.core.text_edit import apply_edits
from tests.support.front_matter_texts import lists, posts, texts, values, words


def all_fields(fields):
    for field in fields:
        yield field
        yield from all_fields(field.children)


def comments(text):
    split = split_text(text)
    lines = text[split.matter : split.closing].replace("\r", "\n").split("\n")
    return sorted(line.strip() for line in lines if line.strip().startswith("#"))


@given(st.one_of(st.text(), posts(), st.text("-+{}[]:#'\" \nabc.&*!|>\t", max_size=60)))
def test_reading_never_raises(text):
    front = read_front_matter(text)
    split = front.split
    assert 0 <= split.opening <= split.matter <= split.closing <= split.body <= len(text)


@given(st.text("-ab:[]{},'\"# \n|>&*!\t?", max_size=50), values)
def test_setting_refuses_or_keeps_the_rest(matter, value):
    text = f"---\n{matter}\n---\nbody"
    front = read_front_matter(text)
    try:
        after = apply_edits(text, set_field(text, ("title",), value))
    except FieldLocked:
        return
    again = read_front_matter(after)
    rest = {key: item for key, item in front.values.items() if key.lower() != "title"}
    assert {key: item for key, item in again.values.items() if key.lower() != "title"} == rest


@given(posts())
def test_spans_hold_their_values(text):
    front = read_front_matter(text)
    assert not front.broken, front.problems
    for field in all_fields(front.fields):
        written = text[field.start : field.end]
        assert written == written.strip()
        if field.children == () and "\n" not in written and "\r" not in written:
            assert values_equal(parse_value(written), field.value)


@given(posts())
def test_an_equal_value_is_no_edit(text):
    for field in all_fields(read_front_matter(text).fields):
        assert set_field(text, field.path, field.value) == ()


@given(posts(), st.data())
def test_set_and_set_back(text, data):
    fields = [f for f in all_fields(read_front_matter(text).fields) if f.shape.value == "scalar"]
    assume(fields)
    field = data.draw(st.sampled_from(fields))
    assume(isinstance(field.value, (str, bool)))
    # A bare date under another key than a date's is a text that other readers take for a date: quoted when
    # it returns.
    # Items in brackets have no mark for quotes of the less usual kind.
    in_brackets = (
        isinstance(field.key, int) and "- " not in text[: field.start].replace("\r", "\n").split("\n")[-1]
    )
    assume(isinstance(field.value, bool) or not in_brackets)
    bare = text[field.start : field.end] == field.value
    assume(not bare or read_alike(field.value) or field.key in ("date", "lastmod"))
    value = data.draw(st.booleans() if isinstance(field.value, bool) else st.one_of(texts, words))
    after = apply_edits(text, set_field(text, field.path, value))
    found = find_field(read_front_matter(after), field.path)
    assert found is not None
    assert values_equal(found.value, value)
    assert comments(after) == comments(text)
    assert apply_edits(after, set_field(after, field.path, field.value)) == text


@given(posts(), st.data(), st.one_of(values, lists))
def test_add_and_unset(text, data, value):
    front = read_front_matter(text)
    maps = [()] + [f.path for f in all_fields(front.fields) if isinstance(f.value, dict)]
    path = (*data.draw(st.sampled_from(maps)), "new_key")
    after = apply_edits(text, set_field(text, path, value))
    found = find_field(read_front_matter(after), path)
    assert found is not None
    assert values_equal(found.value, value)
    assert comments(after) == comments(text)
    if front.fields:
        assert apply_edits(after, unset_field(after, path)) == text


@given(posts(), st.data(), lists)
def test_lists_keep_their_comments_and_the_rest(text, data, value):
    front = read_front_matter(text)
    fields = [f for f in all_fields(front.fields) if isinstance(f.value, list)]
    assume(fields)
    field = data.draw(st.sampled_from(fields))
    try:
        after = apply_edits(text, set_field(text, field.path, value))
    except FieldLocked:
        return
    found = find_field(read_front_matter(after), field.path)
    assert found is not None
    assert values_equal(found.value, value)
    assert comments(after) == comments(text)


@given(posts(), st.data())
def test_unset_takes_its_own_lines_only(text, data):
    front = read_front_matter(text)
    fields = list(all_fields(front.fields))
    assume(fields)
    field = data.draw(st.sampled_from(fields))
    try:
        after = apply_edits(text, unset_field(text, field.path))
    except FieldLocked:
        return
    again = read_front_matter(after)
    assert not again.broken
    if len(field.path) == 1:
        expected = {key: item for key, item in front.values.items() if key != field.key}
        assert dict(again.values) == expected


@given(st.one_of(values, lists, st.dictionaries(words, values, max_size=3), st.none()))
def test_plain_text_is_read_back(value):
    assert values_equal(parse_value(to_plain_text(value)), value)


@given(st.one_of(texts, words, st.text(string.printable)))
def test_other_yaml_readers_agree_on_what_we_write(value):
    text = "---\na: b\n---\n"
    after = apply_edits(text, set_field(text, ("a",), value))
    assert yaml.safe_load(after[4:-4]) == {"a": value}
