"""Draft and Featured, big and always in the same place."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from editor.ui.form.remark import Remark, Tone
from editor.ui.form.switch import TRACK_LEFT, Switch


class FlagTile(QFrame):
    """One big switch with the words for what it means now; a `loud` one draws the eye while it is on."""

    switched = Signal(bool)

    def __init__(
        self, name: str, on_words: str, off_words: str, parent: QWidget | None = None, *, loud: bool = False
    ) -> None:
        super().__init__(parent)
        self._loud = loud
        self._words = (off_words, on_words)
        self.setProperty("tile", True)
        self.switch = Switch(name, self)
        font = self.switch.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() + 1)
        self.switch.setFont(font)
        self.switch.setAccessibleName(name.replace("&", ""))
        self.state = Remark(self)
        # The switch leaves this much for its focus ring.
        self.state.setContentsMargins(TRACK_LEFT, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(2)
        column.addWidget(self.switch)
        column.addWidget(self.state)
        column.addStretch(1)
        self.switch.clicked.connect(self.switched)

    def show_state(self, on: bool, trouble: str, *, free: bool, words: str = "") -> None:
        """Show the switch, or what is wrong with it; `words` say more of its state than the usual ones."""
        self.switch.setChecked(on)
        self.switch.setEnabled(free)
        loud = bool(trouble) or (on and self._loud)
        self.state.say(trouble or words or self._words[on], Tone.CAUTION if loud else Tone.QUIET)

    def complain(self, reason: str) -> None:
        """Show why the switch could not be turned."""
        self.state.say(reason, Tone.WRONG)


class Header(QWidget):
    """The two flags; a wish to turn one is `draft_requested` or `featured_requested`."""

    draft_requested = Signal(bool)
    featured_requested = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = FlagTile("&Draft", "Left out of the site", "Not a draft", self, loud=True)
        self.featured = FlagTile("Featu&red", "Among the selected", "Not selected", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.draft, 1)
        row.addWidget(self.featured, 1)
        self._row = row
        self.draft.switched.connect(self.draft_requested)
        self.featured.switched.connect(self.featured_requested)

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as one tile."""
        height = super().minimumSizeHint().height()
        return QSize(120, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand side by side, equally wide, where there is room."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        widest = max(self.draft.minimumSizeHint().width(), self.featured.minimumSizeHint().width())
        has_room = event.size().width() >= 2 * widest + self._row.spacing()
        wanted = direction.LeftToRight if has_room else direction.TopToBottom
        if self._row.direction() is not wanted:
            self._row.setDirection(wanted)
