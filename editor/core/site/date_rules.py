"""Where a site's pages take their dates from (https://gohugo.io/configuration/front-matter/)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import PurePath

from editor.core.frontmatter.meta import DATE_CHAINS
from editor.core.site.folders import section, strings
from editor.core.site.site import Site

# The file's name after the date is its slug.
_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d{2}-\d{2}-\d{2}))?[-_ ]?(.*)")
FROM_NAME, FROM_FILE = ":filename", ":filemodtime"


def date_rules(site: Site) -> Mapping[str, tuple[str, ...]]:
    """Give for each date the keys to try in order, in lower case; `:filename` and `:filemodtime` stay among them.

    What Git knows is not asked for (`:git`), so it gives nothing.
    """
    settings = section(site.config, "frontmatter")
    rules: dict[str, tuple[str, ...]] = {}
    for name, default in DATE_CHAINS.items():
        wanted = strings(settings.get(name)) if name in settings else (":default",)
        chain: list[str] = []
        for word in wanted:
            key = word.lower()
            chain += default if key == ":default" else [] if key == ":git" else [key, *_others(key, default)]
        rules[name] = tuple(dict.fromkeys(chain))
    return rules


def _others(key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    """Give the other names of a key: Hugo tries them wherever it tries the key."""
    names = {
        "publishdate": ("pubdate", "published"),
        "lastmod": ("modified",),
        "expirydate": ("unpublishdate",),
    }
    return names.get(key, ())


def from_name(name: str, zone: tzinfo) -> tuple[datetime | None, str]:
    """Read the date that a file's name (or a bundle's folder) begins with, and the slug behind it."""
    found = _DATED_NAME.fullmatch(PurePath(name).name)
    if found is None:
        return None, ""
    try:
        day = datetime.fromisoformat(f"{found[1]}T{(found[2] or '00-00-00').replace('-', ':')}")
    except ValueError:
        return None, ""
    return day.replace(tzinfo=zone), found[3]


def from_mtime(seconds: float) -> datetime:
    """Give the moment a file was changed."""
    return datetime.fromtimestamp(seconds, UTC)
