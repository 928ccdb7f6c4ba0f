"""What the theme's preview does off the UI thread: plan a run of Hugo, write a text, look for the page's address."""

from __future__ import annotations

import http.client
import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from editor.core.errors import EditorError
from editor.core.hugo.address import guessed_path, listed_path, page_url, why_unrendered
from editor.core.hugo.binary import HugoBinary, find_hugo
from editor.core.hugo.launch import Launch, listing, serve
from editor.core.hugo.leftovers import clean
from editor.core.hugo.mode import Mode, Wish, fitting_mode
from editor.core.hugo.overlay import Overlay
from editor.core.hugo.project import Project, read_project
from editor.core.hugo.themes import empty_themes
from editor.core.post import Post
from editor.core.presence import is_folder
from editor.core.site import Site, find_site

_LOOK_S: Final = 10
_LIST_S: Final = 120
_SECTIONS: Final = ("post", "posts", "blog", "articles")
_UNSAVED: Final = "unsaved-page.md"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be shown: the page at `path` (None: never saved) with `text`, of the site at hand.

    `run` and `kept` are folders of ours; `hugo` is the binary known from before; `avoided` are modes that failed;
    `is_slow` says that reading all of the site takes too long; `home` is where left-overs of crashed programs are
    looked for, once.
    """

    number: int
    path: Path | None
    text: str
    site: Site | None
    run: Path
    kept: Path
    pinned: Path | None
    hugo: HugoBinary | None
    whole: bool
    avoided: frozenset[Mode] = frozenset()
    is_slow: bool = False
    home: Path | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """The outcome of a plan: what to start, or why that is not possible."""

    plan: Plan
    path: Path | None = None
    site: Site | None = None
    hugo: HugoBinary | None = None
    overlay: Overlay | None = None
    launch: Launch | None = None
    error: EditorError | None = None


def planned(plan: Plan) -> Planned:
    """Plan a run; a failure is in the outcome, so that whoever asked can tell for which plan it is."""
    hugo: HugoBinary | None = plan.hugo
    site: Site | None = None
    try:
        if plan.home is not None:
            clean(plan.home)
        site = _site(plan)
        hugo = hugo or find_hugo(plan.pinned)
        project = read_project(hugo, site.root)
        path = plan.path.absolute() if plan.path is not None else _stand_in(project)
        if project.seat_of(path) is None:
            raise EditorError("This file is no page of the site: it lies outside of its content.", path=path)
        wish = Wish(path, plan.whole, plan.is_slow, plan.avoided)
        mode = fitting_mode(hugo, project, wish)
        overlay = Overlay(plan.run, project, plan.kept)
        launch = serve(hugo, overlay, path, mode)
        overlay.seed(None if mode is Mode.WHOLE else path)
        overlay.write(path, plan.text)
    except EditorError as error:
        return Planned(plan, site=site, hugo=hugo, error=error)
    except OSError as error:
        refusal = EditorError("The site cannot be read.", detail=str(error))
        return Planned(plan, site=site, hugo=hugo, error=refusal)
    return Planned(plan, path, site, hugo, overlay, launch)


def _site(plan: Plan) -> Site:
    site = plan.site
    if site is None and plan.path is not None:
        site = find_site(plan.path)
    if site is None:
        raise EditorError("The theme is known once the post is saved in a site's folder.")
    if not is_folder(site.root):
        raise EditorError("The site's folder is gone: it was moved, renamed or removed.", path=site.root)
    return site


def _stand_in(project: Project) -> Path:
    """Give a page that was never saved a place, beside the posts there are."""
    if not project.content:
        raise EditorError("The site has no folder for content.")
    top = project.content[-1].source
    section = next((name for name in _SECTIONS if is_folder(top / name)), "")
    return top / section / _UNSAVED


@dataclass(frozen=True, slots=True)
class Writing:
    """A text to be shown for the page at `path`."""

    number: int
    overlay: Overlay
    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """Whether it could be written."""

    number: int
    error: EditorError | None = None


def written(writing: Writing) -> Written:
    """Write a text into the overlay."""
    try:
        writing.overlay.write(writing.path, writing.text)
    except EditorError as error:
        return Written(writing.number, error)
    return Written(writing.number)


@dataclass(frozen=True, slots=True)
class Search:
    """A page whose address is looked for: at the one that is guessed or, where `thorough`, by asking Hugo for all."""

    number: int
    base: str
    post: Post
    path: Path
    site: Site
    overlay: Overlay
    launch: Launch
    thorough: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The page's address, or None with why it has none (empty: not known)."""

    number: int
    thorough: bool
    url: str | None
    reason: str = ""


def found(search: Search) -> Found:
    """Look for a page's address."""
    reason = why_unrendered(search.post)
    if reason:
        return Found(search.number, True, None, reason)
    path = _listed(search) if search.thorough else _guessed(search)
    url = page_url(search.base, path) if path else None
    if url is not None and not _answers(url):
        url = None
    if url is None and search.thorough:
        reason = _why_none(search.overlay.project)
    return Found(search.number, search.thorough, url, reason)


def _why_none(project: Project) -> str:
    with suppress(OSError):
        if empty := empty_themes(project.root, project.values):
            return (
                f"The folder of the theme “{empty[0]}” is empty. Get it with `git submodule update --init`, "
                "or copy the theme there."
            )
    return "Hugo makes no page of this file."


def _guessed(search: Search) -> str | None:
    return guessed_path(search.base, search.post, search.path, search.site, search.overlay.project)


def _listed(search: Search) -> str | None:
    try:
        done = subprocess.run(
            [str(search.launch.hugo.path), *listing(search.launch)],
            env={**os.environ, **search.launch.environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LIST_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return listed_path(done.stdout.decode("utf-8", "replace"), search.overlay, search.path)


def _answers(url: str) -> bool:
    """Whether there is a page at an address of our own Hugo; proxies of the system are not asked."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=_LOOK_S)
    try:
        connection.request("GET", parts.path or "/")
        answer = connection.getresponse()
        return answer.status == http.client.OK and "html" in answer.getheader("Content-Type", "")
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
