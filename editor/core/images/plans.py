"""Changes of a bundle's files as change sets: renamed with their links, put into the trash, made the featured image."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

from editor.core.changes import ChangesCancelled, ChangeSet, Create, Move, Step, Trash, edit_of
from editor.core.errors import EditorError
from editor.core.frontmatter import FieldLocked, set_field
from editor.core.images.naming import check_picture_name
from editor.core.images.preparing import PreparedPicture
from editor.core.images.usage import link_to, named_fields
from editor.core.post import Post, read_post
from editor.core.regular_file import read_regular
from editor.core.site import Site, bundle_resources, featured_image, is_bundle
from editor.core.site.bulk import Plan, Skipped
from editor.core.site.bundle import is_image
from editor.core.site.content_files import content_files
from editor.core.site.links_of import LinkKind, links_of
from editor.core.site.posts import MARKDOWN_ENDINGS
from editor.core.text_edit import TextEdit
from editor.core.text_file import read_text_file

# What could end a destination, or mean something in an address.
_UNSAFE: Final = re.compile(r"[\s<>()\[\]\"'`%\\#?]")
_LARGEST_PAGE: Final = 20 * 1024 * 1024

# Called with the number of pages looked at, and whether a person stopped it.
Progress = Callable[[int], None]
Cancel = Callable[[], bool]


def plan_rename(
    post: Path,
    file: Path,
    name: str,
    site: Site | None,
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Plan:
    """Plan another name for a file of a bundle, with every link to it in the bundle's pages and the site's others.

    Raises EditorError where the name cannot be used. A page that cannot be read or changed is skipped, with the reason.
    """
    name = check_picture_name(name, file.parent, own=file)
    target = file.with_name(name)
    if target == file:
        raise EditorError("This is its name already.")
    steps: list[Step] = []
    skipped: list[Skipped] = []
    for page in _pages_naming(post, (file.name,), site, progress, cancel):
        try:
            steps += _renaming(page, file, target, post.parent, site)
        except EditorError as error:
            skipped.append(Skipped(page, error.message))
    title = f"Rename {file.name} to {name}"
    return Plan(ChangeSet(title, (*steps, Move(file, target))), tuple(skipped))


def plan_trash(
    post: Path,
    files: Iterable[Path],
    site: Site | None,
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Plan:
    """Plan to put files of a bundle into the trash; one that another page of the site names is left, and told."""
    wanted = tuple(files)
    named: dict[Path, Path] = {}
    for page in _pages_naming(post, tuple(file.name for file in wanted), site, progress, cancel):
        if page.parent == post.parent and is_bundle(page):
            continue
        text = read_post(read_text_file(page).text, page)
        for link in links_of(text, site):
            named.update({file: page for file in wanted if link_to(page, link, file, site)})
    gone = [file for file in wanted if file not in named]
    what = gone[0].name if len(gone) == 1 else f"{len(gone)} files"
    skipped = tuple(Skipped(file, f"{page.parent.name}/{page.name} shows it") for file, page in named.items())
    return Plan(ChangeSet(f"Put {what} into the trash", tuple(map(Trash, gone))), skipped)


def plan_featured(post: Post, prepared: PreparedPicture, site: Site | None) -> ChangeSet:
    """Plan a picture as the page's featured image: `featured.*` in its folder, the former one in the trash.

    Raises EditorError for a page without a folder of its own.
    """
    if post.path is None or not is_bundle(post.path):
        raise EditorError("Only a page with a folder of its own (index.md) can have a featured image.")
    top = post.path.parent
    target = top / f"featured{prepared.suffix}"
    gone = _displaced(post, target, site)
    trashed = tuple(map(Trash, sorted(gone)))
    return ChangeSet("Set the featured image", (*trashed, Create(target, prepared.data)))


def plan_feature_file(
    post: Post,
    file: Path,
    site: Site | None,
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Plan:
    """Plan that a picture of the bundle becomes its featured image: by its name, with the links to it.

    What was picked before goes to the trash. Raises EditorError where it is the one already.
    """
    if post.path is None or file.parent != post.path.parent or not is_bundle(post.path):
        raise EditorError("Only a picture that lies beside the page can be its featured image.", path=file)
    if featured_image(post, site).path == file:
        raise EditorError("This is the featured image already.", path=file)
    target = file.with_name(f"featured{file.suffix.lower()}")
    gone = _displaced(post, target, site) - {file}
    steps: list[Step] = []
    skipped: list[Skipped] = []
    for page in _pages_naming(post.path, (file.name,), site, progress, cancel):
        try:
            steps += _renaming(page, file, target, file.parent, site)
        except EditorError as error:
            skipped.append(Skipped(page, error.message))
    moved = (Move(file, target),) if target != file else ()
    title = f"Make {file.name} the featured image"
    return Plan(ChangeSet(title, (*steps, *map(Trash, sorted(gone)), *moved)), tuple(skipped))


def _displaced(post: Post, target: Path, site: Site | None) -> set[Path]:
    """Find the pictures that would stand in the way of a featured image or be picked before it."""
    top = target.parent
    gone = {file for file in _beside(top) if file.stem.lower() == "featured"}
    now = featured_image(post, site).path
    if now is not None and now.parent == top and "featured" in now.name.lower():
        gone.add(now)
    # Hugo takes the first by name: what still comes before the new one would hide it.
    return gone | {
        file for file in _beside(top) if "featured" in file.name.lower() and file.name < target.name
    }


def _beside(top: Path) -> list[Path]:
    try:
        return [file for file in sorted(top.iterdir()) if is_image(file) and file.is_file()]
    except OSError:
        return []


def _pages_naming(
    post: Path, names: tuple[str, ...], site: Site | None, progress: Progress | None, cancel: Cancel | None
) -> Iterator[Path]:
    """Give the pages whose bytes hold one of `names`, as it is or as an address writes it."""
    spellings = re.compile(
        b"|".join(
            {re.escape(form.encode()) for name in names for form in (name, quote(name), quote(name).lower())}
        ),
        re.IGNORECASE,
    )
    inside = site is not None and site.content_path(post) is not None
    pages = content_files(site) if site is not None and inside else _markdown_beside(post)
    for count, page in enumerate(pages, 1):
        if cancel is not None and cancel():
            raise ChangesCancelled("Stopped: nothing was changed.")
        try:
            if page.stat().st_size <= _LARGEST_PAGE and spellings.search(read_regular(page)):
                yield page
        except OSError:
            continue
        if progress is not None:
            progress(count)


def _markdown_beside(post: Path) -> list[Path]:
    pages = [file for file in bundle_resources(post) if file.suffix.lower() in MARKDOWN_ENDINGS]
    beside = [file for file in sorted(post.parent.iterdir()) if file.suffix.lower() in MARKDOWN_ENDINGS]
    return list(dict.fromkeys([*beside, *pages]))


def _renaming(page: Path, file: Path, target: Path, top: Path, site: Site | None) -> tuple[Step, ...]:
    """Give the edit of one page."""
    source = read_text_file(page)
    post = read_post(source.text, page)
    edits = []
    for link in links_of(post, site):
        if link.kind is LinkKind.REF or not link_to(page, link, file, site):
            continue
        raw = source.text[link.start : link.end]
        path = re.split(r"[#?]", raw, maxsplit=1)[0]
        head, slash, _ = path.rpartition("/")
        # What a shortcode is given is a file's name, not an address.
        name = target.name if link.shortcode else _written(target.name, raw)
        edits.append(TextEdit(link.start, link.start + len(path), f"{head}{slash}{name}"))
    if page.parent == top and is_bundle(page):
        old = file.relative_to(top).as_posix()
        for field in named_fields(post.front.fields, old):
            head, slash, _ = str(field.value).rpartition("/")
            try:
                edits += set_field(source.text, field.path, f"{head}{slash}{target.name}")
            except FieldLocked as error:
                raise EditorError(f"{field.key}: {error.message}") from error
    if edits and source.read_only_reason:
        raise EditorError(source.read_only_reason)
    return edit_of(source, edits)


def _written(name: str, like: str) -> str:
    """Write a name into an address, other than ASCII as the old one has it."""
    if re.search(r"%[89a-fA-F][0-9a-fA-F]", like):
        return quote(name)
    return _UNSAFE.sub(lambda found: quote(found.group(), safe=""), name)
