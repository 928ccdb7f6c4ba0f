"""The theme's side of the preview: the page, or what keeps it from being there."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor.app.theme_state import Phase, ThemeState
from editor.ui.named import ElidedLabel, label, tool_button
from editor.ui.theme import Theme
from editor.ui.themed.view import ThemeView

_MEGABYTE = 1_000_000
_TOLD_HOSTS = 2
_BETWEEN = " · "


class Card(QWidget):
    """A few words in the middle of the pane, and a button; `pressed` when it was."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("theme_card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = label("lead", wrap=True)
        self.words = QLabel(wordWrap=True)
        self.words.setProperty("role", "hint")
        self.button = QPushButton()
        # A click leaves the caret where one writes: the button goes, and the keys would go on to its neighbour.
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self.pressed)
        for text in (self.title, self.words):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(40, 40, 40, 40)
        box.setSpacing(10)
        box.addStretch(2)
        box.addWidget(self.title)
        box.addWidget(self.words)
        box.addSpacing(8)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)

    def show_words(self, title: str, words: str, button: str = "", *, is_main: bool = False) -> None:
        """Say something, with a button where there is something to do."""
        self.title.setText(title)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.button.setProperty("role", "primary" if is_main else "")
        self.button.style().unpolish(self.button)
        self.button.style().polish(self.button)


