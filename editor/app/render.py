"""The renderer of the preview: the core's, told about the page and its site."""

from __future__ import annotations

from editor.app.preview_feed import PageSource, Rendered
from editor.core.frontmatter import find_field
from editor.core.markdown import MarkupConfig, RenderContext, RenderedDocument
from editor.core.markdown import render as render_markdown


def render(source: PageSource, before: Rendered | None) -> RenderedDocument:
    """Render a body by its site's settings, or Hugo's defaults; what can be taken from `before` is."""
    math = find_field(source.post.front, ("math",))
    context = RenderContext(
        params=source.post.front.values,
        title=source.post.meta.title,
        math=math is not None and math.value is True,
    )
    config = source.site.markup if source.site is not None else MarkupConfig()
    previous = before if isinstance(before, RenderedDocument) else None
    return render_markdown(source.body, config, context=context, previous=previous)
