"""What the window is divided into: notices, the list of posts, the desk, and a drawer at the side and below."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from editor.ui.drawer import Drawer
from editor.ui.notice_bar import NoticeBar
from editor.ui.theme import Theme

# Both drawers start at a size that leaves the desk its room on a window of 1280 x 800.
_WIDTHS = (204, 1076, 260)
_HEIGHTS = (560, 200)


class Frame(QWidget):
    """Holds the list at the left, the desk in the middle, `side` at the right and `below` under the desk.

    `notices` stands above all of them, for it speaks of any.
    The list's place, `posts`, is there from the beginning; the list itself may come later.
    """

    def __init__(self, theme: Theme, desk: QWidget) -> None:
        super().__init__()
        self.notices = NoticeBar(theme, self)
        self.posts = QWidget()
        box = QVBoxLayout(self.posts)
        box.setContentsMargins(0, 0, 0, 0)
        self.side = Drawer(theme)
        self.below = Drawer(theme)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._middle = QSplitter(Qt.Orientation.Vertical)
        for splitter, parts in (
            (self._middle, (desk, self.below)),
            (self._columns, (self.posts, self._middle, self.side)),
        ):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
            for part in parts:
                splitter.addWidget(part)
        self._middle.setStretchFactor(0, 1)
        self._columns.setStretchFactor(1, 1)
        self._narrow = QByteArray()
        self._listed = True
        self._middle.setSizes(list(_HEIGHTS))
        self._columns.setSizes(list(_WIDTHS))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.notices)
        rows.addWidget(self._columns, 1)

    def take_posts(self, pane: QWidget) -> None:
        """Put the list into its place."""
        layout = self.posts.layout()
        assert layout is not None
        layout.addWidget(pane)

    @property
    def is_browsing(self) -> bool:
        """Whether the list has the whole width."""
        return not self._narrow.isEmpty()

    def show_posts(self, shown: bool) -> None:
        """Have the list beside the desk, or not; a list that is put away is browsed no longer."""
        if self._listed and not shown:
            self.browse(False)
        self._listed = shown
        self.posts.setVisible(shown or self.is_browsing)

    def browse(self, on: bool) -> None:
        """Give the list the whole width in place of the desk, or put both back as they were."""
        if on == self.is_browsing:
            return
        if on:
            # Unlike its sizes, the state knows how wide a hidden part was.
            self._narrow = self._columns.saveState()
        self.posts.setVisible(on or self._listed)
        self._middle.setVisible(not on)
        if not on:
            self._take_state(self._columns, self._narrow)
            self._narrow = QByteArray()

    def layout_state(self) -> tuple[QByteArray, QByteArray]:
        """Give the widths and the heights, for `restore_layout`."""
        return self._columns.saveState(), self._middle.saveState()

    def restore_layout(self, widths: QByteArray, heights: QByteArray) -> None:
        """Take over the sizes of another time; an empty state changes nothing."""
        for splitter, state in ((self._columns, widths), (self._middle, heights)):
            if not state.isEmpty():
                self._take_state(splitter, state)

    def _take_state(self, splitter: QSplitter, state: QByteArray) -> None:
        splitter.restoreState(state)
        splitter.setHandleWidth(1)
