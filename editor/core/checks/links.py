"""Rules on where links, references and pictures lead, judged by the whole site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from editor.core.checks.finding import Finding, found
from editor.core.checks.known_places import KnownPlaces
from editor.core.checks.reading import Linked, PageReading, Picture, has_picture
from editor.core.markdown.links import LinkResolver, is_foreign
from editor.core.problem import Severity
from editor.core.site.index import PageRow, SiteIndex
from editor.core.site.links_of import LinkKind
from editor.core.site.page_map import Origin, PageMap, Way, link_hook
from editor.core.site.posts import MARKDOWN_ENDINGS
from editor.core.site.publication import Status
from editor.core.site.shortcode_templates import knows_all_shortcodes
from editor.core.site.site import Site

_PARTS: Final = re.compile(r"([^?#]*)(?:\?[^#]*)?(?:#(.*))?", re.DOTALL)
# Shortcodes whose file arguments are looked up as those of a picture in the text are.
_PICTURE_SHORTCODES: Final = frozenset({"figure"})
# Text fragments of browsers, and the forms of addresses that scripts make sense of.
_NO_ANCHOR: Final = re.compile(r":~:|[/=!&]")
_PICTURE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?)\Z", re.IGNORECASE)

Readings = Callable[[Path], PageReading | None]


class LinkRules:
    """Judges the links of one page after the other; `readings` gives a page that a link leads to."""

    def __init__(self, index: SiteIndex, site: Site, readings: Readings, now: datetime) -> None:
        self._site = site
        self._map = PageMap(index, site)
        self._rows: Mapping[Path, PageRow] = {row.path: row for row in index.rows}
        self._readings = readings
        self._now = now
        self._known = KnownPlaces(site)
        self._themes_on_disk = knows_all_shortcodes(site)
        self._hooked = link_hook(site) or not self._themes_on_disk
        self._aliases: frozenset[str] = frozenset()
        level = site.config.get("reflinkserrorlevel")
        self._ref_severity = Severity.WARNING if str(level).upper() == "WARNING" else Severity.ERROR
        self._refs_end_somewhere = bool(site.config.get("reflinksnotfoundurl"))

    def take_aliases(self, aliases: frozenset[str]) -> None:
        """Note the addresses, without host, that send a visitor on to a page."""
        self._aliases = aliases

    @property
    def pages(self) -> PageMap:
        """The pages of the site."""
        return self._map

    def findings(self, page: PageReading) -> Iterator[Finding]:
        """Give what is wrong with the links and pictures of a page."""
        origin = self._map.origin_of(page.path)
        if origin is None:
            return
        resolver = LinkResolver(page.path, self._site)
        for link in page.links:
            if "{{" in link.target or is_foreign(self._without_host(link.target)) or link.target == "#":
                continue
            if link.kind is LinkKind.REF:
                yield from self._ref(page, link, origin)
            elif link.kind is LinkKind.IMAGE:
                yield from self._image(page, link, origin, resolver)
            elif not link.shortcode:
                yield from self._link(page, link, origin)
        for picture in page.pictures:
            yield from self._picture(page, picture, resolver)

    def _without_host(self, target: str) -> str:
        host = self._map.host
        return (
            target[len(host) :] or "/" if host and re.match(re.escape(host) + r"(?:/|\Z)", target) else target
        )

    def _ref(self, page: PageReading, link: Linked, origin: Origin) -> Iterator[Finding]:
        path, anchor = _parted(link.target)
        goal = page.path
        if link.language:
            origin = replace(origin, place=replace(origin.place, language=link.language.lower()))
        if path:
            target = self._map.page(path, origin)
            if target is None:
                if not self._known.has_page(path):
                    message = f"There is no page “{path}” that {link.shortcode} could find."
                    advice = "Correct the path; one name alone must be that of one page."
                    severity = Severity.WARNING if self._refs_end_somewhere else self._ref_severity
                    yield found("ref", severity, page.path, link.spot, message, advice)
                return
            hidden = self._hidden(page, target)
            if hidden:
                message = f"{link.shortcode} finds no page “{path}” in a build: {hidden}"
                yield found(
                    "ref",
                    self._ref_severity,
                    page.path,
                    link.spot,
                    message,
                    "Publish it, or wait with this page.",
                )
            goal = target
        yield from self._anchor(page, link, goal, anchor)

    def _hidden(self, page: PageReading, target: Path) -> str:
        """Say why a build that publishes `page` leaves `target` out; nothing where it does not."""
        row, goal = self._rows.get(page.path), self._rows.get(target)
        if goal is None or (row is not None and row.publication(self._now).status is not Status.PUBLISHED):
            return ""
        verdict = goal.publication(self._now)
        hides = verdict.status in (Status.DRAFT, Status.SCHEDULED, Status.EXPIRED)
        return f"{verdict.reason[:1].lower()}{verdict.reason[1:]}" if hides else ""

    def _link(self, page: PageReading, link: Linked, origin: Origin) -> Iterator[Finding]:
        path, anchor = _parted(self._without_host(link.target))
        if not path:
            yield from self._anchor(page, link, page.path, anchor)
            return
        plain = unquote(path)
        by_url = self._map.find(Way.URL, plain, origin)
        goal, hooked = by_url, self._hooked and not link.literal
        if hooked or by_url is None:
            source = self._map.find(Way.PAGE, plain, origin) or self._map.find(Way.FILE, plain, origin)
            goal = (source or by_url) if hooked else source
        if goal is None:
            if not self._may_be(plain, origin):
                message = f"The link “{link.target}” leads to nothing in this site."
                yield found("link", Severity.WARNING, page.path, link.spot, message, _advice(plain))
            return
        if by_url is None and self._themes_on_disk and not hooked and origin.url:
            message = f"Hugo leaves the link “{link.target}” as it is, and there is no such address."
            name = goal.name if goal.suffix.lower() not in MARKDOWN_ENDINGS else self._map.url(goal)
            advice = f"Write {name}, or use the shortcode relref." if name else "Use the shortcode relref."
            yield found("link-source", Severity.WARNING, page.path, link.spot, message, advice)
            return
        if hidden := self._hidden(page, goal):
            message = f"The link “{link.target}” leads to a page that visitors cannot see: {hidden}"
            yield found("link-unpublished", Severity.WARNING, page.path, link.spot, message)
        yield from self._anchor(page, link, goal, anchor)

    def _may_be(self, path: str, origin: Origin) -> bool:
        """Whether something may be published at a path that is nobody's page or file."""
        if self._hooked and re.fullmatch(r"[\w-]*", path):
            # A template of the theme makes of such a word what it likes.
            return True
        if not path.startswith("/"):
            if not origin.url or path.startswith("./") and origin.path not in self._rows:
                return True
            folder = origin.url.rsplit("/", 1)[0].split("/")
            for step in path.split("/"):
                folder = folder[:-1] if step == ".." else folder if step == "." else [*folder, step]
            path = "/".join(folder)
        bare = path.rstrip("/")
        aliased = {bare, f"{bare}/", path.removesuffix("index.html"), f"{bare}.html"} & self._aliases
        base = self._map.path_of(self._site.base_url)
        inside = path.removeprefix(base.rstrip("/")) if base.startswith("/") else path
        foreign = path.startswith("/") and base.startswith("/") and not path.startswith(base)
        return bool(aliased) or foreign or self._known.may_publish(inside)

    def _anchor(self, page: PageReading, link: Linked, goal: Path, anchor: str) -> Iterator[Finding]:
        wanted = unquote(anchor)
        if not wanted or _NO_ANCHOR.search(wanted) or goal.suffix.lower() not in MARKDOWN_ENDINGS:
            return
        reading = page if goal == page.path else self._readings(goal)
        row = self._rows.get(goal)
        if (
            reading is None
            or reading.may_have_more
            or (row is not None and row.kind != "page" and goal != page.path)
        ):
            return
        if wanted in reading.ids or anchor in reading.ids or self._known.has_template_id(wanted):
            return
        where = "this page" if goal == page.path else f"“{row.title}”" if row is not None else goal.name
        message = f"There is no heading #{wanted} on {where}."
        near = next((each for each in sorted(reading.ids) if _same(each, wanted)), "")
        yield found(
            "anchor",
            Severity.WARNING,
            page.path,
            link.spot,
            message,
            f"Did you mean #{near}?" if near else "",
        )

    def _image(
        self, page: PageReading, link: Linked, origin: Origin, resolver: LinkResolver
    ) -> Iterator[Finding]:
        if link.shortcode and link.shortcode not in _PICTURE_SHORTCODES:
            return
        path, _ = _parted(self._without_host(link.target))
        plain = unquote(path)
        if not plain or resolver.image(path).target is not None:
            return
        if any(self._map.find(way, plain, origin) is not None for way in (Way.URL, Way.FILE)):
            return
        if not _PICTURE.search(plain) and self._may_be(plain, origin):
            return
        message = f"The picture “{link.target}” is not there."
        advice = resolver.image(path).reason
        yield found("image", Severity.WARNING, page.path, link.spot, message, advice)

    def _picture(self, page: PageReading, picture: Picture, resolver: LinkResolver) -> Iterator[Finding]:
        name = picture.name
        if is_foreign(name) or "{{" in name or not (_PICTURE.search(name) or picture.told):
            return
        if not picture.told and (
            resolver.image(name).target is not None
            or has_picture(page.path, name)
            or self._known.has_picture_of(name)
        ):
            return
        message = picture.told or f"The picture “{name}” of {picture.key} is nowhere in the site."
        yield found("matter-image", Severity.WARNING, page.path, picture.spot, message)


def _parted(target: str) -> tuple[str, str]:
    parts = _PARTS.match(target)
    return (parts[1], parts[2] or "") if parts is not None else (target, "")


def _advice(path: str) -> str:
    return "Correct it, or write the page's path in the shortcode relref." if path else ""


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W|_", "", one).casefold() == re.sub(r"\W|_", "", other).casefold()
