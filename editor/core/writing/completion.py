"""What the text at the caret asks for: a page, a picture, a heading, a shortcode or an argument of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final
from urllib.parse import quote

from editor.core.writing.change import Change, replacement

_OPENING: Final = re.compile(r"\{\{[<%]")
_CLOSED: Final = re.compile(r"[>%]\}\}")
_NAME: Final = re.compile(r"\s*(/?)\s*([\w./-]*)")
_TAG: Final = re.compile(r"\s*([\w./-]+)\s")
_GIVEN: Final = re.compile(r"([\w-]+)\s*=")
_KEY: Final = re.compile(r"(?:^|\s)([\w-]+)\s*=\s*\Z")
_WORD: Final = re.compile(r"(?:^|\s)([\w-]*)\Z")
_DESTINATION: Final = re.compile(r"(!?)\[(?:[^\[\]]|\[[^\[\]]*\](?:\([^()]*\))?)*\]\((<?)([^()\s<>]*)\Z")
_ELEMENT: Final = re.compile(
    r"""<(img|a|video|audio|source)\b[^<>]*\b(?:src|href|poster)\s*=\s*["']([^"'<>]*)\Z""", re.I
)
_FOREIGN: Final = re.compile(r"[A-Za-z][\w+.-]*:|//")
_FILES: Final = frozenset({"src", "image", "img", "file", "poster", "thumbnail"})
_LINKS: Final = frozenset({"link", "href", "url", "page"})
# How long a line may be looked back on: more is data.
_LONGEST: Final = 2_000
_HERE: Final = "‸"
# What needs no escape in a destination; brackets could end it.
_PLAIN: Final = "/:@!$&*+,;=~-._#%'"


class Want(Enum):
    """What kind of thing is asked for; `REF` is a page as `ref` names it, `LINK` one by its address."""

    SHORTCODE = "shortcode"
    CLOSING = "closing tag"
    ARGUMENT = "argument"
    REF = "page"
    LINK = "link"
    IMAGE = "picture"
    ANCHOR = "heading"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for in a line: `typed` is what is there of it already, from `start` (code points) to the caret.

    `shortcode` is the name of the tag it is in, `given` the names of the arguments the tag has; `page` is what stands
    before the `#` of a heading.
    """

    want: Want
    typed: str
    start: int
    shortcode: str = ""
    page: str = ""
    given: tuple[str, ...] = ()
    in_shortcode: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A way to go on: `text` is put in (the caret where `‸` stands in it), shown as `label` with `detail` beside it."""

    text: str
    label: str
    detail: str = ""


def wanted_at(line: str, caret: int) -> Wanted | None:
    """Say what the place `caret` of a line asks for, None where it is words."""
    before = line[:caret]
    if len(before) > _LONGEST or ("{{" not in before and "](" not in before and "<" not in before):
        return None
    opening = max(before.rfind("{{<"), before.rfind("{{%"))
    if opening >= 0 and not _CLOSED.search(before, opening + 3):
        return _in_tag(before, opening + 3)
    found = _DESTINATION.search(before)
    if found is not None:
        return _destination(found[3], caret, picture=bool(found[1]))
    element = _ELEMENT.search(before)
    if element is not None:
        return _destination(element[2], caret, picture=element[1].lower() != "a")
    return None


def accept(line: str, caret: int, wanted: Wanted, offer: Offer) -> Change:
    """Put an offer in the place of what is typed, with what closes it where that is missing."""
    if wanted.want is Want.SHORTCODE:
        return _with_tag(line, caret, offer)
    if wanted.want is Want.ARGUMENT:
        before, _, behind = offer.text.partition(_HERE)
        return replacement(wanted.start, caret, before + behind, len(before))
    if wanted.in_shortcode:
        return _in_quotes(line, caret, wanted, offer)
    text = offer.text
    if wanted.want is not Want.ANCHOR:
        text = "".join(quote(char, safe=_PLAIN) if char.isascii() else char for char in text)
    element = _ELEMENT.search(line, 0, caret) is not None and _DESTINATION.search(line[:caret]) is None
    closing = "" if element or re.match(r"\s*[)\"'<>]", line[caret:]) else ")"
    return replacement(wanted.start, caret, text + closing, len(text) + len(closing))


