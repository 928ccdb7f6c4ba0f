"""Two changes of one post brought together: each change as three columns, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from editor.core.line_ends import to_buffer
from editor.core.merge import Piece, Side, conflicts, merge, merged_text
from editor.core.visible import visible
from editor.ui.diff_view import mixed
from editor.ui.palette import Colours
from editor.ui.theme import Theme

_SIZE: Final = (1180, 720)
_CHOICES: Final = {
    Side.THEIRS: "Take the file's",
    Side.MINE: "Take mine",
    Side.BOTH: "Take both",
    Side.SAME: "As it was",
}
_COLUMNS: Final = ("As it was", "In the file", "Mine")
# What a card shows of a long change; the result shows all of it.
_MOST_LINES: Final = 40
# Cards are widgets: beyond this many, changes without a conflict go in unasked.
_MOST_CARDS: Final = 120


class MergeDialog(QDialog):
    """Shows what the file's other writer changed and what was changed here, and lets a person settle conflicts.

    `merged` is what was decided, with newlines alone; it is complete once the dialog can be accepted.
    """

    def __init__(
        self, theme: Theme, title: str, texts: tuple[str, str, str], parent: QWidget | None = None
    ) -> None:
        """Take the exact texts as they were in common, as the file has them, and as they are here."""
        super().__init__(parent)
        self.setWindowTitle(f"Merge “{title}”")
        self.resize(*_SIZE)
        self._theme = theme
        self._pieces = merge(*(to_buffer(text) for text in texts))
        self._open = set(conflicts(self._pieces))
        self._choices: dict[int, Side] = {}
        self._cards: list[_Card] = []
        self._lead = QLabel()
        self._lead.setObjectName("lead")
        hint = QLabel("Another program changed this post while you did. Nothing is written before you save.")
        hint.setProperty("role", "hint")
        self.outcome = QPlainTextEdit(readOnly=True)
        self.outcome.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.outcome.setAccessibleName("Result")
        self.outcome.document().setDocumentMargin(12)
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setHandleWidth(1)
        middle.setChildrenCollapsible(False)
        middle.addWidget(self._card_area())
        middle.addWidget(self._result_area())
        middle.setSizes([760, 420])
        head = QVBoxLayout()
        head.setContentsMargins(24, 20, 24, 16)
        head.setSpacing(4)
        head.addWidget(self._lead)
        head.addWidget(hint)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(middle, 1)
        box.addWidget(self._buttons())
        theme.changed.connect(self._dress)
        self._show()

    @property
    def merged(self) -> str:
        """The merged text, open conflicts as they were before both changes."""
        return merged_text(self._pieces, self._choices)

    @property
    def open_conflicts(self) -> int:
        """How many questions are still to be answered."""
        return len(self._open)

    def choose(self, at: int, side: Side) -> None:
        """Settle the piece at index `at`."""
        self._choices[at] = side
        self._open.discard(at)
        self._show()

    def choose_all(self, side: Side) -> None:
        """Settle every conflict that is open in the same way."""
        for card in self._cards:
            if card.at in self._open:
                card.press(side)

    def _card_area(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("merge_cards")
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 8, 24, 24)
        column.setSpacing(16)
        changed = [at for at, piece in enumerate(self._pieces) if piece.side is not Side.SAME]
        if len(changed) > _MOST_CARDS:
            changed = [at for at in changed if at in self._open]
        line = _line_numbers(self._pieces)
        for at in changed:
            card = _Card(at, self._pieces[at], line[at], self._theme.colours)
            card.chosen.connect(self.choose)
            column.addWidget(card)
            self._cards.append(card)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _result_area(self) -> QWidget:
        area = QWidget()
        column = QVBoxLayout(area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        name = QLabel("Result")
        name.setProperty("role", "hint")
        name.setContentsMargins(16, 8, 16, 8)
        column.addWidget(name)
        column.addWidget(self.outcome, 1)
        return area

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        buttons.setContentsMargins(24, 12, 24, 16)
        role = QDialogButtonBox.ButtonRole
        self.accept_button = buttons.addButton("Use the Result", role.AcceptRole)
        self.accept_button.setDefault(True)
        self.accept_button.setProperty("role", "primary")
        cancel = buttons.addButton("Decide Later", role.RejectRole)
        for side, words in ((Side.THEIRS, "The File's in All"), (Side.MINE, "Mine in All")):
            button = buttons.addButton(words, role.ActionRole)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self.choose_all, side))
            button.setEnabled(bool(self._open))
        self.accept_button.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        return buttons

    def _show(self) -> None:
        left = len(self._open)
        if left:
            words = f"{left} {'place needs' if left == 1 else 'places need'} your choice."
        else:
            words = "Both changes fit together." if not self._choices else "Everything is decided."
        self._lead.setText(words)
        self.accept_button.setEnabled(not left)
        place = self.outcome.verticalScrollBar().value()
        self.outcome.setPlainText(visible(self.merged))
        self.outcome.verticalScrollBar().setValue(place)

    def _dress(self) -> None:
        for card in self._cards:
            card.dress(self._theme.colours)


class _Card(QFrame):
    """One change: as it was, in the file, mine, and what to take."""

    chosen = Signal(int, object)

    def __init__(self, at: int, piece: Piece, line: int, colours: Colours) -> None:
        super().__init__()
        self.at = at
        self._piece = piece
        self._is_open = piece.side is Side.CONFLICT
        self.setObjectName("merge_card")
        self._title = QLabel()
        self._line = f"Line {line}"
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        self._texts = [_text(lines) for lines in (piece.base, piece.theirs, piece.mine)]
        for column, (name, text) in enumerate(zip(_COLUMNS, self._texts, strict=True)):
            heading = QLabel(name)
            heading.setProperty("role", "hint")
            grid.addWidget(heading, 0, column)
            grid.addWidget(text, 1, column)
            grid.setColumnStretch(column, 1)
        self._group = QButtonGroup(self)
        self.buttons: dict[Side, QPushButton] = {}
        row = QHBoxLayout()
        row.setSpacing(8)
        for side, words in _CHOICES.items():
            button = QPushButton(words, autoDefault=False)
            button.setCheckable(True)
            button.setObjectName("choice")
            button.clicked.connect(partial(self._on_chosen, side))
            self._group.addButton(button)
            self.buttons[side] = button
            row.addWidget(button)
        row.addStretch(1)
        if piece.side is Side.BOTH:
            self.buttons[Side.THEIRS].hide()
            self.buttons[Side.MINE].hide()
            self.buttons[Side.BOTH].setText("Take it")
        if not self._is_open:
            self.buttons[piece.side].setChecked(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(10)
        box.addWidget(self._title)
        box.addLayout(grid)
        box.addLayout(row)
        self.dress(colours)

    def press(self, side: Side) -> None:
        """Choose as a click on the button would."""
        self.buttons[side].click()

    def dress(self, colours: Colours) -> None:
        """Take the colours of the look, and of what is decided."""
        self._colours = colours
        edge = colours.warning if self._is_open else colours.line
        sheet = [
            f"#merge_card {{ background: {colours.base}; border: 1px solid {edge}; border-radius: 10px; }}"
        ]
        sheet.append(
            f"#choice:checked {{ background: {colours.accent_soft}; border-color: {colours.accent};"
            f" color: {colours.text}; }}"
        )
        self.setStyleSheet("\n".join(sheet))
        piece = self._piece
        tones = ("", colours.accent, colours.ok)
        for text, lines, tone in zip(self._texts, (piece.base, piece.theirs, piece.mine), tones, strict=True):
            is_changed = bool(tone) and lines != piece.base
            ground = mixed(tone, colours.base, 0.12) if is_changed else colours.window
            text.setStyleSheet(f"background: {ground}; border-radius: 6px; padding: 6px 8px;")
        who = {
            Side.CONFLICT: "both changed it differently: choose",
            Side.THEIRS: "changed in the file",
            Side.MINE: "changed here",
            Side.BOTH: "changed in the same way on both sides",
        }
        self._title.setText(f"<b>{self._line}</b> · {who.get(piece.side, '')}")

    def _on_chosen(self, side: Side) -> None:
        self.chosen.emit(self.at, side)
        self._is_open = False
        self.dress(self._colours)


def _text(lines: Sequence[str]) -> QLabel:
    shown = "".join(lines[:_MOST_LINES]).removesuffix("\n")
    if len(lines) > _MOST_LINES:
        shown += f"\n⋯ {len(lines) - _MOST_LINES} more lines"
    label = QLabel(visible(shown) if lines else "—")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setMinimumWidth(60)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def _line_numbers(pieces: Sequence[Piece]) -> Mapping[int, int]:
    """Give the line of the text here, from 1, at which each piece begins."""
    lines: dict[int, int] = {}
    line = 1
    for at, piece in enumerate(pieces):
        lines[at] = line
        line += len(piece.mine)
    return lines
