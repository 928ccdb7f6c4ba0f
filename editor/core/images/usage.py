"""The files of a bundle and where they are used: in texts, in front matter, and by the theme itself."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from urllib.parse import unquote

from editor.core.errors import EditorError
from editor.core.frontmatter import Field
from editor.core.post import Post, read_post
from editor.core.site import Generation, Site, bundle_resources, featured_image, is_bundle
from editor.core.site.links_of import LinkPlace, links_of
from editor.core.site.resource_names import fits
from editor.core.text_file import read_text_file


class Where(Enum):
    """Where a file is used; `MENTIONED` is a text that says its name without linking it, as a shortcode may."""

    FEATURED = "featured"
    TEXT = "text"
    MATTER = "front matter"
    THEME = "theme"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a file; `path` is the page and `line`, from 1, the line of its file, 0 for none."""

    where: Where
    path: Path
    line: int = 0


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of a bundle: `name` is its path below the page's folder, `size` its bytes, -1 where it cannot be asked."""

    path: Path
    name: str
    size: int
    modified_ns: int
    uses: tuple[Use, ...] = ()


def resources_of(post: Post, site: Site | None, generation: Generation | None = None) -> tuple[Resource, ...]:
    """List the files of the post's bundle with their uses by it and its translations; reads files, so for a job.

    A post without a folder of its own has none. Other pages of the site may use them too.
    """
    if post.path is None or not is_bundle(post.path):
        return ()
    top = post.path.parent
    files = bundle_resources(post.path)
    pages = [post, *_translations(post.path)]
    uses: dict[Path, list[Use]] = {file: [] for file in files}
    for page in pages:
        assert page.path is not None
        featured = featured_image(page, site, generation).path
        if featured in uses:
            uses[featured].append(Use(Where.FEATURED, page.path))
        for file, line in _linked(page, site, files):
            uses[file].append(Use(Where.TEXT, page.path, line))
        for file, line in _in_front_matter(page, files, top):
            uses[file].append(Use(Where.MATTER, page.path, line))
    for file, found in uses.items():
        if not found and post.path is not None:
            found += _other_uses(file, pages, top)
    return tuple(_resource(file, top, tuple(found)) for file, found in uses.items())


def target_path(page: Path, target: str, site: Site | None) -> tuple[Path, ...]:
    """Give the files that a destination written in the text of `page` may mean, by how paths are joined alone.

    A page has an address like a folder's, so what is relative to it lies beside `index.md`, or for a single file in a
    folder of its name.
    """
    plain = unquote(target.split("#")[0].split("?")[0])
    if not plain or "://" in plain or plain.startswith(("//", "mailto:", "data:")):
        return ()
    if plain.startswith("/"):
        tops = (*site.content_dirs, *site.static_dirs) if site is not None else ()
        return tuple(_joined(top, plain.lstrip("/")) for top in tops)
    homes = [page.parent] if is_bundle(page) else [page.with_suffix(""), page.parent]
    return tuple(_joined(home, plain) for home in homes)


def same_file(first: Path, second: Path) -> bool:
    """Whether two paths name one file, however their accents are coded."""
    return unicodedata.normalize("NFC", str(first)) == unicodedata.normalize("NFC", str(second))


def link_to(page: Path, link: LinkPlace, file: Path, site: Site | None) -> bool:
    """Whether a link of a page leads to a file."""
    return any(same_file(file, path) for path in target_path(page, link.target, site))


def named_fields(fields: tuple[Field, ...], name: str) -> Iterator[Field]:
    """Give the fields, at every depth, whose text is the name of a bundle's file."""
    for field in fields:
        if field.children:
            yield from named_fields(field.children, name)
        elif isinstance(field.value, str) and _plain(field.value) == _plain(name):
            yield field


def _joined(folder: Path, target: str) -> Path:
    return Path(posixpath.normpath(posixpath.join(folder.as_posix(), target)))


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).removeprefix("./").removeprefix("/").casefold()


def _translations(path: Path) -> Iterator[Post]:
    """Read the bundle's pages in other languages; one that cannot be read uses nothing."""
    kind = path.name.split(".")[0]
    try:
        beside = sorted(path.parent.iterdir())
    except OSError:
        return
    for other in beside:
        if other != path and other.name.split(".")[0] == kind and is_bundle(other):
            try:
                yield read_post(read_text_file(other).text, other)
            except EditorError:
                continue


def _linked(page: Post, site: Site | None, files: tuple[Path, ...]) -> Iterator[tuple[Path, int]]:
    assert page.path is not None
    by_name = {unicodedata.normalize("NFC", str(file)): file for file in files}
    for link in links_of(page, site):
        for path in target_path(page.path, link.target, site):
            file = by_name.get(unicodedata.normalize("NFC", str(path)))
            if file is not None:
                yield file, link.line
                break


def _in_front_matter(page: Post, files: tuple[Path, ...], top: Path) -> Iterator[tuple[Path, int]]:
    patterns = [
        (str(inner.value), inner.line)
        for field in page.front.fields
        if str(field.key).lower() == "resources"
        for entry in field.children
        for inner in entry.children
        if str(inner.key).lower() == "src"
    ]
    for file in files:
        name = file.relative_to(top).as_posix()
        lines = [field.line for field in named_fields(page.front.fields, name)]
        lines += [line for pattern, line in patterns if fits(pattern, name)]
        for line in sorted(set(lines)):
            yield file, line


def _other_uses(file: Path, pages: list[Post], top: Path) -> Iterator[Use]:
    """Find what uses a file that nothing links: the theme, by its name, or a text that says it."""
    name = file.relative_to(top).as_posix()
    first = pages[0].path
    assert first is not None
    stem = file.name.lower()
    if file.parent == top and (
        name in ("cite.bib", f"{top.name}.pdf") or "cover" in stem or stem.startswith("avatar")
    ):
        yield Use(Where.THEME, first)
    for page in pages:
        assert page.path is not None
        at = page.text.find(file.name)
        if at < 0 and "gallery" in name and "gallery" in page.body:
            at = page.text.find("gallery")
        if at >= 0:
            yield Use(Where.MENTIONED, page.path, page.text.count("\n", 0, at) + 1)


def _resource(file: Path, top: Path, uses: tuple[Use, ...]) -> Resource:
    size, modified = -1, 0
    try:
        found = file.stat()
        size, modified = found.st_size, found.st_mtime_ns
    except OSError:
        pass
    return Resource(file, file.relative_to(top).as_posix(), size, modified, uses)
