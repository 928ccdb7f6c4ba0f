"""Characters that come in pairs: closed as they are opened, stepped over, put around a selection."""

from __future__ import annotations

import re
from typing import Final

from editor.core.text_edit import TextEdit
from editor.core.writing.change import Change, Selection, replacement
from editor.core.writing.items import in_fence

_CLOSING: Final = {"(": ")", "[": "]", "{": "}", '"': '"', "`": "`"}
# Around a selection more characters make sense than are closed while one types.
_AROUND: Final = {**_CLOSING, "*": "*", "_": "_", "~": "~", "'": "'", "“": "”", "«": "»", "$": "$"}
_FENCE_LINE: Final = re.compile(r"([ \t]*)(`{3,}|~{3,})[^`]*$")
_BEHIND: Final = frozenset(" \t\n)]}.,;:!?\"'`»”")


def type_character(text: str, selection: Selection, char: str) -> Change | None:
    """Type one character where it is half of a pair; None where it is to be typed as any other."""
    if not selection.is_empty:
        return _around(text, selection, char)
    at = selection.caret
    following = text[at : at + 1]
    if following == char and _steps_over(text, at, char):
        return Change((), Selection(at + 1, at + 1))
    close = _CLOSING.get(char)
    if close is None or (following and following not in _BEHIND) or not _opens(text, at, char):
        return None
    return replacement(at, at, char + close, 1)


def erase(text: str, selection: Selection) -> Change | None:
    """Remove both halves of an empty pair with one Backspace; None where there is none at the caret."""
    at = selection.caret
    if selection.is_empty and at and _CLOSING.get(text[at - 1]) == text[at : at + 1] != "":
        if text[at - 1] in '"`' and text[at - 2 : at - 1] == text[at - 1]:
            return None
        return replacement(at - 1, at + 1, "", 0)
    return None


def close_fence(text: str, selection: Selection) -> Change | None:
    """Begin the code behind a fence just written and close it; None where its line opens none or it is closed."""
    before, behind = _line(text, selection.caret)
    fence = _FENCE_LINE.match(before)
    if fence is None or behind or not selection.is_empty or in_fence(text, selection.caret):
        return None
    # Fences come in twos: an odd number below has the one that closes this.
    below = text[selection.caret :].split("\n")
    if sum(1 for line in below if _FENCE_LINE.match(line)) % 2:
        return None
    at, lead = selection.caret, f"\n{fence[1]}"
    return replacement(at, at, f"{lead}{lead}{fence[2]}", len(lead))


def _around(text: str, selection: Selection, char: str) -> Change | None:
    close = _AROUND.get(char)
    inner = text[selection.start : selection.end]
    if close is None or not inner.strip():
        return None
    edits = (TextEdit(selection.start, selection.start, char), TextEdit(selection.end, selection.end, close))
    return Change(edits, Selection(selection.anchor + 1, selection.caret + 1))


def _line(text: str, at: int) -> tuple[str, str]:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[start:at], text[at : len(text) if end < 0 else end]


def _steps_over(text: str, at: int, char: str) -> bool:
    before, behind = _line(text, at)
    if char in '"`':
        # The closing half of a pair: an odd number stands before it.
        return before.count(char) % 2 == 1 and behind.count(char) % 2 == 1
    opening = next((o for o, c in _CLOSING.items() if c == char), None)
    return opening is not None and (before + behind).count(opening) == (before + behind).count(char)


def _opens(text: str, at: int, char: str) -> bool:
    before = text[at - 1 : at]
    if before == "\\":
        return False
    if char == "`":
        return before != "`" and not before.isalnum()
    if char == '"':
        return not before or before in " \t\n([{"
    return True
