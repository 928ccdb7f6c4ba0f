"""The look of the program: palette, style sheet and icons, light or dark as the system is."""

from __future__ import annotations

import re
from dataclasses import asdict

from PySide6.QtCore import QByteArray, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleFactory

from editor.resources import resource_path
from editor.ui.palette import DARK, LIGHT, Colours, qt_palette


class Theme(QObject):
    """Keeps the application's look as `choice` says: "light", "dark" or "system".

    `changed` comes after the palette is in place; whoever holds icons takes them again then. `dress` is called
    when the window has been put together.
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

    def dress(self) -> None:
        """Put the style sheet on the widgets: once, after they are put together, each is polished once."""
        self._app.setStyleSheet(style_sheet(self._sheet, self._colours))

    def choose(self, choice: str) -> None:
        """Take the look named, from now on."""
        self._choice = choice
        self._apply()
        self.dress()

    def icon(self, name: str, colour: str = "") -> QIcon:
        """Draw an icon of `resources/icons` in the text's colour or `colour`, when checked in the accent."""
        source = resource_path(f"icons/{name}.svg").read_text(encoding="utf-8")
        return QIcon(_Drawing(source, self._colours, colour))

    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._choice == "system":
            self._apply()
            self.dress()

    def _apply(self) -> None:
        scheme = self._app.styleHints().colorScheme()
        dark = self._choice == "dark" or (self._choice == "system" and scheme == Qt.ColorScheme.Dark)
        self._colours = DARK if dark else LIGHT
        self._app.setPalette(qt_palette(self._colours))
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


class _Drawing(QIconEngine):
    """Draws an icon when a size of it is wanted: most are never shown in most of their states."""

    def __init__(self, source: str, colours: Colours, colour: str) -> None:
        super().__init__()
        self._source = source
        self._colours = colours
        self._colour = colour

    def clone(self) -> _Drawing:
        return _Drawing(self._source, self._colours, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ink = self._source.replace("currentColor", self._ink(mode, state))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(ink.encode())).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def _ink(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return self._colours.line
        if self._colour:
            return self._colour
        if state == QIcon.State.On:
            return self._colours.accent
        return self._colours.text if mode == QIcon.Mode.Active else self._colours.muted
