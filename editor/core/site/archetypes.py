"""First texts by the site's own archetypes, made by the real Hugo (https://gohugo.io/content-management/archetypes/).

Hugo writes into a folder of ours: the site is only read.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from editor.core.errors import EditorError
from editor.core.hugo.binary import find_program
from editor.core.site.folders import section
from editor.core.site.generation import Generation
from editor.core.site.page_kinds import PageKind, usual_names
from editor.core.site.site import Site

_MOST_FILES = 500
_MOST_BYTES = 50_000_000
_ENDINGS = (".md", ".markdown", ".html")


def own_archetypes(site: Site) -> tuple[str, ...]:
    """Name the archetypes of the site and its theme that are for no kind known here, in the order of their names."""
    names = set[str]()
    content = site.content_dirs[0] if site.content_dirs else site.root / "content"
    known = usual_names(site.generation, content) | {"default"}
    for home in _homes(site):
        with contextlib.suppress(OSError):
            for path in home.iterdir():
                if path.is_dir() and _file(path, "index"):
                    names.add(path.name)
                elif path.suffix in _ENDINGS and path.is_file():
                    names.add(path.stem)
    return tuple(sorted(name for name in names - known if not name.startswith((".", "_"))))


def is_folder(site: Site, archetype: str) -> bool:
    """Tell whether an archetype is a folder: what comes of it is a bundle."""
    return any((home / archetype).is_dir() for home in _homes(site))


def archetype_for(site: Site, kind: PageKind, folder: str) -> str | None:
    """Name the archetype that is meant for such pages; None where Postwright's own beginning fits better.

    One for the section or the kind counts; `default.md` only where the site's theme has no kinds of its own.
    """
    homes = _homes(site)
    for name in dict.fromkeys((folder, kind.value)):
        if name and any((home / name).is_dir() or _file(home, name) for home in homes):
            return name
    plain = site.generation is Generation.HUGO or kind is PageKind.PAGE
    return "default" if plain and any(_file(home, "default") for home in homes) else None


def run_archetype(site: Site, kind: str, path: Path, *, timeout_s: float = 30) -> Mapping[Path, bytes]:
    """Let Hugo make the page `path`, below the content folder, of the archetype `kind`; gives files by their places.

    A folder as an archetype gives several, and needs a bundle. Raises EditorError with Hugo's words when there is no
    Hugo or it fails.
    """
    hugo = find_program()
    if hugo is None:
        raise EditorError("There is no Hugo on this machine to read the site's archetypes.")
    with tempfile.TemporaryDirectory(prefix="postwright-") as name:
        content = Path(name) / "content"
        content.mkdir()
        whole = is_folder(site, kind)
        target = path.parent if whole and path.name.startswith("index.") else path
        command = [str(hugo), "new", "content", "--noBuildLock", "--source", str(site.root)]
        command += _content_option(site, content, Path(name)) + (
            [] if kind == "default" else ["--kind", kind]
        )
        # Hugo asks the system for its zone, and writes dates in it.
        environment = {**os.environ, **({"TZ": site.time_zone} if site.time_zone else {"TZ": "UTC"})}
        try:
            done = subprocess.run(
                [*command, "--", target.as_posix()],
                env=environment,
                capture_output=True,
                timeout=timeout_s,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EditorError("Hugo could not make the page.", detail=str(error)) from error
        files = _files(content)
        if done.returncode or not files:
            words = (done.stderr + done.stdout).decode("utf-8", "replace").strip()
            raise EditorError("Hugo could not make the page.", detail=words[-500:])
        return files


def _homes(site: Site) -> list[Path]:
    return [site.root / "archetypes", *(theme / "archetypes" for theme in site.theme_dirs)]


def _file(home: Path, name: str) -> bool:
    return any((home / f"{name}{ending}").is_file() for ending in _ENDINGS)


def _content_option(site: Site, content: Path, folder: Path) -> list[str]:
    """Turn Hugo's content folder to ours; mounts stand above the option and need a configuration of ours."""
    mounts = section(site.config, "module").get("mounts")
    if not isinstance(mounts, list) or not mounts:
        return ["--contentDir", str(content)]
    main = [file for file in site.config_files if file.parent == site.root]
    if not main or len(site.config_files) != 1:
        raise EditorError("The site mounts its content in a way that its archetypes cannot be tried in.")
    kept = [
        mount
        for mount in mounts
        if isinstance(mount, dict) and str(mount.get("target", "")).strip("/").split("/")[0] != "content"
    ]
    extra = folder / "postwright.json"
    ours = {"source": str(content), "target": "content"}
    extra.write_text(json.dumps({"module": {"mounts": [*kept, ours]}}), "utf-8")
    return ["--config", f"{main[0]},{extra}"]


def _files(content: Path) -> dict[Path, bytes]:
    found: dict[Path, bytes] = {}
    size = 0
    for path in sorted(content.rglob("*")):
        if path.is_file() and not path.is_symlink():
            data = path.read_bytes()
            size += len(data)
            if len(found) >= _MOST_FILES or size > _MOST_BYTES:
                raise EditorError("The archetype is larger than a page can be.")
            found[path.relative_to(content)] = data
    return found
