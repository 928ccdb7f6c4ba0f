"""Classes of characters as Goldmark sees them (CommonMark 0.31, section 2.1)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html.entities import html5

ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
ASCII_SPACE = " \t\n\v\f\r"

_ENTITY = re.compile(r"&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-zA-Z][a-zA-Z0-9]{1,31}));")
_ESCAPE_OR_ENTITY = re.compile(r"\\([!-/:-@\[-`{-~])|" + _ENTITY.pattern)


@lru_cache(maxsize=4096)
def is_punctuation(char: str) -> bool:
    """Whether `char` is in a Unicode category P or S."""
    return char in ASCII_PUNCTUATION if char < "\x80" else unicodedata.category(char)[0] in "PS"


@lru_cache(maxsize=4096)
def is_only_punctuation(char: str) -> bool:
    """Whether `char` is in a Unicode category P (symbols are not)."""
    return unicodedata.category(char)[0] == "P"


@lru_cache(maxsize=4096)
def is_space(char: str) -> bool:
    """Whether `char` is white space: an ASCII one or of category Z."""
    return char in ASCII_SPACE if char < "\x80" else char == "\x85" or unicodedata.category(char)[0] == "Z"


def entity(match: re.Match[str], offset: int = 0) -> str | None:
    """Give the character a match of an entity stands for; None where there is none of this name."""
    hexadecimal, decimal, name = match.group(offset + 1), match.group(offset + 2), match.group(offset + 3)
    if name:
        return html5.get(name + ";")
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def match_entity(text: str, at: int) -> re.Match[str] | None:
    """Match an entity or numeric reference that begins at `at`."""
    return _ENTITY.match(text, at)


def unescape(text: str) -> str:
    """Resolve backslash escapes and entities (link destinations, titles, info strings)."""
    if "\\" not in text and "&" not in text:
        return text
    return _ESCAPE_OR_ENTITY.sub(lambda m: m.group(1) or entity(m, 1) or m.group(), text)


_URL_SAFE = frozenset("!#$&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~")
_PERCENT = re.compile("%[0-9a-fA-F]{2}")
_URL_PLAIN = re.compile(r"[!#$&'()*+,\-./0-9:;=?@A-Z_a-z~]*\Z")


def escape_url(url: str) -> str:
    """Percent-encode what may not stand in a URL; what is encoded already stays."""
    if _URL_PLAIN.match(url):
        return url
    pieces = []
    at = 0
    while at < len(url):
        char = url[at]
        if char in _URL_SAFE:
            pieces.append(char)
        elif char == "%" and _PERCENT.match(url, at):
            pieces.append(url[at : at + 3])
            at += 3
            continue
        else:
            pieces.append("".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogateescape")))
        at += 1
    return "".join(pieces)


_DANGEROUS = re.compile(r"(?:javascript|vbscript|file|data):", re.IGNORECASE)
_HARMLESS_DATA = re.compile(r"data:image/(?:png|gif|jpeg|webp|svg\+xml);", re.IGNORECASE)


def is_dangerous_url(url: str) -> bool:
    """Whether Goldmark leaves this destination out unless `unsafe` is set."""
    return bool(_DANGEROUS.match(url)) and not _HARMLESS_DATA.match(url)
