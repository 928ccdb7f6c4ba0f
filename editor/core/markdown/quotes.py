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
