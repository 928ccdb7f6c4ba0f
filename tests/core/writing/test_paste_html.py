"""HTML of other programs as Markdown: the text a reader saw there, and nothing that does something."""

import pytest

from editor.core.markdown import MarkupConfig, render_html
from editor.core.writing.paste_html import html_to_markdown, is_worth_converting


@pytest.mark.parametrize(
    "text",
    [
        "Use &lt;div&gt; and &lt;/div&gt;",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&amp;lt; is &lt;",
        "1 &lt; 2",
    ],
)
def test_what_was_text_stays_text(text):
    markdown = html_to_markdown(f"<p><b>x</b> {text}</p>")
    assert render_html(markdown, MarkupConfig(unsafe=True)) == f"<p><strong>x</strong> {text}</p>\n"


def test_code_stays_as_it_is():
    assert html_to_markdown("<code>&lt;a&gt; &amp;amp;</code>") == "`<a> &amp;`"
    assert html_to_markdown("<pre>&lt;a&gt;</pre>") == "```\n<a>\n```"


@pytest.mark.parametrize(
    "address", ["javascript:x()", " JavaScript:x()", "java\nscript:x()", "\x01data:text/html"]
)
def test_a_link_to_a_program_is_its_text(address):
    assert html_to_markdown(f'<b>a</b> <a href="{address}">b</a>') == "**a** b"
    assert html_to_markdown('<a href="https://example.org/data:x">b</a>') == "[b](https://example.org/data:x)"


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "blockquote", "h1", "pre", "table><tr><td"])
def test_no_depth_is_too_deep(tag):
    html = f"<{tag}>" * 3000 + "<b>x</b>"
    assert is_worth_converting(html)
    assert html_to_markdown(html) in ("", "**x**")
