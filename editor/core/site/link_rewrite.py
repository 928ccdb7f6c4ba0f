"""Links written anew when pages get other places: each by as few characters as there can be, in the style it has."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from editor.core.frontmatter import Field, find_field, read_front_matter, set_field
from editor.core.frontmatter.casts import to_text
from editor.core.post import Post, read_post
from editor.core.site.links_of import LinkKind, LinkPlace, links_of
from editor.core.site.page_map import Origin, PageMap, Way
from editor.core.site.posts import MARKDOWN_ENDINGS
from editor.core.site.terms import change_term, term_key
from editor.core.text_edit import TextEdit, apply_edits

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_ENDINGS: Final = tuple(MARKDOWN_ENDINGS)
# What may stand in a destination without being escaped; brackets and quotes could end one.
_PLAIN: Final = "/:@!$*+,=~-._"
# What the build leaves as it is may lead to a page all the same, in the eyes of who wrote it.
_LITERAL: Final = (Way.URL, Way.PAGE, Way.FILE)
_IN_ELEMENT = re.compile(r"""=\s*["']?\Z""")
# Keys of front matter whose texts are no links, even where they look so.
_NO_LINKS: Final = frozenset(
    {"title", "linktitle", "subtitle", "description", "summary", "abstract", "aliases", "slug", "url", "date"}
)
_LINK_KEY = re.compile(r"url|href|link|ref|path|page|file|src|image|pdf|slides")
# Keys that name pages of a section by their names alone.
_NAMED: Final = {"projects": ("project", "projects"), "slides": ("slides",)}


@dataclass(frozen=True, slots=True)
class Lost:
    """A link that would lead nowhere, or elsewhere: `line` counts from 1."""

    path: Path
    line: int
    target: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A post's text with its links as they should be, how many were changed, and those that could not be."""

    text: str
    count: int = 0
    lost: tuple[Lost, ...] = ()


