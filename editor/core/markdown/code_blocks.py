"""Code blocks, as Hugo wraps them."""

from __future__ import annotations

import html
from collections.abc import Mapping

from editor.core.markdown.attributes import read_attributes
from editor.core.markdown.config import MarkupConfig
from editor.core.markdown.highlight import coloured, is_known_language


def render_fence(code: str, info: str, config: MarkupConfig) -> str:
    """Give the HTML of a fenced block of code with its info string as written."""
    language, attributes = read_info(info)
    name = html.escape(language)
    if config.highlight.code_fences and is_known_language(language):
        inside = coloured(code.rstrip("\n") + "\n", language)
        return (
            f'<div class="{html.escape(config.highlight.wrapper_class)}"{_written(attributes)}>'
            f'<pre tabindex="0" class="chroma"><code class="language-{name}" data-lang="{name}">{inside}</code></pre></div>'
        )
    text = html.escape(code.rstrip("\n") + "\n" if code else "")
    if not language:
        return f'<pre tabindex="0"><code>{text}</code></pre>'
    return f'<pre tabindex="0"><code class="language-{name}" data-lang="{name}">{text}</code></pre>'


def _written(attributes: Mapping[str, object]) -> str:
    return "".join(f' {name}="{html.escape(text_of(value))}"' for name, value in attributes.items())


def text_of(value: object) -> str:
    """Give an attribute's value as Go prints it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


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
    return (words[0] if words else ""), attributes
