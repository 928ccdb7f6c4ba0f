"""Tags, categories, authors and other terms, renamed or merged across a site.

Two spellings are one term where Hugo makes one page of them: case does not count, and blanks are hyphens
(https://gohugo.io/content-management/taxonomies/).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from editor.core.changes import ChangeSet, Move, Step
from editor.core.errors import EditorError
from editor.core.frontmatter import find_field, read_front_matter, set_field, unset_field
from editor.core.frontmatter.casts import to_text
from editor.core.site.bulk import Plan, plan_texts
from editor.core.site.content_files import content_files
from editor.core.site.site import Site
from editor.core.text_edit import apply_edits

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
    own page or profile (`content/<key>/<term>/`, `data/authors/<term>.yaml`) gets the new name where that is free.
    Raises EditorError for a `new` that is empty, ChangesCancelled when `cancel` says so.
    """
    if new is not None and not term_key(new):
        raise EditorError("A term needs a name.")
    keys = {term_key(each) for each in old}
    title = _title(key, old, new)
    files = content_files(site) if paths is None else paths

    def change(text: str) -> str:
        return change_term(text, key, keys, new)

    plan = plan_texts(title, files, change, progress=progress, cancel=cancel)
    moves = () if new is None else tuple(_page_moves(site, key, keys, new))
    return Plan(ChangeSet(title, (*plan.changes.steps, *moves)), plan.skipped)


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
        bare = "".join(char for char in term.casefold() if char.isalnum() or char in "+#")
        groups.setdefault(bare, []).append(term)
    for bare in list(groups):
        if bare.endswith("s") and not bare.endswith("ss") and len(bare) > 3 and bare[:-1] in groups:
            groups[bare[:-1]] += groups.pop(bare)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _title(key: str, old: Collection[str], new: str | None) -> str:
    names = ", ".join(f"“{name}”" for name in sorted(old))
    verb = "Merge" if len(old) > 1 else "Rename"
    return f"Take {names} off {key}" if new is None else f"{verb} {names} in {key} to “{new}”"


def _page_moves(site: Site, key: str, old: Collection[str], new: str) -> Iterator[Step]:
    """Give the moves of the terms' own pages; the first that has one takes the new name if it is free."""
    wanted = term_key(new)
    for top in site.content_dirs:
        yield from _move(top / key, old, wanted, lambda path: path.is_dir() and path.name or "")
    if key == "authors":
        for top in site.data_dirs:
            if top.is_relative_to(site.root):
                yield from _move(top / key, old, wanted, _profile_name)


def _move(home: Path, old: Collection[str], wanted: str, name: Callable[[Path], str]) -> Iterator[Step]:
    try:
        found = {term_key(name(path)): path for path in sorted(home.iterdir()) if name(path)}
    except OSError:
        return
    if wanted in found:
        return
    for key, path in found.items():
        if key in old:
            yield Move(path, path.with_name(wanted + (path.suffix if path.is_file() else "")))
            return


def _profile_name(path: Path) -> str:
    return path.stem if path.suffix in _DATA_ENDINGS and path.is_file() else ""
