"""`postwright check`: what a build would stumble over and what a reader would, one finding a line, or as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from editor.core.checks import RULES, Finding, check_file, check_folder
from editor.core.checks.site_check import usable_processes
from editor.core.presence import is_folder
from editor.core.problem import Severity
from editor.headless.render import Sites
from editor.headless.terminal import FAILED, FINE, Terminal

_ORDER = tuple(Severity)
_RULES = "\n".join(f"  {rule.code:18} {rule.meaning}" for rule in RULES.values())

EXAMPLES = f"""\
examples:
  postwright check content/blog/hello/index.md
  postwright check my-site --severity warning
  postwright check my-site --rule link --rule anchor --json

Prints `path:line:column: severity: rule: message` for each finding. An error stops a build or loses a value, a
warning is something Hugo takes otherwise than it looks or a reader stumbles over, a hint is advice.

With --json the output is one object:
  {{"version": 1, "counts": {{"error": 0, "warning": 1, "hint": 0}}, "findings": [{{"path": "…", "line": 3,
    "column": 7, "severity": "warning", "rule": "link", "message": "…", "advice": "…", "fix": null}}]}}
`line` and `column` count from 1 and are 0 where the whole file is meant; `fix` says in words what the check-up in
the window would do by itself, null where nothing is certain. Keys may be added; none will be taken away.

exit code:
  0  no error (and with --strict no warning) among the findings printed
  1  at least one
  2  the command was written wrongly

rules:
{_RULES}
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.add_argument(
        "paths", metavar="FILE|SITE", nargs="+", type=Path, help="posts, folders of posts, sites"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--rule",
        metavar="RULE",
        action="append",
        choices=tuple(RULES),
        help="only this rule; may be repeated",
    )
    parser.add_argument(
        "--severity",
        choices=[severity.value for severity in Severity],
        default=Severity.HINT.value,
        help="nothing below this (default: hint, which is everything)",
    )
    parser.add_argument("--strict", action="store_true", help="let a warning make the exit code 1 too")


def run(options: argparse.Namespace, parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Print what is wrong; any error makes the run a failed one."""
    del parser
    least = _ORDER.index(Severity(options.severity))
    rules = frozenset(options.rule or RULES)
    sites = Sites(None)
    findings: list[Finding] = []
    for path in options.paths:
        folder = is_folder(path)
        site = sites.of(path / "x" if folder else path)
        every = check_folder(path, site, processes=usable_processes()) if folder else check_file(path, site)
        wanted = [each for each in every if each.rule in rules and _ORDER.index(each.severity) <= least]
        findings += wanted
        if not options.json:
            terminal.write("".join(f"{_line(finding)}\n" for finding in wanted))
    if options.json:
        terminal.write(json.dumps(_told(findings), ensure_ascii=False, indent=1) + "\n")
    fatal = (Severity.ERROR, Severity.WARNING) if options.strict else (Severity.ERROR,)
    failed = any(finding.severity in fatal for finding in findings)
    terminal.exit_code = FAILED if failed or terminal.exit_code else FINE


def _line(finding: Finding) -> str:
    problem = finding.problem
    where = str(finding.path)
    if finding.line:
        where += f":{finding.line}:{max(finding.column, 1)}"
    advice = f" {problem.advice}" if problem.advice else ""
    return f"{where}: {finding.severity.value}: {finding.rule}: {problem.message}{advice}"


def _told(findings: Iterable[Finding]) -> dict[str, object]:
    listed = list(findings)
    return {
        "version": 1,
        "counts": {each.value: sum(f.severity is each for f in listed) for each in Severity},
        "findings": [
            {
                "path": str(finding.path),
                "line": finding.line,
                "column": finding.column,
                "severity": finding.severity.value,
                "rule": finding.rule,
                "message": finding.problem.message,
                "advice": finding.problem.advice,
                "fix": finding.fix.title if finding.fix is not None else None,
            }
            for finding in listed
        ],
    }
