"""Findings mended: the certain changes only, each in the very text it was made for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from editor.core.changes import ChangesCancelled, ChangeSet, Step, edit_of
from editor.core.checks.finding import Finding, Fix, text_mark
from editor.core.errors import EditorError
from editor.core.site.bulk import Plan, Skipped
from editor.core.text_edit import TextEdit, apply_edits
from editor.core.text_file import read_text_file

_CHANGED = "It has changed since the check: check again."


def fixes_by_file(findings: Iterable[Finding]) -> Mapping[Path, tuple[Fix, ...]]:
    """Give the fixes of findings file by file."""
    by_file: dict[Path, dict[Fix, None]] = {}
    for finding in findings:
        if finding.fix is not None:
            by_file.setdefault(finding.path, {})[finding.fix] = None
    return {path: tuple(fixes) for path, fixes in by_file.items()}


def fix_text(text: str, fixes: Iterable[Fix]) -> str:
    """Give a text with fixes made; raises EditorError where it is not the text they were found in.

    Of two that touch the same characters the first is made; the next check finds the other again.
    """
    return apply_edits(text, _edits(text, fixes))


def plan_fixes(
    title: str,
    fixes: Mapping[Path, tuple[Fix, ...]],
    *,
    progress: Callable[[int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Plan:
    """Plan the fixes of files; one that has changed or cannot be read is skipped, with the reason."""
    steps: list[Step] = []
    skipped: list[Skipped] = []
    for count, (path, wanted) in enumerate(fixes.items(), 1):
        if cancel is not None and cancel():
            raise ChangesCancelled("Stopped: nothing was changed.")
        try:
            file = read_text_file(path)
            if file.read_only_reason:
                raise EditorError(file.read_only_reason)
            steps += edit_of(file, _edits(file.text, wanted))
        except EditorError as error:
            skipped.append(Skipped(path, error.message))
        if progress is not None:
            progress(count)
    return Plan(ChangeSet(title, tuple(steps)), tuple(skipped))


def _edits(text: str, fixes: Iterable[Fix]) -> tuple[TextEdit, ...]:
    mark = text_mark(text)
    taken: list[TextEdit] = []
    for fix in fixes:
        if fix.of != mark:
            raise EditorError(_CHANGED)
        if not any(_clash(edit, other) for edit in fix.edits for other in taken):
            taken += fix.edits
    return tuple(taken)


def _clash(one: TextEdit, other: TextEdit) -> bool:
    return one.start <= other.end and other.start <= one.end
