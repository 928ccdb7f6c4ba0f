"""Tags, categories, authors and other terms, renamed or merged across a site.

Two spellings are one term where Hugo makes one page of them: case does not count, and blanks are hyphens
(https://gohugo.io/content-management/taxonomies/).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path
from unicodedata import category, normalize

from editor.core.changes import ChangeSet, Move
from editor.core.errors import EditorError
from editor.core.frontmatter import find_field, read_front_matter, set_field, unset_field
from editor.core.frontmatter.casts import to_text
from editor.core.site.bulk import Plan, Skipped, plan_texts
from editor.core.site.content_files import content_files
from editor.core.site.index import PageRow
from editor.core.site.site import Site
from editor.core.text_edit import apply_edits

# What HugoBlox lists beside the site's own taxonomies.
_LISTS = ("tags", "categories", "authors", "projects")
_DATA_ENDINGS = (".yaml", ".yml", ".toml", ".json")


def plan_term_change(
    site: Site,
    key: str,
    old: Collection[str],
    new: str | None,
    *,
    paths: Iterable[Path] | None = None,
    progress: Callable[[int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Plan:
    """Plan that every post which has one of the terms `old` in its list `key` has `new` in its place, once.

    With None for `new` the terms are taken off. `paths` are all Markdown files of the site unless given. A term's
    own page or profile (`content/<key>/<term>/`, `data/authors/<term>.yaml`) gets the new name where that is free,
    and the page's title with it where that was the old one; a page that is left without posts is told of. Raises
    EditorError for a `new` that is empty, ChangesCancelled when `cancel` says so.
    """
    if new is not None and not term_key(new):
        raise EditorError("A term needs a name.")
    keys = {term_key(each) for each in old}
    title = change_title(key, old, new)
    files = tuple(content_files(site) if paths is None else paths)
    homes = term_homes(site, key, keys)
    own = {file for home in homes if home.is_dir() for file in home.glob("_index*.md")}

    def change(text: str) -> str:
        return change_term(text, key, keys, new)

    def rename(text: str) -> str:
        # An author's page has a person's name for its title, which no folder's name is.
        return change_term(text if key == "authors" else _retitled(text, keys, new), key, keys, new)

    plan = plan_texts(title, (p for p in files if p not in own), change, progress=progress, cancel=cancel)
    moves = () if new is None else tuple(_page_moves(site, key, keys, new))
    moved = {step.source for step in moves}
    named = plan_texts(title, sorted(p for p in own if p.parent in moved), rename)
    kept = (
        home
        for home in homes
        if home not in moved and (new is None or term_key(_name(home)) != term_key(new))
    )
    left = tuple(Skipped(home, "it stays, though no post has the term any more") for home in kept)
    steps = (*plan.changes.steps, *named.changes.steps, *moves)
    return Plan(ChangeSet(title, steps), (*plan.skipped, *named.skipped, *left))


@dataclass(frozen=True, slots=True)
class TermUse:
    """A spelling of a term, and how many pages have it."""

    name: str
    pages: int


def term_uses(rows: Iterable[PageRow]) -> dict[str, tuple[TermUse, ...]]:
    """Count the terms of each list by its key, the most used first: the site's taxonomies, authors and projects."""
    counts: dict[str, Counter[str]] = {key: Counter() for key in _LISTS}
    for row in rows:
        pairs = {(key, term) for key in _LISTS for term in getattr(row, key)}
        for key, term in pairs | set(row.terms):
            counts.setdefault(key, Counter())[term] += 1
    return {key: tuple(starmap(TermUse, count.most_common())) for key, count in counts.items() if count}


def term_homes(site: Site, key: str, terms: Collection[str]) -> tuple[Path, ...]:
    """Give the folders of pages and the data files that terms have of their own, by the keys of `terms`."""
    return tuple(path for _, found in _homes(site, key) for name, path in found.items() if name in terms)


