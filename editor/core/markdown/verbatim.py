"""Lists, and blank lines inside code and raw HTML: a list, a description and a footnote each have their own way.

In a list a line of blanks is empty: Goldmark's list takes all of it. A description and a footnote leave it as it
stands, with the indentation that other lines lose. Source: probes of Hugo 0.168.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.rules_block import StateBlock, blockquote, code, fence, list_block
from markdown_it.token import Token

_MARKS = ("-", "*", "+", *"0123456789")  # what an item may begin with
_CODE = 4  # what indented code takes off its lines

Rule = Callable[[StateBlock, int, int, bool], bool]

_BLANKS = re.compile(r"^[ \t]+$", re.MULTILINE)
# Keys of `env`: what blank lines become ("" as other lines, "empty" or "whole"), and the indentation of all
# containers around, out to the next quote.
_INSIDE = "verbatim"
_BASES = "indents"
TABLES = "tables"  # whether there has been one


def _within(rule: Rule, what: str) -> Rule:
    """Give a rule whose content is read under `what`; a list's counts in all that is in it but for quotes."""

    def run(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if silent:
            return rule(state, start, end, True)
        before = state.env.get(_INSIDE, ""), outer_indents(state)
        state.env[_INSIDE] = what
        state.env[_BASES] = (*before[1], state.blkIndent) if what else ()
        found = rule(state, start, end, False)
        state.env[_INSIDE], state.env[_BASES] = before
        return found

    return run


_list = _within(list_block, "empty")
quotes = _within(blockquote, "")


def lists(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A list, which goes on behind an empty item and any number of blank lines."""
    at = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(_MARKS, at):
        return False
    tokens, first = state.tokens, len(state.tokens)
    if stands_behind_tab(state, start) or not _list(state, start, end, silent):
        return False
    if silent:
        return True
    if first and _goes_on(tokens, first):
        level = tokens[first].level
        del tokens[first - 1 : first + 1]
        opening = max(i for i in range(first) if tokens[i].nesting == 1 and tokens[i].level == level)
        _loosen(tokens, opening)
        tokens[opening].map = [(tokens[opening].map or [start])[0], state.line]
    elif _begins_with_definitions(state, start, first):
        _loosen(tokens, first)
    elif state.env.get(TABLES):
        _tighten(state, first)
    return True


def stands_behind_tab(state: StateBlock, line: int) -> bool:
    """Whether a tab is left before a line's text, once the indentation of what it lies in is taken off.

    Goldmark sees no list there, and no HTML. A tab right behind a quote's mark it has made blanks by then.
    """
    margin = state.src[state.bMarks[line] : state.bMarks[line] + state.tShift[line]]
    if "\t" not in margin:
        return False
    if margin[0] == "\t" and state.src[state.bMarks[line] - 1 : state.bMarks[line]] == ">":
        margin = " " + margin[1:]
        if "\t" not in margin:
            return False
    column = state.bsCount[line]
    for i, char in enumerate(margin):
        if column - state.bsCount[line] >= state.blkIndent:
            return "\t" in margin[i:]
        column += 4 - column % 4 if char == "\t" else 1
    return False


def _goes_on(tokens: list[Token], first: int) -> bool:
    """Whether the list from `first` on goes on with the one before it, whose last item is empty."""
    close, opening = tokens[first - 1], tokens[first]
    return (
        close.type.endswith("_list_close")
        and close.tag == opening.tag
        and close.markup == opening.markup
        and tokens[first - 3].type == "list_item_open"
    )


def _begins_with_definitions(state: StateBlock, start: int, first: int) -> bool:
    """Whether a paragraph in the list from `first` on begins behind definitions in the list's first lines.

    To Goldmark there is a blank line between the two if there is one before the list.
    """
    tokens = state.tokens
    if tokens[first + 2].type != "definitions" or tokens[first + 3].type != "paragraph_open":
        return False
    before = tokens[first - 1] if first else None
    return before is None or before.nesting == 1 or before.type == "fence" or state.isEmpty(start - 1)


def _tighten(state: StateBlock, opening: int) -> None:
    """Hide the paragraphs of the list at `opening` where blank lines in it stand before tables alone.

    A table was a paragraph when Goldmark noted the blank line before it, and does not have that note any more.
    """
    tokens, level = state.tokens, state.tokens[opening].level
    inside = [t for t in tokens[opening + 1 :] if t.level in (level + 1, level + 2) and t.nesting >= 0]
    if not any(
        t.type == "table_open" and t.level == level + 2 and _stands_behind_blank(state, t) for t in inside
    ):
        return
    for before, token in zip([tokens[opening], *inside], inside, strict=False):
        is_first = before.level < token.level
        if not is_first and token.type != "table_open" and _stands_behind_blank(state, token):
            return
    for token in tokens[opening:]:
        if token.type in ("paragraph_open", "paragraph_close") and token.level == level + 2:
            token.hidden = True


def _stands_behind_blank(state: StateBlock, token: Token) -> bool:
    return token.map is not None and token.map[0] > 0 and state.isEmpty(token.map[0] - 1)


def _loosen(tokens: list[Token], opening: int) -> None:
    """Show the paragraphs of the items of the list that begins at `opening` and goes on to the end."""
    level = tokens[opening].level + 2
    for token in tokens[opening:]:
        if token.type in ("paragraph_open", "paragraph_close") and token.level == level:
            token.hidden = False


def outer_indents(state: StateBlock) -> tuple[int, ...]:
    """Give the indentation of the containers around the one that is read, out to the next quote."""
    found: tuple[int, ...] = state.env.get(_BASES, ())
    return found


def indented(state: StateBlock) -> tuple[str, tuple[int, ...]]:
    """Note that a container begins whose lines are indented, and give what is to be put back after it."""
    before: str = state.env.get(_INSIDE, "")
    bases = outer_indents(state)
    state.env[_INSIDE] = before or "whole"
    state.env[_BASES] = (*bases, state.blkIndent)
    return before, bases


def outdented(state: StateBlock, before: tuple[str, tuple[int, ...]]) -> None:
    """Note that the container is at its end."""
    state.env[_INSIDE], state.env[_BASES] = before


def _blank_lines(rule: Rule, own: int, *marks: str) -> Rule:
    """Give a rule for verbatim text with its blank lines as the containers leave them.

    `own` is what the block itself takes off a line, or -1 where its first line shows that; it begins with one of
    `marks`, or is indented as code.
    """

    def run(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not _may_begin(state, start, marks):
            return False
        inside = state.env.get(_INSIDE, "")
        if silent:
            return rule(state, start, end, True)
        indent = state.sCount[start] - state.blkIndent if own < 0 else own
        if not rule(state, start, end, False):
            return False
        token = state.tokens[-1]
        if token.type == "fence" and _lacks_end(state, start, token):
            token.info = ""
        if not inside and "\t" in token.content and token.type == "fence" and ">\t" in state.src:
            _behind_quote(state, token)
        if inside == "empty":
            token.content = _BLANKS.sub("", token.content)
        elif not inside and own == _CODE:
            _untabbed(state, token)
        elif inside and token.map is not None:
            token.content = _whole(state, token.content, token.map[0] + (token.type == "fence"), indent)
        return True

    return run


def _may_begin(state: StateBlock, line: int, marks: tuple[str, ...]) -> bool:
    # Asked at every line of a paragraph: most are told from the first character.
    if marks:
        return state.src.startswith(marks, state.bMarks[line] + state.tShift[line])
    return state.is_code_block(line)


def _untabbed(state: StateBlock, token: Token) -> None:
    """Take the indentation of code off its blank lines as Goldmark does, to which each tab is as wide as that."""
    first = (token.map or [0])[0]
    lines = token.content.split("\n")
    for i, line in enumerate(lines[:-1]):
        text = "" if line.strip(" \t") else state.src[state.bMarks[first + i] : state.eMarks[first + i]]
        if "\t" in text[:_CODE]:
            blanks = text.index("\t")
            lines[i] = " " * blanks + text[blanks + 1 :]
    token.content = "\n".join(lines)


def _behind_quote(state: StateBlock, token: Token) -> None:
    """Make blanks of the tabs right behind a quote's mark, as wide as the mark has left them."""
    first = (token.map or [0])[0] + 1
    lines = token.content.split("\n")
    for i, line in enumerate(lines[:-1], first):
        before = _margin_of(state, i) if line[:1] == "\t" else ""
        if before.endswith(">"):
            column = len(before.expandtabs(_CODE))
            lines[i - first] = " " * (_CODE - 1 - column % _CODE) + line[1:]
    token.content = "\n".join(lines)


def _margin_of(state: StateBlock, line: int) -> str:
    """Give what stands on a line before the content of the container that is read."""
    at = state.bMarks[line]
    return state.src[state.src.rfind("\n", 0, at) + 1 : at]


def _lacks_end(state: StateBlock, start: int, token: Token) -> bool:
    """Whether a fence and one byte more are all of the last line, which Goldmark takes for a fence alone."""
    rest = state.src[state.bMarks[start] + state.tShift[start] + len(token.markup) :]
    return len(rest) == 1 and rest.isascii()


def _whole(state: StateBlock, content: str, first: int, indent: int) -> str:
    """Give the content with its blank lines as they stand in the source, but for the block's own indentation."""
    lines = content.split("\n")
    for i, line in enumerate(lines[:-1]):
        if not line.strip(" \t") and first + i < len(state.bMarks):
            lines[i] = state.src[state.bMarks[first + i] : state.eMarks[first + i]][indent:]
    return "\n".join(lines)


fences = _blank_lines(fence, -1, "`", "~")
codes = _blank_lines(code, _CODE)


def emptied(rule: Rule) -> Rule:
    """Give a rule for blocks of raw HTML with their blank lines as the containers leave them."""
    return _blank_lines(rule, 0, "<")
