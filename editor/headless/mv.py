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
  postwright mv my-site post/old blog/new

SRC is a page's file, or the folder of a bundle or section; DEST is its new name, or a folder (with a slash at its
end, or there already) to move it into. With SITE both are paths below its content folder. A page moves with its
translations and all files of its bundle. Links to it and its own relative links are rewritten, and its old address
becomes an alias. Prints the addresses before and after, then the diff; with --dry-run nothing is changed.
Links that cannot be kept are told of on standard error.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.usage = "postwright mv [-h] [--dry-run] [--no-aliases] [--no-links] [--quiet] [SITE] SRC DEST"
    parser.add_argument("paths", metavar="PATH", nargs="+", help="the page, and its new name or folder")
    parser.add_argument("--dry-run", action="store_true", help="change nothing; print what would change")
    parser.add_argument("--no-aliases", action="store_true", help="let the old addresses lead nowhere")
    parser.add_argument("--no-links", action="store_true", help="leave links as they are")
    parser.add_argument("--quiet", action="store_true", help="print no diff")


def run(options: argparse.Namespace, parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Move the page, or tell why not."""
    if len(options.paths) not in (2, 3):
        parser.error("give SRC and DEST, and a SITE before them if they are below its content folder")
    *given, source_name, target_name = options.paths
    site, source = _source(Path(given[0]) if given else None, source_name, parser)
    target = _inside(site, source, target_name) if given else _target(site, source, target_name, parser)
    try:
        plan = plan_move(
            read_index(site.root),
            source,
            target,
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


def _source(home: Path | None, name: str, parser: argparse.ArgumentParser) -> tuple[Site, Path]:
    """Find the page and its site."""
    if home is not None:
        site = find_site(home.absolute() / "x")
        if site is None:
            parser.error(f"there is no Hugo site at {home.absolute()}")
        found = (top / name.strip("/") for top in site.content_dirs)
        return site, next((path for path in found if path.exists()), site.root / "content" / name.strip("/"))
    source = Path(name).absolute()
    site = find_site(source)
    if site is None:
        parser.error(f"{place(source, None)} is in no Hugo site")
    return site, source


def _inside(site: Site, source: Path, given: str) -> str:
    """Give DEST, which is below the content folder, as the place of the page."""
    tops = [top for top in site.content_dirs if source.is_relative_to(top)]
    into = given.endswith("/") or any(_is_section(top / given) for top in tops)
    return f"{given.strip('/')}/{_name(source)}" if into else given


def _target(site: Site, source: Path, given: str, parser: argparse.ArgumentParser) -> str:
    """Give DEST, a path of the system, as the place of the page."""
    target = Path(given).absolute()
    inside = site.content_path(target)
    if inside is None or ".." in target.parts:
        parser.error(f"{given} is outside of the site's content")
    into = given.endswith(("/", "/.")) or _is_section(target)
    return f"{inside.as_posix()}/{_name(source)}" if into else inside.as_posix()


def _name(source: Path) -> str:
    return source.parent.name if source.name.split(".")[0] in ("index", "_index") else source.name


def _is_section(folder: Path) -> bool:
    """Whether a page can be moved into a folder: one of a bundle is no place, but another page's name."""
    return folder.is_dir() and next(folder.glob("index.*"), None) is None
