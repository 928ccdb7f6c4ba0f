"""The files of a post as rows, each with what it looks like, how large it is and where it is used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QImage

from editor.app.thumbnails import Shown, ThumbnailFeed, Wanted
from editor.core.images.preparing import shown_size
from editor.core.images.usage import Resource, Use, Where
from editor.core.site.bundle import is_image

RESOURCE: Final = int(Qt.ItemDataRole.UserRole)
IMAGE: Final = RESOURCE + 1
FACTS: Final = RESOURCE + 2
USED: Final = RESOURCE + 3
_EDGE: Final = 112
_ROOT: Final = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class ImagesModel(QAbstractListModel):
    """Rows of resources; `rename_requested(Resource, name)` when a row's name was edited."""

    rename_requested = Signal(object, str)

    def __init__(self, thumbnails: ThumbnailFeed, parent: QAbstractListModel | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._resources: tuple[Resource, ...] = ()
        self._page = Path()
        thumbnails.made.connect(self._on_made)

    @property
    def resources(self) -> tuple[Resource, ...]:
        """What is listed."""
        return self._resources

    def show_resources(self, resources: Sequence[Resource], page: Path) -> None:
        """List other files, of the page at `page`; rows that stay what they are stay where they are."""
        listed = tuple(resources)
        if [each.path for each in listed] != [each.path for each in self._resources] or page != self._page:
            self.beginResetModel()
            self._resources, self._page = listed, page
            self.endResetModel()
        elif listed != self._resources:
            self._resources = listed
            self.dataChanged.emit(self.index(0), self.index(len(listed) - 1))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._resources)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give what a row shows."""
        if not index.isValid() or index.row() >= len(self._resources):
            return None
        resource = self._resources[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return resource.name if role == Qt.ItemDataRole.DisplayRole else resource.path.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "\n".join((resource.name, self._facts(resource), *self._all_uses(resource)))
        return self._own(resource, role)

    def _own(self, resource: Resource, role: int) -> object:
        if role == RESOURCE:
            return resource
        if role == IMAGE:
            shown = self._shown(resource)
            return shown.image if shown is not None else QImage()
        if role == FACTS:
            return self._facts(resource)
        return self._used(resource) if role == USED else None

    def setData(self, index: _Index, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Ask for another name; the row follows when the file has it."""
        resource = self._resources[index.row()]
        name = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or name == resource.path.name:
            return False
        self.rename_requested.emit(resource, name)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let names be edited."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def _shown(self, resource: Resource) -> Shown | None:
        if not is_image(resource.path) or resource.size < 0:
            return None
        return self._thumbnails.get(Wanted(resource.path, resource.size, resource.modified_ns, _EDGE))

    def _facts(self, resource: Resource) -> str:
        size = shown_size(resource.size) if resource.size >= 0 else "cannot be read"
        shown = self._shown(resource)
        if shown is not None and shown.picture is not None and shown.picture.width:
            return f"{shown.picture.width} × {shown.picture.height}  ·  {size}"
        if shown is not None and shown.trouble:
            return shown.trouble
        return f"{resource.path.suffix[1:].upper() or 'file'}  ·  {size}"

    def _used(self, resource: Resource) -> str:
        """Say in a few words where a file is used; empty where nothing is known to use it."""
        words = self._all_uses(resource)
        if not words:
            return ""
        return words[0] if len(words) == 1 else f"{words[0]}, and {len(words) - 1} more"

    def _all_uses(self, resource: Resource) -> list[str]:
        said = dict.fromkeys(self._said(use) for use in resource.uses)
        return [words[0].upper() + words[1:] for words in said]

    def _said(self, use: Use) -> str:
        other = f" of {use.path.name}" if use.path != self._page else ""
        line = f", line {use.line}" if use.line else ""
        match use.where:
            case Where.FEATURED:
                return f"the featured image{other}"
            case Where.TEXT:
                return f"the text{other}{line}"
            case Where.MATTER:
                return f"the front matter{other}{line}"
            case Where.THEME:
                return "the theme takes it by its name"
            case Where.MENTIONED:
                return f"named in the text{other}{line}"

    def _on_made(self, wanted: Wanted) -> None:
        for row, resource in enumerate(self._resources):
            if resource.path == wanted.path:
                self.dataChanged.emit(self.index(row), self.index(row))
