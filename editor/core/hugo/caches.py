"""The caches a person's own Hugo has filled: modules and what was fetched from the web (configuration/caches/)."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from editor.core.site.folders import section

# What is expensive to get again, and below the cache's folder where a configuration does not say otherwise.
_SHARED: Final = {"modules": "modules", "getresource": ":project"}


def shared_caches(root: Path, values: Mapping[str, object]) -> dict[str, str]:
    """Give the environment by which Hugo finds, with a cache folder of ours, what the person's own builds have fetched.

    A cache inside the site at `root` is left alone: nothing is written there.
    """
    home = _cache_folder(values)
    if home is None:
        return {}
    home = Path(os.path.normpath(root / home))
    found = {}
    for name, inside in _SHARED.items():
        given = section(values, "caches", name).get("dir")
        place = given if isinstance(given, str) and given else f":cacheDir/{inside}"
        if ":resourcedir" in place.lower():
            continue
        place = place.replace(":cacheDir", str(home)).replace(":cachedir", str(home))
        if not Path(os.path.normpath(root / place)).is_relative_to(root):
            found[f"HUGO_CACHES_{name.upper()}_DIR"] = place
    return found


def _cache_folder(values: Mapping[str, object]) -> Path | None:
    """Give the folder Hugo takes for its caches (https://gohugo.io/configuration/all/#cachedir)."""
    told = os.environ.get("HUGO_CACHEDIR") or values.get("cachedir")
    if isinstance(told, str) and told:
        return Path(told)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = str(Path("~/Library/Caches").expanduser())
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return Path(base, "hugo_cache") if base else None
