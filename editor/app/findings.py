"""Findings made ready for a list: named, and searched by what they say; made off the UI thread."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from editor.core.checks import RULES, Finding
from editor.core.problem import Severity

_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Entry(NamedTuple):
    """A finding in a list: `name` is its file's, `rank` 0 for the gravest, `text` what a filter looks through."""

    finding: Finding
    name: str
    rank: int
    text: str


def entries_of(findings: Iterable[Finding], root: Path) -> tuple[Entry, ...]:
    """Make findings ready, files named below `root`."""
    names: dict[Path, str] = {}
    made = []
    for finding in findings:
        path = finding.path
        name = names.get(path)
        if name is None:
            name = names[path] = _name(path, root)
        rule = RULES[finding.rule].title if finding.rule in RULES else ""
        text = f"{finding.problem.message} {name} {finding.rule} {rule}".casefold()
        made.append(Entry(finding, name, _RANKS[finding.severity], text))
    return tuple(made)


def _name(path: Path, root: Path) -> str:
    name = path.relative_to(root) if path.is_relative_to(root) else path
    return name.as_posix().removeprefix("content/") if name != Path() else path.name
