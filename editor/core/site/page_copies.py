"""Pages duplicated, translated, given a folder of their own or put into the trash, as change sets to be looked at."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from editor.core.changes import ChangeSet, Copy, Create, Step, Trash
from editor.core.errors import EditorError
from editor.core.frontmatter import FieldLocked, Format, find_field, read_front_matter, set_field, unset_field
from editor.core.site.bundle import IMAGE_ENDINGS, PAGE_ENDINGS, bundle_resources
from editor.core.site.content_files import content_files
from editor.core.site.folders import section as config_section
from editor.core.site.folders import strings
from editor.core.site.habits import date_text
from editor.core.site.index import SiteIndex
from editor.core.site.link_rewrite import LinkRewriter, Lost
from editor.core.site.move import MovePlan, holds, mention_of, name_of, placed, planned, site_of, whole_index
from editor.core.site.names import check_name, check_place, free_name
from editor.core.site.new_post import content_home
from editor.core.site.page_files import page_files
from editor.core.site.page_map import PageMap, link_hook
from editor.core.site.page_place import PagePlace, Places
from editor.core.site.site import Site
from editor.core.text_edit import TextEdit, apply_edits
from editor.core.text_file import encode, read_text_file

# What is one page's alone: a copy with it would take the page's address, or say when that one was changed.
_OWN_KEYS = ("aliases", "url", "slug", "lastmod", "publishDate", "expiryDate", "translationKey")

# Every text of the site is searched for the names of all.
_MOST_LOOKED_FOR = 200


@dataclass(frozen=True, slots=True)
class Deletion:
    """What goes into the trash, the links of other posts that would lead nowhere, and what else to know."""

    changes: ChangeSet
    lost: tuple[Lost, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyPlan:
    """A page to be made of another; `path` is the new page's file."""

    changes: ChangeSet
    path: Path


def plan_delete(index: SiteIndex, pages: Sequence[Path]) -> Deletion:
    """Plan that pages go into the trash, each alone: its folder goes with the last page in it. Raises EditorError.

    Of a section only its own file goes, and of a bundle where its folder is a content folder or holds other texts.
    """
    chosen = {page.absolute() for page in pages}
    kept = {page.parent for page in chosen if _is_leaf(page) and not _goes_whole(page, chosen, index)}
    gone = tuple(dict.fromkeys(_trashed(page, kept) for page in sorted(chosen)))
    if not gone:
        raise EditorError("There is nothing to delete.")
    row = index.row_of(next(iter(chosen)))
    one = row.title if row is not None else name_of(next(iter(chosen)))
    name = f"“{one}”" if len(chosen) == 1 else f"{len(chosen):,} pages"
    changes = ChangeSet(f"Delete {name}", tuple(Trash(path) for path in gone))
    remarks = []
    # Several languages share a folder.
    files = sum(len(bundle_resources(folder / "index.md")) for folder in gone if folder not in chosen)
    if files:
        remarks.append(f"{files:,} {'file' if files == 1 else 'files'} beside the text will go too.")
    if any(page.parent in kept and not _is_translated(page, chosen) for page in chosen):
        remarks.append("The folder stays, for it is not this page's alone.")
    if any(page.name.startswith("_index.") for page in chosen):
        remarks.append("The pages of a section stay where they are.")
    lost: tuple[Lost, ...] = ()
    if len(chosen) > _MOST_LOOKED_FOR:
        remarks.append("Links to so many pages were not looked for.")
    elif index.site is not None:
        lost = tuple(_links_to(index, chosen))
    return Deletion(changes, lost, tuple(remarks))


