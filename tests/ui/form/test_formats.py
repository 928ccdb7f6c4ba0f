"""What is entered in the form is written in the format of the file: TOML, JSON, and YAML in the flow style."""

import pytest
from PySide6.QtCore import Qt

from editor.core.post import read_post
from tests.ui.form.test_fields import changed

Key, Mod = Qt.Key, Qt.KeyboardModifier

TOML = """+++
# What the reader sees first.
title = "Tides of the inner sea"
subtitle = ''
date = 2024-05-06T07:08:09+02:00
Draft = true  # until the figures are in
tags = ["water", "moon"]  # two
weight = 12
abstract = \"\"\"
The sea rises.
It falls again.\"\"\"

[image]
caption = ""
focal_point = "Smart"
preview_only = false

[[links]]
name = "Data"
url = "https://example.org/data"  # large
+++

Body.
"""
JSON = """{
  "title": "Tides of the inner sea",
  "subtitle": "",
  "date": "2024-05-06T07:08:09+02:00",
  "Draft": true,
  "tags": ["water", "moon"],
  "weight": 12,
  "abstract": "The sea rises.\\nIt falls again.",
  "image": {
    "caption": "",
    "focal_point": "Smart",
    "preview_only": false
  },
  "links": [
    {"name": "Data", "url": "https://example.org/data"}
  ]
}

Body.
"""


@pytest.fixture(params=["toml", "json"])
def post(request):
    return TOML if request.param == "toml" else JSON


def pair(toml, json, post):
    return toml if post is TOML else json


def test_opening_changes_nothing(bench, post):
    form = bench(post)
    form.pane.flush()
    assert form.text == post
    assert not form.session.is_modified


def test_a_title_with_quotes_and_a_colon(bench, post):
    form = bench(post)
    form.go("title")
    form.select_all()
    form.type('A: "high" \\ tide')
    form.press(Key.Key_Return)
    assert changed(post, form.text) == [
        pair(
            ('title = "Tides of the inner sea"', r'title = "A: \"high\" \\ tide"'),
            ('  "title": "Tides of the inner sea",', r'  "title": "A: \"high\" \\ tide",'),
            post,
        )
    ]
    assert read_post(form.text).title == 'A: "high" \\ tide'
    form.undo()
    assert form.text == post


def test_the_draft_switch_keeps_spelling_and_comment(bench, post):
    form = bench(post)
    switch = form.fields.header.draft.switch
    assert switch.isChecked()
    form.click(switch)
    assert changed(post, form.text) == [
        pair(
            ("Draft = true  # until the figures are in", "Draft = false  # until the figures are in"),
            ('  "Draft": true,', '  "Draft": false,'),
            post,
        )
    ]
    form.click(switch)
    assert form.text == post


def test_featured_is_added_among_the_other_keys_and_undone(bench, post):
    form = bench(post)
    form.pane.toggle_featured()
    front = read_post(form.text).front
    assert not front.broken
    assert front.values["featured"] is True
    assert len(form.text.split("\n")) == len(post.split("\n")) + 1
    form.fields.header.featured.switch.setFocus()
    form.undo()
    assert form.text == post


def test_a_number(bench, post):
    form = bench(post)
    form.go("weight")
    form.select_all()
    form.type("7")
    form.press(Key.Key_Return)
    assert changed(post, form.text) == [
        pair(("weight = 12", "weight = 7"), ('  "weight": 12,', '  "weight": 7,'), post)
    ]


def test_chips(bench, post):
    form = bench(post)
    form.go("tags")
    form.type("sand,a \\ b")
    form.press(Key.Key_Return)
    assert changed(post, form.text) == [
        pair(
            ('tags = ["water", "moon"]  # two', r'tags = ["water", "moon", "sand", "a \\ b"]  # two'),
            ('  "tags": ["water", "moon"],', r'  "tags": ["water", "moon", "sand", "a \\ b"],'),
            post,
        )
    ]
    form.undo()
    form.undo()
    assert form.text == post


def test_a_date_keeps_its_type_and_offset(bench, post):
    form = bench(post)
    form.go("date")
    form.press(Key.Key_Home)
    for _ in range(4):
        form.press(Key.Key_Delete)
    form.type("2025")
    form.press(Key.Key_Return)
    assert changed(post, form.text) == [
        pair(
            ("date = 2024-05-06T07:08:09+02:00", "date = 2025-05-06T07:08:09+02:00"),
            ('  "date": "2024-05-06T07:08:09+02:00",', '  "date": "2025-05-06T07:08:09+02:00",'),
            post,
        )
    ]


def test_a_long_text(bench, post):
    form = bench(post)
    form.go("abstract")
    form.press(Key.Key_End, Mod.ControlModifier)
    form.type(" And again.")
    form.press(Key.Key_Return, Mod.ControlModifier)
    assert read_post(form.text).front.values["abstract"] == "The sea rises.\nIt falls again. And again."
    assert len(changed(post, form.text)) == 1


def test_switch_and_choice_in_a_group(bench, post):
    form = bench(post)
    form.go("image", "preview_only")
    form.press(Key.Key_Space)
    form.go("image", "focal_point")
    form.press(Key.Key_End)
    form.press(Key.Key_Tab)
    values = read_post(form.text).front.values
    assert values["image"] == {"caption": "", "focal_point": "BottomRight", "preview_only": True}
    assert len(changed(post, form.text)) == 2


def test_a_cell_of_a_row(bench, post):
    form = bench(post)
    card = form.part("links").cards[0]
    form.click(card.heading)
    card.fields.part_at(("links", 0, "name")).focus_editor()
    form.select_all()
    form.type("Numbers")
    form.press(Key.Key_Return)
    assert read_post(form.text).front.values["links"] == [
        {"name": "Numbers", "url": "https://example.org/data"}
    ]
    assert len(changed(post, form.text)) == 1


def test_a_field_is_removed_with_its_line_and_brought_back(bench, post):
    form = bench(post)
    row = form.go("weight")
    assert form.command(row, "Remove from file")
    assert "weight" not in form.text
    assert len(form.text.split("\n")) == len(post.split("\n")) - 1
    assert not read_post(form.text).front.broken
    form.undo()
    assert form.text == post


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('+++\ntitle = "x"\ntags = [\n+++\nText\n', 3),
        ('{\n  "title": "x"\n  "draft": true\n}\nText\n', 3),
        ('+++\ntitle = "x"\ntitle = "y"\n+++\nText\n', 3),
    ],
)
def test_what_cannot_be_read_is_greyed_and_shown_at_its_line(bench, text, line):
    form = bench(text)
    assert form.session.post.front.broken
    assert form.pane.tabs.currentWidget() is form.pane.source
    assert form.pane.empty.words.text().startswith(f"Line {line}:")
    assert form.text == text
