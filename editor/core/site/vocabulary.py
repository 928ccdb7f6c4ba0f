"""The words that a site's posts use in their lists, and those its folders give: for completing what is typed."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from editor.core.errors import EditorError
from editor.core.frontmatter import params, read_front_matter
from editor.core.site.site import Site
from editor.core.text_file import read_text_file

# What HugoBlox calls things by, beside the taxonomies.
_KEYS = ("tags", "categories", "authors", "projects", "publication_types", "slides")
# Folders below content whose own folders are what a post may name.
_FOLDERS = {"authors": ("authors",), "projects": ("project", "projects"), "slides": ("slides",)}
_ALIASES = {"author": "authors"}


@dataclass(frozen=True, slots=True)
class PostWords:
    """The words of one post's lists by key, as of a file with this size and time of change."""

    stamp: tuple[int, int]
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words by the name of what they refer to; `posts` is what the next gathering need not read again."""

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    posts: Mapping[Path, PostWords] = field(default_factory=dict)


def gather_words(site: Site | None, paths: Sequence[Path], before: Vocabulary | None = None) -> Vocabulary:
    """Gather the words of the posts at `paths` and of the site's profiles; files that cannot be read give none.

    Keys are in lower case. The words most used come first.
    """
    keys = {*_KEYS, *(site.taxonomies.values() if site else ())}
    wanted = {key.lower() for key in keys}
    known = before.posts if before is not None else {}
    posts = {path: words for path in paths if (words := _words_of(path, wanted, known.get(path))) is not None}
    counts = {key: Counter[str]() for key in wanted}
    for post in posts.values():
        for key, used in post.words.items():
            counts[key].update(used)
    for key, names in profile_names(site).items():
        counts[key].update(dict.fromkeys(names, 0))
    return Vocabulary({key: _most_used_first(count) for key, count in counts.items()}, posts)


def _most_used_first(count: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(count, key=lambda word: (-count[word], word.casefold())))


def _words_of(path: Path, wanted: set[str], known: PostWords | None) -> PostWords | None:
    try:
        status = path.stat()
        stamp = (status.st_size, status.st_mtime_ns)
        if known is not None and known.stamp == stamp:
            return known
        values = params(read_front_matter(read_text_file(path).text))
    except (EditorError, OSError):
        return None
    found: dict[str, tuple[str, ...]] = {}
    for key, value in values.items():
        name = _ALIASES.get(key, key)
        if name in wanted and (words := _texts(value)):
            found[name] = words
    return PostWords(stamp, found)


def _texts(value: object) -> tuple[str, ...]:
    listed: Iterable[object] = value if isinstance(value, list) else [value]
    return tuple(item.strip() for item in listed if isinstance(item, str) and item.strip())


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
