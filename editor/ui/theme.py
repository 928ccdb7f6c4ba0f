"""The look of the program: palette, style sheet and icons, light or dark as the system is."""

from __future__ import annotations

import re
from dataclasses import asdict

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleFactory

from editor.resources import resource_path
from editor.ui.palette import DARK, LIGHT, Colours, qt_palette

_ICON_SIZES = (16, 18, 20, 24, 32, 48)


class Theme(QObject):
    """Keeps the application's look as `choice` says: "light", "dark" or "system".

    `changed` comes after palette and style sheet are in place; whoever holds icons takes them again then.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._sheet = resource_path("app.qss").read_text(encoding="utf-8")
        self._colours = LIGHT
        app.setStyle(QStyleFactory.create("Fusion"))
        font = app.font()
        if font.pointSizeF() < 10:
            font.setPointSizeF(10)
            app.setFont(font)
        app.setWindowIcon(QIcon(str(resource_path("icons/postwright.svg"))))
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._apply()

    @property
    def colours(self) -> Colours:
        """The colours in use."""
        return self._colours

    @property
    def choice(self) -> str:
        """What was asked for: "light", "dark" or "system"."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Take the look named, from now on."""
        self._choice = choice
        self._apply()

    def icon(self, name: str, colour: str = "") -> QIcon:
        """Draw an icon of `resources/icons` in the text's colour or `colour`, when checked in the accent."""
        source = resource_path(f"icons/{name}.svg").read_text(encoding="utf-8")
        icon = QIcon()
        plain = colour or self._colours.muted
        for mode, state, ink in (
            (QIcon.Mode.Normal, QIcon.State.Off, plain),
            (QIcon.Mode.Active, QIcon.State.Off, colour or self._colours.text),
            (QIcon.Mode.Normal, QIcon.State.On, colour or self._colours.accent),
            (QIcon.Mode.Active, QIcon.State.On, colour or self._colours.accent),
            (QIcon.Mode.Disabled, QIcon.State.Off, self._colours.line),
            (QIcon.Mode.Disabled, QIcon.State.On, self._colours.line),
        ):
            renderer = QSvgRenderer(QByteArray(source.replace("currentColor", ink).encode()))
            for size in _ICON_SIZES:
                icon.addPixmap(_drawn(renderer, size), mode, state)
        return icon

    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._choice == "system":
            self._apply()

    def _apply(self) -> None:
        scheme = self._app.styleHints().colorScheme()
        dark = self._choice == "dark" or (self._choice == "system" and scheme == Qt.ColorScheme.Dark)
        self._colours = DARK if dark else LIGHT
        self._app.setPalette(qt_palette(self._colours))
        self._app.setStyleSheet(style_sheet(self._sheet, self._colours))
        self.changed.emit()


def style_sheet(source: str, colours: Colours) -> str:
    """Put the colours in a style sheet in which they stand by name, as in `color: @muted;`."""
    named = asdict(colours)
    icons = resource_path("icons").as_posix()
    source = source.replace("@icons", icons)
    return re.sub(r"@([a-z_]+)", lambda match: str(named[match[1]]), source)


def tint(colour: str, alpha: int) -> QColor:
    """Give a colour with an opacity of 0 to 255."""
    result = QColor(colour)
    result.setAlpha(alpha)
    return result


def _drawn(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
