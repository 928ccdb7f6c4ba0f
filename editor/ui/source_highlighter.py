"""Colours for front matter in YAML, TOML and JSON as it is typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from editor.app.text_bridge import to_qpos
from editor.core.frontmatter import Format
from editor.ui.palette import LIGHT, Colours


class Token(Enum):
    """What a stretch of front matter is."""

    KEY = "key"
    STRING = "string"
    VALUE = "value"
    COMMENT = "comment"
    MARK = "mark"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Span:
    """The code points `start` to `end` (exclusive) of a line are a `token`."""

    start: int
    end: int
    token: Token


# What a line hands on to the next: nothing, an open quote, or a block scalar with the column of its key.
_PLAIN = 0
_QUOTES = {1: '"', 2: "'", 3: '"""', 4: "'''"}
_BLOCK = 16

_NUMBER = r"[-+]?(?:0[xob][0-9A-Fa-f_]+|\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+)"
_MOMENT = r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?: ?(?:Z|[-+]\d\d:?\d\d))?"
_END = r"(?=\s*(?:[,\]}]|\s#|$))"
_YAML = re.compile(
    r"(?P<comment>(?:^|(?<=\s))\#.*)"
    r"|(?P<key>(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\s\#&*!|>'\"%@`{}\[\],?:-][^\#{}\[\],]*?|[?:-][^\s,\[\]{}]"
    r"[^\#{}\[\],]*?)(?=\s*:(?:\s|$)))"
    r"|(?P<block>[|>](?:[-+]?\d?|\d[-+]?)(?=\s*(?:\s\#.*)?$))"
    r"|(?P<quote>\"|')"
    r"|(?P<name>[&*!][^\s,\[\]{}]*)"
    rf"|(?P<value>(?:{_MOMENT}|{_NUMBER}|true|True|TRUE|false|False|FALSE|null|Null|NULL|~){_END})"
    r"|(?P<mark>[-?](?=\s|$)|:(?=\s|$)|[,\[\]{}]|^\.\.\.$)"
    r"|(?P<string>[^\s,\[\]{}][^,\[\]{}]*?(?=\s+\#|\s*[,\[\]{}]|:\s|\s*$))"
)
_TOML = re.compile(
    r"(?P<comment>\#.*)"
    r"|(?P<name>^\s*\[\[?[^\[\]]*\]\]?)"
    r"|(?P<key>(?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*(?=\s*=))"
    r"|(?P<quote>\"\"\"|'''|\"|')"
    rf"|(?P<value>{_MOMENT}|\d\d:\d\d(?::\d\d(?:\.\d+)?)?|{_NUMBER}|true|false|[-+]?(?:inf|nan))"
    r"|(?P<mark>[=,\[\]{}.])"
)
_JSON = re.compile(
    r"(?P<key>\"(?:[^\"\\]|\\.)*\"(?=\s*:))"
    r"|(?P<quote>\")"
    rf"|(?P<value>{_NUMBER}|true|false|null)"
    r"|(?P<mark>[:,\[\]{}])"
)
_LANGUAGES = {Format.YAML: _YAML, Format.TOML: _TOML, Format.JSON: _JSON}
_CLOSING = {
    '"': re.compile(r'(?:[^"\\]|\\.)*?(")'),
    '"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*?(""")'),
    "'''": re.compile(r"(?s:.)*?(''')"),
}
_YAML_SINGLE = re.compile(r"(?:[^']|'')*(')(?!')")
_TOML_SINGLE = re.compile(r"[^']*(')")


def spans_of(line: str, language: Format, state: int = _PLAIN) -> tuple[list[Span], int]:
    """Take a line of front matter apart; `state` is what the line before gave, the first line's is 0.

    Gives the spans in their order and the state for the next line. Never raises, whatever the line holds.
    """
    pattern = _LANGUAGES.get(language)
    if pattern is None:
        return [], _PLAIN
    spans: list[Span] = []
    at = 0
    if state >= _BLOCK:
        if not line.strip() or _indent(line) > state - _BLOCK:
            return [Span(0, len(line), Token.STRING)] if line.strip() else [], state
    elif state in _QUOTES:
        at, state = _close(line, 0, 0, _QUOTES[state], language, spans)
        if state:
            return spans, state
    return spans, _scan(line, at, language, pattern, spans)


def _scan(line: str, at: int, language: Format, pattern: re.Pattern[str], spans: list[Span]) -> int:
    state = _PLAIN
    while at < len(line):
        found = pattern.match(line, at)
        if found is None or found.end() == at:
            at += 1
            continue
        kind = found.lastgroup or ""
        if kind == "quote":
            at, state = _close(line, at, found.end(), found.group(), language, spans)
            if state:
                return state
            continue
        if kind == "block":
            state = _BLOCK + _key_column(line)
        token = Token.MARK if kind == "block" else Token(kind)
        spans.append(Span(found.start(), found.end(), token))
        at = found.end()
    return state


def _close(
    line: str, start: int, inner: int, quote: str, language: Format, spans: list[Span]
) -> tuple[int, int]:
    """Colour a string from `start`, whose text begins at `inner`; gives where it ends and the state."""
    single = _YAML_SINGLE if language is Format.YAML else _TOML_SINGLE
    found = (single if quote == "'" else _CLOSING[quote]).match(line, inner)
    if found:
        spans.append(Span(start, found.end(), Token.STRING))
        return found.end(), _PLAIN
    if len(line) > start:
        spans.append(Span(start, len(line), Token.STRING))
    runs_on = language is Format.YAML or len(quote) == 3
    return len(line), next(n for n, q in _QUOTES.items() if q == quote) if runs_on else _PLAIN


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _key_column(line: str) -> int:
    """Give the column of the key a block scalar belongs to: its lines stand further right."""
    column = _indent(line)
    while line[column : column + 2] == "- ":
        rest = line[column + 2 :]
        if not re.match(r"\s*[^\s|>]", rest):
            break
        column += 2 + _indent(rest)
    return column


class SourceHighlighter(QSyntaxHighlighter):
    """Colours the front matter document; the language is set as the post's is known."""

    def __init__(self, document: QTextDocument, colours: Colours = LIGHT) -> None:
        super().__init__(document)
        self._language = Format.YAML
        self._formats = _formats(colours)

    def set_language(self, language: Format) -> None:
        """Colour as `language` from now on; files without front matter get YAML's."""
        language = Format.YAML if language is Format.NONE else language
        if language is not self._language:
            self._language = language
            self.rehighlight()

    def set_colours(self, colours: Colours) -> None:
        """Follow a change from light to dark."""
        self._formats = _formats(colours)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        spans, state = spans_of(text, self._language, max(self.previousBlockState(), _PLAIN))
        for span in spans:
            start = to_qpos(text, span.start)
            self.setFormat(start, to_qpos(text, span.end) - start, self._formats[span.token])
        self.setCurrentBlockState(state)


def _formats(colours: Colours) -> dict[Token, QTextCharFormat]:
    inks = {
        Token.KEY: colours.accent,
        Token.STRING: colours.text,
        Token.VALUE: colours.warning,
        Token.COMMENT: colours.faint,
        Token.MARK: colours.muted,
        Token.NAME: colours.ok,
    }
    formats = {}
    for token, ink in inks.items():
        formats[token] = QTextCharFormat()
        formats[token].setForeground(QColor(ink))
    formats[Token.COMMENT].setFontItalic(True)
    formats[Token.NAME].setFontWeight(QFont.Weight.DemiBold)
    return formats
