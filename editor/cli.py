"""The command line: verbs that need no window, or else the window."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from editor import __version__
from editor.headless.terminal import FAILED, NO_WINDOW, USAGE, Terminal

VERBS = {
    "get": "print front matter as JSON",
    "set": "change front matter in place, losslessly",
    "render": "print a post's body as the HTML Hugo makes of it",
    "check": "list what a build would stumble over",
    "list": "list the pages of a site with status, date and address",
    "new": "make a new page in the shape the site's pages have",
    "mv": "rename or move a page with the links to it and its old address",
}
_EXIT_CODES = """\
exit codes:
  0  all is well
  1  problems were found, or a file could not be done
  2  the command line was wrong
"""
_EPILOG = (
    "verbs that need no window (`postwright VERB --help` tells more):\n"
    + "".join(f"  {verb:<8} {what}\n" for verb, what in VERBS.items())
    + """
examples:
  postwright                                open the window
  postwright content/blog/hello/index.md    open a post
  postwright my-site                        open a site
  postwright get index.md title
  postwright set draft=false index.md

"""
    + _EXIT_CODES
    + "  3  the window cannot be opened; what is missing is told\n"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and give its exit code; `arguments` are those after the program's name."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _verb(given[0], given[1:]) if given and given[0] in VERBS else _window(given)
        sys.stdout.flush()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    except BrokenPipeError:
        # The reader has seen enough; Python must not complain about it on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return 130
    return code


def _verb(name: str, arguments: list[str]) -> int:
    # Only the verb's own module is loaded: a script may call this a thousand times.
    verb = import_module(f"editor.headless.{name}")
    parser = _parser(f"postwright {name}", VERBS[name], verb.EXAMPLES + "\n" + _EXIT_CODES)
    verb.add_arguments(parser)
    terminal = Terminal()
    verb.run(parser.parse_intermixed_args(arguments), parser, terminal)
    return terminal.exit_code


def _window(arguments: list[str]) -> int:
    parser = _parser(
        "postwright", "Write Hugo posts: front matter, Markdown and preview side by side.", _EPILOG
    )
    parser.add_argument("--version", action="version", version=f"postwright {__version__}")
    parser.add_argument("paths", metavar="FILE|FOLDER", nargs="*", type=Path, help="posts and sites to open")
    paths: list[Path] = parser.parse_intermixed_args(arguments).paths
    from editor.qt_libraries import why_qt_cannot_start

    reason = why_qt_cannot_start()
    if not reason:
        try:
            from editor.launch import launch
        except ImportError as error:
            reason = why_qt_cannot_start(error)
        else:
            return launch(paths)
    sys.stderr.write(f"postwright: {reason}\n")
    return NO_WINDOW


def _parser(name: str, what: str, epilog: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog=name,
        description=what[0].upper() + what[1:].rstrip(".") + ".",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
