"""What Hugo calls the files of a bundle: their own names, or those the page's `resources` give them.

Source: https://gohugo.io/content-management/page-resources/#metadata and Hugo 0.168 itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

_MOST_PATTERNS: Final = 200
_LONGEST_PATTERN: Final = 500
_PIECE: Final = re.compile(r"\*+|\?|\[[^\]]*\]|\{[^{}]*\}|\\.|.", re.DOTALL)


def fits(pattern: str, name: str) -> bool:
    """Whether a glob fits a name, whatever the case: `*` ends at a slash, `**` does not, `{a,b}` is either."""
    if len(pattern) > _LONGEST_PATTERN:
        return False
    try:
        return re.fullmatch(_regex(pattern.lower()), name.lower(), re.DOTALL) is not None
    except re.error:
        return False


def resource_names(files: Sequence[Path], top: Path, values: Mapping[str, object]) -> dict[Path, str]:
    """Give each of a page's files the name templates find it by, in the order of these names.

    `top` is the page's folder, `values` its front matter with keys in lower case. The first entry of `resources` that
    has a name and whose `src` fits counts; `:counter` is the how-manieth file that the `src` fits.
    """
    entries = _entries(values.get("resources"))
    counters: dict[str, int] = {}
    named: list[tuple[str, Path]] = []
    for file in files:
        own = file.relative_to(top).as_posix()
        name = own
        for pattern, given in entries:
            if fits(pattern, own):
                if ":counter" in given:
                    counters[pattern] = counters.get(pattern, 0) + 1
                    given = given.replace(":counter", str(counters[pattern]))
                name = given
                break
        named.append((name, file))
    # A name given does not move a file among those called by their own in other ways than its name would.
    return {file: name for name, file in sorted(named, key=lambda each: each[0])}


def first_fitting(names: Mapping[Path, str], top: Path, patterns: Iterable[str]) -> Path | None:
    """Give the first file any of `patterns` fits by the name it was given, else by its own (Hugo's `GetMatch`)."""
    listed = [pattern.removeprefix("/") for pattern in patterns]
    own = {file: file.relative_to(top).as_posix() for file in names}
    for called in (names, own):
        for file, name in called.items():
            if any(fits(pattern, name) for pattern in listed):
                return file
    return None


def _entries(value: object) -> list[tuple[str, str]]:
    entries = value if isinstance(value, list) else []
    found = []
    for entry in entries[:_MOST_PATTERNS]:
        keys = {str(key).lower(): each for key, each in entry.items()} if isinstance(entry, dict) else {}
        source, name = keys.get("src"), keys.get("name")
        if isinstance(source, str) and isinstance(name, str) and source and name:
            found.append((source, name))
    return found


def _regex(pattern: str) -> str:
    out = []
    for piece in _PIECE.findall(pattern):
        if piece[0] == "*":
            # Several of them in a row would make a reader of patterns try all ways to share a name among them.
            out.append(".*" if len(piece) > 1 else "[^/]*")
        elif piece == "?":
            out.append("[^/]")
        elif piece[0] == "[" and len(piece) > 2:
            inside = piece[1:-1].replace("\\", "\\\\").replace("[", "\\[")
            out.append(f"[{'^' + inside[1:] if inside[0] == '!' else inside}]")
        elif piece[0] == "{" and len(piece) > 2:
            out.append(f"(?:{'|'.join(_regex(each) for each in piece[1:-1].split(','))})")
        else:
            out.append(re.escape(piece[1:] if piece[0] == "\\" and len(piece) > 1 else piece))
    return "".join(out)
