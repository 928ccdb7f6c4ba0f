"""Dates that Hugo rejects, written as it reads them, where it is certain which day is meant."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_TIME: Final = (
    r"(?:[T ]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?P<zone> ?(?:Z|[+-]\d\d:?\d\d))?)?"
)
_YEAR_FIRST: Final = re.compile(rf"(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_TIME}")
_YEAR_LAST: Final = re.compile(rf"(?P<one>\d{{1,2}})([-/.])(?P<two>\d{{1,2}})\2(?P<year>\d{{4}}){_TIME}")
_NAMED: Final = re.compile(
    rf"(?:(?P<name>[A-Za-z]{{3,9}})\.? +(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? +(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\.? +(?P<name2>[A-Za-z]{{3,9}})\.?,? +(?P<year2>\d{{4}})){_TIME}"
)


def readable_date(text: str) -> str | None:
    """Give the date that `text` certainly means, in a form Hugo reads; None where it may mean two, or none.

    3/4/2024 is a day in March or in April; 13/4/2024 can only be in April.
    """
    text = text.strip()
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        return _written(int(found["year"]), int(found["month"]), int(found["day"]), found)
    found = _NAMED.fullmatch(text)
    if found:
        return _of_name(found)
    found = _YEAR_LAST.fullmatch(text)
    if found:
        one, two = int(found["one"]), int(found["two"])
        if one > 12 >= two or one == two:
            return _written(int(found["year"]), two, one, found)
        if two > 12 >= one:
            return _written(int(found["year"]), one, two, found)
    return None


def _of_name(found: re.Match[str]) -> str | None:
    name = (found["name"] or found["name2"]).lower()
    months = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)]
    if len(months) != 1:
        return None
    return _written(
        int(found["year"] or found["year2"]), months[0], int(found["day"] or found["day2"]), found
    )


def _written(year: int, month: int, day: int, found: re.Match[str]) -> str | None:
    try:
        written = date(year, month, day).isoformat()
    except ValueError:
        return None
    if found["hour"] is None:
        return written
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    zone = (found["zone"] or "").strip()
    zone = f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 else zone
    return f"{written}T{hour:02}:{minute:02}:{second:02}{zone}"
