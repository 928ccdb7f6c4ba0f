"""Markdown line by line, as far as colouring a text that is being typed needs it.

Not a parser of meaning (that is `core.markdown`): a line and the state that the line above left behind give
spans and the next state, in time that grows with the line's length alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

# Beyond this a line is data, not prose.
_MAX_LINE = 10_000


class Style(Enum):
    """What a stretch of a line is."""

    HEADING = auto()
    MARK = auto()
    BOLD = auto()
    ITALIC = auto()
    STRUCK = auto()
    CODE = auto()
    CODE_BLOCK = auto()
    CODE_INFO = auto()
    LINK_TEXT = auto()
    LINK_TARGET = auto()
    LIST_MARK = auto()
    QUOTE = auto()
    HTML = auto()
    COMMENT = auto()
    SHORTCODE = auto()
    MATH = auto()
    RULE = auto()
    TABLE_MARK = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """`length` code points of a line from `start`; a later span of a line lies over the earlier ones."""

    start: int
    length: int
    style: Style


# What a line leaves to the next; the low four bits name it, the rest are a fence's character and length.
BLANK, PARAGRAPH, LIST, FENCE, COMMENT, HTML, MATH, RAW = range(8)
_KIND = 0b1111
_TILDE = 0b10000
_LENGTH_AT = 5

_FENCE = re.compile(r"^(?P<lead>[ >]*(?:[-*+] +|\d{1,9}[.)] +)*[ \t]*)(?P<run>`{3,}|~{3,})(?P<info>.*)$")
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?=[ \t]|$)")
_SETEXT = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_QUOTE = re.compile(r"^(?: {0,3}>[ ]?)+")
_ITEM = re.compile(r"[ \t]*([-*+]|\d{1,9}[.)])(?:([ \t]+)(\[[ xX]\](?=[ \t]|$))?|$)")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]]+\]:[ \t]*(\S+)")
_NOTE = re.compile(r"^ {0,3}\[\^[^\]\s]+\]:")
_TERM = re.compile(r"^ {0,3}:(?=[ \t])")
_HTML_BLOCK = re.compile(r"^ {0,3}</?[A-Za-z][A-Za-z0-9-]*(?=[\s/>]|$)")
_RAW_BLOCK = re.compile(r"^ {0,3}<(?:script|style|pre|textarea)(?=[\s>]|$)", re.IGNORECASE)
_RAW_END = re.compile(r"</(?:script|style|pre|textarea)>", re.IGNORECASE)
_TABLE_RULE = re.compile(r"^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
# Each alternative is bounded, so that no line can make the search go back and forth.
_PIECE = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)"
    r"|(?P<shortcode>\{\{[<%][^\n]{0,2000}?[>%]\}\})"
    r"|(?P<comment><!--.{0,2000}?-->)"
    r"|(?P<auto><[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{0,2000}>)"
    r"|(?P<html></?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]{0,2000})?/?>)"
    r"|(?P<note>\[\^[^\]\s]{1,200}\])"
    r"|(?P<link>!?\[(?P<text>[^\[\]]{0,1000})\](?P<target>\([^()\n]{0,2000}(?:\([^()]{0,500}\)[^()]{0,500})?\)"
    r"|\[[^\]]{0,500}\]))"
    r"|(?P<math>\$\$.{1,2000}?\$\$|\\\(.{1,2000}?\\\)|\\\[.{1,2000}?\\\])"
    r"|(?P<url>\b(?:https?://|www\.)[^\s<>()\[\]]{1,2000})"
)
_RUN = re.compile(r"\*+|_+|~{1,2}")


def scan_line(line: str, state: int) -> tuple[list[Span], int]:
    """Give a line's spans and the state for the next; that of the first line is BLANK."""
    kind = state & _KIND
    if kind == FENCE:
        return _in_fence(line, state)
    if kind == COMMENT:
        return _until(line, "-->", Style.COMMENT, state)
    if kind == MATH:
        return _until(line, "$$", Style.MATH, state)
    if kind == RAW:
        end = _RAW_END.search(line)
        return [Span(0, len(line), Style.HTML)], BLANK if end else RAW
    if not line.strip():
        return [], BLANK if kind != LIST else LIST
    if kind == HTML:
        return [*_inline(line, 0)], HTML
    return _fresh(line, kind)


