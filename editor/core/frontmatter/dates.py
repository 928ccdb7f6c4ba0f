"""Dates as Hugo reads them from text, and new dates in the shape of old ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# The reference-time layouts that Hugo's cast library tries, in its order.
_LAYOUTS = (
    "2006-01-02T15:04:05Z07:00",
    "2006-01-02T15:04:05",
    "Mon, 02 Jan 2006 15:04:05 -0700",
    "Mon, 02 Jan 2006 15:04:05 MST",
    "02 Jan 06 15:04 -0700",
    "02 Jan 06 15:04 MST",
    "Monday, 02-Jan-06 15:04:05 MST",
    "2006-01-02 15:04:05 -0700 MST",
    "2006-01-02T15:04:05-0700",
    "2006-01-02 15:04:05Z0700",
    "2006-01-02 15:04:05",
    "Mon Jan _2 15:04:05 2006",
    "Mon Jan _2 15:04:05 MST 2006",
    "Mon Jan 02 15:04:05 -0700 2006",
    "2006-01-02 15:04:05Z07:00",
    "2006-01-02",
    "02 Jan 2006",
    "2006-01-02 15:04:05 -07:00",
    "2006-01-02 15:04:05 -0700",
)
_ZONE_NAME = r"(?P<zone>[A-Z]{3}|[A-Z]{3}T|WITA|ChST|MeST|GMT[+-]\d{1,2}|[+-]\d\d)"
_PATTERNS = {
    "Monday": "(?:" + "|".join(_LONG_DAYS) + ")",
    "2006": r"(?P<year>\d{4})",
    "Mon": "(?:" + "|".join(_DAYS) + ")",
    "Jan": "(?P<name>" + "|".join(_MONTHS) + ")",
    "MST": _ZONE_NAME,
    "Z07:00": r"(?P<offset>Z|[+-]\d\d:\d\d)",
    "Z0700": r"(?P<offset>Z|[+-]\d\d\d\d)",
    "-07:00": r"(?P<offset>[+-]\d\d:\d\d)",
    "-0700": r"(?P<offset>[+-]\d\d\d\d)",
    "01": r"(?P<month>\d\d)",
    "02": r"(?P<day>\d\d)",
    "_2": r"(?P<day> ?\d|\d\d)",
    "06": r"(?P<short>\d\d)",
    "15": r"(?P<hour>\d\d?)",
    "04": r"(?P<minute>\d\d)",
    "05": r"(?P<second>\d\d)(?P<fraction>[.,]\d+)?",
    " ": " +",
}
_TOKEN = re.compile("Monday|2006|Mon|Jan|MST|Z07:00|Z0700|-07:00|-0700|01|02|_2|06|15|04|05| ")


def _compile(layout: str) -> re.Pattern[str]:
    parts: list[str] = []
    at = 0
    for token in _TOKEN.finditer(layout):
        parts += (re.escape(layout[at : token.start()]), _PATTERNS[token.group()])
        at = token.end()
    parts.append(re.escape(layout[at:]))
    return re.compile("(?a)" + "".join(parts), re.IGNORECASE if "n" in layout else re.NOFLAG)


_COMPILED = tuple((layout, _compile(layout)) for layout in _LAYOUTS)


@dataclass(frozen=True, slots=True)
class HugoDate:
    """A date text understood: `moment` is naive where the text has no offset; `layout` is Go's reference
    form.

    `fraction` is the decimal part as written with its point, `offset` the zone as written ("" for none).
    """

    moment: datetime
    layout: str
    fraction: str = ""
    offset: str = ""
    zone: str = ""

    @property
    def date_only(self) -> bool:
        """Whether the text has no time of day."""
        return "15" not in self.layout


def parse_date(text: str) -> HugoDate | None:
    """Read `text` by the layouts Hugo accepts (its cast library); None is a date Hugo refuses.

    A text without an offset means the site's time zone, which the caller knows.
    """
    for layout, pattern in _COMPILED:
        found = pattern.fullmatch(text)
        if found and (moment := _moment(found)):
            groups = found.groupdict()
            return HugoDate(
                moment,
                layout,
                groups.get("fraction") or "",
                groups.get("offset") or "",
                groups.get("zone") or "",
            )
    return None


def format_like(old: str, value: date) -> str | None:
    """Write `value` in the shape of the date text `old`: its layout, its fraction, its kind of offset.

    A naive datetime keeps the old offset. None where `old` is no date Hugo reads or its shape cannot say
    `value`.
    """
    shape = parse_date(old)
    if shape is None:
        return None
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    if shape.date_only and (moment.time() != time() or moment.utcoffset()):
        return None
    if not shape.date_only and shape.zone and not shape.offset and moment.utcoffset():
        return None
    if shape.date_only or "2006-01-02" in shape.layout or moment.microsecond == 0:
        return _write(shape, moment)
    return None


def format_date(value: date) -> str:
    """Write `value` as RFC 3339 (`2006-01-02`, or with a time; an offset only if it has one)."""
    return value.isoformat().replace("+00:00", "Z")


def _moment(found: re.Match[str]) -> datetime | None:
    part = found.groupdict()
    year = int(part["year"]) if part.get("year") else _century(int(part["short"]))
    month = int(part["month"]) if part.get("month") else _MONTHS.index(part["name"].title()) + 1
    fraction = (part.get("fraction") or ".0")[1:7].ljust(6, "0")
    try:
        zone = _zone(part.get("offset") or "", part.get("zone") or "")
        return datetime(
            year,
            month,
            int(part["day"]),
            int(part.get("hour") or 0),
            int(part.get("minute") or 0),
            int(part.get("second") or 0),
            int(fraction),
            zone,
        )
    except ValueError:
        return None


def _century(short: int) -> int:
    return short + (1900 if short >= 69 else 2000)


def _zone(offset: str, name: str) -> timezone | None:
    if not offset:
        # Go knows no offset for a zone's name and takes UTC.
        return UTC if name else None
    if offset in ("Z", "z"):
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    if hours > 24 or minutes > 59:
        raise ValueError(offset)
    delta = timedelta(hours=hours, minutes=minutes)
    return timezone(-delta if offset[0] == "-" else delta)


def _write(shape: HugoDate, moment: datetime) -> str:
    layout = shape.layout

    def token(found: re.Match[str]) -> str:
        return _token(found.group(), shape, moment)

    text = _TOKEN.sub(token, layout)
    if not shape.offset and not shape.zone and moment.utcoffset() is not None and not shape.date_only:
        text += _offset_text(moment, "Z07:00")
    return text


def _token(token: str, shape: HugoDate, moment: datetime) -> str:
    match token:
        case "2006":
            return f"{moment.year:04}"
        case "06":
            return f"{moment.year % 100:02}"
        case "01":
            return f"{moment.month:02}"
        case "02":
            return f"{moment.day:02}"
        case "_2":
            return f"{moment.day:2}"
        case "15":
            return f"{moment.hour:02}"
        case "04":
            return f"{moment.minute:02}"
        case "05":
            return f"{moment.second:02}{_fraction(shape.fraction, moment.microsecond)}"
        case _:
            return _word(token, shape, moment)


def _word(token: str, shape: HugoDate, moment: datetime) -> str:
    match token:
        case "Jan":
            return _MONTHS[moment.month - 1]
        case "Mon":
            return _DAYS[moment.weekday()]
        case "Monday":
            return _LONG_DAYS[moment.weekday()]
        case "MST":
            return shape.zone
        case " ":
            return " "
        case _:
            if moment.utcoffset() is None:
                return shape.offset
            plain_zero = shape.offset not in ("Z", "z") and token.startswith("Z")
            return _offset_text(moment, token[1:] if plain_zero else token)


def _offset_text(moment: datetime, token: str) -> str:
    delta = moment.utcoffset() or timedelta()
    if token.startswith("Z") and not delta:
        return "Z"
    minutes = int(delta.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    colon = ":" if ":" in token else ""
    return f"{sign}{abs(minutes) // 60:02}{colon}{abs(minutes) % 60:02}"


def _fraction(old: str, microsecond: int) -> str:
    digits = f"{microsecond:06}"
    if not old:
        return "." + digits.rstrip("0") if microsecond else ""
    kept = max(len(old) - 1, len(digits.rstrip("0")))
    return old[0] + digits.ljust(kept, "0")[:kept]
