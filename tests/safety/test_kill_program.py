"""A few of what `make soak` does a thousand times: the real program killed while somebody types in it."""

from tests.safety.kill_program import ALLOWED_SECONDS, kill


def test_a_killed_program_loses_no_word_older_than_two_seconds():
    kills, lost, damaged, oldest = kill(2, seed=7)
    assert kills == 2
    assert lost == 0
    assert damaged == 0
    assert oldest <= ALLOWED_SECONDS
