"""What can be put in at the caret, looked up off the UI thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.app.jobs import LatestJob, Pool
from editor.core.collector import uncollected
from editor.core.site import Site
from editor.core.site.index import SiteIndex
from editor.core.site.text_offers import Offerable, gather_offers, offers_for
from editor.core.writing.completion import Offer, Wanted


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for, in the post at `path`; `text` is the post's where its own headings are."""

    wanted: Wanted
    path: Path | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The offers for a question, the likeliest first."""

    question: Question
    offers: tuple[Offer, ...]


class OffersFeed(QObject):
    """Knows a site's pages, pictures and shortcodes: `answered(Answer)` to the newest question.

    A site is looked through when it is first asked about, and again after it was read anew; answers do not wait for
    that.
    """

    answered = Signal(object)

    def __init__(self, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known = Offerable()
        self._unread: tuple[Site | None, SiteIndex | None] | None = None
        self._waiting: Question | None = None
        self._gathering = LatestJob[tuple[Site | None, SiteIndex | None], Offerable](_gathered, pool, self)
        self._gathering.finished.connect(self._on_gathered)
        self._asking = LatestJob[tuple[Question, Offerable], Answer](_answered, pool, self)
        self._asking.finished.connect(self.answered)

    @property
    def is_busy(self) -> bool:
        """Whether something is being looked up."""
        return self._gathering.busy or self._asking.busy

    def take_site(self, site: Site | None, index: SiteIndex | None) -> None:
        """Offer what this site has from now on."""
        self._unread = (site, index)

    def ask(self, question: Question) -> None:
        """Look for offers; a question before that is not answered any more."""
        self._waiting = None
        if self._unread is not None:
            site, _ = self._unread
            self._gathering.submit(self._unread)
            self._unread = None
            if self._known.site is None or site is None or self._known.site.root != site.root:
                self._known = Offerable()
                self._waiting = question
                return
        elif self._gathering.busy and self._known.site is None:
            self._waiting = question
            return
        self._asking.submit((question, self._known))

    def forget(self) -> None:
        """Want no answer any more."""
        self._waiting = None
        self._asking.cancel()

    def _on_gathered(self, known: Offerable) -> None:
        self._known = known
        if self._waiting is not None:
            self.ask(self._waiting)


def _gathered(asked: tuple[Site | None, SiteIndex | None]) -> Offerable:
    with uncollected():
        return gather_offers(*asked)


def _answered(asked: tuple[Question, Offerable]) -> Answer:
    question, known = asked
    return Answer(question, offers_for(question.wanted, known, question.path, question.text))
