"""Where a page stands in its site: what its file's path says before anything is read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from editor.core.site.folders import section, strings
from editor.core.site.site import Site


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A page by its path: `file` is its file's name, `folders` are those below the content folder.

    The bundle's own folder is left out of them. `name` is what the page is called (the folder's name of a bundle,
    the file's without language and ending); empty for a branch, whose folder is the last of `folders`. `kind` is
    Hugo's: page, home, section, taxonomy or term.
    """

    file: str
    folders: tuple[str, ...]
    name: str
    kind: str
    language: str
    is_bundle: bool = False

    @property
    def section(self) -> str:
        """The first folder, as Hugo's `.Section` has it."""
        return self.folders[0].lower().replace(" ", "-") if self.folders else ""

    @property
    def base(self) -> str:
        """What the page's file or the folder of its bundle is called; empty for the home page."""
        return self.name or (self.folders[-1] if self.folders else "")

    @property
    def logical(self) -> str:
        """The page's path as Hugo's `.Path` has it."""
        parts = (*self.folders, self.name) if self.name else self.folders
        return "/" + "/".join(parts).lower().replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Places:
    """Tells the place of each file of a site; made once for a site, as looking into its settings takes time.

    `tops` are its content folders, a separator behind each, with the language of their files.
    """

    languages: frozenset[str]
    taxonomies: frozenset[str]
    tops: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, site: Site) -> Places:
        """Read what the site's settings say of languages and taxonomies."""
        default = site.default_language
        own: dict[Path, str] = {}
        for name, settings in section(site.config, "languages").items():
            for folder in strings(settings.get("contentdir")) if isinstance(settings, dict) else ():
                own[site.root / folder] = name.lower()
        mounts = section(site.config, "module").get("mounts")
        for mount in mounts if isinstance(mounts, list) else ():
            if isinstance(mount, dict) and isinstance(mount.get("lang"), str):
                own[site.root / str(mount.get("source", ""))] = str(mount["lang"]).lower()
        names = frozenset({default, *(name.lower() for name in site.languages)})
        taxonomies = frozenset(name.lower() for name in site.taxonomies.values())
        # The longest first: one content folder may lie in another.
        folders = sorted(site.content_dirs, key=lambda folder: -len(folder.parts))
        tops = tuple((f"{folder}{os.sep}", own.get(folder, default)) for folder in folders)
        return cls(names, taxonomies, tops)

    def of_file(self, path: str) -> PagePlace | None:
        """Give the place of a Markdown file by its absolute path; None outside of the site's content."""
        for top, language in self.tops:
            if path.startswith(top):
                return self.of_inside(path[len(top) :], language)
        return None

    def of_inside(self, inside: str, language: str) -> PagePlace:
        """Give the place of a file by its path in a content folder whose files are in `language`."""
        *folders, file = inside.replace(os.sep, "/").split("/")
        stem = file.rsplit(".", 1)[0]
        base, dot, ending = stem.rpartition(".")
        if dot and ending.lower() in self.languages:
            stem, language = base, ending.lower()
        if stem == "_index":
            return PagePlace(file, tuple(folders), "", self._kind(folders), language, True)
        if stem.startswith("index.") and folders:
            # A language the site does not have: Hugo passes the file over beside `index.md`.
            stem = "index"
        if stem == "index" and folders:
            return PagePlace(file, tuple(folders[:-1]), folders[-1], "page", language, True)
        return PagePlace(file, tuple(folders), stem, "page", language)

    def _kind(self, folders: list[str]) -> str:
        if not folders:
            return "home"
        if folders[0].lower() in self.taxonomies:
            return "taxonomy" if len(folders) == 1 else "term"
        return "section"
