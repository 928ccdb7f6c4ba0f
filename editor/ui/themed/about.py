"""About this site: what it is made of and with, and the Hugo that makes it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.app.jobs import LatestJob
from editor.app.notices import Notice, Tone
from editor.app.site_choices import site_key
from editor.core.hugo.about import Fact, site_facts
from editor.core.site import Site
from editor.ui.features import Parts
from editor.ui.named import label
from editor.ui.themed.tier import PINNED


@dataclass(frozen=True, slots=True)
class _Asked:
    site: Site
    pinned: Path | None


class AboutSite(QObject):
    """Opens the dialog for the open site."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self.dialog: AboutDialog | None = None

    def about_site(self) -> None:
        """Show what is known of the site."""
        session = self._parts.window.session
        site = self._parts.workspace.site or (session.site if session is not None else None)
        if site is None:
            self._parts.window.show_notice(Notice("This post belongs to no site.", Tone.INFO))
            return
        self.dialog = AboutDialog(self._parts, site)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.open()


class AboutDialog(QDialog):
    """Facts in two columns, what is missing with what to do, and a choice of the Hugo to use."""

    def __init__(self, parts: Parts, site: Site) -> None:
        super().__init__(parts.window)
        self.setWindowTitle("About This Site")
        self.setMinimumWidth(560)
        self._settings = parts.settings
        self._site = site
        self._theme = parts.theme
        self._job = LatestJob[_Asked, tuple[Fact, ...]](_facts, parts.pool, self)
        self._job.finished.connect(self._on_facts)
        self._rows = QWidget()
        self.grid = QGridLayout(self._rows)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(8)
        self.grid.setColumnStretch(1, 1)
        self.wait = QLabel("Asking Hugo…")
        self.wait.setProperty("role", "hint")
        self.choose = QPushButton("Use Another &Hugo…")
        self.choose.clicked.connect(self._on_choose)
        self.release = QPushButton("Use the One &Found")
        self.release.clicked.connect(self._on_release)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.choose, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.release, QDialogButtonBox.ButtonRole.ActionRole)
        for button in (self.choose, self.release):
            button.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(16)
        box.addWidget(label("lead", site.title or site.root.name))
        box.addWidget(self.wait)
        box.addWidget(self._rows)
        box.addStretch(1)
        box.addWidget(buttons)
        self._ask()

    def _ask(self) -> None:
        pinned = self._pinned()
        self.release.setVisible(pinned is not None)
        self._job.submit(_Asked(self._site, pinned))

    def _pinned(self) -> Path | None:
        text = self._settings.text(site_key(PINNED, self._site.root))
        return Path(text) if text else None

    def _on_facts(self, facts: tuple[Fact, ...]) -> None:
        self.wait.hide()
        while (item := self.grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for fact in facts:
            self._add(fact)
        # A path in two lines needs the room of both.
        self.adjustSize()

    def _add(self, fact: Fact) -> None:
        row = self.grid.rowCount()
        name, value = QLabel(fact.name), QLabel(fact.value, wordWrap=True)
        name.setProperty("role", "hint")
        value.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        value.setTextFormat(Qt.TextFormat.PlainText)
        self.grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self.grid.addWidget(value, row, 1)
        if fact.is_missing:
            value.setProperty("role", "warning")
            advice = QLabel(fact.advice, wordWrap=True)
            advice.setProperty("role", "hint")
            advice.setTextFormat(Qt.TextFormat.PlainText)
            self.grid.addWidget(advice, row + 1, 1)

    def _on_choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "The Hugo to Use for This Site")
        if name:
            self._keep(name)

    def _on_release(self) -> None:
        self._keep("")

    def _keep(self, path: str) -> None:
        self._settings.set_text(site_key(PINNED, self._site.root), path)
        self._ask()


def _facts(asked: _Asked) -> tuple[Fact, ...]:
    return site_facts(asked.site, asked.pinned)
