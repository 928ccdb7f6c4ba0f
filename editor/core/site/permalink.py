"""The address of a page (https://gohugo.io/content-management/urls/, https://gohugo.io/configuration/permalinks/)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from editor.core.frontmatter import PageMeta
from editor.core.frontmatter.casts import to_bool
from editor.core.site.addresses import escaped, lowered, sanitized, segment, without_accents
from editor.core.site.folders import section
from editor.core.site.page_place import PagePlace
from editor.core.site.site import Site

_TOKEN = re.compile(r":(\w+)(\[[^\]]*\])?")
_NUMBER = re.compile(r"[0-9]{1,9}")
_KINDS = ("page", "section", "taxonomy", "term")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NO_DATE = datetime(1, 1, 1, tzinfo=UTC)
# Gives slug and title of the section in these folders in a language; None where there is no section.
SectionOf = Callable[[tuple[str, ...], str], tuple[str, str] | None]


def no_section(_folders: tuple[str, ...], _language: str) -> None:
    """Say that no section has a page of its own."""


@dataclass(frozen=True, slots=True)
class Permalinks:
    """Makes the addresses of a site's pages by its settings; made once for a site.

    `ugly` is for all pages, `ugly_in` for those of some sections (https://gohugo.io/configuration/ugly-urls/). `bases`
    are those of languages with hosts of their own, without a slash at the end, and empty in other sites.
    `own_patterns` are those of languages that have some, which then stand in the place of the site's.
    """

    base: str
    prefixes: Mapping[str, str]
    patterns: Mapping[str, Mapping[str, str]]
    ugly: bool
    lower: bool
    bare: bool
    ugly_in: frozenset[str] = frozenset()
    bases: Mapping[str, str] = field(default_factory=dict)
    own_patterns: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Site) -> Permalinks:
        """Read the settings that decide on addresses."""
        config = site.config
        languages = tuple(name.lower() for name in site.languages) or (site.default_language,)
        in_folder = to_bool(config.get("defaultcontentlanguageinsubdir"))
        several = len(languages) > 1
        bases = _bases(site, languages)
        ugly = config.get("uglyurls")
        by_section = ugly if isinstance(ugly, dict) else {}
        prefixes = {
            name: f"/{name}"
            if not bases and (in_folder or (several and name != site.default_language))
            else ""
            for name in languages
        }
        return cls(
            site.base_url.rstrip("/"),
            prefixes,
            _patterns(section(config, "permalinks")),
            to_bool(ugly),
            not to_bool(config.get("disablepathtolower")),
            to_bool(config.get("removepathaccents")),
            frozenset(str(name) for name, value in by_section.items() if to_bool(value)),
            bases,
            {
                name.lower(): _patterns(own)
                for name in site.languages
                if (own := section(config, "languages", name, "permalinks"))
            },
        )

    def address(self, place: PagePlace, meta: PageMeta, section_of: SectionOf = no_section) -> str:
        """Give the whole URL of a page."""
        return self.base_of(place.language) + escaped(self.path(place, meta, section_of))

    def base_of(self, language: str) -> str:
        """Give the address that the paths of a language's pages are below."""
        return self.bases.get(language, self.base)

    def path(self, place: PagePlace, meta: PageMeta, section_of: SectionOf = no_section) -> str:
        """Give the path of a page's URL below the site's base, not escaped."""
        prefix = self.prefixes.get(place.language, "")
        if meta.url:
            url = self._expanded(meta.url, place, meta, section_of) if ":" in meta.url else meta.url
            # With a dot anywhere Hugo takes the path for a file's.
            end = "" if "." in url else "/"
            path = _clean(f"/{url}{end}").removesuffix("index.html")
            return path if url.startswith("/") else prefix + path
        if place.kind == "home":
            return prefix + ("/index.html" if self.ugly and not prefix else "/")
        ugly = self.ugly or place.section.lower() in self.ugly_in
        patterns = self.own_patterns.get(place.language, self.patterns)
        pattern = patterns.get(place.kind, {}).get(place.section)
        if pattern is not None:
            path = self._shaped(_clean("/" + self._expanded(pattern, place, meta, section_of)))
            return prefix + (self._ugly(path, place.kind) if ugly else _clean(path + "/"))
        parts = []
        for depth, folder in enumerate(place.folders, 1):
            found = section_of(place.folders[:depth], place.language)
            parts.append((found and sanitized(found[0]).strip("/")) or _part(folder))
        if place.kind == "page":
            parts.append(sanitized(meta.slug).strip("/") or _part(place.name))
        elif meta.slug and parts:
            parts[-1] = sanitized(meta.slug).strip("/")
        path = self._shaped("/" + "/".join(parts))
        return prefix + (self._ugly(path, place.kind) if ugly else path.rstrip("/") + "/")

    def _shaped(self, path: str) -> str:
        path = without_accents(path) if self.bare else path
        return lowered(path) if self.lower else path

    def _ugly(self, path: str, kind: str) -> str:
        bare = path.rstrip("/")
        return f"{bare}.html" if kind in ("page", "term") else f"{bare}/index.html"

    def _expanded(self, pattern: str, place: PagePlace, meta: PageMeta, section_of: SectionOf) -> str:
        def put(match: re.Match[str]) -> str:
            found = _token(match[1], match[2] or "", place, meta, section_of)
            return lowered(found) if self.lower else found

        return _clean(_TOKEN.sub(put, pattern))


def _bases(site: Site, languages: tuple[str, ...]) -> Mapping[str, str]:
    """Give each language's own address where one has any; one without keeps the site's."""
    own = {name: section(site.config, "languages", name).get("baseurl") for name in languages}
    if not any(isinstance(base, str) and base for base in own.values()):
        return {}
    return {name: str(base or site.base_url).rstrip("/") for name, base in own.items()}


def _patterns(settings: Mapping[str, object]) -> Mapping[str, Mapping[str, str]]:
    """Read both forms: a pattern for each section's pages and terms, or one for each kind and section."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in _KINDS}
    for key, value in settings.items():
        if isinstance(value, str):
            for kind in ("page", "term"):
                found[kind][key.strip("/").lower()] = value
        elif isinstance(value, dict) and key in found:
            for name, pattern in value.items():
                if isinstance(pattern, str):
                    found[key][str(name).strip("/").lower()] = pattern
    return found


def _token(name: str, cut: str, place: PagePlace, meta: PageMeta, section_of: SectionOf) -> str:
    date = meta.date or _NO_DATE
    if name in _DATED:
        return _DATED[name](date)
    title = segment(meta.title)
    slug = sanitized(meta.slug.replace("+", " ")).strip("/")
    own = segment(place.base)
    if name in ("sections", "sectionslugs"):
        depths = range(1, _depth(place, section_of) + 1)
        parts = [_section_part(name, place, depth, section_of) for depth in depths]
        return "/".join(_sliced([part for part in parts if part], cut))
    values = {
        "title": title,
        "slug": slug or title,
        "slugorfilename": slug or own,
        "slugorcontentbasename": slug or own,
        "filename": own,
        "contentbasename": own,
        "section": segment(place.section),
        "sectionslug": _section_part("sectionslugs", place, 1, section_of) if place.folders else "",
    }
    return values.get(name, f":{name}{cut}")


def _depth(place: PagePlace, section_of: SectionOf) -> int:
    """Count the folders of the section a page is in: the nearest with a page of its own, or else the top one."""
    for depth in range(len(place.folders), 1, -1):
        if section_of(place.folders[:depth], place.language) is not None:
            return depth
    return min(len(place.folders), 1)


def _section_part(name: str, place: PagePlace, depth: int, section_of: SectionOf) -> str:
    folder = place.folders[depth - 1]
    if name == "sections":
        return segment(folder)
    found = section_of(place.folders[:depth], place.language)
    if found is None:
        # Hugo makes a section of each folder at the top, and calls it by its plural.
        return segment(_plural(folder)) if depth == 1 else ""
    return segment(found[0] or found[1])


def _plural(word: str) -> str:
    if word.endswith("s") and not word.endswith("ss"):
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("x", "ch", "sh", "ss", "z")) else "s")


def _sliced(parts: list[str], cut: str) -> list[str]:
    """Apply `[1]`, `[1:]`, `[:last]` and the like; what is out of range gives nothing."""
    if not cut:
        return parts
    words = {"first": 0, "last": len(parts) - 1}
    start, colon, stop = cut[1:-1].partition(":")

    def number(word: str, default: int) -> int:
        return words[word] if word in words else int(word) if _NUMBER.fullmatch(word) else default

    first = number(start, 0)
    return parts[first : number(stop, len(parts))] if colon else parts[first : first + 1]


_DATED: Mapping[str, Callable[[datetime], str]] = {
    "year": lambda date: str(date.year),
    "month": lambda date: f"{date.month:02}",
    "monthname": lambda date: _MONTHS[date.month - 1],
    "day": lambda date: f"{date.day:02}",
    "weekday": lambda date: str((date.weekday() + 1) % 7),
    "weekdayname": lambda date: _WEEKDAYS[date.weekday()],
    "yearday": lambda date: str(date.timetuple().tm_yday),
    # Layouts of Go's time package that the pattern of a token lets through.
    "2006": lambda date: f"{date.year:04}",
    "06": lambda date: f"{date.year % 100:02}",
    "01": lambda date: f"{date.month:02}",
    "02": lambda date: f"{date.day:02}",
    "Jan": lambda date: _MONTHS[date.month - 1][:3],
    "January": lambda date: _MONTHS[date.month - 1],
}


def _part(name: str) -> str:
    """Give the piece of a path that a file's or folder's name becomes: each space a hyphen of its own."""
    return sanitized(name.replace(" ", "-"))


def _clean(path: str) -> str:
    return re.sub("/{2,}", "/", path)
