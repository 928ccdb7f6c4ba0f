"""Change sets as a unified diff in Git's form, for a person to look at or `git apply` to take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from editor.core.changes.change_set import ChangeSet, Copy, Create, Edit, Move, Trash
from editor.core.errors import EditorError
from editor.core.line_diff import Span, line_spans, split_lines
from editor.core.text_edit import apply_edits
from editor.core.text_file import decode, read_text_file

_CONTEXT: Final = 3


@dataclass(frozen=True, slots=True)
class FileDiff:
    """What happens to one file: `old` or `new` is None where there is none before or after.

    `added` and `removed` count lines; `text` is the file's part of the whole diff.
    """

    old: Path | None
    new: Path | None
    added: int
    removed: int
    text: str


def unified_diff(changes: ChangeSet, root: Path) -> str:
    """Give the whole diff with names below `root`; raises EditorError where a file cannot be read."""
    return "".join(part.text for part in file_diffs(changes, root))


def text_diff(path: Path, before: str, after: str, root: Path) -> FileDiff:
    """Give the diff of two texts of one file, which is not looked at."""
    return _file_diff(path, path, before, after, root)


def file_diffs(changes: ChangeSet, root: Path) -> Iterator[FileDiff]:
    """Give the diff file by file, in the order of the steps; raises EditorError."""
    edits = {step.path: step for step in changes.steps if isinstance(step, Edit)}
    for step in changes.steps:
        if isinstance(step, Move | Trash):
            # Its edited files are shown with their new names.
            source = step.source if isinstance(step, Move) else step.path
            for file in _files_below(source):
                new = step.target / file.relative_to(source) if isinstance(step, Move) else None
                yield _moved(file, new, edits.pop(file, None), root)
    for step in changes.steps:
        if isinstance(step, Edit) and step.path in edits:
            old, new_text = _texts(step)
            yield _file_diff(step.path, step.path, old, new_text, root)
        elif isinstance(step, Create):
            yield _file_diff(None, step.path, "", decode(step.data), root)
        elif isinstance(step, Copy):
            yield _copied(step, root)


def _moved(file: Path, new: Path | None, edit: Edit | None, root: Path) -> FileDiff:
    if new is None:
        try:
            return _file_diff(file, None, read_text_file(file).text, "", root)
        except EditorError:
            name = _name(file, root)
            head = f"diff --git a/{name} b/{name}\ndeleted file mode 100644\n"
            text = f"{head}Binary files a/{name} and /dev/null differ\n"
            return FileDiff(file, None, 0, 0, text)
    old_text, new_text = ("", "") if edit is None else _texts(edit)
    return _file_diff(file, new, old_text, new_text, root)


def _copied(step: Copy, root: Path) -> FileDiff:
    source, target = _name(step.source, root), _name(step.target, root)
    text = f"diff --git a/{source} b/{target}\nsimilarity index 100%\ncopy from {source}\ncopy to {target}\n"
    return FileDiff(None, step.target, 0, 0, text)


def _texts(step: Edit) -> tuple[str, str]:
    file = read_text_file(step.path)
    if file.fingerprint != step.before:
        raise EditorError("The file was changed by another program.", path=step.path)
    return file.text, apply_edits(file.text, step.edits)


def _files_below(path: Path) -> tuple[Path, ...]:
    if not path.is_dir() or path.is_symlink():
        return (path,)
    return tuple(sorted(file for file in path.rglob("*") if file.is_file() or file.is_symlink()))


def _file_diff(old: Path | None, new: Path | None, before: str, after: str, root: Path) -> FileDiff:
    first = _name(old or new or root, root)
    second = _name(new or old or root, root)
    lines = [f"diff --git a/{first} b/{second}\n"]
    if old is None:
        lines.append("new file mode 100644\n")
    elif new is None:
        lines.append("deleted file mode 100644\n")
    elif old != new:
        if before == after:
            lines.append("similarity index 100%\n")
        lines += [f"rename from {first}\n", f"rename to {second}\n"]
    a, b = split_lines(before), split_lines(after)
    spans = line_spans(a, b)
    if before != after:
        lines.append(f"--- {'/dev/null' if old is None else 'a/' + first}\n")
        lines.append(f"+++ {'/dev/null' if new is None else 'b/' + second}\n")
        for hunk in _hunks(spans):
            lines += _hunk_lines(hunk, a, b)
    changed = [span for span in spans if not span.same]
    added = sum(span.b_end - span.b_start for span in changed)
    removed = sum(span.a_end - span.a_start for span in changed)
    return FileDiff(old, new, added, removed, "".join(lines))


def _hunks(spans: tuple[Span, ...]) -> Iterator[list[Span]]:
    """Group spans with some equal lines around, cutting where two changes are far apart."""
    hunk: list[Span] = []
    for number, span in enumerate(spans):
        if not span.same:
            hunk.append(span)
            continue
        size = span.a_end - span.a_start
        head = min(size, _CONTEXT) if hunk else 0
        tail = min(size, _CONTEXT) if number + 1 < len(spans) else 0
        if hunk and tail and size <= 2 * _CONTEXT:
            hunk.append(span)
            continue
        if hunk:
            hunk.append(Span(True, span.a_start, span.a_start + head, span.b_start, span.b_start + head))
            yield hunk
        hunk = [Span(True, span.a_end - tail, span.a_end, span.b_end - tail, span.b_end)] if tail else []
    if any(not span.same for span in hunk):
        yield hunk


def _hunk_lines(hunk: list[Span], a: list[str], b: list[str]) -> Iterator[str]:
    old, new = (hunk[0].a_start, hunk[-1].a_end), (hunk[0].b_start, hunk[-1].b_end)
    yield f"@@ -{_range(*old)} +{_range(*new)} @@\n"
    for span in hunk:
        if span.same:
            yield from (_line(" ", line) for line in a[span.a_start : span.a_end])
        else:
            yield from (_line("-", line) for line in a[span.a_start : span.a_end])
            yield from (_line("+", line) for line in b[span.b_start : span.b_end])


def _range(start: int, end: int) -> str:
    size = end - start
    return f"{start + (size > 0)},{size}" if size != 1 else str(start + 1)


def _line(mark: str, line: str) -> str:
    return f"{mark}{line}" if line.endswith("\n") else f"{mark}{line}\n\\ No newline at end of file\n"


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
