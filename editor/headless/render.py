"""`postwright render`: the HTML that the preview shows of a post's body."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from editor.core.errors import EditorError
from editor.core.post import Post, read_post
from editor.core.post_render import render_post
from editor.core.presence import real_path
from editor.core.site import Site, find_site
from editor.core.text_file import encode, read_text_file, write_atomically
from editor.headless.terminal import Terminal, place

EXAMPLES = """\
examples:
  postwright render index.md                     HTML to standard output
  postwright render --unsafe --config SITE a.md  with raw HTML, and the markup settings of another site
  postwright render --out build content/blog/*.md

The markup settings are those of the site a post lies in, Hugo's defaults outside of one. With --out each FILE
becomes one below DIR: at its own path with the ending .html, or, where a FILE has an absolute path or one
that goes up, at its path below the folder that all have in common. A file that fails is told of on standard
error, and the others are done.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="posts")
    parser.add_argument("--out", metavar="DIR", type=Path, help="write .html files below DIR, print nothing")
    parser.add_argument(
        "--unsafe", action="store_true", help="keep raw HTML, whatever the site's settings say"
    )
    parser.add_argument("--config", metavar="SITE", type=Path, help="take the settings of this site")


def run(options: argparse.Namespace, parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Render every file, or tell why not."""
    sites = Sites(options.config)
    if options.config is not None and sites.given is None:
        parser.error(f"there is no Hugo site at {options.config}")
    targets = _targets(options.files, options.out) if options.out else {}
    sources = {real_path(path) for path in options.files}
    for path in options.files:
        with terminal.telling(path):
            post = read_post(read_text_file(path).text, path)
            html = _html(post, sites.of(path), options.unsafe, terminal)
            if options.out:
                _store(targets, path, html, sources)
            else:
                terminal.write(html)


class Sites:
    """Finds the site of a file, and reads each site once."""

    def __init__(self, given: Path | None) -> None:
        self.given = None if given is None else find_site(given)
        self._known: dict[Path, Site | None] = {}

    def of(self, path: Path) -> Site | None:
        """Give the site asked for, or else the one that `path` lies in."""
        if self.given is not None:
            return self.given
        folder = path.absolute().parent
        if folder not in self._known:
            known = next((s for s in self._known.values() if s and folder.is_relative_to(s.root)), None)
            self._known[folder] = known or find_site(folder)
        return self._known[folder]


def _html(post: Post, site: Site | None, unsafe: bool, terminal: Terminal) -> str:
    """Render a body; what Hugo refuses is told, and shown in the HTML as the preview shows it."""
    path = post.path or Path()
    for problem in post.front.problems if post.front.broken else ():
        terminal.complain(path, problem.line, problem.message)
    document = render_post(post, site, unsafe=unsafe)
    for problem in document.problems:
        terminal.complain(path, problem.line, problem.message)
    return document.html


def _targets(files: list[Path], out: Path) -> dict[Path, Path]:
    plain = all(not path.is_absolute() and ".." not in path.parts for path in files)
    top = Path() if plain else Path(os.path.commonpath([path.absolute().parent for path in files]))
    return {
        path: out / (path if plain else path.absolute().relative_to(top)).with_suffix(".html")
        for path in files
    }


def _store(targets: dict[Path, Path], path: Path, html: str, sources: set[Path]) -> None:
    target = targets[path]
    other = next((p for p, t in targets.items() if t == target and p != path), None)
    if other is not None:
        raise EditorError(f"{place(other, None)} would be written to the same file, {target}.")
    if real_path(target) in sources:
        raise EditorError(f"It would be written over a FILE given, {target}.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EditorError(f"The folder {target.parent} cannot be made.", detail=str(error)) from error
    write_atomically(target, encode(html))
