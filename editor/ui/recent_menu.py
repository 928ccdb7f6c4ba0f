"""The menu of what was open before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from editor.core.post import post_name
from editor.ui.theme import Theme


class RecentMenu(QObject):
    """Fills `menu`; `open_requested(Path)` when something is picked."""

    open_requested = Signal(object)
    clear_requested = Signal()

    def __init__(self, menu: QMenu, theme: Theme) -> None:
        super().__init__(menu)
        self._menu = menu
        self._theme = theme
        menu.triggered.connect(self._on_triggered)

    def show_recents(self, files: tuple[Path, ...], folders: tuple[Path, ...]) -> None:
        """List folders and files, the newest first."""
        self._menu.clear()
        for icon, paths in (("folder", folders), ("document", files)):
            for path in paths:
                name = path.name if icon == "folder" else post_name(path)
                action = self._menu.addAction(
                    self._theme.icon(icon), f"{name}  —  {path.parent}".replace("&", "&&")
                )
                action.setData(path)
            self._menu.addSeparator()
        self._menu.addAction("&Clear This List").setEnabled(bool(files or folders))
        self._menu.setEnabled(bool(files or folders))

    def _on_triggered(self, action: QAction) -> None:
        path = action.data()
        if isinstance(path, Path):
            self.open_requested.emit(path)
        else:
            self.clear_requested.emit()
