"""Unsaved text laid over a site: private folders that Hugo mounts in front of the site's own content.

Nothing here writes into the site; nothing Hugo makes lands there either.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from editor.core.errors import EditorError
from editor.core.hugo.leftovers import remove_tree
from editor.core.hugo.project import Mount, Project, Seat
from editor.core.site.folders import section
from editor.core.site.posts import MARKDOWN_ENDINGS
from editor.core.text_file import encode

_TAXONOMIES: Final = {"category": "categories", "tag": "tags"}
# HugoBlox and Wowchemy look their authors up as pages.
_LOOKED_UP: Final = ("authors", "author")
# Pictures that a build has made before need not be made again; more than this is quicker made than copied.
_MOST_SEEDED: Final = 1_000_000_000
# Hugo holds static files in memory, twice, unless they go to the disk.
_MOST_IN_MEMORY: Final = 50_000_000
_MOST_ON_DISK: Final = 20_000_000_000
_PAGE_ENDINGS: Final = frozenset({*MARKDOWN_ENDINGS, ".html", ".htm", ".adoc", ".org", ".rst", ".pandoc"})


class OverlayRefused(EditorError):
    """The private folder cannot be written; trying again later may well do."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """The private folder `folder` laid over `project`, for one run of Hugo; `kept` stays for the next run."""

    folder: Path
    project: Project
    kept: Path

    @property
    def cache(self) -> Path:
        """Where Hugo keeps what it has fetched."""
        return self.kept / "cache"

    @property
    def resources(self) -> Path:
        """Where Hugo keeps the pictures and style sheets it has made."""
        return self.kept / "resources"

    @property
    def public(self) -> Path:
        """Where static files are copied to that are too large to be kept in memory."""
        return self.kept / "public"

    @property
    def config(self) -> Path:
        """Where configurations for old versions are written."""
        return self.folder / "config"

    def file_of(self, path: Path) -> Path | None:
        """Give the place in the overlay of a page or resource of the site; None for a file outside its content."""
        seat = self.project.seat_of(path)
        if seat is None:
            return None
        top = self._top(seat.mount)
        return top / path.name if seat.inside == PurePosixPath(".") else top / seat.inside

    def own_file(self, path: Path) -> Path:
        """Turn the path of a file of ours, as Hugo's messages name it, into the site's; others stay as they are."""
        for tops in ("content", "cut"):
            with suppress(ValueError, IndexError):
                number, *inside = path.relative_to(self.folder / tops).parts
                source = self.project.content[int(number)].source
                return source if source.is_file() else source.joinpath(*inside)
        return path if path.is_absolute() else self.project.root / path

    def make_room(self, paths: Iterable[Path]) -> None:
        """Make the folders in which `paths` will be written: a first text in a folder made later goes unseen."""
        try:
            # Not those above: they are gone when nobody wants the overlay any more.
            self.folder.mkdir(mode=0o700, exist_ok=True)
            for folder in (self.folder / "incoming", self.config, self.cache, self.resources):
                folder.mkdir(mode=0o700, exist_ok=True)
            for number, _ in enumerate(self.project.content):
                self._top(number).mkdir(mode=0o700, parents=True, exist_ok=True)
            for path in paths:
                file = self.file_of(path)
                if file is not None:
                    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise failure(error) from error

    def write(self, path: Path, text: str) -> None:
        """Show `text` for the page at `path`, at once and whole; raises EditorError where the disk refuses."""
        self.put(path, encode(text))

    def put(self, path: Path, data: bytes) -> None:
        """Show `data` for the file at `path`, as a picture that is not saved yet; raises as `write` does."""
        file = self.file_of(path)
        if file is None:
            raise EditorError("This file is outside of the site's content.", path=path)
        incoming = self.folder / "incoming" / secrets.token_hex(8)
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if file.exists():
                _write_over(file, data)
                return
            # Hugo may look at any moment: it sees the whole file or none.
            incoming.write_bytes(data)
            incoming.replace(file)
        except OSError as error:
            with suppress(OSError):
                incoming.unlink()
            raise failure(error) from error

    def remove(self, path: Path) -> None:
        """Show the site's own file again."""
        file = self.file_of(path)
        if file is not None:
            with suppress(OSError):
                file.unlink()

    def clear(self) -> None:
        """Take the overlay away; what Hugo has made stays, for the next run."""
        remove_tree(self.folder)

    def mounts(self) -> list[Mapping[str, object]]:
        """Give the project's mounts with ours before each of content, as Hugo's configuration has them."""
        ours = [self._ours(number, mount) for number, mount in enumerate(self.project.content)]
        return [*ours, *(mount.given for mount in self.project.mounts)]

    def cut_mounts(self, path: Path) -> list[Mapping[str, object]]:
        """Give mounts that hold, of the site's content, the page at `path`, its bundle and the sections above it.

        Copies those sections' pages, a few small files; terms and authors, which themes look up, come whole. Raises
        EditorError where the disk refuses.
        """
        content = self.project.content
        ours = [self._ours(number, mount) for number, mount in enumerate(content)]
        others = [mount.given for mount in self.project.mounts if not mount.is_content]
        seat = self.project.seat_of(path)
        if seat is None:
            return [*ours, *others]
        remove_tree(self.folder / "cut")
        wanted = content[seat.mount].target / seat.inside
        kept: list[Mapping[str, object]] = []
        try:
            for number, mount in enumerate(content):
                kept += self._kept(number, mount, wanted)
        except OSError as error:
            raise failure(error) from error
        return [*ours, *kept, *others]

    def seed(self, path: Path | None) -> None:
        """Copy what the site's own builds have made of style sheets and pictures, to save that work.

        Those are the pictures of the page at `path` or (None) of all pages. What was copied for a run before stays.
        """
        name = self.project.values.get("resourcedir")
        made = self.project.root / (name if isinstance(name, str) and name else "resources") / "_gen"
        parts = [Path("assets")]
        seat = None if path is None else self.project.seat_of(path)
        if seat is None:
            parts.append(Path("images"))
        elif seat.inside.parts[:-1]:
            inside = self.project.content[seat.mount].target.parts[1:] + seat.inside.parts[:-1]
            parts.append(Path("images", *inside))
        for part in parts:
            self._copy_made(made / part, self.resources / "_gen" / part)

    def _copy_made(self, source: Path, target: Path) -> None:
        name = hashlib.blake2b(os.fsencode(target), digest_size=8).hexdigest()
        mark = self.kept / f"seeded-{name}"
        if mark.exists() or not source.is_dir():
            return
        try:
            size = _size(source, _MOST_SEEDED)
            if size < _MOST_SEEDED and shutil.disk_usage(self.kept).free > 2 * size:
                shutil.copytree(source, target, dirs_exist_ok=True)
            mark.touch()
        except OSError:
            # Half a picture would be taken for a whole one.
            remove_tree(target)

    def make_room_for_static(self) -> bool:
        """Say whether the site's static files go to `public` instead of memory, where pages of former runs then go.

        They do where they are large and the disk has twice the room.
        """
        sources = {mount.source for mount in self.project.mounts if mount.target.parts[:1] == ("static",)}
        size = sum(_size(source, _MOST_ON_DISK) for source in sources)
        try:
            if size < _MOST_IN_MEMORY or shutil.disk_usage(self.kept).free < 2 * size:
                return False
            self.public.mkdir(mode=0o700, exist_ok=True)
            for top, _, names in os.walk(self.public):
                for name in names:
                    if name.endswith(".html"):
                        Path(top, name).unlink()
        except OSError as error:
            raise failure(error) from error
        return True

    def _top(self, number: int) -> Path:
        return self.folder / "content" / str(number)

    def _ours(self, number: int, mount: Mount) -> Mapping[str, object]:
        top = self._top(number)
        source = top / mount.source.name if mount.source.is_file() else top
        return {**mount.given, "source": str(source)}

    def _kept(self, number: int, mount: Mount, wanted: PurePosixPath) -> Iterator[Mapping[str, object]]:
        """Give the mounts for what the page at the place `wanted` (below the project) needs of one content mount."""
        if not mount.source.is_dir() or not wanted.is_relative_to(mount.target):
            return
        inside = wanted.relative_to(mount.target)
        own = self.folder / "cut" / str(number)
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield {**mount.given, "source": str(own)}
        leaf = inside.stem.split(".")[0] == "index" and len(inside.parts) > 1
        for folder in inside.parents if not leaf else inside.parent.parents:
            _copy_pages(mount.source / folder, own / folder, "_index")
        if leaf:
            yield from self._whole(mount, inside.parent)
        else:
            _copy_pages(mount.source / inside.parent, own / inside.parent, inside.stem.split(".")[0])
        terms = section(self.project.values, "taxonomies") or _TAXONOMIES
        for name in dict.fromkeys((*map(str, terms.values()), *_LOOKED_UP)):
            if name and inside.parts[0] != name:
                yield from self._whole(mount, PurePosixPath(name))

    def _whole(self, mount: Mount, inside: PurePosixPath) -> Iterator[Mapping[str, object]]:
        if (mount.source / inside).is_dir():
            yield {**mount.given, "source": str(mount.source / inside), "target": str(mount.target / inside)}


