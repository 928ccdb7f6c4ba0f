"""A lexer for SCSS, which Pygments reads otherwise than Hugo does; written from the binary's output.

Imported when a block of SCSS is coloured, as Pygments' own lexers are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.resources import files
from typing import ClassVar

from pygments.lexer import RegexLexer, include, words
from pygments.lexer import bygroups as untyped_bygroups
from pygments.token import Comment, Error, Keyword, Name, Number, Operator, Punctuation, String, Text

# Its type stubs say nothing of this one.
bygroups: Callable[..., object] = untyped_bygroups

# The properties, the words that are values and the names of colours as Hugo knows them.
_WORDS = json.loads((files("editor.core.markdown") / "data" / "scss_words.json").read_text("utf-8"))


class ScssLexer(RegexLexer):
    """SCSS: selectors until a value begins, which goes to the next semicolon or brace."""

    name = "SCSS as Hugo colours it"
    url = "https://sass-lang.com/"
    aliases: ClassVar[list[str]] = []
    flags = re.IGNORECASE | re.MULTILINE
    tokens: ClassVar[dict[str, list[object]]] = {
        "root": [
            include("blank"),
            (
                r"@(?:import|use|forward|charset|media|return|if|else if|else|each|for|while|debug|warn|error"
                r"|content)\b",
                Keyword,
                "value",
            ),
            (r"(@(?:mixin|function))(\s+[\w-]+)", bygroups(Keyword, Name.Function), "value"),
            (r"(@include)(\s+[\w-]+)", bygroups(Keyword, Name.Decorator), "value"),
            (r"@[\w-]+", Keyword, "selector"),
            (r"(\$[\w-]+)(\s*)(:)", bygroups(Name.Variable, Text, Operator), "value"),
            (words(_WORDS["properties"], suffix=r"(?=\s{0,9}:)"), Name.Attribute, "property"),
            # A declaration's end is looked for no further than one is long, or many words would take time squared.
            (r"[\w-]+(?=\s{0,9}:(?:[^{};]|#\{[^{};]{0,99}\}){0,400};)", Name.Attribute, "property"),
            include("selector"),
        ],
        "blank": [
            (r"\s+", Text),
            (r"//.*\n?", Comment.Single),
            (r"/\*(?:.|\n)*?(?:\*/|\Z)", Comment.Multiline),
        ],
        "selector": [
            include("blank"),
            (r"#\{", String.Interpol, "interpolation"),
            (r"[{};]", Punctuation, "#pop"),
            (r"&", Keyword),
            (r"::?[\w-]*", Name.Decorator),
            (r"\.[\w-]*", Name.Class),
            (r"#[\w-]+", Name.Namespace),
            (r"(%)([\w-]+)", bygroups(Operator, Name.Class)),
            (r"\w[\w-]*", Name.Tag),
            (r"[~^*!&\[\]()<>|+=@:;,./?$-]", Operator),
            include("strings"),
            (r"[^\s]", Error),
        ],
        "property": [(r"\s+", Text), (r":", Operator, ("#pop", "value"))],
        "value": [
            include("blank"),
            (r"[{};]", Punctuation, "#pop"),
            (r"url\([^)]{0,2000}\)", String.Other),
            (words(_WORDS["properties"], suffix=r"(?=\s{0,9}:)"), Name.Attribute),
            (r"[\w'-]+(?=\s{0,9}:\s[^{}]{0,400};)", Name.Attribute),
            (r"(\bas\b)(\s+)([\w*-]+)", bygroups(Keyword, Text, Name.Namespace)),
            include("words"),
        ],
        "words": [
            (r"#\{", String.Interpol, "interpolation"),
            (r"!(?:important|default|global|optional)\b", Keyword),
            (r"(?:and|or|not)\b", Operator.Word),
            (r"(?<=\s)(?:in|from|through)(?=\s+[\d$(])", Operator.Word),
            (r"[a-z_-][\w-]*(?=\()", Name.Function),
            (words(_WORDS["colours"], suffix=r"\b(?!-)"), Name.Constant),
            (words(_WORDS["values"], suffix=r"\b"), Name.Entity),
            (r"\$[\w-]+", Name.Variable),
            (r"#[\da-f]{3,8}\b", Number.Hex),
            (r"(\d+)(%|[a-z]+)?", bygroups(Number.Integer, Keyword.Type)),
            (r"(\.\d+)(%|[a-z]+)?", bygroups(Number.Float, Keyword.Type)),
            (r"[a-z_][\w-]*", Name),
            (r"[()]", Punctuation),
            (r"[~^*!&%<>|+=@:,./?-]+", Operator),
            include("strings"),
            (r".", Error),
        ],
        "strings": [(r'"', String.Double, "double"), (r"'", String.Single, "single")],
        "double": [
            (r"#\{", String.Interpol, "interpolation"),
            (r'"', String.Double, "#pop"),
            (r'(?:\\.|#(?!\{)|[^"\\#])+', String.Double),
        ],
        "single": [
            (r"#\{", String.Interpol, "interpolation"),
            (r"'", String.Single, "#pop"),
            (r"(?:\\.|#(?!\{)|[^'\\#])+", String.Single),
        ],
        "interpolation": [(r"\}", String.Interpol, "#pop"), (r"\s+", Text), include("words")],
    }
