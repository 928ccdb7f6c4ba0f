"""Block rules for markdown-it-py that give Goldmark's blocks.

Paragraphs with the tables and link definitions in them, headings, description lists and footnotes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block
from markdown_it.token import Token

from editor.core.markdown.attributes import last_line_attributes, read_attributes
from editor.core.markdown.block_attributes import attribute_lines, follows_attributes
from editor.core.markdown.config import MarkupConfig
from editor.core.markdown.document_state import Reference
from editor.core.markdown.pieces import Piece
from editor.core.markdown.quotes import quote
from editor.core.markdown.references import take_definitions
from editor.core.markdown.tables import Table, find_table
from editor.core.markdown.verbatim import (
    TABLES,
    codes,
    emptied,
    fences,
    indented,
    lists,
    outdented,
    outer_indents,
    stands_behind_tab,
)

_SPACE = " \t\f\r"
_NO_HTML = re.compile(r"</(?i:script|pre|style)\s*>|<![a-z]")
_SETEXT = re.compile(r"(=+|-+)[ \t]*\Z")
_FOOTNOTE = re.compile(r"\[\^((?:[^\[\]\\]|\\.)*)\]:")


class _Blocks(MarkdownIt):
    """Leaves destinations as they are: Goldmark escapes them when it writes them."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


class _State(StateBlock):
    """Pushes tokens that are made faster."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = Piece(ttype, tag, nesting)
        token.block = True
        self.level -= nesting < 0
        token.level = self.level
        self.level += nesting > 0
        self.tokens.append(token)
        return token


def block_tokens(text: str, parser: MarkdownIt) -> list[Token]:
    """Give the blocks of a text, of which `parser` has the rules."""
    tokens: list[Token] = []
    state = _State(text, parser, {}, tokens)
    parser.block.tokenize(state, state.line, state.lineMax)
    return tokens


@lru_cache(maxsize=8)
def make_block_parser(config: MarkupConfig) -> MarkdownIt:
    """Give a markdown-it parser whose block rules are Goldmark's under `config`; inline content stays text.

    It keeps nothing of what it parses, so it serves all who have the same settings.
    """
    md = _Blocks("commonmark", {"html": True, "maxNesting": 60})
    md.disable(["lheading", "reference"])
    md.options["markup"] = config
    ruler = md.block.ruler
    ruler.before("code", "text", text)
    ruler.at("paragraph", paragraph)
    ruler.at("blockquote", quote, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    ruler.at("html_block", emptied(html), {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("fence", fences, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    ruler.at("code", codes)
    ruler.at("list", lists, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("heading", heading, {"alt": ["paragraph", "blockquote"]})
    if config.definition_list:
        ruler.before("paragraph", "description", description, {"alt": ["paragraph"]})
    if config.attribute_block:
        ruler.before("heading", "attributes", attribute_lines, {"alt": ["paragraph", "blockquote"]})
    if config.footnote.enable:
        ruler.before("heading", "footnote", footnote, {"alt": ["paragraph", "blockquote"]})
    return md


def html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block of HTML, but none that begins with an end tag of `pre` or with a declaration in small letters."""
    at = state.bMarks[start] + state.tShift[start]
    # Asked at every line of a paragraph: most are told from the first character.
    if not state.src.startswith("<", at) or _NO_HTML.match(_line(state, start)) is not None:
        return False
    return not stands_behind_tab(state, start) and html_block(state, start, end, silent)