def change_term(text: str, key: str, old: Collection[str], new: str | None) -> str:
    """Give a post's text with the terms whose keys are `old` replaced or taken off; raises EditorError."""
    field = find_field(read_front_matter(text), (key,))
    if field is None:
        return text
    if not isinstance(field.value, list):
        if field.value is None or term_key(to_text(field.value)) not in old:
            return text
        edits = unset_field(text, (key,)) if new is None else set_field(text, (key,), new)
        return apply_edits(text, edits)
    keys = [term_key(to_text(item)) for item in field.value]
    hits = [index for index, found in enumerate(keys) if found in old]
    if not hits:
        return text
    wanted = None if new is None else term_key(new)
    others = [found for index, found in enumerate(keys) if index not in hits]
    kept = None if wanted is None or wanted in others else hits[0]
    for index in reversed(hits):
        path = (key, index)
        edits = set_field(text, path, new) if index == kept else unset_field(text, path)
        text = apply_edits(text, edits)
    return text


def term_key(term: str) -> str:
    """Give what two spellings of one term have in common, as Hugo compares them."""
    return "-".join(term.strip().lower().replace("/", "-").split())


def similar_terms(terms: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Group spellings that differ in case, blanks, hyphens, underscores or an English plural alone."""
    groups: dict[str, list[str]] = {}
    for term in dict.fromkeys(terms):
        groups.setdefault(bare_term(term), []).append(term)
    for bare in list(groups):
        if bare.endswith("s") and not bare.endswith("ss") and len(bare) > 3 and bare[:-1] in groups:
            groups[bare[:-1]] += groups.pop(bare)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def bare_term(term: str) -> str:
    """Give what two spellings share that a person would take for one: letters with their marks, digits, `+` and `#`.

    A term without any of them is itself.
    """
    folded = normalize("NFC", term.casefold())
    bare = "".join(char for char in folded if char.isalnum() or char in "+#" or category(char)[0] == "M")
    return bare or folded


def change_title(key: str, old: Collection[str], new: str | None) -> str:
    """Name a change to a person."""
    names = ", ".join(f"“{name}”" for name in sorted(old))
    if new is None:
        return f"Take {names} off {key}"
    return f"Merge {names} of {key} into “{new}”" if len(old) > 1 else f"Rename {names} of {key} to “{new}”"


def _retitled(text: str, old: Collection[str], new: str | None) -> str:
    """Give a term's own page the new name for its title where it had the old one."""
    field = find_field(read_front_matter(text), ("title",))
    if new is None or field is None or term_key(to_text(field.value)) not in old:
        return text
    return apply_edits(text, set_field(text, ("title",), new))


def _page_moves(site: Site, key: str, old: Collection[str], new: str) -> Iterator[Move]:
    """Give the moves of the terms' own pages; the first that has one takes the new name if it is free."""
    wanted = term_key(new)
    for home, found in _homes(site, key):
        source = next((path for name, path in found.items() if name in old), None)
        target = home / (wanted + (source.suffix if source is not None and source.is_file() else ""))
        if source is not None and source != target and found.get(wanted) in (None, source):
            yield Move(source, target)


def _homes(site: Site, key: str) -> Iterator[tuple[Path, dict[str, Path]]]:
    """Give each folder of terms with what it holds by the keys of the terms."""
    for top in site.content_dirs:
        yield top / key, _found(top / key, Path.is_dir)
    if key == "authors":
        for top in site.data_dirs:
            if top.is_relative_to(site.root):
                yield top / key, _found(top / key, _is_profile)


def _found(home: Path, fits: Callable[[Path], bool]) -> dict[str, Path]:
    try:
        return {term_key(_name(path)): path for path in sorted(home.iterdir()) if fits(path)}
    except OSError:
        return {}


def _name(path: Path) -> str:
    return path.stem if path.suffix in _DATA_ENDINGS else path.name


def _is_profile(path: Path) -> bool:
    return path.suffix in _DATA_ENDINGS and path.is_file()
