"""Link reference definitions at the head of a paragraph (CommonMark 0.31, section 4.7).

Goldmark takes them off a paragraph that has ended, so the lines behind them are text whatever their indentation.
"""

from __future__ import annotations

from collections.abc import MutableMapping

from markdown_it.common.utils import normalizeReference

from editor.core.markdown.brackets import closure, destination, skip_space, title
from editor.core.markdown.characters import unescape
from editor.core.markdown.document_state import Reference


def take_definitions(lines: list[str], references: MutableMapping[str, Reference]) -> int:
    """Add the definitions that `lines` begin with to `references`; give the number of lines they take."""
    if not lines[0].startswith("["):
        return 0
    text = "\n".join(lines)
    at = 0
    while at < len(text):
        end = _definition(text, at, references)
        if end is None:
            break
        at = end
    return len(lines) if at >= len(text) else text.count("\n", 0, at)


def _definition(text: str, at: int, references: MutableMapping[str, Reference]) -> int | None:
    """Read one definition at `at`, the beginning of a line; give where the line behind it begins."""
    if text[at : at + 1] != "[":
        return None
    close = closure(text, at + 1, "[", "]")
    label = text[at + 1 : close] if close >= 0 else ""
    if not label.strip() or text[close + 1 : close + 2] != ":":
        return None
    found = destination(text, skip_space(text, close + 2))
    if found is None:
        return None
    href, end = found
    line_end = _line_end(text, end)
    alone = not text[end:line_end].strip(" \t")
    name = title(text, skip_space(text, end)) if text[end : end + 1] in (" ", "\t", "\n") else None
    key = normalizeReference(label)
    if name is None:
        if not alone:
            return None
        references.setdefault(key, Reference(unescape(href), None))
        return line_end + 1
    title_end = _line_end(text, name[1])
    title_alone = not text[name[1] : title_end].strip(" \t")
    if not title_alone and not alone:
        return None
    # Text behind a title on a line of its own: Goldmark keeps the title, and the line stays text as well.
    references.setdefault(key, Reference(unescape(href), unescape(name[0])))
    return (title_end if title_alone else line_end) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
