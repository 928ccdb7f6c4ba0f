"""What Hugo mounts where in a site (https://gohugo.io/configuration/module/#mounts), asked of Hugo itself."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from editor.core.errors import EditorError
from editor.core.hugo.binary import HugoBinary
from editor.core.hugo.messages import decisive, read_messages
from editor.core.hugo.themes import no_theme, with_themes, without_statistics
from editor.core.site.config import read_config
from editor.core.site.folders import section

# Hugo may ask Go, and Go the network.
_PATIENCE_S: Final = 120
CONTENT: Final = "content"


@dataclass(frozen=True, slots=True)
class Mount:
    """A folder or file of the site and where Hugo sees it: `target` is below the project, with `/` between its parts.

    `given` is the mount as this version of Hugo writes it, its language included.
    """

    source: Path
    target: PurePosixPath
    given: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def is_content(self) -> bool:
        """Whether pages come from it."""
        return self.target.parts[:1] == (CONTENT,)

    @property
    def language(self) -> str:
        """The language its files are in, in lower case; empty where the mount names none or several."""
        single = self.given.get("lang")
        if isinstance(single, str) and single:
            return single.lower()
        listed = section(self.given, "sites", "matrix").get("languages")
        return str(listed[0]).lower() if isinstance(listed, list) and len(listed) == 1 else ""


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a file sits: in the mount of this number, at `inside` it (`.` where the mount is the file itself)."""

    mount: int
    inside: PurePosixPath


@dataclass(frozen=True, slots=True)
class Project:
    """A site as Hugo puts it together: `mounts` are its own, not its themes', the strongest first.

    `module` is the configuration's section without its mounts, `values` all of it (keys in lower case).
    """

    root: Path
    mounts: tuple[Mount, ...]
    module: Mapping[str, object] = field(hash=False)
    values: Mapping[str, object] = field(hash=False)

    @property
    def content(self) -> tuple[Mount, ...]:
        """The mounts that pages come from."""
        return tuple(mount for mount in self.mounts if mount.is_content)

    def seat_of(self, path: Path) -> Seat | None:
        """Find the content mount that a file is (or would be) in, the deepest; None for a file outside of them."""
        found: list[tuple[int, int, Seat]] = []
        for number, mount in enumerate(self.content):
            for spelling in dict.fromkeys((path, _real(path))):
                for source in dict.fromkeys((mount.source, _real(mount.source))):
                    if spelling.is_relative_to(source):
                        inside = PurePosixPath(spelling.relative_to(source).as_posix())
                        found.append((len(source.parts), -number, Seat(number, inside)))
        return max(found, default=(0, 0, None), key=lambda each: each[:2])[2]


def read_project(hugo: HugoBinary, root: Path) -> Project:
    """Ask Hugo for the mounts of the site at `root`; takes tenths of a second and more where Go is asked.

    Raises EditorError with Hugo's reason (a module that is missing, a configuration that cannot be read).
    """
    values = read_config(root, environment_name()).values
    module = with_themes(root, values)
    own = {
        key: value
        for key, value in without_statistics(section(values, "module"), root).items()
        if key == "mounts"
    }
    asked = {"HUGO_MODULE": json.dumps({**module, **own}, default=str), **no_theme(root, values)}
    return Project(root, tuple(_mounts(_asked(hugo, root, asked), root)), module, values)


def takes_environment(hugo: HugoBinary, root: Path, environment: Mapping[str, str], overlay: Path) -> bool:
    """Whether this Hugo heeds mounts given by the environment; some before 0.112 do not where a site has its own."""
    try:
        mounts = _mounts(_asked(hugo, root, environment), root)
    except EditorError:
        return False
    return any(mount.source.is_relative_to(overlay) for mount in mounts)


def environment_name() -> str:
    """Name the environment that `hugo server` builds for."""
    return os.environ.get("HUGO_ENVIRONMENT") or os.environ.get("HUGO_ENV") or "development"


def _asked(hugo: HugoBinary, root: Path, environment: Mapping[str, str]) -> str:
    command = [str(hugo.path), "config", "mounts", "--source", str(root), "--environment", environment_name()]
    if hugo.takes("noBuildLock"):
        command.append("--noBuildLock")
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise EditorError(
            "Hugo could not be asked about this site.", detail=str(error), path=hugo.path
        ) from error
    said = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        raise refusal((done.stderr + done.stdout).decode("utf-8", "replace"))
    return said


def refusal(output: str) -> EditorError:
    """Make an error of what Hugo printed before it gave up."""
    first = decisive(read_messages(output.splitlines()))
    if first is None:
        return EditorError("Hugo does not take this site.", detail=output.strip()[-500:])
    told = f"{first.text} {first.advice}".strip()
    return EditorError(told, detail=first.raw, path=first.path, line=first.line)


def _mounts(said: str, root: Path) -> Iterator[Mount]:
    """Read the first of the objects that Hugo prints, which is the project; the others are its modules."""
    start = said.find("{")
    try:
        first, _ = json.JSONDecoder().raw_decode(said, start) if start >= 0 else ({}, 0)
    except ValueError as error:
        raise EditorError(
            "What Hugo says of the site's folders cannot be read.", detail=said[:300]
        ) from error
    listed = first.get("mounts") if isinstance(first, dict) else None
    for given in listed if isinstance(listed, list) else ():
        if isinstance(given, dict) and isinstance(given.get("source"), str) and given.get("target"):
            target = PurePosixPath(str(given["target"]).replace("\\", "/").strip("/"))
            yield Mount(Path(os.path.normpath(root / given["source"])), target, given)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
