"""The command palette: every command, post and heading, found by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from editor.app.jobs import LatestJob
from editor.core.site import Site
from editor.core.site.shortcode_choices import shortcode_choices
from editor.core.writing.snippets import SHORTCODES, Shortcode, insert_shortcode
from editor.ui.actions import command_name
from editor.ui.features import Parts

_MOST = 60
_WIDTH = 560
_ROWS = 12
_NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be done: its words, what is said at the right of it, and the doing.

    `also` are words that it is found by too.
    """

    text: str
    note: str
    do: Callable[[], object]
    weight: int = 0
    also: str = ""


def rank(wanted: str, text: str) -> int | None:
    """Tell how well a text fits letters wanted, the less the better; None where it does not.

    Each word wanted stands in the text, best at the start of a word; or all letters do in their order.
    """
    plain, words = text.casefold(), wanted.casefold().split()
    score = 0
    for word in words:
        at = plain.find(word)
        if at < 0:
            return _scattered("".join(words), plain)
        while at > 0 and plain[at - 1].isalnum():
            following = plain.find(word, at + 1)
            if following < 0:
                score += 40
                break
            at = following
        score += min(at, 30)
    return score + len(plain) // 8


def _scattered(letters: str, text: str) -> int | None:
    at, gaps = -1, 0
    for letter in letters:
        following = text.find(letter, at + 1)
        if following < 0:
            return None
        gaps += following - at - 1
        at = following
    return 200 + gaps if len(letters) > 1 else None


class PaletteDialog(QDialog):
    """Asks for one of many choices; the one chosen is done when the dialog is gone."""

    def __init__(self, parent: QWidget, hint: str, choices: Iterable[Choice]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._choices = list(choices)
        self._shown: list[Choice] = []
        self._chosen: Choice | None = None
        self.field = QLineEdit(placeholderText=hint)
        self.field.setAccessibleName(hint)
        self.list = QListWidget()
        self.list.setAccessibleName("What fits")
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 12)
        box.setSpacing(8)
        box.addWidget(self.field)
        box.addWidget(self.list)
        self._none = QLabel("Nothing fits these letters.")
        self._none.setProperty("role", "hint")
        self._none.setContentsMargins(10, 4, 10, 8)
        box.addWidget(self._none)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._on_clicked)
        self._most_height = max(120, parent.height() - 160)
        self.setFixedWidth(min(_WIDTH, parent.width() - 40))
        corner = parent.mapToGlobal(parent.rect().topLeft())
        self.move(corner.x() + (parent.width() - self.width()) // 2, corner.y() + 72)
        self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the letters: no system gives a popup the focus by itself."""
        super().showEvent(event)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys go through the list while letters go into the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            row, last = self.list.currentRow(), self.list.count() - 1
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if event.key() in steps:
                self.list.setCurrentRow(max(0, min(last, row + steps[Qt.Key(event.key())])))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(row)
                return True
        return super().eventFilter(watched, event)

    def names(self) -> list[str]:
        """Give what is listed, from the first to the last."""
        return [choice.text for choice in self._shown]

    def offer(self, choices: Iterable[Choice]) -> None:
        """Offer other choices; what was typed stays."""
        self._choices = list(choices)
        self._fill()

    def _fill(self) -> None:
        wanted = self.field.text().strip()
        ranked = []
        for at, choice in enumerate(self._choices):
            score = rank(wanted, f"{choice.text} {choice.also}".rstrip()) if wanted else 0
            if score is not None:
                ranked.append((score + choice.weight, at, choice))
        ranked.sort(key=lambda each: each[:2])
        self._shown = [choice for _, _, choice in ranked[:_MOST]]
        self.list.clear()
        for choice in self._shown:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{choice.text} {choice.note}")
            row = _Row(choice)
            item.setSizeHint(row.sizeHint())
            self.list.addItem(item)
            self.list.setItemWidget(item, row)
        self.list.setCurrentRow(0)
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is listed, and no higher than there is room."""
        rows = self.list.count()
        self.list.setVisible(rows > 0)
        self._none.setVisible(not rows)
        height = sum(self.list.sizeHintForRow(row) for row in range(min(rows, _ROWS))) + 4 if rows else 0
        self.list.setFixedHeight(min(height, self._most_height))
        self.adjustSize()

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self._take(self.list.row(item))

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            chosen = self._shown[row]
            self.close()
            chosen.do()


class _Row(QWidget):
    """A choice with its note at the right."""

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 7, 10, 7)
        row.setSpacing(16)
        text, note = QLabel(), QLabel(choice.note)
        room = _WIDTH - 80 - note.sizeHint().width()
        text.setText(text.fontMetrics().elidedText(choice.text, Qt.TextElideMode.ElideRight, room))
        for label in (text, note):
            label.setTextFormat(Qt.TextFormat.PlainText)
        note.setProperty("role", "hint")
        # A long title gives way to the note, not to a scroll bar.
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(text, 1)
        row.addWidget(note)


class CommandPalette(QObject):
    """Opens palettes: of everything, or of the shortcodes."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._dialog: PaletteDialog | None = None
        self._job = LatestJob[Site | None, tuple[Shortcode, ...]](shortcode_choices, parts.pool, self)
        self._job.finished.connect(self._on_found)

    def palette(self) -> None:
        """Ask for a command, a post or a heading."""
        choices = [*self._commands(), *self._headings(), *self._posts()]
        PaletteDialog(self._parts.window, "A command, post or heading", choices).show()

    def shortcode(self) -> None:
        """Ask for a shortcode and put it in; those of the site come as soon as its layouts have been read."""
        session = self._parts.window.session
        self._dialog = PaletteDialog(self._parts.window, "A shortcode", self._shortcodes(SHORTCODES))
        self._dialog.destroyed.connect(self._on_dialog_gone)
        self._dialog.show()
        self._job.submit(session.site if session is not None else None)

    def _on_found(self, found: tuple[Shortcode, ...]) -> None:
        if self._dialog is not None:
            self._dialog.offer(self._shortcodes(found))

    def _on_dialog_gone(self) -> None:
        self._dialog = None

    def _shortcodes(self, codes: Iterable[Shortcode]) -> list[Choice]:
        return [
            Choice(code.name, code.purpose, partial(self._put, code), also=code.purpose) for code in codes
        ]

    def _put(self, code: Shortcode) -> None:
        self._parts.window.text.perform(partial(insert_shortcode, shortcode=code))

    def _commands(self) -> Iterable[Choice]:
        for action in self._parts.window.actions_.all:
            if action.isEnabled() and action.objectName() != "palette":
                yield Choice(
                    command_name(action), action.shortcut().toString(_NATIVE), partial(_trigger, action)
                )

    def _headings(self) -> Iterable[Choice]:
        text = self._parts.window.text
        for section in text.headings():
            yield Choice(
                section.title, f"Heading {section.level}", partial(text.go_to_line, section.line), 10
            )

    def _posts(self) -> Iterable[Choice]:
        workspace = self._parts.workspace
        folder = workspace.folder
        for entry in workspace.posts:
            inside = folder is not None and entry.path.is_relative_to(folder)
            note = entry.section or (entry.path.parent.name if inside else "")
            yield Choice(
                entry.title, f"Post · {note}" if note else "Post", partial(workspace.open, entry.path), 5
            )


def _trigger(action: QAction) -> None:
    action.trigger()
