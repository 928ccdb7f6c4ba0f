"""The keys of commands as a person set them."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QAction, QKeySequence

from editor.app.settings import Settings
from editor.ui.actions import Actions, first_keys

# Where the keys of a command are kept: this and the command's name.
KEYS: Final = "keys/"
_NONE: Final = "none"


def default_keys(name: str) -> QKeySequence:
    """Give the keys that a command has by itself."""
    return QKeySequence(first_keys(name))


def set_keys(settings: Settings, actions: Actions, name: str, keys: QKeySequence) -> None:
    """Give a command other keys from now on, or none."""
    actions[name].setShortcut(keys)
    settings.set_text(f"{KEYS}{name}", keys.toString() or _NONE)


def take_keys(settings: Settings, actions: Actions) -> None:
    """Give every command the keys that were set for it."""
    for action in actions.all:
        kept = settings.text(f"{KEYS}{action.objectName()}")
        if kept:
            action.setShortcut(QKeySequence() if kept == _NONE else QKeySequence(kept))


def clashes(actions: Actions, name: str, keys: QKeySequence) -> list[QAction]:
    """Give the other commands that have these keys."""
    if keys.isEmpty():
        return []
    return [each for each in actions.all if each.objectName() != name and keys in each.shortcuts()]
