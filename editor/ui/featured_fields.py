"""What a post's front matter says of its featured image, to be read and changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from editor.core.images.crops import ANCHORS, SMART, named_anchor
from editor.ui.form.base import Line
from editor.ui.form.choice import CalmBox
from editor.ui.form.switch import Switch

_PLACEMENTS: Final = (
    (1, "As wide as the text"),
    (2, "Wider than the text"),
    (3, "As wide as the screen"),
)
_PAUSE_MS: Final = 400
_WORDS: Final = {
    SMART: "Smart: Hugo looks for it",
    "TopLeft": "Top left",
    "TopRight": "Top right",
    "BottomLeft": "Bottom left",
    "BottomRight": "Bottom right",
}


class TextLine(Line):
    """A line whose text is `entered` when a person rests, leaves it, or presses keys that do something elsewhere."""

    entered = Signal()

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.flush)
        self.textEdited.connect(self._pause.start)
        self.editingFinished.connect(self.flush)

    def flush(self) -> None:
        """Tell of what was typed."""
        self._pause.stop()
        if self.isModified():
            self.setModified(False)
            self.entered.emit()

    def event(self, event: QEvent) -> bool:
        """Let a save have what was typed: its keys come here first."""
        taken = super().event(event)
        if event.type() == QEvent.Type.ShortcutOverride and not event.isAccepted():
            self.flush()
        return taken


class FeaturedFields(QWidget):
    """Fields of the map `image`; `changed(key, value)` when a person has changed one."""

    changed = Signal(str, object)

    def __init__(self, below_focal: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.focal = CalmBox()
        self.focal.setAccessibleName("Focal point")
        self.alt = TextLine("What does it show?")
        self.caption = TextLine("None")
        self.placement = CalmBox()
        for value, words in _PLACEMENTS:
            self.placement.addItem(words, value)
        self.preview_only = Switch("In lists only")
        self._values: Mapping[str, object] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for words, editor in (
            ("Focal point", self.focal),
            ("Alternative text", self.alt),
            ("Caption", self.caption),
            ("Placement above the text", self.placement),
        ):
            title = QLabel(words)
            title.setProperty("role", "hint")
            title.setBuddy(editor)
            box.addWidget(title)
            box.addWidget(editor)
            box.addSpacing(8)
            if editor is self.focal:
                # What it does to the picture stands next to it.
                box.addWidget(below_focal)
        box.addWidget(self.preview_only)
        self.alt.entered.connect(partial(self._on_text, "alt_text"))
        self.caption.entered.connect(partial(self._on_text, "caption"))
        self.focal.activated.connect(self._on_focal)
        self.placement.activated.connect(self._on_placement)
        self.preview_only.clicked.connect(self._on_preview_only)

    def show_values(self, values: Mapping[str, object], anchor: str, *, anew: bool = False) -> None:
        """Show the map's values, its keys in lower case; `anchor` is where cards cut without a focal point.

        What is being typed stays, unless the values are another post's (`anew`).
        """
        self._values = values
        self._fill_focal(anchor)
        for editor, key in ((self.alt, "alt_text"), (self.caption, "caption")):
            text = _text(values.get(key))
            if editor.text() != text and (anew or not (editor.hasFocus() and editor.isModified())):
                editor.setText(text)
                editor.setCursorPosition(0)
        self.focal.setCurrentIndex(
            max(0, self.focal.findData(named_anchor(_text(values.get("focal_point")))))
        )
        placement = values.get("placement")
        at = self.placement.findData(placement if isinstance(placement, int) else 1)
        self.placement.setCurrentIndex(max(0, at))
        self.preview_only.setChecked(values.get("preview_only") is True)

    def flush(self) -> None:
        """Tell what has been typed so far."""
        self.alt.flush()
        self.caption.flush()

    def _fill_focal(self, anchor: str) -> None:
        first = f"Not set: {_named(anchor)}" if anchor else "Not set"
        if self.focal.count() and self.focal.itemText(0) == first:
            return
        self.focal.clear()
        self.focal.addItem(first, "")
        for name in (SMART, *ANCHORS):
            self.focal.addItem(_WORDS.get(name, name), name)

    def _on_text(self, key: str) -> None:
        editor = self.alt if key == "alt_text" else self.caption
        self._tell(key, editor.text(), "")

    def _on_focal(self) -> None:
        self._tell("focal_point", self.focal.currentData(), "")

    def _on_placement(self) -> None:
        self._tell("placement", self.placement.currentData(), 1)

    def _on_preview_only(self) -> None:
        self._tell("preview_only", self.preview_only.isChecked(), False)

    def _tell(self, key: str, value: object, usual: object) -> None:
        """Tell of a change; a key that is not there is not written to say what holds without it."""
        known = self._values.get(key)
        if value != (usual if known is None else known):
            self.changed.emit(key, value)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _named(anchor: str) -> str:
    return "Hugo looks for it" if anchor == SMART else _WORDS.get(anchor, anchor).lower()
