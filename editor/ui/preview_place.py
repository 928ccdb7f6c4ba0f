"""Where the page is shown: the instant preview or the site's own theme, and a switch between them."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from editor.ui.named import tool_button
from editor.ui.preview_pane import PreviewPane


class PreviewPlace(QWidget):
    """Holds `preview`, and the theme's pane when there is one; what stands beside the switch is the pane's own.

    The switch and `action`, which is checked while the theme is shown, follow each other.
    """

    def __init__(self, preview: PreviewPane, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._themed: QWidget | None = None
        self._switch = QButtonGroup(self)
        self.instant = self._side("Instant", "The page as you type, without your theme (F6)")
        self.theme = self._side("Theme", "The page as your site will show it, made by Hugo (F6)")
        self.instant.setProperty("end", "left")
        self.theme.setProperty("end", "right")
        self.instant.setChecked(True)
        for side in (self.instant, self.theme):
            side.clicked.connect(self._on_clicked)
        self._bar = QWidget()
        self._bar.setObjectName("preview_bar")
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(12, 5, 8, 5)
        row.setSpacing(0)
        row.addWidget(self.instant)
        row.addWidget(self.theme)
        row.addSpacing(8)
        self._beside = QStackedWidget()
        self._beside.addWidget(QWidget())
        row.addWidget(self._beside, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(preview)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._bar)
        box.addWidget(self._stack, 1)

    @property
    def shows_theme(self) -> bool:
        """Whether the theme's side is taken."""
        return self.theme.isChecked()

    def take_theme(self, pane: QWidget, beside: QWidget) -> None:
        """Take in the theme's pane, and what is to stand beside the switch while it is shown."""
        self._themed = pane
        self._stack.addWidget(pane)
        self._beside.addWidget(beside)

    def show_theme(self, on: bool) -> None:
        """Show the theme's pane, or the instant preview."""
        (self.theme if on else self.instant).setChecked(True)
        at = 1 if on and self._themed is not None else 0
        self._stack.setCurrentIndex(at)
        self._beside.setCurrentIndex(at)

    def _side(self, text: str, tip: str) -> QToolButton:
        button = tool_button("segment", tip)
        button.setText(text)
        button.setCheckable(True)
        self._switch.addButton(button)
        return button

    def _on_clicked(self) -> None:
        if self.theme.isChecked() != self._action.isChecked():
            self._action.trigger()
