"""Emoji by name, `:smile:` (https://gohugo.io/quick-reference/emojis/)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_NAME = re.compile(r":([a-zA-Z0-9_+-]+):")
_JOINER = "\u200d"


@cache
def _names() -> Mapping[str, str]:
    """Give the emoji by name; `tests.conformance.generate_emoji` asks Hugo for them."""
    text = files("editor.core.markdown").joinpath("data", "emoji.json").read_text("utf-8")
    found: Mapping[str, str] = json.loads(text)
    return found


def find_emoji(text: str, at: int) -> tuple[int, str] | None:
    """Find a name that begins at `at`: where it ends, and the emoji; None where Hugo knows none of that name."""
    match = _NAME.match(text, at)
    emoji = _names().get(match.group(1)) if match else None
    return (match.end(), emoji) if match and emoji else None


def written(emoji: str) -> str:
    """Give an emoji as Goldmark writes it."""
    return "".join("&zwj;" if char == _JOINER else f"&#x{ord(char):x};" for char in emoji)
