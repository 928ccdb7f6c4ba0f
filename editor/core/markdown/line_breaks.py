"""Line ends between East Asian characters, which Goldmark leaves out where the site enables `cjk`.

Sources: https://gohugo.io/configuration/markup/#cjk, the CSS Text Module Level 3 draft, section 4.1.3, and probes of
Hugo 0.168 with every character.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence

from markdown_it.token import Token

_ZERO_WIDTH_SPACE = "\u200b"


def _limits(ranges: str) -> tuple[int, ...]:
    """Give the limits of ranges of code points, ends exclusive: whoever stands at an odd place is inside."""
    limits: list[int] = []
    for part in ranges.split():
        first, _, last = part.partition("-")
        limits += int(first, 16), int(last or first, 16) + 1
    return tuple(limits)


# Han, Hiragana, Katakana, Hangul, and their punctuation.
_EAST_ASIAN = _limits(
    "1100-11ff 2e80-2e99 2e9b-2ef3 2f00-2fd5 3000-303f 3041-3096 309f 30a1-30fa 30ff 3131-318e 31f0-321e"
    " 3260-327e 32d0-32fe 3300-3357 3400-4dbf 4e00-9fff a960-a97c ac00-d7a3 d7b0-d7c6 d7cb-d7fb f900-fa6d"
    " fa70-fad9 ff66-ff6f ff71-ff9d ffa0-ffbe ffc2-ffc7 ffca-ffcf ffd2-ffd7 ffda-ffdc 16fe2 16ff0-16ff6"
    " 1b000-1b122 1b132 1b150-1b152 1b155 1b164-1b167 1f200 20000-2a6df 2a700-2b81d 2b820-2cead 2ceb0-2ebe0"
    " 2ebf0-2ee5d 2f800-2fa1d 30000-3134a 31350-33479"
)
_HANGUL = _limits(
    "1100-115f 11a3-11a7 11fa-11ff 302e-302f 3131-318e 3200-321e 3260-327e a960-a97c ac00-d7a3 d7b0-d7c6"
    " d7cb-d7fb ffa0-ffbe ffc2-ffc7 ffca-ffcf ffd2-ffd7 ffda-ffdc"
)
_WIDE = _limits(
    "2329-232a 2e80-2e99 2e9b-2ef3 2f00-2fd5 2ff0-2ffb 3001-302d 3030-303e 3041-3096 3099-30ff 3190-319f"
    " 31c0-31e3 31f0-31ff 3300-4dbf 4e00-a48c a490-a4c6 f900-faff fe10-fe19 fe30-fe52 fe54-fe66 fe68-fe6b"
    " ff01-ff9f ffe0-ffe6 ffe8-ffee 1b000-1b001 20000-2a6df 2a700-2ebef 2f800-2fa1f 30000-3134f"
)
_DISCARDING = _limits(
    "2e80-303f 3041-30ff 3130-319f 31c0-31ff 3300-4dbf 4e00-a4cf f900-faff fe10-fe1f fe30-fe6f ff00-ffef"
    " 1b000-1b16f 20000-3134f"
)


def _inside(limits: tuple[int, ...], char: str) -> bool:
    return bisect_right(limits, ord(char)) % 2 == 1


def is_east_asian(char: str) -> bool:
    """Whether the style `simple` takes a character for an East Asian one."""
    return unicodedata.category(char) == "Lm" or _inside(_EAST_ASIAN, char)


def joins(before: str, after: str, style: str) -> bool:
    """Whether a line's end between two characters is left out under a style of line breaks."""
    if style != "css3draft":
        return is_east_asian(before) and is_east_asian(after)
    if _ZERO_WIDTH_SPACE in (before, after):
        return True
    hangul = _inside(_HANGUL, before), _inside(_HANGUL, after)
    if (hangul[0] or _inside(_WIDE, before)) and (hangul[1] or _inside(_WIDE, after)):
        return not any(hangul)
    return any(unicodedata.category(c)[0] == "P" or _inside(_DISCARDING, c) for c in (before, after))


def leave_out_line_ends(tokens: Sequence[Token], style: str) -> None:
    """Mark the line ends that `cjk` leaves out as `joined`; each text's `markup` is the source it came from.

    A line's end belongs to the text before it, if there is any (a mark that means nothing is none). What follows, when
    it is no text, counts as nothing: Goldmark drops the line's end before it.
    """
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.type == "softbreak" and not token.info and before.type == "text" and after.nesting >= 0:
            source = before.markup.rstrip(" ")
            following = after.markup or after.content
            if source and (after.type != "text" or (following and joins(source[-1], following[0], style))):
                token.type = "joined"
