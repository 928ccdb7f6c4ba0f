"""The window: menus, tool bar, the list of posts, the desk with its panes, the status line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from editor.app.new_post import usual_folder
from editor.app.notices import Notice
from editor.app.session import PostSession, has_flag
from editor.app.settings import Settings
from editor.app.word_feed import WordFeed
from editor.app.workspace import Workspace
from editor.core.errors import EditorError
from editor.core.post import Post
from editor.ui.actions import LOOKS, TEXT_COMMANDS, Actions, fill_menu_bar, fill_tool_bar
from editor.ui.desk import Desk
from editor.ui.form.form_pane import FormPane
from editor.ui.frame import Frame
from editor.ui.in_step import InStep
from editor.ui.named import tool_button
from editor.ui.preview_pane import PreviewPane
from editor.ui.preview_place import PreviewPlace
from editor.ui.recent_menu import RecentMenu
from editor.ui.status import StatusLine
from editor.ui.text_pane import TextPane
from editor.ui.theme import Theme
from editor.ui.welcome import Welcome

if TYPE_CHECKING:
    from editor.ui.saving import Saving
    from editor.ui.site_pane import SitePane

_FIRST_SIZE = QSize(1280, 800)
_PANES = ("form", "text", "preview")
_FLAGS = ("draft", "featured")
_SIZES = ("widths", "heights")


class MainWindow(QMainWindow):
    """Connects what a person does to the workspace, and what is open to the panes.

    `sample_requested` and `about_requested` are for whoever built the window; `session_shown(session)` comes
    after the panes show another post, or None; `leaving` when all questions are answered and the window closes.
    """

    session_shown = Signal(object)
    leaving = Signal()
    sample_requested = Signal()
    about_requested = Signal()

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        theme: Theme,
        words: WordFeed,
        form: FormPane,
        text: TextPane,
        preview: PreviewPane,
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._settings = settings
        self._theme = theme
        self._words = words
        self._session: PostSession | None = None
        self.form = form
        self.text = text
        self.preview = preview
        self.actions_ = Actions(theme, self)
        self._saving: Saving | None = None
        a = self.actions_
        self._welcome = Welcome(theme, (a["new"], a["open"], a["open_folder"], a["sample"]))
        self.place = PreviewPlace(preview, a["theme_preview"])
        self.desk = Desk(theme, self._welcome, {"form": form, "text": text, "preview": self.place})
        self._site_pane: SitePane | None = None
        self.frame = Frame(theme, self.desk)
        self.setCentralWidget(self.frame)
        self.status = StatusLine(self)
        self.setStatusBar(self.status)
        self.setAcceptDrops(True)
        text.editor.drop_takers.append(self._takes_drop)
        self._build_bars()
        self._connect_actions()
        self._connect_workspace()
        self._restore()
        self._show_session(None)
        self._on_folder_changed()
        self._on_recents_changed()

    @property
    def site_pane(self) -> SitePane:
        """The list of the site's pages, made when it is first wanted."""
        if self._site_pane is None:
            from editor.ui.site_pane import SitePane

            pane = self._site_pane = SitePane(self._theme)
            pane.open_requested.connect(self._on_post_picked)
            pane.widen_requested.connect(self._on_browse)
            self._workspace.site_read.connect(pane.show_reading)
            self.frame.take_posts(pane)
        return self._site_pane

    @property
    def saving(self) -> Saving:
        """What saves and closes posts, with its questions; made when it is first wanted."""
        if self._saving is None:
            from editor.ui.saving import Saving

            self._saving = Saving(self._workspace, self._settings, self._theme, self, self.form.flush)
        return self._saving

    @property
    def words(self) -> WordFeed:
        """What counts the words of the post that is shown."""
        return self._words

    @property
    def session(self) -> PostSession | None:
        """The post that is shown."""
        return self._session

    def show_notice(self, notice: Notice) -> None:
        """Say something in the bar above the panes."""
        self.frame.notices.show_notice(notice)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about what is not saved, and remember the layout."""
        if not self.saving.may_leave():
            event.ignore()
            return
        self.frame.browse(False)
        self.leaving.emit()
        self._remember()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what is dropped."""
        self.open_paths([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def _takes_drop(self, event: QDropEvent) -> bool:
        """Open files that are dropped on the text too, rather than write their addresses into it."""
        if not any(url.isLocalFile() for url in event.mimeData().urls()):
            return False
        if event.type() == QEvent.Type.Drop:
            self.dropEvent(event)
        event.acceptProposedAction()
        return True

    def open_paths(self, paths: list[Path]) -> None:
        """Open files and folders; what cannot be opened is told."""
        for path in paths:
            self._workspace.open(path)

    def _build_bars(self) -> None:
        recent = fill_menu_bar(self.menuBar(), self.actions_)
        self._recent_menu = RecentMenu(recent, self._theme)
        self._recent_menu.open_requested.connect(self._workspace.open)
        self._recent_menu.clear_requested.connect(self._workspace.clear_recents)
        bar = QToolBar("Tool bar", self)
        bar.setObjectName("tool_bar")
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        fill_tool_bar(bar, self.actions_)
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(space)
        self._flag_buttons = [bar.addWidget(self._flag_button(name)) for name in _FLAGS]
        self._flag_buttons.append(bar.addSeparator())
        for name in ("posts", *_PANES):
            bar.addAction(self.actions_[f"show_{name}"])
        self.addToolBar(bar)

    def _flag_button(self, name: str) -> QToolButton:
        button = tool_button("switch")
        button.setDefaultAction(self.actions_[name])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _connect_actions(self) -> None:
        a = self.actions_
        for name, slot in {
            "new": self._on_new,
            "open": self._on_open,
            "open_folder": self._on_open_folder,
            "close_folder": self._workspace.close_folder,
            "sample": self.sample_requested,
            "save": self._on_save,
            "save_as": self._on_save_as,
            "save_all": self._on_save_all,
            "reload": self._on_reload,
            "close": self._on_close,
            "quit": self.close,
            "undo": self._on_undo,
            "redo": self._on_redo,
            "cut": self._on_cut,
            "copy": self._on_copy,
            "paste": self._on_paste,
            "select_all": self._on_select_all,
            "draft": self._on_flag,
            "featured": self._on_flag,
            "next_tab": self._on_next_tab,
            "previous_tab": self._on_previous_tab,
            "find_post": self._on_find_post,
            "browse": self._on_browse,
            "keys": self._on_keys,
            "about": self.about_requested,
        }.items():
            a[name].triggered.connect(slot)
        for name in TEXT_COMMANDS:
            a[name].triggered.connect(self._on_text_command)
        for name in ("posts", *_PANES):
            a[f"show_{name}"].toggled.connect(self._on_panes_toggled)
        for look in LOOKS:
            a[f"look_{look}"].triggered.connect(self._on_look_chosen)

    def _connect_workspace(self) -> None:
        w = self._workspace
        w.session_opened.connect(self.desk.add_session)
        w.current_changed.connect(self._show_session)
        w.session_closed.connect(self.desk.remove_session)
        w.folder_changed.connect(self._on_folder_changed)
        w.recents_changed.connect(self._on_recents_changed)
        w.notice.connect(self.show_notice)
        self.desk.tab_chosen.connect(w.make_current)
        self.desk.tab_close_requested.connect(self._on_tab_close_requested)
        self._welcome.open_requested.connect(w.open)
        self._words.counted.connect(self.status.show_reading)
        self.text.cursor_moved.connect(self._on_cursor_moved)
        self.preview.line_clicked.connect(self._on_line_clicked)
        self._in_step = InStep(self.text, self.preview, self)

    def _show_session(self, session: PostSession | None) -> None:
        before, self._session = self._session, session
        if before is not None:
            self.form.flush()
            before.post_changed.disconnect(self._on_post_changed)
            before.modified_changed.disconnect(self.setWindowModified)
            before.path_changed.disconnect(self._show_title)
            before.history_changed.disconnect(self._show_possible)
            before.read_only_changed.disconnect(self._show_possible)
        views = (self.status, self.form, self._in_step, self.text, self.preview, self._words, self.desk)
        for view in views:
            view.show_session(session)
        if session is not None:
            session.post_changed.connect(self._on_post_changed)
            session.modified_changed.connect(self.setWindowModified)
            session.path_changed.connect(self._show_title)
            session.history_changed.connect(self._show_possible)
            session.read_only_changed.connect(self._show_possible)
        self._mark_current()
        self._show_title()
        self._show_flags(session.post if session else None)
        self._show_possible()
        if session is None:
            self.desk.setFocus()
        elif self.text.isVisible() and not self.form.isAncestorOf(QApplication.focusWidget() or self):
            self.text.setFocus()
        self.session_shown.emit(session)

    def _show_title(self) -> None:
        session = self._session
        if session is None:
            self.setWindowModified(False)
            self.setWindowTitle("Postwright")
            return
        place = f" — {session.path.parent.name}/{session.path.name}" if session.path else ""
        self.setWindowTitle(f"{session.post.shown_title.replace('[*]', '[*][*]')}[*]{place} — Postwright")
        # After the title, whose [*] is the place for it.
        self.setWindowModified(session.is_modified)
        self._mark_current()

    def _mark_current(self) -> None:
        if self._site_pane is not None:
            self._site_pane.show_current(self._session.path if self._session else None)

    def _show_flags(self, post: Post | None) -> None:
        for name in _FLAGS:
            self.actions_[name].setChecked(post is not None and has_flag(post, name))

    def _show_possible(self, *_: object) -> None:
        session = self._session
        editable = session is not None and not session.read_only_reason
        self.actions_.enable(post=session is not None, editable=editable)
        self.actions_["undo"].setEnabled(editable and session is not None and session.can_undo)
        self.actions_["redo"].setEnabled(editable and session is not None and session.can_redo)

    def _on_post_changed(self, post: Post, _origin: str) -> None:
        self._show_title()
        self._show_flags(post)

    def _on_cursor_moved(self, line: int, column: int) -> None:
        if self._session is not None:
            self.status.show_position(self._session.body_first_line + line, column)

    def _on_line_clicked(self, line: int) -> None:
        self.actions_["show_text"].setChecked(True)
        self.text.go_to_line(line)

    def _on_folder_changed(self) -> None:
        folder, site = self._workspace.folder, self._workspace.site
        self.actions_["close_folder"].setEnabled(folder is not None)
        if folder is not None:
            whole = site is not None and site.root == folder
            self.site_pane.show_folder(site.title if site and whole else folder.name or str(folder))
            self._mark_current()
        self._on_panes_toggled()

    def _on_recents_changed(self) -> None:
        files, folders = self._workspace.recent_files, self._workspace.recent_folders
        self._welcome.show_recents(files, folders)
        self._recent_menu.show_recents(files, folders)

    def _on_panes_toggled(self) -> None:
        a = self.actions_
        wanted = {name: a[f"show_{name}"].isChecked() for name in _PANES}
        if not any(wanted.values()):
            a["show_text"].setChecked(True)
            return
        for name, shown in wanted.items():
            self.desk.show_pane(name, shown)
        for button in self._flag_buttons:
            # The form has switches for them.
            button.setVisible(not wanted["form"])
        self.frame.show_posts(a["show_posts"].isChecked() and self._workspace.folder is not None)

    def _on_look_chosen(self) -> None:
        look = next(name for name in LOOKS if self.actions_[f"look_{name}"].isChecked())
        self._settings.set_text("look", look)
        self._theme.choose(look)

    def _on_new(self) -> None:
        workspace = self._workspace
        if workspace.site is not None:
            self.actions_["new_page"].trigger()
            return
        place = usual_folder(workspace.folder, workspace.site)
        if place is None:
            place = self._session.path.parent if self._session and self._session.path else Path.home()
        from editor.ui import dialogs

        dialog = dialogs.NewPostDialog(place, datetime.now(UTC).astimezone(), self)
        if dialog.exec():
            workspace.new_post(dialog.wanted)
        dialog.deleteLater()

    def _on_open(self) -> None:
        from editor.ui import dialogs

        self.open_paths(list(dialogs.choose_posts(self, self._start_folder())))

    def _on_open_folder(self) -> None:
        from editor.ui import dialogs

        folder = dialogs.choose_folder(self, self._start_folder())
        if folder is not None:
            self._workspace.open_folder(folder)

    def _start_folder(self) -> Path | None:
        if self._session is not None and self._session.path is not None:
            return self._session.path.parent
        return self._workspace.folder

    def _on_save(self) -> None:
        if self._session is not None:
            self.saving.save(self._session)

    def _on_save_as(self) -> None:
        if self._session is not None:
            self.saving.save_as(self._session)

    def _on_save_all(self) -> None:
        self.saving.save_all()

    def _on_tab_close_requested(self, session: PostSession) -> None:
        self.saving.close(session)

    def _on_reload(self) -> None:
        if self._session is not None:
            self.saving.reload(self._session)

    def _on_close(self) -> None:
        if self._session is not None:
            self.saving.close(self._session)

    def _on_undo(self) -> None:
        self.form.flush()
        if self._session is not None:
            self._session.undo()

    def _on_redo(self) -> None:
        self.form.flush()
        if self._session is not None:
            self._session.redo()

    def _on_cut(self) -> None:
        self._send_to_focus("cut")

    def _on_copy(self) -> None:
        self._send_to_focus("copy")

    def _on_paste(self) -> None:
        self._send_to_focus("paste")

    def _on_select_all(self) -> None:
        self._send_to_focus("selectAll")

    def _send_to_focus(self, command: str) -> None:
        widget = QApplication.focusWidget()
        while widget is not None and not hasattr(widget, command):
            widget = widget.parentWidget()
        if widget is not None:
            getattr(widget, command)()

    def _on_text_command(self) -> None:
        # The action that was triggered says which; its name is that of the pane's command.
        self.text.commands[self.sender().objectName()]()

    def _on_flag(self) -> None:
        session = self._session
        if session is None:
            return
        self.form.flush()
        name = self.sender().objectName()
        try:
            session.set_field((name,), not has_flag(session.post, name), "command")
        except EditorError as error:
            self.show_notice(Notice.of(error))
        self._show_flags(session.post)

    def _on_next_tab(self) -> None:
        self.desk.step(1)

    def _on_previous_tab(self) -> None:
        self.desk.step(-1)

    def _on_find_post(self) -> None:
        if self._workspace.folder is None:
            self._on_open()
            return
        self.actions_["show_posts"].setChecked(True)
        self.site_pane.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.site_pane.filter.selectAll()

    def _on_post_picked(self, path: Path) -> None:
        self.frame.browse(False)
        self._workspace.open_file(path)

    def _on_browse(self) -> None:
        if self._workspace.folder is not None:
            self.frame.browse(not self.frame.is_browsing)
            pane = self.text if self.frame.posts.isHidden() else self.site_pane.view
            pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_keys(self) -> None:
        from editor.ui import keys_dialog

        keys_dialog.show_keys(self, self.menuBar(), self.actions_["settings"])

    def _restore(self) -> None:
        self.resize(_FIRST_SIZE)
        self.restoreGeometry(self._settings.state("window/geometry"))
        self.desk.restore_layout(self._settings.state("window/panes"))
        self.frame.restore_layout(*(self._settings.state(f"window/{name}") for name in _SIZES))
        for name in ("posts", *_PANES):
            self.actions_[f"show_{name}"].setChecked(self._settings.flag(f"window/show_{name}", True))
        self.actions_[f"look_{self._theme.choice}"].setChecked(True)

    def _remember(self) -> None:
        self._settings.set_state("window/geometry", self.saveGeometry())
        self._settings.set_state("window/panes", self.desk.layout_state())
        for name, state in zip(_SIZES, self.frame.layout_state(), strict=True):
            self._settings.set_state(f"window/{name}", state)
        for name in ("posts", *_PANES):
            self._settings.set_flag(f"window/show_{name}", self.actions_[f"show_{name}"].isChecked())
