"""Dates and times, in the notation the author uses."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from PySide6.QtCore import QDate, QLocale, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from editor.core.frontmatter import Format
from editor.core.frontmatter.dates import parse_date
from editor.ui.form.base import InvalidInput, Line, ValueEditor, as_text
from editor.ui.form.icons import stroke_icon
from editor.ui.form.remark import Remark

_NO_SECONDS = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d?:\d\d(?:Z|[+-]\d\d:?\d\d)?")
_OTHER_ORDER = re.compile(r"\d{4}[/.]\d{1,2}[/.]\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}")
_SHORT_PARTS = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_NUMBER = re.compile(r"[-+]?\d+")


def why_unreadable(text: str) -> str:
    """Say what keeps Hugo from reading `text` as a date, and how to write it; empty where it reads it."""
    if parse_date(text) is not None:
        return ""
    if _NO_SECONDS.fullmatch(text):
        return "Hugo needs the seconds too, as in 2025-03-04T09:30:00."
    if _OTHER_ORDER.fullmatch(text):
        return "Hugo reads dates as year-month-day with hyphens, as in 2025-03-04."
    if _SHORT_PARTS.fullmatch(text):
        return "Hugo needs two digits for month and day of a real date, as in 2025-03-04."
    if _NUMBER.fullmatch(text):
        return "Hugo takes a number for seconds since 1970. Write 2025-03-04."
    return "Hugo cannot read this date. Write 2025-03-04 or 2025-03-04T09:30:00-05:00."


def readable_date(text: str) -> str:
    """Give a date Hugo reads in the words of the person's language, its offset named; empty for others."""
    known = parse_date(text)
    if known is None:
        return ""
    moment, locale = known.moment, QLocale()
    words = locale.toString(QDate(moment.year, moment.month, moment.day), "ddd d MMMM yyyy")
    if known.date_only:
        return words
    clock = locale.toString(QTime(moment.hour, moment.minute, moment.second), "HH:mm")
    return f"{words} · {clock} · {offset_name(moment)}"


def offset_name(moment: datetime) -> str:
    """Name the offset of `moment` from UTC; a date without one means the site's time zone."""
    delta = moment.utcoffset()
    if delta is None:
        return "site’s time"
    minutes = int(delta.total_seconds()) // 60
    if not minutes:
        return "UTC"
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}".replace("-", "−")


class DateLine(Line):
    """A line that opens its calendar by Alt+Down, as drop-down fields do."""

    calendar_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.calendar_requested.emit()
            return
        super().keyPressEvent(event)


class DateEditor(ValueEditor):
    """Edits a date as text, with its meaning in words below and a calendar beside it.

    What is typed is what is written: a date without time stays one, an offset stays as it is, and a TOML date
    stays a TOML date. Text that Hugo could not read is marked and not written.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._format = Format.YAML
        self._timed = False
        column = QVBoxLayout()
        column.setSpacing(2)
        self._row.addLayout(column, 1)
        self.line = DateLine(self)
        self.line.setPlaceholderText("YYYY-MM-DD, or with a time")
        column.addWidget(self.line)
        self.words = Remark(self)
        column.addWidget(self.words)
        self.pick = self.line.addAction(
            stroke_icon("calendar", self.palette()), QLineEdit.ActionPosition.TrailingPosition
        )
        self.pick.setToolTip("Pick a date (Alt+Down)")
        self.pick.triggered.connect(self.open_calendar)
        self.line.calendar_requested.connect(self.open_calendar)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._on_edited)
        self.line.returnPressed.connect(self.flush)
        self.line.left.connect(self.flush)
        self.line.escaped.connect(self.revert)

    def set_manner(self, format: Format, *, timed: bool) -> None:
        """Say how a new date is written: in TOML as its own type, else as text; `timed` with a time."""
        self._format = format
        self._timed = timed

    def set_locked(self, locked: bool) -> None:
        """Leave the date readable."""
        self.line.setReadOnly(locked)
        self.pick.setEnabled(not locked)

    def open_calendar(self) -> None:
        """Show the calendar below the line; what is picked there is written as it closes."""
        self.flush()
        from editor.ui.form.date_popup import DatePopup

        popup = DatePopup(self.line.text(), self, timed=self._timed)
        popup.picked.connect(self._on_picked)
        popup.show_below(self.line)

    def _display(self, value: object) -> None:
        text = as_text(value)
        if text != self.line.text():
            at = self.line.cursorPosition()
            self.line.setText(text)
            self.line.setCursorPosition(min(at, len(text)) if self.line.hasFocus() else 0)
        self._explain()

    def _explain(self) -> None:
        text = self.line.text().strip()
        self.words.say(readable_date(text))
        if text == as_text(self._shown) and text and not isinstance(self._shown, (date, time)):
            self._set_problem(why_unreadable(text))

    def _read(self) -> object:
        text = self.line.text().strip()
        if not text:
            return None if self._shown is None else ""
        if text == as_text(self._shown):
            return self._shown
        reason = why_unreadable(text)
        if reason:
            raise InvalidInput(reason)
        is_own_type = isinstance(self._shown, date) or (self._shown is None and self._format is Format.TOML)
        return _own_type(text) if is_own_type else text

    def _commit(self) -> None:
        super()._commit()
        self._explain()

    def _on_edited(self) -> None:
        self.words.say(readable_date(self.line.text().strip()))
        self._touch()

    def _on_picked(self, text: str) -> None:
        if text != self.line.text():
            self.line.setText(text)
            self._commit()


def _own_type(text: str) -> date:
    known = parse_date(text)
    if known is None:
        raise InvalidInput(why_unreadable(text))
    return known.moment.date() if known.date_only else known.moment
