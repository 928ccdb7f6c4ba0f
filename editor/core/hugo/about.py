"""What a site is made of and with, in words, and what of it is missing on this machine."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from editor.core.errors import EditorError
from editor.core.hugo.binary import Tools, find_hugo, find_tools
from editor.core.site import Site
from editor.core.site.folders import section, strings

_ORIGINS: Final = {
    "pinned": "chosen for this site",
    "path": "found on the PATH",
    "bundled": "came with Postwright",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: `is_missing` where something is not there, `advice` what to do then."""

    name: str
    value: str
    is_missing: bool = False
    advice: str = ""


def site_facts(site: Site, pinned: Path | None = None) -> tuple[Fact, ...]:
    """Collect what there is to say; asks the Hugo binary, so belongs into a job."""
    tools = find_tools()
    return (
        Fact("Title", site.title or "None"),
        Fact("Folder", _short(site.root)),
        Fact("Configuration", ", ".join(_below(path, site.root) for path in site.config_files) or "None"),
        Fact("Address", site.base_url or "None", not site.base_url, "Set baseURL before you publish."),
        Fact("Languages", ", ".join(site.languages) or site.default_language),
        *_themes(site, tools),
        *_hugo(pinned),
        _tool("Node", tools.node, "Themes that make their styles with PostCSS or Tailwind need it."),
    )


def _hugo(pinned: Path | None) -> Iterator[Fact]:
    try:
        hugo = find_hugo(pinned)
    except EditorError as error:
        yield Fact("Hugo", "Not found" if pinned is None else f"{pinned} does not run", True, error.message)
        return
    yield Fact("Hugo", f"{hugo.name}, {_ORIGINS[hugo.origin]}")
    yield Fact("Program", _short(hugo.path))
    if not hugo.extended:
        yield Fact(
            "Edition", "Standard", True, "Themes with Sass or WebP pictures need the extended edition."
        )


def _themes(site: Site, tools: Tools) -> Iterator[Fact]:
    on_disk = [folder.as_posix() for folder in site.theme_dirs]
    modules = section(site.config, "module").get("imports")
    imported = [
        str(item.get("path"))
        for item in (modules if isinstance(modules, list) else ())
        if isinstance(item, dict)
    ]
    names = [*strings(site.config.get("theme")), *imported]
    if not names:
        yield Fact("Theme", "The site's own layouts" if any(site.layouts_dirs) else "None")
    for name in names:
        is_there = any(folder.endswith("/" + name.strip("/")) for folder in on_disk) or _is_cached(site, name)
        kind = "Module" if name in imported else "Theme"
        advice = (
            f"Run `hugo mod vendor` in {site.root}; it needs Go and the web."
            if kind == "Module"
            else f"Put the theme into {site.root / 'themes' / name} (`git submodule update --init` if it is one)."
        )
        yield Fact(kind, name, not is_there, advice)
    if imported:
        missing = "Modules come by it: https://go.dev/doc/install. The instant preview goes on without."
        yield _tool("Go", tools.go, missing)


def _tool(name: str, path: Path | None, why: str) -> Fact:
    return Fact(name, _short(path) if path else "Not found", path is None, why if path is None else "")


def _is_cached(site: Site, name: str) -> bool:
    """Whether Go or Hugo has fetched a module, of any version."""
    # Go spells capitals with a mark, as some disks know no difference.
    spelled = re.sub("[A-Z]", lambda match: "!" + match[0].lower(), name)
    folder, _, last = spelled.rpartition("/")
    homes = [Path(os.environ.get("GOMODCACHE") or Path.home() / "go/pkg/mod")]
    caches = (
        os.environ.get("HUGO_CACHEDIR"),
        Path.home() / ".cache/hugo_cache",
        Path(tempfile.gettempdir()) / "hugo_cache",
    )
    homes += [Path(cache) / "modules/filecache/modules/pkg/mod" for cache in caches if cache]
    for home in homes:
        try:
            if any(each.name.split("@")[0] == last for each in (home / folder).iterdir() if "@" in each.name):
                return True
        except OSError:
            continue
    return (site.root / "_vendor" / name).is_dir()


def _below(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else _short(path)


def _short(path: Path) -> str:
    home = Path.home()
    return str("~" / path.relative_to(home)) if path.is_relative_to(home) else str(path)
