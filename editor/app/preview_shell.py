"""The preview's own page as the scheme serves it: read once, held in memory."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from editor.resources import resource_path

_PAGES = {
    "/page.html": "text/html;charset=utf-8",
    "/page.css": "text/css;charset=utf-8",
    "/content.css": "text/css;charset=utf-8",
}
# What the policy says of pictures, and what it says where a person lets them come from the network.
_CLOSED, _OPEN = b"img-src postwright://site data:", b"img-src postwright://site data: https:"
# One style sheet for each look, in the class names that Chroma gives code.
_CHROMA = (("light", "chroma-light.css"), ("dark", "chroma-dark.css"))


@dataclass(frozen=True, slots=True)
class PreviewShell:
    """`pages` maps paths below `postwright://app` to MIME type and bytes; `script` fills the page."""

    pages: MappingProxyType[str, tuple[str, bytes]]
    script: str


def read_shell() -> PreviewShell:
    """Read the shell from the resources; raises FileNotFoundError in a broken installation."""
    pages = {path: (kind, resource_path(f"preview{path}").read_bytes()) for path, kind in _PAGES.items()}
    policy = pages["/page.html"][1]
    pages["/open.html"] = (_PAGES["/page.html"], policy.replace(_CLOSED, _OPEN))
    pages["/chroma.css"] = ("text/css;charset=utf-8", _chroma().encode())
    script = resource_path("preview/preview.js").read_text(encoding="utf-8")
    return PreviewShell(MappingProxyType(pages), script)


def _chroma() -> str:
    sheets = []
    for look, name in _CHROMA:
        try:
            rules = resource_path(f"preview/{name}").read_text(encoding="utf-8")
        except FileNotFoundError:
            continue
        # Nested rules: each sheet counts only under its own look.
        sheets.append(f'html[data-theme="{look}"] {{\n{rules}\n}}')
    return "\n".join(sheets)
