"""Hugo's Markdown: Python-Markdown as the host, Goldmark's rules in the place of its parser.

As a library: ``markdown.markdown(text, extensions=[GoldmarkExtension()])``, or with a site's own settings
``GoldmarkExtension(MarkupConfig.from_hugo(site_config))``.
"""

from editor.core.markdown.config import MarkupConfig
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
]
