"""Code coloured by Pygments, in the markup and the class names of Hugo's Chroma.

Sources: https://gohugo.io/content-management/syntax-highlighting/ and probes of the binary.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
from pygments.token import STANDARD_TYPES, Token, _TokenType
from pygments.util import ClassNotFound

from editor.core.markdown.lexers import OWN

# A block longer than this is shown without colours: a page of it would take seconds.
_MOST_COLOURED = 200_000

# Endings of copies, behind a file's own.
_COPY = re.compile(r"(?:~|\.bak|\.old|\.orig|\.(?:dpkg|ucf)-(?:dist|old)|\.ucf-new|\.rpm(?:new|orig|save))\Z")

# Writes a piece of escaped text in the span of its class.
Painter = Callable[[str, str], str]


@cache
def _data(name: str) -> dict[str, object]:
    data = json.loads((files("editor.core.markdown") / "data" / name).read_text("utf-8"))
    assert isinstance(data, dict)
    return data


@cache
def _languages() -> tuple[frozenset[str], frozenset[str]]:
    names, words = _data("chroma_languages.json")["names"], _data("chroma_languages.json")["words"]
    assert isinstance(names, list)
    assert isinstance(words, list)
    return frozenset(names), frozenset(words)


def is_known_language(name: str) -> bool:
    """Whether Chroma has a lexer for `name`: by a name or alias in any case, or by a file's name or ending."""
    names, words = _languages()
    return name.lower() in names or name in words or _ending(name) is not None


@cache
def _globs() -> tuple[frozenset[str], tuple[str, ...]]:
    """Give the endings of file names that Chroma knows, and its other patterns of them."""
    globs = _data("chroma_languages.json")["globs"]
    assert isinstance(globs, list)
    endings = {glob[1:] for glob in globs if glob.startswith("*.")}
    return frozenset(endings), tuple(glob for glob in globs if not glob.startswith("*."))


@cache
def _ending(name: str) -> str | None:
    """Give what a file's name tells the language by: its ending without the dot, or the word before one.

    None where Chroma takes it for no language's.
    """
    file = _COPY.sub("", name.rsplit("/", 1)[-1])
    endings, others = _globs()
    dotted = f".{file}"
    for at in [at for at, char in enumerate(dotted) if char == "."]:
        if dotted[at:] in endings:
            return dotted[at + 1 :]
    return next((glob.strip("*.") for glob in others if fnmatchcase(file, glob)), None)


def guessed_language(code: str) -> str:
    """Give the language that Chroma takes code to be in by its signs; `fallback` where it sees none."""
    best, name = 0.0, "fallback"
    for language, first, signs in _guesses():
        scores = (score for pattern, score in signs if pattern.search(code))
        worth = next(scores, 0.0) if first else min(sum(scores), 1.0)
        if worth > best:
            best, name = worth, language
    return name


@cache
def _guesses() -> tuple[tuple[str, bool, tuple[tuple[re.Pattern[str], float], ...]], ...]:
    text = (files("editor.core.markdown") / "data" / "chroma_guesses.json").read_text("utf-8")
    return tuple(
        (each["name"], each["first"], tuple((re.compile(pattern), score) for pattern, score in each["signs"]))
        for each in json.loads(text)
    )


def ended(code: str, language: str) -> str:
    """Give code without a last line end as Chroma colours it: some lexers make that one with what is before it.

    Then it stays, be it blanks, a comment or, in a few languages, anything at all.
    """
    endings = _data("chroma_languages.json")["endings"]
    assert isinstance(endings, dict)
    signs = endings.get(language.lower(), "")
    if not code or code.endswith("\n") or not signs:
        return code
    last = code.rsplit("\n", 1)[-1]
    blank = " " in signs and last[-1:] in (" ", "\t")
    if signs == "*" or blank or ("?" in signs and last.endswith("?>")):
        return code + "\n"
    comments = "/" in signs and "//" in last, "#" in signs and "#" in last, ";" in signs and ";" in last
    if any(comments) and [name for name, _ in tokens(code, language)][-1].startswith("c"):
        return code + "\n"
    return code


