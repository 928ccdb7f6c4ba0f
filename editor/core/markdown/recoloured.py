"""Pygments' lexers of some languages with the classes that Hugo gives the same pieces, found by comparing the two.

Imported when a block in one of these languages is coloured, as Pygments' own are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import ClassVar, NamedTuple

from pygments.lexer import Lexer, RegexLexer
from pygments.lexers.c_cpp import CLexer, CppLexer
from pygments.lexers.css import CssLexer
from pygments.lexers.dotnet import CSharpLexer
from pygments.lexers.dsls import ProtoBufLexer
from pygments.lexers.go import GoLexer
from pygments.lexers.javascript import TypeScriptLexer
from pygments.lexers.jvm import KotlinLexer
from pygments.lexers.php import PhpLexer
from pygments.lexers.python import PythonLexer
from pygments.lexers.scripting import LuaLexer
from pygments.lexers.shell import BashLexer, PowerShellLexer
from pygments.token import (
    Comment,
    Error,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
    _TokenType,
)

from editor.core.markdown.scss_lexer import ScssLexer

# As far back is looked for what a piece stands behind.
_NEAR = 40


class Change(NamedTuple):
    """What a piece of one class is instead: where its text matches whole, by what follows, and by what is before."""

    old: _TokenType
    new: _TokenType
    text: str = ""
    following: str = ""
    behind: str = ""


class _Recoloured(RegexLexer):
    changes: ClassVar[tuple[Change, ...]] = ()

    def get_tokens_unprocessed(
        self, text: str, stack: Iterable[str] = ("root",)
    ) -> Iterator[tuple[int, _TokenType, str]]:
        """Give the tokens with their places."""
        # Not all of them take a stack.
        for at, kind, value in super().get_tokens_unprocessed(text):
            new = kind
            for change in self.changes:
                if (
                    change.old is kind
                    and (not change.text or re.fullmatch(change.text, value))
                    and (not change.following or re.compile(change.following).match(text, at + len(value)))
                    and (not change.behind or re.search(change.behind, text[max(0, at - _NEAR) : at]))
                ):
                    new = change.new
                    break
            yield at, new, value


_CALL = r"\s*\("
_NUMBERS = (Number.Integer, Number.Float, Number.Hex, Number.Oct, Number.Bin)


class Go(_Recoloured, GoLexer):
    """Go, whose functions are known by their parenthesis."""

    changes = (
        Change(Name.Other, Name.Function, following=_CALL),
        Change(Keyword.Type, Name.Builtin, following=_CALL),
        Change(Keyword.Type, Keyword.Declaration, "map|chan"),
        Change(Operator, Punctuation, "[=<>|!]"),
        Change(Punctuation, Operator, r"\.\.\."),
        Change(Comment.Single, Comment.Preproc, r"//(?![\s/]).*\n?"),
    )


class CSharp(_Recoloured, CSharpLexer):
    """C#, with comments of documentation and declarations by themselves."""

    changes = (
        Change(Comment.Single, Comment.Special, r"///(?:.|\n)*"),
        Change(
            Keyword,
            Keyword.Declaration,
            "public|private|static|override|async|protected|internal|abstract|extern|const|enum|sealed"
            "|partial|unsafe|volatile",
        ),
        Change(Keyword, Keyword.Constant, "null|true|false"),
        Change(Keyword, Name, "nameof|record|and|or|when|with|not|managed"),
        Change(
            Name.Function, Keyword, "if|foreach|default|return|is|typeof|while|for|using|lock|switch|catch"
        ),
        Change(Name.Function, Name),
        Change(Operator, Punctuation),
        Change(Number.Integer, Number),
        Change(Number.Float, Number),
    )


class Python(PythonLexer):
    """Python, whose documentation is a string like others, and whose decorators are one piece with their dots."""

    def get_tokens_unprocessed(
        self, text: str, stack: Iterable[str] = ("root",)
    ) -> Iterator[tuple[int, _TokenType, str]]:
        """Give the tokens with their places."""
        decorates = False
        for at, kind, value in super().get_tokens_unprocessed(text, stack):
            if kind is String.Doc:
                kind = String.Single if value.lstrip().startswith("'") else String.Double
            decorates = kind is Name.Decorator or (decorates and (kind is Name or value == "."))
            yield at, Name.Decorator if decorates else kind, value


class Lua(_Recoloured, LuaLexer):
    """Lua, whose names are all alike."""

    changes = tuple(
        Change(old, Name)
        for old in (Name.Variable, Name.Function, Name.Property, Name.Builtin, Name.Attribute)
    )


class Proto(_Recoloured, ProtoBufLexer):
    """Protocol buffers."""

    changes = (
        Change(Name.Attribute, Name),
        Change(Keyword, Keyword.Declaration, "rpc|oneof"),
        Change(Name, Keyword, "stream"),
    )


