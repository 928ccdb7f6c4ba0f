"""Real sites in their themes: does what is typed show, and is the site untouched afterwards?

`python -m tests.conformance.themes [--hugo BINARY] [--posts N] SITE…` takes some posts of each, types into text and
title, and compares every file and time of the site before and after. Nothing is written there; a site that its own Hugo
does not build is told with what Hugo says.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtGui import QGuiApplication, QTextCursor

from editor.app.session import PostSession
from editor.app.theme_preview import ThemePreview
from editor.app.theme_state import Phase
from editor.core.errors import EditorError
from editor.core.site import Site, find_site
from editor.core.site.content_files import content_files
from tests.app.theme_desk import OPENER
from tests.support.theme_site import state_of

PATIENCE_S = 120
TEXT, TITLE = "postwright was here", "Postwright, a title"
SETTLED = (Phase.READY, Phase.FAILED, Phase.STALE)


def page_of(theme: ThemePreview) -> str:
    if not theme.state.url:
        return ""
    try:
        with OPENER.open(theme.state.url, timeout=30) as answer:
            return str(answer.read(), "utf-8", "replace")
    except OSError:
        return ""


def until(condition: Callable[[], bool], patience_s: float = PATIENCE_S) -> float | None:
    """Wait for something; gives the seconds it took, None where it never came."""
    start = time.monotonic()
    while not condition():
        if time.monotonic() - start > patience_s:
            return None
        QCoreApplication.processEvents()
        time.sleep(0.01)
    return time.monotonic() - start


def chosen(site: Site, count: int) -> list[Path]:
    """Take posts evenly from all there are, no lists among them."""
    posts = [path for path in content_files(site) if not path.name.startswith("_index")]
    return posts[:: max(1, len(posts) // count)][:count]


def shown(took: float | None) -> str:
    return "NEVER" if took is None else f"{took:.2f} s"


def try_post(theme: ThemePreview, session: PostSession) -> bool:
    """Type into a post and tell what became of it; whether all of it showed."""
    theme.show_session(session)
    theme.start()
    came = until(lambda: theme.state.phase in SETTLED)
    state = theme.state
    name = session.path.name if session.path else ""
    if state.phase is not Phase.READY or not state.url:
        print(f"  {name}: {state.phase.value}: {state.text}")
        # That Hugo refuses the site is no fault of ours, as long as it is said.
        return bool(state.text)
    cursor = QTextCursor(session.body)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText(f"\n\n{TEXT}\n")
    text = until(lambda: TEXT in page_of(theme), 30)
    title: float | None = None
    try:
        session.set_field(("title",), TITLE)
        title = until(lambda: TITLE in page_of(theme), 30)
    except EditorError as error:
        print(f"  {name}: {error}")
    mode = state.mode.value if state.mode else ""
    memory = theme.state.memory_bytes / 1e6
    print(
        f"  {name}: {mode}, start {shown(came)}, text {shown(text)}, title {shown(title)}, {memory:.0f} MB",
        flush=True,
    )
    return text is not None


def try_site(root: Path, count: int, hugo: Path | None, home: Path) -> bool:
    """Try posts of a site; whether all showed and nothing of the site is another."""
    site = find_site(root)
    if site is None:
        print(f"{root}: no site")
        return False
    print(f"{root}: {site.title}", flush=True)
    before = state_of(root)
    pool = QThreadPool()
    theme = ThemePreview(home, pool)
    theme.set_pinned(hugo)
    well = True
    for path in chosen(site, count):
        session = PostSession.open(path, site)
        well &= try_post(theme, session)
        theme.show_session(None)
        session.deleteLater()
    theme.stop()
    pool.waitForDone()
    theme.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    after = state_of(root)
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    print(f"  {'untouched' if not changed else 'CHANGED: ' + ', '.join(changed[:5])}", flush=True)
    return well and not changed


def main() -> int:
    """Try the sites; 1 where something did not show or was written."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sites", nargs="+", type=Path)
    parser.add_argument("--hugo", type=Path)
    parser.add_argument("--posts", type=int, default=3)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication([])
    with tempfile.TemporaryDirectory() as home:
        results = [
            try_site(site.absolute(), options.posts, options.hugo, Path(home)) for site in options.sites
        ]
    del app
    return int(not all(results))


if __name__ == "__main__":
    sys.exit(main())
