"""The output formats that a site's themes bring (https://gohugo.io/configuration/module/)."""

from __future__ import annotations

from editor.core.site.config import read_config
from editor.core.site.folders import section
from editor.core.site.shortcode_templates import knows_all_shortcodes
from editor.core.site.site import Site


def may_bring_output(site: Site, name: str) -> bool:
    """Whether a theme defines the format `name` (in lower case), or might: not all that it takes in is on disk."""
    return not knows_all_shortcodes(site) or any(
        name in section(config, "outputformats") or section(config, "module").get("imports")
        for config in (read_config(folder).values for folder in site.theme_dirs)
    )
