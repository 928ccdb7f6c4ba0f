"""Names for new files: made of titles, safe on every system, and free."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

from editor.core.errors import EditorError
from editor.core.site.site import Site

# Windows has devices of these names in every folder.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\/]|[\ud800-\udfff]')
# Most file systems end at 255 bytes; translations and temporary files add to a name.
_MOST_BYTES = 200


def slug_of(title: str) -> str:
    """Make a file's name of a title, as its address will have it; empty where nothing of it can stand in one."""
    plain = unicodedata.normalize("NFC", title.lower())
    pieces: list[str] = []
    for char in plain:
        # A mark (a vowel sign of Hindi or Thai, a point of Hebrew) belongs to its letter and is no letter itself.
        is_kept = char.isalnum() or (pieces and pieces[-1] != "-" and unicodedata.category(char)[0] == "M")
        if is_kept:
            pieces.append(char)
        elif pieces and pieces[-1] != "-":
            pieces.append("-")
    return "".join(pieces).encode()[:_MOST_BYTES].decode("utf-8", "ignore").rstrip("-")


def check_name(name: str) -> str:
    """Give a name for one file or folder in normal form; raises EditorError for one that would make trouble."""
    name = unicodedata.normalize("NFC", name.strip())
    if not name:
        raise EditorError("A name is needed.")
    if found := _FORBIDDEN.search(name):
        raise EditorError(f"A name cannot hold {found.group()!r}.")
    if name[0] in "._" or name.endswith((".", " ")):
        raise EditorError("A name begins with neither a dot nor an underscore, and ends with no dot.")
    if name.split(".")[0].lower() in {*_DEVICES, "index"}:
        raise EditorError(f"The name {name!r} has a meaning of its own: choose another.")
    if len(name.encode()) > _MOST_BYTES:
        raise EditorError("The name is too long.")
    return name


def check_place(
    path: Path, site: Site, *, inside: tuple[Path, ...] = (), ignoring: Collection[Path] = ()
) -> None:
    """Look whether a page may be made at `path`: in a content folder (or one of `inside`), and with a free name.

    A page `a.md` and a bundle `a/` would have one address, and so would names that differ in case alone. What is
    `ignoring` goes away itself. Raises EditorError.
    """
    tops = inside or site.content_dirs
    if ".." in path.parts or not any(_really_inside(path, top) for top in tops):
        raise EditorError("This place is outside of the site's content.", path=path)
    bundle = path.stem.split(".")[0] in ("index", "_index")
    place = path.parent if bundle else path
    if taken := clash(place.parent, place.name if bundle else place.stem, own=path, ignoring=ignoring):
        raise EditorError(f"There is {taken.name!r} already: choose another name.", path=taken)


def clash(folder: Path, name: str, *, own: Path, ignoring: Collection[Path] = ()) -> Path | None:
    """Find what stands in the way of a page or bundle called `name` in `folder`; its translations do not."""
    wanted = _folded(name)
    try:
        there = sorted(path for path in folder.iterdir() if path not in ignoring)
    except OSError:
        return None
    language = own.suffixes[-2:-1] if own.stem.count(".") else []
    for path in there:
        if path.is_dir():
            if _folded(path.name) == wanted and not _is_translation(own, path):
                return path
        elif _folded(path.stem) == wanted or (not language and _folded(path.name) == wanted):
            return path
    return None


def twin(path: Path) -> Path | None:
    """Find another file in the folder whose name is the same letters, composed otherwise (Unicode's NFC and NFD).

    Some systems take both names for one, others keep two files that no person can tell apart.
    """
    if path.name.isascii():
        return None
    wanted = unicodedata.normalize("NFC", path.name)
    try:
        names = [entry.name for entry in os.scandir(path.parent)]
    except OSError:
        return None
    same = (path.with_name(n) for n in names if n != path.name and unicodedata.normalize("NFC", n) == wanted)
    return next((other for other in same if not _is_same_file(path, other)), None)


def _is_same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def free_name(folder: Path, name: str) -> str:
    """Give `name`, or with the lowest number behind it, that nothing in `folder` is called."""
    number, found = 1, name
    while clash(folder, found, own=folder / f"{found}.md") is not None:
        number += 1
        found = f"{name}-{number}"
    return found


def _is_translation(own: Path, folder: Path) -> bool:
    """Whether `own` would join the languages of a bundle that is there."""
    return (
        own.parent == folder
        and not own.exists()
        and any(file.name.split(".")[0] == own.name.split(".")[0] for file in folder.iterdir())
        and own.stem.count(".") > 0
    )


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().replace(" ", "-")


def _really_inside(path: Path, top: Path) -> bool:
    """Whether `path` is below `top` with every link followed."""
    if not path.is_relative_to(top):
        return False
    try:
        return path.resolve().is_relative_to(top.resolve())
    except (OSError, RuntimeError):
        return False
