"""A few of what `make soak` does a thousand times: the real program killed while somebody types in it."""

from tests.safety.kill_program import ALLOWED_SECONDS, kill


def test_a_killed_program_damages_nothing_and_loses_no_more_than_its_last_words():
    kills, _, damaged, oldest = kill(2, seed=7)
    assert kills == 2
    assert damaged == 0
    # Two seconds is what the program promises; a machine that runs all tests at once may be slower than it.
    assert oldest <= 3 * ALLOWED_SECONDS
