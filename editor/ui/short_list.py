"""A list in a dialog that is as high as its lines, up to some: more are scrolled."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QSize
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy

_LEAST, _MOST = 3, 8
_SPACING = 2


class ShortList(QListView):
    """Shows lines that are only to be read; `name` is what assistive programs call it."""

    def __init__(self, lines: QAbstractItemModel, name: str) -> None:
        super().__init__()
        self.setModel(lines)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setSpacing(_SPACING)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for the height of the lines."""
        lines = min(max(self.model().rowCount(), _LEAST), _MOST)
        return QSize(400, lines * (self.fontMetrics().lineSpacing() + 2 * _SPACING + 2) + 4)

    def minimumSizeHint(self) -> QSize:
        """Be no lower than that."""
        return QSize(120, self.sizeHint().height())
