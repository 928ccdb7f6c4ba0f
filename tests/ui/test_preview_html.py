"""A page made of blocks is the page that a browser makes of all their HTML at once."""

import json
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtWidgets import QApplication

from editor.app.html_groups import Grouping
from editor.app.render import PageRenderer
from editor.application import build
from tests.ui.test_preview_pane import ask, wait_for

pytestmark = pytest.mark.webengine
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

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
        assert "".join(piece.html for piece in pieces) == "".join(texts)
        cases.append(["".join(texts), [piece.html for piece in pieces]])

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
BLOCKS = "#pw-body > .pw-part > .pw-block"
PAGE = f"[...document.querySelectorAll('{BLOCKS}')].map(b => b.innerHTML).join('').replace(/\\s+/g, ' ')"


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


def test_what_is_typed_at_the_end_stays_in_sight(qtbot, window, workspace, site):
    path = site / "content" / "post" / "long.md"
    path.write_text(
        "---\ntitle: Long\n---\n" + "\n\n".join(f"Paragraph {i}. " + "Words. " * 40 for i in range(40))
    )
    window.open_paths([path])
    wait_for(qtbot, window, "document.getElementById('pw-body').innerText.includes('Paragraph 0')")
    editor = window.text.editor
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    bottom = (
        "(() => { const b = [...document.querySelectorAll('.pw-block')].at(-1);"
        " const r = document.createRange(); r.selectNodeContents(b); const y = r.getBoundingClientRect().bottom;"
        " return b.textContent.includes(%r) && y > 0 && y <= innerHeight; })()"
    )
    for i in range(3):
        # One long line grows, which is a single line of the source and many of the page; then a new one begins.
        qtbot.keyClicks(editor, "and more words " * 20 + f"end{i}")
        wait_for(qtbot, window, bottom % f"end{i}")
    for _ in range(2):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "The last of all.")
    wait_for(qtbot, window, bottom % "The last of all.")


def test_a_caption_is_markdown_as_in_themes(qtbot, window, workspace, site):
    bundle = site / "content" / "post" / "bundle"
    (bundle / "featured.png").write_bytes(PIXEL)
    (bundle / "index.md").write_text('---\ntitle: B\nimage:\n  caption: "By **A** and `b` <i>"\n---\nText\n')
    window.open_paths([bundle / "index.md"])
    wait_for(qtbot, window, "document.querySelector('.pw-featured figcaption') !== null")
    html = ask(qtbot, window, "document.querySelector('.pw-featured figcaption').innerHTML")
    assert html == "By <strong>A</strong> and <code>b</code> <!-- raw HTML omitted -->"


def test_code_has_the_preview_s_colours_unless_the_site_has_its_own(qtbot, window, workspace, site):
    path = site / "content" / "post" / "code.md"
    path.write_text("---\ntitle: Code\n---\n```python\nx = 1\n```\n")
    (site / "hugo.yaml").write_text("title: A\n")
    window.open_paths([path])
    wait_for(qtbot, window, "document.querySelector('.chroma .mi') !== null")
    workspace.close(workspace.current)
    (site / "hugo.yaml").write_text("markup: {highlight: {style: tango}}\n")
    window.open_paths([path])
    wait_for(qtbot, window, "document.querySelector('pre[style] span[style]') !== null")


def test_formulas_that_the_site_lets_through_are_drawn_without_math_in_the_front_matter(
    qtbot, window, site, hello
):
    (site / "hugo.yaml").write_text("markup: {goldmark: {extensions: {passthrough: {enable: true}}}}\n")
    window.open_paths([hello])
    qtbot.keyClicks(window.text.editor, "$$ 1 < x_2 $$\r\r$5 or $6 for \\(y\\).\r\r")
    wait_for(qtbot, window, "document.querySelectorAll('math').length === 2")
    wait_for(qtbot, window, "document.body.innerText.includes('$5 or $6 for')")


def test_a_text_the_renderer_fails_on_is_told_once_and_the_next_is_shown(qtbot, qapp, tmp_path, hello):
    page = PageRenderer()

    def render(source, before):
        if "BAD" in source.body:
            raise ValueError("no such thing")
        return page(source, before)

    program = build(qapp, QSettings(str(tmp_path / "other.ini"), QSettings.Format.IniFormat), render)
    window = program.window
    window.show()
    window.open_paths([hello])
    wait_for(qtbot, window, "document.body.innerText.includes('First line.')")
    qtbot.keyClicks(window.text.editor, "BAD ")
    qtbot.waitUntil(lambda: window.frame.notices.notice is not None)
    notice = window.frame.notices.notice
    assert "preview" in notice.message
    assert notice.detail == "ValueError: no such thing"
    window.frame.notices.clear()
    qtbot.keyClicks(window.text.editor, "text ")
    qtbot.waitUntil(lambda: window.preview.is_settled)
    assert window.frame.notices.notice is None
    for _ in range(len("BAD text ")):
        qtbot.keyClick(window.text.editor, "\b")
    qtbot.keyClicks(window.text.editor, "Zebra ")
    wait_for(qtbot, window, "document.body.innerText.includes('Zebra First line.')")
    for session in program.workspace.sessions:
        program.workspace.close(session)
    window.close()
    window.deleteLater()
    assert program.pool.waitForDone(30_000)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
