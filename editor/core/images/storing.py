"""New pictures put where a post finds them, and the text that shows them there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from editor.core.changes import ChangeSet, Move
from editor.core.disk import Disk, create_file
from editor.core.errors import EditorError
from editor.core.images.naming import free_picture_name
from editor.core.site import Site, is_bundle
from editor.core.site.bundle import is_image
from editor.core.site.names import slug_of
from editor.core.site.page_files import page_files
from editor.core.writing.change import Change, Selection, replacement
from editor.core.writing.links import destination, insert_image

_DISK: Final = Disk()
_TRIES: Final = 50
_SPACES: Final = re.compile(r"\s+")
# What is more than itself in Markdown: marks, escapes, entities, and where Hugo sees a shortcode begin.
_MARKS: Final = re.compile(
    r"[*`<\[\]]|\\(?=[!-/:-@\[-`{-~]|$)|(?<!\w)_|_(?!\w)|~(?=~)|&(?=#?\w+;)|\{(?=\{[<%])|\$"
)


class Home(Enum):
    """Where a post's pictures go: beside the page, into a folder the page gets first, or among the static files."""

    BESIDE = "beside"
    NEW_BUNDLE = "new bundle"
    STATIC = "static"


@dataclass(frozen=True, slots=True)
class Place:
    """A folder for pictures; `prefix` stands before a file's name in a link from the post's text."""

    home: Home
    folder: Path
    prefix: str = ""


def places_for(path: Path, site: Site | None) -> tuple[Place, ...]:
    """Give the places for pictures of the post at `path`, the best first.

    What lies beside a single file of a site belongs to its section and is not found from the page's own address, so
    such a page gets a folder, or its pictures lie in `static/`. A file of no site finds what lies beside it.
    """
    inside = site.content_path(path) if site is not None else None
    if site is None or inside is None or is_bundle(path):
        return (Place(Home.BESIDE, path.parent),)
    name = path.name.split(".")[0]
    own = next((top for top in site.static_dirs if top.is_relative_to(site.root)), site.root / "static")
    slug = slug_of(name) or "pictures"
    base = urlsplit(site.base_url).path.rstrip("/")
    return (
        Place(Home.NEW_BUNDLE, path.parent / name),
        Place(Home.STATIC, own / "images" / slug, f"{base}/images/{quote(slug, safe='')}/"),
    )


def plan_folder(path: Path, site: Site) -> ChangeSet:
    """Plan a folder of its own for the post at `path`, a single file: `a.md` becomes `a/index.md`, its languages too.

    Its address stays. Raises EditorError where that cannot be.
    """
    files = page_files(site, path)
    folder = path.parent / files.place.name
    if is_bundle(path) or files.is_folder:
        raise EditorError("The post has a folder of its own already.", path=path)
    steps = []
    for file in files.paths:
        target = file.parent / files.place.name / ("index" + file.name[len(files.place.name) :])
        if target.exists():
            raise EditorError("There is a page in a folder of this name already.", path=target)
        steps.append(Move(file, target))
    return ChangeSet(f"Give {folder.name} a folder of its own", tuple(steps))


def store_picture(folder: Path, stem: str, suffix: str, data: bytes, disk: Disk = _DISK) -> Path:
    """Write a picture under a free name in `folder`, which is made if need be; whole or not at all.

    Raises EditorError in words where the system refuses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for _ in range(_TRIES):
            path = folder / free_picture_name([file.name for file in folder.iterdir()], stem, suffix)
            try:
                create_file(path, data, disk)
            except FileExistsError:
                # Another program took the name this very moment.
                continue
            return path
    except OSError as error:
        raise EditorError(
            "The picture could not be written.", detail=error.strerror or str(error), path=folder
        ) from error
    raise EditorError("The picture could not be written: its name is taken again and again.", path=folder)


def picture_markup(address: str, alt: str, caption: str) -> str:
    """Write what shows a picture: an image of Markdown, or Hugo's `figure` where there is a caption."""
    alt, caption = (_SPACES.sub(" ", words).strip() for words in (alt, caption))
    if not caption:
        return f"![{_MARKS.sub(_escaped, alt)}]({destination(address)})"
    words = f" alt={_argument(alt)}" if alt else ""
    return f"{{{{< figure src={_argument(address)}{words} caption={_argument(caption)} >}}}}"


def insert_picture(text: str, selection: Selection, address: str, alt: str, caption: str) -> Change:
    """Put a picture in place of the selection; a figure gets a paragraph of its own."""
    made = picture_markup(address, alt, caption)
    if made.startswith("{{"):
        before, after = text[: selection.start], text[selection.end :]
        made = _blank(before[-2:], at_end=True) + made + _blank(after[:2], at_end=False)
    return replacement(selection.start, selection.end, made, len(made))


def insert_file(text: str, selection: Selection, name: str) -> Change:
    """Put a file of the bundle in place of the selection: a picture, its words to be written, or a link."""
    address = quote(name, safe="/:@!$&'*+,;=~-._") if re.search(r"[\s<>()%]", name) else name
    if is_image(Path(name)):
        return insert_image(text, selection, address)
    chosen = text[selection.start : selection.end]
    label = _MARKS.sub(_escaped, name) if "\n" in chosen or not chosen else chosen
    made = f"[{label}]({address})"
    return replacement(selection.start, selection.end, made, 1, 1 + len(label))


def _blank(near: str, *, at_end: bool) -> str:
    """Give the line ends that are missing to a blank line between a text and the figure."""
    if not near:
        return ""
    touching = near[::-1] if at_end else near
    return "\n" * (2 - (len(touching) - len(touching.lstrip("\n"))))


def _escaped(found: re.Match[str]) -> str:
    return "\\" + found.group()


def _argument(words: str) -> str:
    """Write words as a shortcode's argument: Hugo resolves an escaped quote in it, and no other escape."""
    if "\\" not in words:
        return '"' + words.replace('"', '\\"') + '"'
    if "`" not in words:
        return f"`{words}`"
    # A backslash that would escape a quote can be written in neither way.
    return '"' + re.sub(r'\\+(?="|$)', "", words).replace('"', '\\"') + '"'
