"""Rules on what front matter names: terms, authors, projects and slides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from editor.core.checks.finding import Finding, Fix, found
from editor.core.checks.matter import fix_of, safe_edits
from editor.core.checks.reading import Named, PageReading
from editor.core.errors import EditorError
from editor.core.problem import Severity
from editor.core.site.addresses import lowered, segment
from editor.core.site.generation import Generation
from editor.core.site.index import SiteIndex
from editor.core.site.site import Site
from editor.core.site.terms import bare_term, similar_terms, term_key
from editor.core.site.vocabulary import profile_names
from editor.core.text_file import read_text_file

_SECTIONS: Final = {"projects": ("project", "projects"), "slides": ("slides",)}
_USER_NAME: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_ENOUGH_ALIKE: Final = 0.87


class NameRules:
    """Judges what pages name, by what the site has; made once for a check."""

    def __init__(self, index: SiteIndex, site: Site) -> None:
        profiles = profile_names(site)
        self._has_profiles = bool(profiles.get("authors"))
        self._profiles = {_key(name): name for name in profiles.get("authors", ())}
        self._pages = {key: frozenset(_pages(index, sections)) for key, sections in _SECTIONS.items()}
        self._taxonomies = frozenset(name.lower() for name in site.taxonomies.values())
        self._usual = _usual_spellings(index)

    def findings(self, page: PageReading) -> Iterator[Finding]:
        """Give what is wrong with the names in a page's front matter."""
        blox = page.generation is not Generation.HUGO
        for name in page.names:
            if name.key == "authors":
                if blox and self._has_profiles:
                    yield from self._author(page, name)
            elif name.key in _SECTIONS and name.key not in self._taxonomies:
                if blox:
                    yield from self._page(page, name)
                continue
            yield from self._term(page, name)

    def _author(self, page: PageReading, name: Named) -> Iterator[Finding]:
        key = _key(name.value)
        if key in self._profiles:
            return
        near = get_close_matches(key, list(self._profiles), 1, _ENOUGH_ALIKE)
        if near:
            message = (
                f"There is no profile of the author “{name.value}”, but one of “{self._profiles[near[0]]}”."
            )
            yield found(
                "author", Severity.WARNING, page.path, name.spot, message, "Correct the name if it is theirs."
            )
        elif _USER_NAME.fullmatch(name.value):
            message = f"There is no profile of the author “{name.value}”: the name is shown as it is."
            yield found(
                "author",
                Severity.HINT,
                page.path,
                name.spot,
                message,
                "Make a profile, or write the full name.",
            )

    def _page(self, page: PageReading, name: Named) -> Iterator[Finding]:
        if _key(name.value) in self._pages[name.key] or "/" in name.value.strip("/") or "." in name.value:
            return
        what = "slides" if name.key == "slides" else "project"
        message = f"There is no page of the {what} “{name.value}”: the theme shows nothing."
        advice = f"Name a folder or a file of {' or '.join(_SECTIONS[name.key])}/, or remove it."
        yield found(
            "slides" if what == "slides" else "project",
            Severity.WARNING,
            page.path,
            name.spot,
            message,
            advice,
        )

    def _term(self, page: PageReading, name: Named) -> Iterator[Finding]:
        usual, count = self._usual.get((name.key, name.value), ("", 0))
        if not usual or (name.key == "authors" and term_key(usual) == term_key(name.value)):
            return
        apart = (
            "has a page of its own" if term_key(usual) != term_key(name.value) else "is the same term to Hugo"
        )
        posts = "post has" if count == 1 else "posts have"
        message = f"“{name.value}” {apart}, and {count} {posts} “{usual}”."
        fix = _spelled(page.path, name, usual) if bare_term(usual) == bare_term(name.value) else None
        yield found("term", Severity.HINT, page.path, name.spot, message, f"Write “{usual}”.", fix)


def _spelled(path: Path, name: Named, usual: str) -> Fix | None:
    """Give the fix that writes a term as most posts do; the file is read for it, as few posts need one."""
    try:
        text = read_text_file(path).text
    except EditorError:
        return None
    return fix_of(f"Write {usual}", text, safe_edits(text, name.path, usual))


def _key(name: str) -> str:
    return segment(lowered(name.strip())).strip("-")


def _pages(index: SiteIndex, sections: Iterable[str]) -> Iterator[str]:
    for row in index.rows:
        if row.section in sections:
            for part in (row.path.stem.split(".")[0], row.path.parent.name):
                yield _key(part)
            yield _key(row.path.name)


def _usual_spellings(index: SiteIndex) -> Mapping[tuple[str, str], tuple[str, int]]:
    """Give, by list and spelling, the spelling that most posts have and how many do, for those that are not it."""
    counts: dict[str, Counter[str]] = {}
    for row in index.rows:
        lists = {"tags": row.tags, "categories": row.categories, "authors": row.authors}
        for key, term in row.terms:
            counts.setdefault(key, Counter())[term.strip()] += 1
        for key, terms in lists.items():
            if not any(name == key for name, _ in row.terms):
                counts.setdefault(key, Counter()).update(term.strip() for term in terms)
    usual: dict[tuple[str, str], tuple[str, int]] = {}
    for key, count in counts.items():
        for group in similar_terms(sorted(count)):
            most = max(group, key=lambda term: (count[term], len(term.split()), term.islower(), term))
            for term in group:
                plural = (
                    key == "authors" and term.rstrip("s") != term and term.rstrip("s") == most.rstrip("s")
                )
                if term != most and not plural:
                    usual[key, term] = (most, count[most])
    return usual
