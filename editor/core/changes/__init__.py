"""Changes of many files as one: looked at before, made whole or not at all, and taken back to the byte."""

from editor.core.changes.applying import Applied, ChangesCancelled, apply_changes, moves_of, undo_changes
from editor.core.changes.change_set import ChangeSet, Copy, Create, Edit, Move, Step, Trash, edit_of
from editor.core.changes.diff import FileDiff, file_diffs, text_diff, unified_diff
from editor.core.changes.recovery import Unfinished, last_applied, unfinished

__all__ = [
    "Applied",
    "ChangeSet",
    "ChangesCancelled",
    "Copy",
    "Create",
    "Edit",
    "FileDiff",
    "Move",
    "Step",
    "Trash",
    "Unfinished",
    "apply_changes",
    "edit_of",
    "file_diffs",
    "last_applied",
    "text_diff",
    "moves_of",
    "undo_changes",
    "unfinished",
    "unified_diff",
]