def in_code(state: int) -> bool:
    """Whether the line after one with this state is inside a fence."""
    return state & _KIND == FENCE


def _fresh(line: str, kind: int) -> tuple[list[Span], int]:
    fence = _FENCE.match(line)
    if fence and not (fence["run"][0] == "`" and "`" in fence["info"]):
        return _open_fence(fence, len(line))
    for at, (pattern, left) in enumerate(((_RAW_BLOCK, RAW), (_HTML_BLOCK, HTML))):
        if pattern.match(line) and not (at == 0 and _RAW_END.search(line)):
            return ([Span(0, len(line), Style.HTML)] if left == RAW else _inline(line, 0)), left
    stripped = line.lstrip()
    if stripped.startswith("<!--") and "-->" not in stripped:
        return [Span(0, len(line), Style.COMMENT)], COMMENT
    if stripped.startswith("$$") and stripped.count("$$") % 2:
        return [Span(0, len(line), Style.MATH)], MATH
    return _text_line(line, kind)


def _text_line(line: str, kind: int) -> tuple[list[Span], int]:
    heading = _HEADING.match(line)
    if heading:
        marks = Span(heading.start(1), len(heading[1]), Style.MARK)
        return [Span(0, len(line), Style.HEADING), *_inline(line, heading.end()), marks], BLANK
    if kind == PARAGRAPH and _SETEXT.match(line):
        return [Span(0, len(line), Style.HEADING), Span(0, len(line), Style.MARK)], BLANK
    if _RULE.match(line):
        return [Span(0, len(line), Style.RULE)], BLANK
    if kind == BLANK and line.startswith(("    ", "\t")):
        return [Span(0, len(line), Style.CODE_BLOCK)], BLANK
    spans: list[Span] = []
    at = 0
    left = LIST if kind == LIST else PARAGRAPH
    quote = _QUOTE.match(line)
    if quote:
        spans += (Span(0, len(line), Style.QUOTE), Span(0, quote.end(), Style.MARK))
        at = quote.end()
    item = _ITEM.match(line, at)
    if item:
        spans.append(Span(item.start(1), len(item[1]), Style.LIST_MARK))
        if item[3]:
            spans.append(Span(item.start(3), len(item[3]), Style.LIST_MARK))
        at, left = item.end(), LIST
    spans += _definition(line)
    if "|" in line and _TABLE_RULE.match(line):
        return [Span(0, len(line), Style.TABLE_MARK)], left
    spans += _inline(line, at)
    return spans, left


def _definition(line: str) -> list[Span]:
    definition = _DEFINITION.match(line)
    if definition:
        return [
            Span(0, definition.start(1), Style.LINK_TEXT),
            Span(definition.start(1), len(definition[1]), Style.LINK_TARGET),
        ]
    mark = _NOTE.match(line) or _TERM.match(line)
    return [Span(0, mark.end(), Style.LIST_MARK)] if mark else []


def _open_fence(fence: re.Match[str], length: int) -> tuple[list[Span], int]:
    run = fence["run"]
    spans = [Span(fence.start("run"), len(run), Style.MARK)]
    if fence["info"].strip():
        spans.append(Span(fence.start("info"), length - fence.start("info"), Style.CODE_INFO))
    return spans, FENCE | (_TILDE if run[0] == "~" else 0) | min(len(run), 200) << _LENGTH_AT


def _in_fence(line: str, state: int) -> tuple[list[Span], int]:
    mark = "~" if state & _TILDE else "`"
    bare = line.lstrip(" >\t").rstrip()
    if len(bare) >= state >> _LENGTH_AT and bare and not bare.strip(mark):
        return [Span(0, len(line), Style.MARK)], BLANK
    return ([Span(0, len(line), Style.CODE_BLOCK)] if line else []), state


def _until(line: str, end: str, style: Style, state: int) -> tuple[list[Span], int]:
    at = line.find(end)
    if at < 0:
        return ([Span(0, len(line), style)] if line else []), state
    stop = at + len(end)
    return [Span(0, stop, style), *_inline(line, stop)], BLANK


