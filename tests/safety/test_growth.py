"""Ten times the text takes about ten times as long, whatever the text."""

import pytest

from tests.safety.growth import MOST, SOME, TEXTS, growth


@pytest.mark.parametrize("name", SOME)
def test_ten_times_the_text_takes_no_more_than_fifteen_times_as_long(name):
    assert growth(TEXTS[name]) <= MOST