def plan_duplicate(index: SiteIndex, page: Path, now: datetime, name: str = "") -> CopyPlan:
    """Plan a copy of a page beside it: a draft dated `now`, without what is the other's alone. Raises EditorError.

    A bundle is copied with all its files and languages. `name` is made of the page's if empty.
    """
    site = site_of(index)
    files = page_files(site, page)
    if page.name.startswith("_index.") or (files.is_folder and not any(page.parent.glob("index*.md"))):
        raise EditorError("A section cannot be duplicated, only its pages.", path=page)
    home = page.parent.parent if files.is_folder else page.parent
    name = check_name(name) if name else free_name(home, f"{files.place.name}-copy")
    steps: list[Step] = []
    if files.is_folder:
        target = home / name / page.name
        check_place(target, site)
        for file in _files_below(page.parent):
            goal = home / name / file.relative_to(page.parent)
            own = (
                file.parent == page.parent
                and file.name.split(".")[0] == "index"
                and file.suffix == page.suffix
            )
            steps.append(Create(goal, _fresh(file, site, now)) if own else Copy(file, goal))
    else:
        target = page.with_name(name + page.name[len(files.place.name) :])
        check_place(target, site)
        steps.append(Create(target, _fresh(page, site, now)))
    return CopyPlan(ChangeSet(f"Duplicate {files.place.as_posix()}", tuple(steps)), target)


def plan_bundle(index: SiteIndex, page: Path) -> MovePlan:
    """Plan that a page of one file gets a folder of its own, its address being the same; raises EditorError.

    Pictures that lie beside it and that nobody else uses move in too.
    """
    index = whole_index(index)
    site = site_of(index)
    files = page_files(site, page)
    if files.is_folder:
        raise EditorError("This page has a folder of its own already.", path=page)
    moves = []
    for path in files.paths:
        rest = path.name[len(files.place.name) :]
        moves.append((path, path.with_name(files.place.name) / f"index{rest}"))
    if any(any(_files_below(path.with_name(files.place.name))) for path in files.paths):
        raise EditorError(f"There is a folder “{files.place.name}” already.", path=page)
    for image in _own_images(index, site, files.paths):
        moves.append((image, page.with_name(files.place.name) / image.name))
    placement, after = placed(index, f"Give {files.place.as_posix()} a folder of its own", tuple(moves))
    return planned(index, placement, after)


def plan_unbundle(index: SiteIndex, page: Path) -> MovePlan:
    """Plan that a bundle without files becomes a single file, its address being the same; raises EditorError."""
    index = whole_index(index)
    site = site_of(index)
    files = page_files(site, page)
    pages = sorted(page.parent.glob("index*.md")) if files.is_folder else []
    if not pages:
        raise EditorError("This page has no folder of its own.", path=page)
    if any(file not in pages for file in _files_below(page.parent)):
        raise EditorError("There are other files in the page's folder, which need it.", path=page.parent)
    moves = tuple(
        (path, path.parent.with_name(path.parent.name + path.name[len("index") :])) for path in pages
    )
    placement, after = placed(index, f"Make {files.place.as_posix()} a single file", moves)
    return planned(index, placement, after)


def missing_languages(site: Site, page: Path) -> tuple[str, ...]:
    """Give the languages of the site in which a page does not exist yet."""
    found = []
    for language in site.languages:
        with contextlib.suppress(EditorError):
            if not _translated(site, page, language.lower()).exists():
                found.append(language)
    return tuple(found)


def plan_translate(index: SiteIndex, page: Path, language: str) -> CopyPlan:
    """Plan the page's file in another language, where the site keeps those; it is a draft with the same text."""
    site = site_of(index)
    if language.lower() not in (name.lower() for name in site.languages):
        raise EditorError(f"The site has no language {language}.")
    target = _translated(site, page, language.lower())
    if target.exists():
        raise EditorError("The page exists in this language already.", path=target)
    text = read_text_file(page).text
    for key in ("aliases", "url"):
        text = _without(text, key)
    step = Create(target, encode(_set(text, "draft", True)))
    return CopyPlan(ChangeSet(f"Translate {name_of(page)} ({language})", (step,)), target)


def _translated(site: Site, page: Path, language: str) -> Path:
    """Give the path of a page in another language."""
    inside = site.content_path(page)
    place = Places.of(site).of_file(str(page))
    if inside is None or place is None:
        raise EditorError("This page is outside of the site's content.", path=page)
    stem = _stem(page, place)
    own = strings(config_section(site.config, "languages", language).get("contentdir"))
    ours = strings(config_section(site.config, "languages", place.language).get("contentdir"))
    suffix = "" if own or language == site.default_language else f".{language}"
    if own or ours:
        return content_home(site, language) / inside.with_name(stem + suffix + page.suffix)
    return page.with_name(stem + suffix + page.suffix)


