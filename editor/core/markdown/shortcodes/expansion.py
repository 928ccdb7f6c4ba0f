"""A body's shortcodes taken out before Markdown and their HTML put back after it, in Hugo's way.

`{{< >}}` becomes a word that Markdown leaves alone, replaced in the finished HTML; what `{{% %}}` gives stands in the
body before Markdown reads it. Source: probes of Hugo 0.168.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from editor.core.markdown.config import MarkupConfig
from editor.core.markdown.context import RenderContext
from editor.core.markdown.refusal import HugoComplaint, HugoRefusal
from editor.core.markdown.shortcodes import embedded, hugoblox
from editor.core.markdown.shortcodes.cards import box, refused
from editor.core.markdown.shortcodes.lexer import Fault, Tag, Text
from editor.core.markdown.shortcodes.scene import Invocation, Scene
from editor.core.markdown.shortcodes.tree import Call, Node, read_tree
from editor.core.problem import Problem, Severity

# The word that stands for a shortcode; heading ids are made of it too, as in Hugo.
_WORD = re.compile(r"HAHAHUGOSHORTCODE[0-9a-f]+s\d+HBHB")
_WRAPPED = re.compile(f"<p>({_WORD.pattern})</p>(?=.)|({_WORD.pattern})", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ONE_PARAGRAPH = re.compile(r"\A<p>(.*)</p>\n\Z", re.DOTALL)
# What all shortcodes of a page may become together; more is a mistake or an attack.
_MOST_HTML = 20_000_000


@dataclass(frozen=True, slots=True)
class Extraction:
    """A body ready for Markdown: `text` with words in the place of shortcodes, and what they stand for.

    `lines` gives for each line of `text` its line in the body, both from 0; it is empty where they are the same.
    """

    text: str
    table: Mapping[str, Piece] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    lines: tuple[int, ...] = ()

    def line(self, number: int) -> int:
        """Give the body's line for a line of `text`; for an end, exclusive, the end."""
        if not self.lines:
            return number
        if number < len(self.lines):
            return self.lines[number]
        return self.lines[-1] + 1 + number - len(self.lines)

    def replace(self, html: str) -> str:
        """Put the shortcodes' HTML into a piece of the page."""
        if not self.table or "HAHAHUGOSHORTCODE" not in html:
            return html

        def put(match: re.Match[str]) -> str:
            piece = self.table.get(match.group(1) or match.group(2))
            if piece is None:
                return match.group()
            if match.group(2) and piece.is_box and _in_tag(html, match.start()):
                return piece.plain
            return piece.html

        return _WRAPPED.sub(put, html)

    def plain(self, text: str) -> str:
        """Put the shortcodes' bare text into a piece of plain text, such as an outline's entry."""
        if not self.table or "HAHAHUGOSHORTCODE" not in text:
            return text

        def put(match: re.Match[str]) -> str:
            piece = self.table.get(match.group())
            return piece.plain if piece is not None else match.group()

        return _WORD.sub(put, text)


@dataclass(frozen=True, slots=True)
class Piece:
    """The HTML of one shortcode; a box is ours, not Hugo's, and no part of a tag."""

    html: str
    is_box: bool = False

    @property
    def plain(self) -> str:
        """Its text without tags, fit for an attribute too."""
        return " ".join(_TAG.sub("", self.html).replace('"', "&quot;").split())


def has_shortcodes(body: str) -> bool:
    """Whether there is anything to expand."""
    return "{{" in body and ("{{<" in body or "{{%" in body)


def extract(
    body: str, context: RenderContext, config: MarkupConfig, markdown: Callable[[str], str]
) -> Extraction:
    """Take the shortcodes out of a body (its line ends are "\\n"); never raises.

    `markdown` renders a text without shortcodes, under `config`.
    """
    if not has_shortcodes(body):
        return Extraction(body)
    return _Expander(body, Scene(context, config, markdown)).run()


def _in_tag(html: str, at: int) -> bool:
    """Whether a place in HTML lies between `<` and `>`."""
    return html.rfind("<", 0, at) > html.rfind(">", 0, at)


