"""Ten times the text takes about ten times as long, whatever the text."""

import pytest

from tests.safety.growth import MOST, SOME, TEXTS, growth, seconds_of_lines, seconds_of_words


@pytest.mark.parametrize("name", SOME)
def test_ten_times_the_text_takes_no_more_than_fifteen_times_as_long(name):
    assert growth(TEXTS[name]) <= MOST


@pytest.mark.parametrize("name", ["hr-like", "quote markers", "link opens angle", "star underscore"])
def test_so_do_the_colours_of_the_text_pane(name):
    assert growth(TEXTS[name], seconds=seconds_of_lines) <= MOST


@pytest.mark.parametrize("name", TEXTS)
def test_so_does_counting_words(name):
    assert growth(TEXTS[name], seconds=seconds_of_words) <= MOST
