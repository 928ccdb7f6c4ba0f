"""Two pieces of HTML as a browser would see them, to say whether they are the same page.

Same tags, attributes and text; white space is one blank outside `<pre>`, where highlighting spans are left out.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_SPACE = re.compile("[ \t\n\r\f]+")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[tuple[str, ...]] = []
        self.pre = 0

    def handle_starttag(self, tag, attrs):
        if tag == "span" and self.pre:
            return
        values = tuple(sorted(f"{name}={value or ''}" for name, value in attrs))
        self.events.append(("<", tag, *values))
        if tag == "pre":
            self.pre += 1

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if (tag == "span" and self.pre) or tag in VOID:
            return
        if tag == "pre" and self.pre:
            self.pre -= 1
        self.events.append((">", tag))

    def handle_data(self, data):
        text = data if self.pre else _SPACE.sub(" ", data)
        if self.events and self.events[-1][0] == "text":
            joined = self.events[-1][1] + text
            self.events[-1] = ("text", joined if self.pre else _SPACE.sub(" ", joined))
        else:
            self.events.append(("text", text))

    def handle_comment(self, data):
        self.events.append(("comment", data))

    def handle_decl(self, decl):
        self.events.append(("decl", decl))

    def handle_pi(self, data):
        self.events.append(("pi", data))


def events(html: str) -> list[tuple[str, ...]]:
    """Give the page as a list of tags and texts."""
    reader = _Reader()
    # A browser reads all line ends alike.
    reader.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
    reader.close()
    found = reader.events
    kept = []
    for i, event in enumerate(found):
        if event[0] == "text" and not event[1].strip(" ") and _beside_block(found, i):
            continue
        if event[0] == "text" and event[1] != event[1].strip(" \n") and not _in_pre(found, i):
            text = event[1]
            if i and found[i - 1][0] in "<>" and found[i - 1][1] in BLOCK:
                text = text.lstrip(" ")
            if i + 1 == len(found) or (found[i + 1][0] in "<>" and found[i + 1][1] in BLOCK):
                text = text.rstrip(" ")
            if not text:
                continue
            event = ("text", text)
        kept.append(event)
    return kept


def _beside_block(found: list[tuple[str, ...]], i: int) -> bool:
    before = i == 0 or (found[i - 1][0] in "<>" and found[i - 1][1] in BLOCK) or found[i - 1][0] == "comment"
    after = i + 1 == len(found) or (found[i + 1][0] in "<>" and found[i + 1][1] in BLOCK)
    after = after or (i + 1 < len(found) and found[i + 1][0] == "comment")
    return before or after


def _in_pre(found: list[tuple[str, ...]], i: int) -> bool:
    depth = 0
    for event in found[max(0, i - 4) : i]:
        if event[:2] == ("<", "pre"):
            depth += 1
        elif event == (">", "pre"):
            depth -= 1
    return depth > 0


def same(ours: str, hugo: str) -> bool:
    """Whether a browser shows the same."""
    return ours == hugo or events(ours) == events(hugo)


def first_difference(ours: str, hugo: str) -> str:
    """Say where two pages part, with a little of what comes before."""
    a, b = events(ours), events(hugo)
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return f"after {a[max(0, i - 2) : i]}\n  ours {a[i : i + 3]}\n  hugo {b[i : i + 3]}"
