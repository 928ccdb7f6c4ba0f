"""Every place in a post's text that names a page or a file, with the characters that do.

A place is found by its look and proved by the renderer: with a word of ours in its stead, that word comes out as the
target of a link or an image. So what merely looks like one, in code or in a comment, is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from html.parser import HTMLParser
from urllib.parse import urlsplit

from editor.core.frontmatter.split import line_at
from editor.core.markdown import MarkupConfig, RenderContext, render
from editor.core.markdown.brackets import destination, skip_space, target_ends
from editor.core.markdown.characters import unescape
from editor.core.markdown.shortcodes.lexer import Tag, items, tag_at
from editor.core.post import Post
from editor.core.site.site import Site

# What may stand before a definition in its line: marks of quotes and items.
_CONTAINERS = " \t>-*+0123456789.)"
_BRACKET = re.compile(r"\](?=[(:])")
_ATTRIBUTE = re.compile(
    r"""\b(href|src|poster)\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'=<>`]+))""", re.IGNORECASE
)
_ARGUMENT = re.compile(r"""(?:([\w-]+)\s*=\s*)?("(?:[^"\\\n]|\\.)*"|`[^`]*`|[^\s"`=]+)""")
_WORD = re.compile(r"(?:https://)?pwlink(\d+)x(?:\.org/)?")
# An address of the site's own that stands by itself; what ends a sentence is no part of it.
_ADDRESS = r"/(?:[^\s<>\"'`()]*[^\s<>\"'`().,;:!?*_~])?"
# Arguments that name a file or a page in Hugo's own shortcodes and in those of themes.
_FILE_ARGUMENTS = frozenset({"src", "image", "img", "file", "poster", "thumbnail"})
_LINK_ARGUMENTS = frozenset({"link", "href", "url", "path", "page"})
# What a browser takes for no elements.
_NO_PAGE = re.compile(r"<(!--|script\b|style\b)", re.IGNORECASE)
_NO_PAGE_ENDS = {
    "!--": re.compile("-->"),
    "script": re.compile(r"</script\s*>", re.IGNORECASE),
    "style": re.compile(r"</style\s*>", re.IGNORECASE),
}
_MANY = 100
# Gives the HTML of a body.
Rendered = Callable[[str], str]


class LinkKind(Enum):
    """How a place is looked up: as a link, as a picture, or as the name of a page that `ref` takes."""

    LINK = "link"
    IMAGE = "image"
    REF = "ref"


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """A destination in a post: `start` and `end` are code points of the file's text, `line` counts from 1.

    `target` is what it says once escapes are resolved; `alt` is an image's description, None for all else.
    `shortcode` is the name of the shortcode whose argument it is.
    """

    kind: LinkKind
    target: str
    start: int
    end: int
    line: int
    alt: str | None = None
    shortcode: str = ""


def links_of(post: Post, site: Site | None = None, rendered: Rendered | None = None) -> tuple[LinkPlace, ...]:
    """Find the links, images and references in the body of `post`, in the order written.

    `rendered` gives the HTML of a body, raw HTML kept, for who wants to see it rendered at the same time.
    """
    body = post.body
    places = [*_arguments(body)]
    host = _host(site)
    if "](" in body or "]:" in body or (host and host in body) or _ATTRIBUTE.search(body):
        config = site.markup if site else MarkupConfig()
        places += _proved(body, [*_candidates(body, host)], rendered or partial(_rendered, config=config))
    at = post.front.split.body
    moved = (replace(p, start=p.start + at, end=p.end + at) for p in sorted(places, key=lambda p: p.start))
    return tuple(replace(place, line=line_at(post.text, place.start)) for place in moved)


def _host(site: Site | None) -> str:
    base = urlsplit(site.base_url) if site is not None else None
    return f"{base.scheme}://{base.netloc}" if base is not None and base.netloc else ""


def _candidates(body: str, host: str) -> Iterator[tuple[int, int]]:
    # Where many links might begin, each would be looked for up to the end of the text.
    ends = target_ends(body) if body.count("](") > _MANY else None
    for found in _BRACKET.finditer(body):
        at = skip_space(body, found.end() + 1)
        if body.count("\n", found.end(), at) > 1 or (
            body[found.end()] == ":" and not _defines(body, found.start())
        ):
            continue
        read = destination(body, at, ends)
        if read is None or not read[0] or "{{" in read[0]:
            continue
        pointed = body[at] == "<"
        yield at + pointed, read[1] - pointed
    for found in _ATTRIBUTE.finditer(body):
        group = next(n for n in (2, 3, 4) if found.group(n) is not None)
        if found.group(group) and "{{" not in found.group(group):
            yield found.span(group)
    if host:
        for found in re.finditer(f"{re.escape(host)}{_ADDRESS}|(?<=<){re.escape(host)}/[^\\s<>]*", body):
            yield found.span()


