"""What a site has to offer to the text at the caret: its pages, pictures, headings and shortcodes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from editor.core.errors import EditorError
from editor.core.markdown.shortcodes.lexer import Tag, items
from editor.core.post import Post, read_post
from editor.core.post_render import render_post
from editor.core.site.bundle import bundle_resources, is_bundle, is_image
from editor.core.site.generation import Generation
from editor.core.site.index import SiteIndex
from editor.core.site.page_map import PageMap, Way
from editor.core.site.page_place import Places
from editor.core.site.posts import MARKDOWN_ENDINGS
from editor.core.site.shortcode_choices import shortcode_choices
from editor.core.site.shortcode_templates import shortcode_templates
from editor.core.site.site import Site
from editor.core.text_file import read_text_file
from editor.core.writing.completion import Offer, Want, Wanted
from editor.core.writing.snippets import SHORTCODES, Shortcode

# More than a person reads.
_MOST: Final = 60
_MOST_FILES: Final = 5_000
# What Hugo's own shortcodes take (https://gohugo.io/shortcodes/), those with names.
_ARGUMENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "figure": ("src", "alt", "caption", "title", "link", "target", "rel", "attr", "attrlink", "class")
    + ("width", "height", "loading"),
    "details": ("summary", "open", "name", "class", "title"),
    "ref": ("path", "lang", "outputFormat"),
    "relref": ("path", "lang", "outputFormat"),
    "youtube": ("id", "autoplay", "controls", "start", "end", "loop", "mute", "class", "title", "loading"),
    "vimeo": ("id", "class", "title", "loading", "allowFullScreen"),
    "x": ("user", "id"),
    "qr": ("text", "level", "scale", "targetDir", "alt", "class", "id", "title", "loading"),
    "callout": ("type",),
    "icon": ("name", "pack"),
    "cite": ("page", "view"),
    "spoiler": ("text",),
    "video": ("src", "controls", "autoplay", "loop"),
    "gallery": ("album", "resize_options", "sort_by", "sort_order"),
}


@dataclass(frozen=True, slots=True)
class PageOffer:
    """A page: `path` as `ref` takes it, `url` without host, empty for a page that has none."""

    path: str
    url: str
    title: str
    language: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Offerable:
    """All that is known of a site for offers; made off the UI thread, once for each reading of it."""

    site: Site | None = None
    pages: tuple[PageOffer, ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()
    shortcodes: tuple[Shortcode, ...] = SHORTCODES
    arguments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page_map: PageMap | None = None


def gather_offers(site: Site | None, index: SiteIndex | None) -> Offerable:
    """Gather what a site has to offer; without one there are Hugo's own shortcodes."""
    if site is None:
        return Offerable()
    arguments = {name: each.named for name, each in shortcode_templates(site).items() if each.named}
    page_map = PageMap(index, site) if index is not None and index.site is not None else None
    pages = tuple(_pages(index, site, page_map)) if index is not None and page_map is not None else ()
    return Offerable(site, pages, tuple(_pictures(site)), shortcode_choices(site), arguments, page_map)


def offers_for(wanted: Wanted, known: Offerable, path: Path | None, text: str = "") -> tuple[Offer, ...]:
    """Give what fits what is typed, the likeliest first.

    `text` is that of the file at `path` where one of its headings is asked for, and its body up to the caret where a
    closing tag is. Reads files where headings or the pictures of a bundle are wanted.
    """
    if wanted.want is Want.SHORTCODE:
        offers: Iterable[Offer] = (Offer(each.text, each.name, each.purpose) for each in known.shortcodes)
    elif wanted.want is Want.CLOSING:
        offers = _closings(known, text)
    elif wanted.want is Want.ARGUMENT:
        offers = _arguments(wanted, known)
    elif wanted.want is Want.REF:
        offers = _references(known, path)
    elif wanted.want is Want.LINK:
        offers = _links(known, path)
    elif wanted.want is Want.IMAGE:
        offers = _images(known, path)
    else:
        offers = _headings(wanted, known, path, text)
    by_label = wanted.want in (Want.SHORTCODE, Want.ARGUMENT)
    return _ranked(wanted.typed, offers, by_label=by_label)


def _pages(index: SiteIndex, site: Site, page_map: PageMap) -> Iterator[PageOffer]:
    places = Places.of(site)
    for row in index.rows:
        place = places.of_file(str(row.path))
        if place is not None and not row.problem:
            note = "draft" if row.facts.draft else ""
            yield PageOffer(place.logical, page_map.path_of(row.url), row.title, place.language, note)


def _pictures(site: Site) -> Iterator[tuple[str, str]]:
    """Give the pictures that any page may show, by what is written for them, and where they lie."""
    tops = [(top, "static") for top in site.static_dirs]
    if site.generation is Generation.HUGOBLOX:
        tops += [(top / "media", "assets/media") for top in site.assets_dirs]
    count = 0
    for top, where in tops:
        for folder, folders, names in os.walk(top):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                file = Path(folder, name)
                if is_image(file) and count < _MOST_FILES:
                    count += 1
                    yield ("/" if where == "static" else "") + file.relative_to(top).as_posix(), where


