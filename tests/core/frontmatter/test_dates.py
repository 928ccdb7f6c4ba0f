"""Dates as Hugo accepts them, and new ones in the shape of old ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.frontmatter.dates import format_date, format_like, parse_date

PARIS = timezone(timedelta(hours=2))
READ = {
    "2023-10-15": datetime(2023, 10, 15),
    "2023-10-15T13:18:50": datetime(2023, 10, 15, 13, 18, 50),
    "2023-10-15T13:18:50Z": datetime(2023, 10, 15, 13, 18, 50, tzinfo=UTC),
    "2023-10-15T13:18:50.25+02:00": datetime(2023, 10, 15, 13, 18, 50, 250_000, PARIS),
    "2023-10-15T13:18:50+0200": datetime(2023, 10, 15, 13, 18, 50, tzinfo=PARIS),
    "2023-10-15 13:18:50 +0200": datetime(2023, 10, 15, 13, 18, 50, tzinfo=PARIS),
    "2023-10-15 3:18:50": datetime(2023, 10, 15, 3, 18, 50),
    "15 Oct 2023": datetime(2023, 10, 15),
    "Sun, 15 Oct 2023 13:18:50 +0200": datetime(2023, 10, 15, 13, 18, 50, tzinfo=PARIS),
    "Sun, 15 Oct 2023 13:18:50 GMT": datetime(2023, 10, 15, 13, 18, 50, tzinfo=UTC),
    "Sun Oct 15 13:18:50 2023": datetime(2023, 10, 15, 13, 18, 50),
}
REFUSED = [
    "2023-10-15T13:18", "2023/10/15", "Oct 15, 2023", "October 15, 2023", "2023-1-5", "10/15/2023",
    "20231015", "2023-02-30", "2023-10-15T25:00:00", "2023-10-15T10:00:00 +02:00", "2 Jan 2020", "tomorrow",
    "", "0000-00-00",
]  # fmt: skip
NEW = datetime(2031, 2, 3, 4, 5, 6, tzinfo=UTC)
LIKE = {
    "2023-10-15T13:18:50Z": "2031-02-03T04:05:06Z",
    "2023-10-15T13:18:50.000Z": "2031-02-03T04:05:06.000Z",
    "2023-10-15T13:18:50+02:00": "2031-02-03T04:05:06+00:00",
    "2023-10-15T13:18:50-0700": "2031-02-03T04:05:06+0000",
    "2023-10-15 13:18:50 +0200": "2031-02-03 04:05:06 +0000",
    "2023-10-15 13:18:50": "2031-02-03 04:05:06Z",
    "Sun, 15 Oct 2023 13:18:50 GMT": "Mon, 03 Feb 2031 04:05:06 GMT",
    "15 Oct 2023": None,
    "2023-10-15": None,
}


@pytest.mark.parametrize("text", READ)
def test_read(text):
    found = parse_date(text)
    assert found is not None
    assert found.moment == READ[text]
    assert found.moment.utcoffset() == READ[text].utcoffset()


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text):
    assert parse_date(text) is None


@pytest.mark.parametrize("old", LIKE)
def test_new_date_takes_the_shape_of_the_old(old):
    assert format_like(old, NEW) == LIKE[old]


def test_a_naive_moment_keeps_the_offset():
    assert format_like("2023-10-15T13:18:50+02:00", datetime(2031, 2, 3, 4, 5)) == "2031-02-03T04:05:00+02:00"


def test_a_day_takes_the_shape_too():
    assert format_like("2023-10-15T13:18:50Z", date(2031, 2, 3)) == "2031-02-03T00:00:00Z"
    assert format_like("15 Oct 2023", date(2031, 2, 3)) == "03 Feb 2031"


@given(st.sampled_from(sorted(READ)), st.datetimes(datetime(1970, 1, 1), datetime(2068, 1, 1)))
def test_shaped_dates_are_read_back(old, moment):
    moment = moment.replace(microsecond=0)
    written = format_like(old, moment)
    if written is None:
        assert len(old) < 12
        assert moment.time() != datetime.min.time()
        return
    found = parse_date(written)
    assert found is not None
    assert found.moment.replace(tzinfo=None) == moment
    assert format_like(written, READ[old]) == old or old == "2023-10-15 3:18:50"


@given(st.datetimes(timezones=st.sampled_from([UTC, PARIS])))
def test_rfc_3339_is_read_back(moment):
    found = parse_date(format_date(moment))
    assert found is not None
    assert found.moment == moment
