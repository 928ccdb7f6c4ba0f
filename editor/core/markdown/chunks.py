"""The top-level blocks of a document, each with what must be known to leave it alone at the next keystroke."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from editor.core.markdown.block_attributes import shown
from editor.core.markdown.config import MarkupConfig
from editor.core.markdown.document_state import DocumentState, Reference
from editor.core.markdown.document_tree import take_footnotes
from editor.core.markdown.heading_ids import plain_text
from editor.core.markdown.inline import InlineParser
from editor.core.markdown.typographer import Count, OpenQuotes


@dataclass(frozen=True, slots=True)
class HeadingInfo:
    """A heading before it has an id: `given` is the author's own, `line` counts from its block's first.

    A description's term that gets an id has the level 0.
    """

    level: int
    given: str | None
    text: str
    line: int
    is_automatic: bool = True
    tokens: Sequence[Token] = ()

    @property
    def otherwise(self) -> str:
        """The id where nothing is left of the text."""
        return "heading" if self.level else "term"

    @property
    def id_text(self) -> str:
        """The text its id is made of; empty where it gets none."""
        return self.text.rsplit("\n", 1)[-1] if self.is_automatic else ""


@dataclass(slots=True)
class Unit:
    """Blocks whose text is parsed in one go: those of a chunk, or those of a footnote.

    `single` and `double` are the numbers of open quotes at the beginning, then how the parser used them. A footnote's
    first block is `offset` lines behind the first of its chunk.
    """

    tokens: list[Token]
    offset: int = 0
    headings: tuple[HeadingInfo, ...] = ()
    references: list[Token] = field(init=False)
    asked: frozenset[str] = frozenset()
    quotes_before: tuple[int, int] = (0, 0)
    quotes: OpenQuotes = field(init=False)
    parsed: bool = False
    # What the HTML depends on beside the text (ids, numbers of footnotes), and the HTML made with it.
    html_key: tuple[object, ...] | None = None
    html: str = ""
    lacks_colour: bool = False
    fences: int = 0
    # How many fenced blocks of code stand before, where the HTML of one of ours tells.
    fences_before: int = 0
    tells_fences: bool = False

    def parse(self, parser: InlineParser, links: dict[str, Reference], labels: frozenset[str]) -> None:
        """Parse the text of all blocks; `self.quotes_before` says how many quotes stand open."""
        single, double = self.quotes_before
        self.quotes = OpenQuotes(Count(single), Count(double))
        state = DocumentState(references=links, footnote_labels=labels, quotes=self.quotes)
        headings: list[HeadingInfo] = []
        self.references = []
        tokens = self.tokens
        kinds = ("heading_open", "dt_open") if parser.config.auto_definition_term_id else ("heading_open",)
        self.fences = 0
        for i, token in enumerate(tokens):
            if token.type == "inline":
                task = i > 1 and tokens[i - 2].type == "list_item_open"
                token.children = parser.parse(token, state, task=task)
                if state.footnotes:
                    self.references += [t for t in token.children if t.type == "footnote_ref"]
                # A text has what it is the text of before it.
                if tokens[i - 1].type in kinds:
                    headings.append(_heading(tokens[i - 1], token.children, tokens, parser.config))
            elif token.type == "fence":
                self.fences += 1
        self.headings = tuple(headings)
        self.asked = frozenset(state.asked)
        self.tells_fences = self.fences > 0 and _tells_fences(self.tokens, parser.config)
        self.parsed = True
        self.html_key = None

    def move_quotes(self, before: tuple[int, int]) -> bool:
        """Take other numbers of open quotes at the beginning; False where the text must be parsed again."""
        if before == self.quotes_before:
            return True
        counts = (self.quotes.single, self.quotes.double)
        for count, old, new in zip(counts, self.quotes_before, before, strict=True):
            shift = new - old
            if shift and (count.asked_none or count.lowest + shift <= 0):
                return False
        for count, old, new in zip(counts, self.quotes_before, before, strict=True):
            count.open += new - old
            count.lowest += new - old
        self.quotes_before = before
        return True

    @property
    def quotes_after(self) -> tuple[int, int]:
        """The numbers of open quotes at the end."""
        return self.quotes.single.open, self.quotes.double.open


def _tells_fences(tokens: list[Token], config: MarkupConfig) -> bool:
    """Whether lines of code have anchors of their own, which the number of the block on its page tells apart."""
    return config.highlight.anchor_line_nos or any(
        token.type == "fence" and "anchorlinenos" in token.info.lower() for token in tokens
    )


def _heading(opening: Token, children: list[Token], tokens: list[Token], config: MarkupConfig) -> HeadingInfo:
    first = next((t.map[0] for t in tokens if t.map), 0)
    line = (opening.map or [first])[0] - first
    text = plain_text(children)
    if opening.type == "dt_open":
        return HeadingInfo(0, None, text, line)
    given = shown(opening).get("id")
    return HeadingInfo(int(opening.tag[1]), given, text, line, config.auto_heading_id, children)


@dataclass(slots=True)
class Chunk:
    """One top-level block with the blank lines behind it."""

    name: str
    source: str
    lines: int
    shown_lines: int
    main: Unit
    notes: dict[str, Unit]
    definitions: dict[str, Reference]
    is_description: bool


def cut(tokens: list[Token], source_lines: list[str], first_name: int) -> list[Chunk]:
    """Part the block tokens of `source_lines` into chunks that cover every line."""
    groups: list[list[Token]] = []
    depth = 0
    group: list[Token] = []
    for token in tokens:
        if depth == 0:
            group = []
            groups.append(group)
        group.append(token)
        depth += token.nesting
    groups = _whole(groups, source_lines)
    starts = [_first_line(group) for group in groups]
    chunks = []
    for i, group in enumerate(groups):
        begin = starts[i] if i else 0
        end = starts[i + 1] if i + 1 < len(groups) else len(source_lines)
        chunks.append(_chunk(f"b{first_name + i}", group, source_lines[begin:end], begin))
    if not groups and source_lines:
        chunks.append(_chunk(f"b{first_name}", [], source_lines, 0))
    return chunks


def _whole(groups: list[list[Token]], source_lines: list[str]) -> list[list[Token]]:
    """Put the parts of a paragraph (definitions, text, a table) together where one alone would be read as code."""
    whole: list[list[Token]] = []
    for group in groups:
        line = source_lines[_first_line(group)] if whole else ""
        text = line.expandtabs(4) if line[:1] in (" ", "\t") else ""
        if len(text) - len(text.lstrip(" ")) >= 4 and group[0].type != "code_block":
            whole[-1] += group
        else:
            whole.append(group)
    return whole


def _first_line(group: list[Token]) -> int:
    first = group[0].map
    if first:
        return first[0]
    return next(token.map[0] for token in group if token.map)


def _chunk(name: str, group: list[Token], lines: list[str], begin: int) -> Chunk:
    definitions: dict[str, Reference] = {}
    notes: dict[str, Unit] = {}
    main = group
    # Most chunks are a paragraph or a heading, in which there can be neither.
    if len(group) != 3 or group[1].type != "inline":
        for token in group:
            if token.type == "definitions":
                for key, reference in token.meta.items():
                    definitions.setdefault(key, reference)
        main, found = take_footnotes(group)
        notes = {
            label: Unit(tokens, next((t.map[0] for t in tokens if t.map), begin) - begin)
            for label, tokens in found.groups.items()
        }
    last = max([token.map[1] for token in group if token.map], default=begin)
    return Chunk(
        name=name,
        source="".join(lines),
        lines=len(lines),
        shown_lines=min(last - begin, len(lines)),
        main=Unit(main),
        notes=notes,
        definitions=definitions,
        is_description=bool(group) and group[0].type == "dl_open",
    )


def number_fences(chunks: Iterable[Chunk]) -> None:
    """Tell the chunks that need to know how many fenced blocks of code stand before them."""
    count = 0
    for chunk in chunks:
        unit = chunk.main
        unit.fences_before = count if unit.tells_fences else 0
        count += unit.fences
