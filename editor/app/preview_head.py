"""What stands above a post's text on its page: title, date, authors, the featured image."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from editor.core.errors import EditorError
from editor.core.post import Post, read_post
from editor.core.site import Site, featured_image
from editor.core.text_file import read_text_file

_MONTHS = ("January", "February", "March", "April", "May", "June") + (
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# HugoBlox's names for the part of an image that a crop must keep, as CSS's object-position says it.
_FOCAL_POINTS = {
    "": "50% 50%",
    "smart": "50% 50%",
    "center": "50% 50%",
    "topleft": "0% 0%",
    "top": "50% 0%",
    "topright": "100% 0%",
    "left": "0% 50%",
    "right": "100% 50%",
    "bottomleft": "0% 100%",
    "bottom": "50% 100%",
    "bottomright": "100% 100%",
}


@dataclass(frozen=True, slots=True)
class PageHead:
    """All of it is plain text but `caption`, HTML; `image` is a file, `focal_point` a CSS `object-position`.

    `image_version` is another number for another content of the same file.
    """

    title: str
    subtitle: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()
    is_draft: bool = False
    image: Path | None = None
    image_text: str = ""
    caption: str = ""
    focal_point: str = "50% 50%"
    image_version: int = 0


def page_head(post: Post, site: Site | None) -> PageHead:
    """Read the head from the front matter and the folders; looks at files, so it belongs into a job."""
    values = _lower(post.front.values)
    image = values.get("image")
    settings = _lower(image) if isinstance(image, Mapping) else {}
    shown = None if settings.get("preview_only") is True else featured_image(post, site).path
    focal = _text(settings.get("focal_point")).replace(" ", "").lower()
    return PageHead(
        title=post.title,
        subtitle=_text(values.get("subtitle")),
        date=date_text(values.get("date")),
        authors=tuple(_author(name, site) for name in _names(values.get("authors", values.get("author")))),
        is_draft=values.get("draft") is True,
        image=shown,
        image_text=_text(settings.get("alt_text")),
        caption=_inline(_text(settings.get("caption")), site),
        focal_point=_FOCAL_POINTS.get(focal, _FOCAL_POINTS[""]),
        image_version=_version(shown),
    )


def _version(file: Path | None) -> int:
    try:
        return file.stat().st_mtime_ns if file is not None else 0
    except OSError:
        return 0


def date_text(value: object) -> str:
    """Write a date as a page would: `4 March 2025`; what is no date is given as it stands."""
    try:
        day = value if isinstance(value, date) else date.fromisoformat(_text(value)[:10])
    except ValueError:
        return _text(value)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _inline(markdown: str, site: Site | None) -> str:
    """Give a line of Markdown as HTML without its paragraph, as themes do (Hugo's `markdownify`)."""
    if not markdown:
        return ""
    from editor.core.markdown import MarkupConfig, render_html
    from editor.core.markdown.shortcodes.scene import unwrapped

    return unwrapped(render_html(markdown, site.markup if site is not None else MarkupConfig()))


def _lower(values: Mapping[str, object]) -> dict[str, object]:
    return {str(key).lower(): value for key, value in values.items()}


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _names(value: object) -> Sequence[str]:
    listed = value if isinstance(value, list) else [value]
    named = [_lower(item).get("name") if isinstance(item, Mapping) else item for item in listed]
    return [text for text in map(_text, named) if text]


def _author(name: str, site: Site | None) -> str:
    """Give the name by which an author's own page calls them, as HugoBlox does."""
    if site is None or not name.replace("-", "").replace("_", "").isalnum():
        return name
    for folder in site.content_dirs:
        page = folder / "authors" / name.lower().replace(" ", "-") / "_index.md"
        try:
            if page.is_file():
                return read_post(read_text_file(page).text, page).title
        except (EditorError, OSError):
            continue
    return name