def _defines(body: str, bracket: int) -> bool:
    """Whether the closing bracket at a place may be that of a link's definition, which begins its line."""
    label = body[body.rfind("\n", 0, bracket) + 1 : bracket].lstrip(_CONTAINERS)
    return label.startswith("[") and not label.startswith("[^") and "]" not in label.replace("\\]", "")


def _proved(body: str, candidates: Sequence[tuple[int, int]], rendered: Rendered) -> list[LinkPlace]:
    """Put a word for each candidate and keep those whose words come out as destinations."""
    tags = [item for item in items(body) if isinstance(item, Tag)] if "{{" in body else []
    outside = (span for span in candidates if tag_at(tags, span[0]) is None)
    spans = _apart(sorted(outside))
    seen = _destinations(rendered(_marked(body, spans)))
    if len(seen) < len(spans) and tags:
        # What a shortcode of the theme encloses is shown as it is; without the tags it is the text it will be.
        bare = _marked(body, spans, [(tag.start, tag.end) for tag in tags])
        seen = {**_destinations(rendered(bare)), **seen}
    places = []
    for number, (start, end) in enumerate(spans):
        if number in seen:
            kind, alt = seen[number]
            places.append(LinkPlace(kind, unescape(body[start:end]), start, end, 0, alt))
    return places


def _apart(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out what overlaps with the one before it."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _marked(body: str, spans: Sequence[tuple[int, int]], gone: Sequence[tuple[int, int]] = ()) -> str:
    pieces = [(start, end, _word(body, start, number)) for number, (start, end) in enumerate(spans)]
    pieces += [(start, end, "") for start, end in gone]
    out: list[str] = []
    at = 0
    for start, end, text in sorted(pieces):
        if start >= at:
            out += (body[at:start], text)
            at = end
    return "".join(out) + body[at:]


def _word(body: str, start: int, number: int) -> str:
    """Give the word for a candidate; an address by itself is known by its scheme."""
    bare = body.startswith("http", start)
    return f"https://pwlink{number}x.org/" if bare else f"pwlink{number}x"


def _rendered(body: str, config: MarkupConfig) -> str:
    # Raw HTML is looked into even where the site leaves it out: one day it may not.
    return render(body, replace(config, unsafe=True), context=RenderContext(embeds="hugo")).html


def _elements(html: str) -> Iterator[str]:
    """Give a page without comments, scripts and styles; one without an end goes on to that of the page."""
    done = 0
    for found in _NO_PAGE.finditer(html):
        if found.start() < done:
            continue
        yield html[done : found.start()]
        end = _NO_PAGE_ENDS[found[1].lower()].search(html, found.end())
        if end is None:
            return
        done = end.end()
    yield html[done:]


def _destinations(html: str) -> dict[int, tuple[LinkKind, str | None]]:
    if "<!--" in html or "<s" in html:
        html = "".join(_elements(html))
    reader = _Reader()
    at = 0
    # Of a long page only the elements with a word in them are read.
    while (word := html.find("pwlink", at)) >= 0:
        at = html.find(">", word) + 1 or len(html)
        reader.feed(html[html.rfind("<", 0, word) : at])
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    """Collects the words of ours that are attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[int, tuple[LinkKind, str | None]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element's attributes."""
        for name, value in attrs:
            word = _WORD.fullmatch(value or "") if name in ("href", "src", "poster") else None
            if word is not None:
                kind = LinkKind.LINK if name == "href" else LinkKind.IMAGE
                alt = dict(attrs).get("alt") or "" if tag == "img" else None
                self.found.setdefault(int(word[1]), (kind, alt))


def _arguments(body: str) -> Iterator[LinkPlace]:
    """Find the arguments of shortcodes that name pages and files."""
    if "{{" not in body:
        return
    for tag in items(body):
        if isinstance(tag, Tag) and tag.params and not tag.closing:
            yield from _arguments_of(tag, body)


def _arguments_of(tag: Tag, body: str) -> Iterator[LinkPlace]:
    source = body[tag.start : tag.end]
    at = source.index(tag.name) + len(tag.name)
    params = {param.name: str(param.value) for param in tag.params if param.name}
    for number, (param, found) in enumerate(zip(tag.params, _ARGUMENT.finditer(source, at), strict=False)):
        start, end = found.span(2)
        quoted = found.group(2)[:1] in ('"', "`")
        start, end = start + quoted, end - quoted
        if (found.group(1) or "") != param.name or source[start:end] != str(param.value):
            # Escapes, or something this reader does not know: nothing is certain from here on.
            return
        kind = _argument_kind(tag.name, param.name or number)
        if kind is not None and str(param.value):
            alt = params.get("alt", "") if tag.name == "figure" and param.name == "src" else None
            yield LinkPlace(kind, str(param.value), tag.start + start, tag.start + end, 0, alt, tag.name)


def _argument_kind(shortcode: str, argument: str | int) -> LinkKind | None:
    if shortcode in ("ref", "relref"):
        return LinkKind.REF if argument in (0, "path") else None
    if argument in _FILE_ARGUMENTS:
        return LinkKind.IMAGE
    return LinkKind.LINK if argument in _LINK_ARGUMENTS else None