def _inline(line: str, at: int) -> list[Span]:
    """Find what is inside the text of a line from `at` on."""
    text = line[:_MAX_LINE]
    atoms: list[Span] = []
    masked: list[tuple[int, int]] = []
    runs: dict[int, list[int]] | None = None
    while (piece := _PIECE.search(text, at)) is not None:
        start, at = piece.span()
        kind = piece.lastgroup or ""
        if kind == "code":
            if runs is None:
                runs = _code_runs(text)
            end = _closing(runs, start, at - start)
            if end is None:
                continue
            at = end
            atoms.append(Span(start, at - start, Style.CODE))
        else:
            atoms += _atom(piece)
        if piece["text"]:
            # Emphasis inside a link's text counts.
            masked += ((start, piece.start("text")), (piece.end("text"), at))
        else:
            masked.append((start, at))
    return [*_emphasis(text, masked), *atoms]


_ATOM_STYLES = {
    "escape": Style.MARK,
    "shortcode": Style.SHORTCODE,
    "comment": Style.COMMENT,
    "auto": Style.LINK_TARGET,
    "html": Style.HTML,
    "note": Style.LINK_TARGET,
    "math": Style.MATH,
    "url": Style.LINK_TARGET,
}


def _atom(piece: re.Match[str]) -> list[Span]:
    start, end = piece.span()
    if piece["link"] is not None:
        text = Span(start, piece.end("text") + 1 - start, Style.LINK_TEXT)
        return [text, Span(piece.start("target"), end - piece.start("target"), Style.LINK_TARGET)]
    if piece["escape"] is not None:
        return [Span(start, 1, Style.MARK)]
    return [Span(start, end - start, _ATOM_STYLES[piece.lastgroup or ""])]


def _code_runs(text: str) -> dict[int, list[int]]:
    runs: dict[int, list[int]] = {}
    for run in re.finditer("`+", text):
        runs.setdefault(len(run[0]), []).append(run.start())
    return runs


def _closing(runs: dict[int, list[int]], start: int, length: int) -> int | None:
    starts = runs.get(length, [])
    # Runs are asked for from left to right: what lies behind is never wanted again.
    while starts and starts[0] <= start:
        starts.pop(0)
    return starts[0] + length if starts else None


def _emphasis(text: str, masked: list[tuple[int, int]]) -> list[Span]:
    """Pair runs of `*`, `_` and `~` as CommonMark 6.2 does, its rule of three left out."""
    spans: list[Span] = []
    open_runs: list[list[int]] = []  # start, length left, code of the character
    gaps = iter([*masked, (len(text) + 1, len(text) + 1)])
    gap = next(gaps)
    for run in _RUN.finditer(text):
        start, end = run.span()
        while gap[1] <= start:
            gap = next(gaps)
        if gap[0] <= start:
            continue
        before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
        opens, closes = _flanks(run[0][0], before, after)
        length = end - start
        if closes:
            length = _close(open_runs, spans, start, length, ord(run[0][0]))
        if opens and length:
            open_runs.append([end - length, length, ord(run[0][0])])
    return spans


def _flanks(mark: str, before: str, after: str) -> tuple[bool, bool]:
    left = not after.isspace() and (after.isalnum() or before.isspace() or not before.isalnum())
    right = not before.isspace() and (before.isalnum() or after.isspace() or not after.isalnum())
    if mark == "_":
        return left and (not right or not before.isalnum()), right and (not left or not after.isalnum())
    return left, right


def _close(open_runs: list[list[int]], spans: list[Span], start: int, length: int, mark: int) -> int:
    at = start
    while length:
        found = next((i for i in range(len(open_runs) - 1, -1, -1) if open_runs[i][2] == mark), None)
        if found is None:
            return length
        opener = open_runs[found]
        used = 2 if length >= 2 and opener[1] >= 2 else 1
        if mark == ord("~"):
            used = min(opener[1], length)
        del open_runs[found + 1 :]
        opener[1] -= used
        begin = opener[0] + opener[1]
        at, length = at + used, length - used
        style = Style.STRUCK if mark == ord("~") else Style.BOLD if used == 2 else Style.ITALIC
        spans += (
            Span(begin, at - begin, style),
            Span(begin, used, Style.MARK),
            Span(at - used, used, Style.MARK),
        )
        if not opener[1]:
            open_runs.pop()
    return 0
