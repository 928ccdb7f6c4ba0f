"""From tokens to the ElementTree that Python-Markdown's tree processors and serializer work on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AMP_SUBSTITUTE
from markdown_it.token import Token

from editor.core.markdown.characters import escape_url, is_dangerous_url
from editor.core.markdown.config import MarkupConfig

OMITTED = "<!-- raw HTML omitted -->"
_AMP = AMP_SUBSTITUTE + "amp;"
_QUOTE = AMP_SUBSTITUTE + "quot;"


class RawStash:
    """HTML that goes into the page as it is, kept out of the serializer's hands behind placeholders."""

    def __init__(self) -> None:
        self._kept: list[str] = []

    def keep(self, html: str) -> str:
        """Put `html` away; the placeholder that stands for it in the tree's text."""
        self._kept.append(html)
        return f"\x02pw{len(self._kept) - 1}\x03"

    def get(self, number: int) -> str:
        """Give back what was kept under `number`."""
        return self._kept[number] if number < len(self._kept) else ""

    def clear(self) -> None:
        """Forget all."""
        self._kept.clear()


def escaped(text: str) -> str:
    """Guard ampersands: the serializer leaves what looks like an entity alone, and ours are resolved."""
    return text.replace("&", _AMP) if "&" in text else text


def _shown(text: str) -> str:
    """Guard quotes too: behind a tag of raw HTML without its end they would mean something."""
    text = escaped(text)
    return text.replace('"', _QUOTE) if '"' in text else text


def _append(parent: Element, text: str) -> None:
    if not text:
        return
    if len(parent):
        last = parent[-1]
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


class TreeBuilder:
    """Builds elements from inline tokens under one configuration; `prefix` begins the ids of footnotes."""

    def __init__(self, config: MarkupConfig, stash: RawStash, prefix: str = "") -> None:
        self.config = config
        self.stash = stash
        self.prefix = prefix

    def inline(self, parent: Element, tokens: Sequence[Token]) -> None:
        """Put inline tokens under `parent`."""
        if len(tokens) == 1 and tokens[0].type == "text":
            _append(parent, _shown(tokens[0].content))
            return
        stack = [parent]
        # Pieces of text in a row are put together once: to append each to those before it takes time squared.
        pieces: list[str] = []
        for token in tokens:
            write = _TEXTS.get(token.type)
            if write is not None:
                pieces.append(write(self, token))
                continue
            if pieces:
                _append(stack[-1], "".join(pieces))
                pieces.clear()
            if token.nesting == 1:
                stack.append(self._open(stack[-1], token))
            elif token.nesting == -1:
                stack.pop()
            else:
                self._leaf(stack[-1], token)
        _append(stack[-1], "".join(pieces))

    def _open(self, parent: Element, token: Token) -> Element:
        if token.type != "link_open":
            return SubElement(parent, token.tag)
        href = str(token.attrs["href"])
        attributes = {"href": self.url(href)}
        if token.attrs.get("title") is not None:
            attributes["title"] = escaped(str(token.attrs["title"]))
        return SubElement(parent, "a", attributes)

    def url(self, url: str) -> str:
        """Give a destination as it is written into an attribute."""
        if not self.config.unsafe and is_dangerous_url(url):
            return ""
        return escaped(escape_url(url))

    def entity(self, markup: str) -> str:
        """Give a replacement text that is written as it is, such as `&rsquo;`, for the tree."""
        return self.stash.keep(markup) if "<" in markup else markup.replace("&", AMP_SUBSTITUTE)

    def _leaf(self, parent: Element, token: Token) -> None:
        write = _LEAVES.get(token.type)
        if write is not None:
            write(self, parent, token)

    def code(self, parent: Element, token: Token) -> None:
        """Put code under `parent`."""
        SubElement(parent, "code").text = _shown(token.content)

    def text(self, token: Token) -> str:
        """Give plain text for the tree."""
        return _shown(token.content)

    def markup(self, token: Token) -> str:
        """Give a replacement text or an emoji for the tree."""
        return self.entity(token.content)

    def passthrough(self, token: Token) -> str:
        """Give text that is written as it is."""
        return self.stash.keep(token.content)

    def softbreak(self, _: Token) -> str:
        """End a line."""
        return "\n"

    def html(self, token: Token) -> str:
        """Give a tag, or what stands for it where the site is not `unsafe`."""
        if self.config.unsafe or not token.content.startswith("<!--"):
            return self.stash.keep(token.content if self.config.unsafe else OMITTED)
        return ""

    def hardbreak(self, parent: Element, _: Token) -> None:
        """End a line for the reader."""
        SubElement(parent, "br").tail = "\n"

    def checkbox(self, parent: Element, token: Token) -> None:
        """Put a task's box under `parent`."""
        attributes = {"checked": ""} if token.info else {}
        SubElement(parent, "input", attributes | {"disabled": "", "type": "checkbox"})

    def image(self, parent: Element, token: Token) -> None:
        """Put an image under `parent`."""
        attributes = {
            "src": self.url(str(token.attrs["src"])),
            "alt": escaped(alt_text(token.children or [])),
        }
        if token.attrs.get("title") is not None:
            attributes["title"] = escaped(str(token.attrs["title"]))
        SubElement(parent, "img", attributes)

    def footnote_ref(self, parent: Element, token: Token) -> None:
        """Put a reference to a footnote under `parent`."""
        number, use = token.meta["number"], token.meta["use"]
        again = str(use) if use else ""
        sup = SubElement(parent, "sup", {"id": f"{self.prefix}fnref{again}:{number}"})
        attributes = {"href": f"#{self.prefix}fn:{number}", "class": "footnote-ref", "role": "doc-noteref"}
        SubElement(sup, "a", attributes).text = str(number)


_LEAVES: Mapping[str, Callable[[TreeBuilder, Element, Token], None]] = MappingProxyType(
    {
        "checkbox": TreeBuilder.checkbox,
        "code_inline": TreeBuilder.code,
        "footnote_ref": TreeBuilder.footnote_ref,
        "hardbreak": TreeBuilder.hardbreak,
        "image": TreeBuilder.image,
    }
)
_TEXTS: Mapping[str, Callable[[TreeBuilder, Token], str]] = MappingProxyType(
    {
        "emoji": TreeBuilder.markup,
        "entity": TreeBuilder.markup,
        "html_inline": TreeBuilder.html,
        "passthrough": TreeBuilder.passthrough,
        "passthrough_block": TreeBuilder.passthrough,
        "softbreak": TreeBuilder.softbreak,
        "text": TreeBuilder.text,
    }
)


def alt_text(tokens: list[Token]) -> str:
    """Give the text of an image's description; images in it may be nested as deeply as they like."""
    out: list[str] = []
    rest = list(reversed(tokens))
    while rest:
        token = rest.pop()
        if token.type in ("text", "code_inline"):
            out.append(token.content)
        elif token.type == "entity":
            out.append(token.markup)
        elif token.type in ("softbreak", "hardbreak"):
            # Hugo writes the tag itself into the attribute.
            out.append("<br>\n" if token.type == "hardbreak" else "\n")
        elif token.type == "image":
            rest += reversed(token.children or [])
    return "".join(out)
