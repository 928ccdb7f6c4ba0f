"""The pages of a site as rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.app.site_query import Arrangement, Grouping, Heading, Line, Listed, Order, arranged
from editor.core.site.git_state import GitMark
from editor.core.site.publication import Status
from editor.core.visible import visible

INDEX = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
# The `Line` of a row.
LINE: Final = Qt.ItemDataRole.UserRole
COLUMNS: Final[tuple[tuple[str, Order], ...]] = (
    ("Title", Order.TITLE),
    ("Status", Order.STATUS),
    ("Date", Order.DATE),
    ("Section", Order.SECTION),
    ("Kind", Order.KIND),
    ("Tags", Order.TAGS),
    ("Words", Order.WORDS),
    ("Language", Order.LANGUAGE),
)
STATUS_WORDS: Final[Mapping[Status, str]] = {
    Status.PUBLISHED: "Published",
    Status.DRAFT: "Draft",
    Status.SCHEDULED: "Scheduled",
    Status.EXPIRED: "Expired",
    Status.NEVER: "No page",
    Status.UNREADABLE: "Unreadable",
}
GIT_WORDS: Final[Mapping[GitMark, str]] = {
    GitMark.MODIFIED: "Changed since the last commit",
    GitMark.STAGED: "Changed and staged for the next commit",
    GitMark.UNTRACKED: "New: git does not know it yet",
    GitMark.CONFLICT: "In conflict: a merge waits for you",
}


class SiteModel(QAbstractTableModel):
    """The lines that an arrangement gives, headings of groups among them; nothing is done for rows out of view."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[Listed, ...] = ()
        self._lines: list[Line] = []
        self._shown = 0
        # Each is made when it is first asked for: keys in the filter's box are not to wait for them.
        self._by_path: dict[Path, Listed] | None = None
        self._rows: dict[int, int] | None = None
        self._languages: frozenset[str] | None = None
        self._any_scheduled: bool | None = None
        self.arrangement = Arrangement()

    @property
    def pages(self) -> tuple[Listed, ...]:
        """Every page, listed or not."""
        return self._pages

    @property
    def shown(self) -> int:
        """How many pages are in the list now."""
        return self._shown

    def set_pages(self, pages: tuple[Listed, ...]) -> None:
        """List other pages; where each has the row it had, what is selected stays so."""
        self._pages = pages
        self._by_path = self._languages = self._any_scheduled = None
        lines = arranged(pages, self.arrangement)
        if lines and len(lines) == len(self._lines) and all(map(_same_place, lines, self._lines)):
            self._lines, self._rows = lines, None
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(COLUMNS) - 1))
        else:
            self._show(lines, self.arrangement)

    def arrange(self, wanted: Arrangement) -> None:
        """List the pages otherwise."""
        self._show(arranged(self._pages, wanted), wanted)

    def _show(self, lines: list[Line], wanted: Arrangement) -> None:
        self.beginResetModel()
        self.arrangement = wanted
        self._lines, self._rows = lines, None
        self._shown = len(self._lines)
        if wanted.grouping is not Grouping.NONE:
            self._shown -= sum(isinstance(line, Heading) for line in self._lines)
        self.endResetModel()

    @property
    def languages(self) -> frozenset[str]:
        """The languages of all pages."""
        if self._languages is None:
            self._languages = frozenset(page.row.language for page in self._pages)
        return self._languages

    @property
    def any_scheduled(self) -> bool:
        """Whether a page waits for its day, which its state then tells."""
        if self._any_scheduled is None:
            self._any_scheduled = any(page.status is Status.SCHEDULED for page in self._pages)
        return self._any_scheduled

    def page_of(self, path: Path) -> Listed | None:
        """Find the page at `path`, listed or not."""
        return self._pages_by_path().get(path)

    def row_of(self, path: Path) -> int:
        """Find the row of the page at `path`; -1 where it is not listed."""
        return self._row_numbers().get(id(self.page_of(path)), -1)

    def line(self, row: int) -> Line:
        """Give what stands in a row."""
        return self._lines[row]

    def rows_of(self, paths: Iterable[Path]) -> list[int]:
        """Find the rows of pages, those that are listed, in rising order."""
        pages, rows = self._pages_by_path(), self._row_numbers()
        found = (rows.get(id(pages.get(path))) for path in paths)
        return sorted(row for row in found if row is not None)

    def rowCount(self, parent: INDEX = _NOWHERE) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: INDEX = _NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: INDEX) -> Qt.ItemFlag:
        """Let pages be selected, and headings not."""
        if not index.isValid() or isinstance(self._lines[index.row()], Heading):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section][0]
        return None

    def _pages_by_path(self) -> dict[Path, Listed]:
        if self._by_path is None:
            self._by_path = {page.row.path: page for page in self._pages}
        return self._by_path

    def _row_numbers(self) -> dict[int, int]:
        """Give the rows by the identity of what stands in them: a path's hash costs more than all the rest."""
        if self._rows is None:
            self._rows = dict(zip(map(id, self._lines), range(len(self._lines)), strict=True))
        return self._rows

    def data(self, index: INDEX, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what the view asks of one cell."""
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if isinstance(line, Heading):
            text = f"{line.text}  ({line.count})" if index.column() == 0 else None
            return text if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(line) if index.column() == 0 else cell_text(line, index.column())
        return None


def _same_place(one: Line, other: Line) -> bool:
    if isinstance(one, Heading) or isinstance(other, Heading):
        return one == other
    # Mostly it is the same page, and a look at the paths takes longer.
    return one.row is other.row or one.row.path == other.row.path


def cell_text(page: Listed, column: int) -> str:
    """Give what a cell says."""
    return _TEXTS[COLUMNS[column][1]](page)


def spoken(page: Listed) -> str:
    """Say a page in a row of words, for those who hear the list."""
    words = [shown_title(page), state_words(page), "featured" if page.row.featured else ""]
    words.append(GIT_WORDS[page.mark] if page.mark is not None else "")
    return ", ".join(word for word in words if word)


def shown_title(page: Listed) -> str:
    """Give a page's title with nothing in it that hides or turns what stands around it."""
    return visible(page.row.title)


def _tip(page: Listed) -> str:
    reason = page.row.publication(datetime.now(UTC)).reason
    git = GIT_WORDS[page.mark] if page.mark is not None else ""
    found = f"The check-up found {page.findings:,} in it" if page.findings else ""
    return "\n".join(filter(None, (shown_title(page), visible(str(page.row.path)), reason, git, found)))


def date_words(page: Listed) -> str:
    """Give a page's day as a list shows it."""
    return _day(page.row.date)


def until_words(page: Listed) -> str:
    """Give the day until which a scheduled page waits; empty for every other."""
    return _day(page.row.facts.publish_date) if page.status is Status.SCHEDULED else ""


def state_words(page: Listed) -> str:
    """Say a page's state, and until when it lasts where it waits."""
    until = until_words(page)
    return f"{STATUS_WORDS[page.status]} until {until}" if until else STATUS_WORDS[page.status]


def _day(date: datetime | None) -> str:
    return f"{date.day} {date:%b} {date.year}" if date is not None else ""


_TEXTS: Final[Mapping[Order, Callable[[Listed], str]]] = {
    Order.TITLE: shown_title,
    Order.STATUS: state_words,
    Order.DATE: date_words,
    Order.SECTION: lambda page: page.row.section,
    Order.KIND: lambda page: page.row.kind,
    Order.TAGS: lambda page: visible(", ".join(page.row.tags)),
    Order.WORDS: lambda page: f"{page.row.words:,}",
    Order.LANGUAGE: lambda page: page.row.language,
}
