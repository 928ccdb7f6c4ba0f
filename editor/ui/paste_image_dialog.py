"""What is asked about a picture on its way into a post, and what is done to it, said before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from editor.app.pictures import Ready
from editor.core.images.naming import picture_stem
from editor.core.images.preparing import Format, PreparedPicture, Wish, shown_size
from editor.core.images.storing import Home, Place
from editor.core.site.names import slug_of
from editor.ui.named import label
from editor.ui.picture_view import PictureView
from editor.ui.theme import Theme

_FORMATS = (
    (Format.SAME, "What it is"),
    (Format.WEBP, "WebP"),
    (Format.JPEG, "JPEG"),
    (Format.PNG, "PNG"),
)
_HOMES = {
    Home.BESIDE: "Beside the page",
    Home.NEW_BUNDLE: "In a folder the post gets (index.md)",
    Home.STATIC: "In the site's static folder",
}
_PAUSE_MS = 250


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person decided about a picture; `stem` is its file's name without the ending."""

    stem: str
    alt: str
    caption: str
    place: Place
    prepared: PreparedPicture


class PasteImageDialog(QDialog):
    """Asks for words and a form; `wish_changed(Wish)` comes when the picture is to be prepared in another way.

    Whoever prepares it says so by `show_ready` or `show_trouble`; `answered(Answer)` when a person decides.
    """

    wish_changed = Signal(object)
    answered = Signal(object)

    def __init__(
        self,
        theme: Theme,
        wish: Wish,
        places: Sequence[Place],
        own: str,
        slug: str,
        title: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("paste_image")
        self.setWindowTitle(title)
        self.setModal(True)
        self._wish = wish
        self._places = tuple(places)
        self._own, self._slug = own, slug
        self._name_is_own = False
        self._ready: Ready | None = None
        self.view = PictureView(theme, QSize(280, 280))
        self.view.show_picture(QImage(), "Reading the picture…")
        self.result_ = label("result")
        self.result_.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.alt = QLineEdit(placeholderText="What does it show?")
        self.caption = QLineEdit(placeholderText="Shown below it, if there is one")
        self.name = QLineEdit()
        self.format = QComboBox()
        for value, words in _FORMATS:
            self.format.addItem(words, value)
        self.width_ = QSpinBox(minimum=0, maximum=16_000, singleStep=100, suffix=" pixels")
        self.width_.setFixedWidth(140)
        self.width_.lineEdit().setTextMargins(7, 0, 0, 0)
        self.width_.setSpecialValueText("As it is")
        self.place = QComboBox()
        for place in self._places:
            self.place.addItem(_HOMES[place.home], place)
        self.notes = QLabel(wordWrap=True)
        self.notes.setProperty("role", "hint")
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.insert = buttons.addButton("Insert", QDialogButtonBox.ButtonRole.AcceptRole)
        self.insert.setDefault(True)
        self.insert.setEnabled(False)
        # The style sheet writes it in bold, which the button's own measure does not know.
        self.insert.setMinimumWidth(self.insert.fontMetrics().horizontalAdvance("Insert") + 56)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._tell)
        self._take(wish)
        self.alt.textChanged.connect(self._suggest)
        self.name.textEdited.connect(self._on_name_edited)
        self.format.currentIndexChanged.connect(self._tell)
        self.width_.valueChanged.connect(self._pause.start)
        self._suggest()
        self.alt.setFocus()

    @property
    def wish(self) -> Wish:
        """How the picture is to be prepared, as answered so far."""
        return replace(self._wish, format=self.format.currentData(), max_width=self.width_.value())

    def show_ready(self, ready: Ready) -> None:
        """Show the picture and what was done to it: it can be stored."""
        self._ready = ready
        made = ready.prepared
        words = "This drawing is not shown here." if ready.picture.is_drawing else ""
        self.view.show_picture(ready.shown.image, words)
        size = f"{made.width} × {made.height}   ·   " if made.width else ""
        self.result_.setText(f"{size}{made.suffix[1:].upper()}   ·   {shown_size(len(made.data))}")
        self._say("\n".join(f"•  {note}" for note in made.notes) or "•  Kept as it is, to the byte.", "hint")
        is_fixed = ready.picture.is_drawing or ready.picture.animated
        self.format.setEnabled(not is_fixed)
        self.width_.setEnabled(not is_fixed)
        self.insert.setEnabled(True)

    def show_trouble(self, words: str) -> None:
        """Say why the picture cannot be used, or not so."""
        if self._ready is None:
            self.view.show_picture(QImage(), "No picture")
        self._say(words, "error")
        self.insert.setEnabled(False)

    def show_waiting(self) -> None:
        """Say that it is being written."""
        self._say("Writing the picture…", "hint")
        self.insert.setEnabled(False)

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow("&Alternative text", self.alt)
        form.addRow("&Caption", self.caption)
        form.addRow("&Name", self.name)
        form.addRow("&Format", self.format)
        form.addRow("Largest &width", self.width_)
        if len(self._places) > 1:
            form.addRow("&Stored", self.place)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.view, 1)
        left.addWidget(self.result_)
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addLayout(form)
        right.addWidget(self.notes, 1)
        self.notes.setMinimumHeight(3 * self.notes.fontMetrics().lineSpacing())
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(left)
        columns.addLayout(right, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(16)
        box.addLayout(columns, 1)
        box.addWidget(buttons)
        self.setMinimumWidth(800)

    def _take(self, wish: Wish) -> None:
        self.format.setCurrentIndex([value for value, _ in _FORMATS].index(wish.format))
        self.width_.setValue(wish.max_width)

    def _suggest(self) -> None:
        if not self._name_is_own:
            self.name.setText(picture_stem(self._own, self.alt.text(), self._slug))
            self.name.setCursorPosition(0)

    def _on_name_edited(self, name: str) -> None:
        self._name_is_own = bool(name.strip())

    def _tell(self, *_: object) -> None:
        self.insert.setEnabled(False)
        self.wish_changed.emit(self.wish)

    def _say(self, words: str, role: str) -> None:
        self.notes.setProperty("role", role)
        self.notes.setText(words)
        self.notes.style().unpolish(self.notes)
        self.notes.style().polish(self.notes)

    def _on_accepted(self) -> None:
        if self._pause.isActive() or self._ready is None or not self.insert.isEnabled():
            return
        stem = slug_of(self.name.text()) or picture_stem(self._own, self.alt.text(), self._slug)
        place = self.place.currentData()
        self.answered.emit(Answer(stem, self.alt.text(), self.caption.text(), place, self._ready.prepared))
