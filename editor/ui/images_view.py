"""The list of a post's files: goes by keys, takes pictures that are dropped on it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from editor.core.images.usage import Resource
from editor.ui.images_delegate import ImagesDelegate
from editor.ui.images_model import RESOURCE, ImagesModel
from editor.ui.picture_mime import has_pictures
from editor.ui.theme import Theme


class ImagesView(QListView):
    """Shows rows; wishes for the rows chosen come as signals, `dropped(QMimeData)` with pictures."""

    insert_requested = Signal()
    trash_requested = Signal()
    menu_requested = Signal(QPoint)
    dropped = Signal(object)

    def __init__(self, model: ImagesModel, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("images")
        self.setAccessibleName("Files of the post")
        self.setModel(model)
        self.setItemDelegate(ImagesDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.customContextMenuRequested.connect(self.menu_requested)
        self.doubleClicked.connect(self._on_double_clicked)

    @property
    def chosen(self) -> tuple[Resource, ...]:
        """The files selected, in the order listed."""
        rows = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return tuple(index.data(RESOURCE) for index in rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter and Delete, unless a name is being edited."""
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.insert_requested.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.trash_requested.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures."""
        if has_pictures(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take pictures anywhere."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand them on."""
        self.dropped.emit(event.mimeData())
        event.acceptProposedAction()

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.insert_requested.emit()
