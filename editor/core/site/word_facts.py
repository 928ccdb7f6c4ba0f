"""What a site knows of the words in its posts' lists; belongs into a job."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from editor.core.site.index import PageRow
from editor.core.site.site import Site
from editor.core.site.terms import similar_terms
from editor.core.site.vocabulary import profile_names
from editor.core.site.word_notes import WordFacts, word_key


def word_facts(site: Site | None, rows: Iterable[PageRow], words: Mapping[str, Sequence[str]]) -> WordFacts:
    """Gather the facts; `words` are those of all posts by list, the most used first."""
    usual = {key: better for key, used in words.items() if (better := _usual(key, used))}
    return WordFacts(usual, _homes(site, rows))


def _usual(key: str, used: Sequence[str]) -> Mapping[str, str]:
    rank = {word: at for at, word in enumerate(used)}
    found: dict[str, str] = {}
    for group in similar_terms(used):
        most = min(group, key=lambda word: rank[word])
        for word in group:
            # A user name and the name it stands for are one author, and so are names that only look like plurals.
            one_author = key == "authors" and (
                word_key(word) == word_key(most) or word.rstrip("s") == most.rstrip("s")
            )
            if word != most and not one_author:
                found[word] = most
    return found


def _homes(site: Site | None, rows: Iterable[PageRow]) -> Mapping[str, frozenset[str]]:
    if site is None:
        return {}
    pages = [row.path for row in rows if row.section in ("project", "projects") and row.kind == "page"]
    projects = {
        path.parent.name if path.name.startswith("index.") else path.stem.split(".")[0] for path in pages
    }
    found = {"authors": profile_names(site).get("authors", ()), "projects": tuple(projects)}
    return {key: frozenset(map(word_key, names)) for key, names in found.items() if names}