def text(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph that is known by its first character, asked for first since most blocks are no more."""
    if silent or not _begins_with_letter(state, start) or state.is_code_block(start):
        return False
    return paragraph(state, start, end, False)


def _begins_with_letter(state: StateBlock, line: int) -> bool:
    """Whether a line that is not blank begins with a letter, as nothing but text does."""
    return state.src[state.bMarks[line] + state.tShift[line]].isalpha()


def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph, or the setext heading or table its lines turn out to be."""
    rules = state.md.block.ruler.getRules("paragraph")
    parent, state.parentType = state.parentType, "paragraph"
    line = start + 1
    level = 0
    while line < end and not state.isEmpty(line):
        if _begins_with_letter(state, line) or _is_code_to_all(state, line):
            line += 1
            continue
        level = _setext_level(state, line)
        if level or any(rule(state, line, end, True) for rule in rules):
            break
        line += 1
    state.parentType = parent
    lines = [_line(state, i) for i in range(start, line)]
    definitions: dict[str, Reference] = {}
    taken = take_definitions(lines, definitions)
    lines = lines[taken:]
    if definitions:
        token = state.push("definitions", "", 0)
        token.map = [start, start + taken]
        token.meta = definitions
    if not lines:
        state.line = line
        return True
    _push_lines(state, lines, level, start + taken, line, end)
    return True


def _push_lines(state: StateBlock, lines: list[str], level: int, start: int, line: int, end: int) -> None:
    """Push what a paragraph's lines before `line` are; with a `level`, the line under them may make a heading."""
    state.line = line
    table = None
    if len(lines) > 1 and _config(state).table:
        table = find_table(lines, [state.sCount[i] - state.blkIndent for i in range(start, line)])
    above = lines if table is None else lines[: table.above]
    # What turns a paragraph into something else finds what is left of it behind the table.
    behind = table is not None and above and (level or _begins_description(state, line, end))
    if table is not None and behind:
        _push_table(state, table, start, line)
        start = line
    if level and above:
        _push_heading(state, level, above, start, line + 1)
        state.line = line + 1
    elif above:
        _push_paragraph(state, above, start, max(line, start + 1) if behind else start + len(above))
    if table is not None and not behind:
        _push_table(state, table, start + table.above, line)


def _begins_description(state: StateBlock, line: int, end: int) -> bool:
    if line >= end or state.isEmpty(line) or not _config(state).definition_list:
        return False
    return _description_offset(state, line) > 0 and not follows_attributes(state, line)


def _is_code_to_all(state: StateBlock, line: int) -> bool:
    """Whether a line is indented as code is, in the innermost container that it is not left of; or has no mark."""
    indent = state.sCount[line]
    if 0 <= indent <= 3:
        return False
    bases = [base for base in (*outer_indents(state), state.blkIndent) if base <= indent]
    return indent < 0 or indent - max(bases, default=0) > 3


def _config(state: StateBlock) -> MarkupConfig:
    config = state.md.options["markup"]
    assert isinstance(config, MarkupConfig)
    return config


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _begins(state: StateBlock, number: int, mark: str) -> bool:
    """Whether a line's text begins with `mark`: asked first, as each rule is asked at each line of a paragraph."""
    return state.src.startswith(mark, state.bMarks[number] + state.tShift[number])


def _margin(state: StateBlock, number: int) -> str:
    """Give what stands before a line's text in the source, quote marks and all."""
    begin = state.src.rfind("\n", 0, state.bMarks[number] + state.tShift[number]) + 1
    return state.src[begin : state.bMarks[number] + state.tShift[number]]


def _setext_level(state: StateBlock, line: int) -> int:
    if state.sCount[line] < state.blkIndent:
        return 0
    match = _SETEXT.match(_line(state, line))
    if match is None or stands_behind_tab(state, line):
        return 0
    return 1 if match.group(1)[0] == "=" else 2


def _push_paragraph(state: StateBlock, lines: list[str], start: int, end: int) -> None:
    token = state.push("paragraph_open", "p", 1)
    token.map = [start, end]
    _push_inline(state, "\n".join(lines).rstrip(" \t\n\r\f"), start, end)
    if len(lines) > 1 and _config(state).passthrough.enable:
        state.tokens[-1].meta["margins"] = [_margin(state, i) for i in range(start + 1, end)]
    state.push("paragraph_close", "p", -1)


def _push_inline(state: StateBlock, content: str, start: int, end: int) -> None:
    token = state.push("inline", "", 0)
    token.content = content
    token.map = [start, end]
    token.children = []


def _push_heading(state: StateBlock, level: int, lines: list[str], start: int, end: int) -> None:
    attrs: dict[str, object] = {}
    lines = [*lines[:-1], lines[-1].rstrip(_SPACE)]
    if _config(state).attribute_title:
        found = last_line_attributes(lines[-1])
        if found is not None:
            attrs, cut = found
            lines[-1] = lines[-1][:cut].rstrip(_SPACE)
    _push_heading_tokens(state, level, "\n".join(lines), attrs, start, end)


def _push_heading_tokens(
    state: StateBlock, level: int, content: str, attrs: dict[str, object], start: int, end: int
) -> None:
    opening = state.push("heading_open", f"h{level}", 1)
    opening.map = [start, end]
    opening.meta = {"attributes": attrs}
    _push_inline(state, content.rstrip("\n"), start, end)
    state.tokens[-1].meta = {"heading": True}
    state.push("heading_close", f"h{level}", -1)


def heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """An ATX heading, with the attributes that may follow its closing marks."""
    if not _begins(state, start, "#") or state.is_code_block(start):
        return False
    line = _line(state, start)
    level = len(line) - len(line.lstrip("#"))
    if not 0 < level < 7 or line[level : level + 1] not in ("", " ", "\t"):
        return False
    if silent:
        return True
    state.line = start + 1
    text = line[level:].strip(_SPACE)
    attrs: dict[str, object] = {}
    if _config(state).attribute_title:
        text, attrs = _heading_attributes(text)
    else:
        text = _without_closing_marks(text)
    _push_heading_tokens(state, level, text, attrs, start, start + 1)
    return True


def _heading_attributes(text: str) -> tuple[str, dict[str, object]]:
    """Take the attributes off a heading's text, closing marks before them too: `Title ## {#id}`."""
    for match in re.finditer(r"(?:^|(?<=\s))(#+)", text):
        found = read_attributes(text, match.end())
        if found is not None and not text[found[1] :].strip(_SPACE):
            return text[: match.start()].rstrip(_SPACE), found[0]
        break
    text = _without_closing_marks(text)
    last = last_line_attributes(text)
    if last is None:
        return text, {}
    return text[: last[1]].rstrip(_SPACE), last[0]


def _without_closing_marks(text: str) -> str:
    bare = text.rstrip("#")
    if bare == text or (bare and bare[-1] not in " \t"):
        return text
    return bare.rstrip(_SPACE)


def _push_table(state: StateBlock, table: Table, start: int, end: int) -> None:
    state.env[TABLES] = True
    opening = state.push("table_open", "table", 1)
    opening.map = [start, end]
    state.push("thead_open", "thead", 1)
    _push_row(state, "th", table.header, table.alignments, start)
    state.push("thead_close", "thead", -1)
    state.push("tbody_open", "tbody", 1)
    for i, row in enumerate(table.rows):
        _push_row(state, "td", row, table.alignments, start + 2 + i)
    state.push("tbody_close", "tbody", -1)
    state.push("table_close", "table", -1)


def _push_row(
    state: StateBlock, tag: str, cells: tuple[str, ...], alignments: tuple[str, ...], line: int
) -> None:
    state.push("tr_open", "tr", 1)
    for cell, alignment in zip(cells, alignments, strict=False):
        opening = state.push(f"{tag}_open", tag, 1)
        if alignment:
            opening.attrs = {"style": f"text-align: {alignment}"}
        _push_inline(state, cell, line, line + 1)
        state.tokens[-1].meta = {"cell": True}
        state.push(f"{tag}_close", tag, -1)
    for _ in alignments[len(cells) :]:
        # Cells that a row lacks are there without an alignment.
        state.push(f"{tag}_open", tag, 1)
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)