def _language(known: Offerable, path: Path | None) -> str:
    place = Places.of(known.site).of_file(str(path)) if known.site is not None and path is not None else None
    return place.language if place is not None else known.site.default_language if known.site else ""


def _references(known: Offerable, path: Path | None) -> Iterator[Offer]:
    language = _language(known, path)
    for page in known.pages:
        if page.language == language:
            yield Offer(page.path, page.title, " · ".join(filter(None, (page.path, page.note))))


def _links(known: Offerable, path: Path | None) -> Iterator[Offer]:
    language = _language(known, path)
    for page in sorted(known.pages, key=lambda page: page.language != language):
        if page.url:
            yield Offer(page.url, page.title, " · ".join(filter(None, (page.url, page.note))))
    for name in _own_files(path, pictures=False):
        yield Offer(name, name, "in this post's folder")


def _images(known: Offerable, path: Path | None) -> Iterator[Offer]:
    for name in _own_files(path, pictures=True):
        yield Offer(name, name, "in this post's folder")
    for name, where in known.pictures:
        yield Offer(name, name, where)


def _own_files(path: Path | None, *, pictures: bool) -> Iterator[str]:
    if path is None or not is_bundle(path):
        return
    for file in bundle_resources(path):
        if is_image(file) == pictures and file.suffix.lower() not in MARKDOWN_ENDINGS:
            yield file.relative_to(path.parent).as_posix()


def _closings(known: Offerable, before: str) -> Iterator[Offer]:
    """Give the shortcodes that are open at the end of a text, the last one first; all that enclose where none is."""
    enclosing = {each.name for each in known.shortcodes if f"/{each.name}" in each.text}
    opened: list[str] = []
    for item in items(before):
        if not isinstance(item, Tag) or item.self_closing:
            continue
        if not item.closing:
            opened.append(item.name)
        elif item.name in opened:
            del opened[len(opened) - 1 - opened[::-1].index(item.name) :]
    names = [name for name in reversed(opened) if name in enclosing]
    yield from (Offer(name, name) for name in dict.fromkeys(names or sorted(enclosing)))


def _arguments(wanted: Wanted, known: Offerable) -> Iterator[Offer]:
    name = wanted.shortcode
    names = known.arguments.get(name.lower()) or _ARGUMENTS.get(name, ())
    for each in names:
        if each not in wanted.given:
            yield Offer(f'{each}="‸"', each, f"of {name}")


def _headings(wanted: Wanted, known: Offerable, path: Path | None, text: str) -> Iterator[Offer]:
    post = _target(wanted, known, path, text)
    for heading in render_post(post, known.site).toc if post is not None else ():
        yield Offer(heading.id, heading.text, f"#{heading.id}")


def _target(wanted: Wanted, known: Offerable, path: Path | None, text: str) -> Post | None:
    """Read the post whose headings are asked for."""
    if not wanted.page:
        return read_post(text, path)
    origin = known.page_map.origin_of(path) if known.page_map is not None and path is not None else None
    if known.page_map is None or origin is None:
        return None
    page = unquote(wanted.page)
    ways = (Way.PAGE, Way.URL, Way.FILE) if wanted.in_shortcode else (Way.URL, Way.PAGE, Way.FILE)
    found = known.page_map.page(page, origin) if wanted.in_shortcode else None
    goal = found or next(filter(None, (known.page_map.find(way, page, origin) for way in ways)), None)
    if goal is None or goal.suffix.lower() not in MARKDOWN_ENDINGS:
        return None
    try:
        return read_post(read_text_file(goal).text, goal)
    except EditorError:
        return None


def _ranked(typed: str, offers: Iterable[Offer], *, by_label: bool) -> tuple[Offer, ...]:
    """Give the offers that fit what is typed: those that begin with it, then those that have it in a word or within."""
    wanted = typed.casefold()
    ranks: tuple[list[Offer], ...] = ([], [], [], [])
    for offer in offers:
        if (rank := _rank(wanted, offer.label if by_label else offer.text, offer.label)) >= 0:
            ranks[rank].append(offer)
    return tuple(offer for each in ranks for offer in each)[:_MOST]


def _rank(wanted: str, text: str, label: str) -> int:
    text, label = text.casefold(), label.casefold()
    if not wanted:
        return 0
    bare = wanted.lstrip("/")
    if text.startswith((wanted, f"/{bare}")) or label.startswith(wanted):
        return 0 if text != wanted else 1
    if text.rstrip("/").rpartition("/")[2].startswith(bare):
        return 1
    if any(word.startswith(bare) for word in label.split()):
        return 2
    return 3 if bare in text or bare in label else -1
