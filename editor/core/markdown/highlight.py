"""Code coloured by Pygments, in the markup and the class names of Hugo's Chroma.

Sources: https://gohugo.io/content-management/syntax-highlighting/ and probes of the binary.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
from pygments.token import STANDARD_TYPES, Token, _TokenType
from pygments.util import ClassNotFound

# A block longer than this is shown without colours: a page of it would take seconds.
_MOST_COLOURED = 200_000


@cache
def _languages() -> tuple[frozenset[str], frozenset[str]]:
    data = json.loads((files("editor.core.markdown") / "data" / "chroma_languages.json").read_text("utf-8"))
    return frozenset(data["names"]), frozenset(data["words"])


def is_known_language(name: str) -> bool:
    """Whether Chroma has a lexer for `name`: by a name or alias in any case, or by a file's name or ending."""
    names, words = _languages()
    return name.lower() in names or name in words


@cache
def _lexer(name: str) -> Lexer | None:
    for find, word in (
        (get_lexer_by_name, name.lower()),
        (get_lexer_for_filename, f"file.{name}"),
        (get_lexer_for_filename, name),
    ):
        try:
            return find(word, stripnl=False, ensurenl=False)
        except ClassNotFound:
            continue
    return None


def coloured_lines(code: str, language: str) -> Iterator[str]:
    """Give the HTML of each line of `code`, its newline included, tokens in spans of Chroma's classes."""
    lexer = _lexer(language) if len(code) <= _MOST_COLOURED else None
    if lexer is None:
        yield from (html.escape(line) for line in code.splitlines(keepends=True))
        return
    line: list[str] = []
    for kind, text in lexer.get_tokens(code):
        name = _class_of(kind)
        for part in text.splitlines(keepends=True):
            piece = html.escape(part)
            line.append(f'<span class="{name}">{piece}</span>' if name else piece)
            if part.endswith("\n"):
                yield "".join(line)
                line = []
    if line:
        yield "".join(line)


@cache
def _class_of(kind: _TokenType) -> str:
    while kind is not Token and kind not in STANDARD_TYPES:
        kind = kind.parent
    return STANDARD_TYPES.get(kind, "")


def coloured(code: str, language: str) -> str:
    """Give the inside of a code block: every line in the two spans that Hugo puts around it."""
    return "".join(
        f'<span class="line"><span class="cl">{line}</span></span>' for line in coloured_lines(code, language)
    )
