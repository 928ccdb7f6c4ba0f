"""Parts of addresses as Hugo makes them of titles, slugs and file names (https://gohugo.io/functions/urls/urlize/)."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

# Besides letters, digits and marks of every script.
_ALLOWED = frozenset("./\\_#+~-@")
_PLAIN = re.compile(r"[A-Za-z0-9./\\_#+~@-]*")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
# A percent sign is there as part of an escape only.
_SAFE_IN_PATH = "/:@!$&'()*+,;=~-._%?"


def sanitized(text: str) -> str:
    """Leave out what may not stand in an address; white space becomes one hyphen where there is none yet."""
    if _PLAIN.fullmatch(text):
        return text
    out: list[str] = []
    gap = False
    for i, char in enumerate(text):
        if _is_allowed(text, i):
            if gap and char != "-":
                out.append("-")
            gap = False
            out.append(char)
        elif char.isspace() and out and out[-1] != "-":
            gap = True
    return "".join(out)


def _is_allowed(text: str, at: int) -> bool:
    char = text[at]
    if char.isascii():
        return char.isalnum() or char in _ALLOWED or (char == "%" and _ESCAPE.match(text, at) is not None)
    return unicodedata.category(char)[0] in "LM" or unicodedata.category(char) == "Nd"


def without_accents(text: str) -> str:
    """Leave out the marks on letters, as `removePathAccents` does."""
    bare = (char for char in unicodedata.normalize("NFD", text) if unicodedata.category(char) != "Mn")
    return unicodedata.normalize("NFC", "".join(bare))


def lowered(text: str) -> str:
    """Give a text in lower case, each character by itself as Go has it."""
    if text.isascii():
        return text.lower()
    return "".join(low if len(low := char.lower()) == 1 else low[0] for char in text)


def segment(text: str) -> str:
    """Give the piece of a path that a permalink's token becomes."""
    # A plus sign stands for a blank there: `C++` is `c`.
    return sanitized(text.replace("/", "-").replace("+", " "))


def escaped(path: str) -> str:
    """Give a path as it stands in a URL."""
    return quote(path, safe=_SAFE_IN_PATH)
