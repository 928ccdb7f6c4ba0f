"""The way to a line of a file, whether its front matter or its text has it."""

from __future__ import annotations

from pathlib import Path

from editor.ui.main_window import MainWindow


def go_to(window: MainWindow, path: Path, line: int, column: int = 1) -> None:
    """Open the file at `path` and put the caret at a line of it, counted from 1; 0 leaves the caret where it is."""
    window.open_paths([path])
    session = window.session
    if session is None or session.path != path or not line:
        return
    if line > session.body_first_line:
        window.actions_["show_text"].setChecked(True)
        window.text.go_to_line(line - 1 - session.body_first_line, column)
    else:
        window.actions_["show_form"].setChecked(True)
        window.form.show_source(line)
