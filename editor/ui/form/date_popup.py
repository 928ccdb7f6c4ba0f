"""A calendar with a time and an offset, below a date field."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, QTime, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QFrame,
    QGridLayout,
    QPushButton,
    QTimeEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.core.frontmatter.dates import format_date, format_like, parse_date
from editor.ui.form.choice import CalmBox
from editor.ui.form.icons import stroke_icon
from editor.ui.form.tones import colours_of

_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
_NO_OFFSET = "site’s time"


class DatePopup(QFrame):
    """Picks day, time and offset; `picked` gives the date in the notation of the text it began with.

    A new date has a time if `timed`. Enter, Done or a click outside takes what is chosen; Escape leaves
    everything as it was.
    """

    picked = Signal(str)

    def __init__(self, text: str, parent: QWidget | None = None, *, timed: bool = False) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setObjectName("date_popup")
        self._text = text
        self._changed = False
        known = parse_date(text)
        # A new date is today's in the person's own zone.
        self._start = known.moment if known else datetime.now().astimezone().replace(microsecond=0)
        self.calendar = QCalendarWidget(self)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setFirstDayOfWeek(QLocale().firstDayOfWeek())
        self._calm_calendar()
        self.timed = QCheckBox("&Time", self)
        self.timed.setChecked(timed if known is None else not known.date_only)
        self.clock = QTimeEdit(self)
        self.clock.setDisplayFormat("HH:mm:ss")
        self.offset = CalmBox(self)
        self.offset.setAccessibleName("Offset from UTC")
        self._lay_out()
        self._show_moment(self._start)
        self._on_timed(self.timed.isChecked())
        self._changed = False
        self._connect()

    def show_below(self, widget: QWidget) -> None:
        """Open below `widget`, or above it where the screen ends."""
        self.adjustSize()
        place = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        space = widget.screen().availableGeometry()
        if place.y() + self.height() > space.bottom():
            place.setY(max(space.top(), widget.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2))
        place.setX(max(space.left(), min(place.x(), space.right() - self.width())))
        self.move(place)
        self.show()
        self.calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape forgets, Enter takes."""
        if event.key() == Qt.Key.Key_Escape:
            self._changed = False
            self.close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give what was chosen."""
        super().hideEvent(event)
        if self._changed:
            self._changed = False
            text = self._written()
            if text is not None:
                self.picked.emit(text)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8, 8, 8, 8)
        outer.setSpacing(8)
        outer.addWidget(self.calendar)
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(self.timed, 0, 0)
        grid.addWidget(self.clock, 0, 1)
        grid.addWidget(self.offset, 0, 2)
        now, done = QPushButton("&Now", self), QPushButton("&Done", self)
        now.clicked.connect(self._on_now)
        done.clicked.connect(self._finish)
        grid.addWidget(now, 1, 0)
        grid.addWidget(done, 1, 2)
        outer.addLayout(grid)

    def _calm_calendar(self) -> None:
        """Take the colours of the program for what the calendar draws on its own."""
        colours = colours_of(self.palette())
        weekend = QTextCharFormat()
        weekend.setForeground(QColor(colours.text))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, weekend)
        header = QTextCharFormat()
        header.setForeground(QColor(colours.muted))
        header.setBackground(QColor(colours.base))
        self.calendar.setHeaderTextFormat(header)
        for name, icon in (("qt_calendar_prevmonth", "left"), ("qt_calendar_nextmonth", "closed")):
            button = self.calendar.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(stroke_icon(icon, self.palette()))

    def _connect(self) -> None:
        self.calendar.selectionChanged.connect(self._on_changed)
        self.calendar.activated.connect(self._finish)
        self.clock.timeChanged.connect(self._on_changed)
        self.offset.activated.connect(self._on_changed)
        self.timed.toggled.connect(self._on_timed)

    def _show_moment(self, moment: datetime) -> None:
        self.calendar.setSelectedDate(QDate(moment.year, moment.month, moment.day))
        self.clock.setTime(QTime(moment.hour, moment.minute, moment.second))
        local = datetime.now().astimezone()
        offsets = [_offset_text(moment), _offset_text(local), "+00:00", _NO_OFFSET]
        self.offset.clear()
        self.offset.addItems(list(dict.fromkeys(offsets)))

    def _on_timed(self, timed: bool) -> None:
        self.clock.setEnabled(timed)
        self.offset.setEnabled(timed)
        self._changed = True

    def _on_changed(self) -> None:
        self._changed = True

    def _on_now(self) -> None:
        zone = self._start.tzinfo
        self._show_moment(datetime.now(zone).replace(microsecond=0) if zone else _local_now())
        self._changed = True

    def _finish(self) -> None:
        self._changed = self._changed or not self._text
        self.close()

    def _written(self) -> str | None:
        day = self.calendar.selectedDate()
        chosen = date(day.year(), day.month(), day.day())
        if not self.timed.isChecked():
            known = parse_date(self._text)
            kept = format_like(self._text, chosen) if known and known.date_only else None
            return kept or format_date(chosen)
        at = self.clock.time()
        fraction = self._start.microsecond if parse_date(self._text) else 0
        clock = time(at.hour(), at.minute(), at.second(), fraction)
        zone = _zone(self.offset.currentText())
        moment = datetime.combine(chosen, clock, zone)
        known = parse_date(self._text)
        same_kind = known is not None and not known.date_only and bool(known.moment.tzinfo) == bool(zone)
        return (format_like(self._text, moment) if same_kind else None) or format_date(moment)


def _local_now() -> datetime:
    return datetime.now().replace(microsecond=0)


def _offset_text(moment: datetime) -> str:
    delta = moment.utcoffset()
    if delta is None:
        return _NO_OFFSET
    minutes = int(delta.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _zone(text: str) -> timezone | None:
    found = _OFFSET.fullmatch(text)
    if found is None:
        return None
    delta = timedelta(hours=int(found[2]), minutes=int(found[3]))
    if not delta:
        return UTC
    return timezone(-delta if found[1] == "-" else delta)
