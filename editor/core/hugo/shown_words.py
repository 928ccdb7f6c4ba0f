"""What of a line of Markdown a page shows, so that the line's place in it can be found."""

from __future__ import annotations

import re
from typing import Final

# Shortcodes, tags, attributes, and the addresses of links and images: none of it is seen.
_UNSEEN: Final = re.compile(
    r"\{\{[<%].*?[>%]\}\}|<[^<>]*>|\]\([^()]*\)|\]\[[^\]]*\]|\{[#.][^{}]*\}|\[\^[^\]]*\]"
    r"|^\s*(?:[-*+]|\d+[.)])\s(?:\[[ xX]\]\s)?"
)
_MOST: Final = 48


def shown_words(line: str) -> str:
    """Give the words of a line of Markdown that its page shows one after the other, the first of them."""
    if line.lstrip().startswith(("```", "~~~", "|", "$$")):
        line = line.lstrip("`~$ ").split("|")[1 if line.count("|") > 1 else 0]
    words = _UNSEEN.sub(" ", line)
    return " ".join(re.sub(r"[^\w\s]|_", " ", words).split())[:_MOST]
