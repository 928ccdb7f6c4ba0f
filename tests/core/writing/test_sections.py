"""Sections that are moved: with all below them, and nothing of the text is lost on the way."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.writing.change import Selection
from editor.core.writing.line_blocks import START, Kind, read_line
from editor.core.writing.sections import Section, heading_title, move_section, section_end

TEXT = "intro\n\n# A\n\na\n\n## B\n\nb\n\n# C\n\nc\n"
LINES = st.lists(
    st.sampled_from(("# A", "## B", "### C", "text", "more", "", "- item")), min_size=1, max_size=16
)


def sections_of(text):
    state, found = START, []
    for number, line in enumerate(text.split("\n")):
        read = read_line(line, state)
        state = read.state
        if read.kind is Kind.HEADING:
            found.append(Section(len(line) - len(line.lstrip("#")), number, heading_title(line)))
    return tuple(found)


@pytest.mark.parametrize(
    ("index", "before", "after"),
    [
        (2, 2, "intro\n\n# C\n\nc\n\n# A\n\na\n\n## B\n\nb\n"),
        (0, 13, "intro\n\n# C\n\nc\n\n# A\n\na\n\n## B\n\nb\n"),
        (1, 2, "intro\n\n## B\n\nb\n\n# A\n\na\n\n# C\n\nc\n"),
        (0, 6, None),
        (1, 10, None),
    ],
)
def test_a_section_goes_with_all_below_it(index, before, after):
    change = move_section(TEXT, sections_of(TEXT), index, before)
    assert (None if change is None else change.of(TEXT)) == after


@given(LINES, st.data())
def test_moving_a_section_loses_no_line_and_keeps_every_heading(lines, data):
    text = "\n".join(lines)
    sections = sections_of(text)
    if not sections:
        return
    index = data.draw(st.integers(0, len(sections) - 1))
    places = [section.line for section in sections] + [len(lines)]
    change = move_section(text, sections, index, data.draw(st.sampled_from(places)))
    if change is None:
        return
    after = change.of(text)
    assert Counter(filter(None, after.split("\n"))) == Counter(filter(None, lines))
    assert Counter(s.title for s in sections_of(after)) == Counter(s.title for s in sections)
    assert change.selection == Selection(change.selection.caret, change.selection.caret)
    assert after[change.selection.caret :].startswith(lines[sections[index].line])


def test_the_end_of_a_section_is_the_next_heading_of_its_rank():
    sections = sections_of(TEXT)
    assert [section_end(sections, index, 13) for index in range(3)] == [10, 10, 13]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("## A **bold** `x` ##", "A bold x"),
        ("# [Link](x) {#id}", "Link"),
        ("Under", "Under"),
        ("> # Quoted", "Quoted"),
        ("# C#", "C#"),
    ],
)
def test_a_title_is_bare(line, title):
    assert heading_title(line) == title
