"""A window of its own for the form, on a real session, driven by keys and clicks."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QToolButton

from editor.ui.form.form_pane import FormPane

POST = """---
# What the reader sees first.
title: "Tides of the inner sea"
subtitle: ""
date: 2024-05-06T07:08:09+02:00
tags: [water, moon]
categories: []
Draft: true  # until the figures are in
weight: 12
abstract: |
  The sea rises.
  It falls again.
# Pick a picture.
image:
  caption: ""
  focal_point: "Smart"
  preview_only: false
links:
  - name: Data
    url: https://example.org/data  # large
  - name: Code
    url: https://example.org/code
shared: &note hello
copy: *note
grid: [[1, 2], [3, 4]]
---

Body.
"""


class Bench:
    """A window with the form, whose undo keys work as in the program."""

    def __init__(self, qtbot, session):
        self.qtbot = qtbot
        self.session = session
        self.pane = FormPane()
        self.window = QMainWindow()
        self.window.setCentralWidget(self.pane)
        self.window.resize(420, 900)
        for keys, command in (
            (QKeySequence.StandardKey.Undo, self._undo),
            (QKeySequence.StandardKey.Redo, self._redo),
        ):
            QShortcut(QKeySequence(keys), self.window).activated.connect(command)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.pane.show_session(session)

    def _undo(self):
        self.pane.flush()
        self.session.undo()

    def _redo(self):
        self.pane.flush()
        self.session.redo()

    @property
    def text(self):
        return self.session.exact_text()

    @property
    def fields(self):
        return self.pane.fields

    def part(self, *path):
        part = self.fields.list.part_at(path[:1])
        for depth in range(2, len(path) + 1):
            part = part.fields.part_at(path[:depth])
        return part

    def go(self, *path):
        """Bring the keyboard to a field."""
        assert self.pane.focus_field(path)
        return self.part(*path)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def type(self, text):
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def select_all(self):
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    def undo(self):
        self.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    def click(self, widget, place=None):
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or widget.rect().center())

    def command(self, part, name):
        """Choose from a field's menu, as the mouse does."""
        named = f"Commands for {part.entry.spec.label}"
        buttons = [b for b in part.findChildren(QToolButton) if b.accessibleName() == named]
        # A window that is still being activated would close the menu again.
        QApplication.processEvents()
        self.click(buttons[0])
        menu = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible())
        action = next(a for a in menu.actions() if a.text().replace("&", "") == name)
        usable = action.isEnabled()
        if usable:
            self.click(menu, menu.actionGeometry(action).center())
        menu.close()
        with self.qtbot.waitActive(self.window):
            self.window.activateWindow()
        return usable

    def close(self):
        self.pane.show_session(None)
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
