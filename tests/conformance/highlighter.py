"""Whether the text pane's colours and the preview agree on what each line is.

`python -m tests.conformance.highlighter CORPUS` reads every post below CORPUS and asks of each line of its body
whether it is of a heading, of a code block, of a list item, and whether a link or picture is in it: once of the
scanner that colours the text, once of the parser that the preview is made by. Lines within a shortcode's tags or
between them are not counted: what becomes of them is the shortcode's affair. Exits 1 below 99.5 %.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from markdown_it.token import Token

from editor.app.markdown_lines import START, Style, defined_labels, scan_unit
from editor.core.errors import EditorError
from editor.core.markdown.config import MarkupConfig
from editor.core.markdown.context import RenderContext
from editor.core.markdown.document_state import DocumentState
from editor.core.markdown.document_tree import parse_inline, take_footnotes
from editor.core.markdown.extension import divided, lines_divided, normalized
from editor.core.markdown.memory import new_memory
from editor.core.markdown.shortcodes import extract
from editor.core.post import read_post
from editor.core.text_file import read_text_file

BAR = 0.995
ASPECTS = ("heading", "code", "list", "link")
_LINK_STYLES = {Style.LINK_TEXT, Style.ADDRESS}


def main(arguments: list[str] | None = None) -> int:
    """Measure the folder named; prints the share per aspect and the first lines that differ."""
    given = sys.argv[1:] if arguments is None else arguments
    wrong: Counter[str] = Counter()
    total = bad = 0
    shown = int(given[1]) if len(given) > 1 else 12
    for path in sorted(Path(given[0]).rglob("*.md")):
        try:
            body = read_post(read_text_file(path).text, path).body
        except EditorError:
            continue
        lines = normalized(body).split("\n")
        for number, mine, theirs in differences(body):
            for aspect in mine ^ theirs:
                wrong[aspect] += 1
            bad += 1
            if shown:
                shown -= 1
                print(
                    f"{path.name}:{number + 1}: coloured {sorted(mine)}, shown {sorted(theirs)}: {lines[number][:90]!r}"
                )
        total += len(lines)
    share = 1 - bad / max(total, 1)
    print(f"{share:.2%} of {total:,} lines agree; {dict(wrong)}")
    return 0 if share >= BAR else 1


def differences(body: str) -> Iterator[tuple[int, set[str], set[str]]]:
    """Give each line, from 0, on which the two differ, with what either takes it for."""
    coloured = scanned(body)
    lines = normalized(body).split("\n")
    for number, theirs in enumerate(parsed(body)):
        if theirs is not None:
            text = lines[number].strip(" \t>")
            # A blank line between two items shows nothing of its own.
            mine = coloured[number] if text else coloured[number] - {"list"}
            theirs = theirs if text else theirs - {"list"}
            if mine != theirs:
                yield number, mine, theirs


def scanned(body: str) -> list[set[str]]:
    """Say of each line what the colours say."""
    lines = normalized(body).split("\n")
    found: list[set[str]] = []
    state, labels = START, defined_labels(body)
    while len(found) < len(lines):
        at = len(found)
        for line in scan_unit(partial(_line_at, lines, at), state, labels):
            styles = {span.style for span in line.spans}
            aspects = {"list"} if line.is_listed else set()
            aspects |= {"heading"} if Style.HEADING in styles else set()
            aspects |= {"code"} if line.is_code else set()
            aspects |= {"link"} if not line.is_code and styles & _LINK_STYLES else set()
            found.append(aspects)
            state = line.state
    return found


def _line_at(lines: list[str], at: int, ahead: int) -> str | None:
    return lines[at + ahead] if at + ahead < len(lines) else None


def parsed(body: str) -> list[set[str] | None]:
    """Say of each line what the preview's parser says; None where a shortcode covers it."""
    config, context = MarkupConfig(), RenderContext()
    source = normalized(body)
    extraction = extract(source, context, config, lambda text: text)
    text = divided(extraction.text)
    divider, more = lines_divided(extraction.text)
    memory = new_memory(config, context)
    tokens = memory.parser.block_tokens(text)

    def place(line: int) -> int:
        if divider >= 0 and line > divider:
            line = max(divider, line - more)
        return extraction.line(line)

    count = len(source.split("\n"))
    found: list[set[str] | None] = [None] * count
    for line in range(len(text.split("\n"))):
        if place(line) < count:
            found[place(line)] = set()
    for line, aspect in _aspects(tokens, memory.parser.inline):
        where = place(line)
        aspects = found[where] if where < count else None
        if aspects is not None:
            aspects.add(aspect)
    return found


def _aspects(tokens: list[Token], inline: object) -> Iterator[tuple[int, str]]:
    rest, notes = take_footnotes(list(tokens))
    state = DocumentState(footnote_labels=frozenset(notes.groups))
    for token in tokens:
        if token.type == "definitions":
            for key, reference in token.meta.items():
                state.references.setdefault(key, reference)
    parse_inline(rest, notes, inline, state)
    for token in tokens:
        begin, end = token.map or (0, 0)
        name = {
            "heading_open": "heading",
            "fence": "code",
            "code_block": "code",
            "list_item_open": "list",
        }.get(token.type)
        if name is not None:
            for line in range(begin, end):
                yield line, name
        if token.type == "inline":
            yield from ((begin + line, "link") for line in _linked(token))


def _linked(token: Token) -> Iterator[int]:
    line, depth = 0, 0
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "link_open":
            depth += 1
        elif child.type == "link_close":
            depth -= 1
        elif child.type == "image":
            yield line
        if depth:
            yield line
        if child.type in ("code_inline", "html_inline", "text"):
            line += child.content.count("\n")


if __name__ == "__main__":
    sys.exit(main())
