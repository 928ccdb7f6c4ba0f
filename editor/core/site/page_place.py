"""Where a page stands in its site: what its file's path says before anything is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from editor.core.site.folders import section, strings
from editor.core.site.site import Site


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A page by its path: `folders` are those below the content folder, the bundle's own left out.

    `name` is what the page is called (the folder's name of a bundle, the file's without language and ending);
    empty for a branch, whose folder is the last of `folders`. `kind` is Hugo's: page, home, section, taxonomy or
    term.
    """

    path: Path
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
        return "/" + "/".join(part.lower().replace(" ", "-") for part in parts)


@dataclass(frozen=True, slots=True)
class Places:
    """Tells the place of each file of a site; made once for a site, as looking into its settings takes time."""

    site: Site
    languages: frozenset[str]
    taxonomies: frozenset[str]
    folders: Mapping[Path, str]

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
        return cls(site, names, taxonomies, own)

    def of_file(self, path: Path) -> PagePlace | None:
        """Give the place of a Markdown file; None outside of the site's content."""
        inside = self.site.content_path(path)
        return None if inside is None else self.of_inside(path, inside)

    def of_inside(self, path: Path, inside: PurePath) -> PagePlace:
        """Give the place of a file that is at `inside` of its content folder."""
        *folders, file = inside.parts
        stem = file.rsplit(".", 1)[0]
        base, dot, ending = stem.rpartition(".")
        language = self._language_of_folder(path)
        if dot and ending.lower() in self.languages:
            stem, language = base, ending.lower()
        if stem == "_index":
            return PagePlace(path, tuple(folders), "", self._kind(folders), language, True)
        if stem.startswith("index.") and folders:
            # A language the site does not have: Hugo passes the file over beside `index.md`.
            stem = "index"
        if stem == "index" and folders:
            return PagePlace(path, tuple(folders[:-1]), folders[-1], "page", language, True)
        return PagePlace(path, tuple(folders), stem, "page", language)

    def _language_of_folder(self, path: Path) -> str:
        for folder, language in self.folders.items():
            if path.is_relative_to(folder):
                return language
        return self.site.default_language

    def _kind(self, folders: list[str]) -> str:
        if not folders:
            return "home"
        if folders[0].lower() in self.taxonomies:
            return "taxonomy" if len(folders) == 1 else "term"
        return "section"
