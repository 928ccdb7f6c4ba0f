"""The settings: one dialog made of what is declared, searchable, each thing applied at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFontComboBox,
    QGridLayout,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from editor.app.preferences import AUTOSAVE, LOOK, PREFERENCES, REVIEW, Kind, Preference
from editor.app.settings import Settings
from editor.app.spelling import languages
from editor.ui.actions import Actions, command_name
from editor.ui.features import Parts
from editor.ui.shortcuts import KEYS, clashes, default_keys, set_keys

_KEYS_SECTION = "Shortcuts"
_DEFAULT_FONT = "The default"
_KEYS_WIDTH = 184


class SettingsDialog(QObject):
    """Opens the dialog."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        parts.settings.changed.connect(self._on_changed)

    def _on_changed(self, key: str) -> None:
        """Let what has a switch in the menus follow."""
        actions, settings = self._parts.window.actions_, self._parts.settings
        if key == LOOK.key:
            look = str(LOOK.value(settings))
            actions[f"look_{look}"].setChecked(True)
            if self._parts.theme.choice != look:
                self._parts.theme.choose(look)
        elif key == AUTOSAVE.key:
            actions["autosave"].setChecked(bool(AUTOSAVE.value(settings)))
        elif key == REVIEW.key:
            actions["review"].setChecked(bool(REVIEW.value(settings)))

    def settings(self) -> None:
        """Show all settings."""
        dialog = SettingsWindow(self._parts.settings, self._parts.window.actions_, self._parts.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()


class SettingsWindow(QDialog):
    """A field to search in, and below it every setting under its section."""

    def __init__(self, settings: Settings, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self.setObjectName("settings")
        self.resize(640, 620)
        self._settings = settings
        self._actions = actions
        self.search = QLineEdit(placeholderText="Search the settings", clearButtonEnabled=True)
        self.search.setAccessibleName("Search the settings")
        self._rows: list[tuple[str, str, tuple[QWidget, ...]]] = []
        self._heads: dict[str, QLabel] = {}
        self.editors: dict[str, QWidget] = {}
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(20, 8, 20, 20)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, 190)
        for preference in PREFERENCES:
            self._add(preference)
        for action in actions.all:
            self._add_keys(action.objectName())
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        area = QScrollArea(widgetResizable=True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self._none = QLabel("No setting fits these words.")
        self._none.setProperty("role", "hint")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        head = QHBoxLayout()
        head.setContentsMargins(20, 0, 20, 0)
        head.addWidget(self.search)
        box.addLayout(head)
        box.addWidget(self._none)
        box.addWidget(area, 1)
        self.search.textChanged.connect(self._on_searched)
        self.search.setFocus()

    def _head(self, section: str) -> None:
        if section not in self._heads:
            head = QLabel(section)
            font = QFont(self.font())
            font.setBold(True)
            head.setFont(font)
            head.setContentsMargins(0, 14, 0, 2)
            self._heads[section] = head
            self._grid.addWidget(head, self._grid.rowCount(), 0, 1, 2)

    def _add(self, preference: Preference) -> None:
        self._head(preference.section)
        row = self._grid.rowCount()
        editor = _editor(preference, self._settings)
        editor.setAccessibleName(preference.title)
        self.editors[preference.key] = editor
        widgets: list[QWidget] = [editor]
        if preference.kind is Kind.SWITCH:
            self._grid.addWidget(editor, row, 0, 1, 2)
        else:
            title = QLabel(preference.title)
            title.setBuddy(editor)
            widgets.append(title)
            self._grid.addWidget(title, row, 0)
            self._grid.addWidget(editor, row, 1)
        if preference.help:
            hint = QLabel(preference.help, wordWrap=True)
            hint.setContentsMargins(24 if preference.kind is Kind.SWITCH else 1, 0, 0, 8)
            hint.setProperty("role", "hint")
            widgets.append(hint)
            self._grid.addWidget(hint, row + 1, 0 if preference.kind is Kind.SWITCH else 1, 1, 2)
        words = f"{preference.section} {preference.title} {preference.help}"
        self._rows.append((preference.section, words.casefold(), tuple(widgets)))

    def _add_keys(self, name: str) -> None:
        self._head(_KEYS_SECTION)
        action = self._actions[name]
        title = command_name(action)
        row = self._grid.rowCount()
        label = QLabel(title)
        editor = KeysEditor(self._settings, self._actions, name)
        self.editors[f"{KEYS}{name}"] = editor
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(editor, row, 1)
        shown = action.shortcut().toString()
        self._rows.append((_KEYS_SECTION, f"{_KEYS_SECTION} {title} {shown}".casefold(), (label, editor)))

    def _on_searched(self, text: str) -> None:
        wanted = text.casefold().split()
        found: set[str] = set()
        for section, words, widgets in self._rows:
            fits = all(word in words for word in wanted)
            if fits:
                found.add(section)
            for widget in widgets:
                widget.setVisible(fits)
        for section, head in self._heads.items():
            head.setVisible(section in found)
        self._none.setVisible(not found)


class KeysEditor(QWidget):
    """Changes the keys of one command; says which other command has them."""

    def __init__(self, settings: Settings, actions: Actions, name: str) -> None:
        super().__init__()
        self._settings, self._actions, self._name = settings, actions, name
        self.field = QKeySequenceEdit(actions[name].shortcut())
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumSequenceLength(1)
        self.field.setFixedWidth(_KEYS_WIDTH)
        self.field.setAccessibleName(f"Keys for {command_name(actions[name])}")
        self.clash = QLabel()
        self.clash.setProperty("role", "warning")
        self.clash.hide()
        self.reset = QPushButton("Reset")
        self.reset.setProperty("role", "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field)
        row.addWidget(self.clash)
        row.addWidget(self.reset)
        row.addStretch(1)
        self.field.keySequenceChanged.connect(self._on_changed)
        self.reset.clicked.connect(self._on_reset)
        self._show()

    def _on_changed(self, keys: QKeySequence) -> None:
        others = clashes(self._actions, self._name, keys)
        self.clash.setVisible(bool(others))
        if others:
            self.clash.setText(f"Taken by {command_name(others[0])}")
            return
        set_keys(self._settings, self._actions, self._name, keys)
        self._show()

    def _on_reset(self) -> None:
        self.field.setKeySequence(default_keys(self._name))

    def _show(self) -> None:
        self.reset.setVisible(self._actions[self._name].shortcut() != default_keys(self._name))


def _editor(preference: Preference, settings: Settings) -> QWidget:
    value = preference.value(settings)
    keep = partial(preference.keep, settings)
    match preference.kind:
        case Kind.SWITCH:
            switch = QCheckBox(preference.title)
            switch.setChecked(bool(value))
            switch.toggled.connect(keep)
            return switch
        case Kind.NUMBER:
            return _number(preference, float(value), keep)
        case Kind.FONT:
            return _font(str(value), keep)
        case Kind.CHOICE:
            return _choice(preference.choices, str(value), keep)
        case Kind.LANGUAGE:
            known = (("", "Of each post"), *((name, name) for name in sorted(languages())))
            return _choice(known, str(value), keep)
        case Kind.WORDS:
            words = QPlainTextEdit(str(value))
            words.setFixedHeight(84)
            words.textChanged.connect(lambda: keep(words.toPlainText()))
            return words
        case Kind.FILE:
            return _file(str(value), keep)


def _number(preference: Preference, value: float, keep: partial[None]) -> QWidget:
    spin = QSpinBox(minimum=int(preference.low), maximum=int(preference.high), suffix=f" {preference.unit}")
    spin.setValue(int(value))
    spin.setMaximumWidth(140)
    spin.lineEdit().setTextMargins(7, 0, 0, 0)
    spin.valueChanged.connect(keep)
    return spin


def _choice(choices: tuple[tuple[str, str], ...], value: str, keep: partial[None]) -> QWidget:
    box = QComboBox()
    for key, name in choices:
        box.addItem(name, key)
    box.setCurrentIndex(max(0, box.findData(value)))
    box.setMaximumWidth(280)
    box.currentIndexChanged.connect(lambda at: keep(str(box.itemData(at))))
    return box


def _font(value: str, keep: partial[None]) -> QWidget:
    box = QFontComboBox()
    box.insertItem(0, _DEFAULT_FONT)
    box.setMaximumWidth(280)
    box.setCurrentIndex(max(0, box.findText(value)) if value else 0)
    box.currentTextChanged.connect(lambda name: keep("" if name == _DEFAULT_FONT else name))
    return box


def _file(value: str, keep: partial[None]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    field = QLineEdit(value, placeholderText="None", clearButtonEnabled=True)
    choose = QPushButton("Choose…")
    row.addWidget(field, 1)
    row.addWidget(choose)
    field.textChanged.connect(keep)

    def ask() -> None:
        start = str(Path(field.text()).parent) if field.text() else ""
        name, _ = QFileDialog.getOpenFileName(holder, "Style Sheet", start, "Style sheets (*.css)")
        if name:
            field.setText(name)

    choose.clicked.connect(ask)
    return holder
