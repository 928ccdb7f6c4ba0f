"""Hugo's Markdown: Python-Markdown as the host, Goldmark's rules in the place of its parser.

As a library: ``markdown.markdown(text, extensions=[GoldmarkExtension()])``, or with a site's own settings
``GoldmarkExtension(MarkupConfig.from_hugo(site_config))``. A page at once, shortcodes and all, is
``render_html(body, config)``; for an editor ``render(body, config, previous=document)`` does only what an edit needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.core.markdown.config import MarkupConfig
    from editor.core.markdown.contents import table_of_contents
    from editor.core.markdown.context import RenderContext
    from editor.core.markdown.extension import GoldmarkExtension
    from editor.core.markdown.rendering import Heading, RenderedBlock, RenderedDocument, render, render_html

__all__ = [
    "GoldmarkExtension",
    "Heading",
    "MarkupConfig",
    "RenderContext",
    "RenderedBlock",
    "RenderedDocument",
    "render",
    "render_html",
    "table_of_contents",
]

_MODULES = {
    "GoldmarkExtension": "extension",
    "MarkupConfig": "config",
    "RenderContext": "context",
    "table_of_contents": "contents",
}


def __getattr__(name: str) -> object:
    """Import a name when it is first asked for: who wants the settings need not wait for the parser."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES.get(name, 'rendering')}"), name)
