"""Code blocks, as Hugo wraps them."""

from __future__ import annotations

import html

from editor.core.markdown.attributes import read_attributes
from editor.core.markdown.characters import unescape
from editor.core.markdown.config import MarkupConfig


def render_fence(code: str, info: str, config: MarkupConfig) -> str:
    """Give the HTML of a fenced block of code with its info string as written."""
    language, _attributes = read_info(info)
    text = html.escape(code if not code or code.endswith("\n") else code + "\n")
    if not language:
        return f'<pre tabindex="0"><code>{text}</code></pre>\n'
    name = html.escape(language)
    return f'<pre tabindex="0"><code class="language-{name}" data-lang="{name}">{text}</code></pre>\n'


def read_info(info: str) -> tuple[str, dict[str, object]]:
    """Part an info string into the language and the attributes: ```` ```go {linenos=true} ````."""
    info = info.strip(" \t")
    brace = info.find("{")
    attributes: dict[str, object] = {}
    if brace >= 0:
        found = read_attributes(info, brace)
        if found is not None:
            attributes = found[0]
    head = info[:brace] if brace >= 0 else info
    words = head.split()
    return (unescape(words[0]) if words else ""), attributes
