"""The real window as a fixture, on settings and folders of its own."""

import os

import pytest
from PySide6.QtCore import QEvent, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from editor.application import build

POST = """---
# The title is what readers see first.
title: "Hello: world"
date: 2024-05-06T07:08:09+02:00
draft: true   # not yet
tags: [one, two]
---

First line.

Second paragraph.
"""


@pytest.fixture
def site(tmp_path):
    """A small site with three posts."""
    root = tmp_path / "site"
    posts = root / "content" / "post"
    posts.mkdir(parents=True)
    (root / "hugo.yaml").write_text("title: A Site\n")
    (posts / "hello.md").write_text(POST)
    (posts / "plain.md").write_text("Just text\n")
    bundle = posts / "bundle"
    bundle.mkdir()
    (bundle / "index.md").write_bytes(b'+++\r\ntitle = "Bundle"\r\nfeatured = true\r\n+++\r\nText\r\n')
    return root


@pytest.fixture
def hello(site):
    return site / "content" / "post" / "hello.md"


@pytest.fixture
def program(qtbot, qapp, tmp_path):
    """The program, its window shown and ready for keys; ends it and waits for its jobs."""
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    store.setValue("look", "light")
    program = build(qapp, store, state=tmp_path / "state")
    window = program.window
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    yield program
    assert program.pool.waitForDone(30_000)
    for session in program.workspace.sessions:
        program.workspace.close(session)
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet("")


@pytest.fixture
def window(program):
    return program.window


@pytest.fixture
def workspace(program):
    return program.workspace


@pytest.fixture
def answer(qapp):
    """Answer the questions that come, each by the button named; a question that is not expected fails."""
    asked, timers = [], []

    def answer(*names):
        waiting = list(names)

        def look():
            box = QApplication.activeModalWidget()
            if box is None or not box.isVisible():
                return
            name = waiting.pop(0)
            text = box.text() if isinstance(box, QMessageBox) else box.windowTitle()
            asked.append(text)
            buttons = {b.text().replace("&", ""): b for b in box.findChildren(QPushButton)}
            if not waiting:
                timer.stop()
            buttons[name].click()

        timer = QTimer(interval=10)
        timer.timeout.connect(look)
        timer.start()
        timers.append(timer)
        return asked

    yield answer
    left = [t for t in timers if t.isActive()]
    for timer in left:
        timer.stop()
    assert not left, "a question that was expected did not come"


@pytest.fixture
def no_root():
    if os.geteuid() == 0:
        pytest.skip("root may write everything")
