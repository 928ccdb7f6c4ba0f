"""Our reading of front matter in the words of the judge, so that the two can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from editor.core.frontmatter import FrontMatter
from editor.core.frontmatter.meta import PageMeta, page_meta, params

ZERO = "0001-01-01T00:00:00Z"


def stamp(moment: datetime | None) -> str:
    """Give a moment as Go's JSON does: RFC 3339 with as many decimals as needed."""
    if moment is None:
        return ZERO
    plain = moment.replace(tzinfo=None).isoformat(timespec="microseconds").rstrip("0").rstrip(".")
    offset = moment.strftime("%z")
    return plain + ("Z" if offset in ("", "+0000") else f"{offset[:3]}:{offset[3:5]}")


def same(hugo: object, ours: object) -> bool:
    """Whether a dumped value of Hugo ({"f": …} floats, {"t": …} moments) is the one we read."""
    if isinstance(hugo, dict) and set(hugo) == {"f"} and isinstance(ours, (int, float)):
        return str(hugo["f"]) == "NaN" if ours != ours else float(hugo["f"]) == float(ours)
    if isinstance(hugo, dict) and set(hugo) == {"t"} and isinstance(ours, datetime):
        return bool(hugo["t"] == stamp(ours if ours.tzinfo else ours.replace(tzinfo=UTC)))
    if isinstance(hugo, dict) and isinstance(ours, dict):
        return hugo.keys() == ours.keys() and all(same(hugo[k], ours[k]) for k in hugo)
    if isinstance(hugo, list) and isinstance(ours, list):
        return len(hugo) == len(ours) and all(map(same, hugo, ours))
    if isinstance(ours, datetime):
        return isinstance(hugo, str) and hugo.replace("T", " ") == str(ours)
    if isinstance(ours, (date, time)):
        return hugo == ours.isoformat()
    return type(hugo) is type(ours) and hugo == ours


def page_facts(meta: PageMeta) -> dict[str, object]:
    """Give the page's own fields under the judge's names."""
    return {
        "title": meta.title,
        "link_title": meta.link_title,
        "description": meta.description,
        "draft": meta.draft,
        "weight": meta.weight,
        "slug": meta.slug,
        "layout": meta.layout,
        "keywords": list(meta.keywords) or None,
        "date": stamp(meta.date),
        "lastmod": stamp(meta.lastmod),
        "publish_date": stamp(meta.publish_date),
        "expiry_date": stamp(meta.expiry_date),
    }


def differences(page: Mapping[str, object], front: FrontMatter) -> list[str]:
    """Give what differs between Hugo's page and our reading, a line each; empty where all is equal."""
    theirs = page["params"]
    ours = params(front)
    assert isinstance(theirs, dict)
    lines = [
        f"params.{key}: Hugo {theirs.get(key, 'nothing')!r}, ours {ours.get(key, 'nothing')!r}"
        for key in sorted({*theirs, *ours})
        if key not in theirs or key not in ours or not same(theirs[key], ours[key])
    ]
    for key, value in page_facts(page_meta(front)).items():
        if (page[key] or None) != (value or None):
            lines.append(f"{key}: Hugo {page[key]!r}, ours {value!r}")
    return lines
