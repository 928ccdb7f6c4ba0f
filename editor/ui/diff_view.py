"""Two texts side by side, for reading."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QFontDatabase
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from editor.core.line_ends import to_buffer
from editor.core.side_by_side import Cell, Row, side_by_side
from editor.core.visible import visible
from editor.ui.palette import Colours
from editor.ui.theme import Theme

# A table of more rows takes seconds to lay out.
_MAX_ROWS = 1500


class DiffView(QTextBrowser):
    """Shows what became of one text in another: two columns, changed words marked, what is the same folded."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("diff_view")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self._theme = theme
        self._rows: tuple[Row, ...] = ()
        self._names = ("", "")
        theme.changed.connect(self._draw)

    def show_texts(self, before: str, after: str, names: tuple[str, str]) -> None:
        """Show two exact texts, under the names of the columns."""
        self._rows = side_by_side(to_buffer(before), to_buffer(after))
        self._names = names
        self._draw()

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Load nothing, whatever a text may say."""
        return None

    def _draw(self) -> None:
        place = self.verticalScrollBar().value()
        self.setHtml(_page(self._rows, self._names, self._theme.colours))
        self.verticalScrollBar().setValue(place)


def _page(rows: tuple[Row, ...], names: tuple[str, str], colours: Colours) -> str:
    face = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    head = "".join(
        f'<td width="50%" style="color:{colours.muted};padding:8px 12px;font-weight:600">{escape(name)}</td>'
        for name in names
    )
    if not any(row.changed for row in rows):
        # A cell, for the margin above a first paragraph is not drawn.
        words = "Both texts are the same."
        return f'<table><tr><td style="padding:16px 24px;color:{colours.muted}">{words}</td></tr></table>'
    more = len(rows) - _MAX_ROWS
    rest = (
        f'<p style="margin:12px;color:{colours.muted}">{more} more rows are not shown.</p>'
        if more > 0
        else ""
    )
    body = "".join(_table_rows(rows[:_MAX_ROWS], colours))
    return (
        f'<table width="100%" cellspacing="0" cellpadding="0"><tr>{head}</tr></table>'
        f'<table width="100%" cellspacing="0" cellpadding="0" style="font-family:\'{escape(face)}\',monospace">'
        f"{body}</table>{rest}"
    )


def _table_rows(rows: Iterable[Row], colours: Colours) -> Iterable[str]:
    for row in rows:
        if row.folded:
            words = f"{row.folded} lines that are the same"
            yield (
                f'<tr><td colspan="4" style="background:{colours.window};color:{colours.faint};padding:5px 12px">'
                f"⋯ {words}</td></tr>"
            )
        else:
            left = _cell(row.left, row.changed, colours, colours.error)
            right = _cell(row.right, row.changed, colours, colours.ok)
            yield f"<tr>{left}{right}</tr>"


def _cell(cell: Cell | None, changed: bool, colours: Colours, tone: str) -> str:
    if cell is None:
        blank = f"background:{colours.window}"
        return f'<td width="5%" style="{blank}"></td><td width="45%" style="{blank}"></td>'
    ground = f"background:{mixed(tone, colours.base, 0.12)};" if changed else ""
    number_style = f"{ground}color:{colours.faint};padding:1px 8px 1px 4px;white-space:pre"
    words = _marked(cell, mixed(tone, colours.base, 0.34)) or "&nbsp;"
    return (
        f'<td width="5%" align="right" style="{number_style}">{cell.number}</td>'
        f'<td width="45%" style="{ground}padding:1px 8px;white-space:pre-wrap">{words}</td>'
    )


def _marked(cell: Cell, ground: str) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in cell.marks:
        pieces.append(_shown(cell.text[at:start]))
        pieces.append(f'<span style="background:{ground}">{_shown(cell.text[start:end])}</span>')
        at = end
    return "".join((*pieces, _shown(cell.text[at:])))


def _shown(text: str) -> str:
    return escape(visible(text)).replace("\t", "    ")


def mixed(colour: str, ground: str, part: float) -> str:
    """Give `part` of a colour on a ground, as #RRGGBB."""
    a, b = QColor(colour), QColor(ground)
    channels = zip((a.red(), a.green(), a.blue()), (b.red(), b.green(), b.blue()), strict=True)
    return "#" + "".join(f"{round(x * part + y * (1 - part)):02x}" for x, y in channels)
