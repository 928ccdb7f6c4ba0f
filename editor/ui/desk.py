"""The middle of the window: tabs of posts above three panes side by side, or the welcome."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from editor.app.session import PostSession
from editor.ui.theme import Theme
from editor.ui.welcome import Welcome

_LONGEST_TITLE = 28
# How the width is shared when nothing is remembered: the text gets most.
_SHARES = {"form": 33, "text": 38, "preview": 36}


class Desk(QWidget):
    """Holds the panes, which all show the session of the current tab.

    `tab_chosen(session)`: a person picked another tab; `tab_close_requested(session)`: one is to close.
    """

    tab_chosen = Signal(object)
    tab_close_requested = Signal(object)

    def __init__(
        self, theme: Theme, welcome: Welcome, panes: dict[str, QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._panes = panes
        self._sessions: list[PostSession] = []
        self.tabs = QTabBar(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setExpanding(False)
        self.tabs.setMovable(True)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setAccessibleName("Open posts")
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.tabs.tabMoved.connect(self._on_tab_moved)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for name, pane in panes.items():
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(self.splitter.count() - 1, _SHARES[name])
        self.splitter.setSizes([10 * _SHARES[name] for name in panes])
        self._stack = QStackedWidget()
        self._stack.addWidget(welcome)
        self._stack.addWidget(self.splitter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.tabs)
        box.addWidget(self._stack, 1)
        self.tabs.hide()
        theme.changed.connect(self._take_icons)

    def add_session(self, session: PostSession) -> None:
        """Give a post its tab."""
        self._sessions.append(session)
        self.tabs.blockSignals(True)
        at = self.tabs.addTab("")
        self.tabs.blockSignals(False)
        button = _CloseButton(session)
        button.setIcon(self._theme.icon("close"))
        button.asked.connect(self.tab_close_requested)
        self.tabs.setTabButton(at, QTabBar.ButtonPosition.RightSide, button)
        session.modified_changed.connect(self._show_titles)
        session.post_changed.connect(self._show_titles)
        session.path_changed.connect(self._show_titles)
        self._show_titles()
        self.tabs.show()

    def remove_session(self, session: PostSession) -> None:
        """Take a post's tab away."""
        at = self._sessions.index(session)
        self._sessions.pop(at)
        session.modified_changed.disconnect(self._show_titles)
        session.post_changed.disconnect(self._show_titles)
        session.path_changed.disconnect(self._show_titles)
        self.tabs.blockSignals(True)
        self.tabs.removeTab(at)
        self.tabs.blockSignals(False)
        self.tabs.setVisible(bool(self._sessions))

    def show_session(self, session: PostSession | None) -> None:
        """Show a post's tab and panes, or the welcome."""
        if session is not None:
            self.tabs.blockSignals(True)
            self.tabs.setCurrentIndex(self._sessions.index(session))
            self.tabs.blockSignals(False)
        self._stack.setCurrentIndex(0 if session is None else 1)

    def step(self, by: int) -> None:
        """Go `by` tabs to the right, around the end."""
        if self._sessions:
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % len(self._sessions))

    def layout_state(self) -> QByteArray:
        """Give the widths of the panes, for `restore_layout`."""
        return self.splitter.saveState()

    def restore_layout(self, state: QByteArray) -> None:
        """Take over the widths of another time."""
        if not state.isEmpty():
            self.splitter.restoreState(state)
            self.splitter.setHandleWidth(1)

    def show_pane(self, name: str, shown: bool) -> None:
        """Show or hide one pane."""
        self._panes[name].setVisible(shown)

    def shown_panes(self) -> tuple[str, ...]:
        """Name the panes that are not hidden."""
        return tuple(name for name, pane in self._panes.items() if not pane.isHidden())

    def _show_titles(self, *_: object) -> None:
        for at, session in enumerate(self._sessions):
            title = session.post.shown_title.replace("&", "&&")
            if len(title) > _LONGEST_TITLE:
                title = f"{title[: _LONGEST_TITLE - 1].rstrip()}…"
            self.tabs.setTabText(at, f"{'● ' if session.is_modified else ''}{title}")
            self.tabs.setTabToolTip(at, str(session.path or "Not saved yet"))

    def _take_icons(self) -> None:
        for at in range(self.tabs.count()):
            button = self.tabs.tabButton(at, QTabBar.ButtonPosition.RightSide)
            if isinstance(button, QToolButton):
                button.setIcon(self._theme.icon("close"))

    def _on_tab_changed(self, at: int) -> None:
        if 0 <= at < len(self._sessions):
            self.tab_chosen.emit(self._sessions[at])

    def _on_tab_moved(self, before: int, after: int) -> None:
        self._sessions.insert(after, self._sessions.pop(before))


class _CloseButton(QToolButton):
    asked = Signal(object)

    def __init__(self, session: PostSession) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.setToolTip("Close this post (Ctrl+W)")
        self._session = session
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.asked.emit(self._session)
