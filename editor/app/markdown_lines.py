"""Markdown as far as colouring a text that is being typed needs it: lines, and paragraphs as wholes.

Not a parser of meaning (that is `core.markdown`): which block a line is of says `core.writing.line_blocks`; what
is inside a text is found here, in time that grows with the text's length alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from enum import Enum, auto

from editor.core.writing.line_blocks import START, Kind, Leaf, Line, State, read_line

__all__ = ["START", "ColouredLine", "Span", "State", "Style", "defined_labels", "in_text", "scan_unit"]

# Beyond these a line is data, not prose, and a paragraph is coloured in parts.
_MAX_TEXT = 20_000
_MAX_LINES = 200


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
    ADDRESS = auto()
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


@dataclass(frozen=True, slots=True)
class ColouredLine:
    """A line's spans, the state it leaves, and what it is: `level` is a heading's, 0 elsewhere.

    `info` is what stands behind the fence on a line that opens code; `code_at` is where a line of code begins.
    """

    spans: tuple[Span, ...]
    state: State
    kind: Kind
    level: int = 0
    info: str = ""
    code_at: int = 0

    @property
    def is_code(self) -> bool:
        """Whether the line is of a code block, its fences too."""
        return self.kind in _CODE

    @property
    def is_listed(self) -> bool:
        """Whether the line lies in a list item."""
        return any(container.kind == "-" for container in self.state.containers)


_CODE = frozenset((Kind.FENCE_OPEN, Kind.FENCED, Kind.FENCE_CLOSE, Kind.INDENTED))
_LABEL = re.compile(r"^[ >\t]{0,20}\[(?!\^)((?:[^\[\]\\]|\\.){1,999})\]:", re.MULTILINE)
_DEFINITION = re.compile(
    r"[ \t]*\[(?!\^)(?:[^\[\]\\]|\\.){1,999}\]:[ \t]*\n?[ \t]*(<[^<>\n]*>|[^\s<]\S*)"
    r"""(?:[ \t]*\n?[ \t]*(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*(?:\n|$)"""
)
_TASK = re.compile(r"\[[ xX]\](?=[ \t]|$)")
_INNER = r"(?:[^()\\\s]|\\.|\{\{[<%][^{}]{0,500}[>%]\}\})"
# What may follow a link's text in round brackets (CommonMark 6.3); brackets in it go three deep.
_TARGET = re.compile(
    r"\([ \t\n]*"
    rf"(?:<(?:[^<>\n\\]|\\.){{0,2000}}>|(?:{_INNER}|\((?:{_INNER}|\({_INNER}{{0,500}}\)){{0,500}}\)){{0,2000}})"
    r"""(?:[ \t\n]+(?:"(?:[^"\\]|\\.){0,1000}"|'(?:[^'\\]|\\.){0,1000}'|\((?:[^()\\]|\\.){0,1000}\)))?"""
    r"[ \t\n]*\)",
    re.DOTALL,
)
_REFERENCE = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999})\]", re.DOTALL)
# Each alternative is bounded, so that no line can make the search go back and forth.
_PIECE = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)"
    r"|(?P<shortcode>\{\{[<%].{0,4000}?[>%]\}\})"
    r"|(?P<comment><!--.{0,4000}?-->)"
    r"|(?P<auto><(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{0,2000}|[\w.+-]{1,64}@[\w.-]{1,200})>)"
    r"|(?P<html></?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]{0,2000})?/?>)"
    r"|(?P<note>\[\^[^\]\s]{1,200}\])"
    r"|(?P<math>\$\$.{1,2000}?\$\$|\\\(.{1,2000}?\\\)|\\\[.{1,2000}?\\\])"
    r"|(?P<opener>!?\[)"
    r"|(?P<closer>\])"
    r"|(?P<url>(?<![^\s*_~(])(?:(?:https?|ftp)://|www\.)[^\s<]{1,2000})"
    r"|(?P<mail>(?<![^\s*_~(])(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})",
    re.DOTALL,
)
_RUN = re.compile(r"\*+|_+|~{1,2}")


def scan_unit(
    line_at: Callable[[int], str | None], state: State, labels: Container[str] = ()
) -> list[ColouredLine]:
    """Read the next line, or the whole paragraph or setext heading it begins or goes on with.

    `line_at(k)` gives the k-th line from here, None behind the last; `labels` are those of the text's link
    definitions (`defined_labels`). Gives one or more lines.
    """
    text = line_at(0) or ""
    line = read_line(text, state)
    if line.kind is not Kind.TEXT:
        return [_single(text, line, labels)]
    texts, lines = [text], [line]
    size = len(text)
    while size < _MAX_TEXT and len(lines) < _MAX_LINES:
        following = line_at(len(lines))
        if following is None:
            break
        read = read_line(following, lines[-1].state)
        if not (read.kind is Kind.UNDERLINE or (read.kind is Kind.TEXT and read.goes_on)):
            break
        texts.append(following)
        lines.append(read)
        size += len(following)
        if read.kind is Kind.UNDERLINE:
            break
    return _paragraph(texts, lines, labels)


