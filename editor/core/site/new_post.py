"""New pages: where they will lie and what they begin with, as a change set that can be looked at first."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from editor.core.changes import ChangeSet, Create
from editor.core.errors import EditorError
from editor.core.frontmatter import (
    FieldLocked,
    Format,
    create_front_matter,
    find_field,
    read_front_matter,
    set_field,
)
from editor.core.site.archetypes import archetype_for, is_folder, run_archetype
from editor.core.site.folders import section as config_section
from editor.core.site.folders import strings
from editor.core.site.generation import Generation
from editor.core.site.habits import Habits, date_text, habits_of
from editor.core.site.names import check_name, check_place, slug_of
from editor.core.site.page_kinds import PageKind, first_fields, section_of, title_key
from editor.core.site.site import Site
from editor.core.text_edit import TextEdit, apply_edits
from editor.core.text_file import decode, encode

_PLACEHOLDER = "2006-01-02T15:04:05Z"


@dataclass(frozen=True, slots=True)
class NewPage:
    """A wish for a page. Empty: `slug` is made of the title, `folder` (below the content folder) is the kind's.

    `bundle` gives it a folder of its own, in which pictures can lie; None does as its neighbours do.
    `archetype` names one of the site's `own_archetypes`, then a page is made of that one and goes with its like.
    """

    kind: PageKind
    title: str
    slug: str = ""
    folder: str | None = None
    bundle: bool | None = None
    language: str = ""
    archetype: str = ""


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """Where the page will be and its first text; `origin` says where that comes from, `remark` what went wrong."""

    changes: ChangeSet
    path: Path
    text: str
    origin: str
    remark: str = ""


def place_of(site: Site, wanted: NewPage) -> Path:
    """Give the path the page will have; raises EditorError where it cannot be made there."""
    content = content_home(site, wanted.language)
    if not wanted.slug and not slug_of(wanted.title):
        raise EditorError("The title gives no name for a file: give a name too.")
    name = check_name(wanted.slug or slug_of(wanted.title))
    if wanted.kind is PageKind.AUTHOR and site.generation is Generation.HUGOBLOX:
        home = next((top for top in site.data_dirs if top.is_relative_to(site.root)), site.root / "data")
        path = home / "authors" / f"{name}.yaml"
        check_place(path, site, inside=(home,))
        return path
    folder = wanted.folder
    if folder is None:
        folder = _folder_of(site, wanted, content)
    home = content.joinpath(*(check_name(part) for part in folder.split("/") if part))
    suffix = f".{wanted.language}" if _by_suffix(site, wanted.language) else ""
    if wanted.kind is PageKind.AUTHOR:
        path = home / name / f"_index{suffix}.md"
    elif _as_bundle(site, wanted, home):
        path = home / name / f"index{suffix}.md"
    else:
        path = home / f"{name}{suffix}.md"
    check_place(path, site)
    return path


def plan_new_page(site: Site, wanted: NewPage, now: datetime) -> PlannedPage:
    """Plan a new page, a draft dated `now`; runs Hugo where the site has an archetype for it. Raises EditorError."""
    path = place_of(site, wanted)
    content = content_home(site, wanted.language)
    title = f"New {wanted.archetype or wanted.kind.value}: {wanted.title}"
    inside = path.relative_to(content) if path.is_relative_to(content) else Path(path.name)
    habits = habits_of(content / inside.parts[0] if len(inside.parts) > 1 else content)
    moment = _Moment(site, habits, now)
    remark = ""
    archetype: str | None = wanted.archetype
    if not archetype and path.is_relative_to(content):
        archetype = archetype_for(site, wanted.kind, inside.parts[0])
    if archetype:
        try:
            files = dict(run_archetype(site, archetype, inside))
            text = _finished(files.pop(_page_among(files, inside)), wanted, moment)
        except EditorError as error:
            remark = f"{error.message} {error.detail}".strip()
        else:
            others = [
                Create(path.parent / name.relative_to(inside.parent), data) for name, data in files.items()
            ]
            changes = ChangeSet(title, (Create(path, encode(text)), *others))
            return PlannedPage(changes, path, text, f"archetypes/{archetype}")
    text = _beginning(wanted, site, moment)
    return PlannedPage(
        ChangeSet(title, (Create(path, encode(text)),)), path, text, site.generation.label, remark
    )


@dataclass(frozen=True, slots=True)
class _Moment:
    """When a page is made, and how its neighbours write that."""

    site: Site
    habits: Habits
    now: datetime

    def written(self, text: str, key: str) -> str:
        """Give a page's text with the date at `key` as the neighbours write it, if it can be read back."""
        front = read_front_matter(text)
        field = find_field(front, (key,))
        if field is None or field.value in (None, ""):
            return text
        like = self.habits.date if front.format is self.habits.format else ""
        written = date_text(like, self.now, self.site.zone)
        if front.format is Format.JSON and not written.startswith('"'):
            written = f'"{written}"'
        changed = apply_edits(text, (TextEdit(field.start, field.end, written),))
        again = read_front_matter(changed)
        return text if again.broken or any(problem.key for problem in again.problems) else changed


