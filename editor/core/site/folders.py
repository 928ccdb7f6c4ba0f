"""Where a site keeps its files: its own folders, mounts, and those of themes present on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path


def strings(value: object) -> tuple[str, ...]:
    """Give the texts of a setting that may be one text or a list of them."""
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(item for item in value if isinstance(item, str) and item) if isinstance(value, list) else ()


def section(config: Mapping[str, object], *keys: str) -> Mapping[str, object]:
    """Give the map below `keys`, an empty one where there is none."""
    for key in keys:
        inner = config.get(key)
        if not isinstance(inner, dict):
            return {}
        config = inner
    return config


def theme_folders(root: Path, config: Mapping[str, object]) -> tuple[Path, ...]:
    """Find the themes and modules of the site whose files are on disk, the strongest first.

    Looks in the themes folder and in `_vendor`; modules that only Go's cache has are not found.
    """
    names = list(strings(config.get("theme")))
    imports = section(config, "module").get("imports")
    names += [
        str(item["path"])
        for item in (imports if isinstance(imports, list) else ())
        if isinstance(item, dict) and isinstance(item.get("path"), str) and not item.get("disable")
    ]
    homes = (root / (*strings(config.get("themesdir")), "themes")[0], root / "_vendor")
    return tuple(home / name for name in names for home in homes if name and (home / name).is_dir())


def own_folders(root: Path, config: Mapping[str, object], component: str, setting: str) -> tuple[Path, ...]:
    """Give the project's folders for `component` (`content`, `static`, …), the strongest first, existing or
    not.

    Mounts for the component replace its setting; a language's own setting adds to the site's.
    """
    mounted = tuple(_mounted(root, config, component))
    if mounted:
        return mounted
    values = [*strings(config.get(setting))] or [component]
    for language in section(config, "languages").values():
        if isinstance(language, dict):
            values += strings(language.get(setting))
    return _unique(root / value for value in values)


def _mounted(root: Path, config: Mapping[str, object], component: str) -> Iterator[Path]:
    mounts = section(config, "module").get("mounts")
    for mount in mounts if isinstance(mounts, list) else ():
        source, target = (
            (mount.get("source"), mount.get("target")) if isinstance(mount, dict) else (None, None)
        )
        # Mounts deeper than the component's top would give their files another path there.
        if isinstance(source, str) and isinstance(target, str) and target.strip("/") == component:
            yield root / source


def _unique(paths: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(paths))
