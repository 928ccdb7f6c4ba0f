"""What an index knew, kept in a file, so that opening a site again reads only what has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from editor.core.collector import uncollected
from editor.core.errors import EditorError
from editor.core.site.index import Known, PageRow, SiteIndex, read_index
from editor.core.site.publication import Facts
from editor.core.text_file import write_atomically

_FORMAT = 5
_MOST_BYTES = 200_000_000
# So many pages are read and written as JSON at a time: meanwhile no other thread can run.
_PAGES_AT_ONCE = 100


def cached_index(folder: Path, cache: Path) -> SiteIndex:
    """Read the index of `folder`, taking from the folder `cache` what still holds and leaving there what is new.

    A cache that cannot be read or written only makes it slower.
    """
    file = cache_file(folder, cache)
    with uncollected():
        known, signature = load(file)
        index = read_index(folder, known, signature)
    if index.known != known or index.signature != signature:
        save(index, file)
    return index


def cache_file(folder: Path, cache: Path) -> Path:
    """Give the file of a folder's index."""
    name = hashlib.blake2b(
        str(folder.absolute()).encode("utf-8", "surrogateescape"), digest_size=12
    ).hexdigest()
    return cache / f"index-{name}.json"


def load(file: Path) -> tuple[dict[str, Known], str]:
    """Give what a cache's file holds; nothing where it is missing, damaged or of another version."""
    try:
        if file.stat().st_size > _MOST_BYTES:
            return {}, ""
        digest, _, data = file.read_bytes().partition(b"\n")
        if digest != _digest(data):
            return {}, ""
        first, *lines = data.splitlines()
        head = json.loads(first)
        if head["format"] != _FORMAT:
            return {}, ""
        return dict(_known(page) for line in lines for page in json.loads(line)), str(head["signature"])
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return {}, ""


def save(index: SiteIndex, file: Path) -> None:
    """Keep what an index knows; a disk that is full or read-only is no reason to trouble anybody."""
    pages = list(index.known.items())
    try:
        lines = [_line({"format": _FORMAT, "signature": index.signature})]
        for at in range(0, len(pages), _PAGES_AT_ONCE):
            lines.append(_line([_stored(*page) for page in pages[at : at + _PAGES_AT_ONCE]]))
        data = b"".join(lines)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(file, _digest(data) + b"\n" + data)
    except (OSError, EditorError, ValueError, TypeError):
        return


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).hexdigest().encode()


def _stored(path: str, known: Known) -> list[object]:
    row = known.row
    facts = row.facts
    return [
        path,
        known.size,
        known.mtime_ns,
        [*row[1:5], _text(row.date), _text(row.lastmod), *row[8:]],
        [
            *(facts.draft, _text(facts.publish_date), _text(facts.expiry_date), facts.render, facts.headless),
            *(sorted(facts.inherited), facts.problem, facts.left_out),
        ],
        None if known.values is None else _plain(known.values),
    ]


def _known(stored: list[object]) -> tuple[str, Known]:
    name, size, mtime_ns, row, facts, values = stored
    draft, publish, expiry, render, headless, inherited, problem, left_out = _list(facts)
    made = Facts(
        bool(draft),
        _moment(publish),
        _moment(expiry),
        str(render),
        bool(headless),
        frozenset(map(str, _list(inherited))),
        str(problem),
        str(left_out),
    )
    title, kind, section, language, dated, lastmod, *rest = _list(row)
    url, featured, tags, categories, authors, projects, terms, words, listed, trouble = rest
    path = str(name)
    page = PageRow(
        path=Path(path),
        title=str(title),
        kind=str(kind),
        section=str(section),
        language=str(language),
        date=_moment(dated),
        lastmod=_moment(lastmod),
        facts=made,
        url=str(url),
        featured=featured is True,
        tags=tuple(_list(tags)),
        categories=tuple(_list(categories)),
        authors=tuple(_list(authors)),
        projects=tuple(_list(projects)),
        terms=tuple((key, term) for key, term in _list(terms)),
        words=int(words),
        listed=listed is True,
        problem=str(trouble),
    )
    kept = values if values is None or isinstance(values, dict) else {}
    return path, Known(_number(size), _number(mtime_ns), page, kept)


# What a cache holds is checked as far as it decides on anything; the rest is text for a list.
def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("not a number")
    return value


def _text(moment: datetime | None) -> str:
    return moment.isoformat() if moment is not None else ""


def _moment(text: object) -> datetime | None:
    if not text:
        return None
    moment = datetime.fromisoformat(str(text))
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return moment


def _plain(value: object) -> object:
    """Give values as JSON has them; dates as text, which means the same to whoever inherits them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
