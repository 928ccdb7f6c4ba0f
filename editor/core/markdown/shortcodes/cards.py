"""Still stand-ins for what a preview cannot or must not show: boxes, cards and notes of errors."""

from __future__ import annotations

import html
import re

from editor.core.markdown.shortcodes.scene import Invocation, escape, safe_url, text_of


def card(kind: str, title: str, *, url: str = "", icon: str = "") -> str:
    """Give a card in the place of foreign content; `url` is where a person can see it, never loaded."""
    label = f'<a class="pw-card-text" href="{safe_url(url)}">{escape(title)}</a>' if url else ""
    label = label or f'<span class="pw-card-text">{escape(title)}</span>'
    return (
        f'<div class="pw-card pw-card-{html.escape(icon or "embed")}">'
        f'<span class="pw-card-kind">{escape(kind)}</span> {label}</div>\n'
    )


def refused(message: str, source: str = "", *, alone: bool = True) -> str:
    """Give the note that stands where Hugo would stop: its reason, and what was written."""
    tag = "div" if alone else "span"
    code = f' <code class="pw-refused-source">{html.escape(source)}</code>' if source else ""
    return (
        f'<{tag} class="pw-refused" role="alert">'
        f'<span class="pw-refused-reason">{html.escape(message)}</span>{code}</{tag}>'
    )


def box(call: Invocation) -> str:
    """Give a labelled box for a shortcode whose template is not ours: its arguments and what it encloses."""
    label = f'<span class="pw-shortcode-name">{escape(call.name)}</span>' + "".join(
        f' <span class="pw-shortcode-param">{_param(param.name, param.value)}</span>' for param in call.params
    )
    inner = call.scene.markdown(call.inner) if call.inner.strip() else ""
    if not call.alone and "\n" not in call.inner:
        inner = f' <span class="pw-shortcode-inner">{call.scene.inline(call.inner)}</span>' if inner else ""
        return f'<span class="pw-shortcode">{label}{inner}</span>'
    inner = f'<div class="pw-shortcode-inner">{inner}</div>' if inner else ""
    return f'<div class="pw-shortcode"><div class="pw-shortcode-label">{label}</div>{inner}</div>\n'


def diagram(kind: str, code: str) -> str:
    """Give a labelled box for a diagram that only a script or Hugo itself can draw: its source."""
    return (
        f'<div class="pw-shortcode pw-diagram"><div class="pw-shortcode-label">'
        f'<span class="pw-shortcode-name">{escape(kind)}</span></div>'
        f'<pre tabindex="0"><code>{html.escape(code)}</code></pre></div>\n'
    )


def _param(name: str, value: object) -> str:
    text = text_of(value)
    shown = text if re.fullmatch(r"[\w.-]+", text) else f'"{text}"'
    return escape(f"{name}={shown}" if name else shown)
