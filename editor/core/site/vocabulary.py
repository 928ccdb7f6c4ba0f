"""The words that a site's posts use in their lists, and those its folders give: for completing what is typed."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from editor.core.site.index import PageRow
from editor.core.site.site import Site

# What HugoBlox calls things by, beside the taxonomies.
_KEYS = ("tags", "categories", "authors", "projects", "publication_types", "slides")
# Folders below content whose own folders are what a post may name.
_FOLDERS = {"authors": ("authors",), "projects": ("project", "projects"), "slides": ("slides",)}
# Those that each row of an index has.
_LISTS = ("tags", "categories", "authors", "projects")


def gather_words(site: Site | None, rows: Iterable[PageRow]) -> dict[str, tuple[str, ...]]:
    """Give the words that pages use and those of the site's profiles, by what they refer to in lower case.

    The words most used come first; they are those of the index, so no file is read again for them.
    """
    counts = {key: Counter[str]() for key in _KEYS}
    for row in rows:
        for key in _LISTS:
            counts[key].update(getattr(row, key))
        for key, term in row.terms:
            if key not in _LISTS:
                counts.setdefault(key, Counter())[term] += 1
    for key, names in profile_names(site).items():
        counts[key].update(dict.fromkeys(names, 0))
    return {key: _most_used_first(count) for key, count in counts.items()}


def _most_used_first(count: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(count, key=lambda word: (-count[word], word.casefold())))


def profile_names(site: Site | None) -> Mapping[str, tuple[str, ...]]:
    """Give the names of the folders that posts refer to, and of the profiles in the data folders."""
    if site is None:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for key, names in _FOLDERS.items():
        homes = [content / name for content in site.content_dirs for name in names]
        found[key] = tuple(name for home in homes for name in _folders_in(home))
    for data in site.data_dirs:
        found["authors"] += _profiles_in(data / "authors")
    return found


def _folders_in(home: Path) -> tuple[str, ...]:
    try:
        with os.scandir(home) as scan:
            return tuple(sorted(item.name for item in scan if item.is_dir() and item.name[0] not in "._"))
    except OSError:
        return ()


def _profiles_in(home: Path) -> tuple[str, ...]:
    try:
        with os.scandir(home) as scan:
            names = [Path(item.name) for item in scan if item.is_file()]
    except OSError:
        return ()
    return tuple(sorted(name.stem for name in names if name.suffix in (".yaml", ".yml", ".toml", ".json")))
