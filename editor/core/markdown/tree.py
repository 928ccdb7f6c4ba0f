"""From tokens to the ElementTree that Python-Markdown's tree processors and serializer work on."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AMP_SUBSTITUTE
from markdown_it.token import Token

from editor.core.markdown.characters import escape_url, is_dangerous_url
from editor.core.markdown.config import MarkupConfig

OMITTED = "<!-- raw HTML omitted -->"
_AMP = AMP_SUBSTITUTE + "amp;"


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


def _append(parent: Element, text: str) -> None:
    if len(parent):
        last = parent[-1]
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


class TreeBuilder:
    """Builds elements from inline tokens under one configuration."""

    def __init__(self, config: MarkupConfig, stash: RawStash) -> None:
        self.config = config
        self.stash = stash

    def inline(self, parent: Element, tokens: Iterable[Token]) -> None:
        """Put inline tokens under `parent`."""
        stack = [parent]
        for token in tokens:
            kind = token.type
            if kind == "text":
                _append(stack[-1], escaped(token.content))
            elif token.nesting == 1:
                stack.append(self._open(stack[-1], token))
            elif token.nesting == -1:
                stack.pop()
            else:
                self._leaf(stack[-1], token)

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
        kind = token.type
        if kind == "code_inline":
            SubElement(parent, "code").text = escaped(token.content)
        elif kind == "entity":
            _append(parent, self.entity(token.content))
        elif kind == "softbreak":
            _append(parent, "\n")
        elif kind == "hardbreak":
            SubElement(parent, "br").tail = "\n"
        elif kind == "html_inline":
            if self.config.unsafe or not token.content.startswith("<!--"):
                _append(parent, self.stash.keep(token.content if self.config.unsafe else OMITTED))
        elif kind == "image":
            self._image(parent, token)
        elif kind == "footnote_ref":
            self._footnote_ref(parent, token)
        elif kind == "checkbox":
            attributes = {"checked": ""} if token.info else {}
            SubElement(parent, "input", attributes | {"disabled": "", "type": "checkbox"})

    def _image(self, parent: Element, token: Token) -> None:
        attributes = {
            "src": self.url(str(token.attrs["src"])),
            "alt": escaped(alt_text(token.children or [])),
        }
        if token.attrs.get("title") is not None:
            attributes["title"] = escaped(str(token.attrs["title"]))
        SubElement(parent, "img", attributes)

    def _footnote_ref(self, parent: Element, token: Token) -> None:
        number, use = token.meta["number"], token.meta["use"]
        again = str(use) if use else ""
        sup = SubElement(parent, "sup", {"id": f"fnref{again}:{number}"})
        link = SubElement(sup, "a", {"href": f"#fn:{number}", "class": "footnote-ref", "role": "doc-noteref"})
        link.text = str(number)


def alt_text(tokens: list[Token]) -> str:
    """Give the text of an image's description."""
    out = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            out.append(token.content)
        elif token.type == "entity":
            out.append(token.markup)
        elif token.type in ("softbreak", "hardbreak"):
            out.append("\n")
        elif token.type == "image":
            out.append(alt_text(token.children or []))
    return "".join(out)
