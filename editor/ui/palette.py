"""The colours of the program, once for light and once for dark surroundings."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour by what it is for; values are #RRGGBB.

    `window` lies behind the panes, `base` below text that is written, `raised` below buttons and chips.
    `muted` is text of second rank, `faint` of third. All text keeps a contrast of at least 4.5 to what it
    stands on.
    """

    dark: bool
    window: str
    base: str
    raised: str
    hover: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    accent_soft: str
    selection: str
    error: str
    error_soft: str
    warning: str
    warning_soft: str
    ok: str
    star: str


LIGHT = Colours(
    dark=False,
    window="#F5F6F9",
    base="#FFFFFF",
    raised="#FFFFFF",
    hover="#E9EBF2",
    line="#DFE2EA",
    text="#1E2330",
    muted="#5A6376",
    faint="#6E7687",
    accent="#4C5FD5",
    on_accent="#FFFFFF",
    accent_soft="#E8EBFC",
    selection="#CFD6FA",
    error="#B3261E",
    error_soft="#FCEBEA",
    warning="#8A5300",
    warning_soft="#FFF3DC",
    ok="#1F7A4D",
    star="#B77900",
)

DARK = Colours(
    dark=True,
    window="#191B21",
    base="#20232A",
    raised="#2A2E37",
    hover="#2F343F",
    line="#343945",
    text="#E7E9EE",
    muted="#A9B0BE",
    faint="#8E96A6",
    accent="#8C9BFF",
    on_accent="#14161C",
    accent_soft="#2B3157",
    selection="#3D4679",
    error="#FF8A80",
    error_soft="#3B2326",
    warning="#F2BE5C",
    warning_soft="#38301F",
    ok="#6FCF97",
    star="#F2BE5C",
)


def qt_palette(colours: Colours) -> QPalette:
    """Give the palette that widgets without a style sheet rule draw with."""
    role = QPalette.ColorRole
    palette = QPalette(QColor(colours.window))
    for which, colour in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.base,
        role.AlternateBase: colours.window,
        role.Text: colours.text,
        role.PlaceholderText: colours.faint,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.BrightText: colours.error,
        role.ToolTipBase: colours.text,
        role.ToolTipText: colours.base,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Accent: colours.accent,
        role.Light: colours.raised,
        role.Midlight: colours.hover,
        role.Mid: colours.line,
        role.Dark: colours.line,
        role.Shadow: colours.line,
    }.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.faint))
    return palette
