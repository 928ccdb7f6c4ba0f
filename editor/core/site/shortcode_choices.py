"""The shortcodes a person can choose from when writing for a site."""

from __future__ import annotations

from editor.core.site.generation import Generation
from editor.core.site.shortcode_templates import Shortcodes
from editor.core.site.site import Site
from editor.core.writing.snippets import BLOX_SHORTCODES, SHORTCODES, Shortcode, custom_shortcode


def shortcode_choices(site: Site | None) -> tuple[Shortcode, ...]:
    """List the site's own shortcodes, its theme's and Hugo's; reads the layouts, so it belongs into a job.

    Those of HugoBlox are among them where the site has them, or where it is such a site and not all of its modules
    are on this disk.
    """
    found = Shortcodes.of(site)
    blox = {code.name: code for code in BLOX_SHORTCODES}
    known = blox | {code.name: code for code in SHORTCODES}
    own: list[Shortcode] = []
    themes: list[Shortcode] = []
    for name, template in sorted(found.templates.items()):
        if name in known:
            continue
        is_own = site is not None and template.path.is_relative_to(site.root / "layouts")
        purpose = "Of this site" if is_own else "Of the theme"
        code = custom_shortcode(
            name, purpose, template.named, template.positions, encloses=template.takes_inner
        )
        (own if is_own else themes).append(code)
    may_be_blox = site is not None and site.generation is not Generation.HUGO and not found.complete
    more = [code for code in BLOX_SHORTCODES if may_be_blox or code.name in found.templates]
    return (*own, *SHORTCODES, *more, *themes)
