"""Which elements a piece of HTML leaves open, as a browser's parser would have them.

Follows the tree construction of the HTML standard (https://html.spec.whatwg.org/multipage/parsing.html) as far as it
decides what is open. Where it is simpler it takes an element for open that is closed, never the other way.
"""

from __future__ import annotations

import re

_START = re.compile(r"<(?=[A-Za-z!?/]|$)")
# A tag up to its ">": names and values as the tokenizer has them, so that a quote that does not end swallows it.
_SPACE = r"[\t\n\f\r ]"
_VALUE = r"(?:\"[^\"]*+\"|'[^']*+'|[^\t\n\f\r >\"'][^\t\n\f\r >]*+|(?=>))"
_ATTRIBUTE = rf"[^\t\n\f\r />][^\t\n\f\r />=]*+(?:{_SPACE}*+={_SPACE}*+{_VALUE}|(?!{_SPACE}*+=))"
_TAG = re.compile(rf"<(/?)([A-Za-z][^\t\n\f\r />]*+)((?:[\t\n\f\r /]++|{_ATTRIBUTE})*+)>")
_TAG_BEGUN = re.compile(r"</?[A-Za-z]")
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
_BOGUS = re.compile(r"<[!?/][^>]*>")
_CDATA = re.compile(r"<!\[CDATA\[.*?\]\]>", re.DOTALL)


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_VOID = _names(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr"
)
_NO_ELEMENT = _names("html head body frameset")
_TABLE_PARTS = _names("caption colgroup tbody td tfoot th thead tr")
_RAW = _names("script style xmp iframe noembed noframes textarea title plaintext")
_FORMATTING = _names("a b big code em font i nobr s small strike strong tt u")
_CLOSING_P = _names(
    "address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul"
    " xmp"
)
_FOREIGN = _names("svg math")
_HOLDING_HTML = _names(
    "svg:foreignobject svg:desc svg:title math:mi math:mo math:mn math:ms math:mtext math:annotation-xml"
)
# Elements of HTML that end a drawing or a formula in which they stand.
_LEAVING_FOREIGN = _names(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta"
    " nobr ol p pre ruby s small span strong strike sub sup table tt u ul var font"
)
# What an end tag does not look beyond.
_SCOPE = _names("applet caption table td th marquee object select template") | _HOLDING_HTML
_SCOPES = {"p": _SCOPE | {"button"}, "li": _SCOPE | {"ol", "ul"}}
_TABLE_SCOPE = _names("table template")
_SPECIAL = _SCOPE | _CLOSING_P | _TABLE_PARTS | _RAW | _names("button frameset noscript")


class OpenElements:
    """Reads HTML piece by piece; `neutral` tells whether what comes next is parsed as if nothing had come."""

    def __init__(self) -> None:
        self._stack: list[str] = []
        self._formatting: list[str] = []
        self._raw = ""
        self._rest = ""
        # A form that began and whose own end tag has not come; meanwhile no other begins, wherever it closed.
        self._in_form = False

    @property
    def neutral(self) -> bool:
        """Whether nothing is open: no element, no formatting that goes on, no tag or comment begun."""
        return not (self._stack or self._formatting or self._raw or self._rest or self._in_form)

    def read(self, html: str) -> None:
        """Go on with the next piece."""
        html, self._rest = self._rest + html, ""
        at = 0
        while True:
            at = self._end_of_raw(html, at) if self._raw else at
            found = None if self._raw else _START.search(html, at)
            if found is None:
                return
            token = self._token(html, found.start())
            if token is None:
                self._rest = html[found.start() :]
                return
            if token.re is _TAG:
                self._take(token)
            at = token.end()

    def _end_of_raw(self, html: str, at: int) -> int:
        end = re.compile(rf"</{self._raw}(?=[\t\n\f\r />])", re.IGNORECASE).search(html, at)
        if end is None or self._raw == "plaintext":
            # An end tag may be cut in two by the end of the piece.
            self._rest = html[max(at, html.rfind("<")) :] if "<" in html[at:] else ""
            return len(html)
        self._raw = ""
        return end.start()

    def _token(self, html: str, at: int) -> re.Match[str] | None:
        if html.startswith("<!--", at):
            return _COMMENT.match(html, at)
        if html.startswith("<![CDATA[", at) and self._foreign():
            return _CDATA.match(html, at)
        # What begins as a tag and has no end yet is no comment either.
        return _TAG.match(html, at) if _TAG_BEGUN.match(html, at) else _BOGUS.match(html, at)

    def _take(self, tag: re.Match[str]) -> None:
        name = tag[2].lower()
        if tag[1]:
            self._end(name)
        elif (space := self._foreign()) and name not in _LEAVING_FOREIGN:
            if not tag[3].endswith("/"):
                self._stack.append(f"{space}:{name}")
        else:
            self._start(name, closed=tag[3].endswith("/"))

    def _foreign(self) -> str:
        """Give the language of the element we are in, "" for HTML."""
        current = self._stack[-1] if self._stack else ""
        space, colon, _ = current.partition(":")
        return space if colon and space in _FOREIGN and current not in _HOLDING_HTML else ""

    def _start(self, name: str, *, closed: bool) -> None:
        while self._foreign():
            self._stack.pop()
        if name in _CLOSING_P:
            self._close("p")
        if name in _FOREIGN:
            if not closed:
                self._stack.append(f"{name}:{name}")
        elif name in _VOID or name in _NO_ELEMENT:
            return
        elif name in _RAW:
            self._raw = name
        elif name == "form" and self._in_form:
            return
        elif name not in _TABLE_PARTS or not _TABLE_SCOPE.isdisjoint(self._stack):
            self._stack.append(name)
            self._in_form |= name == "form"
            if name in _FORMATTING:
                self._formatting.append(name)

    def _end(self, name: str) -> None:
        if self._end_foreign(name):
            return
        if name in self._formatting:
            self._end_formatting(name)
        elif name == "form":
            at = self._find(name) if self._in_form else None
            self._in_form = False
            if at is not None:
                # Only the form itself ends, whatever stands open in it.
                del self._stack[at]
        else:
            self._close(name)

    def _end_foreign(self, name: str) -> bool:
        for at in range(len(self._stack) - 1, -1, -1):
            space, colon, local = self._stack[at].partition(":")
            if not colon or space not in _FOREIGN:
                return False
            if local == name:
                del self._stack[at:]
                return True
        return False

    def _end_formatting(self, name: str) -> None:
        at = len(self._stack) - 1
        while at >= 0 and self._stack[at] != name and self._stack[at] not in _SCOPE:
            at -= 1
        if at >= 0 and self._stack[at] != name:
            return
        last = len(self._formatting) - 1 - self._formatting[::-1].index(name)
        del self._formatting[last]
        if at >= 0:
            if _SPECIAL.isdisjoint(self._stack[at:]):
                del self._stack[at:]
            else:
                del self._stack[at]

    def _close(self, name: str) -> None:
        at = self._find(name)
        if at is not None:
            del self._stack[at:]

    def _find(self, name: str) -> int | None:
        """Find the element that an end tag of this name closes."""
        wall = _SPECIAL if name not in _SPECIAL else _SCOPES.get(name, _SCOPE)
        if name in _TABLE_PARTS or name == "table":
            wall = _TABLE_SCOPE
        for at in range(len(self._stack) - 1, -1, -1):
            if self._stack[at] == name:
                return at
            if self._stack[at] in wall:
                return None
        return None
