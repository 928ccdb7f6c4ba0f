"""What the window shows while nothing is open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.core.post import post_name
from editor.resources import resource_path
from editor.ui.named import label
from editor.ui.theme import Theme

_SHOWN = 5
_WIDTH = 680


class Welcome(QWidget):
    """Says what the program is and offers the ways to begin; `open_requested(Path)` for a recent one."""

    open_requested = Signal(object)

    def __init__(self, theme: Theme, actions: tuple[QAction, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        column = QWidget()
        column.setMaximumWidth(_WIDTH)
        self._column = QVBoxLayout(column)
        self._column.setContentsMargins(24, 24, 24, 24)
        self._column.setSpacing(8)
        self._column.addLayout(self._head())
        self._column.addSpacing(24)
        self._column.addLayout(self._tiles(actions))
        self._column.addSpacing(24)
        self._recents = QGridLayout()
        self._recents.setHorizontalSpacing(24)
        self._recents.setVerticalSpacing(2)
        self._column.addLayout(self._recents)
        self._column.addSpacing(16)
        hint = label("hint", "Files and folders can also be dropped on this window.")
        self._column.addWidget(hint)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(2)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(column, 20)
        across.addStretch(1)
        outer.addLayout(across)
        outer.addStretch(3)

    def show_recents(self, files: tuple[Path, ...], folders: tuple[Path, ...]) -> None:
        """List what was open before; paths that are no more are left to fail with a message."""
        while (item := self._recents.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, (name, icon, paths) in enumerate(
            (("RECENT FOLDERS", "folder", folders), ("RECENT POSTS", "document", files))
        ):
            if not paths:
                continue
            self._recents.addWidget(label("section", name), 0, at)
            for row, path in enumerate(paths[:_SHOWN], 1):
                self._recents.addWidget(self._recent(path, icon), row, at)
            self._recents.setColumnStretch(at, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(20)
        picture = QLabel()
        picture.setPixmap(QIcon(str(resource_path("icons/postwright.svg"))).pixmap(72, 72))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label("headline", "Postwright"))
        lead = label(
            "lead",
            "Write Hugo posts with a form for the front matter, the Markdown beside it and the page as"
            " Hugo will show it. What you do not change stays as it is, to the byte.",
            wrap=True,
        )
        words.addWidget(lead)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _tiles(self, actions: tuple[QAction, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, action in enumerate(actions):
            grid.addWidget(self._tile(action), at // 2, at % 2)
            grid.setColumnStretch(at % 2, 1)
        return grid

    def _tile(self, action: QAction) -> QPushButton:
        keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        text = action.text().replace("&", "").rstrip("….")
        button = QPushButton(action.icon(), f"  {text}")
        if keys:
            shortcut = label("keys", keys)
            shortcut.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside = QHBoxLayout(button)
            inside.setContentsMargins(0, 0, 16, 0)
            inside.addWidget(shortcut, 0, Qt.AlignmentFlag.AlignRight)
        button.setProperty("role", "tile")
        button.setIconSize(QSize(24, 24))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)
        action.changed.connect(_refresh_icon(button, action))
        return button

    def _recent(self, path: Path, icon: str) -> QPushButton:
        name = post_name(path) if icon == "document" else path.name or str(path)
        button = _RecentButton(path, f" {name}", self._theme.icon(icon))
        button.chosen.connect(self.open_requested)
        return button


class _RecentButton(QPushButton):
    chosen = Signal(object)

    def __init__(self, path: Path, text: str, icon: QIcon) -> None:
        super().__init__(icon, text)
        self._path = path
        self.setProperty("role", "recent")
        self.setToolTip(str(path))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.chosen.emit(self._path)


def _refresh_icon(button: QPushButton, action: QAction) -> Callable[[], None]:
    def refresh() -> None:
        button.setIcon(action.icon())

    return refresh
