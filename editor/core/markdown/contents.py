"""The table of contents as Hugo's `.TableOfContents` has it (https://gohugo.io/methods/page/tableofcontents/)."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from editor.core.markdown.config import MarkupConfig
from editor.core.markdown.rendering import Heading, RenderedDocument
from editor.core.markdown.sanitising import sanitised

_HEADING = re.compile(
    r'<h([1-6])(?: [^>]*?)? id="([^"]*)"[^>]*>(.*?)</h\1>|<h([1-6])(?: [^>]*)?>(.*?)</h\4>', re.DOTALL
)
_NOTE = re.compile(r'<sup id="fnref[^"]*">.*?</sup>')


@dataclass(slots=True)
class _Entry:
    """A heading with those below it; one without an id is not linked, or stands for a level that was left out."""

    id: str = ""
    title: str = ""
    below: list[_Entry] = field(default_factory=list)


def table_of_contents(document: RenderedDocument, config: MarkupConfig) -> str:
    """Give the HTML of a page's table of contents: the headings of the levels in `config`, as nested lists."""
    root = _Entry()
    for level, entry in _entries(document):
        at = root
        for _ in range(level - 1):
            if not at.below:
                at.below.append(_Entry())
            at = at.below[-1]
        at.below.append(entry)
    lists = "".join(_lists(root.below, 1, 1, config))
    return f'<nav id="TableOfContents">{lists}\n</nav>' if lists else '<nav id="TableOfContents"></nav>'


def _entries(document: RenderedDocument) -> Iterator[tuple[int, _Entry]]:
    """Find the headings that the Markdown made, block by block; raw HTML has some that count for nothing."""
    wanted = deque(document.toc)
    for block in document.blocks:
        yield from _known(wanted)
        end = max(block.end_line, block.start_line + 1)
        for match in _HEADING.finditer(block.html) if wanted and wanted[0].line < end else ():
            level, id_ = int(match[1] or match[4]), match[2] or ""
            if wanted and (level, id_) == (wanted[0].level, wanted[0].id):
                yield level, _Entry(id_, _title(match[3] if match[1] else match[5]))
                wanted.popleft()
                yield from _known(wanted)
        while wanted and wanted[0].line < end:
            wanted.popleft()
            yield from _known(wanted)
    yield from _known(wanted)


def _known(wanted: deque[Heading]) -> Iterator[tuple[int, _Entry]]:
    """Take the headings that need not be looked for: those of footnotes, which may be shown nowhere, and others."""
    while wanted and wanted[0].title is not None:
        heading = wanted.popleft()
        yield heading.level, _Entry(heading.id, _title(heading.title or ""))


def _title(title: str) -> str:
    bare = _NOTE.sub("", title)
    if "<" in bare:
        return sanitised(bare).strip().replace("\n", " ")
    # The blank before a note stays, that beside a comment which is not shown does not.
    return bare if bare != title else bare.strip(" ")


def _lists(entries: list[_Entry], level: int, depth: int, config: MarkupConfig) -> Iterator[str]:
    if level > config.toc_end_level or not entries:
        return
    if level < config.toc_start_level:
        for entry in entries:
            yield from _lists(entry.below, level + 1, depth, config)
        return
    tag = "ol" if config.toc_ordered else "ul"
    indent = "  " * depth
    yield f"\n{indent}<{tag}>"
    for entry in entries:
        link = f'<a href="#{entry.id}">{entry.title}</a>' if entry.id or entry.title else ""
        inner = "".join(_lists(entry.below, level + 1, depth + 2, config))
        end = f"\n{indent}  " if inner else ""
        yield f"\n{indent}  <li>{link}{inner}{end}</li>"
    yield f"\n{indent}</{tag}>"
