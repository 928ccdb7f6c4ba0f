"""From the block tokens of a document to its tree, with all that runs through the whole of it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from markdown_it.token import Token

from editor.core.markdown.block_attributes import shown
from editor.core.markdown.config import MarkupConfig
from editor.core.markdown.document_state import DocumentState
from editor.core.markdown.heading_ids import HeadingIds, plain_text
from editor.core.markdown.inline import InlineParser
from editor.core.markdown.paragraphs import cut_paragraph, trimmed
from editor.core.markdown.tree import OMITTED, RawStash, TreeBuilder, escaped

# The kinds of HTML block that end by a mark of their own (CommonMark 0.31, section 4.6, kinds 1, 3, 4 and 5).
_SELF_ENDING = re.compile(r" {0,3}<((?:pre|script|style|textarea)(?=[\s>])|\?|!\[|![A-Za-z])", re.IGNORECASE)
_ENDS = {"?": re.compile(r"\?>"), "![": re.compile(r"\]\]>")}
_DECLARATION_END = re.compile(">")
_TAG_END = re.compile(r"</(?:pre|script|style|textarea)>", re.IGNORECASE)

# Gives the HTML of a fenced block of code: its code, its info string, and how many of the page stand before it.
CodeRenderer = Callable[[str, str, int], str]


@dataclass(slots=True)
class Footnotes:
    """The footnote definitions of a document, by label in the order written."""

    groups: dict[str, list[Token]] = field(default_factory=dict)


def take_footnotes(tokens: list[Token]) -> tuple[list[Token], Footnotes]:
    """Part the footnote definitions, nested ones too, from the rest; a marker stays where each was."""
    notes = Footnotes()
    if not any(token.type == "footnote_open" for token in tokens):
        return tokens, notes
    rest: list[Token] = []
    stack: list[list[Token]] = [rest]
    for token in tokens:
        if token.type == "footnote_open":
            group: list[Token] = []
            notes.groups.setdefault(str(token.meta["label"]), group)
            stack[-1].append(token)
            stack.append(group)
        elif token.type == "footnote_close":
            stack.pop()
        else:
            stack[-1].append(token)
    return rest, notes


def parse_inline(tokens: list[Token], notes: Footnotes, parser: InlineParser, state: DocumentState) -> None:
    """Parse the text of all blocks in Goldmark's order: footnotes where the first of them stands."""
    done = False
    before = ""
    earlier = ""
    for token in tokens:
        if token.type == "footnote_open" and not done:
            done = True
            for group in notes.groups.values():
                parse_inline(group, Footnotes(), parser, state)
        elif token.type == "inline":
            token.children = parser.parse(token, state, task=earlier == "list_item_open")
        earlier, before = before, token.type


