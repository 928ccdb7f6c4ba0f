"""Lexers for languages that Pygments lacks or reads otherwise than Hugo does, written from the binary's output."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import ClassVar

from pygments.lexer import DelegatingLexer, Lexer, RegexLexer, inherit, words
from pygments.lexer import bygroups as untyped_bygroups
from pygments.lexers.html import HtmlLexer
from pygments.lexers.markup import MarkdownLexer
from pygments.token import (
    Comment,
    Error,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Other,
    Punctuation,
    String,
    Text,
    Whitespace,
    _TokenType,
)

# Its type stubs say nothing of this one.
bygroups: Callable[..., object] = untyped_bygroups

# What Go's text/template knows by itself (https://pkg.go.dev/text/template).
_GO_WORDS = (
    *(
        "if",
        "else",
        "end",
        "range",
        "with",
        "define",
        "template",
        "block",
        "break",
        "continue",
        "and",
        "call",
    ),
    *(
        "html",
        "index",
        "slice",
        "js",
        "len",
        "not",
        "or",
        "print",
        "printf",
        "println",
        "urlquery",
        "eq",
        "ne",
    ),
    *("lt", "le", "gt", "ge", "true", "false", "nil"),
)


class GoTemplateLexer(RegexLexer):
    """Templates of Go's text/template, whose text is of no language."""

    name = "Go Text Template"
    url = "https://pkg.go.dev/text/template"
    aliases: ClassVar[list[str]] = []
    tokens: ClassVar[dict[str, list[object]]] = {
        "root": [
            (r"\{\{-?\s*/\*(?:.|\n)*?\*/\s*-?\}\}", Comment.Multiline),
            (r"\{\{-?", Comment.Preproc, "action"),
            (r"[^{]+", Other),
            (r"\{", Other),
        ],
        "action": [
            (r"-?\}\}", Comment.Preproc, "#pop"),
            (r"\s+", Whitespace),
            (r'"(?:\\.|[^"\\\n])*"|`[^`]*`', String),
            (r"-\d+\.\d+", Number.Float),
            (r"-\d+", Number.Integer),
            (r"\$?\.[\w.]*", Name.Attribute),
            (r"\$\w*", Name.Other),
            (words(_GO_WORDS, prefix=r"\b", suffix=r"\b"), Keyword),
            (r"\w+", Name.Other),
            (r":=|[=|(),+]", Operator),
            (r".", Error),
        ],
    }


class GoHtmlTemplateLexer(DelegatingLexer):
    """Templates of Go's html/template: HTML around the actions."""

    name = "Go HTML Template"
    url = "https://pkg.go.dev/html/template"
    aliases: ClassVar[list[str]] = []

    def __init__(self, **options: object) -> None:
        super().__init__(HtmlLexer, GoTemplateLexer, **options)


class YamlLexer(RegexLexer):
    """YAML line by line: keys, values by their first character, blocks by their indentation."""

    name = "YAML as Hugo colours it"
    url = "https://yaml.org/"
    aliases: ClassVar[list[str]] = []
    flags = re.MULTILINE
    tokens: ClassVar[dict[str, list[object]]] = {
        "root": [
            (r"^(?:---|\.\.\.)", Name.Namespace),
            (r"\s+", Text),
            (r"-(?= |$)", Text),
            (r"#.*", Comment),
            (r"[&*]\S+|!!?\S*", Comment.Preproc),
            (
                r"""("[^"\n]*"|'[^'\n]*'|[^\s"{#&*!|>\[\]-](?:(?! \#)[^"\n{])*?)(:)(?=\s|$)""",
                bygroups(Name.Tag, Punctuation),
            ),
            (
                r"([|>][+-]?\d?)([ \t]*\n)((?:([ \t]+)\S.*(?:\n|\Z)(?:(?:\4.*|[ \t]*)(?:\n|\Z))*)?)",
                bygroups(Punctuation, Text, String.Doc),
            ),
            (r'"(?:\\.|[^"\\])*"', String.Double),
            (r"'[^']*'", String.Single),
            (r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[-+ ]+[\d:]+)?)?", Literal.Date),
            (words(("true", "false", "on", "off", "yes", "no", "null"), suffix=r"\b"), Keyword.Constant),
            (r"(?i)(?:true|false|null)\b", Keyword.Constant),
            (r"\b[+-]?(?:0x[\da-f]+|0o[0-7]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\b", Number),
            (r"[?:,\[\]]", Punctuation),
            (r"[^\s{}\[\]?,:!\-*&@][^\n]*?(?=\s+#|$)", Literal),
            (r".", Text),
        ],
    }


