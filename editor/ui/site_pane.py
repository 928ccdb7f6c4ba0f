"""The list of a folder's posts, to pick from."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.core.site import PostEntry
from editor.ui.named import label
from editor.ui.theme import Theme

_ENTRY = Qt.ItemDataRole.UserRole
_INDEX = QModelIndex | QPersistentModelIndex


class PostListModel(QAbstractListModel):
    """The posts in the order given; `UserRole` holds the entry, `DisplayRole` what a filter looks at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[PostEntry, ...] = ()

    def set_entries(self, entries: tuple[PostEntry, ...]) -> None:
        """List other posts."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def row_of(self, path: Path) -> int:
        """Find the row of the post at `path`; -1 where it is not listed."""
        return next((i for i, entry in enumerate(self._entries) if entry.path == path), -1)

    def rowCount(self, parent: _INDEX | None = None) -> int:
        """Count the posts."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: _INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what the view asks of one post."""
        entry = self._entries[index.row()]
        if role == _ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            marks = f"{'draft ' if entry.draft else ''}{'featured' if entry.featured else ''}"
            return f"{entry.title}\n{entry.section} {entry.path.parent.name} {entry.path.name} {marks}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{entry.path}\n{entry.problem}".strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            flags = [flag for flag, on in (("draft", entry.draft), ("featured", entry.featured)) if on]
            return ", ".join([entry.title, *flags])
        return None


class _PostDelegate(QStyledItemDelegate):
    """Two lines a post: the title, then date and section; a star if featured, a label if a draft."""

    _PAD: ClassVar[int] = 10

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._star = QIcon()
        theme.changed.connect(self._take_icons)
        self._take_icons()

    def sizeHint(self, option: QStyleOptionViewItem, _index: _INDEX) -> QSize:
        return QSize(120, 2 * option.fontMetrics.height() + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _INDEX) -> None:
        entry, colours = index.data(_ENTRY), self._theme.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(4, 1, -4, -1)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if selected else colours.hover))
            painter.drawRoundedRect(box, 6, 6)
        inner = box.adjusted(self._PAD, 6, -self._PAD, -6)
        line = option.fontMetrics.height()
        top = QRect(inner.left(), inner.top(), inner.width(), line)
        if entry.featured:
            self._star.paint(painter, top.right() - 14, top.top() + 1, 15, 15)
            top.setRight(top.right() - 20)
        painter.setFont(option.font)
        painter.setPen(QColor(colours.text))
        title = option.fontMetrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, top.width())
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, title)
        self._paint_facts(painter, option, QRect(inner.left(), top.bottom() + 3, inner.width(), line), entry)
        painter.restore()

    def _take_icons(self) -> None:
        self._star = self._theme.icon("star", self._theme.colours.star)

    def _paint_facts(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, entry: PostEntry
    ) -> None:
        colours = self._theme.colours
        small = QFont(option.font)
        small.setPointSizeF(max(8.0, option.font.pointSizeF() - 1.2))
        painter.setFont(small)
        metrics = painter.fontMetrics()
        if entry.draft:
            width = metrics.horizontalAdvance("Draft") + 12
            badge = QRect(box.right() - width + 1, box.top() + 1, width, box.height() - 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.warning_soft))
            painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2)
            painter.setPen(QColor(colours.warning))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, "Draft")
            box.setRight(badge.left() - 6)
        facts = entry.problem or " · ".join(
            part
            for part in (f"{entry.date.day} {entry.date:%b %Y}" if entry.date else "", entry.section)
            if part
        )
        painter.setPen(QColor(colours.error if entry.problem else colours.muted))
        painter.drawText(
            box,
            Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(facts, Qt.TextElideMode.ElideRight, box.width()),
        )


class SitePane(QWidget):
    """Lists posts with a box to filter them; `open_requested(Path)` when one is picked."""

    open_requested = Signal(object)
    refresh_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("site_pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(150)
        self._theme = theme
        self._current: Path | None = None
        self._heading = label("heading")
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._count = QLabel()
        self._count.setProperty("role", "hint")
        self.filter = QLineEdit(placeholderText="Filter posts", clearButtonEnabled=True)
        self.filter.setAccessibleName("Filter posts")
        self.filter.textChanged.connect(self._on_filter_changed)
        self.filter.returnPressed.connect(self._on_filter_entered)
        self._model = PostListModel(self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._model)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view = _PostView()
        self.view.setModel(self._shown)
        self.view.setItemDelegate(_PostDelegate(theme, self.view))
        self.view.picked.connect(self._on_picked)
        self._empty = label("empty", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._count)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 10, 4, 8)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.filter)
        box.addWidget(self._empty)
        box.addWidget(self.view, 1)
        theme.changed.connect(self.view.viewport().update)

    def show_folder(self, name: str) -> None:
        """Name the folder; its posts come with `show_posts`."""
        self._heading.setText(self._heading.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, 220))
        self._heading.setToolTip(name)
        self.filter.clear()
        self._model.set_entries(())
        self._tell("Looking for posts…")

    def show_posts(self, entries: tuple[PostEntry, ...]) -> None:
        """List `entries`, in their order, and keep the one that is open marked."""
        place = self.view.verticalScrollBar().value()
        self._model.set_entries(entries)
        self._tell("" if entries else "No posts here. Make one with New Post.")
        self.show_current(self._current)
        self.view.verticalScrollBar().setValue(place)

    def show_current(self, path: Path | None) -> None:
        """Mark the post that is looked at."""
        self._current = path
        row = -1 if path is None else self._model.row_of(path)
        index = self._shown.mapFromSource(self._model.index(row)) if row >= 0 else QModelIndex()
        if index.isValid():
            self.view.setCurrentIndex(index)
        else:
            self.view.clearSelection()

    def _tell(self, text: str) -> None:
        self._empty.setText(text)
        self._empty.setVisible(bool(text))
        total, shown = self._model.rowCount(), self._shown.rowCount()
        self._count.setText("" if not total else str(total) if shown == total else f"{shown} of {total}")

    def _on_filter_changed(self, text: str) -> None:
        self._shown.setFilterFixedString(text)
        some = self._shown.rowCount() or not self._model.rowCount()
        self._tell("" if some else "No post matches.")

    def _on_filter_entered(self) -> None:
        if self._shown.rowCount():
            self._on_picked(self._shown.index(0, 0))

    def _on_picked(self, index: QModelIndex) -> None:
        self.open_requested.emit(index.data(_ENTRY).path)


class _PostView(QListView):
    """Picks with a click or Enter; the arrow keys only move."""

    picked = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName("Posts")
        self.clicked.connect(self.picked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.picked.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
