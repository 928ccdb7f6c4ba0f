"""A Hugo site on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path, PurePath
from zoneinfo import ZoneInfo

from editor.core.markdown.config import MarkupConfig
from editor.core.problem import Problem
from editor.core.site.config import read_config, root_config
from editor.core.site.evidence import generation_of
from editor.core.site.folders import own_folders, section, theme_folders
from editor.core.site.generation import Generation

_DEFAULT_TAXONOMIES = {"category": "categories", "tag": "tags"}


@dataclass(frozen=True, slots=True)
class Site:
    """A site as it was when read: its settings (keys in lower case) and where its files are.

    The folders are absolute, the strongest first, and exist; those of themes on disk come after the site's
    own.
    """

    root: Path
    config: Mapping[str, object]
    content_dirs: tuple[Path, ...]
    static_dirs: tuple[Path, ...]
    assets_dirs: tuple[Path, ...]
    layouts_dirs: tuple[Path, ...]
    data_dirs: tuple[Path, ...]
    theme_dirs: tuple[Path, ...]
    generation: Generation
    markup: MarkupConfig
    config_files: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def title(self) -> str:
        """The site's title, its folder's name where it has none."""
        return self._text("title") or self.root.name

    @property
    def base_url(self) -> str:
        """The address the site is published at; empty where none is set."""
        return self._text("baseurl")

    @property
    def time_zone(self) -> str:
        """The IANA name of the zone that dates without an offset are in; empty for UTC."""
        return self._text("timezone")

    @property
    def zone(self) -> tzinfo:
        """The zone of `time_zone`; UTC where that is empty or no zone this machine knows."""
        try:
            return ZoneInfo(self.time_zone) if self.time_zone else UTC
        except (OSError, ValueError, KeyError):
            return UTC

    @property
    def default_language(self) -> str:
        """The language of content whose path names none."""
        return self._text("defaultcontentlanguage").lower() or "en"

    @property
    def languages(self) -> tuple[str, ...]:
        """The keys of the languages configured; empty for a site that has only one."""
        return tuple(section(self.config, "languages"))

    @property
    def taxonomies(self) -> Mapping[str, str]:
        """The taxonomies by their singular names; values are the keys used in front matter."""
        if "taxonomies" not in self.config:
            return _DEFAULT_TAXONOMIES
        configured = section(self.config, "taxonomies")
        return {one: many for one, many in configured.items() if isinstance(many, str)}

    @property
    def has_cjk(self) -> bool:
        """Whether letters are counted on pages that have Chinese, Japanese or Korean ones (`hasCJKLanguage`)."""
        return self.config.get("hascjklanguage") is True

    @property
    def params(self) -> Mapping[str, object]:
        """The theme's settings."""
        return section(self.config, "params")

    def content_path(self, path: Path) -> PurePath | None:
        """Give `path` relative to the content folder that holds it; None for files elsewhere."""
        path = path.absolute()
        holding = [folder for folder in self.content_dirs if path.is_relative_to(folder)]
        return path.relative_to(max(holding, key=lambda folder: len(folder.parts))) if holding else None

    def _text(self, key: str) -> str:
        value = self.config.get(key)
        return value if isinstance(value, str) else ""


def find_site(path: Path) -> Site | None:
    """Open the site that the file or folder `path` lies in, the innermost if one lies in another."""
    path = path.absolute()
    for folder in (path, *path.parents):
        if is_root(folder):
            return open_site(folder)
    return None


def is_root(folder: Path) -> bool:
    """Whether `folder` is a site's root: it has a configuration Hugo reads.

    A file called `config.*` may be anyone's, so it counts only beside a folder that sites have.
    """
    try:
        main = root_config(folder)
        if main is not None and main.stem == "hugo":
            return True
        default = folder / "config" / "_default"
        if default.is_dir() and root_config(default):
            return True
        return main is not None and any((folder / name).is_dir() for name in ("content", "themes", "layouts"))
    except OSError:
        return False


def open_site(root: Path, environment: str = "production") -> Site:
    """Read the site at `root`; settings that cannot be read are in its problems and count as not set."""
    config = read_config(root, environment)
    values = config.values
    themes = theme_folders(root, values)

    def folders(component: str, setting: str) -> tuple[Path, ...]:
        own = own_folders(root, values, component, setting)
        return tuple(folder for folder in (*own, *(theme / component for theme in themes)) if folder.is_dir())

    content = tuple(f for f in own_folders(root, values, "content", "contentdir") if f.is_dir())
    data = folders("data", "datadir")
    return Site(
        root=root,
        config=values,
        content_dirs=content,
        static_dirs=folders("static", "staticdir"),
        assets_dirs=folders("assets", "assetdir"),
        layouts_dirs=folders("layouts", "layoutdir"),
        data_dirs=data,
        theme_dirs=themes,
        generation=generation_of(root, values, content, data),
        markup=MarkupConfig.from_hugo(values),
        config_files=config.files,
        problems=config.problems,
    )
