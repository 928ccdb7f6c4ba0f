"""Known fields that a file has not, as small buttons to take them in."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget

from editor.core.frontmatter import KeyPath
from editor.core.schema import OfferedField


class FlowLayout(QLayout):
    """Lays widgets out in lines like words."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item in at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Count the items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give an item, or None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the lines at `width`."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Ask for no more than is needed."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Fit the widest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, height, gap = rect.x(), rect.y(), 0, self.spacing()
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            width = min(hint.width(), rect.width()) if rect.width() > 0 else hint.width()
            if x > rect.x() and x + width > rect.right() + 1:
                x, y, height = rect.x(), y + height + gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, hint.height())))
            x += width + gap
            height = max(height, hint.height())
        return y + height - rect.y()


class OfferButton(QPushButton):
    """Offers one field."""

    chosen = Signal(object)

    def __init__(self, entry: OfferedField, parent: QWidget | None = None) -> None:
        super().__init__(f"+ {entry.spec.label}".replace("&", "&&"), parent)
        self._path = entry.path
        self.setFlat(True)
        self.setProperty("offer", True)
        self.setToolTip(f"{'.'.join(map(str, entry.path))}\n{entry.spec.help}".strip())
        self.setAccessibleName(f"Add {entry.spec.label}")
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.chosen.emit(self._path)


class Offers(QWidget):
    """Some fields on offer; `chosen` carries the path of the one that was taken."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._buttons: dict[KeyPath, OfferButton] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_entries(self, entries: Iterable[OfferedField]) -> None:
        """Offer these fields."""
        wanted = {entry.path: entry for entry in entries}
        if list(wanted) == list(self._buttons):
            return
        for button in self._buttons.values():
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for path, entry in wanted.items():
            button = self._buttons[path] = OfferButton(entry, self)
            button.chosen.connect(self.chosen)
            self._flow.addWidget(button)
            button.show()
        self.setVisible(bool(wanted))

    def tab_stops(self) -> list[QWidget]:
        """Give the widgets Tab stops at, in their order."""
        return list(self._buttons.values())

    def filter(self, words: str) -> int:
        """Show only what has all of `words` in its name or help; gives how many that are."""
        parts = words.casefold().split()
        count = 0
        for button in self._buttons.values():
            text = f"{button.text()} {button.toolTip()}".casefold()
            fits = all(part in text for part in parts)
            button.setVisible(fits)
            count += fits
        self._flow.invalidate()
        return count
