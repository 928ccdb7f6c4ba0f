"""What HTML Hugo lets into the titles of its table of contents: marks of text and images, without scripts or styles.

Source: probes of Hugo 0.168 with every element of HTML and its attributes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from urllib.parse import quote

# Elements that stay; of all others the tags go and what is between them stays, but for those that go whole.
_KEPT = frozenset(
    (
        *(
            "abbr",
            "b",
            "bdi",
            "bdo",
            "br",
            "cite",
            "code",
            "del",
            "dfn",
            "em",
            "i",
            "img",
            "ins",
            "kbd",
            "mark",
        ),
        *(
            "q",
            "rp",
            "rt",
            "ruby",
            "s",
            "samp",
            "small",
            "span",
            "strong",
            "sub",
            "sup",
            "time",
            "u",
            "var",
            "wbr",
        ),
    )
)
_BARE_IS_NOTHING = frozenset({"bdo", "img"})
_GONE = frozenset(
    (
        *("frame", "frameset", "iframe", "noembed", "noframes", "noscript"),
        *("object", "script", "style", "title"),
    )
)
_VERBATIM = frozenset({"textarea", "xmp"})

_TAG = re.compile(
    r"<!--.*?-->|<[?!].*?>"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<rest>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s=/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_PLAIN_TAGS = re.compile(r"</?(?:em|strong|code|del|sub|sup|mark|ins)>")
_SCHEME = re.compile(r"([^/?#:]*):")

_TEXT = re.compile(r"[\w\s\-',\[\]!./\\()]*")
_IN_ORDER = MappingProxyType(
    {
        "id": re.compile(r".*[a-zA-Z0-9:._-].*", re.DOTALL),
        "class": re.compile(r"[\s\w-]+"),
        "title": _TEXT,
        "alt": _TEXT,
        "lang": re.compile(r"[a-zA-Z]{2,20}(?:-[a-zA-Z0-9]+)*"),
        "dir": re.compile(r"(?i)rtl|ltr"),
        "width": re.compile(r"[0-9]+%?"),
        "height": re.compile(r"[0-9]+%?"),
        "align": re.compile(r"(?i)left|right|top|texttop|middle|absmiddle|baseline|bottom|absbottom"),
        "datetime": re.compile(r".*", re.DOTALL),
    }
)
_EVERYWHERE = frozenset({"id", "class", "title", "lang", "dir"})
_OWN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "img": frozenset({"src", "alt", "width", "height", "align"}),
        "q": frozenset({"cite"}),
        "del": frozenset({"cite", "datetime"}),
        "ins": frozenset({"cite", "datetime"}),
        "time": frozenset({"datetime"}),
    }
)


def sanitised(title: str) -> str:
    """Give the HTML of a title with what Hugo keeps of it."""
    if "<" not in title or "<" not in _PLAIN_TAGS.sub("", title):
        return title
    out: list[str] = []
    dropped: list[str] = []
    at = 0
    while match := _TAG.search(title, at):
        out.append(title[at : match.start()])
        at = match.end()
        name = (match["name"] or "").lower()
        if not name:
            continue
        if not match["end"] and name in _GONE | _VERBATIM:
            end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(title, at)
            if name in _VERBATIM:
                out.append(html.escape(html.unescape(title[at : end.start() if end else len(title)])))
            at = len(title) if end is None else end.end()
        elif name in _KEPT and match["end"]:
            if name in dropped:
                dropped.remove(name)
            else:
                out.append(f"</{name}>")
        elif name in _KEPT:
            out.append(_opened(name, match["rest"]))
            if not out[-1]:
                dropped.append(name)
    return "".join([*out, title[at:]])


def _opened(name: str, rest: str) -> str:
    kept = []
    for match in _ATTRIBUTE.finditer(rest):
        key = match[1].lower()
        if key in _EVERYWHERE or key in _OWN.get(name, ()):
            value = _value(key)(html.unescape(match[2] or match[3] or match[4] or ""))
            if value is not None:
                kept.append(f' {key}="{html.escape(value)}"')
    return "" if not kept and name in _BARE_IS_NOTHING else f"<{name}{''.join(kept)}>"


def _value(key: str) -> Callable[[str], str | None]:
    return _address if key in ("src", "cite") else partial(_fitting, key)


def _fitting(key: str, value: str) -> str | None:
    return value if _IN_ORDER[key].fullmatch(value) else None


def _address(value: str) -> str | None:
    value = value.strip()
    scheme = _SCHEME.match(value)
    if not value or (scheme and scheme[1].lower() not in ("http", "https", "mailto")):
        return None
    if " " in value and value.startswith("//"):
        return None
    return quote(value, safe="%/:=&?~#+!$,;'@()*[]")
