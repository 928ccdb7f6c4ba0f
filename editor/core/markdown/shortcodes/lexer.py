"""Shortcode tags as Hugo reads them; messages of errors are Hugo's own.

Sources: https://gohugo.io/content-management/shortcodes/ and probes of Hugo 0.168.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from editor.core.markdown.refusal import HugoRefusal

_OPENING = re.compile(r"\{\{[<%]")
_NUMBER = re.compile(r"[-+]?\d+\Z")
_FLOAT = re.compile(r"[-+]?\d*\.\d+\Z")
# How often a text is read over for the sake of faults; Hugo itself gives up at the first.
_MOST_SPENT = 8
_UNQUOTED = re.compile(r"\S*")

Value = str | int | float | bool


class TagError(HugoRefusal):
    """A tag that cannot be read; `at` is where Hugo says the error is."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, slots=True)
class Param:
    """An argument; positional where `name` is empty."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Tag:
    """One `{{< … >}}` or, with `markup`, `{{% … %}}`; `start` and `end` are code points in the text."""

    start: int
    end: int
    name: str
    markup: bool = False
    closing: bool = False
    self_closing: bool = False
    inline: bool = False
    params: tuple[Param, ...] = ()


def tag_at(tags: Sequence[Tag], at: int) -> Tag | None:
    """Give the one of `tags`, which are in order, that a place lies in."""
    index = bisect_right(tags, at, key=lambda tag: tag.start) - 1
    return tags[index] if index >= 0 and at < tags[index].end else None


@dataclass(frozen=True, slots=True)
class Fault:
    """A piece of the text that is no tag, though it begins as one: `message` is Hugo's, `at` its place."""

    start: int
    end: int
    message: str
    at: int


@dataclass(frozen=True, slots=True)
class Text:
    """Text as it goes into the page; its place in the source is from `start` to `end`."""

    start: int
    end: int
    text: str


Item = Tag | Fault | Text


@dataclass(slots=True)
class _Open:
    """What Hugo's lexer remembers from tag to tag."""

    names: set[str] = field(default_factory=set)
    last: str = ""


def items(source: str) -> Iterator[Item]:
    """Part a source into its text and its tags; after a fault reading goes on behind that tag."""
    state = _Open()
    at = 0
    spent = 0
    while (opening := _OPENING.search(source, at)) is not None:
        start = opening.start()
        if start > at:
            yield Text(at, start, source[at:start])
        mark = "%" if source[start + 2] == "%" else ">"
        item: Item
        try:
            if source.startswith("/*", start + 3):
                item = _comment(source, start, mark + "}}")
            else:
                item = _Reader(source, start, state, mark + "}}").tag()
        except TagError as error:
            end = _end_of_fault(source, start, mark + "}}")
            item = Fault(start, end, str(error), min(error.at, len(source)))
            spent += item.at - start
        yield item
        at = item.end
        if spent > _MOST_SPENT * len(source):
            # A tag without end is looked for to the end of the text, and a thousand of them would take minutes.
            break
    if at < len(source):
        yield Text(at, len(source), source[at:])


def _comment(source: str, start: int, right: str) -> Text:
    """Give an escaped shortcode as the text it shows: `{{</* x */>}}` is `{{< x >}}`."""
    close = source.find("*/" + right, start + 3)
    if close < 0 or close == start + 3:
        raise TagError("comment must be closed", start)
    end = close + 2 + len(right)
    return Text(start, end, source[start : start + 3] + source[start + 5 : close] + right)


def _end_of_fault(source: str, start: int, right: str) -> int:
    line = source.find("\n", start)
    line = len(source) if line < 0 else line
    close = source.find(right, start + 3, line)
    return close + len(right) if close >= 0 else line


def _word(char: str) -> bool:
    return char == "_" or char == "-" or char.isalnum()