class _Expander:
    def __init__(self, body: str, scene: Scene) -> None:
        self.body = body
        self.scene = scene
        self.out: list[str] = []
        self.lines = [0]
        self.starts = [0, *(i + 1 for i, char in enumerate(body) if char == "\n")]
        self.table: dict[str, Piece] = {}
        self.seen: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.left = _MOST_HTML

    def run(self) -> Extraction:
        """Expand the whole body."""
        for node in read_tree(self.body, self._takes_inner):
            if isinstance(node, Text):
                self._text(node)
            elif isinstance(node, Fault):
                self._put(self._fault(node), node.start, node.end, is_box=True)
            else:
                self._call(node)
        text = "".join(self.out)
        same = self.lines == list(range(len(self.lines)))
        return Extraction(text, self.table, tuple(self.problems), () if same else tuple(self.lines))

    def _takes_inner(self, name: str) -> bool | None:
        context = self.scene.context
        if name.lower() in context.site_shortcodes:
            return context.site_shortcodes[name.lower()]
        if name in embedded.RENDERERS:
            return name in embedded.WITH_INNER
        return hugoblox.WITH_INNER.get(name)

    def _text(self, node: Text) -> None:
        line = bisect_right(self.starts, node.start) - 1
        self.out.append(node.text)
        self.lines += range(line + 1, line + 1 + node.text.count("\n"))

    def _call(self, call: Call) -> None:
        if call.tag.markup and self._renderer(call.tag.name) is not None and not self._is_box(call.tag.name):
            result = self._html(call, 0)
            if not result.is_box:
                line = bisect_right(self.starts, call.tag.start) - 1
                self.out.append(result.html)
                self.lines += [line] * result.html.count("\n")
                return
        else:
            result = self._html(call, 0)
        self._put(result.html, call.tag.start, call.end, is_box=result.is_box)

    def _put(self, html: str, start: int, end: int, *, is_box: bool) -> None:
        digest = hashlib.blake2b(self.body[start:end].encode("utf-8", "replace"), digest_size=8).hexdigest()
        self.seen[digest] = self.seen.get(digest, -1) + 1
        word = f"HAHAHUGOSHORTCODE{digest}s{self.seen[digest]}HBHB"
        self.table[word] = Piece(html, is_box)
        self.out.append(word)

    def _is_box(self, name: str) -> bool:
        return self._is_sites(name) or name not in embedded.RENDERERS

    def _is_sites(self, name: str) -> bool:
        return name.lower() in self.scene.context.site_shortcodes

    def _renderer(self, name: str) -> Callable[[Invocation], str] | None:
        if self._is_sites(name):
            return hugoblox.RENDERERS.get(name)
        return embedded.RENDERERS.get(name) or hugoblox.RENDERERS.get(name)

    def _html(self, call: Call, level: int) -> Piece:
        tag = call.tag
        inner = "".join(self._inner(part, level + 1) for part in call.parts)
        if tag.markup and level > 0 and inner:
            inner = self._nested_markdown(inner)
        renderer = self._renderer(tag.name)
        invocation = self._invocation(call, inner)
        try:
            html = self._refusing_strangers(invocation) if renderer is None else renderer(invocation)
        except HugoRefusal as error:
            self._problem(str(error), tag.start)
            if isinstance(error, HugoComplaint) and self.scene.context.embeds == "hugo":
                return Piece("\n" if renderer is embedded.removed else "")
            return Piece(
                refused(str(error), self.body[tag.start : tag.end], alone=invocation.alone), is_box=True
            )
        if not call.parts and invocation.indentation:
            html = html.replace("\n", "\n" + invocation.indentation).removesuffix(invocation.indentation)
        self.left -= len(html)
        if self.left < 0:
            return Piece(refused("This page's shortcodes become too large to be shown."), is_box=True)
        return Piece(html, is_box=renderer is None or self._is_box(tag.name) or "pw-card" in html)

    def _refusing_strangers(self, call: Invocation) -> str:
        if self.scene.context.all_shortcodes_known and not self._is_sites(call.name):
            raise HugoRefusal(f'failed to extract shortcode: template for shortcode "{call.name}" not found')
        return box(call)

    def _inner(self, node: Node, level: int) -> str:
        if isinstance(node, Text):
            return node.text
        return self._fault(node) if isinstance(node, Fault) else self._html(node, level).html

    def _nested_markdown(self, inner: str) -> str:
        html = self.scene.markdown(inner)
        if "\n" not in inner:
            match = _ONE_PARAGRAPH.match(html if html.endswith("\n") else html + "\n")
            html = match.group(1) if match else html
        return html

    def _invocation(self, call: Call, inner: str) -> Invocation:
        tag = call.tag
        before, after = self._beside(tag, call.end)
        alone = not before.strip() and not after.strip()
        indentation = before if not before.strip() else ""
        return Invocation(
            tag.name, tag.params, inner, self.scene, tag.markup, call.closed, alone, indentation
        )

    def _beside(self, tag: Tag, end: int) -> tuple[str, str]:
        start = self.starts[bisect_right(self.starts, tag.start) - 1]
        line_end = self.body.find("\n", end)
        return self.body[start : tag.start], self.body[end : len(self.body) if line_end < 0 else line_end]

    def _fault(self, fault: Fault) -> str:
        self._problem(fault.message, fault.at)
        line = self.body[self.starts[bisect_right(self.starts, fault.start) - 1] : fault.start]
        source = self.body[fault.start : fault.end]
        return refused(fault.message, source, alone=not line.strip())

    def _problem(self, message: str, at: int) -> None:
        line = bisect_right(self.starts, at) - 1 + self.scene.context.first_line
        self.problems.append(Problem(Severity.ERROR, message, line=line))
