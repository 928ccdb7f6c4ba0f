"""Two versions of a file as a unified diff that `patch` takes."""

from __future__ import annotations

import difflib


def unified_diff(before: str, after: str, name: str) -> str:
    """Give the difference; only a newline ends a line, so that CR and the like show as they are."""
    old, new = _lines(before), _lines(after)
    header = "".join(f"{sign} {name}\n" for sign in ("---", "+++"))
    body = list(difflib.unified_diff(old, new, lineterm="\n"))[2:]
    return header + "".join(_whole(line) for line in body)


def _lines(text: str) -> list[str]:
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _whole(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
