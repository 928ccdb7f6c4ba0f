"""Completion in the text: pages, pictures, headings and shortcodes are offered where they are asked for."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from editor.app.block_notes import notes_of
from editor.app.offers_feed import Answer, OffersFeed, Question
from editor.app.text_bridge import to_offset
from editor.core.writing.change import Change, Selection
from editor.core.writing.completion import Offer, Want, Wanted, accept, wanted_at
from editor.core.writing.line_blocks import Kind
from editor.ui.features import Parts
from editor.ui.offers_popup import OffersPopup

_PAGE: Final = 7
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE}
_TAKE: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_CODE: Final = frozenset({Kind.FENCED, Kind.FENCE_OPEN, Kind.INDENTED})


class TextOffers(QObject):
    """Watches what is typed, asks for offers off the UI thread, and puts in the one that is taken as one step.

    Up and Down choose, Enter or Tab takes, Escape closes; Ctrl+Space asks where none came by themselves.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._workspace = parts.workspace
        self._edit = parts.window.text.editor
        self._feed = OffersFeed(parts.pool, self)
        self._feed.answered.connect(self._on_answered)
        self.popup = OffersPopup(parts.theme, parts.window)
        self.popup.accepted.connect(self._take)
        self._wanted: Wanted | None = None
        self._refused = -1
        # The letter is drawn first: timers are started without a word of Python.
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._on_text_changed)
        self._moved = QTimer(self, interval=0, singleShot=True)
        self._moved.timeout.connect(self._on_cursor_moved)
        self._edit.key_taker = self._takes_key
        self._edit.textChanged.connect(self._soon.start)
        self._edit.cursorPositionChanged.connect(self._moved.start)
        self._edit.verticalScrollBar().valueChanged.connect(self.close)
        parts.window.session_shown.connect(self._on_session_shown)
        parts.workspace.site_read.connect(self._on_site_read)
        self._on_site_read()

    @property
    def is_busy(self) -> bool:
        """Whether offers are being looked for."""
        return self._soon.isActive() or self._feed.is_busy

    def complete(self) -> None:
        """Offer what there is for the place of the caret."""
        self._refused = -1
        self._ask()

    def close(self) -> None:
        """Take the offers away."""
        self._feed.forget()
        self._wanted = None
        self.popup.hide()

    def _takes_key(self, event: QEvent) -> bool:
        """Take the keys that choose while offers are shown, and the offers away with the focus."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        if isinstance(event, QKeyEvent):
            if not self.popup.isVisible():
                return False
            if event.key() == Qt.Key.Key_Escape or event.key() in _TAKE or event.key() in _STEPS:
                event.accept()
                return True
        else:
            self.close()
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        if not self.popup.isVisible():
            return False
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in _STEPS:
            self.popup.step(_STEPS[Qt.Key(key)])
        elif key in _TAKE and self.popup.current is not None:
            self._take(self.popup.current)
        elif key == Qt.Key.Key_Escape:
            self._refused = self._wanted.start if self._wanted is not None else -1
            self.close()
        else:
            return False
        return True

    def _on_text_changed(self) -> None:
        if self._edit.is_typed:
            self._edit.is_typed = False
            self._ask(unasked=True)
        elif self.popup.isVisible() or self._wanted is not None:
            self.close()

    def _on_cursor_moved(self) -> None:
        # With the text the caret moves too; by itself it leaves the place that was asked about.
        if self.popup.isVisible() and not self._edit.is_typed and not self._soon.isActive():
            wanted = self._place()
            if wanted is None or self._wanted is None or wanted.start != self._wanted.start:
                self.close()

    def _on_session_shown(self, *_: object) -> None:
        self.close()

    def _on_site_read(self, *_: object) -> None:
        reading = self._workspace.reading
        index = reading.index if reading is not None else None
        self._feed.take_site(index.site if index is not None else None, index)

    def _place(self) -> Wanted | None:
        """Give what is asked for at the caret."""
        cursor = self._edit.textCursor()
        if cursor.hasSelection() or self._edit.isReadOnly():
            return None
        text = cursor.block().text()
        if "{{" not in text and "](" not in text and "<" not in text:
            return None
        return wanted_at(text, to_offset(text, cursor.positionInBlock()))

    def _ask(self, *, unasked: bool = False) -> None:
        wanted, session = self._place(), self._window.session
        if wanted is None or session is None or (unasked and not self._may_come(wanted)):
            self.close()
            return
        if wanted.start != self._refused:
            self._refused = -1
        elif unasked:
            return
        self._wanted = wanted
        text = ""
        if wanted.want is Want.ANCHOR and not wanted.page:
            text = session.exact_text()
        elif wanted.want is Want.CLOSING:
            block = self._edit.textCursor().block()
            lines = session.body_text().split("\n")[: block.blockNumber()]
            text = "\n".join((*lines, block.text()[: wanted.start]))
        self._feed.ask(Question(wanted, session.path, text))

    def _may_come(self, wanted: Wanted) -> bool:
        """Whether offers come by themselves: in code there are shortcodes, but no links."""
        notes = notes_of(self._edit.textCursor().block())
        in_code = notes is not None and notes.kind in _CODE
        if wanted.want is Want.ARGUMENT and not wanted.typed:
            return False
        return wanted.in_shortcode or not in_code

    def _on_answered(self, answer: Answer) -> None:
        wanted = answer.question.wanted
        if wanted != self._wanted or wanted != self._place():
            return
        only = len(answer.offers) == 1 and answer.offers[0].text == wanted.typed
        if not answer.offers or only or not self._edit.hasFocus():
            self.popup.hide()
            return
        cursor = self._edit.textCursor()
        cursor.setPosition(cursor.position() - len(wanted.typed.encode("utf-16-le")) // 2)
        here = self._edit.cursorRect()
        start = self._edit.cursorRect(cursor)
        at = start if start.top() == here.top() else here
        corner = self._edit.viewport().mapTo(self._window, at.topLeft())
        self.popup.show_offers(answer.offers, QRect(corner, at.size()))

    def _take(self, offer: Offer) -> None:
        wanted = self._place()
        self.close()
        if wanted is not None:
            self._edit.perform(partial(_accepted, wanted=wanted, offer=offer), in_line=True)


def _accepted(text: str, selection: Selection, wanted: Wanted, offer: Offer) -> Change:
    return accept(text, selection.caret, wanted, offer)
