"""Pages that a site's settings leave out, whatever they say themselves.

Source: https://gohugo.io/configuration/languages/ (`disabled`, `disableLanguages`), https://gohugo.io/configuration/all/
(`ignoreFiles`) and Hugo 0.168 itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from editor.core.site.folders import section, strings
from editor.core.site.site import Site

# A pattern with more of these could take for ever; a site that is only looked at must not stop us.
_REPEATS: Final = re.compile(r"(?<!\\)[*+{]")
_MOST_REPEATS: Final = 4
_REPEATED_GROUP: Final = re.compile(r"\)[*+{]")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Tells which files of a site make no pages; made once for a site."""

    languages: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, site: Site) -> LeftOut:
        """Read the settings; patterns that Hugo itself refuses count for nothing."""
        listed = site.config.get("disablelanguages")
        off = {name for name, own in section(site.config, "languages").items() if _is_disabled(own)}
        off |= {name for name in strings(listed) if isinstance(listed, list)}
        given = strings(site.config.get("ignorefiles"))
        patterns = (_compiled(pattern) for pattern in given)
        return cls(frozenset(off), tuple(found for found in patterns if found is not None))

    def reason(self, path: str, language: str) -> str:
        """Say why the file at the absolute path makes no page, in a sentence; empty where it may make one."""
        if language in self.languages:
            return f"The site's settings switch its language, {language}, off."
        plain = path.replace("\\", "/")
        found = next((each.pattern for each in self.patterns if each.search(plain)), None)
        return f"`ignoreFiles` in the site's settings leaves it out: {found}" if found is not None else ""


def _is_disabled(settings: object) -> bool:
    return isinstance(settings, dict) and settings.get("disabled") is True


def _compiled(pattern: str) -> re.Pattern[str] | None:
    if len(_REPEATS.findall(pattern)) > _MOST_REPEATS or _REPEATED_GROUP.search(pattern):
        return None
    try:
        return re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return None
