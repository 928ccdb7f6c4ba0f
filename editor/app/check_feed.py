"""The check of a site or a post, run off the UI thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.app.file_changes import Meter
from editor.app.findings import Entry, entries_of
from editor.app.jobs import LatestJob, Pool
from editor.core.checks import SiteCheck
from editor.core.checks.site_check import config_findings, usable_processes
from editor.core.site import Site
from editor.core.site.index import SiteIndex


@dataclass(frozen=True, slots=True)
class CheckAsked:
    """What is to be checked: the posts at `paths`, with `texts` for those that are not saved; `whole` is the site."""

    paths: tuple[Path, ...]
    site: Site | None
    index: SiteIndex | None = None
    texts: Mapping[Path, str] = field(default_factory=dict)
    whole: bool = True
    root: Path = Path()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found among `count` files; `stopped` before it was through."""

    entries: tuple[Entry, ...]
    count: int
    stopped: bool = False


class CheckFeed(QObject):
    """Checks one thing at a time: `checked(Checked)` or `failed(exception)`; `meter` tells how far it is."""

    checked = Signal(object)
    failed = Signal(object)

    def __init__(self, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.meter = Meter()
        self._check: tuple[Site | None, SiteCheck] | None = None
        self._job = LatestJob[tuple[CheckAsked, SiteCheck, Meter], Checked](_checked, pool, self)
        self._job.finished.connect(self.checked)
        self._job.failed.connect(self.failed)

    @property
    def is_busy(self) -> bool:
        """Whether a check is under way."""
        return self._job.busy

    def check(self, asked: CheckAsked) -> None:
        """Check, in place of what is being checked; what has not changed since the last time is not read again."""
        self.meter.stopped = True
        self.meter = Meter()
        self.meter.total = len(asked.paths)
        if self._check is None or self._check[0] != asked.site:
            # In processes of their own, one processor left to the window: a thread here would hold up the keys.
            self._check = (asked.site, SiteCheck(asked.site, processes=max(1, usable_processes() - 1)))
        self._job.submit((asked, self._check[1], self.meter))

    def drop(self) -> None:
        """Look no further, and tell nothing of what has been found."""
        self.stop()
        self._job.cancel()

    def stop(self) -> None:
        """Be content with what has been found so far."""
        self.meter.stopped = True


def _checked(work: tuple[CheckAsked, SiteCheck, Meter]) -> Checked:
    asked, check, meter = work
    found = check.run(
        asked.paths, asked.index, texts=asked.texts, progress=meter.count, cancel=meter.is_stopped
    )
    settings = config_findings(asked.site) if asked.site is not None and asked.whole else ()
    return Checked(entries_of((*settings, *found), asked.root), len(asked.paths), meter.stopped)
