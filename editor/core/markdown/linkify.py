"""Bare URLs, `www.` names and mail addresses that become links, as Goldmark finds them.

Source: GitHub Flavored Markdown, section 6.9, and probes of the binary, which differs in detail.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass

from editor.core.markdown.characters import ASCII_PUNCTUATION

_PATH = r"(?:[/#?][-a-zA-Z0-9@:%_+.~#$!?&/=();,'\">^{}\[\]`]*)?"
_URL = re.compile(r"(?:https?|ftp)://[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+(?::\d+)?" + _PATH)
_WWW = re.compile(r"www\.[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+" + _PATH.replace("$", ""))
_MAIL = re.compile(
    r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@"
    r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*"
)
_LEAD = re.compile(r"(?:https?|ftp)://|www\.")
_LOCAL = frozenset(f"{string.ascii_letters}{string.digits}.!#$%&'*+/=?^_`{{|}}~-")
NOWHERE: frozenset[int] = frozenset()
_TRAILING = frozenset("?!.,:*_~")


@dataclass(frozen=True, slots=True)
class Found:
    """A link text[start:end] and where it leads."""

    end: int
    href: str


def link_starts(text: str) -> frozenset[int]:
    """Give the places where a link may begin: nowhere else need `find_link` be asked."""
    if "@" not in text and "://" not in text and "www." not in text:
        return NOWHERE
    starts: set[int] = set()
    if "://" in text or "www." in text:
        starts.update(match.start() for match in _LEAD.finditer(text))
    at = text.find("@")
    while at >= 0:
        begin = at
        while begin and text[begin - 1] in _LOCAL:
            begin -= 1
        starts.update(range(begin, at))
        at = text.find("@", at + 1)
    return frozenset(starts)


def find_link(text: str, at: int, stop: int, protocol: str) -> Found | None:
    """Look for a link that begins exactly at `at`; the line ends at `stop`."""
    if text.startswith(("http://", "https://", "ftp://"), at):
        match = _URL.match(text, at, stop)
        prefix = ""
    else:
        match = None
    if match is None and text.startswith("www.", at):
        match, prefix = _WWW.match(text, at, stop), f"{protocol}://"
    if match is not None:
        end = _trimmed(text, at, match.end())
        return Found(end, prefix + text[at:end])
    return _find_mail(text, at, stop)


def _find_mail(text: str, at: int, stop: int) -> Found | None:
    if at >= stop or text[at] in ASCII_PUNCTUATION:
        return None
    match = _MAIL.match(text, at, stop)
    if match is None:
        return None
    end = match.end()
    if "." not in text[text.index("@", at) : end]:
        return None
    if text[end - 1] == ".":
        end -= 1
    if end < stop and text[end] in "-_":
        return None
    while end > at + 1 and text[end - 1] in _TRAILING:
        end -= 1
    return Found(end, "mailto:" + text[at:end])


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1] in _TRAILING:
        end -= 1
    last = text[end - 1]
    if last == ")":
        surplus = text.count(")", start, end) - text.count("(", start, end)
        if surplus > 0:
            end -= surplus
    elif last == ";":
        at = end - 2
        while at >= start and text[at].isascii() and text[at].isalnum():
            at -= 1
        if at != end - 2 and text[at] == "&":
            end = at
    return end
