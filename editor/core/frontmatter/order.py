"""Where a new key belongs among those a file has."""

from __future__ import annotations

from collections.abc import Sequence

# Keys in the order of Hugo's and HugoBlox's own templates; a new key stands after the nearest present one.
# fmt: off
_ORDER = (
    "title", "linktitle", "event", "event_name", "event_url", "subtitle", "description",
    "summary", "abstract", "location", "address", "authors", "author", "author_notes",
    "author_affiliations", "tags", "categories", "keywords", "series", "projects",
    "publication_types", "publication", "publication_short", "doi", "date", "event_start",
    "date_end", "event_end", "all_day", "event_all_day", "publishdate", "lastmod", "expirydate",
    "featured", "draft", "weight", "slug", "url", "aliases", "type", "layout", "math", "toc",
    "image", "cover", "header", "links", "slides", "resources", "menu", "menus", "cascade",
    "params",
)
# fmt: on
_PLACE = {key: place for place, key in enumerate(_ORDER)}
_NESTED = ("filename", "placement", "caption", "alt_text", "focal_point", "preview_only")
_NESTED_PLACE = {key: place for place, key in enumerate(_NESTED)}


def neighbour(keys: Sequence[str], new: str, *, root: bool, allowed: Sequence[bool]) -> int:
    """Give the index of the key after which `new` belongs, -1 for before the first of `keys`.

    `allowed` says after which keys nothing unsafe stands. An unknown key goes last.
    """
    places = _PLACE if root else _NESTED_PLACE
    own = places.get(new.lower())
    last = max((i for i, fine in enumerate(allowed) if fine), default=-1)
    if own is None:
        return last
    before = [(places.get(k.lower(), -1), -i) for i, k in enumerate(keys) if allowed[i]]
    earlier = [(place, -i) for place, i in before if 0 <= place < own]
    if earlier:
        return max(earlier, key=lambda found: found[0])[1]
    later = [i for i, k in enumerate(keys) if places.get(k.lower(), -1) > own]
    if not later:
        return last
    ahead = later[0] - 1
    return ahead if ahead < 0 or allowed[ahead] else last
