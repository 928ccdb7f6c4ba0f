"""Offers the form the words that the folder's other posts use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from editor.app.jobs import LatestJob
from editor.core.collector import uncollected
from editor.core.site import Site
from editor.core.site.vocabulary import Vocabulary, gather_words
from editor.ui.features import Parts


@dataclass(frozen=True, slots=True)
class _Asked:
    site: Site | None
    paths: tuple[Path, ...]
    before: Vocabulary | None


class WordOffers(QObject):
    """Gathers words off the UI thread each time the posts are listed, and gives them to the form."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._workspace = parts.workspace
        self._form = parts.window.form
        self._gathered: Vocabulary | None = None
        self._folder = parts.workspace.folder
        self._job = LatestJob[_Asked, Vocabulary](_gather, parts.pool, self)
        self._job.finished.connect(self._on_gathered)
        parts.workspace.posts_listed.connect(self._on_posts_listed)
        if parts.workspace.posts:
            self._on_posts_listed()

    @property
    def busy(self) -> bool:
        """Whether words are being gathered."""
        return self._job.busy

    def _on_posts_listed(self) -> None:
        workspace = self._workspace
        if workspace.folder != self._folder:
            self._folder, self._gathered = workspace.folder, None
        paths = tuple(entry.path for entry in workspace.posts)
        self._job.submit(_Asked(workspace.site, paths, self._gathered))

    def _on_gathered(self, gathered: Vocabulary) -> None:
        before, self._gathered = self._gathered, gathered
        if before is None or before.words != gathered.words:
            self._form.offer_words(gathered.words)


def _gather(asked: _Asked) -> Vocabulary:
    # A collection would keep everybody waiting, and it is thousands of posts that are read.
    with uncollected():
        return gather_words(asked.site, asked.paths, asked.before)
