"""The shortcodes that HugoBlox and Wowchemy bring along, as they would look.

Source: the documentation of HugoBlox (https://docs.hugoblox.com/reference/markdown/). They are the theme's, so what
is shown is a likeness and no copy of its markup.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from types import MappingProxyType

from editor.core.markdown.math import render_math
from editor.core.markdown.shortcodes.cards import box, card, diagram
from editor.core.markdown.shortcodes.scene import Invocation, attributes, escape, picture, safe_url

Renderer = Callable[[Invocation], str]

_MOST_ROWS = 500


def callout(call: Invocation) -> str:
    """A note set off from the text: `{{% callout note %}}`."""
    kind = call.text(0, "type") or "note"
    title = call.text("title")
    head = f'<div class="callout-title">{escape(title)}</div>' if title else ""
    return f'<div class="callout callout-{escape(kind)}">{head}{call.scene.markdown(call.inner)}</div>\n'


def icon(call: Invocation) -> str:
    """An icon of a font or pack; its name stands for it."""
    name = call.text("name", 0)
    return f'<span class="pw-icon" title="{escape(name)}">{escape(name.rpartition("/")[2])}</span>'


def cite(call: Invocation) -> str:
    """A citation of one of the site's publications, by its page."""
    page = call.text("page", 0)
    return f'<div class="pw-cite"><span class="pw-card-kind">Cite</span> {escape(page)}</div>\n'


def math(call: Invocation) -> str:
    """A formula kept from Markdown."""
    tex = call.inner.strip()
    if tex.startswith("$$") and tex.endswith("$$") and len(tex) > 4:
        return render_math(tex[2:-2], True)
    bare = tex[1:-1] if tex.startswith("$") and tex.endswith("$") and len(tex) > 2 else tex
    return render_math(bare, False)


def drawn(call: Invocation) -> str:
    """A diagram that a script draws."""
    return diagram(call.name, call.inner.strip("\n"))


def table(call: Invocation) -> str:
    """A table from a CSV file of the page or the site."""
    path = call.text("path", 0)
    read = call.scene.context.read_file
    data = read(path) if read is not None and path else None
    if data is None:
        return box(call)
    rows = list(csv.reader(io.StringIO(data), delimiter=(call.text("delimiter") or ",")[:1]))[:_MOST_ROWS]
    header = call.text("header").lower() != "false"
    parts = ["<table>"]
    caption = call.text("caption")
    if caption:
        parts.append(f"<caption>{call.scene.inline(caption)}</caption>")
    for number, row in enumerate(rows):
        tag = "th" if header and number == 0 else "td"
        cells = "".join(f"<{tag}>{call.scene.inline(cell)}</{tag}>" for cell in row)
        parts.append(f"<tr>{cells}</tr>")
    return "".join(parts) + "</table>\n"


def spoiler(call: Invocation) -> str:
    """Text that unfolds."""
    text = call.text("text", "title", 0) or "Click to view"
    return f"<details><summary>{escape(text)}</summary>{call.scene.markdown(call.inner)}</details>\n"


def button(call: Invocation) -> str:
    """A link that looks like a button."""
    label = call.scene.inline(call.inner.strip()) or escape(call.text("text") or "Button")
    return f'<a class="pw-button" href="{safe_url(call.text("url", "href", 0))}">{label}</a>'


def _player(call: Invocation, tag: str) -> str:
    source = call.text("src", 0)
    address, broken = picture(call.scene, source)
    if source.startswith(("http://", "https://", "//")):
        return card(tag.capitalize(), source, url=source, icon=tag)
    return f'<{tag} controls preload="metadata" src="{address}"{broken}></{tag}>\n'


def video(call: Invocation) -> str:
    """A film of the page or the site."""
    return _player(call, "video")


def audio(call: Invocation) -> str:
    """A recording of the page or the site."""
    return _player(call, "audio")


def embed(call: Invocation) -> str:
    """Something of another site, shown as a card that asks nothing of it."""
    url = call.text("url", "resource", "id", 0)
    return card(call.name.replace("_", " ").capitalize(), url, url=url if "://" in url else "")


def staticref(call: Invocation) -> str:
    """A link to a file of `static/`."""
    more = attributes(target="_blank") if call.text(1) == "newtab" else ""
    return f'<a href="{safe_url("/" + call.text(0).lstrip("/"))}"{more}>{call.scene.inline(call.inner)}</a>'


def list_item(call: Invocation) -> str:
    """Text laid out by the theme, such as cards or columns: its Markdown alone."""
    return f'<div class="pw-layout">{call.scene.markdown(call.inner)}</div>\n'


def hl(call: Invocation) -> str:
    """Marked words."""
    return f"<mark>{call.scene.inline(call.inner)}</mark>"


RENDERERS: Mapping[str, Renderer] = MappingProxyType(
    {
        "audio": audio,
        "bibtex": embed,
        "button": button,
        "callout": callout,
        "card": list_item,
        "cards": list_item,
        "cite": cite,
        "cta": button,
        "diagram": drawn,
        "embed": embed,
        "hl": hl,
        "icon": icon,
        "math": math,
        "mermaid": drawn,
        "spoiler": spoiler,
        "staticref": staticref,
        "steps": list_item,
        "table": table,
        "toggle": spoiler,
        "video": video,
    }
)
# Whether a shortcode takes what it encloses; Hugo asks the theme's template.
WITH_INNER: Mapping[str, bool] = MappingProxyType(
    {
        "button": True,
        "callout": True,
        "card": True,
        "cards": True,
        "cta": True,
        "diagram": True,
        "hl": True,
        "math": True,
        "mermaid": True,
        "spoiler": True,
        "staticref": True,
        "steps": True,
        "toggle": True,
        "audio": False,
        "bibtex": False,
        "cite": False,
        "embed": False,
        "icon": False,
        "table": False,
        "video": False,
    }
)
