"""Rules on a post's text that need nothing but the text: shortcodes, headings, descriptions of pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Final

from editor.core.checks.finding import Finding, column_at, found, spot
from editor.core.frontmatter import find_field
from editor.core.frontmatter.casts import to_text
from editor.core.markdown import MarkupConfig, RenderedDocument, render
from editor.core.markdown.links import LinkResolver
from editor.core.markdown.shortcodes import has_shortcodes
from editor.core.markdown.shortcodes.embedded import RENDERERS as EMBEDDED
from editor.core.markdown.shortcodes.hugoblox import WITH_INNER as HUGOBLOX
from editor.core.markdown.shortcodes.lexer import Tag, items, tag_at
from editor.core.post import Post
from editor.core.post_render import page_context
from editor.core.problem import Problem, Severity
from editor.core.site import Site
from editor.core.site.links_of import LinkKind, LinkPlace, links_of
from editor.core.site.shortcode_templates import Shortcodes

_MISSING: Final = re.compile(r'template for shortcode "([^"]+)" not found')
_NESTING: Final = ("must be closed", "closing tag", "does not evaluate", "closing shortcode")
_ALT: Final = re.compile(r"\balt\s*(?:=|[\s/>])", re.IGNORECASE)
# Settings may come from a theme that is not on disk.
_THEMES: Final = re.compile(r'Param "')
_QUOTED: Final = re.compile(r'shortcode "([^"]+)"')
_WORDS: Final = re.compile(r"pwlink\d+x")
# What can make a heading, or an id of any other kind.
_MAY_HAVE_IDS: Final = re.compile(
    r"^[ >\t]*(?:#{1,6}(?:\s|$)|=+\s*$|-+\s*$|:\s)|\bid\s*=|\bname\s*=|\{[^}]*#|\[\^", re.M
)


class BodyReader:
    """Renders a body once and tells its links, headings and ids; `html` is that of the page, its links apart."""

    def __init__(self, post: Post, site: Site | None, shortcodes: Shortcodes) -> None:
        self.post = post
        self._site = site
        self._shortcodes = shortcodes
        self._document: RenderedDocument | None = None
        self._tags: tuple[Tag, ...] | None = None
        self._words = 0
        self.links: tuple[LinkPlace, ...] = links_of(post, site, self._html)
        # A word in the place of what is no link, as in code, may have changed what the page is made of.
        is_whole = self._words == sum(not link.shortcode for link in self.links)
        body = post.body
        if not (self._document and is_whole) and (has_shortcodes(body) or _MAY_HAVE_IDS.search(body)):
            self._document = None
            self._html(body)

    @property
    def document(self) -> RenderedDocument:
        """The page; an empty one where nothing in it needs looking at."""
        return self._document or RenderedDocument(())

    @property
    def html(self) -> str:
        """The page's HTML."""
        return self.document.html

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The tags of shortcodes, by places in the body."""
        if self._tags is None:
            body = self.post.body
            found = items(body) if has_shortcodes(body) else ()
            self._tags = tuple(item for item in found if isinstance(item, Tag))
        return self._tags

    @property
    def has_foreign_shortcodes(self) -> bool:
        """Whether a template that is not Hugo's own writes a part of the page."""
        own = self._shortcodes.templates
        return any(tag.name not in EMBEDDED or tag.name.lower() in own for tag in self.tags)

    @property
    def knows_templates(self) -> bool:
        """Whether all templates of shortcodes there can be are on disk."""
        return self._shortcodes.complete

    def is_overridden(self, shortcode: str) -> bool:
        """Whether the site has its own template for a shortcode."""
        return shortcode.lower() in self._shortcodes.templates

    def argument(self, link: LinkPlace, name: str) -> str:
        """Give another argument of the shortcode that a link is an argument of."""
        at = link.start - self.post.front.split.body
        tag = tag_at(self.tags, at)
        params = tag.params if tag is not None else ()
        return next((to_text(param.value) for param in params if param.name == name), "")

    def _html(self, body: str) -> str:
        config = self._site.markup if self._site else MarkupConfig()
        resolver = LinkResolver(self.post.path, self._site)
        context = page_context(self.post, self._site, resolver, self._shortcodes, preview=False)
        # Whether a reference leads anywhere is asked of the whole site later.
        context = replace(context, resolve_ref=None)
        plain = replace(config, unsafe=True, highlight=replace(config.highlight, code_fences=False))
        document = render(body, plain, context=context)
        if self._document is None:
            self._document, self._words = document, len(set(_WORDS.findall(body)))
        return document.html