@dataclass(slots=True)
class _Reader:
    """Reads one tag, step by step in the order in which Hugo's lexer looks for things."""

    source: str
    start: int
    state: _Open
    right: str
    at: int = 0
    name: str = ""
    closing: bool = False
    slash: bool = False
    inline: bool = False
    kind: str = ""
    params: list[Param] = field(default_factory=list)
    pending: str | None = None

    def tag(self) -> Tag:
        self.at = self.start + 3
        while not self.source.startswith(self.right, self.at):
            self._step()
        if not self.name:
            raise TagError("shortcode has no name", self.start)
        end = self.at + len(self.right)
        self_closing = self.slash and not self.closing
        return Tag(
            self.start,
            end,
            self.name,
            self.right[0] == "%",
            self.closing,
            self_closing,
            self.inline,
            tuple(self.params),
        )

    def _step(self) -> None:
        char = self.source[self.at : self.at + 1]
        if not char:
            raise TagError("unclosed shortcode action", self.at)
        if char.isspace():
            self.at += 1
        elif char == "=":
            self._value()
        elif char == "/":
            if not self.state.last:
                raise TagError("got closing shortcode, but none is open", self.at)
            self.slash = True
            self.at += 1
        elif char == "\\" and self.source[self.at + 1 : self.at + 2] in ('"', "`") and self.name:
            self.at += 1
            self._param(escaped=True)
        elif self.slash and (char == "_" or char.isalnum()):
            self._identifier()
        elif self.name and (_word(char) or char in '"`'):
            self._param(escaped=False)
        elif char == "_" or char.isalnum():
            self._identifier()
        else:
            raise TagError(
                f"unrecognized character in shortcode action: U+{ord(char):04X} '{char}'."
                " Note: Parameters with non-alphanumeric args must be quoted",
                self.at + 1,
            )

    def _identifier(self) -> None:
        end = self.at
        while end < len(self.source) and (_word(self.source[end]) or self.source[end] in "/."):
            # What follows a slash that closes the tag is not part of the name.
            if self.source[end] == "/" and self.source.startswith(self.right, end + 1):
                break
            end += 1
        name = self.source[self.at : end]
        self.inline = name.endswith(".inline")
        if self.slash:
            if name not in self.state.names:
                message = f"closing tag for shortcode '{name}' does not match start tag"
                raise TagError(message, end)
            self._close(name, end)
            return
        self.name, self.at = name, end
        self.state.last = name
        self.state.names.add(name)

    def _close(self, name: str, end: int) -> None:
        self.state.names.discard(name)
        self.name, self.at, self.closing = name, end, True
        while not self.source.startswith(self.right, self.at):
            if not self.source[self.at : self.at + 1].isspace():
                raise TagError("unclosed shortcode", self.at)
            self.at += 1

    def _param(self, *, escaped: bool) -> None:
        char = self.source[self.at]
        if char == '"' or (char == "`" and not escaped):
            if self.kind == "named":
                raise TagError(
                    "got quoted positional parameter. Cannot mix named and positional parameters", self.at
                )
            self.kind = "positional"
            value = self._raw() if char == "`" else self._quoted(inner_escapes=not escaped)
            self.params.append(Param("", value))
            return
        end = self.at
        while end < len(self.source) and (_word(self.source[end]) or self.source[end] == "."):
            end += 1
        word = self.source[self.at : end]
        named = bool(re.compile(r"\s*=").match(self.source, end))
        self._check_kind(word, end, named=named)
        self.at = end
        if named:
            self.pending = word
        else:
            self.params.append(Param("", typed(word)))

    def _check_kind(self, word: str, end: int, *, named: bool) -> None:
        kind = "named" if named else "positional"
        if self.kind and kind != self.kind:
            message = f"got {kind} parameter '{word}'. Cannot mix named and positional parameters"
            raise TagError(message, end)
        self.kind = kind

    def _value(self) -> None:
        self.at += 1
        while self.source[self.at : self.at + 1].isspace():
            self.at += 1
        char = self.source[self.at : self.at + 1]
        value: Value
        if char in ('"', "\\") and char:
            value = self._quoted(inner_escapes=char != "\\")
        elif char == "`":
            value = self._raw()
        else:
            match = _UNQUOTED.match(self.source, self.at)
            word = match.group() if match else ""
            self.at += len(word)
            value = typed(word)
        if self.pending is not None:
            self.params.append(Param(self.pending, value))
            self.pending = None

    def _raw(self) -> str:
        end = self.source.find("`", self.at + 1)
        if end < 0:
            raise TagError(
                "unterminated raw string in shortcode parameter-argument:"
                f" '{self.source[self.at + 1 : self.at + 60]}'",
                len(self.source),
            )
        value = self.source[self.at + 1 : end]
        self.at = end + 1
        return value

    def _quoted(self, *, inner_escapes: bool) -> str:
        line = self.source.find("\n", self.at)
        line = len(self.source) if line < 0 else line
        at = self.source.find('"', self.at, line) + 1
        if not at:
            # A backslash leads to a quote on its line, or to nothing.
            message = "unterminated quoted string in shortcode parameter-argument"
            raise TagError(f"{message}: '{self.source[self.at : line + 1]}'", line + 1)
        begin = at
        out: list[str] = []
        while True:
            char = self.source[at : at + 1]
            if char in ("", "\n"):
                message = "unterminated quoted string in shortcode parameter-argument"
                raise TagError(f"{message}: '{self.source[begin : at + 1]}'", at + 1)
            if char == "\\" and self.source[at + 1 : at + 2] == "`":
                raise TagError("unrecognized escape character", at + 1)
            if char == "\\" and self.source[at + 1 : at + 2] == '"':
                at += 2
                if not inner_escapes:
                    break
                out.append('"')
            elif char == '"':
                at += 1
                break
            else:
                out.append(char)
                at += 1
        self.at = at
        return "".join(out)


def typed(word: str) -> Value:
    """Give an unquoted argument the type Hugo gives it: true and false, whole and decimal numbers, else text."""
    if word in ("true", "false"):
        return word == "true"
    if len(word) < 300:
        if _NUMBER.match(word):
            return int(word)
        if _FLOAT.match(word):
            return float(word)
    return word