def logical_path(project: Project, seat: Seat, languages: Iterable[str]) -> str:
    """Give what Hugo calls a page within the site (`.Path`): in lower case, without ending, `index` and language."""
    place = project.content[seat.mount].target / seat.inside
    parts = list(place.parts[1:])
    if not parts:
        return "/"
    stem = parts.pop().rsplit(".", 1)[0]
    bare, dot, ending = stem.rpartition(".")
    if dot and (ending.lower() in languages or bare in ("index", "_index")):
        stem = bare
    if stem not in ("index", "_index"):
        parts.append(stem)
    return "/" + "/".join(parts).lower().replace(" ", "-")


def failure(error: OSError) -> OverlayRefused:
    """Tell in words why the private folder cannot be written."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    message = (
        "There is no room left on the disk for the theme's preview. Free some; the page then comes by itself."
        if full
        else "The private folder of the theme's preview cannot be written."
    )
    return OverlayRefused(message, detail=error.strerror or str(error))


def _write_over(file: Path, data: bytes) -> None:
    """Give a file another content in its place.

    One that is put there by renaming is a new page to Hugo, which then reads far more of the site anew: twenty times as
    long on HugoBlox. Should it look just before the last bytes are there, it is told of them, and looks again.
    """
    with file.open("r+b", buffering=0) as out:
        more = len(data) - os.fstat(out.fileno()).st_size
        if more > 0 and hasattr(os, "posix_fallocate"):
            # A full disk says so before the old text is touched.
            os.posix_fallocate(out.fileno(), len(data) - more, more)
        rest = memoryview(data)
        while rest:
            rest = rest[out.write(rest) or 0 :]
        out.truncate(len(data))


def _copy_pages(source: Path, target: Path, stem: str) -> None:
    """Copy the files that are the page `stem` of a folder, in all its languages."""
    try:
        names = [entry.name for entry in os.scandir(source)] if source.is_dir() else []
    except OSError:
        return
    for name in names:
        if name.split(".")[0] == stem.split(".")[0] and Path(name).suffix.lower() in _PAGE_ENDINGS:
            target.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(FileNotFoundError, PermissionError):
                shutil.copyfile(source / name, target / name)


def _size(folder: Path, most: int) -> int:
    """Add up the files below a folder, up to about `most` bytes."""
    total = 0
    for top, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += Path(top, name).lstat().st_size
        if total > most:
            break
    return total
