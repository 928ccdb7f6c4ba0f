"""`postwright mv`: a page or section under another name or in another place, with the links to it."""

from __future__ import annotations

import argparse
from pathlib import Path

from editor.core.changes import apply_changes, unified_diff
from editor.core.errors import EditorError
from editor.core.site import Site, find_site
from editor.core.site.index import read_index
from editor.core.site.move import MovePlan, plan_move
from editor.headless.state import changes_folder
from editor.headless.terminal import Terminal, place

EXAMPLES = """\
examples:
  postwright mv content/post/old content/post/new
  postwright mv --dry-run content/post/old.md content/blog/
  postwright mv --site my-site post/old blog/new

SRC is a page's file, or the folder of a bundle or section; DEST is its new name, or a folder (with a slash at its
end, or there already) to move it into. Both are paths, or, with --site, paths below the site's content folder. A page
moves with its translations and all files of its bundle. Links to it and its own relative links are rewritten, and its
old address becomes an alias. Prints the addresses before and after, then the diff; with --dry-run nothing is changed.
Links that cannot be kept are told of on standard error.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.add_argument("source", metavar="SRC", help="the page, its folder, or a section's folder")
    parser.add_argument("target", metavar="DEST", help="the new name, or the folder to move it into")
    parser.add_argument("--site", metavar="DIR", type=Path, help="SRC and DEST are below this site's content")
    parser.add_argument("--dry-run", action="store_true", help="change nothing; print what would change")
    parser.add_argument("--no-aliases", action="store_true", help="let the old addresses lead nowhere")
    parser.add_argument("--no-links", action="store_true", help="leave links as they are")
    parser.add_argument("--quiet", action="store_true", help="print no diff")


def run(options: argparse.Namespace, parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Move the page, or tell why not."""
    site, source = _source(options, parser)
    try:
        plan = plan_move(
            read_index(site.root),
            source,
            _target(options, site, source, parser),
            aliases=not options.no_aliases,
            links=not options.no_links,
        )
        diff = "" if options.quiet else unified_diff(plan.changes, site.root)
        if not options.dry_run:
            apply_changes(plan.changes, changes_folder())
    except EditorError as error:
        detail = f" ({error.detail})" if error.detail else ""
        terminal.complain(error.path or source, error.line, error.message + detail)
        return
    _tell(plan, diff, terminal)


def _tell(plan: MovePlan, diff: str, terminal: Terminal) -> None:
    for page in plan.placement.pages:
        if page.before or page.after:
            terminal.write(f"{page.before or '-'} -> {page.after or '-'}\n")
    terminal.write(diff)
    for remark in plan.remarks:
        terminal.remark(remark)
    for lost in plan.lost:
        terminal.complain(lost.path, lost.line, f"The link {lost.target} cannot be kept.")
    for skipped in plan.skipped:
        terminal.complain(skipped.path, None, skipped.reason)


def _source(options: argparse.Namespace, parser: argparse.ArgumentParser) -> tuple[Site, Path]:
    """Find the page and its site."""
    if options.site is not None:
        site = find_site(options.site.absolute() / "x")
        if site is None:
            parser.error(f"there is no Hugo site at {options.site.absolute()}")
        found = (top / options.source.strip("/") for top in site.content_dirs)
        return site, next(
            (path for path in found if path.exists()), site.root / "content" / options.source.strip("/")
        )
    source = Path(options.source).absolute()
    site = find_site(source)
    if site is None:
        parser.error(f"{place(source, None)} is in no Hugo site")
    return site, source


def _target(options: argparse.Namespace, site: Site, source: Path, parser: argparse.ArgumentParser) -> str:
    """Give DEST as a path below the content folder."""
    given: str = options.target
    name = source.parent.name if source.name.split(".")[0] in ("index", "_index") else source.name
    if options.site is not None:
        tops = [top for top in site.content_dirs if source.is_relative_to(top)]
        into = given.endswith("/") or any(_is_section(top / given) for top in tops)
        return f"{given.strip('/')}/{name}" if into else given
    target = Path(given).absolute()
    inside = site.content_path(target)
    if inside is None or ".." in target.parts:
        parser.error(f"{given} is outside of the site's content")
    into = given.endswith(("/", "/.")) or _is_section(target)
    return f"{inside.as_posix()}/{name}" if into else inside.as_posix()


def _is_section(folder: Path) -> bool:
    """Whether a page can be moved into a folder: one of a bundle is no place, but another page's name."""
    return folder.is_dir() and next(folder.glob("index.*"), None) is None
