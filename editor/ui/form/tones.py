"""The few colours a form has beyond those of its palette, for light and dark alike."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette


def is_dark(palette: QPalette) -> bool:
    """Whether text stands light on dark."""
    return palette.window().color().lightness() < palette.windowText().color().lightness()


def mixed(front: QColor, back: QColor, share: float) -> QColor:
    """Give `back` with `share` (0 to 1) of `front` laid over it."""
    return QColor.fromRgbF(
        front.redF() * share + back.redF() * (1 - share),
        front.greenF() * share + back.greenF() * (1 - share),
        front.blueF() * share + back.blueF() * (1 - share),
    )


def muted(palette: QPalette) -> QColor:
    """Give the colour of labels and remarks: clearly readable, behind the values."""
    return mixed(palette.windowText().color(), palette.window().color(), 0.68)


def hairline(palette: QPalette) -> QColor:
    """Give the colour of borders and rules."""
    return mixed(palette.windowText().color(), palette.base().color(), 0.18)


def wash(palette: QPalette) -> QColor:
    """Give the accent as a background behind text."""
    return mixed(palette.highlight().color(), palette.base().color(), 0.16)


def danger(palette: QPalette) -> QColor:
    """Give the colour of what is wrong."""
    return QColor("#FF8A80") if is_dark(palette) else QColor("#B3261E")


def caution(palette: QPalette) -> QColor:
    """Give the colour of what may not be meant."""
    return QColor("#F2C063") if is_dark(palette) else QColor("#8A5300")
