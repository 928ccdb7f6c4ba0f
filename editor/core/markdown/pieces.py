"""The tokens of a block's text."""

from __future__ import annotations

from typing import Any, Literal

from markdown_it.token import Token


class Piece(Token):
    """A token that is made in less than half the time: what it is given is kept as it is.

    A page has more of them than of anything else.
    """

    __slots__ = ()

    def __init__(
        self,
        kind: str,
        tag: str,
        nesting: Literal[-1, 0, 1],
        content: str = "",
        *,
        markup: str = "",
        info: str = "",
        attrs: dict[str, str | int | float] | None = None,
        meta: dict[Any, Any] | None = None,
        children: list[Token] | None = None,
    ) -> None:
        self.type = kind
        self.tag = tag
        self.nesting = nesting
        self.attrs = {} if attrs is None else attrs
        self.map = None
        self.level = 0
        self.children = children
        self.content = content
        self.markup = markup
        self.info = info
        self.meta = {} if meta is None else meta
        self.block = False
        self.hidden = False