class TomlLexer(RegexLexer):
    """TOML by its smallest pieces."""

    name = "TOML as Hugo colours it"
    url = "https://toml.io/"
    aliases: ClassVar[list[str]] = []
    tokens: ClassVar[dict[str, list[object]]] = {
        "root": [
            (r"\s+", Text),
            (r"#.*", Comment),
            (r'"""(?:.|\n)*?"""|"(?:\\.|[^"\\\n])*"', String.Double),
            (r"'''(?:.|\n)*?'''|'[^'\n]*'", String.Single),
            (r"(?:true|false)\b", Keyword.Constant),
            (r"[+-]?\d+\.\d+(?:[eE][+-]?\d+)?", Number.Float),
            (r"[+-]?\d[\d_]*", Number.Integer),
            (r"[A-Za-z_][\w-]*", Name.Other),
            (r"[.,=\[\]{}]", Punctuation),
            (r".", Error),
        ],
    }


class CsvLexer(RegexLexer):
    """Tables of comma-separated values."""

    name = "CSV as Hugo colours it"
    url = "https://www.rfc-editor.org/rfc/rfc4180"
    aliases: ClassVar[list[str]] = []
    tokens: ClassVar[dict[str, list[object]]] = {
        "root": [
            (r'"', String.Double, "quoted"),
            (r",", Punctuation),
            (r"\s+", Text),
            (r'[^",\s]+', String),
        ],
        "quoted": [
            (r'""', String.Escape),
            (r'"', String.Double, "#pop"),
            (r'[^"]+', String.Double),
        ],
    }


class IniLexer(RegexLexer):
    """Settings in sections; a value goes on in lines that are indented."""

    name = "INI as Hugo colours it"
    url = "https://en.wikipedia.org/wiki/INI_file"
    aliases: ClassVar[list[str]] = []
    flags = re.MULTILINE
    tokens: ClassVar[dict[str, list[object]]] = {
        "root": [
            (r"\s+", Text),
            (r"[;#].*", Comment.Single),
            (r"\[.*?\](?=[ \t]*$)", Keyword),
            (
                r"([^=\n]*?)([ \t]*)(=)([ \t]*)(.*(?:\n[ \t].+)*)",
                bygroups(Name.Attribute, Text, Operator, Text, String),
            ),
            (r".+", Name.Attribute),
        ]
    }


class EnvLexer(RegexLexer):
    """Files of environment variables."""

    name = "Environment variables"
    url = "https://12factor.net/config"
    aliases: ClassVar[list[str]] = []
    flags = re.MULTILINE
    tokens: ClassVar[dict[str, list[object]]] = {
        "root": [
            (r"#.*", Comment.Single),
            (r"^([A-Za-z_]\w*)(=)(.*)", bygroups(Name.Variable, Operator, Text)),
            (r"\s+|.", Text),
        ]
    }


class MarkedLexer(MarkdownLexer):
    """Markdown with its front matter in its own language, and code of no known language left plain."""

    name = "Markdown as Hugo colours it"
    aliases: ClassVar[list[str]] = []
    tokens: ClassVar[dict[str, list[object]]] = {
        "inline": [
            # Looked for no further than a comment is long, or many without an end would take time squared.
            (r"<!--(?s:.){0,1000}?-->", Comment.Multiline),
            (r"`[^`]+`", String.Backtick),
            inherit,
        ]
    }

    def get_tokens_unprocessed(
        self, text: str, stack: Iterable[str] = ("root",)
    ) -> Iterator[tuple[int, _TokenType, str]]:
        """Give the tokens with their places."""
        matter = re.match(r"---\n(?:.*\n)*?---(?=\n|\Z)", text)
        end = matter.end() if matter else 0
        if matter:
            yield from YamlLexer(stripnl=False, ensurenl=False).get_tokens_unprocessed(matter.group())
        for at, kind, value in super().get_tokens_unprocessed(text[end:], stack):
            yield at + end, Text if kind is String else kind, value


OWN: Mapping[str, type[Lexer]] = MappingProxyType(
    {
        **dict.fromkeys(("go-template", "go text template", "go-text-template", "gotmpl"), GoTemplateLexer),
        **dict.fromkeys(("go-html-template", "go html template"), GoHtmlTemplateLexer),
        **dict.fromkeys(("yaml", "yml"), YamlLexer),
        "toml": TomlLexer,
        "csv": CsvLexer,
        "env": EnvLexer,
        **dict.fromkeys(("ini", "cfg", "dosini"), IniLexer),
        **dict.fromkeys(("md", "markdown", "mkd"), MarkedLexer),
    }
)
