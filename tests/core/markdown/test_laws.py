"""What rendering promises whatever the text: parts equal the whole, the same bytes twice, no exception, linear time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.markdown import MarkupConfig, render, render_html
from tests.conformance.edits import CONFIGS, difference, random_edits
from tests.conformance.modes import MODES
from tests.conformance.sets import BITS, SAMPLE, bodies, stored
from tests.conformance.verdicts import markup
from tests.support.effort import check_linear

TEXTS = st.lists(st.one_of(st.sampled_from(BITS), st.text(max_size=4)), max_size=40).map("".join)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_edited_post_rendered_in_parts_is_the_whole_one(seed):
    cases = [text for text in stored()["cases"].values() if len(text) > 20]
    sources = bodies(SAMPLE, "sample") | {f"cases {i}": "\n\n".join(cases[i::60]) for i in range(60)}
    assert not list(random_edits(sources, seed, 120))


@settings(deadline=None, max_examples=150)
@given(TEXTS, TEXTS, st.sampled_from(CONFIGS))
def test_any_text_after_any_other_is_what_it_is_alone(before, after, config):
    document = render(after, config, previous=render(before, config))
    assert not difference(document, render(after, config))


@pytest.mark.parametrize(
    "above", ["[a]: /u\n    text\n", "text\n    b | c\n-|-\n", "[a]: /u\n    term\n: d\n"]
)
def test_parts_of_a_paragraph_are_not_read_as_code_alone(above):
    config = CONFIGS[0]
    text = f"first\n\n{above}\nlast\n\nend\n"
    for at in range(len(text)):
        edited = text[:at] + "x" + text[at:]
        document = render(edited, config, previous=render(text, config))
        assert not difference(document, render(edited, config))


NOTES = 'A[^1] "B[^2].\n\n[^1]: One "two".\n\n# H\n\n<!--more-->\n\n# H\n\n[^2]: Two [l].\n\nEnd" [l]\n\n[l]: /u\n'


@pytest.mark.parametrize("at", range(0, len(NOTES) + 1, 2))
@pytest.mark.parametrize("bit", ["x", '"', "\n\n", "# H\n", "[^2]", "[^1]: ", "<!--more-->", "[l]: /v\n"])
def test_notes_ids_quotes_and_the_divider_follow_an_edit(at, bit):
    config = CONFIGS[0]
    document = render(NOTES, config)
    edited = NOTES[:at] + bit + NOTES[at:]
    document = render(edited, config, previous=document)
    assert not difference(document, render(edited, config))
    document = render(NOTES, config, previous=document)
    assert not difference(document, render(NOTES, config))


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.text(), TEXTS), st.sampled_from(list(MODES)))
def test_rendering_never_raises_and_gives_the_same_bytes_twice(text, mode):
    config = markup(MODES[mode])
    assert render_html(text, config) == render_html(text, config)


DEEP = {
    "quotes": ">" * 10_000 + "a",
    "spaced quotes": "> " * 10_000 + "a",
    "brackets": "[" * 10_000,
    "images": "![" * 5_000 + "a" + "](b)" * 5_000,
    "stars": "*" * 10_000 + "a",
    "nested emphasis": "*a _b " * 2_000 + "b_ a*" * 2_000,
    "nested in a quote": "> - " * 12 + "*a _b " * 2_000 + "b_ a*" * 2_000,
    "emphasis": "*a _b " * 5_000 + "_ *" * 5_000,
    "lists": "- " * 5_000 + "a",
    "numbers": "1. " * 3_000 + "a",
    "indented lists": "".join("  " * i + "- a\n" for i in range(150)),
    "descriptions": "a\n" + ": " * 3_000 + "b",
    "notes": "[^a]: " * 3_000 + "b\n\n[^a]",
    "wide table": "|" * 5_000 + "\n" + "|-" * 5_000 + "|\n" + "a|" * 5_000,
    "attributes": "# a " + "{" * 10_000,
    "nested attributes": "# a " + "{a=" * 5_000 + "b" + "}" * 5_000,
    "parentheses": "[a](" + "(" * 10_000,
    "tags": "<div>\n\n" * 1_000,
}


@pytest.mark.parametrize("name", DEEP)
def test_what_is_deep_or_huge_is_rendered(name):
    for config in (MarkupConfig(), CONFIGS[1]):
        assert isinstance(render_html(DEEP[name], config), str)


GROWING = {
    "backticks": lambda n: "".join("`" * (i % 60 + 1) + "a " for i in range(n // 30)),
    "open backticks": lambda n: "`a" * n,
    "open brackets": lambda n: "[a" * n,
    "closed brackets": lambda n: "a]" * n,
    "nested links": lambda n: "[" * n + "a" + "](b)" * n,
    "star underscore": lambda n: "*a_" * n,
    "star runs": lambda n: "*a **a " * n,
    "tildes": lambda n: "~a ~~b " * n,
    "line quotes": lambda n: "> a\n" * n,
    "declarations": lambda n: "<!a" * n,
    "comments": lambda n: "a <!-- " * n,
    "instructions": lambda n: "a <?" * n,
    "cdata and tags": lambda n: "a <![CDATA[ <b> " * n,
    "cdata": lambda n: "a <![CDATA[" * n,
    "tags": lambda n: "<a b=" * n,
    "titles": lambda n: '[a](b "' * n,
    "references": lambda n: "[a][b] " * n,
    "definitions": lambda n: "".join(f"[r{i}]: /u 't'\n" for i in range(n)) + "[r1] [r2]\n" * (n // 10),
    "open definition": lambda n: '[a]: /u "' + "b\n" * n,
    "table rows": lambda n: "|a|b|\n|-|-|\n" + "|c|d|\n" * n,
    "table columns": lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|c" * n + "|",
    "delimiter rows": lambda n: "|-\n" * n,
    "quotes": lambda n: "\"a 'b " * n,
    "urls": lambda n: "http://a.b/c " * n,
    "addresses": lambda n: "a@b.c-" * n,
    "entities": lambda n: "&a" * n,
    "escapes": lambda n: "\\a\\*" * n,
    "headings": lambda n: "# a\n" * n,
    "footnotes": lambda n: "".join(f"[^{i}]: b\n" for i in range(n)) + "[^1] " * n,
    "terms": lambda n: "a\n: b\n\n" * n,
    "braces": lambda n: "# " + "{a " * n,
    "list items": lambda n: "- a\n" * n,
    "paragraph lines": lambda n: "a\n" * n,
}


@pytest.mark.parametrize("name", GROWING)
def test_twice_the_text_takes_less_than_three_times_as_long(name):
    config = MarkupConfig(unsafe=True)
    check_linear(lambda size: render_html(GROWING[name](size), config), 500, most=64_000)


_TITLES = st.sampled_from(["a", "a", "b", "a-1", "b 1", "a 1-1", "!", "c {#a}", "d {#d}", "*a*", "é"])


@settings(deadline=None, max_examples=150)
@given(st.lists(_TITLES, min_size=1, max_size=7), st.lists(st.tuples(st.integers(0, 6), _TITLES), max_size=6))
def test_ids_follow_the_edit_of_a_title(titles, edits):
    config = CONFIGS[0]
    document = render("\n\n".join(f"# {title}" for title in titles), config)
    for at, title in edits:
        titles[at % len(titles)] = title
        text = "\n\n".join(f"# {title}" for title in titles)
        document = render(text, config, previous=document)
        assert not difference(document, render(text, config))