def _stem(page: Path, place: PagePlace) -> str:
    stem = page.name.removesuffix(page.suffix)
    return stem.removesuffix(f".{place.language}") if stem.lower().endswith(f".{place.language}") else stem


def _trashed(page: Path, kept: set[Path]) -> Path:
    """Give what goes when a page goes: its file, or its folder unless that is `kept`."""
    if not page.exists():
        raise EditorError("There is no such page.", path=page)
    return page.parent if _is_leaf(page) and page.parent not in kept else page


def _is_leaf(page: Path) -> bool:
    return page.name.split(".")[0] == "index"


def _goes_whole(page: Path, chosen: set[Path], index: SiteIndex) -> bool:
    """Whether the folder of a bundle is the page's alone.

    An `index.md` by mistake makes the posts of a whole section or site the page's resources: they are a person's texts.
    """
    folder = page.parent
    tops = (index.folder, *(index.site.content_dirs if index.site is not None else ()))
    if any(top.is_relative_to(folder) for top in tops):
        return False
    texts = (file for file in _files_below(folder) if file.suffix.lower() in PAGE_ENDINGS)
    return all(file in chosen for file in texts)


def _is_translated(page: Path, chosen: set[Path]) -> bool:
    """Whether the bundle's page stays in another language."""
    beside = page.parent.glob("index.*")
    return any(file.suffix.lower() in PAGE_ENDINGS and file not in chosen for file in beside)


def _links_to(index: SiteIndex, gone: set[Path]) -> Iterator[Lost]:
    site = site_of(index)
    pages = PageMap(index, site)
    reader = LinkRewriter(pages, pages, lambda path: path, hooked=link_hook(site))
    pattern = mention_of(
        {name_of(path) for path in gone} | {pages.url(path).strip("/").rsplit("/", 1)[-1] for path in gone}
    )
    homes = {path.parent for path in gone if path.name.split(".")[0] == "index"}
    for source in content_files(site):
        if source in gone or any(source.is_relative_to(home) for home in homes) or not holds(source, pattern):
            continue
        with contextlib.suppress(EditorError):
            for link, end in reader.leading_to(read_text_file(source).text, source):
                if end in gone or (end.parent in homes and end.suffix != ".md"):
                    yield Lost(source, link.line, link.target)


def _own_images(index: SiteIndex, site: Site, pages: Sequence[Path]) -> list[Path]:
    """Find the pictures beside a page that its own text alone uses."""
    known = PageMap(index, site)
    reader = LinkRewriter(known, known, lambda path: path, hooked=link_hook(site))
    folder = pages[0].parent
    found = {
        end
        for page in pages
        for _, end in _ends(reader, page)
        if end.parent == folder and end.suffix.lower() in IMAGE_ENDINGS
    }
    if not found:
        return []
    pattern = mention_of(file.name for file in found)
    others = [path for path in content_files(site) if path not in pages and holds(path, pattern)]
    return sorted(found - {end for path in others for _, end in _ends(reader, path)})


def _ends(reader: LinkRewriter, page: Path) -> Iterator[tuple[object, Path]]:
    with contextlib.suppress(EditorError):
        yield from reader.leading_to(read_text_file(page).text, page)


def _fresh(file: Path, site: Site, now: datetime) -> bytes:
    """Give the text of a page for its copy."""
    text = read_text_file(file).text
    for key in _OWN_KEYS:
        text = _without(text, key)
    field = find_field(read_front_matter(text), ("date",))
    if field is not None and field.value not in (None, ""):
        written = date_text(text[field.start : field.end], now, site.zone)
        if read_front_matter(text).format is Format.JSON and not written.startswith('"'):
            written = f'"{written}"'
        changed = apply_edits(text, (TextEdit(field.start, field.end, written),))
        text = text if read_front_matter(changed).broken else changed
    return encode(_set(text, "draft", True))


def _without(text: str, key: str) -> str:
    with contextlib.suppress(FieldLocked):
        if find_field(read_front_matter(text), (key,)) is not None:
            return apply_edits(text, unset_field(text, (key,)))
    return text


def _set(text: str, key: str, value: object) -> str:
    with contextlib.suppress(FieldLocked):
        return apply_edits(text, set_field(text, (key,), value))
    return text


def _files_below(folder: Path) -> Iterator[Path]:
    for home, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(home, name) for name in sorted(names))