def description(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A `:` description, whose terms are the lines of the paragraph before it."""
    offset = _description_offset(state, start)
    if not offset or follows_attributes(state, start):
        return False
    if silent:
        return True
    tokens = state.tokens
    terms: list[str] = []
    first = start
    if (
        tokens
        and tokens[-1].type == "paragraph_close"
        and tokens[-1].level == state.level
        and not tokens[-1].hidden
    ):
        content, opening = tokens[-2], tokens[-3]
        terms = content.content.split("\n")
        first = (opening.map or [start])[0]
        del tokens[-3:]
    elif not (tokens and tokens[-1].type == "dl_close" and tokens[-1].level == state.level):
        return False
    if tokens and tokens[-1].type == "dl_close" and tokens[-1].level == state.level:
        tokens.pop()
        state.level += 1
    else:
        opening = state.push("dl_open", "dl", 1)
        opening.map = [first, start + 1]
    _push_terms(state, terms, first)
    _descriptions(state, start, end, offset)
    state.push("dl_close", "dl", -1)
    return True


def _push_terms(state: StateBlock, terms: list[str], line: int) -> None:
    for i, term in enumerate(terms):
        state.push("dt_open", "dt", 1).map = [line + i, line + i + 1]
        _push_inline(state, term.rstrip(_SPACE), line + i, line + i + 1)
        if _config(state).auto_definition_term_id:
            state.tokens[-1].meta["heading"] = True
        state.push("dt_close", "dt", -1)


def _description_offset(state: StateBlock, line: int) -> int:
    """The columns from a `:` to its text, or 0 where the line begins no description."""
    if state.sCount[line] != state.blkIndent and state.sCount[line] not in state.env.get("dd_indents", ()):
        return 0
    at = state.bMarks[line] + state.tShift[line]
    if state.src[at : at + 1] != ":":
        return 0
    rest = state.src[at + 1 : state.eMarks[line]]
    column = state.sCount[line] + 1
    width = 0
    for char in rest:
        if char == " ":
            width += 1
        elif char == "\t":
            width += 4 - (column + width) % 4
        else:
            break
    if width < 1:
        return 0
    return (5 if width >= 8 else width) + 1


def _descriptions(state: StateBlock, start: int, end: int, offset: int) -> None:
    """One description: lines indented by `offset` belong to it, and lazy lines of its last paragraph."""
    opening = state.push("dd_open", "dd", 1)
    opening.meta = {"tight": not (start > 0 and state.isEmpty(start - 1))}
    inside = len(state.tokens)
    at = state.bMarks[start] + state.tShift[start] + 1
    # A `:` in the column of this one ends a paragraph inside, though it is indented less than its text.
    indents = state.env.setdefault("dd_indents", [])
    indents.append(state.blkIndent)
    _inner_blocks(state, start, end, at, state.sCount[start] + 1, state.blkIndent + offset, "dd")
    indents.pop()
    if opening.meta["tight"]:
        _unwrap_first_paragraph(state.tokens, inside)
    state.push("dd_close", "dd", -1)
    opening.map = [start, state.line]


def _inner_blocks(
    state: StateBlock, start: int, end: int, at: int, column: int, indent: int, parent: str
) -> None:
    """Parse the blocks of a container whose first line begins at `at` and whose others are indented by `indent`.

    Only a paragraph goes on with lines that are not indented: the tokenizer stops at such a line by itself.
    """
    saved = state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent, state.parentType
    around = indented(state)
    # What is cut off a line counts as its indentation: make the mark before the text as wide as that.
    state.bMarks[start] = max(state.bMarks[start], at - indent)
    while at < state.eMarks[start] and state.src[at] in " \t":
        column += 1 if state.src[at] == " " else 4 - column % 4
        at += 1
    state.tShift[start] = at - state.bMarks[start]
    state.sCount[start] = max(column, indent)
    state.blkIndent = indent
    state.parentType = parent
    if at < state.eMarks[start]:
        state.md.block.tokenize(state, start, end)
    else:
        state.line = start + 1
        state.md.block.tokenize(state, start + 1, end)
    outdented(state, around)
    state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent, state.parentType = saved


def _unwrap_first_paragraph(tokens: list[Token], start: int) -> None:
    level = tokens[start - 1].level + 1
    for i in range(start, len(tokens)):
        if tokens[i].type == "paragraph_open" and tokens[i].level == level:
            tokens[i].hidden = tokens[i + 2].hidden = True
            return


def footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A footnote definition; what it holds is kept in `env["footnotes"]` by label."""
    if not _begins(state, start, "[^") or state.is_code_block(start):
        return False
    line = _line(state, start)
    match = _FOOTNOTE.match(line)
    if match is None or not match.group(1).strip(_SPACE):
        return False
    if silent:
        return True
    opening = state.push("footnote_open", "", 1)
    opening.meta = {"label": match.group(1)}
    at = state.bMarks[start] + state.tShift[start] + match.end()
    indent = state.blkIndent + 4
    _inner_blocks(state, start, end, at, indent, indent, "footnote")
    state.push("footnote_close", "", -1)
    opening.map = [start, state.line]
    return True
