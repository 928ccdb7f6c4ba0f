"""Laws of comparing and merging by lines."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.line_diff import count_changes, line_edits, line_spans, split_lines
from editor.core.merge import Side, conflicts, merge, merged_text
from editor.core.text_edit import apply_edits

# Few different lines, so that texts share many and in many orders.
TEXTS = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "\n", "---\n", "x: 1\n"]), max_size=14).map("".join)
ANY = st.one_of(TEXTS, st.text("ab\n\r\u2028é😀", max_size=30))


@given(ANY)
def test_lines_joined_are_the_text(text):
    assert "".join(split_lines(text)) == text


@given(ANY, ANY)
def test_spans_cover_both_texts_and_say_what_is_the_same(before, after):
    a, b = split_lines(before), split_lines(after)
    i = j = 0
    for span in line_spans(a, b):
        assert (span.a_start, span.b_start) == (i, j)
        i, j = span.a_end, span.b_end
        assert not span.same or a[span.a_start : i] == b[span.b_start : j]
        assert (span.a_start, span.b_start) != (i, j)
    assert (i, j) == (len(a), len(b))


@given(ANY, ANY)
def test_edits_by_line_lead_from_one_text_to_the_other(before, after):
    assert apply_edits(before, line_edits(before, after)) == after
    assert (line_edits(before, after) == ()) == (before == after)


def test_an_edit_touches_the_changed_words_alone():
    before = "one\ntwo words\nthree\nfour\n"
    after = "one\ntwo other words\nthree\nfive\n"
    assert [(e.start, e.end, e.text) for e in line_edits(before, after)] == [
        (8, 8, "other "),
        (21, 24, "ive"),
    ]


@given(ANY, ANY, ANY)
def test_the_pieces_are_the_three_texts(base, theirs, mine):
    pieces = merge(base, theirs, mine)
    for name, text in (("base", base), ("theirs", theirs), ("mine", mine)):
        assert "".join(line for p in pieces for line in getattr(p, name)) == text
    for at, piece in enumerate(pieces):
        assert {
            Side.SAME: piece.base == piece.theirs == piece.mine,
            Side.THEIRS: piece.base == piece.mine != piece.theirs,
            Side.MINE: piece.base == piece.theirs != piece.mine,
            Side.BOTH: piece.base != piece.theirs == piece.mine,
            Side.CONFLICT: len({piece.base, piece.theirs, piece.mine}) == 3,
        }[piece.side]
        assert not at or pieces[at - 1].side is not piece.side


@given(ANY, ANY)
def test_a_change_of_one_side_is_taken_whole(base, changed):
    assert merged_text(merge(base, changed, base), {}) == changed
    assert merged_text(merge(base, base, changed), {}) == changed
    assert merged_text(merge(base, changed, changed), {}) == changed


@given(ANY, ANY, ANY)
def test_choosing_one_side_everywhere_gives_each_of_its_conflicting_lines(base, theirs, mine):
    pieces = merge(base, theirs, mine)
    chosen = merged_text(pieces, dict.fromkeys(conflicts(pieces), Side.MINE))
    other = merged_text(merge(base, mine, theirs), dict.fromkeys(conflicts(pieces), Side.THEIRS))
    # Who is called whom makes no difference.
    if tuple(p.base for p in pieces) == tuple(p.base for p in merge(base, mine, theirs)):
        assert chosen == other
    assert conflicts(pieces) or merged_text(pieces, {}) == merged_text(merge(base, mine, theirs), {})


def test_changes_of_different_lines_go_together_and_neighbouring_keys_too():
    base = "---\ntitle: A\ndate: 2024-01-01\n---\n\nOne.\n\nTwo.\n"
    theirs = base.replace("title: A", "title: B").replace("One.", "One, said they.")
    mine = base.replace("2024-01-01", "2025-02-02").replace("Two.", "Two, said I.")
    pieces = merge(base, theirs, mine)
    assert not conflicts(pieces)
    assert (
        merged_text(pieces, {}) == "---\ntitle: B\ndate: 2025-02-02\n---\n\nOne, said they.\n\nTwo, said I.\n"
    )


def test_the_same_line_changed_twice_is_asked_for():
    pieces = merge("a\nb\nc\n", "a\ntheirs\nc\n", "a\nmine\nc")
    (at,) = conflicts(pieces)
    results = {side: merged_text(pieces, {at: side}) for side in (Side.THEIRS, Side.MINE, Side.BOTH)}
    assert results == {
        Side.THEIRS: "a\ntheirs\nc",
        Side.MINE: "a\nmine\nc",
        Side.BOTH: "a\ntheirs\nmine\nc",
    }
    assert merged_text(pieces, {}) == "a\nb\nc"


def test_counting_changes():
    assert count_changes("a\nb\nc\n", "a\nB\nc\nd\n") == (2, 1)
    assert count_changes("same", "same") == (0, 0)


def seconds_to_merge(before, after):
    begun = time.process_time()
    line_edits(before, after)
    merge(before, after, before)
    return time.process_time() - begun


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n" * 20_000, "\n" * 19_999 + "x\n"),
        ("a\n" * 20_000, "b\na\n" * 10_000),
        ("".join(f"{i}\n" for i in range(30_000)), "".join(f"{i}\n" for i in range(30_000, 0, -1))),
        ("".join(f"{i}\n" for i in range(30_000)), "".join(f"{i}\n\n" for i in range(30_000))),
        ("x" * 1_000_000, "x" * 999_999 + "y"),
    ],
)
def test_long_and_repetitive_texts_take_time_that_grows_with_their_length(before, after):
    assert apply_edits(before, line_edits(before, after)) == after
    quarter = (before[: len(before) // 4], after[: len(after) // 4])
    # A clock's tick is no growth.
    quick = max(0.02, min(seconds_to_merge(*quarter) for _ in range(3)))
    assert min(seconds_to_merge(before, after) for _ in range(3)) < 12 * quick
