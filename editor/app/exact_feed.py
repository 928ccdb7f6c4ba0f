"""Whether the instant preview agrees with the page that Hugo has made, asked a moment after each build."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from editor.app.jobs import LatestJob, Pool
from editor.app.session import PostSession
from editor.core.errors import EditorError
from editor.core.hugo.exact import Comparison, Verdict, compare
from editor.core.post import read_post
from editor.core.post_render import render_post
from editor.core.site import Site
from editor.core.text_file import write_atomically

_PAUSE_MS: Final = 600
_PATIENCE_S: Final = 5
_MOST: Final = 20_000_000
_LARGE: Final = 400_000
# The box that stands for a shortcode whose template is the site's.
_FOREIGN: Final = 'class="pw-shortcode'


@dataclass(frozen=True, slots=True)
class _Asked:
    text: str
    path: Path | None
    site: Site
    base: str
    url: str


class ExactFeed(QObject):
    """`compared(Comparison)` comes for the page shown last, when nothing was built for a while."""

    compared = Signal(object)

    def __init__(self, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: tuple[PostSession, Site, str, str] | None = None
        self._asked: _Asked | None = None
        self._last = Comparison(Verdict.APART)
        self._job = LatestJob[_Asked, Comparison](_compared, pool, self)
        self._job.finished.connect(self._on_finished)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)

    def ask(self, session: PostSession, base: str, url: str) -> None:
        """Compare the post as it is now with the page at `url`, below the site's address `base`."""
        site = session.site
        if site is None or not base or session.body.characterCount() > _LARGE:
            self.forget()
            return
        self._wanted = (session, site, base, url)
        self._pause.start()

    def forget(self) -> None:
        """Want no answer any more."""
        self._pause.stop()
        self._job.cancel()
        self._wanted = self._asked = None

    def save_case(self, path: Path) -> None:
        """Write the difference found last as a case for whoever mends the renderer, as JSON; raises EditorError."""
        asked = self._asked
        if asked is None:
            raise EditorError("There is no difference to save any more: the page has changed meanwhile.")
        found = {
            "markdown": read_post(asked.text, asked.path).body,
            "markup": asdict(asked.site.markup),
            "ours": self._last.ours,
            "hugo": self._last.hugo,
        }
        text = json.dumps(found, ensure_ascii=False, indent=2, default=str)
        write_atomically(path, f"{text}\n".encode())

    def _on_pause(self) -> None:
        if self._wanted is not None:
            # What was typed meanwhile is in the page by now, or another build comes.
            session, site, base, url = self._wanted
            self._asked = _Asked(session.exact_text(), session.path, site, base, url)
            self._job.submit(self._asked)

    def _on_finished(self, comparison: Comparison) -> None:
        self._last = comparison
        self.compared.emit(comparison)


def _compared(asked: _Asked) -> Comparison:
    # Our own server on this machine, past whatever proxy is set.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(asked.url, timeout=_PATIENCE_S) as answer:
            page = answer.read(_MOST).decode("utf-8", "replace")
    except (OSError, ValueError, urllib.error.URLError):
        return Comparison(Verdict.APART)
    html = render_post(read_post(asked.text, asked.path), asked.site).html
    found = compare(html, page, (asked.base, asked.site.base_url))
    if found.verdict is Verdict.DIFFERS and (_FOREIGN in html or _has_hooks(asked.site)):
        # Templates of the theme's own have a part in the page.
        return Comparison(Verdict.APART)
    return found


def _has_hooks(site: Site) -> bool:
    layouts = (*site.layouts_dirs, *(theme / "layouts" for theme in site.theme_dirs))
    return any(any(folder.rglob("_markup/render-*")) for folder in layouts if folder.is_dir())