class LinkRewriter:
    """Writes links of posts for a site that will be as `after` has it; `new_path` tells each file's path there."""

    def __init__(
        self, before: PageMap, after: PageMap, new_path: Callable[[Path], Path], *, hooked: bool
    ) -> None:
        self._before = before
        self._after = after
        self._new_path = new_path
        # The way that the build goes counts first.
        self._links = (Way.PAGE, Way.URL, Way.FILE) if hooked else _LITERAL

    def rewrite(self, text: str, path: Path) -> Rewritten:
        """Give the text of the post at `path` with every link that leads somewhere leading there afterwards."""
        post = read_post(text, path)
        old, new = self._before.origin_of(path), self._after.origin_of(self._new_path(path))
        if old is None or new is None:
            return Rewritten(text)
        edits: list[TextEdit] = []
        lost: list[Lost] = []
        for link in links_of(post, self._before.site):
            raw = text[link.start : link.end]
            pointed = text[link.start - 1 : link.start] == "<" and text[link.end : link.end + 1] == ">"
            verbatim = link.kind is LinkKind.REF or (pointed and "<" not in raw)
            written = self.link(raw, link.target, self._ways_of(link, text), old, new, verbatim=verbatim)
            if written is None:
                lost.append(Lost(path, link.line, link.target))
            elif written != raw:
                edits.append(TextEdit(link.start, link.end, written))
        text = apply_edits(text, edits)
        text, more = self._front_matter(text, post, old, new)
        return Rewritten(text, len(edits) + more, tuple(lost))

    def leading_to(self, text: str, path: Path) -> Iterator[tuple[LinkPlace, Path]]:
        """Give each link of the post at `path` that leads somewhere in the site, with where it leads."""
        origin = self._before.origin_of(path)
        if origin is None:
            return
        for link in links_of(read_post(text, path), self._before.site):
            found = self._found(_parted(link.target)[0], self._ways_of(link, text), origin)
            if found is not None:
                yield link, found[0]

    def _ways_of(self, link: LinkPlace, text: str) -> tuple[Way, ...]:
        """Tell how a link is looked up, the build's own way first."""
        if link.kind is LinkKind.REF:
            return (Way.REF,)
        if link.kind is LinkKind.IMAGE:
            return (Way.URL, Way.FILE)
        hooked = not link.shortcode and not _IN_ELEMENT.search(text, max(0, link.start - 4), link.start)
        return self._links if hooked else _LITERAL

    def link(
        self,
        raw: str,
        target: str,
        ways: tuple[Way, ...],
        old: Origin,
        new: Origin,
        *,
        verbatim: bool = False,
    ) -> str | None:
        """Give a link's text for afterwards, `raw` itself where it stays true; None where there is none."""
        path, _ = _parted(target)
        found = self._found(path, ways, old)
        if found is None:
            return self._kept(raw, target, old, new) if Way.URL in ways else raw
        thing, held = found
        goal = self._new_path(thing)

        def grade(text: str) -> int:
            """Tell how true a text is: the way it was found by counts most; 0 where the build would go elsewhere."""
            ends = {way: self._after.find(way, text, new) for way in ways}
            if next((end for end in ends.values() if end is not None), None) != goal:
                return 0
            return sum(ends[way] == goal for way in held) + (len(ways) if ends[held[0]] == goal else 0)

        if grade(self._bare(path)) == len(held) + len(ways):
            return raw
        texts = dict.fromkeys(self._candidates(self._bare(path), held, thing, goal, new))
        # What Hugo makes of steps alone depends on the folders there are.
        sure = (text for text in texts if text and (ways[0] is Way.URL or text == "/" or text.strip("./")))
        best = max(sure, key=grade, default="")
        if grade(best):
            return self._written(best, raw, target, verbatim=verbatim)
        # What no build follows is not lost.
        return raw if held == (Way.FILE,) else None

    def _found(self, path: str, ways: tuple[Way, ...], origin: Origin) -> tuple[Path, tuple[Way, ...]] | None:
        """Find what a path leads to, and all the ways that lead there, the build's own first."""
        bare = self._bare(path)
        if not bare or _SCHEME.match(bare):
            return None
        found = [(way, self._before.find(way, bare, origin)) for way in ways]
        thing = next((thing for _, thing in found if thing is not None), None)
        if thing is None:
            return None
        return thing, tuple(way for way, other in found if other == thing)

    def _bare(self, path: str) -> str:
        """Give a path without the site's own host, and with escapes resolved."""
        host = self._before.host
        if host and path.startswith(f"{host}/"):
            path = path[len(host) :]
        return unquote(path)

    def _kept(self, raw: str, target: str, old: Origin, new: Origin) -> str:
        """Let what climbs out of the page's own address (to a list, a feed, a static file) lead there still."""
        bare = unquote(_parted(target)[0])
        if not bare.startswith("..") or not old.url or not new.url or old.url == new.url:
            return raw
        goal = posixpath.normpath(posixpath.join(posixpath.dirname(old.url), bare))
        if goal.startswith("/..") or goal.startswith("//"):
            return raw
        return self._written(_relative(goal, new.url, bare), raw, target, verbatim=False)

    def _candidates(
        self, path: str, ways: tuple[Way, ...], thing: Path, goal: Path, new: Origin
    ) -> Iterator[str]:
        """Give texts that could lead to `goal`, in the style of `path` first."""
        absolute = path.startswith("/")
        for way in ways:
            if way is Way.URL and (url := self._after.url(goal)):
                url = _like_url(url, path)
                yield url if absolute else _relative(url, new.url, path)
            elif way in (Way.PAGE, Way.REF):
                yield from self._page_texts(path, thing, goal, new)
            elif way is Way.FILE:
                yield _relative(_like_file(path, thing, goal), f"{new.path.parent.as_posix()}/", path)
        if not absolute and (Way.PAGE in ways or Way.REF in ways):
            yield from self._page_texts(f"/{path.lstrip('./')}", thing, goal, new)
        if Way.URL in ways and (url := self._after.url(goal)):
            yield _like_url(url, path)

    def _page_texts(self, path: str, thing: Path, goal: Path, new: Origin) -> Iterator[str]:
        place = self._after.place_of.get(goal)
        inside = self._after.site.content_path(goal)
        if inside is None:
            return
        folder = "/" + inside.parent.as_posix().strip(".")
        slash = "/" if path.endswith("/") else ""
        last = path.rsplit("/", 1)[-1]
        if last == thing.name:
            full = posixpath.join(folder, goal.name)
        elif last in ("index.md", "_index.md") and goal.name.split(".")[0] in ("index", "_index"):
            full = posixpath.join(folder, last)
        else:
            logical = place.logical if place is not None else folder.lower().replace(" ", "-")
            ending = posixpath.splitext(last)[1] if logical != "/" and last.endswith(_ENDINGS) else ""
            full = (logical.rstrip("/") + ending) or "/"
        if path.startswith("/"):
            yield full.rstrip("/") + (slash or ("/" if full == "/" else ""))
            return
        if "/" not in path.rstrip("/"):
            yield full.rsplit("/", 1)[-1] + slash
        starts = [f"{new.base}/"]
        if new.place.is_bundle:
            starts.append(f"{new.base}/{new.place.name}/")
        yield from (_relative(full, start, path) for start in starts)

    def _written(self, path: str, raw: str, target: str, *, verbatim: bool) -> str:
        """Write a path in place of the one in `raw`, whose host, query and fragment stay."""
        # In an entity, or behind a backslash, a mark that would begin a fragment begins none.
        old, rest = _parted(raw if "&" not in raw and "\\" not in raw else target)
        host = self._before.host
        head = host if host and old.startswith(f"{host}/") else ""
        if verbatim:
            return head + path + rest
        return head + _escaped(path, unicode="%" not in old) + rest

    def _front_matter(self, text: str, post: Post, old: Origin, new: Origin) -> tuple[str, int]:
        """Rewrite what is a link in front matter, and the names that `projects` and `slides` have for pages."""
        count = 0
        if post.front.broken:
            return text, 0
        for field in _texts(post.front.fields):
            value = str(field.value)
            if not _may_link(field, value):
                continue
            written = self.link(value, value, _LITERAL, old, new, verbatim=True)
            if written is not None and written != value:
                text, count = apply_edits(text, set_field(text, field.path, written)), count + 1
        for key, sections in _NAMED.items():
            changed = self._names(text, key, sections, old)
            text, count = changed, count + (changed != text)
        return text, count

    def _names(self, text: str, key: str, sections: tuple[str, ...], origin: Origin) -> str:
        field = find_field(read_front_matter(text), (key,))
        if field is None or isinstance(field.value, dict):
            return text
        for value in field.value if isinstance(field.value, list) else [field.value]:
            for section in sections:
                name = to_text(value)
                page = self._before.page(f"/{section}/{name}", origin) if name else None
                place = self._after.place_of.get(self._new_path(page)) if page is not None else None
                if place is None or len(place.folders) != 1 or place.folders[0] not in sections:
                    continue
                if term_key(place.name) != term_key(name):
                    text = change_term(text, key, {term_key(name)}, place.name)
        return text


