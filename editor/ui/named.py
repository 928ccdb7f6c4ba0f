"""Small widgets with the name that the style sheet knows them by."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QToolButton


def label(name: str, text: str = "", *, wrap: bool = False, tip: str = "") -> QLabel:
    """Make a label."""
    made = QLabel(text)
    made.setObjectName(name)
    made.setWordWrap(wrap)
    made.setToolTip(tip)
    return made


def tool_button(name: str, tip: str = "") -> QToolButton:
    """Make a button without a frame."""
    made = QToolButton()
    made.setObjectName(name)
    made.setToolTip(tip)
    return made
