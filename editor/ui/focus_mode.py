"""Nothing but the text: the paragraph in focus, the line at one height, the window without its frame."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QKeySequence, QShortcut, QTextBlock, QTextCursor
from PySide6.QtWidgets import QLabel, QTextEdit, QToolBar, QWidget

from editor.app.preferences import FOCUS, TYPEWRITER
from editor.ui.features import Parts

_FAINT = ("#B4BAC7", "#565D6B")
_REACH = 400
_HINT_MS = 4000
_HINT_ABOVE = 32


class FocusMode(QObject):
    """Has three switches: what is out of focus grows faint, the caret's line stays, all else is put away."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._text = parts.window.text
        self._settings = parts.settings
        self._theme = parts.theme
        self._hidden: list[QWidget] = []
        self._panes: dict[str, bool] = {}
        self._state = parts.window.windowState()
        self.hint = Hint(self._text)
        self._way_out = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._text.editor)
        self._way_out.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._way_out.setEnabled(False)
        self._way_out.activated.connect(self._leave)
        parts.window.leaving.connect(self._leave)
        self._is_typewriter = False
        parts.settings.changed.connect(self._on_setting_changed)
        self._apply()

    def focus_mode(self) -> None:
        """Let everything but the caret's paragraph grow faint, or not any more."""
        FOCUS.keep(self._settings, not FOCUS.value(self._settings))

    def typewriter(self) -> None:
        """Keep the line that is written at one height, or not any more."""
        TYPEWRITER.keep(self._settings, not TYPEWRITER.value(self._settings))

    def distraction_free(self) -> None:
        """Show the text alone on the whole screen, or all as it was."""
        window = self._window
        if window.actions_["distraction_free"].isChecked():
            bars = [*window.findChildren(QToolBar), window.menuBar(), window.status, window.desk.tabs]
            self._hidden = [bar for bar in bars if not bar.isHidden()]
            self._panes = {name: self._pane(name).isChecked() for name in ("posts", "form", "preview")}
            self._state = window.windowState()
            # A menu bar that is hidden lets its shortcuts go; the window has them too, then.
            window.addActions([action for action in window.actions_.all if not action.shortcut().isEmpty()])
            for bar in self._hidden:
                bar.hide()
            window.frame.side.close_panel()
            window.frame.below.close_panel()
            for name in self._panes:
                self._pane(name).setChecked(False)
            self._pane("text").setChecked(True)
            window.showFullScreen()
            self._text.setFocus()
            self.hint.tell(f"{_keys(window.actions_['distraction_free'])} brings everything back")
        else:
            self.hint.hide()
            for bar in self._hidden:
                bar.show()
            self._hidden = []
            for name, shown in self._panes.items():
                self._pane(name).setChecked(shown)
            window.setWindowState(self._state)
        self._way_out.setEnabled(bool(self._hidden))
        self._on_cursor_moved()

    def _leave(self) -> None:
        # The layout that is remembered for the next start is that of before, too.
        if self._hidden:
            self._window.actions_["distraction_free"].trigger()

    def _pane(self, name: str) -> QAction:
        return self._window.actions_[f"show_{name}"]

    def _on_setting_changed(self, key: str) -> None:
        if key in (FOCUS.key, TYPEWRITER.key):
            self._apply()

    def _apply(self) -> None:
        focus, typewriter = bool(FOCUS.value(self._settings)), bool(TYPEWRITER.value(self._settings))
        self._window.actions_["focus_mode"].setChecked(focus)
        self._window.actions_["typewriter"].setChecked(typewriter)
        self._text.more_marks.pop("focus", None)
        if focus:
            self._text.more_marks["focus"] = self._marks
        if typewriter != self._is_typewriter:
            self._is_typewriter = typewriter
            moved = self._text.editor.cursorPositionChanged
            # At once: the text must not be seen where the caret was.
            if typewriter:
                moved.connect(self._on_cursor_moved)
            else:
                moved.disconnect(self._on_cursor_moved)
        self._text.editor.setCenterOnScroll(typewriter)
        self._on_cursor_moved()
        self._text.show_marks()

    def _on_cursor_moved(self) -> None:
        if self._is_typewriter and not self._text.editor.textCursor().hasSelection():
            self._text.editor.centerCursor()

    def _marks(self) -> list[QTextEdit.ExtraSelection]:
        """Give marks that make what is in view faint, but for the caret's paragraph."""
        block = self._text.editor.textCursor().block()
        begin, end = _paragraph(block)
        first, last = self._text.shown_lines()
        document = self._text.editor.document()
        top = document.findBlockByNumber(max(0, first - 20)).position()
        bottom_block = document.findBlockByNumber(last + 20)
        bottom = bottom_block.position() if bottom_block.isValid() else document.characterCount() - 1
        ink = QColor(_FAINT[self._theme.colours.dark])
        marks = []
        for start, stop in ((top, begin), (end, bottom)):
            if start < stop:
                mark = QTextEdit.ExtraSelection()
                cursor = QTextCursor(document)
                cursor.setPosition(start)
                cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
                mark.cursor = cursor
                mark.format.setForeground(ink)
                marks.append(mark)
        return marks


class Hint(QLabel):
    """Words over the foot of a widget, for as long as it takes to read them."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("way_out")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._over = over
        self._timer = QTimer(self, interval=_HINT_MS, singleShot=True)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    def tell(self, words: str) -> None:
        """Show the words."""
        self.setText(words)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._over.size()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - _HINT_ABOVE)


def _keys(action: QAction) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{keys} or Esc" if keys else "Esc"


def _paragraph(block: QTextBlock) -> tuple[int, int]:
    """Give where the lines begin and end that no blank line parts from the caret's."""
    first = last = block
    for _ in range(_REACH):
        if not block.text().strip() or not first.previous().isValid() or not first.previous().text().strip():
            break
        first = first.previous()
    for _ in range(_REACH):
        if not block.text().strip() or not last.next().isValid() or not last.next().text().strip():
            break
        last = last.next()
    return first.position(), last.position() + last.length() - 1
