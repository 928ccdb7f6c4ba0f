"""Colours of Markdown: what lines are, and that the preview agrees."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.app.code_colours import Part, code_spans
from editor.app.markdown_lines import START, Style, defined_labels, scan_unit
from editor.core.post import read_post
from tests.conformance import highlighter as agreement

SAMPLES = sorted((Path(__file__).parents[2] / "content").rglob("*.md"))
PIECES = (
    *(
        "# Head",
        "Head\n---",
        "===",
        "- a",
        "  - b",
        "1. c",
        "> q",
        "```",
        "```py",
        "~~~",
        "    code",
        "\tcode",
        "a",
    ),
    *(
        "",
        "",
        "*em*",
        "**b",
        "[l](x)",
        "[r]",
        "[r]: y",
        "![i](p)",
        "`c",
        "`",
        "<div>",
        "<!--",
        "-->",
        "$$",
        "| a |",
    ),
    *("|---|", "{{< x >}}", "[^1]: n", ": d", "😀 *x*", "https://a.example.", "a@b.example", "\\*", "***"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("\n".join)


def coloured(text):
    lines = text.split("\n")
    state, found = START, []
    while len(found) < len(lines):
        rest = lines[len(found) :]
        unit = scan_unit(lambda k, rest=rest: rest[k] if k < len(rest) else None, state, defined_labels(text))
        found += unit
        state = unit[-1].state
    return found


def styled(text, line=0):
    """Name what each style covers in one line of a text."""
    source = text.split("\n")[line]
    return {(s.style, source[s.start : s.start + s.length]) for s in coloured(text)[line].spans}


@pytest.mark.parametrize(
    ("text", "line", "style", "covered"),
    [
        ("Head\n====", 0, Style.HEADING, "Head"),
        ("two\nlines\n---", 0, Style.HEADING, "two"),
        ("## H", 0, Style.MARK, "##"),
        ("a *b\nc* d", 1, Style.ITALIC, "c*"),
        ("[a\nb](x)", 0, Style.LINK_TEXT, "[a"),
        ("[a](b(c)d)", 0, Style.LINK_TARGET, "(b(c)d)"),
        ("[![i](p)](x)", 0, Style.LINK_TARGET, "(x)"),
        ("see [r]\n\n[r]: y", 0, Style.LINK_TEXT, "[r]"),
        ("`a\nb`", 1, Style.CODE, "b`"),
        ("- a\n\n      code", 2, Style.CODE_BLOCK, "code"),
        ("> ```\n> x\n> ```", 1, Style.CODE_BLOCK, "x"),
        ("- [ ] t", 0, Style.LIST_MARK, "[ ]"),
        ("x https://a.example/b.", 0, Style.ADDRESS, "https://a.example/b"),
        ('{{< figure\n  src="a" >}}', 1, Style.SHORTCODE, '  src="a" >}}'.strip()),
        ("[^1]: note", 0, Style.LINK_TARGET, "[^1]:"),
        ("a|b\n-|-\nc|d", 1, Style.TABLE_MARK, "-|-"),
    ],
)
def test_a_line_has_its_styles(text, line, style, covered):
    assert (style, covered) in styled(text, line)


@pytest.mark.parametrize(
    ("text", "line", "style"),
    [
        ("see [r]", 0, Style.LINK_TEXT),
        ("a\n    b", 1, Style.CODE_BLOCK),
        ("```\n# x", 1, Style.HEADING),
        ("<div>\n# x", 1, Style.HEADING),
        ("```\n~~~\n", 1, Style.MARK),
        ("a_b_c", 0, Style.ITALIC),
        (r"\*a*", 0, Style.ITALIC),
    ],
)
def test_a_line_has_no_style_that_is_not_there(text, line, style):
    assert style not in {found for found, _ in styled(text, line)}


@given(TEXTS)
def test_every_span_lies_in_its_line(text):
    for line, source in zip(coloured(text), text.split("\n"), strict=True):
        for span in line.spans:
            assert 0 <= span.start < span.start + span.length <= len(source)


def test_code_has_the_colours_of_its_language():
    lines = code_spans("def f():\n    return 'x'  # c", "python")
    parts = [{span.part for span in line} for line in lines]
    assert Part.KEYWORD in parts[0]
    assert {Part.KEYWORD, Part.STRING, Part.COMMENT} <= parts[1]
    assert code_spans("x", "no such language") == ()


def test_the_sample_site_is_coloured_as_it_is_shown():
    total = wrong = 0
    for path in SAMPLES:
        body = read_post(path.read_text(encoding="utf-8"), path).body
        total += body.count("\n")
        wrong += len(list(agreement.differences(body)))
    assert total > 200
    assert wrong <= total * (1 - agreement.BAR)
