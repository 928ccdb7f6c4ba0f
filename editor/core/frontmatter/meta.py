"""What Hugo makes of front matter on page level: the page's own fields and `.Params`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from types import MappingProxyType

from editor.core.frontmatter.casts import to_bool, to_int, to_moment, to_text, to_texts
from editor.core.frontmatter.fields import FrontMatter

# The fields that may give each date, in the order tried (Hugo's default [frontmatter] configuration).
_PUBLISH = ("publishdate", "pubdate", "published")
_LASTMOD = ("lastmod", "modified")
DATE_CHAINS = {
    "date": ("date", *_PUBLISH, *_LASTMOD),
    "lastmod": (*_LASTMOD, "date", *_PUBLISH),
    "publishdate": (*_PUBLISH, "date"),
    "expirydate": ("expirydate", "unpublishdate"),
}


def _slug(value: object) -> str:
    return to_text(value).strip("-")


_CASTS: Mapping[str, Callable[[object], object]] = {
    **dict.fromkeys(
        ("title", "linktitle", "summary", "description", "type", "layout", "translationkey"), to_text
    ),
    **dict.fromkeys(("keywords", "aliases"), to_texts),
    "slug": _slug,
    "weight": to_int,
    "headless": to_bool,
    "iscjklanguage": to_bool,
}


@dataclass(frozen=True, slots=True)
class PageMeta:
    """The page's fields as Hugo's templates see them; dates are aware, None where the page has none.

    `bad_dates` are the date keys (lower case) whose values Hugo cannot read: they fail a build.
    """

    title: str = ""
    link_title: str = ""
    description: str = ""
    summary: str = ""
    draft: bool = False
    date: datetime | None = None
    lastmod: datetime | None = None
    publish_date: datetime | None = None
    expiry_date: datetime | None = None
    weight: int = 0
    slug: str = ""
    url: str = ""
    type: str = ""
    layout: str = ""
    keywords: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    bad_dates: tuple[str, ...] = ()


def params(front: FrontMatter, zone: tzinfo = UTC) -> dict[str, object]:
    """Give what Hugo's `.Params` holds: lower-case keys, `params` merged in, dates as moments in `zone`."""
    return _page_params(front.values, zone)[0]


def page_meta(front: FrontMatter, zone: tzinfo = UTC) -> PageMeta:
    """Give the page's own fields by Hugo's rules and its default date fallbacks."""
    return meta_of_values(front.values, zone)[0]


def meta_of_values(
    values: Mapping[str, object],
    zone: tzinfo = UTC,
    chains: Mapping[str, Sequence[str]] = DATE_CHAINS,
    moments_elsewhere: Mapping[str, datetime] = MappingProxyType({}),
) -> tuple[PageMeta, dict[str, object]]:
    """Give the page's own fields and its params, for values that a page may have inherited in part.

    `chains` has for each date the keys to try, in lower case (a site's `[frontmatter]` may change them);
    `moments_elsewhere` the moments of those that are no keys, such as `:filename`.
    """
    known, moments, bad = _page_params(values, zone, chains, moments_elsewhere)
    title = to_text(known.get("title"))
    meta = PageMeta(
        title=title,
        link_title=to_text(known.get("linktitle")) or title,
        description=to_text(known.get("description")),
        summary=to_text(known.get("summary")),
        draft=bool(known["draft"]),
        date=moments.get("date"),
        lastmod=moments.get("lastmod"),
        publish_date=moments.get("publishdate"),
        expiry_date=moments.get("expirydate"),
        weight=to_int(known.get("weight")),
        slug=to_text(known.get("slug")),
        url=to_text(known.get("url")),
        type=to_text(known.get("type")),
        layout=to_text(known.get("layout")),
        keywords=tuple(to_texts(known.get("keywords"))),
        aliases=tuple(to_texts(known.get("aliases"))),
        bad_dates=tuple(bad),
    )
    return meta, known


def fold_keys(values: Mapping[str, object]) -> dict[str, object]:
    """Give a map with lower-case keys in all maps (not in lists); a capitalised spelling beats the lower
    one."""
    folded: dict[str, object] = {}
    for key, value in sorted(values.items(), key=lambda item: item[0] != item[0].lower()):
        folded[key.lower()] = fold_keys(value) if isinstance(value, dict) else value
    return folded


def _page_params(
    values: Mapping[str, object],
    zone: tzinfo,
    chains: Mapping[str, Sequence[str]] = DATE_CHAINS,
    elsewhere: Mapping[str, datetime] = MappingProxyType({}),
) -> tuple[dict[str, object], dict[str, datetime], list[str]]:
    known = fold_keys(values)
    own = known.pop("params", None)
    _add_cascaded(known)
    published = known.get("published")
    draft = to_bool(known["draft"]) if "draft" in known else isinstance(published, bool) and not published
    for key, cast in _CASTS.items():
        if key in known:
            known[key] = cast(known[key])
    known["iscjklanguage"] = bool(known.get("iscjklanguage"))
    if isinstance(own, dict):
        known.update(own)
    known["draft"] = draft
    moments, bad = _dates(known, zone, chains, elsewhere)
    return known, moments, bad


def _add_cascaded(known: dict[str, object]) -> None:
    """Let a page's own cascade fill what the page leaves open; entries with a target need the site to
    judge."""
    cascade = known.get("cascade")
    for entry in cascade if isinstance(cascade, list) else [cascade]:
        if not isinstance(entry, dict):
            continue
        given = fold_keys(entry)
        if "target" in given or "_target" in given:
            continue
        inner = given.pop("params", None)
        for key, value in {**given, **(inner if isinstance(inner, dict) else {})}.items():
            known.setdefault(key, value)


def _dates(
    known: dict[str, object],
    zone: tzinfo,
    chains: Mapping[str, Sequence[str]],
    elsewhere: Mapping[str, datetime],
) -> tuple[dict[str, datetime], list[str]]:
    """Find each date by its chain; put what was found into `known` as Hugo puts it into its params."""
    moments: dict[str, datetime] = {}
    bad: list[str] = []
    for name, chain in chains.items():
        for key in chain:
            value = known.get(key, elsewhere.get(key))
            if value is None or value == "":
                continue
            moment = to_moment(value, zone)
            if moment is None:
                bad += [key] if key not in bad else []
                continue
            moments[name] = moment
            if key in known:
                known[key] = moment
            known.setdefault(name, moment)
            break
    return moments, bad
