"""Which pages of a site are listed, in which order, under which headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from editor.core.site.git_state import GitMark
from editor.core.site.index import PageRow
from editor.core.site.publication import Status

_TOKEN = re.compile(r'(?:(\w+):)?(?:"([^"]*)"?|(\S*))')
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Order(Enum):
    """What the list is sorted by."""

    DATE = "date"
    TITLE = "title"
    STATUS = "status"
    SECTION = "section"
    KIND = "kind"
    TAGS = "tags"
    WORDS = "words"
    LANGUAGE = "language"


class Grouping(Enum):
    """What the list is divided by."""

    NONE = ""
    SECTION = "section"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a list is to be: `query` as it is typed, see `matcher`."""

    query: str = ""
    order: Order = Order.DATE
    descending: bool = True
    grouping: Grouping = Grouping.NONE


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above the pages of a group."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A page in the list: `hay` is what words are looked for in, in folded case; `mark` is what git says of it.

    `findings` is how many errors and warnings the last check-up found in it.
    """

    row: PageRow
    status: Status
    hay: str
    mark: GitMark | None = None
    findings: int = 0


Line = Heading | Listed


def listed(rows: Sequence[PageRow], now: datetime, folder: Path | None = None) -> tuple[Listed, ...]:
    """Prepare pages for a list, as they are at the moment `now`; what is above `folder` is no part of their paths."""
    above = "" if folder is None else str(folder)
    return tuple(Listed(row, row.publication(now).status, _hay(row, above)) for row in rows)


def marked(
    pages: Sequence[Listed], marks: Mapping[Path, GitMark], findings: Mapping[Path, int]
) -> tuple[Listed, ...]:
    """Give the pages with what git and the check-up say of them now."""
    return tuple(
        page
        if (page.mark, page.findings) == (now := (marks.get(page.row.path), findings.get(page.row.path, 0)))
        else replace(page, mark=now[0], findings=now[1])
        for page in pages
    )


def arranged(pages: Sequence[Listed], wanted: Arrangement) -> list[Line]:
    """Give the lines of a list; pages that are equal in the order keep the one they came in."""
    fits = matcher(wanted.query)
    found = [page for page in pages if fits(page)] if fits is not None else list(pages)
    if (wanted.order, wanted.descending) != (Order.DATE, True):
        # Pages come with the newest first.
        found.sort(key=_KEYS[wanted.order], reverse=wanted.descending)
    if wanted.grouping is Grouping.NONE:
        return list(found)
    return list(_grouped(found, wanted.grouping))


def matcher(query: str) -> Callable[[Listed], bool] | None:
    """Read a query: every word must be found, case aside, and every `name:value` hold; None for an empty one.

    Names are `is` (draft, featured, scheduled, published, expired, never, broken, changed), `has` (problems), `git`
    (modified, staged, untracked, conflict), `section`, `kind`, `lang`, `year`, `tag`, `category`, `author`, `project`;
    a value with blanks stands in double quotes.
    """
    tests: list[Callable[[Listed], bool]] = []
    for name, quoted, bare in _TOKEN.findall(query):
        value = (quoted or bare).casefold()
        made = _NAMED.get(name.lower()) if name else None
        if made is not None:
            if value:
                tests.append(made(value))
        elif value:
            tests.append(_word(f"{name}:{value}".casefold() if name else value))
    if not tests:
        return None
    return tests[0] if len(tests) == 1 else lambda page: all(test(page) for test in tests)


def has_token(query: str, token: str) -> bool:
    """Whether a query holds `token` (as in `tag:music`) as one of its own."""
    return token.casefold() in (found[0].casefold() for found in _tokens(query))


def toggled(query: str, token: str) -> str:
    """Give the query with `token` in it, or without it where it was."""
    found = list(_tokens(query))
    kept = [query[begin:end] for text, begin, end in found if text.casefold() != token.casefold()]
    return " ".join(kept if len(kept) < len(found) else [*kept, token])


def _tokens(query: str) -> Iterator[tuple[str, int, int]]:
    return ((match[0], *match.span()) for match in _TOKEN.finditer(query) if match[0])


def _word(value: str) -> Callable[[Listed], bool]:
    return lambda page: value in page.hay


def _of_terms(field: str) -> Callable[[str], Callable[[Listed], bool]]:
    def made(value: str) -> Callable[[Listed], bool]:
        return lambda page: any(term.casefold() == value for term in getattr(page.row, field))

    return made


def _of_text(field: str) -> Callable[[str], Callable[[Listed], bool]]:
    def made(value: str) -> Callable[[Listed], bool]:
        return lambda page: getattr(page.row, field).casefold() == value

    return made


def _state(value: str) -> Callable[[Listed], bool]:
    if value == "featured":
        return lambda page: page.row.featured
    if value == "broken":
        return lambda page: bool(page.row.problem)
    if value == "changed":
        return lambda page: page.mark is not None
    return lambda page: page.status.value == value


def _has(value: str) -> Callable[[Listed], bool]:
    if value in ("problem", "problems"):
        return lambda page: bool(page.row.problem) or page.findings > 0
    return _word(f"has:{value}")


def _git(value: str) -> Callable[[Listed], bool]:
    return lambda page: page.mark is not None and page.mark.value == value


def _year(value: str) -> Callable[[Listed], bool]:
    return lambda page: page.row.date is not None and str(page.row.date.year) == value


_NAMED: Mapping[str, Callable[[str], Callable[[Listed], bool]]] = {
    "is": _state,
    "has": _has,
    "git": _git,
    "year": _year,
    "section": _of_text("section"),
    "kind": _of_text("kind"),
    "lang": _of_text("language"),
    "tag": _of_terms("tags"),
    "category": _of_terms("categories"),
    "author": _of_terms("authors"),
    "project": _of_terms("projects"),
}
_STATUS_ORDER = {status: at for at, status in enumerate(Status)}
_KEYS: Mapping[Order, Callable[[Listed], Any]] = {
    Order.DATE: lambda page: page.row.date or _LONG_AGO,
    Order.TITLE: lambda page: page.row.title.casefold(),
    Order.STATUS: lambda page: _STATUS_ORDER[page.status],
    Order.SECTION: lambda page: page.row.section,
    Order.KIND: lambda page: page.row.kind,
    Order.TAGS: lambda page: ", ".join(page.row.tags).casefold(),
    Order.WORDS: lambda page: page.row.words,
    Order.LANGUAGE: lambda page: page.row.language,
}


def _hay(row: PageRow, above: str) -> str:
    return "\n".join(
        (row.title, str(row.path).removeprefix(above), *row.tags, *row.categories, *row.authors)
    ).casefold()


def _grouped(pages: Sequence[Listed], grouping: Grouping) -> Iterator[Line]:
    groups: dict[str, list[Listed]] = {}
    for page in pages:
        groups.setdefault(_group_of(page.row, grouping), []).append(page)
    names = sorted(groups, reverse=grouping is Grouping.YEAR)
    for name in names:
        yield Heading(name or _NAMELESS[grouping], len(groups[name]))
        yield from groups[name]


_NAMELESS = {Grouping.SECTION: "Top of the site", Grouping.YEAR: "Without a date"}


def _group_of(row: PageRow, grouping: Grouping) -> str:
    if grouping is Grouping.SECTION:
        return row.section
    return str(row.date.year) if row.date is not None else ""
