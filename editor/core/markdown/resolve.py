"""Links and images of the tree led to where they lead: a tree processor of Python-Markdown's kind."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from editor.core.markdown.context import RenderContext
from editor.core.markdown.links import Verdict
from editor.core.markdown.tree import escaped

_AMP = AMP_SUBSTITUTE + "amp;"


class LinkProcessor(Treeprocessor):
    """Asks the page's context about each destination; a broken one is marked with the reason."""

    def __init__(self, md: Markdown, context: RenderContext) -> None:
        super().__init__(md)
        self._ask = {
            "a": ("href", context.resolve_link),
            "img": ("src", context.resolve_image),
        }

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for element in root.iter():
            if element.tag in self._ask:
                attribute, resolve = self._ask[element.tag]
                if resolve is not None and element.get(attribute) is not None:
                    _resolve(element, attribute, resolve)


def _resolve(element: Element, attribute: str, resolve: Callable[[str], Verdict]) -> None:
    destination = (element.get(attribute) or "").replace(_AMP, "&")
    verdict = resolve(destination)
    if verdict.url != destination:
        element.set(attribute, escaped(verdict.url))
    if verdict.reason:
        element.set("class", " ".join(filter(None, (element.get("class"), "pw-broken"))))
        element.set("title", escaped(verdict.reason))
