"""A form is offered what the file has, as the file has it, and then what the kind knows."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.post import read_post
from editor.core.schema import FieldKind, Group, detect_kind, offered_fields, readable
from editor.core.site import find_site
from tests.support.effort import least_seconds

EXAMPLE = """---
# Documentation

title: "How it began"
subtitle: ""
authors: []
date: 2025-03-04T09:49:29-05:00
featured: false
draft: false

# Featured image
image:
  caption: ""
  focal_point: ""
  preview_only: false
projects: []
---
Text
"""


def offer(text, path=None, site=None):
    post = read_post(text, path)
    return offered_fields(post, detect_kind(post, site), site)


def by_key(fields):
    return {str(field.path[-1]).lower(): field for field in fields}


def kinds(fields):
    return {key: field.spec.kind for key, field in by_key(fields).items()}


def test_the_files_fields_come_first_in_their_order():
    fields = offer(EXAMPLE, Path("content/post/x/index.md"))
    present = [field.path for field in fields if field.present]
    keys = ("title", "subtitle", "authors", "date", "featured", "draft", "image", "projects")
    assert present == [(key,) for key in keys]
    assert fields[: len(present)] == tuple(field for field in fields if field.present)
    absent = [str(field.path[0]) for field in fields if not field.present]
    assert absent[:2] == ["linkTitle", "description"]
    assert "publishDate" in absent
    assert not {"title", "Title", "url_custom", "header"} & set(absent)
    assert absent.index("lastmod") < absent.index("slug") < absent.index("math")


def test_typed_editors_for_the_example():
    fields = by_key(offer(EXAMPLE, Path("content/post/x/index.md")))
    assert fields["title"].spec.kind is FieldKind.TEXT
    assert fields["authors"].spec.kind is FieldKind.TERMS
    assert fields["authors"].spec.refers == "authors"
    assert fields["date"].spec.kind is FieldKind.DATE
    assert fields["draft"].spec.kind is fields["featured"].spec.kind is FieldKind.SWITCH
    image = by_key(fields["image"].children)
    assert image["focal_point"].spec.kind is FieldKind.CHOICE
    assert "TopLeft" in {choice.value for choice in image["focal_point"].spec.choices}
    assert image["focal_point"].path == ("image", "focal_point")
    assert image["placement"].path == ("image", "placement")
    assert not image["placement"].present
    assert image["preview_only"].spec.kind is FieldKind.SWITCH


def test_spelling_of_the_file_is_kept_and_absent_keys_are_not_offered_in_another():
    fields = offer("+++\nTitle = 'x'\nFeatured = true\n[Image]\nFocal_Point = 'Top'\n+++\n")
    assert [field.path for field in fields if field.present] == [("Title",), ("Featured",), ("Image",)]
    image = by_key(fields)["image"]
    assert image.children[0].path == ("Image", "Focal_Point")
    assert image.children[0].spec.kind is FieldKind.CHOICE
    assert ("Image", "caption") in [child.path for child in image.children]
    assert len([field for field in fields if str(field.path[0]).lower() == "title"]) == 1


def test_an_alias_is_not_offered_twice():
    fields = offer("---\nmodified: 2025-01-01\nmenu: main\n---\n")
    keys = [str(field.path[0]).lower() for field in fields]
    assert "lastmod" not in keys
    assert "menus" not in keys
    assert by_key(fields)["modified"].spec.label == "Last changed"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("text", FieldKind.TEXT),
        ('"two\\nlines"', FieldKind.MULTILINE),
        ("2025-03-04", FieldKind.DATE),
        ("2025-03-04T10:00:00Z", FieldKind.DATE),
        ("2025-03", FieldKind.TEXT),
        ("3", FieldKind.NUMBER),
        ("2.5", FieldKind.NUMBER),
        ("true", FieldKind.SWITCH),
        ("yes", FieldKind.TEXT),
        ("", FieldKind.TEXT),
        ("[]", FieldKind.TERMS),
        ("[a, 1]", FieldKind.TERMS),
        ("[{a: 1}, {b: x, c: [d]}]", FieldKind.ROWS),
        ("[{a: {b: 1}}]", FieldKind.RAW),
        ("[a, {b: 1}]", FieldKind.RAW),
        ("[[a]]", FieldKind.RAW),
        ("{a: 1}", FieldKind.MAP),
    ],
)
def test_unknown_keys_get_the_editor_their_value_asks_for(value, kind):
    field = by_key(offer(f"---\nmy_own: {value}\n---\n"))["my_own"]
    assert field.spec.kind is kind
    assert field.spec.label == "My own"
    assert field.spec.group is Group.OTHER
    assert not field.known


@pytest.mark.parametrize(
    ("matter", "kind"),
    [
        ("tags: one", FieldKind.TERMS),
        ("tags: [{a: 1}]", FieldKind.ROWS),
        ("title: |\n  a\n  b", FieldKind.MULTILINE),
        ("title: {a: b}", FieldKind.MAP),
        ("weight: '10'", FieldKind.TEXT),
        ("draft: [a]", FieldKind.TERMS),
        ("date: [a]", FieldKind.TERMS),
        ("image: featured.jpg", FieldKind.TEXT),
        ("cascade: [{target: {path: x}}]", FieldKind.RAW),
        ("cascade: {type: docs}", FieldKind.MAP),
        ("menu: {main: {weight: 1}}", FieldKind.MAP),
        ("links:", FieldKind.ROWS),
        ("slug: 2016", FieldKind.NUMBER),
    ],
)
def test_a_value_of_another_shape_gets_an_editor_that_can_show_it(matter, kind):
    field = offer(f"---\nprojects: []\n{matter}\n---\n")[1]
    assert field.spec.kind is kind
    assert field.known


def test_rows_have_the_columns_of_the_file_too():
    field = by_key(
        offer("---\nprojects: []\nlinks:\n  - {name: x, url: y}\n  - {Name: z, colour: red}\n---\n")
    )["links"]
    assert [column.key for column in field.spec.children] == ["name", "url", "icon", "icon_pack", "colour"]


@pytest.mark.parametrize(
    ("matter", "words"),
    [
        ("draft: yes", "off"),
        ('draft: "true"', ""),
        ('featured: "true"', "text"),
        ("draft: true", ""),
        ("date: 2023", "seconds"),
        ("published: true", "draft"),
        ("projects: []\nimage: x.jpg", "group"),
        ("image: {focal_point: Middle}", "none of"),
        ("image: {focal_point: topleft}", ""),
        ("projects: []\nimage_preview: x.jpg", "image"),
    ],
)
def test_concerns(matter, words):
    field = [field for field in offer(f"---\n{matter}\n---\n") if field.present][-1]
    concern = field.children[0].concern if field.children else field.concern
    assert (words in concern) if words else not concern


def test_fields_of_other_kinds_are_known_where_a_file_has_them():
    fields = by_key(offer("---\nurl_code: x\nall_day: true\n---\n", Path("content/post/x.md")))
    assert fields["url_code"].known
    assert fields["url_code"].spec.label == "Code link"
    assert fields["all_day"].spec.label == "All day"
    assert "date_end" not in fields


def test_fields_below_params_and_cascade_are_those_of_the_top():
    fields = by_key(offer("---\nparams: {featured: true}\ncascade: {build: {render: never}}\n---\n"))
    assert fields["params"].children[0].spec.label == "Featured"
    build = fields["cascade"].children[0]
    assert build.path == ("cascade", "build")
    assert build.spec.label == "Build"
    assert build.children[0].spec.kind is FieldKind.CHOICE
    assert ("cascade", "build", "list") in [child.path for child in build.children]


def test_the_sites_taxonomies_are_offered(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "hugo.toml").write_text("[taxonomies]\nseries = 'series'\nplace = 'Places'\n")
    site = find_site(tmp_path)
    fields = by_key(offer("---\nplaces: [Rome]\n---\n", tmp_path / "content" / "a.md", site))
    assert fields["series"].spec.kind is FieldKind.TERMS
    assert not fields["series"].present
    assert fields["places"].present
    assert fields["places"].known
    assert fields["places"].spec.refers == "Places"


def test_a_time_of_day_stays_what_it_is():
    assert by_key(offer("+++\nopens = 07:32:00\ndate = 07:32:00\n+++\n"))["opens"].spec.kind is FieldKind.RAW


def test_it_is_cheap_enough_for_every_keystroke():
    path = Path("content/post/x/index.md")
    post = read_post(EXAMPLE, path)
    offering = least_seconds(lambda: offered_fields(post, detect_kind(post, None), None))
    # They cost about the same; a keystroke pays for both.
    assert offering < 10 * least_seconds(lambda: read_post(EXAMPLE, path))


def test_front_matter_that_does_not_parse_offers_known_fields_alone():
    assert not any(field.present for field in offer("---\ntitle: [\n---\n"))


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("event_url", "Event url"),
        ("isCJKLanguage", "Is CJK language"),
        ("cms-exclude", "Cms exclude"),
        ("größe", "Größe"),
        ("日付", "日付"),
        ("---", "---"),
    ],
)
def test_words_for_unknown_keys(key, words):
    assert readable(key) == words


_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9999, 9999) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
_keys = (
    st.sampled_from(["title", "Draft", "date", "image", "links", "tags", "cascade", "params", "cover"])
    | st.text()
)


@given(st.dictionaries(_keys, _values, max_size=6))
def test_each_field_of_the_file_is_offered_once_in_an_editor_that_can_show_it(values):
    post = read_post(json.dumps(values))
    fields = offered_fields(post, detect_kind(post, None), None)
    present = [field for field in fields if field.present]
    assert [field.field for field in present] == list(post.front.fields)
    for field in present:
        value = field.field.value
        if isinstance(value, dict):
            assert field.spec.kind in (FieldKind.MAP, FieldKind.RAW)
        elif isinstance(value, list):
            assert field.spec.kind in (FieldKind.TERMS, FieldKind.ROWS, FieldKind.RAW)
        elif value is not None:
            assert field.spec.kind not in (FieldKind.MAP, FieldKind.ROWS)
