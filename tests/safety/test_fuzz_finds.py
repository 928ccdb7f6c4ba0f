"""What fuzzing found once must hold ever after; the laws hold for texts made by hypothesis too."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.safety.fuzz import FINDS, mixed, seeds
from tests.safety.fuzz_laws import LAWS, hold

CASES = sorted(FINDS.glob("*/*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_find_stays_mended(path):
    hold(LAWS[path.parent.name], path.read_bytes().decode("utf-8", "surrogateescape"))


@pytest.mark.parametrize("law", LAWS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(random=st.randoms(use_true_random=False))
def test_the_laws_hold_for_mixtures_of_the_seeds(law, random):
    LAWS[law](mixed(random, seeds(law)))
