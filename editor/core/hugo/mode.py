"""How much of a site Hugo is given."""

from __future__ import annotations

from enum import Enum


class Mode(Enum):
    """What of the site is read and what is rendered.

    `SEGMENT` reads all and renders the page in view: menus, lists and related posts are right. `CUT` reads the page and
    the sections above it: fastest, but what the theme lists from other posts is missing. `WHOLE` is the site.
    """

    SEGMENT = "segment"
    CUT = "cut"
    WHOLE = "whole"
