"""The program's colours for what a form draws itself."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from editor.ui.palette import DARK, LIGHT, Colours


def colours_of(palette: QPalette) -> Colours:
    """Tell light from dark by what stands on what, so that a widget need not know the theme."""
    is_dark = palette.window().color().lightness() < palette.windowText().color().lightness()
    return DARK if is_dark else LIGHT


def mixed(front: QColor | str, back: QColor | str, share: float) -> QColor:
    """Give `back` with `share` (0 to 1) of `front` laid over it."""
    top, ground = QColor(front), QColor(back)
    return QColor.fromRgbF(
        top.redF() * share + ground.redF() * (1 - share),
        top.greenF() * share + ground.greenF() * (1 - share),
        top.blueF() * share + ground.blueF() * (1 - share),
    )