class DocumentTree:
    """Builds the elements of blocks; ids and footnote numbers run through everything it is given."""

    def __init__(
        self, config: MarkupConfig, stash: RawStash, code: CodeRenderer, prefix: str = "", fences: int = 0
    ) -> None:
        self.config = config
        self.stash = stash
        self.code = code
        self.prefix = prefix
        self.fences = fences
        self.inline = TreeBuilder(config, stash, prefix)
        self.ids = HeadingIds(config.auto_heading_id_type)
        self._cuts_paragraphs = config.passthrough.enable or not config.wrap_standalone_image_within_paragraph
        self.headings: list[tuple[int, str, str, int]] = []

    def build(self, parent: Element, tokens: list[Token]) -> None:
        """Put the blocks under `parent`; inline tokens have their children by now."""
        stack = [parent]
        heading: Token | None = None
        for i, token in enumerate(tokens):
            kind = token.type
            if kind == "inline":
                if self._cuts_paragraphs and i and tokens[i - 1].type == "paragraph_open":
                    stack[-1] = self._paragraph(stack, token, tokens[i - 1].hidden)
                else:
                    self._text(stack[-1], token, heading)
                heading = None
            elif kind in ("heading_open", "dt_open"):
                heading = token
                stack.append(self._block(stack[-1], token.tag))
            elif token.hidden:
                if token.nesting == 1 and i and stack[-1].tag == "li" and len(stack[-1]):
                    _tail(stack[-1], "\n")
            elif token.nesting == 1 and kind != "footnote_open":
                stack.append(self._container(stack[-1], token))
            elif token.nesting == -1:
                self._close(stack.pop(), token)
            else:
                self._leaf(stack[-1], token)

    def _block(self, parent: Element, tag: str, attributes: dict[str, str] | None = None) -> Element:
        _ensure_line(parent)
        element = SubElement(parent, tag, attributes or {})
        element.tail = "\n"
        return element

    def _container(self, parent: Element, token: Token) -> Element:
        attributes = {name: str(value) for name, value in token.attrs.items()} if token.attrs else {}
        if token.meta:
            attributes |= {name: escaped(value) for name, value in shown(token).items()}
        if token.type == "ordered_list_open":
            attributes.pop("start", None)
            start = token.attrs.get("start")
            if start is not None and start != 1:
                attributes["start"] = str(start)
        return self._block(parent, token.tag, attributes)

    def _close(self, element: Element, token: Token) -> None:
        if (
            token.type in ("blockquote_close", "list_item_close", "dd_close")
            and not len(element)
            and not element.text
        ):
            element.text = "" if token.type != "blockquote_close" else "\n"

    def _text(self, parent: Element, token: Token, heading: Token | None) -> None:
        children = token.children or []
        if heading is not None:
            self._heading(parent, heading, children)
        self.inline.inline(parent, children)

    def _paragraph(self, stack: list[Element], token: Token, hidden: bool) -> Element:
        """Write a paragraph whose blocks that pass through, or whose image, stand for themselves."""
        element = stack[-1]
        children = token.children or []
        pieces = cut_paragraph(children, self.config)
        if len(pieces) == 1 and isinstance(pieces[0], list):
            self.inline.inline(element, children)
            return element
        parent = element
        if not hidden:
            parent = stack[-2]
            parent.remove(element)
            _tail(parent, "")
        for i, piece in enumerate(pieces):
            if isinstance(piece, Token):
                self._block_piece(parent, piece, hidden)
            elif hidden:
                self.inline.inline(parent, trimmed(piece, self.config) if i else piece)
            else:
                element = self._block(parent, "p", dict(element.attrib) if not i else {})
                self.inline.inline(element, piece)
        return element

    def _block_piece(self, parent: Element, piece: Token, hidden: bool) -> None:
        if piece.type != "image" or not hidden:
            _ensure_line(parent)
        self.inline.inline(parent, [piece])

    def _heading(self, element: Element, heading: Token, children: list[Token]) -> None:
        if heading.type == "dt_open" and not self.config.auto_definition_term_id:
            return
        text = plain_text(children)
        last_line = text.rsplit("\n", 1)[-1]
        if heading.type == "dt_open":
            if last_line:
                element.set("id", self.ids.make(last_line, "term"))
            return
        given = shown(heading)
        for name, value in given.items():
            element.set(name, escaped(value))
        if "id" in given:
            self.ids.take(given["id"])
        elif self.config.auto_heading_id and last_line:
            element.set("id", self.ids.make(last_line))
        line = (heading.map or [0])[0]
        self.headings.append((int(heading.tag[1]), element.get("id", ""), text, line))

    def fence(self, token: Token) -> str:
        """Give the HTML of a fenced block of code, and count it."""
        self.fences += 1
        return self.code(token.content.rstrip("\n") and token.content, token.info, self.fences - 1)

    def _leaf(self, parent: Element, token: Token) -> None:
        kind = token.type
        if kind == "hr":
            self._block(parent, "hr", {name: escaped(value) for name, value in shown(token).items()})
        elif kind == "fence":
            self._raw(parent, self.fence(token))
        elif kind == "code_block":
            self._raw(parent, f"<pre><code>{html.escape(token.content)}</code></pre>\n")
        elif kind == "html_block":
            if self.config.unsafe:
                self._raw(parent, token.content)
            elif not token.content.startswith("<!--") or token.content == "<!--":
                # A comment is left out without a word, but not one whose first mark ends the text.
                self._raw(parent, (OMITTED + "\n") * (2 if _ends_itself(token.content) else 1))

    def _raw(self, parent: Element, markup: str) -> None:
        _ensure_line(parent)
        if markup.endswith("\n"):
            _tail(parent, self.stash.keep(markup[:-1]) + "\n")
        else:
            _tail(parent, self.stash.keep(markup))

    def footnotes(self, parent: Element, notes: Footnotes, state: DocumentState) -> None:
        """Put the section of the footnotes that were used under `parent`."""
        used = [label for label in state.footnotes if label in notes.groups]
        if not used:
            return
        section = self._block(parent, "div", {"class": "footnotes", "role": "doc-endnotes"})
        section.text = "\n"
        self._block(section, "hr")
        listing = self._block(section, "ol")
        for label in used:
            number = state.footnotes[label]
            item = self._block(listing, "li", {"id": f"{self.prefix}fn:{number}"})
            self.build(item, notes.groups[label])
            self._back_links(item, number, state.footnote_uses.get(label, 0))

    def _back_links(self, item: Element, number: int, uses: int) -> None:
        target = item[-1] if len(item) and item[-1].tag == "p" and item[-1].tail == "\n" else item
        for use in range(uses):
            _tail(target, self.inline.entity("&#160;"))
            again = str(use) if use else ""
            href = f"#{self.prefix}fnref{again}:{number}"
            link = SubElement(
                target, "a", {"href": href, "class": "footnote-backref", "role": "doc-backlink"}
            )
            link.text = self.inline.entity(self.config.footnote.backlink_html)


def _ends_itself(content: str) -> bool:
    """Whether a block of HTML ends by a mark on a later line, which Goldmark leaves out a second time."""
    opening = _SELF_ENDING.match(content)
    first, _, rest = content.partition("\n")
    if opening is None or not rest:
        return False
    mark = opening.group(1)[:2]
    pattern = _ENDS.get(mark) or (_DECLARATION_END if mark[0] == "!" else _TAG_END)
    return not pattern.search(first) and pattern.search(rest) is not None


def _tail(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _ensure_line(parent: Element) -> None:
    """Begin a new line in the output, as a block does."""
    if len(parent):
        if not (parent[-1].tail or "").endswith("\n"):
            _tail(parent, "\n")
    elif not (parent.text or "").endswith("\n"):
        _tail(parent, "\n")