def _parted(target: str) -> tuple[str, str]:
    """Part a link into its path and what follows: query and fragment."""
    at = next((i for i, char in enumerate(target) if char in "?#"), len(target))
    return target[:at], target[at:]


def _relative(goal: str, start: str, like: str) -> str:
    """Give the way from the address or folder `start` to `goal`, with a slash at the end where `goal` has one."""
    path = posixpath.relpath(goal, posixpath.dirname(start) or "/")
    path += "/" if goal.endswith("/") or like.endswith("/") else ""
    return f"./{path}" if like.startswith("./") and not path.startswith(".") else path


def _like_url(url: str, path: str) -> str:
    """Give an address with the end that `path` has: a slash, none, or the file's name."""
    url = url.removesuffix("index.html") if url.endswith("/index.html") else url
    if path.endswith("/index.html") and url.endswith("/"):
        return f"{url}index.html"
    return url if path.endswith("/") else url.rstrip("/") or "/"


def _like_file(path: str, thing: Path, goal: Path) -> str:
    """Give the file `goal` as `path` has the file `thing`: with its name, without its ending, or as a folder."""
    if _ends_with_name(path, thing):
        return goal.as_posix()
    if thing.name.split(".")[0] in ("index", "_index"):
        return goal.parent.as_posix()
    return goal.with_name(goal.name.split(".")[0] if goal.suffix else goal.name).as_posix()


def _ends_with_name(path: str, thing: Path) -> bool:
    return path.rsplit("/", 1)[-1] == thing.name


def _escaped(path: str, *, unicode: bool) -> str:
    if not unicode:
        return quote(path, safe=_PLAIN)
    return "".join(char if ord(char) > 127 else quote(char, safe=_PLAIN) for char in path)


def _texts(fields: tuple[Field, ...]) -> Iterator[Field]:
    """Give the fields that hold texts, at every depth."""
    for field in fields:
        if str(field.path[0]).lower() in _NO_LINKS:
            continue
        if field.children:
            yield from _texts(field.children)
        elif isinstance(field.value, str) and field.value:
            yield field


def _may_link(field: Field, value: str) -> bool:
    """Whether a text is a link by its look, or by its key where it has the look of a path at least."""
    if "\n" in value or str(field.path[0]).lower() in _NAMED:
        return False
    if value.startswith(("/", "http://", "https://")):
        return True
    keys = [str(key).lower() for key in field.path if isinstance(key, str)]
    return "/" in value and " " not in value and any(_LINK_KEY.search(key) for key in keys[-1:])
