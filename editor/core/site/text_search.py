"""Words looked for in the text of many posts, and replaced there, with every other byte as it was.

What a match is, is the caller's: a `Finder` is handed buffer text (newlines only), so that an end of line is one
character in every file, and the places it gives are taken back to the file's own line ends.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from editor.core.changes import ChangesCancelled, ChangeSet, Step, edit_of
from editor.core.errors import EditorError
from editor.core.frontmatter import read_front_matter
from editor.core.frontmatter.split import split_text
from editor.core.line_ends import line_end_of, to_buffer
from editor.core.site.bulk import Plan, Skipped
from editor.core.text_edit import TextEdit, apply_edits
from editor.core.text_file import TextFile, read_text_file

_BOM: Final = "\ufeff"
# What a list shows of one line, before the hit and from it on.
_BEFORE: Final = 60
_AFTER: Final = 240


class Match(NamedTuple):
    """A place from `start` to `end` in the text that was looked through; `groups[0]` is all of it."""

    start: int
    end: int
    groups: tuple[str, ...]


# Gives the places in a text, in order, none empty and none over another; raises EditorError for a bad pattern.
Finder = Callable[[str], Sequence[Match]]
# Gives what is put in the place of a match, with newlines for line ends.
Replacer = Callable[[Match], str]


class TextHit(NamedTuple):
    """A match for a list: `line` counts from 1, `start` and `end` are places in the file's buffer text.

    `before`, `found` and `after` are what stands in that line, cut where it is long.
    """

    line: int
    start: int
    end: int
    before: str
    found: str
    after: str


class PostHits(NamedTuple):
    """The matches in one post: `hits` are the first of them, `total` is how many there are."""

    path: Path
    hits: tuple[TextHit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Where:
    """What is looked through: the body, and the front matter too or not."""

    front_matter: bool = True


def search_post(path: Path, text: str, find: Finder, where: Where, most: int) -> PostHits | None:
    """Look through a post's exact text; None where nothing is found. `most` hits are made ready for a list."""
    buffer = to_buffer(text)
    matches = _matches(text, buffer, find, where)
    if not matches:
        return None
    hits = []
    line, counted = 1, 0
    for match in matches[:most]:
        line += buffer.count("\n", counted, match.start)
        counted = match.start
        hits.append(_hit(buffer, match, line))
    return PostHits(path, tuple(hits), len(matches))


def replace_edits(text: str, find: Finder, replace: Replacer, where: Where) -> tuple[TextEdit, ...]:
    """Give the edits of a post's exact text that replace every match, each with the line ends of its file."""
    buffer = to_buffer(text)
    matches = _matches(text, buffer, find, where)
    if not matches:
        return ()
    exact = _exact_places(text)
    end = line_end_of(text)
    return tuple(
        TextEdit(exact(match.start), exact(match.end), replace(match).replace("\n", end)) for match in matches
    )


def replaced(text: str, find: Finder, replace: Replacer, where: Where) -> str:
    """Give a post's exact text with every match replaced; raises EditorError where that ruins the front matter."""
    edits = replace_edits(text, find, replace, where)
    return _checked(text, edits) if edits else text


def plan_replace(
    title: str,
    paths: Iterable[Path],
    find: Finder,
    replace: Replacer,
    where: Where,
    *,
    progress: Callable[[int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Plan:
    """Plan that every match in the files at `paths` is replaced; nothing outside a match changes.

    A post that cannot be read or written, or whose front matter would not be readable any more, is skipped with the
    reason. Raises EditorError for a pattern that cannot be used, ChangesCancelled when `cancel` says so.
    """
    find("")
    steps: list[Step] = []
    skipped: list[Skipped] = []
    for count, path in enumerate(paths, 1):
        if cancel is not None and cancel():
            raise ChangesCancelled("Stopped: nothing was changed.")
        try:
            file = read_text_file(path)
            steps += _steps(file, replace_edits(file.text, find, replace, where))
        except EditorError as error:
            skipped.append(Skipped(path, error.message))
        if progress is not None:
            progress(count)
    return Plan(ChangeSet(title, tuple(steps)), tuple(skipped))


def post_texts(paths: Iterable[Path], known: Mapping[Path, str]) -> Iterable[tuple[Path, str]]:
    """Give each post with its text, that of `known` where it has one; files that cannot be read are left out."""
    for path in paths:
        text = known.get(path)
        if text is None:
            try:
                text = read_text_file(path).text
            except EditorError:
                continue
        yield path, text


def _steps(file: TextFile, edits: tuple[TextEdit, ...]) -> tuple[Step, ...]:
    if not edits:
        return ()
    if file.read_only_reason:
        raise EditorError(file.read_only_reason)
    _checked(file.text, edits)
    return edit_of(file, edits)


def _checked(text: str, edits: tuple[TextEdit, ...]) -> str:
    """Make the edits where they leave the front matter readable and the body where it was."""
    new = apply_edits(text, edits)
    body = split_text(text).body
    if edits[0].start <= body:
        before, after = read_front_matter(text), read_front_matter(new)
        grown = sum(len(edit.text) - (edit.end - edit.start) for edit in edits if edit.start >= body)
        moved = len(new) - after.split.body != len(text) - body + grown
        if moved or after.format is not before.format or (after.broken and not before.broken):
            raise EditorError("Its front matter could not be read after this.")
    return new


def _matches(text: str, buffer: str, find: Finder, where: Where) -> tuple[Match, ...]:
    """Look through what is wanted of a buffer; a byte order mark is no part of the text."""
    begin = 1 if buffer.startswith(_BOM) else 0
    found = find(buffer[begin:])
    if found and not where.front_matter:
        begin = len(to_buffer(text[: split_text(text).body]))
        found = find(buffer[begin:])
    return tuple(Match(each.start + begin, each.end + begin, each.groups) for each in found)


def _hit(buffer: str, match: Match, line: int) -> TextHit:
    begin = buffer.rfind("\n", 0, match.start) + 1
    stop = buffer.find("\n", match.start)
    stop = len(buffer) if stop < 0 else stop
    shown_from = max(begin, match.start - _BEFORE)
    if shown_from > begin:
        # Begin with a word rather than in its middle.
        blank = buffer.find(" ", shown_from, match.start)
        shown_from = blank + 1 if blank >= 0 else shown_from
    before = ("…" if shown_from > begin else "") + buffer[shown_from : match.start]
    found_end = min(match.end, stop, match.start + _AFTER)
    after = buffer[found_end : min(stop, found_end + _AFTER)]
    found = buffer[match.start : found_end] + ("⏎" if match.end > stop else "")
    return TextHit(line, match.start, match.end, before.lstrip(), found, after.rstrip())


def _exact_places(text: str) -> Callable[[int], int]:
    """Give what turns a place of the buffer into that of the exact text: a CR LF is one character there."""
    ends: list[int] = []
    at = text.find("\r\n")
    while at >= 0:
        ends.append(at - len(ends))
        at = text.find("\r\n", at + 2)
    return lambda place: place + bisect_left(ends, place)
