"""The files that belong to a page, and the picture that stands for it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePath

from editor.core.frontmatter import params
from editor.core.post import Post
from editor.core.site.folders import strings
from editor.core.site.generation import Generation
from editor.core.site.posts import MARKDOWN_ENDINGS
from editor.core.site.resource_names import first_fitting, fits, resource_names
from editor.core.site.site import Site

IMAGE_ENDINGS = frozenset(
    {
        ".jpg",
        ".jpeg",
        ".jpe",
        ".jfif",
        ".png",
        ".apng",
        ".gif",
        ".webp",
        ".svg",
        ".avif",
        ".jxl",
        ".bmp",
        ".ico",
    }
    | {".tif", ".tiff", ".heic", ".heif"}
)
# What Hugo cannot cut or scale: a template that tries it unasked, as Wowchemy's cards do, stops the build.
UNCUT_ENDINGS = frozenset({".svg", ".apng", ".jxl", ".ico", ".heic", ".heif"})
PAGE_ENDINGS = frozenset({*MARKDOWN_ENDINGS, ".html", ".htm", ".adoc", ".org", ".rst"})
# A bundle with more files than this is a data store; a list of them helps nobody.
_MAX_FILES = 10_000


@dataclass(frozen=True, slots=True)
class FeaturedImage:
    """The picture that Hugo's theme takes for a page; `reason` says in words why this one, or why none.

    `trouble` says what goes wrong with it.
    """

    path: Path | None
    reason: str
    trouble: str = ""


def is_bundle(path: Path) -> bool:
    """Whether the file is the page of a bundle, so that the files beside it belong to it."""
    return path.name.split(".")[0] in ("index", "_index") and path.suffix.lower() in MARKDOWN_ENDINGS


def bundle_resources(path: Path) -> tuple[Path, ...]:
    """Give the files that belong to the page at `path`, in the order of their names below its folder.

    A leaf bundle (`index.md`) has all files below its folder but its own translations; a section
    (`_index.md`) has those that are no pages and in no bundle further down; a single file has none. Hidden
    files belong to nobody and folders that cannot be read count as empty.
    Source: https://gohugo.io/content-management/page-bundles/ and Hugo 0.168 itself.
    """
    if not is_bundle(path):
        return ()
    top = path.parent
    files = _files(top) if path.name.startswith("_") else _files_of_leaf(top)
    # As Hugo compares names: capitals first.
    return tuple(sorted(islice(files, _MAX_FILES), key=lambda file: file.relative_to(top).as_posix()))


def _files_of_leaf(top: Path) -> Iterator[Path]:
    for folder, _, names in _walk(top):
        for name in names:
            file = folder / name
            if folder != top or not is_bundle(file):
                yield file


def _files(top: Path) -> Iterator[Path]:
    for folder, folders, names in _walk(top):
        if folder != top and any(is_bundle(folder / name) for name in names):
            folders.clear()
            continue
        for name in names:
            if PurePath(name).suffix.lower() not in PAGE_ENDINGS:
                yield folder / name


def _walk(top: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Give each folder with the names of its folders (to be cut down) and files; links are not followed."""
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield Path(folder), folders, [name for name in names if not name.startswith(".")]


def featured_image(post: Post, site: Site | None, generation: Generation | None = None) -> FeaturedImage:
    """Find the picture that stands for `post` in lists and above its text, by the rule of its generation.

    `generation` is the post's own where its kind is known, else the site's. HugoBlox takes an image of the
    bundle with “featured” in its name, then `image.filename` in the bundle, then in `assets/media/`;
    Wowchemy only the first; Hugo's own templates take `images`, then names with “feature”, “cover” or
    “thumbnail”.
    """
    if post.path is None:
        return FeaturedImage(None, "The post has no folder yet: save it first.")
    values = params(post.front)
    generation = generation or (site.generation if site else Generation.HUGO)
    images = [file for file in bundle_resources(post.path) if is_image(file)]
    names = resource_names(images, post.path.parent, values)
    if generation is Generation.HUGO:
        return _hugo_image(values, post.path, site, names)
    named = first_fitting(names, post.path.parent, ("*featured*",))
    if named:
        return FeaturedImage(named, _why(named, names, "featured"), _trouble(named, generation))
    filename = _filename(values)
    if filename and generation is Generation.HUGOBLOX:
        return _named_image(filename, post.path, site, names)
    if not is_bundle(post.path):
        return FeaturedImage(
            None, "Only a page with a folder of its own (index.md) can have a featured image."
        )
    return FeaturedImage(None, "The page's folder has no picture with “featured” in its name.")


