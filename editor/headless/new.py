"""`postwright new`: a new page where the site keeps such pages, in the shape they have there."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from editor.core.changes import apply_changes
from editor.core.errors import EditorError
from editor.core.site import find_site
from editor.core.site.archetypes import own_archetypes
from editor.core.site.new_post import NewPage, plan_new_page
from editor.core.site.page_kinds import PageKind
from editor.core.site.site import Site
from editor.headless.state import changes_folder
from editor.headless.terminal import Terminal, place

EXAMPLES = """\
examples:
  postwright new post 'Reading slowly'
  postwright new event 'A talk' --site my-site --slug talk-2026
  postwright new page Contact --file --dry-run
  postwright new recipe 'Bread'        (archetypes/recipe.md of the site)

The site is the one around the current folder unless --site names another. The page is a draft, dated now in the
site's time zone and in the style its posts use. It is made by the site's own archetype where there is one for it
and a hugo is found, and else begins as such pages of the site's theme do. Its path is printed; with --dry-run
nothing is made, and its text is printed to be looked at.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    kinds = ", ".join(kind.value for kind in PageKind)
    parser.add_argument("kind", metavar="KIND", help=f"{kinds}, or an archetype of the site's own")
    parser.add_argument("title", metavar="TITLE", help="the page's title; its file's name is made of it")
    parser.add_argument(
        "--site", metavar="DIR", type=Path, default=Path(), help="the site, or a folder in it"
    )
    parser.add_argument("--slug", metavar="NAME", default="", help="the file's or folder's name")
    parser.add_argument("--section", metavar="FOLDER", help="the folder below content it goes into")
    parser.add_argument("--language", metavar="KEY", default="", help="the language, of the site's")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--file", action="store_true", help="a single file (NAME.md)")
    shape.add_argument("--bundle", action="store_true", help="a folder of its own (NAME/index.md)")
    parser.add_argument("--dry-run", action="store_true", help="make nothing; print path and text")


def run(options: argparse.Namespace, parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Make the page, or tell why not."""
    site = find_site(options.site.absolute() / "x")
    if site is None:
        parser.error(f"there is no Hugo site at {options.site.absolute()}")
    if options.language and options.language.lower() not in (*site.languages, site.default_language):
        parser.error(f"the site has no language {options.language}")
    bundle = True if options.bundle else False if options.file else None
    kind, own = _kind(options.kind, site, parser)
    wanted = NewPage(
        kind, options.title, options.slug, options.section, bundle, options.language, archetype=own
    )
    try:
        planned = plan_new_page(site, wanted, datetime.now(UTC))
        if not options.dry_run:
            apply_changes(planned.changes, changes_folder())
    except EditorError as error:
        detail = f" ({error.detail})" if error.detail else ""
        terminal.complain(error.path or site.root, error.line, error.message + detail)
        return
    if planned.remark:
        terminal.remark(f"{place(planned.path, None)}: {planned.remark}")
    terminal.write(f"{planned.path}\n")
    if options.dry_run:
        terminal.write(planned.text)


def _kind(name: str, site: Site, parser: argparse.ArgumentParser) -> tuple[PageKind, str]:
    """Read a kind: one that is known here, or a page by an archetype of the site's own."""
    kinds = [kind.value for kind in PageKind]
    if name in kinds:
        return PageKind(name), ""
    own = own_archetypes(site)
    if name not in own:
        parser.error(f"there is no kind {name}: choose from {', '.join((*kinds, *own))}")
    return PageKind.PAGE, name
