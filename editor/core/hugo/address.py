"""Where the edited page is: the address Hugo gives it on this machine, or why it gives it none."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from editor.core.frontmatter.casts import to_bool
from editor.core.frontmatter.meta import fold_keys
from editor.core.hugo.overlay import Overlay
from editor.core.hugo.project import Project
from editor.core.post import Post
from editor.core.site import Site
from editor.core.site.addresses import escaped
from editor.core.site.page_place import Places
from editor.core.site.permalink import Permalinks

_AVAILABLE: Final = re.compile(r"Web Server is available at (https?://\S+|//\S+)")
_SCRIPT: Final = "/livereload.js"


def served_at(line: str) -> str:
    """Read the base address from the line in which Hugo says that it serves; empty for any other line."""
    found = _AVAILABLE.search(line)
    if found is None:
        return ""
    base = found[1] if found[1].startswith("http") else f"http:{found[1]}"
    return base.rstrip("/") + "/"


def is_livereload(url_path: str) -> bool:
    """Whether a request of a page is for Hugo's script that loads it anew, which our own pushes take the place of."""
    return url_path.endswith((_SCRIPT, "/livereload"))


def page_url(base: str, url_path: str) -> str:
    """Put the path of a page, which has that of the base in it, behind the base's host."""
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}/{url_path.lstrip('/')}"


def guessed_path(base: str, post: Post, path: Path, site: Site, project: Project) -> str | None:
    """Guess the URL path of a page by the rules of the site's configuration; None for files that are no pages."""
    seat = project.seat_of(path)
    if seat is None:
        return None
    mount = project.content[seat.mount]
    inside = "/".join((mount.target / seat.inside).parts[1:])
    place = Places.of(site).of_inside(inside, mount.language or site.default_language)
    # The base's own path counts once: Hugo may have taken another than the configuration's.
    return urlsplit(base).path.rstrip("/") + escaped(Permalinks.of(site).path(place, post.meta))


def listed_path(said: str, overlay: Overlay, path: Path) -> str | None:
    """Find a page's URL path in what `hugo list all` printed; empty for a page without one, None for no such page."""
    start = said.find("path,")
    wanted = {_spelled(overlay, candidate) for candidate in (path, overlay.file_of(path)) if candidate}
    for row in csv.DictReader(io.StringIO(said[start:])) if start >= 0 else ():
        listed = row.get("path") or ""
        if listed and _spelled(overlay, overlay.own_file(Path(listed))) in wanted:
            return urlsplit(row.get("permalink") or "").path
    return None


def why_unrendered(post: Post) -> str:
    """Say why a page has no address, as its front matter tells; empty where nothing in it speaks against one."""
    own = fold_keys(post.front.values)
    if to_bool(own.get("headless")):
        return "The page is headless: other pages may use it, and it has no page of its own."
    build = own.get("build", own.get("_build"))
    if isinstance(build, Mapping):
        render = build.get("render")
        if render in ("never", False, "link"):
            return f"`build.render` is “{render}”, so the site makes no page of it."
    return ""


def _spelled(overlay: Overlay, path: Path) -> str:
    """Give one spelling for the places a page may be listed under."""
    seat = overlay.project.seat_of(overlay.own_file(path))
    return "" if seat is None else str(overlay.project.content[seat.mount].target / seat.inside)