def _hugo_image(
    values: Mapping[str, object], path: Path, site: Site | None, names: Mapping[Path, str]
) -> FeaturedImage:
    """Follow Hugo's embedded templates for link previews (https://gohugo.io/templates/embedded/#open-graph)."""
    listed = strings(values.get("images"))
    if listed:
        name = listed[0]
        found = _existing([path.parent / name.lstrip("/")] if is_bundle(path) else [], _roots(site), name)
        if found:
            return FeaturedImage(found, f"It is the first of the page's `images`: {name}.")
        where = "is on the web" if "://" in name else "is neither in the bundle nor in assets or static"
        return FeaturedImage(None, f"The first of the page's `images`, {name}, {where}.")
    named = first_fitting(names, path.parent, ("*feature*",)) or first_fitting(
        names, path.parent, ("*cover*", "*thumbnail*")
    )
    if named:
        called = f"{names[named]} {named.name}".lower()
        word = next(word for word in ("feature", "cover", "thumbnail") if word in called)
        return FeaturedImage(named, _why(named, names, word))
    return FeaturedImage(None, "The page's folder has no picture named “featured”.")


def _named_image(filename: str, path: Path, site: Site | None, names: Mapping[Path, str]) -> FeaturedImage:
    found = first_fitting(names, path.parent, (filename,))
    if found is not None:
        return FeaturedImage(found, "`image.filename` names it, and it lies in the page's folder.")
    media = [folder / "media" for folder in site.assets_dirs] if site else []
    found = _existing([], media, filename) or _whatever_the_case(media, filename)
    if found is None:
        return FeaturedImage(
            None, f"`image.filename` names {filename}, which is neither in the bundle nor in assets/media."
        )
    return FeaturedImage(found, "`image.filename` names it, and it lies in assets/media.")


def _whatever_the_case(folders: Iterable[Path], name: str) -> Path | None:
    """Find a file as Hugo's `resources.GetMatch` does; the folder in its name must be written as it is."""
    if ".." in Path(name).parts or "://" in name:
        return None
    wanted = Path(name.lstrip("/"))
    for folder in folders:
        try:
            there = sorted((folder / wanted.parent).iterdir())
        except OSError:
            continue
        for file in there:
            if fits(wanted.name, file.name) and file.is_file():
                return file
    return None


def _why(file: Path, names: Mapping[Path, str], word: str) -> str:
    if word in file.name.lower():
        return f"“{file.name}” lies in the page's folder and has “{word}” in its name."
    return f"The page's `resources` call {file.name} “{names[file]}”."


def _trouble(file: Path, generation: Generation) -> str:
    if generation is Generation.WOWCHEMY and file.suffix.lower() in UNCUT_ENDINGS:
        return (
            f"Cards of this theme cannot cut {file.suffix[1:].upper()}: the build stops where one shows it."
        )
    return ""


def _existing(first: list[Path], folders: Iterable[Path], name: str) -> Path | None:
    """Find the first file there is; a name that climbs out of a folder finds nothing."""
    if ".." in Path(name).parts or "://" in name:
        return None
    candidates = [*first, *(folder / name.lstrip("/") for folder in folders)]
    return next((file for file in candidates if file.is_file()), None)


def _roots(site: Site | None) -> Iterator[Path]:
    yield from (*site.assets_dirs, *site.static_dirs) if site else ()


def is_image(file: PurePath) -> bool:
    """Whether Hugo takes a file for an image, by its name."""
    return file.suffix.lower() in IMAGE_ENDINGS


def _filename(values: Mapping[str, object]) -> str:
    image = values.get("image")
    name = image.get("filename") if isinstance(image, dict) else None
    return name if isinstance(name, str) else ""
