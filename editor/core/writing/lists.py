"""Lists and quotes while they are written: Enter, Tab, boxes of tasks."""

from __future__ import annotations

from editor.core.writing.change import Change, Selection, replacement
from editor.core.writing.draft import Draft, Place
from editor.core.writing.items import Head, columns, in_fence, read_head
from editor.core.writing.numbering import REACH, renumber


def break_line(text: str, selection: Selection) -> Change:
    """Begin a line as Enter does: a list or quote goes on, an empty item ends it, numbers behind follow."""
    if in_fence(text, selection.start):
        return _plain_break(text, selection)
    if not selection.is_empty:
        cut = text[: selection.start] + text[selection.end :]
        change = break_line(cut, Selection(selection.start, selection.start))
        return _over(text, change.of(cut), change.selection)
    draft = Draft(text, selection, above=REACH, below=REACH)
    line = draft.first
    head = read_head(draft.lines[line])
    column = draft.caret.column
    if column < head.end or not (head.mark or head.quote.strip()):
        return _plain_break(text, selection)
    before = list(draft.lines)
    if not draft.lines[line][head.end :].strip():
        _end_item(draft, line, head)
    else:
        rest = draft.lines[line][column:].lstrip(" \t") if head.mark else draft.lines[line][column:]
        lead = _next_lead(head)
        draft.lines[line : line + 1] = [draft.lines[line][:column], lead + rest]
        draft.put(Place(line + 1, len(lead)))
    renumber(draft, before, {line, line + 1, line + 2})
    return draft.change()


def _over(text: str, after: str, selection: Selection) -> Change:
    """Give the change from a text to another as one edit."""
    draft = Draft(text, Selection(0, len(text)))
    draft.lines = after.split("\n")
    return Change(draft.change().edits, selection)


def _plain_break(text: str, selection: Selection) -> Change:
    start = text.rfind("\n", 0, selection.start) + 1
    head = text[start : selection.start]
    lead = head[: len(head) - len(head.lstrip(" \t"))]
    return replacement(selection.start, selection.end, f"\n{lead}", 1 + len(lead))


def _next_lead(head: Head) -> str:
    if not head.mark:
        return head.lead
    mark = head.mark if head.number is None else f"{head.number + 1}{head.stop}"
    return f"{head.lead}{mark}{head.gap}" + ("[ ] " if head.task else "")


def _end_item(draft: Draft, line: int, head: Head) -> None:
    """Take the mark of an empty item away: a nested one becomes an item of the list around it.

    A list or quote left for good gets a blank line behind it: without one, what is written next would still
    belong to it (CommonMark 5.1, laziness).
    """
    keep, leaves = "", True
    if head.mark:
        above = _parent(draft.lines, line, head)
        keep, leaves = (head.quote, True) if above is None else (_next_lead(above), False)
    draft.lines[line] = keep
    if leaves and line > 0 and draft.lines[line - 1][len(keep) :].strip():
        draft.lines.insert(line, keep.rstrip())
        line += 1
    draft.put(Place(line, len(keep)))


def _parent(lines: list[str], line: int, head: Head) -> Head | None:
    """Find the item that the item on `line` lies in."""
    indent = columns(head.indent)
    for text in reversed(lines[:line]):
        other = read_head(text)
        if other.mark and columns(other.indent) < indent and indent >= other.inner:
            return other
        if text.strip() and not other.indent and not other.mark:
            return None
    return None


def indent(text: str, selection: Selection, tab: int = 4) -> Change:
    """Move items with all that is in them under the one above, or lines selected one step in.

    A caret in other text fills up to the next tab stop.
    """
    draft = Draft(text, selection, above=REACH, below=REACH)
    head = read_head(draft.lines[draft.first])
    several = draft.anchor.line != draft.caret.line
    if not head.mark or in_fence(text, selection.start):
        if not several and selection.is_empty:
            column = draft.caret.column
            gap = " " * (tab - column % tab)
            return replacement(selection.start, selection.end, gap, len(gap))
        return _shift(draft, range(draft.first, draft.last + 1), tab)
    above = _sibling(draft.lines, draft.first, head)
    by = (above.inner if above else head.inner) - columns(head.indent)
    return _shift(draft, _subtrees(draft), max(by, 1))


