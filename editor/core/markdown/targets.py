"""Where the links of a text lead: destinations in brackets behind a label, or references by it."""

from __future__ import annotations

from markdown_it.common.utils import normalizeReference

from editor.core.markdown.brackets import closure, inline_target, target_ends
from editor.core.markdown.characters import unescape
from editor.core.markdown.document_state import DocumentState

_LABEL_MOST = 999
_SHORT = 1000


class Targets:
    """The targets in one block's text; `state` is told which labels were asked for."""

    def __init__(self, text: str, state: DocumentState) -> None:
        self._text = text
        self._state = state
        self._ends: dict[int, int] | None = None

    def find(self, begin: int, close: int) -> tuple[str, str | None, int] | None:
        """Give destination, title and where the text goes on, for the label text[begin:close] and its bracket."""
        text = self._text
        following = text[close + 1 : close + 2]
        if following == "(":
            found = inline_target(text, close + 1, self._all_ends())
            if found is not None:
                return unescape(found[0]), None if found[1] is None else unescape(found[1]), found[2]
        label, end = text[begin:close], close + 1
        if following == "[":
            closer = closure(text, close + 2, "[", "]")
            if closer >= 0:
                end = closer + 1
                label = text[close + 2 : closer].strip() and text[close + 2 : closer] or label
        if len(label) > _LABEL_MOST:
            return None
        key = normalizeReference(label)
        self._state.asked.add(key)
        reference = self._state.references.get(key)
        return None if reference is None else (reference.href, reference.title, end)

    def _all_ends(self) -> dict[int, int] | None:
        # In a short text looking for each by itself costs nothing.
        if self._ends is None and len(self._text) > _SHORT:
            self._ends = target_ends(self._text)
        return self._ends
