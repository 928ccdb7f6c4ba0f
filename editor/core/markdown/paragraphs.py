"""Paragraphs that do not stay one: blocks that pass through, and images that stand alone.

Sources: https://gohugo.io/configuration/markup/ and probes of Hugo 0.168.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from markdown_it.token import Token

from editor.core.markdown.config import MarkupConfig


def cut_paragraph(children: Sequence[Token], config: MarkupConfig) -> list[list[Token] | Token]:
    """Part a paragraph's tokens into those of paragraphs (lists) and what stands between them (tokens)."""
    alone = not config.wrap_standalone_image_within_paragraph and len(children) == 1
    if alone and children[0].type == "image":
        return [children[0]]
    pieces: list[list[Token] | Token] = []
    depth = 0
    for token in children:
        depth += token.nesting
        if token.type == "passthrough_block" and not depth:
            pieces.append(token)
        elif pieces and isinstance(pieces[-1], list):
            pieces[-1].append(token)
        else:
            pieces.append([token])
    return pieces or [[]]


def trimmed(tokens: Sequence[Token], config: MarkupConfig) -> list[Token]:
    """Leave out the blanks that a list's item loses behind a block that passes through."""
    first = tokens[0]
    if first.type != "text":
        return list(tokens)
    text = first.content.lstrip(" \t")
    if config.linkify and text and len(first.content) - len(text) > 1:
        # With linkify the last blank begins a text of its own.
        text = " " + text
    shorter = copy(first)
    shorter.content = text
    return [shorter, *tokens[1:]]
