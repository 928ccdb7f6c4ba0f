"""Draws the pictures of this site: `python draw.py` writes each into the page bundle that it belongs to.

Nothing here is a photograph; a few gradients, some random numbers with a fixed seed, and PySide6's painter.
"""

import math
import random
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF, QRadialGradient

POSTS = Path(__file__).resolve().parents[2] / "content"
WIDTH, HEIGHT = 1600, 900


def canvas(width=WIDTH, height=HEIGHT):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    return image, painter


def sky(painter, *stops):
    gradient = QLinearGradient(0, 0, 0, HEIGHT)
    for at, colour in stops:
        gradient.setColorAt(at, QColor(colour))
    painter.fillRect(0, 0, WIDTH, HEIGHT, gradient)


def ridge(dice, base, height):
    """Give a smooth line of hills: a sum of waves whose strength falls as they get shorter."""
    waves = [(dice.uniform(0, 6.3), 1.7**n, height / 1.55**n) for n in range(6)]
    return QPolygonF(
        [QPointF(-5, HEIGHT + 5)]
        + [
            QPointF(x, base - sum(a * math.sin(p + f * x / WIDTH * 4.2) for p, f, a in waves))
            for x in range(-5, WIDTH + 10, 5)
        ]
        + [QPointF(WIDTH + 5, HEIGHT + 5)]
    )


def dawn():
    """Hills before sunrise: the picture of the first post."""
    dice = random.Random(17)
    image, painter = canvas()
    sky(painter, (0, "#2c3474"), (0.34, "#5b63b8"), (0.58, "#c59ac4"), (0.76, "#f6c7a6"), (1, "#fde7c8"))
    for _ in range(120):
        painter.setBrush(QColor(255, 255, 255, dice.randrange(30, 140)))
        painter.drawEllipse(QPointF(dice.uniform(0, WIDTH), dice.uniform(0, 300) ** 0.97), *[dice.uniform(0.6, 1.8)] * 2)
    glow = QRadialGradient(QPointF(1090, 560), 430)
    for at, alpha in ((0, 235), (0.13, 190), (0.3, 84), (1, 0)):
        glow.setColorAt(at, QColor(255, 236, 200, alpha))
    painter.fillRect(0, 0, WIDTH, HEIGHT, glow)
    painter.setBrush(QColor("#fff3dc"))
    painter.drawEllipse(QPointF(1090, 560), 58, 58)
    shades = ("#b6a2cf", "#8f8cc6", "#6c70b4", "#4c5399", "#343b78", "#22284f")
    for n, shade in enumerate(shades):
        base = 560 + 62 * n
        gradient = QLinearGradient(0, base - 120, 0, base + 190)
        gradient.setColorAt(0, QColor(shade))
        gradient.setColorAt(1, QColor(shade).lighter(118))
        painter.setBrush(gradient)
        painter.drawPolygon(ridge(dice, base, 54 - 3 * n))
    # A path of birds, drawn as pairs of arcs.
    pen = QPen(QColor(34, 40, 79, 200), 3)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for n in range(7):
        x, y, wing = 520 + 46 * n + dice.uniform(-9, 9), 300 - 17 * n + dice.uniform(-16, 16), dice.uniform(9, 15)
        for side in (-1, 1):
            bird = QPainterPath(QPointF(x, y))
            bird.quadTo(QPointF(x + side * wing * 0.6, y - wing * 0.8), QPointF(x + side * wing * 1.5, y - wing * 0.25))
            painter.drawPath(bird)
    painter.end()
    return image


def page():
    """A page of text seen from far away: the picture of the post on plain text."""
    dice = random.Random(5)
    image, painter = canvas()
    gradient = QLinearGradient(0, 0, WIDTH, HEIGHT)
    gradient.setColorAt(0, QColor("#f3ede2"))
    gradient.setColorAt(1, QColor("#e3dccf"))
    painter.fillRect(0, 0, WIDTH, HEIGHT, gradient)
    inks = ("#2f3558", "#4c5fd5", "#8a90b0", "#b8bccf", "#d98e5f")
    y = 92.0
    while y < HEIGHT - 80:
        x, end = 150.0 + dice.choice((0, 0, 0, 70, 140)), dice.uniform(900, 1450)
        while x < end:
            length = dice.uniform(18, 128)
            ink = QColor(dice.choices(inks, (6, 2, 8, 8, 0.7))[0])
            painter.setBrush(ink)
            painter.drawRoundedRect(QRectF(x, y, length, 15), 7.5, 7.5)
            x += length + 15
        y += dice.choice((36, 36, 36, 36, 72))
    painter.end()
    return image


def cards():
    """Cards in a drawer: the picture of the project."""
    dice = random.Random(23)
    image, painter = canvas()
    sky(painter, (0, "#e7ecfb"), (1, "#c6cef0"))
    tints = ("#4c5fd5", "#e5a06b", "#6fa892", "#c56b84", "#8c9bff", "#d8bf6a")
    for n in range(11):
        painter.save()
        painter.translate(190 + 122 * n, 505 + 34 * math.sin(n * 0.9))
        painter.rotate(-13 + 2.6 * n + dice.uniform(-1.6, 1.6))
        painter.setBrush(QColor(40, 48, 96, 34))
        painter.drawRoundedRect(QRectF(-150, -226, 316, 480), 18, 18)
        painter.setBrush(QColor("#fffdf8"))
        painter.setPen(QPen(QColor("#d3d8ec"), 2))
        painter.drawRoundedRect(QRectF(-158, -240, 316, 480), 18, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tints[n % len(tints)]))
        painter.drawRoundedRect(QRectF(-126, -206, 96 + 40 * (n % 3), 20), 10, 10)
        painter.setBrush(QColor("#d9dcea"))
        for line in range(8):
            painter.drawRoundedRect(QRectF(-126, -150 + 42 * line, dice.uniform(110, 252), 11), 5, 5)
        painter.restore()
    painter.end()
    return image


for folder, picture in (("post/welcome", dawn()), ("post/plain-text", page()), ("project/commonplace", cards())):
    target = POSTS / folder / "featured.jpg"
    target.parent.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(target), "JPEG", 84):
        raise SystemExit(f"{target} could not be written")
