"""A post's body rendered as its own site would."""

from __future__ import annotations

from dataclasses import replace

from editor.core.errors import EditorError
from editor.core.frontmatter import find_field
from editor.core.frontmatter.split import line_at
from editor.core.markdown import MarkupConfig, RenderContext, RenderedDocument, render
from editor.core.markdown.config import Passthrough
from editor.core.markdown.links import LinkResolver
from editor.core.markdown.shortcodes import has_shortcodes
from editor.core.post import Post
from editor.core.site import Site
from editor.core.site.page_place import Places
from editor.core.site.shortcode_templates import Shortcodes
from editor.core.text_file import read_text_file


def page_context(
    post: Post, site: Site | None, resolver: LinkResolver, shortcodes: Shortcodes, *, preview: bool
) -> RenderContext:
    """Give what a body may ask about its page; `shortcodes` are those of its site.

    A `preview` follows links and images to the files they lead to and shows foreign content as still cards;
    without it both stay what Hugo writes in a site without a theme.
    """
    math = find_field(post.front, ("math",))
    wants_math = math is not None and math.value is True
    # Who lets formulas pass through has a theme that draws them, by a hook or a script.
    passing = site.markup.passthrough if site else Passthrough()

    def read_file(name: str) -> str | None:
        verdict = resolver.image(name)
        try:
            return read_text_file(verdict.target).text if verdict.target else None
        except EditorError:
            return None

    return RenderContext(
        resolve_link=resolver.link if preview else None,
        resolve_image=resolver.image if preview else None,
        resolve_ref=resolver.ref,
        params=post.front.values,
        site_params=site.params if site else {},
        site_shortcodes={name: found.takes_inner for name, found in shortcodes.templates.items()},
        all_shortcodes_known=shortcodes.complete,
        read_file=read_file,
        title=post.meta.title,
        base_url=site.base_url if site else "",
        language=resolver.language,
        math=preview and (wants_math or passing.enable),
        dollars=wants_math or ("$", "$") in passing.inline,
        embeds="card" if preview else "hugo",
        first_line=line_at(post.text, post.front.split.body),
        page=_page_path(post, site),
    )


def _page_path(post: Post, site: Site | None) -> str:
    """Give the page's path as Hugo has it, where ids of footnotes are made of it."""
    if site is None or post.path is None or not site.markup.footnote.enable_auto_id_prefix:
        return ""
    place = Places.of(site).of_file(str(post.path))
    return place.logical if place else ""


def render_post(post: Post, site: Site | None = None, *, unsafe: bool = False) -> RenderedDocument:
    """Render by the settings of `site`, or Hugo's defaults; `unsafe` keeps raw HTML whatever they say."""
    config = site.markup if site else MarkupConfig()
    # Templates are looked for only where there can be a shortcode: many posts are rendered in one go.
    shortcodes = Shortcodes.of(site if has_shortcodes(post.body) else None)
    context = page_context(post, site, LinkResolver(post.path, site), shortcodes, preview=False)
    return render(post.body, replace(config, unsafe=True) if unsafe else config, context=context)
