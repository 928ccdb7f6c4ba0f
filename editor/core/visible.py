"""Text of strangers shown so that it cannot look like something else."""

from __future__ import annotations

import re
from typing import Final

_PICTURES: Final = 0x2400
_DELETE: Final = 0x7F
# Controls; marks that turn the direction of what follows (https://www.unicode.org/reports/tr9/), which must not leave
# the title they stand in; joiners and blanks without width; separators that break a line; lone surrogates.
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Give `text` with each character that is not seen as a sign for it, on as many lines as before.

    Tabs and newlines stay; a control is its picture (U+2400 and on), all else its number in brackets.
    """
    return text if text.isascii() and text.isprintable() else _HIDDEN.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    return "\u2421" if code == _DELETE else f"⟨{code:04X}⟩"