class _Signed(_Recoloured):
    """Takes the sign before a number for an operator."""

    def get_tokens_unprocessed(
        self, text: str, stack: Iterable[str] = ("root",)
    ) -> Iterator[tuple[int, _TokenType, str]]:
        """Give the tokens with their places."""
        for at, kind, value in super().get_tokens_unprocessed(text, stack):
            if kind in _NUMBERS and value[0] == "-":
                yield at, Operator, "-"
                yield at + 1, kind, value[1:]
            else:
                yield at, kind, value


_LABELS = tuple(Change(old, Name.Label, following=r"\s*:(?!:)") for old in (Name, Name.Constant))


class C(_Signed, CLexer):
    """C, whose functions are known by their parenthesis and whose labels by their colon."""

    changes = (Change(Name, Name.Function, following=_CALL), *_LABELS)


class Cpp(_Signed, CppLexer):
    """C++, whose functions are known where they are not a class's own."""

    changes = (Change(Comment.PreprocFile, Comment.Preproc, behind="include$"), *_LABELS)

    def get_tokens_unprocessed(
        self, text: str, stack: Iterable[str] = ("root",)
    ) -> Iterator[tuple[int, _TokenType, str]]:
        """Give the tokens with their places."""
        for at, kind, value in super().get_tokens_unprocessed(text, stack):
            if kind is Name.Function and "::" in value:
                for part in re.finditer("::|(?:(?!::).)+", value):
                    yield at + part.start(), Operator if part.group() == "::" else Name, part.group()
            else:
                yield at, kind, value


class Shell(_Recoloured, BashLexer):
    """Shells, whose numbers are words of their own."""

    changes = (Change(Number, Text, following=r"(?![ \n]|\Z)"),)


class PowerShell(_Recoloured, PowerShellLexer):
    """PowerShell, where a verb and a noun are a command."""

    changes = (
        Change(Punctuation, Error, ":"),
        Change(Name, Name.Builtin, r"\w+(?:-\w+)+"),
        Change(Name, Name.Property, behind=r"\.$"),
    )


class TypeScript(_Recoloured, TypeScriptLexer):
    """TypeScript, where a name and its type are one piece, and types in angles are tags."""

    changes = (
        Change(Operator, Text, ":", following=r"\s*\w", behind=r"[\w$?]\s*$"),
        Change(Operator, Punctuation, "<", following=r"/?[A-Z][\w.]*\s*/?>"),
        Change(Operator, Punctuation, ">", behind=r"<[A-Z][\w.]*$"),
        Change(Name.Other, Name.Tag, following=r"\s*/?>", behind="<$"),
        Change(Keyword.Type, Name.Tag, following=r"\s*/?>", behind="<$"),
        Change(
            Keyword.Reserved,
            Keyword.Type,
            "string|number|boolean|any|void|never|unknown",
            behind=r"[\w$?]\s*:\s*$",
        ),
    )


class Css(CssLexer):
    """CSS, whose own properties are read word by word where they are used."""

    def get_tokens_unprocessed(
        self, text: str, stack: Iterable[str] = ("root",)
    ) -> Iterator[tuple[int, _TokenType, str]]:
        """Give the tokens with their places."""
        for at, kind, value in super().get_tokens_unprocessed(text, stack):
            if kind is Name.Variable and text[at - 1 : at] == "(":
                for part in re.finditer(r"-+|[^-]+", value):
                    yield at + part.start(), Operator if part.group()[0] == "-" else Name, part.group()
            else:
                yield at, kind, value


class Kotlin(_Recoloured, KotlinLexer):
    """Kotlin, whose words are all of one kind."""

    changes = (
        Change(Name.Attribute, Name),
        Change(Name.Variable, Name.Property),
        Change(Keyword.Declaration, Keyword),
        Change(String, String.Double),
    )


class Php(_Recoloured, PhpLexer):
    """PHP without the tag that begins it in a page."""

    changes = (Change(Name.Builtin, Name.Other),)


RECOLOURED: Mapping[str, Callable[..., Lexer]] = MappingProxyType(
    {
        **dict.fromkeys(("go", "golang"), Go),
        **dict.fromkeys(("csharp", "c#", "cs"), CSharp),
        **dict.fromkeys(("kotlin", "kt"), Kotlin),
        "css": Css,
        **dict.fromkeys(("powershell", "posh", "ps1", "psd1", "psm1", "pwsh"), PowerShell),
        **dict.fromkeys(("typescript", "ts"), TypeScript),
        "lua": Lua,
        "scss": ScssLexer,
        **dict.fromkeys(("protobuf", "proto"), Proto),
        **dict.fromkeys(("c", "h"), C),
        **dict.fromkeys(("c++", "cpp"), Cpp),
        **dict.fromkeys(("bash", "ksh", "sh", "shell", "zsh"), Shell),
        **dict.fromkeys(("python", "py", "python3", "py3"), Python),
        **dict.fromkeys(("php", "php3", "php4", "php5"), partial(Php, startinline=True)),
    }
)
