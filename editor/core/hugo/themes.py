"""A site's themes as imports of modules, kept from having Hugo write into their folders or the site's.

Where `hugo_stats.json` is mounted (the way to style sheets by Tailwind) and not there, Hugo makes it at once, whatever
it was called for (https://gohugo.io/configuration/build/). Such a mount is left out as long as there is no such file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from editor.core.site.config import read_config
from editor.core.site.folders import section, strings

_STATISTICS: Final = "hugo_stats.json"


def with_themes(root: Path, values: Mapping[str, object]) -> dict[str, object]:
    """Give a configuration's module section without its mounts, with what `no_theme` takes away among its imports."""
    module = {key: value for key, value in section(values, "module").items() if key != "mounts"}
    given = module.get("imports")
    imports = [{"path": name} for name in strings(values.get("theme"))] if no_theme(root, values) else []
    imports += [item for item in (given if isinstance(given, list) else ()) if isinstance(item, dict)]
    module["imports"] = [_harmless(item, root, values) for item in imports]
    return module


def no_theme(root: Path, values: Mapping[str, object]) -> dict[str, str]:
    """Give the environment that takes back a configuration's `theme` where one has to be imported otherwise."""
    theme = values.get("theme")
    items = [{"path": name} for name in strings(theme)]
    if all(_harmless(item, root, values) is item for item in items):
        return {}
    # Hugo reads a list where one was given; as a name, nothing is the folder of all themes, which has no templates.
    return {"HUGO_THEME": "[]" if isinstance(theme, list) else ""}


def without_statistics(module: Mapping[str, object], home: Path) -> dict[str, Any]:
    """Give a module's section, or one import, without mounts that would have Hugo make a file in the folder `home`."""
    mounts = module.get("mounts")
    if not isinstance(mounts, list):
        return dict(module)
    return {**module, "mounts": [mount for mount in mounts if not _is_made(mount, home)]}


def empty_themes(root: Path, values: Mapping[str, object]) -> tuple[str, ...]:
    """Name the themes whose folders are empty, as Git leaves those of submodules that were never fetched."""
    imports = section(values, "module").get("imports")
    listed = imports if isinstance(imports, list) else []
    names = [*strings(values.get("theme")), *(str(i.get("path", "")) for i in listed if isinstance(i, dict))]
    return tuple(name for name in names for home in _homes(name, root, values) if not any(home.iterdir()))


def _harmless(item: dict[str, Any], root: Path, values: Mapping[str, object]) -> dict[str, Any]:
    for home in _homes(str(item.get("path", "")), root, values):
        if item.get("mounts"):
            return without_statistics(item, home)
        mounts = section(read_config(home).values, "module").get("mounts")
        if isinstance(mounts, list) and any(_is_made(mount, home) for mount in mounts):
            kept = [mount for mount in mounts if not _is_made(mount, home)]
            return {**item, "mounts": kept}
    return item


def _homes(name: str, root: Path, values: Mapping[str, object]) -> Iterator[Path]:
    """Give the folder of a theme on the disk, as far as it is in the site's own folders."""
    themes = (*strings(values.get("themesdir")), "themes")[0]
    for home in (root / "_vendor" / name, root / themes / name):
        if name and home.is_dir():
            yield home
            return


def _is_made(mount: object, home: Path) -> bool:
    source = mount.get("source") if isinstance(mount, dict) else None
    return isinstance(source, str) and source.endswith(_STATISTICS) and not (home / source).exists()
