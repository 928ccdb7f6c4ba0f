"""How Hugo is called, so that it shows the overlay and writes nothing into the site."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from editor.core.errors import EditorError
from editor.core.hugo.binary import HugoBinary
from editor.core.hugo.caches import shared_caches
from editor.core.hugo.mode import Mode
from editor.core.hugo.overlay import Overlay, failure, logical_path
from editor.core.hugo.project import environment_name, takes_environment
from editor.core.hugo.themes import no_theme
from editor.core.site.folders import section

HOST: Final = "127.0.0.1"
_SEGMENT: Final = "postwright"
# From here on the environment is heeded whatever a site's configuration has; older ones are asked.
_ENVIRONMENT_SINCE: Final = (0, 120)
# Characters that may mean something in a glob; the one for a single character does not stand for all of them.
_ODD: Final = re.compile(r"[^\w/.-]+")


@dataclass(frozen=True, slots=True)
class Launch:
    """A call of `hugo server`: what stands after the program's name, and what is added to the environment.

    `common` are the options that Hugo's other commands take too.
    """

    hugo: HugoBinary
    mode: Mode
    arguments: tuple[str, ...]
    common: tuple[str, ...]
    environment: Mapping[str, str]


def serve(hugo: HugoBinary, overlay: Overlay, path: Path, mode: Mode) -> Launch:
    """Plan `hugo server` for the page at `path`; the port is chosen by `with_port`.

    Copies and writes into the overlay what the mode needs. Raises EditorError where the disk refuses.
    """
    overlay.make_room([path])
    environment, common = _frame(hugo, overlay, path, mode)
    # The folder stands in the command, so that a process that was left can be told from others.
    options = [
        "--cacheDir",
        str(overlay.cache),
        "--buildDrafts",
        "--buildFuture",
        "--buildExpired",
        "--bind",
        HOST,
    ]
    if mode is Mode.SEGMENT:
        environment["HUGO_SEGMENTS"] = _segment(overlay, path)
        options += ["--renderSegments", _SEGMENT]
    if not _has_many_hosts(overlay):
        base = overlay.project.values.get("baseurl")
        place = urlsplit(base).path if isinstance(base, str) else ""
        options += ["--baseURL", f"http://{HOST}/{place.strip('/')}".rstrip("/") + "/"]
    if hugo.takes("renderStaticToDisk") and overlay.make_room_for_static():
        options += ["--renderStaticToDisk", "--destination", str(overlay.public)]
    elif hugo.takes("renderToMemory"):
        options.append("--renderToMemory")
    for flag in ("navigateToChanged", "noHTTPCache", "disableBrowserError"):
        if hugo.takes(flag):
            options.append(f"--{flag}")
    return Launch(hugo, mode, ("server", *common, *options), tuple(common), environment)


def build(hugo: HugoBinary, overlay: Overlay, destination: Path) -> Launch:
    """Plan one build of the whole site, as it is published, into `destination`; nothing else is written.

    Raises EditorError where the disk refuses.
    """
    overlay.make_room([])
    environment, common = _frame(hugo, overlay, overlay.project.root, Mode.WHOLE)
    # What a visitor would miss is told, and does not end the build.
    options = ["--cacheDir", str(overlay.cache), "--destination", str(destination)]
    return Launch(hugo, Mode.WHOLE, (*common, *options), tuple(common), environment)


def listing(launch: Launch) -> tuple[str, ...]:
    """Give the arguments of `hugo list all`, which tells the address of each page that has one."""
    return ("list", "all", *launch.common)


def with_port(launch: Launch) -> tuple[str, ...]:
    """Give the arguments with a port that is free now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return (*launch.arguments, "--port", str(probe.getsockname()[1]))


def _frame(hugo: HugoBinary, overlay: Overlay, path: Path, mode: Mode) -> tuple[dict[str, str], list[str]]:
    """Give the environment and the options that all calls have."""
    mounts = overlay.cut_mounts(path) if mode is Mode.CUT else overlay.mounts()
    module = {**overlay.project.module, "mounts": mounts}
    environment = {
        "HUGO_MODULE": json.dumps(module, default=str),
        "HUGO_RESOURCEDIR": str(overlay.resources),
        "HUGO_CACHEDIR": str(overlay.cache),
        # A link that leads nowhere is told, and does not cost the page.
        "HUGO_REFLINKSERRORLEVEL": "WARNING",
        "HUGO_BUILD_NOJSCONFIGINASSETS": "true",
        # The older name still counts in new versions.
        "HUGO_BUILD_BUILDSTATS_ENABLE": "false",
        "HUGO_BUILD_WRITESTATS": "false",
    }
    environment |= shared_caches(overlay.project.root, overlay.project.values)
    environment |= no_theme(overlay.project.root, overlay.project.values)
    options = ["--source", str(overlay.project.root)]
    if hugo.takes("noBuildLock"):
        options.append("--noBuildLock")
    root = overlay.project.root
    if hugo.version < _ENVIRONMENT_SINCE and not takes_environment(hugo, root, environment, overlay.folder):
        options += _merged(overlay, module)
    return environment, options


def _segment(overlay: Overlay, path: Path) -> str:
    """Describe the segment that holds the page alone."""
    seat = overlay.project.seat_of(path)
    languages = [name.lower() for name in section(overlay.project.values, "languages")]
    logical = "/" if seat is None else _ODD.sub("*", logical_path(overlay.project, seat, languages))
    return json.dumps({_SEGMENT: {"includes": [{"path": logical}]}})


def _merged(overlay: Overlay, module: Mapping[str, object]) -> list[str]:
    """Write the whole configuration as one file of ours, for versions that do not take the module section otherwise."""
    empty = overlay.config / "empty"
    merged = overlay.config / "hugo.json"
    try:
        empty.mkdir(parents=True, exist_ok=True)
        merged.write_text(json.dumps({**overlay.project.values, "module": module}, default=str), "utf-8")
    except OSError as error:
        raise failure(error) from error
    except ValueError as error:
        raise EditorError(
            "The site's configuration cannot be handed on to Hugo.", detail=str(error)
        ) from error
    return ["--config", str(merged), "--configDir", str(empty), "--environment", environment_name()]


def _has_many_hosts(overlay: Overlay) -> bool:
    """Whether languages have addresses of their own; Hugo then serves each at a port of its own."""
    languages = section(overlay.project.values, "languages").values()
    return any(isinstance(language, dict) and language.get("baseurl") for language in languages)
