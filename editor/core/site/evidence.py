"""What tells a site's generation: its modules and themes first, then how its content is laid out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from editor.core.regular_file import read_regular
from editor.core.site.folders import section, strings
from editor.core.site.generation import Generation

# Bootstrap modules kept Wowchemy's front matter under HugoBlox's name (2023).
_WOWCHEMY_NAME = re.compile(r"wowchemy|blox-bootstrap|hugo-academic|(?:^|/)(?:starter-)?academic(?:$|[/-])")
_HUGOBLOX_NAME = re.compile(r"hugoblox|hugo-blox")
_MODULE_LINE = re.compile(r"^\s*(?:require\s+)?([\w.-]+/[\w./-]+)\s+v", re.MULTILINE)
_MAX_GO_MOD = 200_000


def generation_of(
    root: Path, config: Mapping[str, object], content: Sequence[Path], data: Sequence[Path]
) -> Generation:
    """Tell in which vocabulary the site's pages are written; `HUGO` where nothing tells otherwise."""
    names = "\n".join(_module_names(root, config)).lower()
    if any(_WOWCHEMY_NAME.search(name) for name in names.splitlines()):
        return Generation.WOWCHEMY
    if _HUGOBLOX_NAME.search(names) or "hugoblox" in section(config, "params") or "hugoblox" in config:
        return Generation.HUGOBLOX
    if any(next(folder.glob("authors/*.y*ml"), None) for folder in data):
        return Generation.HUGOBLOX
    if any(_looks_like_wowchemy(folder) for folder in content):
        return Generation.WOWCHEMY
    return Generation.HUGO


def _looks_like_wowchemy(content: Path) -> bool:
    profile = next(content.glob("authors/*/_index.md"), None)
    return profile is not None and any(
        (content / name).is_dir() for name in ("publication", "event", "talk", "home", "project")
    )


def _module_names(root: Path, config: Mapping[str, object]) -> list[str]:
    names = list(strings(config.get("theme")))
    imports = section(config, "module").get("imports")
    names += (
        [str(item.get("path", "")) for item in imports if isinstance(item, dict)]
        if isinstance(imports, list)
        else []
    )
    go_mod = root / "go.mod"
    try:
        if go_mod.stat().st_size <= _MAX_GO_MOD:
            names += _MODULE_LINE.findall(read_regular(go_mod).decode("utf-8", "replace"))
    except OSError:
        pass
    return names
