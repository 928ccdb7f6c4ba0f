"""The language a post is written in, for whoever checks its words or says so on a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from editor.core.frontmatter import FrontMatter, find_field
from editor.core.site.folders import section
from editor.core.site.page_place import Places
from editor.core.site.site import Site

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
# What authors write in a post; Hugo takes no notice of them.
_KEYS = ("lang", "language")


def language_of(front: FrontMatter, path: Path | None, site: Site | None) -> str:
    """Give the language's tag, as `de` or `pt-BR`; empty where nothing tells.

    What the post says of itself counts most, then its file name or folder, then the site. A language's own locale says
    more than its key (https://gohugo.io/configuration/languages/).
    """
    for key in _KEYS:
        field = find_field(front, (key,))
        if field is not None and isinstance(field.value, str) and _TAG.fullmatch(field.value.strip()):
            return field.value.strip()
    if site is None:
        return ""
    place = Places.of(site).of_file(str(path)) if path is not None else None
    key = place.language if place is not None else site.default_language
    own = _locale(section(site.config, "languages", key))
    if own:
        return own
    whole = _locale(site.config)
    # A site that names no language of its content has the one that its pages are said to be in.
    if whole and (whole.lower().split("-")[0] == key or "defaultcontentlanguage" not in site.config):
        return whole if key == site.default_language else key
    return key


def _locale(config: Mapping[str, object]) -> str:
    for name in ("locale", "languagecode"):
        value = config.get(name)
        if isinstance(value, str) and _TAG.fullmatch(value):
            return value
    return ""
