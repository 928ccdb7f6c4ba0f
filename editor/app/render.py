"""The renderer of the preview: the core's, told about the page and its site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from editor.app.preview_feed import PageSource, Rendered
from editor.core.markdown import MarkupConfig, RenderedDocument
from editor.core.markdown import render as render_markdown
from editor.core.markdown.links import LinkResolver
from editor.core.post_render import page_context
from editor.core.site import Site
from editor.core.site.shortcode_templates import Shortcodes


class PageRenderer:
    """Renders a body by its site's settings, or Hugo's defaults; what can be taken from before is.

    Keeps the resolver of the page shown: blocks rendered before stay good as long as it is the same.
    """

    def __init__(self) -> None:
        self._page: tuple[Path | None, Site | None] | None = None
        self._resolver = LinkResolver(None)
        self._shortcodes = Shortcodes()
        self._config = MarkupConfig()

    def __call__(self, source: PageSource, before: Rendered | None) -> RenderedDocument:
        """Render, as `preview_feed.Renderer` does; one call at a time."""
        page = (source.post.path, source.site)
        if before is None or self._page is None or self._page[0] != page[0] or self._page[1] is not page[1]:
            self._page, self._resolver = page, LinkResolver(*page)
            self._config, self._shortcodes = preview_config(source.site), Shortcodes.of(source.site)
        context = page_context(source.post, source.site, self._resolver, self._shortcodes, preview=True)
        previous = before if isinstance(before, RenderedDocument) else None
        return render_markdown(
            source.body, self._config, context=context, previous=previous, near=source.near
        )


def preview_config(site: Site | None) -> MarkupConfig:
    """Give a site's settings; where they leave the colours of code open, those of the preview's own look are taken."""
    config = site.markup if site is not None else MarkupConfig()
    settings: object = site.config if site is not None else {}
    for key in ("markup", "highlight"):
        settings = settings.get(key) if isinstance(settings, Mapping) else None
    if isinstance(settings, Mapping) and ("style" in settings or "noclasses" in settings):
        return config
    return replace(config, highlight=replace(config.highlight, no_classes=False))