def _beginning(wanted: NewPage, site: Site, moment: _Moment) -> str:
    """Give Postwright's own first text of such a page; a profile of HugoBlox is data, without fences."""
    profile = wanted.kind is PageKind.AUTHOR and site.generation is Generation.HUGOBLOX
    text = "".join(create_front_matter(Format.YAML if profile else moment.habits.format))
    fields = first_fields(wanted.kind, site.generation)
    if not profile and moment.habits.format is Format.YAML and any(key == "image" for key, _ in fields):
        # A map that is there keeps its style; one that is added is written on a line.
        text = "---\nimage:\n  caption: ''\n---\n"
    for key, value in fields:
        for inner, each in value.items() if isinstance(value, dict) else (("", value),):
            path = (key, inner) if inner else (key,)
            text = apply_edits(text, set_field(text, path, _PLACEHOLDER if each is None else each))
    text = apply_edits(text, set_field(text, title_key(wanted.kind, site.generation), wanted.title))
    if wanted.kind is PageKind.AUTHOR and ("authors", []) in fields:
        text = apply_edits(text, set_field(text, ("authors",), [wanted.slug or slug_of(wanted.title)]))
    for key, value in fields:
        text = moment.written(text, key) if value is None else text
    if profile:
        matter = read_front_matter(text).split
        return text[matter.matter : matter.closing]
    return text + ("\n" if text.endswith("\n") else "\n\n")


def _page_among(files: Mapping[Path, bytes], inside: Path) -> Path:
    if inside in files:
        return inside
    page = next((path for path in files if path.stem.split(".")[0] == "index"), None)
    if page is None:
        raise EditorError("The archetype gives no page.", detail=", ".join(str(name) for name in files))
    return page


def _finished(data: bytes, wanted: NewPage, moment: _Moment) -> str:
    """Take the page that Hugo made, with the title, the date and as a draft."""
    text = decode(data)
    for key, value in (("title", wanted.title), ("draft", True)):
        with contextlib.suppress(FieldLocked):
            # A second blank would remind of the quotes that stood there; here nobody takes anything back.
            edits = [
                TextEdit(e.start, e.end, e.text.lstrip(" ")) if text[: e.start].endswith(": ") else e
                for e in set_field(text, (key,), value)
            ]
            text = apply_edits(text, edits)
    return moment.written(text, "date")


def content_home(site: Site, language: str = "") -> Path:
    """Give the content folder of a language (the site's default one if empty); raises EditorError for none."""
    key = (language or site.default_language).lower()
    own = strings(config_section(site.config, "languages", key).get("contentdir"))
    if own:
        return site.root / own[0]
    if not site.content_dirs:
        return site.root / "content"
    return site.content_dirs[0]


def _folder_of(site: Site, wanted: NewPage, content: Path) -> str:
    """Name the folder for pages of the kind; those of an archetype go where Hugo would look for that one."""
    own = wanted.archetype
    if not own:
        return section_of(wanted.kind, site.generation, content)
    return next((name for name in (own, f"{own}s") if (content / name).is_dir()), own)


def _by_suffix(site: Site, language: str) -> bool:
    """Whether pages of the language lie beside the others, told apart by their names."""
    if not language or language.lower() == site.default_language:
        return False
    return not strings(config_section(site.config, "languages", language.lower()).get("contentdir"))


def _as_bundle(site: Site, wanted: NewPage, home: Path) -> bool:
    if wanted.bundle is not None:
        return wanted.bundle
    if wanted.archetype and is_folder(site, wanted.archetype):
        return True
    usual = habits_of(home).bundles if home.is_dir() else None
    return site.generation is not Generation.HUGO if usual is None else usual
