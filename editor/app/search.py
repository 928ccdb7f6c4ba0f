"""Finding text in a buffer: all hits at once, in Qt's positions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QRegularExpression

from editor.app.text_bridge import for_qt

# More hits than this are counted no further: nobody steps through them, and replacing them stays possible.
MAX_HITS = 100_000
_GROUP = re.compile(r"\\(\d|[ntr\\])|\$(\d)|\$\{(\d{1,4})\}")


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; a `regex` is Perl's, as QRegularExpression has it."""

    text: str
    case: bool = False
    word: bool = False
    regex: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a document, from `start` to `end` in UTF-16 units, and what stands there.

    `groups[0]` is all of it, the others a pattern's groups.
    """

    start: int
    end: int
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """All places in order; `error` says why a pattern cannot be used or was given up."""

    places: tuple[Hit, ...] = ()
    error: str = ""


def find_hits(text: str, query: Query, within: tuple[int, int] | None = None) -> Hits:
    """Find all places of a buffer's text (newlines only), or those that lie `within` two positions; empty ones do not
    count.

    Bounded for patterns that go back and forth without end: PCRE gives those up.
    """
    if not query.text:
        return Hits()
    pattern = _compiled(query)
    if not pattern.isValid():
        return Hits(error=f"{pattern.errorString()} at {pattern.patternErrorOffset() + 1}")
    found: list[Hit] = []
    first, last = within or (0, -1)
    matches = pattern.globalMatch(for_qt(text), first)
    if not matches.isValid():
        return Hits(error="This pattern takes too long here.")
    while matches.hasNext() and len(found) < MAX_HITS:
        match = matches.next()
        if within is not None and match.capturedStart() > last:
            break
        if match.capturedLength() and (within is None or match.capturedEnd() <= last):
            found.append(Hit(match.capturedStart(), match.capturedEnd(), tuple(match.capturedTexts())))
    return Hits(tuple(found))


def replacement(hit: Hit, template: str, query: Query) -> str:
    r"""Give what replaces a hit: the template; for a regex with `\1`, `$1`, `\n` and `\t` put in."""
    if not query.regex:
        return template

    def put(found: re.Match[str]) -> str:
        mark = found[1] or found[2] or found[3]
        if not mark.isdigit():
            return {"n": "\n", "t": "\t", "r": "\n"}.get(mark, "\\")
        return hit.groups[int(mark)] if int(mark) < len(hit.groups) else ""

    return _GROUP.sub(put, template)


def _compiled(query: Query) -> QRegularExpression:
    source = query.text if query.regex else QRegularExpression.escape(query.text)
    if query.word:
        source = rf"(?<!\w)(?:{source})(?!\w)"
    option = QRegularExpression.PatternOption
    options = option.MultilineOption | option.UseUnicodePropertiesOption
    if not query.case:
        options |= option.CaseInsensitiveOption
    return QRegularExpression(source, options)
