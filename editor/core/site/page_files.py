"""The files that are a page: its bundle's folder or its own file, with its translations wherever they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from editor.core.errors import EditorError
from editor.core.site.bundle import PAGE_ENDINGS
from editor.core.site.names import check_name, check_place, clash
from editor.core.site.page_place import Places
from editor.core.site.posts import MARKDOWN_ENDINGS
from editor.core.site.site import Site


@dataclass(frozen=True, slots=True)
class PageFiles:
    """What moves when a page does: a folder in one content folder or in several, or the files of all languages.

    `place` is the page's path below the content folder as a person names it: without index file and ending.
    """

    place: Path
    paths: tuple[Path, ...]
    is_folder: bool

    def moved_to(self, place: Path, site: Site) -> tuple[tuple[Path, Path], ...]:
        """Give each old and new path for another place below the content folder."""
        pairs = []
        for path in self.paths:
            top = _top(path, site)
            rest = "" if self.is_folder else path.name[len(self.place.name) :]
            target = top / place
            pairs.append((path, target.with_name(target.name + rest)))
        return tuple(pairs)


def page_files(site: Site, page: Path) -> PageFiles:
    """Find the files of the page at `page`, a file or the folder of a bundle or section; raises EditorError.

    A bundle or section has the folder of the same path in the content folders of the other languages too.
    """
    page = page.absolute()
    inside = site.content_path(page)
    if inside is None:
        raise EditorError("This page is outside of the site's content.", path=page)
    if not page.exists():
        raise EditorError("There is no such page.", path=page)
    is_folder = page.is_dir()
    if not is_folder and page.name.split(".")[0] in ("index", "_index"):
        is_folder, page, inside = True, page.parent, inside.parent
    if not inside.parts:
        raise EditorError("The home page has its place, and cannot have another.", path=page)
    if is_folder:
        folders = (top / inside for top in _tops(site))
        return PageFiles(Path(inside), tuple(folder for folder in folders if folder.is_dir()), True)
    place = Places.of(site).of_file(str(page))
    if place is None or page.suffix.lower() not in PAGE_ENDINGS:
        raise EditorError("This file is no page.", path=page)
    found = [file for top in _tops(site) for file in _twins(top / inside.parent, place.name, site)]
    return PageFiles(Path(inside.parent / place.name), tuple(found), False)


def checked_place(site: Site, files: PageFiles, wanted: str) -> Path:
    """Give the place below the content folder that `wanted` names ("post/new"); raises EditorError where none can be.

    An ending of Markdown is taken off. New folders and names are checked; what is there already may have any name.
    """
    parts = [part for part in wanted.strip().strip("/").split("/") if part]
    if not parts:
        raise EditorError("A name is needed.")
    if ".." in parts or "." in parts:
        raise EditorError("This place is outside of the site's content.")
    if parts[-1].lower().endswith(tuple(MARKDOWN_ENDINGS)):
        parts[-1] = parts[-1].rsplit(".", 1)[0]
        if parts[-1] in ("index", "_index") and len(parts) > 1:
            parts.pop()
    home = _top(files.paths[0], site)
    parts = [*_checked_folders(home, parts[:-1], files), check_name(parts[-1])]
    place = Path(*parts)
    if not files.is_folder and _looks_like_language(parts[-1], site):
        raise EditorError("The name's end would be taken for a language: choose another.")
    if place == files.place:
        raise EditorError("This is where it is already.")
    _check_way(site, files, place)
    return place


def _checked_folders(home: Path, names: list[str], files: PageFiles) -> list[str]:
    """Look at the folders on the way: those that are there may have any name, new ones may be nobody's twin."""
    folder = home
    for at, name in enumerate(names):
        if not (folder / name).is_dir():
            names[at] = check_name(name)
            # A folder that differs from one in case alone would be the same section to Hugo.
            if twin := clash(folder, names[at], own=folder / names[at], ignoring=files.paths):
                raise EditorError(f"There is {twin.name!r} already: choose another name.", path=twin)
        folder /= names[at]
    return names


def _check_way(site: Site, files: PageFiles, place: Path) -> None:
    """Look at all that could stand in the way of a move."""
    for old, new in files.moved_to(place, site):
        if files.is_folder and new.is_relative_to(old):
            raise EditorError("A page cannot go into its own folder.", path=new)
        top = _top(old, site)
        for folder in new.parents:
            if folder == top:
                break
            if next(folder.glob("index*.md"), None) is not None and folder not in files.paths:
                raise EditorError(
                    f"“{folder.name}” is a page with a folder of its own, in which no other page can be.",
                    path=folder,
                )
            if folder.is_file():
                raise EditorError(f"“{folder.name}” is no folder.", path=folder)
        check_place(new / "index.md" if files.is_folder else new, site, ignoring=files.paths)


def _looks_like_language(name: str, site: Site) -> bool:
    return "." in name and name.rsplit(".", 1)[1].lower() in Places.of(site).languages


def _tops(site: Site) -> tuple[Path, ...]:
    return site.content_dirs


def _top(path: Path, site: Site) -> Path:
    holding = [top for top in site.content_dirs if path.is_relative_to(top)]
    return max(holding, key=lambda top: len(top.parts))


def _twins(folder: Path, name: str, site: Site) -> list[Path]:
    """Give the files of a folder that are a page of this name in any language."""
    places = Places.of(site)
    try:
        there = sorted(folder.iterdir())
    except OSError:
        return []
    found = []
    for file in there:
        if file.suffix.lower() in PAGE_ENDINGS and file.is_file():
            place = places.of_file(str(file))
            if place is not None and place.name == name and not place.is_bundle:
                found.append(file)
    return found