def defined_labels(text: str) -> frozenset[str]:
    """Give the labels that links of a text may refer to, as they are compared."""
    return frozenset(_normal(label) for label in _LABEL.findall(text))


def in_text(state: State) -> bool:
    """Whether a line that leaves this state is of a paragraph, which the next line may go on with."""
    return state.leaf is Leaf.TEXT


def _normal(label: str) -> str:
    return " ".join(label.split()).casefold()


def _marks(text: str, line: Line) -> list[Span]:
    """Give the spans of what a line begins with."""
    spans: list[Span] = []
    if any(container.kind == ">" for container in line.state.containers):
        spans.append(Span(0, len(text), Style.QUOTE))
    for start, end, kind in line.marks:
        style = Style.LIST_MARK if kind in "-:" else Style.LINK_TARGET if kind == "^" else Style.MARK
        spans.append(Span(start, end - start, style))
    if line.marks and line.marks[-1][2] == "-":
        task = _TASK.match(text, line.at)
        if task is not None:
            spans.append(Span(line.at, 3, Style.LIST_MARK))
    return spans


def _single(text: str, line: Line, labels: Container[str]) -> ColouredLine:
    spans = _marks(text, line)
    rest = Span(line.at, len(text) - line.at, Style.CODE_BLOCK)
    level, info, code_at = 0, "", 0
    match line.kind:
        case Kind.HEADING:
            level = len(text[line.at :]) - len(text[line.at :].lstrip("#"))
            spans.append(Span(line.at, len(text) - line.at, Style.HEADING))
            spans += _inside(text, line.at + level, labels)
            spans.append(Span(line.at, level, Style.MARK))
        case Kind.FENCE_OPEN:
            size = len(line.state.mark)
            info = text[line.at + size :].strip()
            spans.append(Span(line.at, size, Style.MARK))
            spans.append(Span(line.at + size, len(text) - line.at - size, Style.CODE_INFO))
        case Kind.FENCED | Kind.INDENTED:
            spans.append(rest)
            code_at = line.at
        case Kind.TABLE_ROW:
            spans += _inside(text, line.at, labels)
        case Kind.BLANK:
            pass
        case _:
            style = _LINE_STYLES[line.kind]
            spans.append(Span(line.at, len(text) - line.at, style))
            if style is Style.HTML:
                spans += [span for span in _inside(text, line.at, ()) if span.style in _IN_HTML]
    return ColouredLine(tuple(s for s in spans if s.length > 0), line.state, line.kind, level, info, code_at)


_LINE_STYLES = {
    Kind.RULE: Style.RULE,
    Kind.FENCE_CLOSE: Style.MARK,
    Kind.HTML: Style.HTML,
    Kind.COMMENT: Style.COMMENT,
    Kind.MATH: Style.MATH,
    Kind.TABLE_RULE: Style.TABLE_MARK,
    Kind.UNDERLINE: Style.MARK,
}
_IN_HTML = frozenset((Style.SHORTCODE, Style.COMMENT))


def _paragraph(texts: list[str], lines: list[Line], labels: Container[str]) -> list[ColouredLine]:
    level = 0
    if lines[-1].kind is Kind.UNDERLINE:
        level = 1 if texts[-1][lines[-1].at] == "=" else 2
    inner = [text[line.at :] for text, line in zip(texts, lines, strict=True)]
    if level:
        inner.pop()
    joined = "\n".join(inner)
    inside = _shared(_inside(joined, 0, labels, is_paragraph=True), [len(part) for part in inner])
    found = []
    for number, (text, line) in enumerate(zip(texts, lines, strict=True)):
        spans = _marks(text, line)
        if level:
            spans.append(Span(line.at, len(text) - line.at, Style.HEADING))
        if line.kind is Kind.UNDERLINE:
            spans.append(Span(line.at, len(text) - line.at, Style.MARK))
        else:
            spans += [Span(line.at + s.start, s.length, s.style) for s in inside[number]]
        found.append(ColouredLine(tuple(spans), line.state, line.kind, level if not number else 0))
    return found


def _shared(spans: list[Span], lengths: list[int]) -> list[list[Span]]:
    """Part spans of lines joined by newlines into spans of each line."""
    shared: list[list[Span]] = [[] for _ in lengths]
    if len(lengths) == 1:
        return [spans]
    starts = [0]
    for length in lengths:
        starts.append(starts[-1] + length + 1)
    for span in spans:
        end = span.start + span.length
        for number in range(bisect_right(starts, span.start) - 1, len(lengths)):
            begin = max(span.start, starts[number])
            stop = min(end, starts[number] + lengths[number])
            if begin >= end:
                break
            if begin < stop:
                shared[number].append(Span(begin - starts[number], stop - begin, span.style))
    return shared


