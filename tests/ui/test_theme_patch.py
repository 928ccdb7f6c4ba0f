"""A page in its theme becomes the next one where it stands, whatever the theme's scripts have made of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from tests.ui.test_theme_pane import Desk

HEAD = """<!doctype html><html><head><title>{{ .Title }}</title>
<link rel="alternate" type="text/plain" href="/x.txt" title="{{ .Title }}">
<meta name="keywords" content="{{ delimit .Params.tags `,` }}">
{{ range .Params.tags }}<meta property="article:tag" content="{{ . }}">
{{ end }}<style>h1::after { content: "{{ .Title }}"; }</style>
<script type="application/ld+json">{ "name": "{{ .Title }}", "tags": {{ .Params.tags }} }</script></head>
<body><h1>{{ .Title }}</h1><main>{{ .Content }}</main>
"""
# As themes do: paragraphs go into wrappers of their own, and a class says that the scripts have run.
WRAPS = """<script>
document.documentElement.className = "dark";
document.addEventListener("DOMContentLoaded", () => {
  for (const block of document.querySelectorAll("main > p")) {
    const wrapper = document.createElement("div");
    wrapper.className = "wrapped";
    block.replaceWith(wrapper);
    wrapper.append(block);
  }
});
</script></body></html>
"""
LONG = "\n\n".join(f"Paragraph {n}, with words enough to fill a line or two." for n in range(60))


@pytest.fixture
def desk(qtbot, program, site, hello):
    layouts = site / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text(HEAD + WRAPS)
    (site / "hugo.yaml").write_text(
        "title: A Site\nbaseURL: https://example.org/\npermalinks:\n  page:\n    post: /p/:slug/\n"
    )
    desk = Desk(qtbot, program)
    desk.window.open_paths([hello])
    yield desk
    desk.tier.preview.stop()


def marked(desk):
    """Start, and mark the page: a page that is loaded anew has no mark."""
    desk.start()
    desk.wait(lambda: desk.ask("document.readyState") == "complete")
    desk.ask("document.body.mine = 1")
    desk.window.text.editor.setFocus()


def type_below(desk, text):
    """Type a paragraph of its own."""
    editor = desk.window.text.editor
    editor.moveCursor(QTextCursor.MoveOperation.End)
    for _ in range(2):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, text)


def is_marked(desk):
    return desk.ask("document.body.mine") == 1


def test_an_address_with_the_title_in_it_moves_and_the_page_stays(desk):
    marked(desk)
    assert desk.ask("location.pathname") == "/p/hello-world/"
    desk.window.session.set_field(("title",), "A new day")
    desk.wait(lambda: desk.ask("location.pathname") == "/p/a-new-day/")
    desk.wait_for_text("A new day")
    assert desk.tier.preview.state.url.endswith("/p/a-new-day/")
    assert is_marked(desk)
    assert desk.ask("document.title") == "A new day"
    assert desk.ask("document.querySelector('link').title") == "A new day"
    assert "A new day" in desk.ask("document.querySelector('style').textContent")
    desk.window.session.set_field(("tags",), ["one", "two", "three"])
    desk.wait(lambda: desk.ask("document.querySelectorAll('meta[property]').length") == 3)
    assert "three" in desk.ask("document.querySelector('script[type]').textContent")
    QTest.keyClicks(desk.window.text.editor, "Unsaved. ")
    desk.wait_for_text("Unsaved. First line.")
    assert is_marked(desk)


def test_paragraphs_come_change_and_go_beside_those_that_scripts_have_wrapped(desk):
    marked(desk)
    assert desk.ask("document.querySelectorAll('.wrapped > p').length") == 2
    editor = desk.window.text.editor
    type_below(desk, "Third one.")
    desk.wait_for_text("Third one.")
    QTest.keyClicks(editor, " It costs $5.")
    type_below(desk, "Fourth.")
    desk.wait_for_text("It costs $5.")
    desk.wait_for_text("Fourth.")
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(editor, "Before. ")
    desk.wait_for_text("Before. First line.")
    shown = desk.ask("[...document.querySelectorAll('main p')].map((p) => p.innerText).join('|')")
    assert shown == "Before. First line.|Second paragraph.|Third one. It costs $5.|Fourth."
    assert desk.ask("document.querySelectorAll('.wrapped > p').length") == 2
    assert desk.ask("document.documentElement.className") == "dark"
    assert is_marked(desk)


def test_what_was_wrapped_goes_with_its_wrapper(desk):
    marked(desk)
    desk.window.session.body.setPlainText("Only this.")
    desk.wait(lambda: desk.ask("document.querySelector('main').innerText").strip() == "Only this.")
    assert desk.ask("document.querySelectorAll('.wrapped').length") <= 1


def test_the_page_stays_where_it_is_read_and_follows_the_caret(desk):
    desk.window.session.body.setPlainText(f"First line.\n\n{LONG}")
    marked(desk)
    desk.wait_for_text("Paragraph 59")
    editor = desk.window.text.editor
    editor.moveCursor(QTextCursor.MoveOperation.End)
    desk.wait(lambda: desk.ask("scrollY") > 0)
    at = desk.ask("scrollY")
    desk.window.session.set_field(("tags",), ["three"])
    QTest.keyClicks(editor, " Last words.")
    desk.wait_for_text("Last words.")
    assert abs(desk.ask("scrollY") - at) < 60
    assert is_marked(desk)


def test_what_is_loaded_anew_stays_where_it_is_read(desk, site):
    desk.window.session.body.setPlainText(f"First line.\n\n{LONG}")
    marked(desk)
    desk.wait_for_text("Paragraph 59")
    # The caret is at the end, and the page with it.
    desk.wait(lambda: desk.ask("scrollY") > 1500)
    desk.window.text.editor.moveCursor(QTextCursor.MoveOperation.Start)
    desk.wait(lambda: desk.ask("scrollY") < 500)
    desk.ask("scrollTo(0, 700)")
    layout = site / "layouts" / "_default" / "single.html"
    layout.write_text(layout.read_text().replace("<main>", "<p>From the template.</p><main>"))
    desk.wait_for_text("From the template.")
    desk.wait(lambda: abs((desk.ask("scrollY") or 0) - 700) < 100)
