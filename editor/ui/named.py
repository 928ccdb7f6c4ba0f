"""Small widgets with the name that the style sheet knows them by."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QToolButton


class ElidedLabel(QLabel):
    """A line that ends in dots where there is no room for all of it, and says all of it in its tip."""

    def minimumSizeHint(self) -> QSize:
        """Let others have the room."""
        return QSize(self.fontMetrics().horizontalAdvance("MMM…"), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what there is room for."""
        painter = QPainter(self)
        box = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        self.style().drawItemText(
            painter, box, int(self.alignment()), self.palette(), True, text, self.foregroundRole()
        )


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
