"""Link destinations found for a whole text in one go are those that are found one by one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.markdown.brackets import inline_target, target_ends


@given(st.text(alphabet="(<>)\\ \nab\"'", max_size=60))
@settings(max_examples=300)
def test_targets_are_the_same_with_and_without_the_table(text):
    ends = target_ends(text)
    for at, char in enumerate(text):
        # A parenthesis behind a backslash begins nothing: no label ends before it.
        if char == "(" and text[at - 1 : at] != "\\":
            assert inline_target(text, at, ends) == inline_target(text, at)