def outdent(text: str, selection: Selection, tab: int = 4) -> Change | None:
    """Move items with all that is in them out of the item around them, or lines selected one step out."""
    draft = Draft(text, selection, above=REACH, below=REACH)
    head = read_head(draft.lines[draft.first])
    if not head.mark or in_fence(text, selection.start):
        lines = range(draft.first, draft.last + 1)
        change = _shift(draft, lines, -tab)
        return change if change.edits else None
    around = _parent(draft.lines, draft.first, head)
    by = columns(around.indent) - columns(head.indent) if around else -columns(head.indent)
    change = _shift(draft, _subtrees(draft), by)
    return change if change.edits else None


def _shift(draft: Draft, lines: range, by: int) -> Change:
    before = list(draft.lines)
    for line in lines:
        head = read_head(draft.lines[line])
        bare = len(head.lead)
        if draft.lines[line][bare:] or len(lines) == 1:
            width = max(0, columns(head.indent) + by)
            draft.set_prefix(line, bare, head.quote + " " * width)
    for line in lines:
        _restart(draft, line, before)
    renumber(draft, before, set(range(len(draft.lines))))
    return draft.change()


def _restart(draft: Draft, line: int, before: list[str]) -> None:
    """Begin a list that an item now opens with 1, and let one that it joined give it its mark."""
    head = read_head(draft.lines[line])
    if not head.mark or columns(head.indent) == columns(read_head(before[line]).indent):
        return
    sibling = _sibling(draft.lines, line, head)
    if sibling is None:
        mark = f"1{head.stop}" if head.number is not None else head.mark
    elif sibling.number is not None:
        mark = f"{sibling.number + 1}{sibling.stop}"
    else:
        mark = sibling.mark
    draft.set_prefix(line, len(head.lead) + len(head.mark), head.lead + mark)


def _sibling(lines: list[str], line: int, head: Head) -> Head | None:
    """Find the item before the one on `line` in the same list."""
    at = columns(head.indent)
    for text in reversed(lines[:line]):
        other = read_head(text)
        if not text.strip():
            continue
        indent = columns(other.indent)
        if other.mark and indent <= at:
            return other if at < other.inner else None
        if not other.mark and indent == 0:
            return None
    return None


def _subtrees(draft: Draft) -> range:
    """Give the lines of the items that the selection touches with what is indented under the last."""
    head = read_head(draft.lines[draft.first])
    edge = columns(head.indent)
    end = draft.last + 1
    for line in range(draft.last + 1, len(draft.lines)):
        text = draft.lines[line]
        if text.strip():
            if columns(read_head(text).indent) <= edge:
                break
            end = line + 1
    return range(draft.first, end)


def toggle_task(text: str, selection: Selection) -> Change:
    """Tick the tasks selected, or clear them where all are ticked; items and lines become tasks first."""
    draft = Draft(text, selection)
    lines = [n for n in range(draft.first, draft.last + 1) if draft.lines[n].strip()] or [draft.first]
    heads = {line: read_head(draft.lines[line]) for line in lines}
    if not all(head.task for head in heads.values()):
        for line, head in heads.items():
            if not head.task:
                mark, gap = head.mark or "-", head.gap or " "
                draft.set_prefix(line, head.end, f"{head.lead}{mark}{gap}[ ] ")
        return draft.change()
    done = all(head.task[1] != " " for head in heads.values())
    for line, head in heads.items():
        box = "[ ]" if done else "[x]"
        draft.set_prefix(line, head.end, f"{head.lead}{head.mark}{head.gap}{box}{head.task[3:] or ' '}")
    return draft.change()
