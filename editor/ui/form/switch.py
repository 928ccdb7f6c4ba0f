"""Switches: on or off at a glance, turned by a click or the space bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from editor.core.frontmatter.casts import to_bool
from editor.ui.form.base import ValueEditor
from editor.ui.form.tones import colours_of, mixed

# Where the track begins, so that the focus ring has room around it.
TRACK_LEFT = 4


class Switch(QAbstractButton):
    """A sliding switch, drawn in the palette's accent; its text stands to its right."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Take the track's width, and the text's where there is one."""
        track = self._track()
        label = self.fontMetrics().horizontalAdvance(self.text()) + 10 if self.text() else 0
        return QSize(
            int(track.width()) + 8 + label, max(int(track.height()) + 8, self.fontMetrics().height())
        )

    def hitButton(self, _position: object) -> bool:
        """Take clicks on the text too."""
        return True

    def _track(self) -> QRectF:
        height = max(18, self.fontMetrics().height() + 1)
        return QRectF(TRACK_LEFT, (self.height() - height) / 2, height * 1.8, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track, knob, focus ring and text."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, track = self.palette(), self._track()
        radius = track.height() / 2
        fill = palette.highlight().color() if self.isChecked() else self._off_colour()
        if not self.isEnabled():
            fill = mixed(fill, palette.window().color(), 0.5)
        if self.hasFocus():
            painter.setPen(QPen(palette.highlight().color(), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(track.adjusted(-3, -3, 3, 3), radius + 3, radius + 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(track, radius, radius)
        gap = 2.5
        size = track.height() - 2 * gap
        left = track.right() - gap - size if self.isChecked() else track.left() + gap
        painter.setBrush(
            QColor("white") if self.isEnabled() else mixed("white", palette.window().color(), 0.7)
        )
        painter.drawEllipse(QRectF(left, track.top() + gap, size, size))
        if self.text():
            painter.setPen(palette.windowText().color())
            box = self.rect().adjusted(int(track.right()) + 10, 0, 0, 0)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
            painter.drawText(box, int(flags), self.text())
        painter.end()

    def _off_colour(self) -> QColor:
        colours = colours_of(self.palette())
        return mixed(colours.faint, colours.window, 0.75)


class SwitchEditor(ValueEditor):
    """Edits true or false; a value that is neither is shown as Hugo takes it, and stays until switched."""

    def __init__(self, default: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._default = default
        self.switch = Switch(parent=self)
        self._row.addWidget(self.switch)
        self._row.addStretch(1)
        self.setFocusProxy(self.switch)
        self.switch.clicked.connect(self._on_clicked)

    def _display(self, value: object) -> None:
        self.switch.setChecked(self._default if value is None else to_bool(value))

    def _read(self) -> object:
        return self.switch.isChecked()

    def refuse(self, reason: str) -> None:
        """Turn back to the value the file has."""
        super().refuse(reason)
        self._display(self._shown)

    def _on_clicked(self) -> None:
        self._commit()
