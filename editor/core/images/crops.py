"""Where themes cut the picture of a page for their cards, and what a focal point does to it.

Sources: Hugo 0.168's `Fill` (https://gohugo.io/methods/resource/fill/); Wowchemy 5's `li_card.html`; HugoBlox Kit's
`views/card.html` and `portfolio` block.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from editor.core.site.generation import Generation

SMART: Final = "Smart"
# In the order of reading: three rows of three.
ANCHORS: Final = (
    *("TopLeft", "Top", "TopRight"),
    *("Left", "Center", "Right"),
    *("BottomLeft", "Bottom", "BottomRight"),
)


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture, as shares of its width and height from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Card:
    """A picture as a theme shows it in lists: `width` by `height` pixels, cut at the page's focal point.

    `anchor` is where it is cut when the page names none, or always where `fixed`.
    """

    name: str
    width: int
    height: int
    anchor: str
    fixed: bool = False

    def anchor_for(self, focal_point: str) -> str:
        """Give where it is cut for a page whose front matter says `focal_point`, in Hugo's spelling."""
        return self.anchor if self.fixed else named_anchor(focal_point) or self.anchor


def cards_of(generation: Generation) -> tuple[Card, ...]:
    """Give the cards of a generation's theme; none where the templates are the site's own."""
    match generation:
        case Generation.HUGOBLOX:
            return (
                Card("Card", 800, 450, "Center"),
                Card("Portfolio", 600, 400, SMART, fixed=True),
            )
        case Generation.WOWCHEMY:
            return (Card("Card", 808, 455, SMART),)
        case _:
            return ()


def named_anchor(name: str) -> str:
    """Give a focal point in Hugo's spelling, whatever the case; empty for what is none."""
    wanted = name.strip().lower()
    return next((each for each in (SMART, *ANCHORS) if each.lower() == wanted), "")


def anchor_at(across: float, down: float) -> str:
    """Name the ninth of the picture that a point lies in; both are shares from the top left corner."""
    column, row = (min(2, max(0, int(share * 3))) for share in (across, down))
    return ANCHORS[row * 3 + column]


def place_of(anchor: str) -> tuple[float, float]:
    """Give the point an anchor stands for, as shares from the top left corner; the middle for Smart."""
    at = ANCHORS.index(anchor) if anchor in ANCHORS else 4
    return (at % 3 + 0.5) / 3, (at // 3 + 0.5) / 3


def crop_box(width: int, height: int, card: Card, anchor: str) -> Box:
    """Give what `Fill` leaves of a picture: all it can of one side, and of the other what is next to the anchor.

    Smart looks at what the picture shows; until that is known its middle stands in.
    """
    if min(width, height) <= 0:
        return Box(0, 0, 1, 1)
    shape = card.width / card.height
    wide = min(1.0, shape * height / width)
    high = min(1.0, width / (shape * height))
    at = ANCHORS.index(anchor) if anchor in ANCHORS else 4
    left = (1 - wide) * (at % 3) / 2
    top = (1 - high) * (at // 3) / 2
    return Box(left, top, left + wide, top + high)
