"""The posts of a folder, read as far as a list shows them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path, PurePath

from editor.core.frontmatter import Format, FrontMatter, page_meta, params, read_front_matter
from editor.core.post import post_name
from editor.core.regular_file import open_regular
from editor.core.site.site import Site, find_site

# The endings Hugo takes for Markdown.
MARKDOWN_ENDINGS = frozenset({".md", ".mdown", ".markdown"})
# Enough for nearly every front matter; longer ones are read on.
_HEAD_BYTES = 16_384
_MAX_HEAD_BYTES = 1_048_576
_MAX_DEPTH = 64
_SKIPPED = frozenset({"node_modules", "__pycache__"})


@dataclass(frozen=True, slots=True)
class PostEntry:
    """What a list shows of a post.

    `date` always has an offset: the one written, else the site's zone, else UTC; None for a post without a
    date Hugo can read. `section` is the first folder below the content folder, empty at its top. `problem`
    says why the post cannot be read; title and path are known even then.
    """

    path: Path
    title: str
    date: datetime | None = None
    draft: bool = False
    featured: bool = False
    section: str = ""
    problem: str = ""


def list_posts(folder: Path, *, limit: int | None = None) -> tuple[PostEntry, ...]:
    """List the posts below `folder`, the newest first and those without a date last.

    A site's root stands for all its content folders. Inside a site, what lies in a page bundle is no post.
    Reads the heads of the files only, of `limit` files at most; files and folders that cannot be read stop
    nothing.
    """
    folder = folder.absolute()
    site = find_site(folder)
    zone = site.zone if site else UTC
    whole_site = site is not None and folder == site.root
    tops = site.content_dirs if site and whole_site else (folder,)
    entries: list[PostEntry] = []
    seen: set[Path] = set()
    for top in tops:
        for name, _ in walk_posts(top, bundles=site is not None):
            if limit is not None and len(entries) >= limit:
                break
            path = Path(name)
            if path not in seen:
                seen.add(path)
                entries.append(read_entry(path, _section(path, top, site), zone))
    return tuple(sorted(entries, key=_newest_first))


def read_entry(path: Path, section: str = "", zone: tzinfo = UTC) -> PostEntry:
    """Read one post as far as a list needs it; never raises, a failure is in the entry's problem."""
    try:
        front = _read_front(path)
    except (OSError, ValueError) as error:
        return PostEntry(path, post_name(path), section=section, problem=_reason(error))
    meta = page_meta(front, zone)
    problem = next((found.message for found in front.problems), "") if front.broken else ""
    title = meta.title or post_name(path)
    # Text is not true to the comparison that themes select featured posts with.
    featured = params(front, zone).get("featured") is True
    return PostEntry(path, title, meta.date, meta.draft, featured, section, problem)


def _read_front(path: Path) -> FrontMatter:
    """Read as much of a file as holds its whole front matter."""
    with open_regular(path) as file:
        data = file.read(_HEAD_BYTES)
        front = read_front_matter(_decode(data, whole=len(data) < _HEAD_BYTES))
        if len(data) == _HEAD_BYTES and front.format is not Format.NONE and front.split.problem:
            data += file.read(_MAX_HEAD_BYTES - len(data))
            front = read_front_matter(_decode(data, whole=len(data) < _MAX_HEAD_BYTES))
    return front


def _decode(data: bytes, *, whole: bool) -> str:
    """Decode UTF-8; a character cut in two at a head's end is dropped, any other fault is a ValueError."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if whole or error.start < len(data) - 3:
            raise
        return data[: error.start].decode("utf-8")


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "The file is not text in UTF-8."
    if isinstance(error, OSError):
        return f"The file cannot be read: {error.strerror or error}."
    return str(error)


def _newest_first(entry: PostEntry) -> tuple[bool, float, str]:
    moment = 0.0 if entry.date is None else (datetime(1, 1, 1, tzinfo=UTC) - entry.date).total_seconds()
    return entry.date is None, moment, str(entry.path)


def _section(path: Path, top: Path, site: Site | None) -> str:
    inside: PurePath = (site.content_path(path) if site else None) or path.relative_to(top)
    return inside.parts[0] if len(inside.parts) > 1 else ""


def walk_posts(top: Path, *, bundles: bool) -> Iterator[tuple[str, os.stat_result]]:
    """Give the Markdown files below `top` with their state; with `bundles`, what lies in a leaf bundle is no post.

    A folder reached a second time by a link is not entered again; what cannot be looked at is left out.
    """
    entered: set[tuple[int, int]] = set()
    pending = [(str(top), 0)]
    while pending:
        folder, depth = pending.pop()
        try:
            found = Path(folder).stat()
            with os.scandir(folder) as scan:
                items = sorted(scan, key=lambda item: item.name)
        except OSError:
            continue
        if (found.st_dev, found.st_ino) in entered:
            continue
        entered.add((found.st_dev, found.st_ino))
        files = [item for item in items if _is_markdown(item)]
        is_leaf = bundles and depth > 0 and any(_is_index(item) for item in files)
        for item in files:
            if not is_leaf or _is_index(item):
                try:
                    yield item.path, item.stat()
                except OSError:
                    continue
        if not is_leaf and depth < _MAX_DEPTH:
            pending += [(item.path, depth + 1) for item in reversed(items) if _is_folder(item)]


def _is_index(item: os.DirEntry[str]) -> bool:
    return item.name.split(".", 1)[0] == "index"


def _is_markdown(item: os.DirEntry[str]) -> bool:
    try:
        stem, dot, ending = item.name.rpartition(".")
        return bool(stem) and f"{dot}{ending}".lower() in MARKDOWN_ENDINGS and item.is_file()
    except OSError:
        return False


def _is_folder(item: os.DirEntry[str]) -> bool:
    try:
        return not item.name.startswith(".") and item.name not in _SKIPPED and item.is_dir()
    except OSError:
        return False
