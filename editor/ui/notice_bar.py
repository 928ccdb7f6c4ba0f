"""The bar that says what happened without stopping anybody."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from editor.app.notices import Notice, Tone
from editor.ui.named import label, tool_button
from editor.ui.theme import Theme


class NoticeBar(QWidget):
    """Shows the newest notice until it is closed; hidden while there is nothing to say.

    `offer_taken(name, path)`: the button of a notice was pressed; the bar is empty by then.
    """

    offer_taken = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._notice: Notice | None = None
        self._icon = QLabel()
        self._message = label("message", wrap=True)
        self._detail = label("detail", wrap=True)
        for words in (self._message, self._detail):
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._offer = QPushButton()
        self._offer.setProperty("role", "primary")
        self._offer.clicked.connect(self._on_offer_clicked)
        self._close = tool_button("plain", "Close this message")
        self._close.clicked.connect(self.clear)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._message)
        column.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        row.addWidget(self._offer, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._dress)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What is shown."""
        return self._notice

    def show_notice(self, notice: Notice) -> None:
        """Say something, in place of what was said before."""
        self._notice = notice
        self._message.setText(notice.message)
        where = "" if notice.path is None else str(notice.path)
        self._detail.setText(" · ".join(part for part in (where, notice.detail) if part))
        self._detail.setVisible(bool(self._detail.text()))
        self._offer.setText(notice.offer_text)
        self._offer.setVisible(bool(notice.offer))
        self.setProperty("tone", notice.tone.value)
        self._dress()
        self.show()

    def clear(self) -> None:
        """Say nothing more."""
        self._notice = None
        self.hide()

    def _on_offer_clicked(self) -> None:
        notice = self._notice
        self.clear()
        if notice is not None:
            self.offer_taken.emit(notice.offer, notice.path)

    def _dress(self) -> None:
        if self._notice is None:
            return
        colours = self._theme.colours
        ink = {Tone.ERROR: colours.error, Tone.WARNING: colours.warning, Tone.INFO: colours.accent}
        icon = self._theme.icon(self._notice.tone.value, ink[self._notice.tone])
        self._icon.setPixmap(icon.pixmap(20, 20))
        self._close.setIcon(self._theme.icon("close"))
        # A style sheet looks at properties only when it is polished anew.
        self.style().unpolish(self)
        self.style().polish(self)
