"""Numbers as long as a page, and digits that are none: nothing raises, wherever they stand."""

import pytest

from editor.app.markdown_lines import START, scan_unit
from editor.core.frontmatter.casts import to_int
from editor.core.markdown import MarkupConfig, render_html
from editor.core.post import read_post
from editor.core.post_render import render_post
from editor.core.writing import lists, snippets
from editor.core.writing.change import Selection

LONG = "9" * 6000
NUMBERS = (
    LONG,
    f"-{LONG}",
    f"1.{LONG}",
    f"1e{LONG}",
    f"0x{'f' * 6000}",
    f"0b{'1' * 6000}",
    "²",
    "١٢",
    f"[{LONG}]",
)
KEYS = (
    "weight",
    "date",
    "expiryDate",
    "title",
    "draft",
    "tags",
    "build",
    "sitemap",
    "image",
    "cascade",
    "aliases",
)
BODIES = (
    "# a {{n={0}}}",
    '```go {{linenostart={0},hl_lines=[{0},"{0}-{0}"]}}\na\n```',
    '{{{{< highlight go "linenostart={0},hl_lines=1-{0}" >}}}}\na\n{{{{< /highlight >}}}}',
    "{{{{< youtube id=a start={0} >}}}} {{{{< figure width={0} src=a >}}}} {{{{< x {0} >}}}}",
    "{0}. a\n{0}) b",
    "[^{0}]\n\n[^{0}]: x",
    "&#{0}; &#x{0};",
)


@pytest.mark.parametrize("number", NUMBERS, ids=range(len(NUMBERS)))
def test_front_matter_takes_any_number(number):
    for key in KEYS:
        for form in (
            "---\n{}: {}\n---\nx",
            "---\n{}: '{}'\n---\nx",
            "+++\n{} = {}\n+++\nx",
            '{{"{}": {}}}\nx',
        ):
            post = read_post(form.format(key, number))
            assert post.shown_title
            render_post(post, None)


@pytest.mark.parametrize("number", NUMBERS, ids=range(len(NUMBERS)))
def test_bodies_take_any_number(number):
    for body in BODIES:
        text = body.format(number)
        render_html(text, MarkupConfig(unsafe=True))
        state = START
        for line in text.split("\n"):
            state = scan_unit(lambda k, line=line: line if k == 0 else None, state)[-1].state
        for command in (snippets.footnote, lists.break_line):
            command(text, Selection(len(text), len(text)))


def test_numbers_beyond_64_bits_are_what_hugo_makes_of_them():
    # A weight of each, asked of Hugo 0.168.
    assert to_int((1 << 63) - 1) == (1 << 63) - 1
    assert to_int(1 << 63) == -(1 << 63)
    assert to_int("9" * 20) == to_int(LONG) == 0


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("9" * 30, "1" + "0" * 30),
        ("1234567890123456789", "1234567890123456800"),
        ("1e-7", "0.0000001"),
        ("+7", "7"),
    ],
)
def test_numbers_of_attributes_are_written_as_hugo_does(given, shown):
    assert f'n="{shown}"' in render_html(f"# a {{n={given}}}", MarkupConfig())
