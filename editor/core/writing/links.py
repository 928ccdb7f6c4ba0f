"""Addresses that become links, and what stands for a picture."""

from __future__ import annotations

import re

from editor.core.writing.change import Change, Selection, replacement

_URL = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+|www\.[^\s<>\"]+\.[^\s<>\"]+")
_ESCAPE_OR_BRACKET = re.compile(r"(\\.)|[\[\]]", re.DOTALL)
_ADDRESS = re.compile(r"\]\(([^()\n]*)\)")
_IN_ADDRESS = re.compile(r"\]\([^()\n]*$")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif)(?:[?#][^\s]*)?$", re.IGNORECASE)


def is_url(text: str) -> bool:
    """Whether a text is one web or mail address and nothing else."""
    return _URL.fullmatch(text.strip()) is not None


def paste_url(text: str, selection: Selection, url: str) -> Change | None:
    """Make the selection a link to the address pasted; None where either is not fit for that."""
    label = text[selection.start : selection.end]
    if not label.strip() or "\n" in label or not is_url(url) or is_url(label):
        return None
    if text[selection.start - 2 : selection.start] == "](":
        return None
    address = destination(url.strip())
    made = f"[{escaped(label)}]({address})"
    return replacement(selection.start, selection.end, made, len(made))


def next_part(text: str, selection: Selection) -> Change | None:
    """Go on from a link's words to its address, which is selected, and from there out of it; None elsewhere."""
    at = selection.end
    if selection.is_empty and (address := _ADDRESS.match(text, at)):
        return Change((), Selection(at + 2, address.end(1)))
    line_start = text.rfind("\n", 0, selection.start) + 1
    if text.startswith(")", at) and _IN_ADDRESS.search(text[line_start : selection.start]):
        return Change((), Selection(at + 1, at + 1))
    return None


def insert_image(text: str, selection: Selection, address: str = "", label: str = "") -> Change:
    """Put a picture in place of the selection, which is its address or the words that describe it."""
    chosen = text[selection.start : selection.end]
    if "\n" in chosen:
        chosen, selection = "", Selection(selection.caret, selection.caret)
    if not address and (is_url(chosen) or _PICTURE.search(chosen)):
        address, chosen = chosen.strip(), ""
    words = escaped(chosen or label)
    made = f"![{words}]({destination(address)})"
    # Where there is an address the words are still to come, and the other way round.
    inside = 2 if address else len(made) - 1
    end = inside + (len(words) if address else 0)
    return replacement(selection.start, selection.end, made, inside, end)


def destination(address: str) -> str:
    """Write an address as CommonMark reads it in a link (section 6.3): in angles where it must be."""
    if re.search(r"[\s<>]", address) or not _is_balanced(address, "()"):
        return "<" + address.replace("<", "%3C").replace(">", "%3E").replace("\n", "") + ">"
    return address


def escaped(label: str) -> str:
    """Write words so that they may stand between brackets."""
    if not _is_balanced(label, "[]"):
        label = _ESCAPE_OR_BRACKET.sub(lambda found: found[0] if found[1] else f"\\{found[0]}", label)
    # A backslash at the end would take the closing bracket for a character.
    return f"{label}\\" if (len(label) - len(label.rstrip("\\"))) % 2 else label


def _is_balanced(text: str, pair: str) -> bool:
    """Whether each bracket of a pair that is no escaped one has its other half, the opening one first."""
    depth = 0
    for bracket in re.sub(r"\\.", "", text, flags=re.DOTALL):
        depth += (bracket == pair[0]) - (bracket == pair[1])
        if depth < 0:
            return False
    return depth == 0
