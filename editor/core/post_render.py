"""A post's body rendered as its own site would."""

from __future__ import annotations

from dataclasses import replace

from editor.core.frontmatter import find_field
from editor.core.frontmatter.split import line_at
from editor.core.markdown import MarkupConfig, RenderContext, RenderedDocument, render
from editor.core.post import Post
from editor.core.site import Site


def render_post(post: Post, site: Site | None = None, *, unsafe: bool = False) -> RenderedDocument:
    """Render by the settings of `site`, or Hugo's defaults; `unsafe` keeps raw HTML whatever they say."""
    config = site.markup if site else MarkupConfig()
    math = find_field(post.front, ("math",))
    context = RenderContext(
        params=post.front.values,
        site_params=site.params if site else {},
        title=post.meta.title,
        base_url=site.base_url if site else "",
        math=math is not None and math.value is True,
        first_line=line_at(post.text, post.front.split.body),
    )
    return render(post.body, replace(config, unsafe=True) if unsafe else config, context=context)
