"""`postwright list`: the pages of a site with their status, dates and addresses."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from editor.core.presence import is_folder
from editor.core.site.index import PageRow, SiteIndex, read_index
from editor.core.site.publication import Publication, Status
from editor.headless.terminal import Terminal

EXAMPLES = """\
examples:
  postwright list my-site                     one page a line: status, date, path, title
  postwright list my-site --drafts --json     the drafts, with all that is known of them
  postwright list my-site/content/post --featured --published

Several options add up: a page is listed when all of them hold. Without --all, sections, terms and the home page
are left out, as is what `build.list` or `headless` keeps out of Hugo's lists. A page Hugo cannot read is listed
as unreadable, with the reason, and makes the exit code 1 where --problems asks for such pages.
"""

_Test = Callable[[PageRow, Publication], bool]
_FILTERS = MappingProxyType(
    {
        "drafts": ("drafts", lambda _row, found: found.status is Status.DRAFT),
        "scheduled": ("pages whose time is to come", lambda _row, found: found.status is Status.SCHEDULED),
        "expired": ("pages whose time is over", lambda _row, found: found.status is Status.EXPIRED),
        "published": ("what a build publishes", lambda _row, found: found.status is Status.PUBLISHED),
        "featured": ("featured pages", lambda row, _found: row.featured),
        "problems": ("pages that cannot be read", lambda row, _found: bool(row.problem)),
    }
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.add_argument("folder", metavar="SITE", type=Path, help="a site, or any folder of posts")
    for name, (what, _) in _FILTERS.items():
        parser.add_argument(f"--{name}", action="store_true", help=f"only {what}")
    parser.add_argument("--tag", metavar="TERM", help="only pages with this tag")
    parser.add_argument("--section", metavar="NAME", help="only pages of this section")
    parser.add_argument(
        "--all", action="store_true", help="sections, terms and pages that Hugo does not list too"
    )
    parser.add_argument("--json", action="store_true", help="print a JSON list")


def run(options: argparse.Namespace, parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Print the pages, the newest first."""
    folder: Path = options.folder
    if not is_folder(folder):
        parser.error(f"there is no folder {folder}")
    index = read_index(folder)
    now = datetime.now(UTC)
    wanted: list[_Test] = [test for name, (_, test) in _FILTERS.items() if getattr(options, name)]
    pages = [(row, row.publication(now)) for row in index.rows if _is_asked_for(row, options)]
    pages = [(row, found) for row, found in pages if all(test(row, found) for test in wanted)]
    if options.problems and pages:
        terminal.exit_code = 1
    if options.json:
        told = [_told(row, found, index) for row, found in pages]
        terminal.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        return
    for row, found in pages:
        date = f"{row.date:%Y-%m-%d}" if row.date is not None else "-"
        why = f"  ({row.problem})" if row.problem else ""
        terminal.write(f"{found.status.value:<10} {date:<10} {_path(row, index)}  {_line(row.title)}{why}\n")


def _is_asked_for(row: PageRow, options: argparse.Namespace) -> bool:
    if options.tag and options.tag.casefold() not in (tag.casefold() for tag in row.tags):
        return False
    if options.section and row.section != options.section.casefold():
        return False
    return bool(options.all or ((row.kind == "page" and row.listed) or row.problem))


def _path(row: PageRow, index: SiteIndex) -> str:
    return (
        row.path.relative_to(index.folder).as_posix()
        if row.path.is_relative_to(index.folder)
        else str(row.path)
    )


def _line(title: str) -> str:
    """Give a title on one line: what would move a terminal's cursor is written out."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in title)


def _told(row: PageRow, found: Publication, index: SiteIndex) -> dict[str, object]:
    def moment(at: datetime | None) -> str | None:
        return None if at is None else at.isoformat()

    return {
        "path": _path(row, index),
        "title": row.title,
        "status": found.status.value,
        "reason": found.reason,
        "url": row.url,
        "kind": row.kind,
        "section": row.section,
        "language": row.language,
        "date": moment(row.date),
        "lastmod": moment(row.lastmod),
        "publishDate": moment(row.facts.publish_date),
        "expiryDate": moment(row.facts.expiry_date),
        "draft": row.facts.draft,
        "featured": row.featured,
        "tags": list(row.tags),
        "categories": list(row.categories),
        "authors": list(row.authors),
        "projects": list(row.projects),
        "words": row.words,
        "inherited": sorted(row.facts.inherited),
    }
