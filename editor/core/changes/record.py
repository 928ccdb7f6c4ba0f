"""A change set made ready and written down before it is done, so that any process can finish it or take it back."""

from __future__ import annotations

import base64
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editor.core.changes.change_set import ChangeSet, Copy, Create, Edit, Move, Step
from editor.core.changes.steps import Ready, ReadyCopy, ReadyCreate, ReadyEdit, ReadyMove, ReadyTrash
from editor.core.changes.trash import TrashPlace, trash_place
from editor.core.errors import EditorError
from editor.core.regular_file import read_regular
from editor.core.text_edit import TextEdit, apply_edits
from editor.core.text_file import ChangedOutside, Fingerprint, encode, read_text_file

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Record:
    """The steps of a change set made ready; `at` is in seconds since 1970."""

    title: str
    at: float
    steps: tuple[Ready, ...]


def make_ready(changes: ChangeSet) -> Record:
    """Look whether each step can be done, and note what undoing it takes; raises EditorError, changes nothing."""
    planned: set[Path] = set()
    return Record(changes.title, time.time(), tuple(_ready(step, planned) for step in changes.steps))


def _ready(step: Step, planned: set[Path]) -> Ready:
    if isinstance(step, Edit):
        return _ready_edit(step)
    if isinstance(step, Create):
        return ReadyCreate(step.path, step.data, _new_folders(step.path, planned))
    if isinstance(step, Copy):
        try:
            content = Fingerprint.of(read_regular(step.source))
        except OSError as error:
            raise EditorError("The file cannot be copied.", detail=str(error), path=step.source) from error
        return ReadyCopy(step.source, step.target, content, _new_folders(step.target, planned))
    if isinstance(step, Move):
        return ReadyMove(step.source, step.target, _new_folders(step.target, planned))
    return ReadyTrash(step.path, trash_place(step.path))


def _ready_edit(step: Edit) -> ReadyEdit:
    file = read_text_file(step.path)
    if file.fingerprint != step.before:
        raise ChangedOutside("The file was changed by another program.", path=step.path)
    if file.read_only_reason:
        raise EditorError(file.read_only_reason, path=step.path)
    after = Fingerprint.of(encode(apply_edits(file.text, step.edits)))
    return ReadyEdit(step.path, step.before, after, step.edits, _inverse(file.text, step.edits))


def _inverse(text: str, edits: tuple[TextEdit, ...]) -> tuple[TextEdit, ...]:
    back: list[TextEdit] = []
    shift = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        start = edit.start + shift
        back.append(TextEdit(start, start + len(edit.text), text[edit.start : edit.end]))
        shift += len(edit.text) - (edit.end - edit.start)
    return tuple(back)


def _new_folders(path: Path, planned: set[Path]) -> tuple[Path, ...]:
    """Give the folders that are missing for `path`, the outermost first, each to one step alone."""
    missing = [folder for folder in path.parents if folder not in planned and not folder.exists()]
    planned.update(missing)
    return tuple(reversed(missing))


def pack(record: Record) -> bytes:
    """Give a record as it is written down; names and texts that are no UTF-8 are kept."""
    steps = [_packed(step) for step in record.steps]
    content = {"version": _VERSION, "title": record.title, "at": record.at, "steps": steps}
    return json.dumps(content).encode("ascii")


def unpack(data: bytes) -> Record:
    """Read what `pack` wrote; raises ValueError for anything else."""
    try:
        content = json.loads(data)
        if content["version"] != _VERSION:
            raise ValueError("another version")
        steps = tuple(_unpacked(step) for step in content["steps"])
        return Record(str(content["title"]), float(content["at"]), steps)
    except (LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not a record of changes") from error


def _packed(step: Ready) -> dict[str, object]:
    if isinstance(step, ReadyEdit):
        prints = {"before": _print(step.before), "after": _print(step.after)}
        edits = {"edits": _edits(step.edits), "back": _edits(step.back)}
        return {"kind": "edit", "path": str(step.path), **prints, **edits}
    if isinstance(step, ReadyMove):
        names = {"source": str(step.source), "target": str(step.target)}
        return {"kind": "move", **names, "folders": [str(folder) for folder in step.folders]}
    if isinstance(step, ReadyCreate):
        folders = [str(folder) for folder in step.folders]
        data = base64.b64encode(step.data).decode("ascii")
        return {"kind": "create", "path": str(step.path), "data": data, "folders": folders}
    if isinstance(step, ReadyCopy):
        names = {"source": str(step.source), "path": str(step.path)}
        return {
            "kind": "copy",
            **names,
            "content": _print(step.content),
            "folders": [str(folder) for folder in step.folders],
        }
    if isinstance(step, ReadyTrash):
        place = step.place
        info = None if place.info is None else str(place.info)
        return {
            "kind": "trash",
            "path": str(step.path),
            "file": str(place.file),
            "info": info,
            "origin": place.origin,
        }
    raise TypeError(type(step))


def _unpacked(step: dict[str, Any]) -> Ready:
    kind = step["kind"]
    folders = tuple(map(Path, step.get("folders", ())))
    if kind == "edit":
        return ReadyEdit(
            Path(step["path"]),
            _read_print(step["before"]),
            _read_print(step["after"]),
            _read_edits(step["edits"]),
            _read_edits(step["back"]),
        )
    if kind == "move":
        return ReadyMove(Path(step["source"]), Path(step["target"]), folders)
    if kind == "create":
        return ReadyCreate(Path(step["path"]), base64.b64decode(step["data"]), folders)
    if kind == "copy":
        return ReadyCopy(Path(step["source"]), Path(step["path"]), _read_print(step["content"]), folders)
    if kind == "trash":
        info = None if step["info"] is None else Path(step["info"])
        return ReadyTrash(Path(step["path"]), TrashPlace(Path(step["file"]), info, step["origin"]))
    raise ValueError(f"no such step: {kind}")


def _print(fingerprint: Fingerprint) -> list[object]:
    return [fingerprint.size, fingerprint.digest.hex()]


def _read_print(packed: list[Any]) -> Fingerprint:
    return Fingerprint(int(packed[0]), bytes.fromhex(packed[1]))


def _edits(edits: tuple[TextEdit, ...]) -> list[list[object]]:
    return [[edit.start, edit.end, edit.text] for edit in edits]


def _read_edits(packed: list[list[Any]]) -> tuple[TextEdit, ...]:
    return tuple(TextEdit(int(start), int(end), str(text)) for start, end, text in packed)
