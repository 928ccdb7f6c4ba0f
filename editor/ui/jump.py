"""The way to a line of a file, whether its front matter or its text has it."""

from __future__ import annotations

from pathlib import Path

from editor.app.session import PostSession
from editor.app.workspace import Workspace
from editor.ui.main_window import MainWindow


def go_to(
    window: MainWindow, workspace: Workspace, path: Path, line: int, column: int = 1
) -> PostSession | None:
    """Open the file at `path` and put the caret at a line of it, counted from 1; 0 leaves the caret where it is.

    A post that is open under another name of the file, a link say, is the one that is shown. Gives that post;
    None where the file could not be opened, which is told.
    """
    session = workspace.open_file(path)
    if session is None or not line:
        return session
    if line > session.body_first_line:
        window.actions_["show_text"].setChecked(True)
        window.text.go_to_line(line - 1 - session.body_first_line, column)
    else:
        window.actions_["show_form"].setChecked(True)
        window.form.show_source(line)
    return session
