"""One post read for the check: what is wrong with it by itself, and what only the site can judge."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from editor.core.checks.body import BodyReader, body_findings
from editor.core.checks.finding import Finding, Spot, column_at, spot
from editor.core.checks.matter import matter_findings
from editor.core.errors import EditorError
from editor.core.frontmatter import Field, find_field
from editor.core.frontmatter.casts import to_text, to_texts
from editor.core.post import Post, read_post
from editor.core.problem import Problem, Severity
from editor.core.schema.detect import detect_kind
from editor.core.site import Site, bundle_resources, featured_image, is_bundle
from editor.core.site.generation import Generation
from editor.core.site.links_of import LinkKind, LinkPlace
from editor.core.site.shortcode_templates import Shortcodes
from editor.core.text_file import read_text_file

_ID: Final = re.compile(r"""\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_NAMED_LISTS: Final = ("authors", "projects", "slides")
# Keys under which themes look for a picture by its file's name.
_PICTURE_KEYS: Final = (
    *(("image",), ("cover",), ("thumbnail",), ("featured_image",), ("featuredimage",), ("banner",)),
    *(("cover", "image"), ("header", "image"), ("image", "filename"), ("image", "src"), ("image_preview",)),
)


@dataclass(frozen=True, slots=True)
class Named:
    """A word in a list of front matter, such as a tag: `key` is the list's name in lower case."""

    key: str
    value: str
    path: tuple[str | int, ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class Linked:
    """A link, picture or reference of a text; `language` is that of a `ref` that asks for another."""

    kind: LinkKind
    target: str
    spot: Spot
    shortcode: str = ""
    literal: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture named in front matter: `told` says why it is missing where that is known already."""

    name: str
    spot: Spot
    key: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class PageReading:
    """What a check keeps of a page: `ids` are all places in it that a link can lead to.

    It `may_have_more` ids where templates of shortcodes or of a landing page write parts of it.
    """

    path: Path
    mark: tuple[int, int]
    findings: tuple[Finding, ...] = ()
    links: tuple[Linked, ...] = ()
    pictures: tuple[Picture, ...] = ()
    names: tuple[Named, ...] = ()
    aliases: tuple[tuple[str, Spot], ...] = ()
    ids: frozenset[str] = frozenset()
    may_have_more: bool = False
    generation: Generation = Generation.HUGO


def check_post(post: Post, site: Site | None = None) -> tuple[Problem, ...]:
    """Give what is wrong with a post by itself, by line: what Hugo refuses or takes otherwise than it looks."""
    reading = reading_of(post, post.path or Path(), site, Shortcodes.of(site))
    return tuple(finding.problem for finding in reading.findings)


def check_text(text: str, path: Path, site: Site | None) -> tuple[Finding, ...]:
    """Give what is wrong with a text that the file at `path` is to have."""
    return reading_of(read_post(text, path), path, site, Shortcodes.of(site)).findings


def read_page(path: Path, site: Site | None, shortcodes: Shortcodes) -> PageReading:
    """Read the file at `path`; never raises: that it cannot be read is a finding."""
    try:
        status = path.stat()
        file = read_text_file(path)
    except (EditorError, OSError) as error:
        detail = error.detail if isinstance(error, EditorError) else error.strerror
        told = error.message if isinstance(error, EditorError) else "The file cannot be read."
        problem = Problem(Severity.ERROR, f"{told} ({detail})" if detail else told)
        return PageReading(path, (0, 0), (Finding(path, problem, "file"),))
    reading = reading_of(read_post(file.text, path), path, site, shortcodes)
    findings = reading.findings
    if not file.valid_utf8:
        at = next(i for i, c in enumerate(file.text) if "\udc80" <= c <= "\udcff")
        where = spot(file.text, at, at + 1)
        problem = Problem(
            Severity.WARNING, "This line holds bytes that are not UTF-8.", where.line, at, at + 1
        )
        findings = (Finding(path, problem, "encoding", where.column), *findings)
    return replace(reading, findings=findings, mark=(status.st_size, status.st_mtime_ns))


def reading_of(post: Post, path: Path, site: Site | None, shortcodes: Shortcodes) -> PageReading:
    """Read a post whose text is at hand."""
    body = BodyReader(post, site, shortcodes)
    findings = [*matter_findings(post, path, site), *body_findings(body, path)]
    values = {str(key).lower() for key in post.front.values}
    generation = detect_kind(post, site).generation
    return PageReading(
        path,
        (0, 0),
        tuple(sorted(findings, key=lambda finding: (finding.line, finding.column))),
        tuple(_linked(body, link) for link in body.links),
        tuple(_pictures(post, site, generation)),
        tuple(_names(post, site)),
        tuple(_aliases(post)),
        frozenset(_ids(body.html)),
        body.has_foreign_shortcodes or not values.isdisjoint(("sections", "widget", "layout")),
        generation,
    )


def _ids(rendered: str) -> Iterator[str]:
    for found in _ID.finditer(rendered):
        yield html.unescape(found[1] or found[2] or found[3] or "")


def _linked(body: BodyReader, link: LinkPlace) -> Linked:
    text = body.post.text
    column = column_at(text, link.start)
    where = Spot(link.start, link.end, link.line, column)
    before = text[max(0, link.start - 4) : link.start]
    language = body.argument(link, "lang") if link.kind is LinkKind.REF else ""
    return Linked(link.kind, link.target, where, link.shortcode, "=" in before, language)


def _names(post: Post, site: Site | None) -> Iterator[Named]:
    keys = {*_NAMED_LISTS, *((name.lower() for name in site.taxonomies.values()) if site else ("tags",))}
    for field in post.front.fields:
        key = str(field.key).lower()
        if key in keys and not isinstance(field.value, dict):
            for item in field.children or (field,):
                value = to_text(item.value).strip()
                if value:
                    yield Named(key, value, item.path, _spot(post, item))


def _aliases(post: Post) -> Iterator[tuple[str, Spot]]:
    field = find_field(post.front, ("aliases",))
    for item in (field.children or (field,)) if field is not None else ():
        for alias in to_texts(item.value):
            yield alias, _spot(post, item)


def _spot(post: Post, field: Field) -> Spot:
    return Spot(field.start, field.end, field.line, column_at(post.text, field.start))


def _pictures(post: Post, site: Site | None, generation: Generation) -> Iterator[Picture]:
    images = find_field(post.front, ("images",))
    fields = [find_field(post.front, path) for path in _PICTURE_KEYS]
    fields += images.children or (images,) if images is not None else ()
    for field in fields:
        if field is None or not isinstance(field.value, str) or not field.value.strip():
            continue
        name, told = field.value.strip(), ""
        key = ".".join(str(step) for step in field.path if isinstance(step, str))
        if generation is not Generation.HUGO and key.lower() == "image":
            told = "HugoBlox takes image for a map, and passes over a name that stands alone."
        elif generation is Generation.HUGOBLOX and key.lower() == "image.filename" and post.path is not None:
            image = featured_image(post, site, generation)
            told = "" if image.path is not None else image.reason
        yield Picture(name, _spot(post, field), key, told)


def has_picture(page: Path, name: str) -> bool:
    """Whether a page's bundle has a file of this name, in any folder of it."""
    wanted = name.rsplit("/", 1)[-1].lower()
    return is_bundle(page) and any(file.name.lower() == wanted for file in bundle_resources(page))
