"""Offers the form the words that the folder's other posts use."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from editor.app.jobs import LatestJob
from editor.core.site import Site
from editor.core.site.index import PageRow
from editor.core.site.vocabulary import gather_words
from editor.core.site.word_facts import word_facts
from editor.core.site.word_notes import WordFacts
from editor.ui.features import Parts

_Words = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Asked:
    site: Site | None
    rows: tuple[PageRow, ...]


class WordOffers(QObject):
    """Gathers words off the UI thread each time the posts are listed, and gives them to the form."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._workspace = parts.workspace
        self._form = parts.window.form
        self._gathered: tuple[_Words, WordFacts] = ({}, WordFacts())
        self._job = LatestJob[_Asked, tuple[_Words, WordFacts]](_gather, parts.pool, self)
        self._job.finished.connect(self._on_gathered)
        parts.workspace.site_read.connect(self._on_site_read)
        self._on_site_read()

    @property
    def busy(self) -> bool:
        """Whether words are being gathered."""
        return self._job.busy

    def _on_site_read(self) -> None:
        reading = self._workspace.reading
        if reading is not None:
            self._job.submit(_Asked(reading.index.site, reading.index.rows))

    def _on_gathered(self, gathered: tuple[_Words, WordFacts]) -> None:
        if self._gathered != gathered:
            self._gathered = gathered
            self._form.offer_words(*gathered)


def _gather(asked: _Asked) -> tuple[_Words, WordFacts]:
    words = gather_words(asked.site, asked.rows)
    return words, word_facts(asked.site, asked.rows, words)
