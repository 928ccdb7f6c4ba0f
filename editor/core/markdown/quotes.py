"""Block quotes in time that grows with the quote, and not with all that follows it."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from editor.core.markdown.verbatim import quotes

# Most quotes are shorter.
_FIRST_LINES = 32
# Each level of quotes in quotes may be read twice over for each level above it.
_DEEPEST = 3


def quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block quote, looked for in the next few lines first, and in twice as many where it is not at an end there.

    markdown-it takes every line that follows for one that may go on with the quote's last paragraph, even where
    that is none, so that many short quotes cost the square of their number. A quote that ends before the last of
    the lines looked at ends there whatever comes after them.
    """
    if not state.src.startswith(">", state.bMarks[start] + state.tShift[start]):
        return False
    indented = [] if silent else _indented_marks(state, start + 1, min(end, start + _FIRST_LINES))
    for line in indented:
        # What is indented as code is no mark: let the rule see the blank before it.
        state.tShift[line] -= 1
    found = _quote(state, start, end, silent)
    for line in indented:
        state.tShift[line] += 1
    return found


def _indented_marks(state: StateBlock, first: int, end: int) -> list[int]:
    return [
        line
        for line in range(first, end)
        if state.sCount[line] - state.blkIndent > 3
        and state.src.startswith(">", state.bMarks[line] + state.tShift[line])
        and state.src[state.bMarks[line] + state.tShift[line] - 1] in " \t"
    ]


def _quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    lines = _FIRST_LINES
    while not silent and state.level < _DEEPEST and start + lines < end:
        tokens, environment = len(state.tokens), dict(state.env)
        if not quotes(state, start, start + lines, False):
            return False
        if state.line < start + lines:
            return True
        del state.tokens[tokens:]
        state.env.clear()
        state.env.update(environment)
        lines *= 2
    return quotes(state, start, end, silent)