def _in_quotes(line: str, caret: int, wanted: Wanted, offer: Offer) -> Change:
    """Put a value into a tag, and what closes the quote and the tag where nothing behind the caret does.

    Halves of pairs may be there from the typing of their beginnings.
    """
    behind, mark = line[caret:], "" if wanted.want is Want.CLOSING else '"'
    closed = _CLOSED.search(behind)
    if closed is not None and not _OPENING.search(behind, 0, closed.start()):
        has_mark = bool(mark) and behind.startswith(mark)
        text = offer.text + mark
        return replacement(wanted.start, caret + has_mark, text, len(text))
    half = re.match(r'"?(?:\s*\}{1,2})?', behind)
    end = caret + (half.end() if half is not None else 0)
    opening = max(line.rfind("{{<", 0, caret), line.rfind("{{%", 0, caret))
    bracket = "%" if line[opening + 2] == "%" else ">"
    text = f"{offer.text}{mark} {bracket}}}}}"
    goes_on = wanted.want in (Want.IMAGE, Want.LINK)
    return replacement(wanted.start, end, text, len(offer.text) + 1 if goes_on else len(text))


def _in_tag(before: str, start: int) -> Wanted | None:
    inner = before[start:]
    name = _NAME.fullmatch(inner)
    caret = len(before)
    if name is not None:
        want = Want.CLOSING if name[1] else Want.SHORTCODE
        return Wanted(want, name[2], caret - len(name[2]), in_shortcode=True)
    tag = _TAG.match(inner)
    if tag is None:
        return None
    rest = inner[tag.end() :]
    quotes = [at for at, char in enumerate(rest) if char == '"' and rest[at - 1 : at] != "\\"]
    given = tuple(_GIVEN.findall(re.sub(r'"[^"]*"', '""', rest)))
    if len(quotes) % 2 == 0:
        word = _WORD.search(rest)
        if word is None or (not given and rest[: word.start(1)].strip()):
            return None
        return Wanted(Want.ARGUMENT, word[1], caret - len(word[1]), tag[1], given=given, in_shortcode=True)
    value = rest[quotes[-1] + 1 :]
    key = _KEY.search(rest[: quotes[-1]])
    return _value(tag[1], key[1] if key else "", value, caret)


def _value(shortcode: str, key: str, value: str, caret: int) -> Wanted | None:
    if shortcode in ("ref", "relref"):
        if key not in ("", "path"):
            return None
        page, mark, anchor = value.partition("#")
        if mark:
            return Wanted(Want.ANCHOR, anchor, caret - len(anchor), shortcode, page, in_shortcode=True)
        return Wanted(Want.REF, value, caret - len(value), shortcode, in_shortcode=True)
    if _FOREIGN.match(value):
        return None
    if key in _FILES:
        return Wanted(Want.IMAGE, value, caret - len(value), shortcode, in_shortcode=True)
    if key in _LINKS:
        return Wanted(Want.LINK, value, caret - len(value), shortcode, in_shortcode=True)
    return None


def _destination(typed: str, caret: int, *, picture: bool) -> Wanted | None:
    if _FOREIGN.match(typed):
        return None
    page, mark, anchor = typed.partition("#")
    if mark and not picture:
        return Wanted(Want.ANCHOR, anchor, caret - len(anchor), page=page)
    return Wanted(Want.IMAGE if picture else Want.LINK, typed, caret - len(typed))


def _with_tag(line: str, caret: int, offer: Offer) -> Change:
    """Put a whole shortcode in the place of its beginning, in the author's choice of brackets."""
    start = max(line.rfind("{{<", 0, caret), line.rfind("{{%", 0, caret))
    rest = re.match(r"\s*(?:[<%>]?\}\}?)?", line[caret:])
    end = caret + (rest.end() if rest is not None and rest.group().strip() else 0)
    text = offer.text
    if line[start + 2] == "%":
        text = text.replace("{{<", "{{%").replace(">}}", "%}}")
    before, _, behind = text.partition(_HERE)
    if "\n" in text:
        before = ("\n\n" if line[:start].strip() else "") + before
        behind += "\n\n" if line[end:].strip() else ""
    return replacement(start, end, before + behind, len(before))