@dataclass(slots=True)
class _Inside:
    """What was found inside a text: spans, places where no emphasis can begin, brackets still open."""

    text: str
    labels: Container[str]
    atoms: list[Span] = field(default_factory=list)
    masked: list[tuple[int, int]] = field(default_factory=list)
    openers: list[tuple[int, int, int]] = field(default_factory=list)
    links: int = 0
    runs: dict[int, list[int]] | None = None

    def mask(self, start: int, end: int, style: Style | None = None) -> None:
        self.masked.append((start, end))
        if style is not None:
            self.atoms.append(Span(start, end - start, style))

    def take(self, piece: re.Match[str]) -> int:
        """Take what was found; gives where to go on."""
        start, end = piece.span()
        kind = piece.lastgroup or ""
        match kind:
            case "code":
                return self._code(start, end)
            case "opener":
                self.openers.append((start, end, self.links))
            case "closer":
                return self.close(start)
            case "escape":
                self.masked.append((start, end))
                self.atoms.append(Span(start, 1, Style.MARK))
            case "url" | "mail":
                return self._bare_link(piece)
            case _:
                self.mask(start, end, _ATOM_STYLES[kind])
        return end

    def _code(self, start: int, end: int) -> int:
        if self.runs is None:
            self.runs = _code_runs(self.text)
        stop = _closing(self.runs, start, end - start)
        if stop is None:
            return end
        self.mask(start, stop, Style.CODE)
        return stop

    def _bare_link(self, piece: re.Match[str]) -> int:
        """Take an address that stands alone, without what ends a sentence (GFM 6.9)."""
        address = piece[0].partition("]")[0] if self.openers else piece[0]
        bare = _bare_address(address)
        end = piece.start() + max(len(bare), 1)
        if not self.openers and "." in bare:
            self.mask(piece.start(), end, Style.ADDRESS)
        return end

    def close(self, at: int) -> int:
        """Take a closing bracket; gives where to go on."""
        if not self.openers:
            return at + 1
        start, inner, links = self.openers.pop()
        is_image = self.text[start] == "!"
        if not is_image and self.links > links:
            # A link in a link's text: the inner one is the link.
            return at + 1
        end = self._target_end(inner, at)
        if end is None:
            return at + 1
        self.links += not is_image
        # A link's text may have emphasis; its colour lies below that of what is in it.
        self.atoms.insert(0, Span(start, at + 1 - start, Style.LINK_TEXT))
        self.masked += ((start, inner), (at, at + 1))
        if end > at + 1:
            self.mask(at + 1, end, Style.LINK_TARGET)
        return end

    def _target_end(self, inner: int, at: int) -> int | None:
        target = _TARGET.match(self.text, at + 1)
        if target is not None:
            return target.end()
        reference = _REFERENCE.match(self.text, at + 1)
        if reference is not None and reference[1].strip() and _normal(reference[1]) in self.labels:
            return reference.end()
        if _normal(self.text[inner:at]) in self.labels:
            return reference.end() if reference is not None and not reference[1] else at + 1
        return None


def _inside(text: str, at: int, labels: Container[str], *, is_paragraph: bool = False) -> list[Span]:
    """Find what is inside the text of a line or paragraph from `at` on."""
    text = text[:_MAX_TEXT]
    spans: list[Span] = []
    if is_paragraph:
        at, spans = _definitions(text)
    found = _Inside(text, labels)
    while (piece := _PIECE.search(text, at)) is not None:
        at = found.take(piece)
    return [*spans, *_emphasis(text, sorted(found.masked)), *found.atoms]


_TRAILING = re.compile(r"[?!.,:*_~'\"]+$|&[A-Za-z0-9]+;$")


def _bare_address(address: str) -> str:
    while True:
        bare = _TRAILING.sub("", address)
        if bare.endswith(")") and bare.count(")") > bare.count("("):
            bare = bare[:-1]
        if bare == address:
            return bare
        address = bare


def _definitions(text: str) -> tuple[int, list[Span]]:
    """Find the link definitions that a paragraph begins with."""
    at = 0
    spans: list[Span] = []
    while (definition := _DEFINITION.match(text, at)) is not None:
        start = definition.start(1)
        spans.append(Span(at, start - at, Style.LINK_TARGET))
        spans.append(Span(start, definition.end() - start, Style.LINK_TARGET))
        at = definition.end()
    return at, spans


_ATOM_STYLES = {
    "shortcode": Style.SHORTCODE,
    "comment": Style.COMMENT,
    "auto": Style.ADDRESS,
    "html": Style.HTML,
    "note": Style.LINK_TARGET,
    "math": Style.MATH,
}


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
