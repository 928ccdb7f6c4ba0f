"""A page made of blocks is the page that a browser makes of all their HTML at once."""

import json
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from editor.app.html_groups import Grouping
from tests.ui.test_preview_pane import ask, wait_for

pytestmark = pytest.mark.webengine

_NAMES = """
div p span details summary b i a table tr td tbody ul li svg g foreignObject math mi title select option form button
h2 textarea style object template em font pre section dl dd blockquote caption th label
"""
_open = st.sampled_from(
    [f"<{name}>" for name in _NAMES.split()] + ["<br>", "<hr/>", '<p class="a>b">', "<svg/>", "<path/>"]
)
_close = st.sampled_from([f"</{name}>" for name in _NAMES.split()])
_odd = st.sampled_from(
    [
        "<!--",
        "-->",
        "<",
        "</",
        "<div ",
        "<a b='",
        "'",
        '"',
        ">",
        "=",
        "<![CDATA[",
        "]]>",
        "<?x",
        "</>",
        '<a =">',
        "\n",
    ]
)
_piece = st.one_of(
    st.sampled_from(["<p>text</p>\n", "x", "<ul><li>y</li></ul>"]), _open, _close, _open, _close, _odd
)
_block = st.lists(_piece, max_size=5).map("".join)


@dataclass(frozen=True)
class Made:
    id: str
    html: str
    start_line: int
    end_line: int


def blocks_of(texts):
    return [Made(f"b{i}", text, i, i + 1) for i, text in enumerate(texts)]


# As the preview parses: inside an element, in a document in which nothing loads.
SAME = """
(() => {
  const inert = document.createElement("template").content.ownerDocument;
  const parse = (html) => { const box = inert.createElement("div"); box.innerHTML = html; return box.innerHTML; };
  const bad = %s.filter(([whole, pieces]) => {
    const box = inert.createElement("div");
    for (const piece of pieces) {
      const part = inert.createElement("div");
      part.innerHTML = piece;
      box.append(...part.childNodes);
    }
    return box.innerHTML !== parse(whole);
  });
  return JSON.stringify(bad.slice(0, 3));
})()
"""


def test_every_group_parses_as_it_does_in_the_whole(qtbot, window):
    wait_for(qtbot, window, "true")
    cases = []

    @settings(
        max_examples=1500, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None
    )
    @given(st.lists(_block, max_size=6))
    def collect(texts):
        group = Grouping()
        pieces = group(blocks_of(texts))
        assert "".join(piece[1] for piece in pieces) == "".join(texts)
        cases.append(["".join(texts), [piece[1] for piece in pieces]])

    collect()
    assert sum(len(pieces) > 1 for _, pieces in cases) > 100
    assert json.loads(ask(qtbot, window, SAME % json.dumps(cases))) == []


SPANNING = """---
title: Spanning
---
Before.

<details open><summary>More</summary>

A *paragraph* inside.

- a list

</details>

<div class="callout">

Text in a box.

</div>

Behind.

<b>bold to the end

of all

</b>

Last.
"""
PAGE = "[...document.querySelectorAll('#pw-body > .pw-block')].map(b => b.innerHTML).join('').replace(/\\s+/g, ' ')"


def test_an_element_around_paragraphs_holds_them_in_the_page(qtbot, window, workspace, site):
    (site / "hugo.yaml").write_text("markup: {goldmark: {renderer: {unsafe: true}}}\n")
    path = site / "content" / "post" / "spanning.md"
    path.write_text(SPANNING)
    window.open_paths([path])
    wait_for(qtbot, window, "document.getElementById('pw-body').innerText.includes('Last.')")
    inside = "document.querySelector('details').textContent.replace(/\\s+/g, ' ').trim()"
    assert ask(qtbot, window, inside) == "More A paragraph inside. a list"
    assert ask(qtbot, window, "document.querySelector('.callout').innerText.trim()") == "Text in a box."
    assert "<p>Behind.</p>" in ask(qtbot, window, PAGE)
    # Typing in it swaps it as one, and taking the end away lets it hold all behind.
    window.text.go_to_line(4)
    qtbot.keyClicks(window.text.editor, "Zebra. ")
    wait_for(qtbot, window, "document.querySelector('details').textContent.includes('Zebra. A paragraph')")
    window.text.go_to_line(8)
    window.text.editor.moveCursor(window.text.editor.textCursor().MoveOperation.EndOfLine)
    for _ in range(len("</details>")):
        qtbot.keyClick(window.text.editor, "\b")
    wait_for(qtbot, window, "document.querySelector('details').textContent.includes('Last.')")
    qtbot.keyClicks(window.text.editor, "</details>")
    wait_for(qtbot, window, "!document.querySelector('details').textContent.includes('Last.')")