class ThemePane(QWidget):
    """Shows what a ThemePreview tells of; `beside` stands next to the switch.

    `trusted`: the person lets the theme's scripts run. `try_again_requested`, `web_allowed`, `messages_requested`,
    `whole_site_wanted(on)`, `browser_requested` and `case_requested` (save what differs) are wishes;
    `link_requested(url)` is for the system's browser.
    """

    trusted = Signal()
    try_again_requested = Signal()
    web_allowed = Signal()
    messages_requested = Signal()
    whole_site_wanted = Signal(bool)
    browser_requested = Signal()
    case_requested = Signal()
    link_requested = Signal(QUrl)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = ThemeState()
        self._asks = False
        self._has_page = False
        self._held: Counter[str] = Counter()
        self.view = ThemeView(self)
        self.view.link_requested.connect(self.link_requested)
        self.view.page_wanted.connect(self._on_page_wanted)
        self.view.wall.held.connect(self._on_held)
        self.card = Card()
        self.card.pressed.connect(self._on_card_pressed)
        self.bar = QProgressBar(textVisible=False, maximum=100)
        self.bar.setObjectName("thin")
        self.bar.setFixedHeight(3)
        self.bar.hide()
        self.strip = _Strip()
        self.strip.button.clicked.connect(self._on_strip_pressed)
        self.strip.hide()
        self._strip_means = ""
        self._stack = QStackedWidget()
        self._stack.addWidget(self.card)
        self._stack.addWidget(self.view)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for widget in (self.bar, self.strip):
            box.addWidget(widget)
        box.addWidget(self._stack, 1)
        self._beside()
        self._tell_held = QTimer(self, singleShot=True, interval=400)
        self._tell_held.timeout.connect(self._show_strip)
        theme.changed.connect(self._take_icons)
        self._take_icons()

    def ask_for_trust(self, place: str) -> None:
        """Ask whether the theme of the site named may run its scripts here."""
        self._asks = True
        self.card.show_words(
            f"Show “{place}” in its own theme?",
            "Hugo builds the page from your text as it is, saved or not, and the theme’s scripts run in it."
            " They can reach neither your files nor the web. Nothing is written into the site.",
            "Show the Theme",
            is_main=True,
        )
        self._stack.setCurrentWidget(self.card)

    def show_state(self, state: ThemeState) -> None:
        """Show where the preview is."""
        self._state = state
        if self._asks:
            return
        hugo = state.hugo.name.removesuffix(" extended") if state.hugo is not None else ""
        memory = f"{state.memory_bytes / _MEGABYTE:.0f} MB" if state.memory_bytes else ""
        self.facts.setText(_BETWEEN.join(filter(None, (hugo, memory))))
        self.facts.setToolTip(
            "\n".join(filter(None, (state.hugo.name, str(state.hugo.path), memory))) if state.hugo else ""
        )
        self.bar.setVisible(state.phase is Phase.STARTING and state.progress is not None)
        self.bar.setValue(round(100 * (state.progress or 0)))
        self.browser.setEnabled(bool(state.url))
        if state.unrendered or state.phase is Phase.FAILED:
            self._has_page = False
        self._show_card(state)
        self._show_strip()

    def show_page(self, base: str, url: str) -> None:
        """Load a page."""
        self._asks = False
        self._has_page = True
        self._held.clear()
        self.view.show_page(base, url)
        self._stack.setCurrentWidget(self.view)
        self._show_strip()

    def show_verdict(self, words: str, tip: str, tone: str) -> None:
        """Say how the instant preview compares with the page; no words where nobody knows."""
        self.verdict.setText(words)
        self.verdict.setToolTip(tip)
        self.verdict.setProperty("tone", tone)
        self.verdict.setEnabled(tone == "warning")
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)
        self.verdict.setVisible(bool(words))

    def start_anew(self) -> None:
        """Forget the page: another site comes."""
        self._asks = self._has_page = False
        self._held.clear()
        self.show_verdict("", "", "")
        self.show_state(self._state)

    def _show_card(self, state: ThemeState) -> None:
        if self._has_page:
            self._stack.setCurrentWidget(self.view)
            return
        if state.phase is Phase.FAILED:
            self.card.show_words("The page cannot be made", state.text, "Try Again")
        elif state.unrendered:
            self.card.show_words("This page is not part of the site", state.unrendered)
        else:
            self.card.show_words(state.text or "Hugo is started…", "")
        self._stack.setCurrentWidget(self.card)

    def _show_strip(self) -> None:
        """Say above the page what is the matter with it, the gravest first."""
        state, means, text, button = self._state, "", "", ""
        if self._has_page and state.phase is Phase.STALE:
            means, text, button = "messages", f"The last good page. {state.text}", "Show"
        elif self._held and self._has_page:
            hosts = [host for host, _ in self._held.most_common()]
            more = len(hosts) - _TOLD_HOSTS
            named = ", ".join(hosts[:_TOLD_HOSTS]) + (f" and {more} more" if more > 0 else "")
            count = sum(self._held.values())
            requests = "1 request" if count == 1 else f"{count} requests"
            means, text, button = "web", f"Held back: {requests} to {named}.", "Allow for This Site"
        self._strip_means = means
        self.strip.show_words(text, button, "warning" if means == "messages" else "info")

    def _beside(self) -> None:
        self.facts = _Facts()
        self.facts.setObjectName("facts")
        self.facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.verdict = tool_button("verdict")
        self.verdict.clicked.connect(self.case_requested)
        self.verdict.hide()
        self.whole = tool_button("plain", "Make the whole site, so that links lead somewhere")
        self.whole.setText("Whole Site")
        self.whole.setCheckable(True)
        self.whole.toggled.connect(self._on_whole_toggled)
        self.browser = tool_button("plain", "Open the page in your browser")
        self.browser.setAccessibleName("Open in the browser")
        self.browser.clicked.connect(self.browser_requested)
        self.beside = QWidget()
        row = QHBoxLayout(self.beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.verdict)
        row.addWidget(self.facts, 1)
        row.addWidget(self.whole)
        row.addWidget(self.browser)

    def _take_icons(self) -> None:
        self.browser.setIcon(self._theme.icon("open-outside"))

    def _on_card_pressed(self) -> None:
        if self._asks:
            self._asks = False
            self.trusted.emit()
        else:
            self.try_again_requested.emit()

    def _on_strip_pressed(self) -> None:
        if self._strip_means == "web":
            self._held.clear()
            self.web_allowed.emit()
        elif self._strip_means == "messages":
            self.messages_requested.emit()

    def _on_whole_toggled(self, on: bool) -> None:
        self.view.page.roams = on
        self.whole_site_wanted.emit(on)

    def _on_page_wanted(self, _url: QUrl) -> None:
        self.strip.show_words("Only this page is made. Links work when the whole site is.", "", "info")

    def _on_held(self, host: str) -> None:
        self._held[host] += 1
        # A theme asks for many things at once.
        self._tell_held.start()


class _Facts(ElidedLabel):
    """Small print whose first facts are left out where there is no room for all; its tip has them."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        parts, box = self.text().split(_BETWEEN), self.contentsRect()
        tails = (_BETWEEN.join(parts[n:]) for n in range(len(parts)))
        text = next((t for t in tails if self.fontMetrics().horizontalAdvance(t) <= box.width()), "")
        painter = QPainter(self)
        self.style().drawItemText(
            painter, box, int(self.alignment()), self.palette(), True, text, self.foregroundRole()
        )


class _Strip(QWidget):
    """A line above the page with a button."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("message")
        self.button = QPushButton()
        self.button.setProperty("role", "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 10, 5)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)

    def show_words(self, text: str, button: str, tone: str) -> None:
        """Say something, or hide."""
        self.words.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setVisible(bool(text))