def body_findings(body: BodyReader, path: Path) -> Iterator[Finding]:
    """Give what is wrong with a body, in no order."""
    yield from _shortcodes(body, path)
    yield from _headings(body, path)
    yield from _descriptions(body, path)


def _shortcodes(body: BodyReader, path: Path) -> Iterator[Finding]:
    text = body.post.text
    for problem in body.document.problems:
        if not body.knows_templates and (_THEMES.match(problem.message) or _blox(problem.message)):
            continue
        missing = _MISSING.search(problem.message)
        if missing is not None:
            message = f"There is no shortcode “{missing[1]}” in the site or its themes."
            rule, better = "shortcode-unknown", replace(problem, message=message, advice="Correct its name.")
        else:
            nesting = any(words in problem.message for words in _NESTING)
            rule = "shortcode-nesting" if nesting else "shortcode"
            told = problem.message.removeprefix("failed to extract shortcode: ")
            better = replace(problem, message=f"{told[:1].upper()}{told[1:]}")
        at = _column_of_tag(text, problem)
        yield Finding(path, replace(better, start=at, end=at), rule, column_at(text, at))


def _blox(message: str) -> bool:
    """Whether a message is about a shortcode of HugoBlox, whose templates change from one release to the next."""
    name = _QUOTED.search(message)
    return name is not None and name[1] in HUGOBLOX


def _column_of_tag(text: str, problem: Problem) -> int:
    """Find where in the line of a problem its shortcode begins."""
    start = 0
    for _ in range(problem.line - 1):
        start = text.find("\n", start) + 1
    end = text.find("\n", start)
    at = text.find("{{", start, len(text) if end < 0 else end)
    return at if at >= 0 else start


def _headings(body: BodyReader, path: Path) -> Iterator[Finding]:
    text, toc = body.post.text, body.document.toc
    first_line = body.post.text.count("\n", 0, body.post.front.split.body) + 1
    lines = text.split("\n") if toc else []
    starts = [0, *accumulate(len(each) + 1 for each in lines)]
    field = find_field(body.post.front, ("title",))
    title = to_text(field.value).strip() if field is not None else ""
    counts = Counter(heading.level for heading in toc)
    before, firsts = 0, 0
    for heading in toc:
        line = min(heading.line + first_line, len(lines))
        start = starts[line - 1]
        mark = partial(_found_in, text, path, (start, start + len(lines[line - 1].rstrip("\r"))))
        if before and heading.level > before + 1:
            message = f"The heading “{heading.text}” is of level {heading.level}, the one before it of level {before}."
            yield mark("heading-level", message, f"Make it level {before + 1}.")
        before = heading.level
        if heading.level != 1:
            continue
        firsts += 1
        if title and heading.text.strip().casefold() == title.casefold() and counts[1] == 1:
            message = "This heading repeats the title, which themes show above the text."
            yield mark("heading-title", message, "Remove it.")
        elif firsts == 2:
            message = f"There are {counts[1]} headings of the first level; a page has one, its title."
            yield mark("heading-title", message, "Begin with level 2.")


def _found_in(text: str, path: Path, span: tuple[int, int], rule: str, message: str, advice: str) -> Finding:
    return found(rule, Severity.HINT, path, spot(text, *span), message, advice)


def _descriptions(body: BodyReader, path: Path) -> Iterator[Finding]:
    text = body.post.text
    for link in body.links:
        if link.kind is not LinkKind.IMAGE or link.alt is None or link.alt.strip():
            continue
        if link.shortcode and (body.argument(link, "caption") or body.is_overridden(link.shortcode)):
            # The caption is the description then.
            continue
        if not link.shortcode and _in_element(text, link):
            opening = text.rfind("<", 0, link.start)
            if _ALT.search(text, opening, text.find(">", link.end) + 1 or len(text)):
                # Empty on purpose: a decoration, which is to be passed over.
                continue
        message = f"The picture “{link.target}” has no description (alternative text)."
        advice = "Say in words what it shows, for those who cannot see it."
        yield found("alt", Severity.HINT, path, spot(text, link.start, link.end), message, advice)


def _in_element(text: str, link: LinkPlace) -> bool:
    return re.search(r"""=\s*["']?\Z""", text[max(0, link.start - 4) : link.start]) is not None
