"""A heading that folds what stands below it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from editor.ui.form.icons import Icons


class FoldButton(QToolButton):
    """A heading with a chevron; click, space or Enter folds, Left closes and Right opens."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setProperty("fold", True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setIcon(icons.get("closed"))
        self.setIconSize(QSize(12, 12))
        self.toggled.connect(self._on_toggled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold by the arrow keys as trees do, and by Enter."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key == Qt.Key.Key_Right and not self.isChecked():
            self.setChecked(True)
        elif key == Qt.Key.Key_Left and self.isChecked():
            self.setChecked(False)
        else:
            super().keyPressEvent(event)

    def refresh_icon(self) -> None:
        """Take the icon anew, as after a change from light to dark."""
        self._on_toggled(self.isChecked())

    def _on_toggled(self, open: bool) -> None:
        self.setIcon(self._icons.get("open" if open else "closed"))


class Inset(QFrame):
    """What belongs to a heading, set in below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("inset", True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 4, 0, 4)
        self.column.setSpacing(8)
        self.hide()
