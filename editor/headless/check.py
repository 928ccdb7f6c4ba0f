"""`postwright check`: problems a build would meet, one a line."""

from __future__ import annotations

import argparse
from pathlib import Path

from editor.core.check import check_file, check_folder
from editor.core.problem import Severity
from editor.headless.render import Sites
from editor.headless.terminal import FAILED, Terminal, place

EXAMPLES = """\
examples:
  postwright check content/blog/hello/index.md
  postwright check my-site

Prints `file:line: severity: message` for each problem. An error stops a build or loses a value and makes the
exit code 1; a warning is something Hugo takes otherwise than it looks.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.add_argument(
        "paths", metavar="FILE|SITE", nargs="+", type=Path, help="posts, folders of posts, sites"
    )


def run(options: argparse.Namespace, parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Print what is wrong; any error makes the run a failed one."""
    del parser
    sites = Sites(None)
    for path in options.paths:
        folder = path.is_dir()
        site = sites.of(path / "x" if folder else path)
        for finding in check_folder(path, site) if folder else check_file(path, site):
            problem = finding.problem
            advice = f" {problem.advice}" if problem.advice else ""
            where = place(finding.path, problem.line)
            terminal.write(f"{where}: {problem.severity.value}: {problem.message}{advice}\n")
            if problem.severity is Severity.ERROR:
                terminal.exit_code = FAILED
