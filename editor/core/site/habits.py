"""How a site's own posts are written: so that a new one looks like them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from itertools import islice
from pathlib import Path

from editor.core.errors import EditorError
from editor.core.frontmatter import Format, find_field, read_front_matter
from editor.core.frontmatter.dates import format_like, parse_date
from editor.core.site.content_files import markdown_files
from editor.core.text_file import read_text_file

# So many posts tell the habit of a folder.
_ENOUGH = 60


@dataclass(frozen=True, slots=True)
class Habits:
    """What most posts of a folder do: front matter's format, a date as it is written there (its quotes included;
    empty where there is none), a folder of its own for each post (None where there are no posts)."""

    format: Format = Format.YAML
    date: str = ""
    bundles: bool | None = None


def habits_of(folder: Path) -> Habits:
    """Look at the posts below `folder`; the posts of other kinds of names are taken as they come."""
    formats: Counter[Format] = Counter()
    dates: dict[Format, list[str]] = {}
    bundles: Counter[bool] = Counter()
    for path in islice(_posts(folder), _ENOUGH):
        try:
            text = read_text_file(path).text
        except EditorError:
            continue
        front = read_front_matter(text)
        if front.broken or front.format not in (Format.YAML, Format.TOML, Format.JSON):
            continue
        formats[front.format] += 1
        bundles[path.stem.split(".")[0] == "index"] += 1
        field = find_field(front, ("date",))
        if field is not None and field.value not in (None, ""):
            dates.setdefault(front.format, []).append(text[field.start : field.end])
    if not formats:
        return Habits()
    usual = formats.most_common(1)[0][0]
    return Habits(usual, _usual_date(dates.get(usual, [])), bundles[True] >= bundles[False])


def date_text(like: str, now: datetime, zone: tzinfo) -> str:
    """Write the moment `now` as a date in the shape of `like`, quotes and all; in RFC 3339 where that is empty."""
    quote = like[:1] if like[:1] in ('"', "'") else ""
    shape = parse_date(like.strip("\"'"))
    local = now.astimezone(zone).replace(microsecond=0)
    if shape is None:
        return _short_zero(local)
    if shape.date_only:
        written = format_like(like.strip("\"'"), local.date())
    elif not shape.offset and not shape.zone:
        written = format_like(like.strip("\"'"), local.replace(tzinfo=None))
    else:
        utc = shape.offset in ("Z", "z") or bool(shape.zone)
        written = format_like(like.strip("\"'"), local.astimezone(UTC) if utc else local)
    return f"{quote}{written or _short_zero(local)}{quote}"


def _short_zero(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _posts(folder: Path) -> Iterable[Path]:
    return (path for path in markdown_files(folder) if not path.name.startswith("_"))


def _usual_date(dates: list[str]) -> str:
    """Give one of the dates whose shape is the most usual."""
    shapes: dict[tuple[object, ...], list[str]] = {}
    for text in dates:
        shape = parse_date(text.strip("\"'"))
        if shape is not None:
            quote = text[:1] if text[:1] in ('"', "'") else ""
            utc = shape.offset in ("Z", "z")
            key = (quote, shape.layout, len(shape.fraction), bool(shape.offset), utc)
            shapes.setdefault(key, []).append(text)
    return max(shapes.values(), key=len)[-1] if shapes else ""
