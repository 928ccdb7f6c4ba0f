"""Open posts whose files get other names: they follow, with all that is unsaved in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from editor.app.session import PostSession
from editor.app.workspace import Workspace
from editor.core.errors import EditorError
from editor.core.line_ends import to_buffer
from editor.core.merge import Side, conflicts, merge, merged_text


def follow(workspace: Workspace, moves: Sequence[tuple[Path, Path]]) -> None:
    """Let each open post follow its file, and take in what the change wrote into files of open posts.

    What is unsaved stays: where the change touched the same lines, the editor's own are kept.
    """
    for session in workspace.sessions:
        if session.path is None:
            continue
        new = _new_path(session.path, moves)
        if new != session.path:
            workspace.followed(session, new)
        try:
            _take_in(session)
        except EditorError:
            # The watch over the files of open posts tells what has become of it.
            continue


def _new_path(path: Path, moves: Sequence[tuple[Path, Path]]) -> Path:
    for old, new in moves:
        if path == old or path.is_relative_to(old):
            return new / path.relative_to(old) if path != old else new
    return path


def _take_in(session: PostSession) -> None:
    file = session.on_disk()
    if file is None or file.fingerprint == session.fingerprint:
        if file is not None and session.is_missing:
            session.rebase(file, session.exact_text())
        return
    if not session.is_modified or session.is_missing:
        session.rebase(file, file.text)
        return
    base, theirs, mine = (to_buffer(text) for text in (session.base_text, file.text, session.exact_text()))
    pieces = merge(base, theirs, mine)
    session.rebase(file, merged_text(pieces, dict.fromkeys(conflicts(pieces), Side.MINE)))
