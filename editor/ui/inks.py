"""The inks of Markdown in the text pane, on a light and on a dark ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor, QFont, QTextCharFormat

from editor.app.code_colours import Part
from editor.app.markdown_lines import Style

# Contrast at least 4.5 to #FFFFFF and #20232A.
_INKS: Final = {
    Style.HEADING: ("#2F3FA8", "#AAB5FF"),
    Style.MARK: ("#6E7687", "#8E96A6"),
    Style.CODE: ("#9A3B6B", "#F0A3C6"),
    Style.CODE_BLOCK: ("#3D5A73", "#A9C4DA"),
    Style.CODE_INFO: ("#9A3B6B", "#F0A3C6"),
    Style.LINK_TEXT: ("#4C5FD5", "#8C9BFF"),
    Style.LINK_TARGET: ("#6E7687", "#8E96A6"),
    Style.ADDRESS: ("#4C5FD5", "#8C9BFF"),
    Style.LIST_MARK: ("#4C5FD5", "#8C9BFF"),
    Style.QUOTE: ("#5A6376", "#A9B0BE"),
    Style.HTML: ("#1F6F78", "#7CC8D0"),
    Style.COMMENT: ("#6E7687", "#8E96A6"),
    Style.SHORTCODE: ("#8A5300", "#F2BE5C"),
    Style.MATH: ("#1F7A4D", "#6FCF97"),
    Style.RULE: ("#6E7687", "#8E96A6"),
    Style.TABLE_MARK: ("#6E7687", "#8E96A6"),
}
_CODE_INKS: Final = {
    Part.KEYWORD: ("#B3261E", "#FF9A91"),
    Part.NAME: ("#6B3FA0", "#C9A7F5"),
    Part.TYPE: ("#8A5300", "#F2BE5C"),
    Part.STRING: ("#1F7A4D", "#8FD6AE"),
    Part.NUMBER: ("#1D5FA8", "#8CC4FF"),
    Part.COMMENT: ("#6E7687", "#8E96A6"),
    Part.TAG: ("#1F6F78", "#7CC8D0"),
    Part.INSERTED: ("#1F7A4D", "#8FD6AE"),
    Part.DELETED: ("#B3261E", "#FF9A91"),
}
_WRONG: Final = ("#C4372E", "#FF8A80")
# How much larger headings are than the text, by their level.
_SCALES: Final = (1.0, 1.45, 1.28, 1.14, 1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Inks:
    """The formats of all that is told apart; a heading's goes by its level.

    `number` tells one set from another.
    """

    styles: Mapping[Style, QTextCharFormat]
    headings: tuple[QTextCharFormat, ...]
    code: Mapping[Part, QTextCharFormat]
    wrong: QTextCharFormat
    number: int


def make_inks(*, dark: bool, points: float, number: int = 0) -> Inks:
    """Make the formats for a ground and the text's size."""
    styles = {style: QTextCharFormat() for style in Style}
    for style, pair in _INKS.items():
        styles[style].setForeground(QColor(pair[dark]))
    for style in (Style.BOLD, Style.LIST_MARK):
        styles[style].setFontWeight(QFont.Weight.Bold)
    for style in (Style.ITALIC, Style.COMMENT):
        styles[style].setFontItalic(True)
    styles[Style.STRUCK].setFontStrikeOut(True)
    headings = []
    for scale in _SCALES:
        heading = QTextCharFormat(styles[Style.HEADING])
        heading.setFontWeight(QFont.Weight.Bold)
        if scale != 1.0:
            heading.setFontPointSize(points * scale)
        headings.append(heading)
    code = {part: QTextCharFormat() for part in Part}
    for part, pair in _CODE_INKS.items():
        code[part].setForeground(QColor(pair[dark]))
    code[Part.COMMENT].setFontItalic(True)
    wrong = QTextCharFormat()
    wrong.setUnderlineColor(QColor(_WRONG[dark]))
    wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
    return Inks(styles, tuple(headings), code, wrong, number)
