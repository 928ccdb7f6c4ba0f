"""A field with a single value: label, editor, and remarks below."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from editor.core.schema import FieldKind, OfferedField
from editor.core.site.word_notes import WordNote
from editor.ui.form.base import ValueEditor, focus_target
from editor.ui.form.chips import ChipsEditor
from editor.ui.form.choice import ChoiceEditor
from editor.ui.form.date import DateEditor
from editor.ui.form.multiline import MultilineEditor
from editor.ui.form.number import NumberEditor
from editor.ui.form.part import Part
from editor.ui.form.raw import RawEditor
from editor.ui.form.remark import Remark, Tone
from editor.ui.form.switch import SwitchEditor
from editor.ui.form.text import TextEditor

if TYPE_CHECKING:
    from editor.ui.form.desk import Desk


def make_editor(entry: OfferedField, desk: Desk, parent: QWidget) -> ValueEditor:
    """Build the editor for the kind of `entry`."""
    spec = entry.spec
    match spec.kind:
        case FieldKind.MULTILINE | FieldKind.MARKDOWN:
            return MultilineEditor(parent)
        case FieldKind.NUMBER:
            return NumberEditor(parent)
        case FieldKind.SWITCH:
            return SwitchEditor(bool(spec.default), parent)
        case FieldKind.DATE:
            editor = DateEditor(parent)
            editor.set_manner(desk.format, timed=desk.dates_have_time)
            return editor
        case FieldKind.TERMS:
            return ChipsEditor(spec.choices, parent)
        case FieldKind.CHOICE:
            return ChoiceEditor(spec.choices, open=spec.open, parent=parent)
        case FieldKind.TEXT:
            return TextEditor(parent)
        case _:
            return RawEditor(parent)


class FieldRow(Part):
    """Label and menu above the editor; a switch stands in the label's own line."""

    def __init__(self, entry: OfferedField, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(entry, desk, parent)
        self._remark: Remark | None = None
        self._complaint = ""
        self._notes: Mapping[str, WordNote] = {}
        self.editor = make_editor(entry, desk, self)
        self.label = QLabel(self)
        self.label.setBuddy(self.editor)
        self.label.setProperty("role", "label")
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.label, 1)
        if entry.spec.kind is FieldKind.SWITCH:
            head.addWidget(self.editor)
            head.addWidget(self.make_menu_button())
            self._column.addLayout(head)
        else:
            head.addWidget(self.make_menu_button())
            self._column.addLayout(head)
            self._column.addWidget(self.editor)
        self.editor.committed.connect(self._on_committed)
        self.editor.problem_changed.connect(self._on_problem_changed)
        self.offer_words()
        self.show_entry(entry)

    def show_entry(self, entry: OfferedField) -> None:
        """Show the file's value, its lock and what is odd about it."""
        self.entry = entry
        self._complaint = ""
        spec = entry.spec
        if self.label.text() != spec.label:
            self.label.setText(spec.label)
            named = focus_target(self.editor)
            named.setAccessibleName(spec.label)
            named.setAccessibleDescription(self.help)
        tip = f"{'.'.join(map(str, entry.path))}\n{self.help}".strip()
        if self.toolTip() != tip:
            self.setToolTip(tip)
        self.editor.set_locked(bool(self.locked) or self.desk.read_only)
        if isinstance(self.editor, RawEditor):
            source = self.desk.source_of(entry.field) if entry.field else ""
            self.editor.show_source(entry.field.value if entry.field else None, source)
        else:
            self.editor.show_entry(entry)
        self._note_words()
        self._say()

    def offer_words(self) -> None:
        """Complete what is typed from the words of the field's choices and of other posts."""
        if isinstance(self.editor, ChipsEditor):
            labels = [choice.label for choice in self.entry.spec.choices]
            words = [*labels, *self.desk.suggestions(self.entry.spec)]
            if words:
                self.editor.suggest(words)
            self._note_words()
            self._say()

    def _note_words(self) -> None:
        """Point out words that are spelled otherwise elsewhere, or name nothing that is there."""
        if isinstance(self.editor, ChipsEditor) and not self.entry.spec.choices:
            value = self.entry.field.value if self.entry.field is not None else None
            listed = value if isinstance(value, list) else [value]
            words = [word for word in listed if isinstance(word, str) and word]
            self._notes = self.desk.word_notes(self.entry.spec, words)
            self.editor.show_notes(self._notes)

    def flush(self) -> None:
        """Write what has been typed so far."""
        self.editor.flush()

    def focus_editor(self) -> None:
        """Bring the keyboard to the editor."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def tab_stops(self) -> list[QWidget]:
        """Stop at the editor."""
        return [focus_target(self.editor)]

    def complain(self, reason: str) -> None:
        """Show why a command was not carried out."""
        self._complaint = reason
        self._say()

    def _on_committed(self, value: object) -> None:
        self._complaint = ""
        reason = self.desk.write(self.entry.path, value)
        if reason:
            self.editor.refuse(reason)

    def _on_problem_changed(self, problem: str) -> None:
        del problem
        self._say()

    def _say(self) -> None:
        wrong = self.editor.problem or self._complaint
        note = next((each.text for each in self._notes.values() if each.is_loud), "")
        text = wrong or self.locked or self.entry.concern or note
        tone = Tone.WRONG if wrong else Tone.QUIET if self.locked else Tone.CAUTION
        self._mark(bool(wrong))
        if self._remark is None:
            if not text:
                return
            self._remark = Remark(self)
            self._column.addWidget(self._remark)
            self._remark.linkActivated.connect(self._on_link)
        self._remark.say(text, tone, link="Edit in Source" if self.locked and not wrong else "")

    def _mark(self, wrong: bool) -> None:
        inner = focus_target(self.editor)
        if bool(inner.property("invalid")) != wrong:
            inner.setProperty("invalid", wrong)
            inner.style().unpolish(inner)
            inner.style().polish(inner)
            inner.update()

    def _on_link(self, target: str) -> None:
        del target
        self.go_to_source()
