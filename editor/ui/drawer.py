"""A place at the window's edge for panels that are wanted now and then: outline, files, findings."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from editor.ui.named import label, tool_button
from editor.ui.theme import Theme


class Drawer(QWidget):
    """Shows one of its panels under a title, or is hidden.

    `turned(name, shown)`: a panel came into view or left it.
    """

    turned = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drawer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._panels: dict[str, tuple[str, QWidget]] = {}
        self._shown = ""
        self._title = label("heading")
        self._close = tool_button("plain", "Close this panel")
        self._close.clicked.connect(self.close_panel)
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 6, 6)
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        self._stack = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self._stack, 1)
        theme.changed.connect(self._take_icons)
        self._take_icons()
        self.hide()

    @property
    def shown(self) -> str:
        """The name of the panel in view; empty while there is none."""
        return self._shown

    def add_panel(self, name: str, title: str, panel: QWidget) -> None:
        """Take in a panel, which is not shown yet."""
        self._panels[name] = (title, panel)
        self._stack.addWidget(panel)

    def show_panel(self, name: str) -> None:
        """Bring one panel into view, in place of the other."""
        if self._shown != name:
            self.close_panel()
            title, panel = self._panels[name]
            self._shown = name
            self._title.setText(title)
            self._stack.setCurrentWidget(panel)
            self.show()
            self.turned.emit(name, True)

    def close_panel(self) -> None:
        """Hide the drawer."""
        name, self._shown = self._shown, ""
        self.hide()
        if name:
            self.turned.emit(name, False)

    def _take_icons(self) -> None:
        self._close.setIcon(self._theme.icon("close"))
