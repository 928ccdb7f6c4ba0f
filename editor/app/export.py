"""A post as one HTML file that needs no other: its styles and pictures are in it."""

from __future__ import annotations

import base64
import html
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from editor.app.preview_head import page_head
from editor.core.errors import EditorError
from editor.core.markdown.links import LinkResolver
from editor.core.post import Post
from editor.core.post_render import render_post
from editor.core.site import Site
from editor.core.site.language import language_of
from editor.core.text_file import write_atomically
from editor.resources import resource_path

_IMAGE = re.compile(r"(<img\b[^>]*?\bsrc=)([\"'])(.*?)\2", re.IGNORECASE | re.DOTALL)
_LARGEST_PICTURE = 30_000_000
# What differs from the preview's own style; "plain" is that.
_STYLES = {
    "plain": "",
    "blox": 'article { max-width: 760px; } html { font-family: "Inter", system-ui, sans-serif;'
    " --accent: #1565c0; } .pw-title { font-size: 2.4em; } #pw-body h2 { border: 0; }",
    "print": 'html { font: 12pt/1.5 "Georgia", "Noto Serif", serif; } article { max-width: none; padding: 0; }'
    " .pw-title { font-size: 20pt; } #pw-body a { color: inherit; }",
}
_POLICY: Final = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; font-src data:;'
    " style-src 'unsafe-inline'; form-action 'none'\">"
)
_REACHING: Final = re.compile(
    r"<(/?)(link|meta|base|iframe|frame|frameset|object|embed|portal|fencedframe)(?=[\s/>])", re.IGNORECASE
)
_PRINTING = """
@page { margin: 20mm; }
@media print {
  article { max-width: none; padding: 0; }
  .pw-part { content-visibility: visible; }
  #pw-body :is(h1, h2, h3, h4) { break-after: avoid; }
  #pw-body :is(pre, table, figure, blockquote) { break-inside: avoid; }
  #pw-body pre { white-space: pre-wrap; }
}
"""


@dataclass(frozen=True, slots=True)
class Style:
    """How an exported page looks: one of "plain", "blox" and "print", a person's own rules, light or dark."""

    name: str = "plain"
    own: str = ""
    dark: bool = False


def read_style(name: str, own: str, *, dark: bool = False) -> Style:
    """Give a style with the rules of the file `own`; raises EditorError where that cannot be read."""
    try:
        rules = Path(own).expanduser().read_text(encoding="utf-8") if own else ""
    except (OSError, UnicodeError) as error:
        raise EditorError("Your style sheet cannot be read.", detail=str(error), path=Path(own)) from error
    return Style(name if name in _STYLES else "plain", rules, dark)


def style_rules(style: Style) -> str:
    """Give the rules by which a style differs from the plain one, a person's own last."""
    return "\n".join(part for part in (_STYLES[style.name], style.own) if part)


def body_html(post: Post, site: Site | None) -> str:
    """Give the body's HTML as the site would have it."""
    return render_post(post, site).html


def for_paper(page: str) -> str:
    """Give a page that `page_html` made as it is laid out for print and PDF: with nothing in it that reaches out.

    A policy stops what loads. It does not stop a connection that is opened ahead of need, a refresh or another base, so
    the elements that ask for those, and frames, in whose text they may be written otherwise, become ones that mean
    nothing: HTML knows no other way to write their names.
    """
    head, mark, body = page.partition("<body>")
    return head.replace("<head>", f"<head>{_POLICY}", 1) + mark + _REACHING.sub(r"<\1x-\2", body)


def page_html(post: Post, site: Site | None, style: Style) -> str:
    """Give a whole page: title, authors, date and body, with every picture of the site's folders in it."""
    head = page_head(post, site)
    line = " · ".join(part for part in (", ".join(head.authors), head.date) if part)
    colours = "chroma-dark.css" if style.dark else "chroma-light.css"
    rules = [_resource(name) for name in ("page.css", "content.css", colours)]
    rules += ["article { padding-bottom: 40px; }", style_rules(style), _PRINTING]
    parts = [
        "<!doctype html>",
        f'<html lang="{html.escape(language_of(post.front, post.path, site) or "en")}"'
        f' data-theme="{"dark" if style.dark else "light"}">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>{html.escape(head.title)}</title>",
        "<style>\n" + "\n".join(rules).replace("</style", "<\\/style") + "\n</style></head>",
        '<body><article dir="auto"><header id="pw-head">',
        f'<h1 class="pw-title">{html.escape(head.title)}</h1>' if head.title else "",
        f'<p class="pw-subtitle">{html.escape(head.subtitle)}</p>' if head.subtitle else "",
        f'<p class="pw-line">{html.escape(line)}</p>' if line else "",
        '</header><main id="pw-body">',
        with_pictures(body_html(post, site), post.path, site),
        "</main></article></body></html>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def write_page(path: Path, page: str) -> None:
    """Write an exported page; raises EditorError where the system refuses."""
    write_atomically(path, page.encode("utf-8"))


def with_pictures(body: str, path: Path | None, site: Site | None) -> str:
    """Put the pictures that HTML shows into it, as far as they are files of the post's site or folder."""
    resolver = LinkResolver(path, site)

    def put(found: re.Match[str]) -> str:
        target = resolver.image(html.unescape(found[3])).target
        kind = mimetypes.guess_type(target.name)[0] if target is not None else None
        if target is None or kind is None or not kind.startswith("image/"):
            return found[0]
        try:
            if target.stat().st_size > _LARGEST_PICTURE:
                return found[0]
            data = base64.b64encode(target.read_bytes()).decode("ascii")
        except OSError:
            return found[0]
        return f"{found[1]}{found[2]}data:{kind};base64,{data}{found[2]}"

    return _IMAGE.sub(put, body)


def _resource(name: str) -> str:
    return resource_path(f"preview/{name}").read_text(encoding="utf-8")
