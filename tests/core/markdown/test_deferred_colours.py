"""Code gets its colours a part at a time, what is in view first, and in the end the page is the whole one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.core.markdown import MarkupConfig, render

CONFIG = MarkupConfig.from_hugo({"markup": {"highlight": {"noClasses": False}}})
FENCE = "```python {{{}}}\n" + "value = print('x', 1)\n" * 150 + "```\n\n"


def in_steps(text, near, previous=None):
    """Render until all is coloured; gives every document on the way."""
    documents = [render(text, CONFIG, near=near, previous=previous)]
    while not documents[-1].is_coloured:
        documents.append(render(text, CONFIG, near=near, previous=documents[-1]))
        assert len(documents) < 50
    return documents


def coloured(document):
    return [i for i, block in enumerate(document.blocks) if 'class="nb"' in block.html]


def test_code_in_view_is_coloured_first():
    text = "".join(FENCE.format(f"#c{i}") for i in range(30))
    line = text[: text.index("#c20")].count("\n")
    first, *_, last = in_steps(text, line)
    assert 20 in coloured(first)
    assert len(coloured(first)) < 10
    assert coloured(last) == list(range(30))
    assert last.html == render(text, CONFIG).html


def test_what_has_no_colours_yet_takes_the_same_lines():
    text = FENCE.format("linenos=inline") * 8
    first = render(text, CONFIG, near=0)
    assert not first.is_coloured
    assert first.html.count('class="line"') == render(text, CONFIG).html.count('class="line"')


def test_code_that_is_typed_never_loses_its_colours():
    text = "Some text.\n\n" + FENCE.format("#a") * 12
    document = in_steps(text, 0)[-1]
    after = render(text.replace("'x', 1", "'x', 12", 1), CONFIG, near=0, previous=document)
    assert after.is_coloured
    assert coloured(after) == coloured(document)


def test_one_block_larger_than_a_step_is_coloured_all_the_same():
    text = "```python\n" + "value = print('x', 1)\n" * 3000 + "```\n"
    assert render(text, CONFIG, near=0).is_coloured


@given(
    st.lists(
        st.sampled_from(["Text.\n\n", FENCE.format("#a"), "- one\n- two\n\n", "[^1]: note\n\n", "x[^1]\n\n"])
    )
)
def test_in_the_end_it_is_the_whole_page(parts):
    text = "".join(parts)
    assert in_steps(text, 3)[-1].html == render(text, CONFIG).html


def test_asked_for_all_nothing_stays_without_colours():
    text = FENCE.format("#a") * 20
    partly = render(text, CONFIG, near=0)
    assert not partly.is_coloured
    assert render(text, CONFIG, previous=partly).html == render(text, CONFIG).html
