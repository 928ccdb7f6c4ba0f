"""Edits of TOML front matter a person can read: before, the edit, after; set back gives the first again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from editor.core.frontmatter import FieldLocked, find_field, read_front_matter, set_field, unset_field
from editor.core.text_edit import apply_edits

CET = timezone(timedelta(hours=1))
SETS = {
    "quotes stay single": ("title = 'a'\n", "title", 'b "c"', "title = 'b \"c\"'\n"),
    "quotes stay double": ('title = "a"\n', "title", "it's", 'title = "it\'s"\n'),
    "three where one would end": ("title = 'a'\n", "title", "it's", "title = '''it's'''\n"),
    "lines stay lines": ('s = """\na\nb"""\n', "s", "c\nd", 's = """\nc\nd"""\n'),
    "no line closes the matter": ('s = """\na"""\n', "s", "b\n+++\nc", 's = """\nb\n\\u002B++\nc"""\n'),
    "comment after the value": ("draft = true # not yet\n", "draft", False, "draft = false # not yet\n"),
    "date without time": ("date = 2020-01-02\n", "date", date(2021, 2, 3), "date = 2021-02-03\n"),
    "date in words": ("date = 2020-01-02\n", "date", "2021-02-03", "date = 2021-02-03\n"),
    "date in quotes": ('date = "2020-01-02"\n', "date", date(2021, 2, 3), 'date = "2021-02-03"\n'),
    "blank before the time": (
        "date = 2020-01-02 10:00:00+01:00\n",
        "date",
        datetime(2021, 2, 3, 4, 5, 6, tzinfo=CET),
        "date = 2021-02-03 04:05:06+01:00\n",
    ),
    "no seconds": (
        "date = 2020-01-02T10:00\n",
        "date",
        datetime(2021, 2, 3, 4, 5),
        "date = 2021-02-03T04:05\n",
    ),
    "zero written out": (
        "date = 2020-01-02T10:00:00.50+00:00\n",
        "date",
        datetime(2021, 2, 3, 4, 5, 6, 250000, tzinfo=UTC),
        "date = 2021-02-03T04:05:06.25+00:00\n",
    ),
    "array on one line": ('tags = ["a","b"]\n', "tags", ["a", "b", "c"], 'tags = ["a","b","c"]\n'),
    "array on lines": (
        "tags = [\n  'a', # one\n  'b'  # two\n]\n",
        "tags",
        ["a", "b", "c"],
        "tags = [\n  'a', # one\n  'b',  # two\n  'c'\n]\n",
    ),
    "nor the first": ('s = """\na"""\n', "s", "+++\nc", 's = """\n\\u002B++\nc"""\n'),
    "lines in single quotes": ("s = 'a'\n", "s", "b\nc", "s = '''b\nc'''\n"),
    "trailing comma": ('t = [\n\t"a",\n]\n', "t", ["x", "a"], 't = [\n\t"x",\n\t"a",\n]\n'),
    "inline table": ("image = { caption = 'a' }\n", "image.caption", "b", "image = { caption = 'b' }\n"),
    "dotted key": ("image.caption = 'a'\n", "image.caption", "b", "image.caption = 'b'\n"),
    "header": ("[image]\n  caption = 'a'\n", "image.caption", "b", "[image]\n  caption = 'b'\n"),
    "array of tables": ("[[l]]\nn = 1\n[[l]]\nn = 2\n", "l.1.n", 3, "[[l]]\nn = 1\n[[l]]\nn = 3\n"),
    "row more": (
        "[[l]]\nn = 1\n\n[[l]]\nn = 2\n\n[z]\nq = 1\n",
        "l",
        [{"n": 1}, {"n": 2}, {"n": 3}],
        "[[l]]\nn = 1\n\n[[l]]\nn = 2\n\n[[l]]\nn = 3\n\n[z]\nq = 1\n",
    ),
    "other case": ("Draft = true\n", "draft", False, "Draft = false\n"),
    "CRLF": ("a = 1\r\ndraft = true\r\n", "draft", False, "a = 1\r\ndraft = false\r\n"),
}
ADDS = {
    "beside its sibling": ('title = "a"\nz = 1\n', "draft", True, 'title = "a"\ndraft = true\nz = 1\n'),
    "before the first table": ("[image]\na = 1\n", "draft", True, "draft = true\n[image]\na = 1\n"),
    "above the table's comment": ("# x\n[t]\na = 1\n", "b", 1, "b = 1\n# x\n[t]\na = 1\n"),
    "the sign in its column": ("a    = 1\nlong = 2\n", "new", 3, "a    = 1\nlong = 2\nnew  = 3\n"),
    "no blanks at the sign": ("a=1\n", "b", 2, "a=1\nb=2\n"),
    "single quotes beside": ("a='x'\n", "b", "y", "a='x'\nb='y'\n"),
    "at the table's end": (
        "[image]\n  caption = 'a'\n\n# next\n[t]\na = 1\n",
        "image.focal_point",
        "Top",
        "[image]\n  caption = 'a'\n  focal_point = 'Top'\n\n# next\n[t]\na = 1\n".replace("'Top'", '"Top"'),
    ),
    "into braces": (
        'image = {caption="a"}\n',
        "image.focal_point",
        "Top",
        'image = {caption="a", focal_point="Top"}\n',
    ),
    "beside dotted keys": ("i.a = 1\nz = 1\n", "i.b", 2, "i.a = 1\ni.b = 2\nz = 1\n"),
    "a group of one key": ('t = "a"\n', "image.focal_point", "Top", 't = "a"\nimage.focal_point = "Top"\n'),
    "a group beside tables": (
        "t = 1\n\n[a]\nb = 1\n",
        "c",
        {"d": 1, "e": 2},
        "t = 1\n\n[a]\nb = 1\n\n[c]\nd = 1\ne = 2\n",
    ),
    "above longer headers": (
        "t = 1\n\n[a.b]\nc = 1\n",
        "a.d",
        2,
        "t = 1\na.d = 2\n\n[a.b]\nc = 1\n",
    ),
    "bare date": ("a = 1\n", "date", "2020-01-02", "a = 1\ndate = 2020-01-02\n"),
    "date in quotes as beside": (
        'lastmod = "2020-01-02"\n',
        "date",
        "2020-01-02",
        'date = "2020-01-02"\nlastmod = "2020-01-02"\n',
    ),
    "the first key": ("# only this\n", "draft", True, "# only this\ndraft = true\n"),
    "CRLF": ("a = 1\r\n", "draft", True, "a = 1\r\ndraft = true\r\n"),
}


def post(matter):
    eol = "\r\n" if "\r\n" in matter else "\n"
    return f"+++{eol}{matter}+++{eol}Body"


def path_of(dotted):
    return tuple(int(step) if step.isdecimal() else step for step in dotted.split("."))


@pytest.mark.parametrize(("before", "key", "value", "after"), SETS.values(), ids=SETS)
def test_set_and_back(before, key, value, after):
    path = path_of(key)
    old = find_field(read_front_matter(post(before)), path)
    assert apply_edits(post(before), set_field(post(before), path, value)) == post(after)
    assert apply_edits(post(after), set_field(post(after), path, old.value)) == post(before)


@pytest.mark.parametrize(("before", "key", "value", "after"), ADDS.values(), ids=ADDS)
def test_add_and_unset(before, key, value, after):
    path = path_of(key)
    assert apply_edits(post(before), set_field(post(before), path, value)) == post(after)
    assert apply_edits(post(after), unset_field(post(after), path)) == post(before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"x"', '""'),
        ("'x'", "''"),
        ("[1, 2]", "[]"),
        ("true", "false"),
        ("7", "0"),
        ("1.5", "0.0"),
        ("2020-01-02", '""'),
    ],
)
def test_clearing_writes_the_empty_value(before, after):
    text = post(f"a = {before}\n")
    assert apply_edits(text, set_field(text, ("a",), None)) == post(f"a = {after}\n")


def test_comments_above_a_key_are_its_help():
    front = read_front_matter(post("# Where it is.\n# Be exact.\nplace = 1 # no\n\n# not this\n\nb = 2\n"))
    assert [field.comment for field in front.fields] == ["Where it is.\nBe exact.", ""]


def test_emptying_keeps_comments():
    text = post('a = ["#"]\nb = [\n  1, # one\n]\n')
    assert apply_edits(text, set_field(text, ("a",), [])) == text.replace('["#"]', "[]")
    with pytest.raises(FieldLocked, match="comments"):
        set_field(text, ("b",), [])


def test_a_group_does_not_become_a_text():
    text = post("[image]\na = 1\n")
    with pytest.raises(FieldLocked):
        set_field(text, ("image",), "x.jpg")


def test_a_text_does_not_become_a_group():
    text = post('image = "x.jpg"\n')
    with pytest.raises(FieldLocked, match="single value"):
        set_field(text, ("image", "caption"), "x")


@pytest.mark.parametrize(
    "matter",
    ["a = \n", "a = 1\na = 2\n", "a = 9223372036854775808\n", "a: 1\n", "a = 1e400\n", "a = 2020-02-30\n"],
)
def test_what_hugo_refuses_is_told_with_its_line(matter):
    front = read_front_matter(post("ok = 1\n" + matter))
    assert front.broken
    assert front.problems[0].line >= 2
