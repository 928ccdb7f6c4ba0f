"""The Python-Markdown extension that makes `markdown.Markdown` parse as Goldmark does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import cast
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown_it.token import Token

from editor.core.markdown.blocks import block_tokens, make_block_parser
from editor.core.markdown.code_blocks import render_fence, render_plain
from editor.core.markdown.config import MarkupConfig
from editor.core.markdown.document_state import DocumentState
from editor.core.markdown.document_tree import DocumentTree, Footnotes, parse_inline, take_footnotes
from editor.core.markdown.inline import InlineParser
from editor.core.markdown.page_hash import page_hash
from editor.core.markdown.refusal import HugoRefusal
from editor.core.markdown.shortcodes.cards import refused
from editor.core.markdown.tree import RawStash

_PLACEHOLDER = re.compile("\x02pw(\\d+)\x03")
MORE = "<!--more-->"
_MORE = re.compile(r"<!--more-->[ \t\r\n]*")
# Hugo puts a word in the place of the summary divider, a paragraph by itself, which it takes out of the HTML.
_DIVIDER = "HAHAHUGOSUMMARYDIVIDERHBHB"
_DIVIDED = re.compile(f"<p>{_DIVIDER}</p>\n?|{_DIVIDER}\n?")
_LINES_OF_DIVIDER = 4


class GoldmarkExtension(Extension):
    """Replaces Python-Markdown's parser; tree processors, serializer and the extension API stay its own.

    `page` is the page's path as Hugo has it (`/post/a`): ids of footnotes are made of it where the site wants that.

    Extensions that add preprocessors, tree processors or postprocessors go on working; those that add block
    or inline syntax have no effect, as Hugo has none of them.
    """

    def __init__(self, markup: MarkupConfig | None = None, *, page: str = "", **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.markup = markup or MarkupConfig()
        self._page = page

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Put our parser in the place of Python-Markdown's, and take out what it would do to our tree."""
        stash = RawStash()
        # All that `Markdown.convert` wants of its parser is `parseDocument`.
        md.parser = cast(BlockParser, GoldmarkParser(md, self.markup, stash, self._page))
        for registry, names in (
            (md.preprocessors, ("normalize_whitespace", "html_block")),
            (md.treeprocessors, ("inline", "prettify", "unescape")),
            (md.postprocessors, ("raw_html", "unescape")),
        ):
            for name in names:
                registry.deregister(name, strict=False)
        md.postprocessors.register(_Restore(stash), "goldmark_raw", 5)
        md.registerExtension(self)
        self._stash = stash

    def reset(self) -> None:
        """Forget the document before."""
        self._stash.clear()


class _Restore(Postprocessor):
    def __init__(self, stash: RawStash) -> None:
        super().__init__()
        self._stash = stash

    def run(self, text: str) -> str:
        """Put the HTML that was kept aside back."""
        if "\x02" in text:
            text = _PLACEHOLDER.sub(lambda m: self._stash.get(int(m.group(1))), text)
        return _DIVIDED.sub("", text) if _DIVIDER in text else text


@dataclass(slots=True)
class Parsed:
    """A parsed document and the builder for its tree."""

    tokens: list[Token]
    notes: Footnotes
    state: DocumentState
    tree: DocumentTree


class GoldmarkParser:
    """What `md.parser` is: lines in, a tree out."""

    def __init__(self, md: Markdown, config: MarkupConfig, stash: RawStash, page: str = "") -> None:
        self.md = md
        self.config = config
        self.stash = stash
        # Hugo puts the hash of the page's path before the ids of its footnotes, where it is asked to.
        self.prefix = f"h{page_hash(page)}" if config.footnote.enable_auto_id_prefix else ""
        self.blocks = make_block_parser(config)
        self.inline = InlineParser(config)

    def parseDocument(self, lines: list[str]) -> ElementTree:  # noqa: N802
        """Parse a whole document, as `Markdown.convert` asks for it."""
        parsed = self.parse("\n".join(lines))
        root = Element("div")
        parsed.tree.build(root, parsed.tokens)
        parsed.tree.footnotes(root, parsed.notes, parsed.state)
        return ElementTree(root)

    def parse(self, body: str) -> Parsed:
        """Parse a body down to the inline tokens of every block."""
        rest, notes = take_footnotes(self.block_tokens(divided(normalized(body))))
        state = DocumentState(footnote_labels=frozenset(notes.groups))
        for token in chain(rest, *notes.groups.values()):
            if token.type == "definitions":
                for key, reference in token.meta.items():
                    state.references.setdefault(key, reference)
        parse_inline(rest, notes, self.inline, state)
        return Parsed(rest, notes, state, self.tree())

    def tree(self, fences: int = 0, *, in_colour: bool = True) -> DocumentTree:
        """Give a builder for one document's tree, or for a part of it that so many fences stand before."""
        code = self._code if in_colour else self._plain_code
        return DocumentTree(self.config, self.stash, code, self.prefix, fences)

    def _plain_code(self, code: str, info: str, ordinal: int) -> str:
        return self._code(code, info, ordinal, in_colour=False)

    def _code(self, code: str, info: str, ordinal: int, *, in_colour: bool = True) -> str:
        try:
            return render_fence(code, info, self.config, ordinal, in_colour=in_colour)
        except HugoRefusal as error:
            return refused(str(error), f"```{info}") + render_plain(code)

    def block_tokens(self, text: str) -> list[Token]:
        """Give the blocks of a text."""
        ended = not text.endswith((" ", "\t"))
        # markdown-it would overlook a last line of blanks.
        tokens = block_tokens(text if ended else text + "\n", self.blocks)
        if not ended and tokens and tokens[-1].type == "html_block":
            tokens[-1].content = tokens[-1].content.removesuffix("\n")
        return tokens


def normalized(text: str) -> str:
    r"""Give a body as the parser takes it: line ends "\n", no NUL, nothing that looks like a placeholder."""
    # Looking is cheaper than replacing, and this is done to the whole text at every keystroke.
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for char, instead in (("\0", "\ufffd"), ("\x02", ""), ("\x03", "")):
        if char in text:
            text = text.replace(char, instead)
    return text


def divided(text: str) -> str:
    """Put a paragraph in the place of the summary divider and the blanks behind it, as Hugo does before Markdown."""
    return _MORE.sub(f"\n\n{_DIVIDER}\n\n", text, count=1) if MORE in text else text


def lines_divided(text: str) -> tuple[int, int]:
    """Give the line of the summary divider, -1 without one, and how many lines it makes more than there were."""
    match = _MORE.search(text) if MORE in text else None
    if match is None:
        return -1, 0
    return text.count("\n", 0, match.start()), _LINES_OF_DIVIDER - match.group().count("\n")