@cache
def style_rules(name: str) -> Mapping[str, str]:
    """Give the CSS of a Chroma style by class ("" is the block's own); unknown names are Chroma's fallback."""
    styles = _data("chroma_styles.json")
    rules = styles.get(name.lower(), styles["swapoff"])
    assert isinstance(rules, dict)
    return rules


def _own(name: str) -> Callable[..., Lexer] | None:
    # Pygments' modules take their time, and most posts need few of them.
    from editor.core.markdown.recoloured import RECOLOURED

    return OWN.get(name) or RECOLOURED.get(name)


@cache
def _lexer(name: str) -> Lexer | None:
    own = _own(name.lower()) or _own(_ending(name) or "")
    if own is not None:
        return own(stripnl=False, ensurenl=False)
    for find, word in (
        (get_lexer_by_name, name.lower()),
        (get_lexer_for_filename, f"file.{name}"),
        (get_lexer_for_filename, name),
        (get_lexer_by_name, (_ending(name) or "text").lower()),
    ):
        try:
            return find(word, stripnl=False, ensurenl=False)
        except ClassNotFound:
            continue
    return None


@cache
def _renamed(lexer: str) -> Mapping[str, str]:
    """Give what Chroma calls the classes of one of Pygments' lexers, where the two differ.

    Keys are a class, or a class and the text it stands for: `k import`.
    """
    found = _data("chroma_classes.json").get(lexer, {})
    assert isinstance(found, dict)
    return found


def lexer_name(language: str) -> str:
    """Give what the lexer of a language is called in the table of classes; empty where there is none."""
    lexer = _lexer(language)
    return lexer.name if lexer is not None else ""


def tokens(code: str, language: str) -> Iterator[tuple[str, str]]:
    """Give the pieces of `code` with their classes, "" for none; together they are the code."""
    renamed = _renamed(lexer_name(language))
    for name, text in plain_tokens(code, language):
        if renamed:
            # One whole number is like the other.
            name = renamed.get(f"{name} {'0' if text.isdigit() else text}", renamed.get(name, name))
        yield name, text


def plain_tokens(code: str, language: str) -> Iterator[tuple[str, str]]:
    """Give the pieces of `code` with the classes that Pygments has for them."""
    lexer = _lexer(language) if len(code) <= _MOST_COLOURED else None
    if lexer is None:
        yield "", code
        return
    for kind, text in lexer.get_tokens(code):
        yield _class_of(kind), text


@cache
def _class_of(kind: _TokenType) -> str:
    at: _TokenType | None = kind
    while at is not None and at is not Token and at not in STANDARD_TYPES:
        at = at.parent
    return STANDARD_TYPES.get(at, "") if at is not None else ""


def in_class(name: str, text: str) -> str:
    """Write a piece of escaped text in a span with its class."""
    return f'<span class="{name}">{text}</span>' if name else text


def coloured_lines(code: str, language: str, paint: Painter = in_class) -> Iterator[str]:
    """Give the HTML of each line of `code`, its newline included, tokens in spans of Chroma's classes."""
    line: list[str] = []
    for name, text in tokens(code, language):
        for part in _lines(text):
            line.append(paint(name, html.escape(part)))
            if part.endswith("\n"):
                yield "".join(line)
                line = []
    if line:
        yield "".join(line)


def coloured(code: str, language: str) -> str:
    """Give the inside of a code block: every line in the two spans that Hugo puts around it."""
    return "".join(
        f'<span class="line"><span class="cl">{line}</span></span>' for line in coloured_lines(code, language)
    )


def _lines(text: str) -> list[str]:
    r"""Part a text behind each "\n", and at no other character."""
    parts = text.split("\n")
    lines = [part + "\n" for part in parts[:-1]]
    return [*lines, parts[-1]] if parts[-1] else lines
