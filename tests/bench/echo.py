"""Key to echo: a letter typed into a post of 1 MB, until the text is painted with it.

The whole window, colours, spelling and preview on, against a bare QPlainTextEdit with the same text, font and size
beside an empty page, in the same run and in turns; at most twice as long is the bar. `python -m tests.bench.echo`
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QDeadlineTimer, QEvent, QObject, QSettings
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QSplitter

from tests.bench.latency import sample
from tests.conftest import set_up_environment

BAR = 2.0
SIZE = 1_000_000
KEYS = 60
_SETTLE_MS = 60_000
# The pause between two letters of somebody who types fast: work that waits for a pause begins in it.
_PAUSE_MS = 90


class _Painted(QObject):
    """Hears when a viewport has been painted: `at` is when that was done."""

    def __init__(self, edit: QPlainTextEdit) -> None:
        super().__init__(edit)
        self.at = 0.0
        self._is_inside = False
        edit.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() != QEvent.Type.Paint or self._is_inside:
            return super().eventFilter(watched, event)
        self._is_inside = True
        QApplication.sendEvent(watched, event)
        self._is_inside = False
        self.at = perf_counter()
        return True


def main() -> int:
    """Measure both; 1 where the bar is missed."""
    set_up_environment()
    from editor.application import build
    from editor.ui.site_scheme import register_schemes

    register_schemes()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        post = Path(folder) / "post.md"
        post.write_text(f"---\ntitle: Large\n---\n\n{sample(SIZE)}", encoding="utf-8")
        store = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        program = build(app, store)
        window = program.window
        window.resize(1280, 800)
        window.show()
        window.open_paths([post])
        program.features.build_quiet()
        settle(lambda: window.preview.is_settled and window.text.is_settled and program.pool.waitForDone(0))
        ours = window.text.editor
        beside, bare = bare_copy(ours)
        settle(lambda: False, 500)
        times: dict[str, list[float]] = {"bare": [], "postwright": []}
        for edit in (bare, ours):
            to_middle(edit)
        painted = {"bare": _Painted(bare), "postwright": _Painted(ours)}
        for _ in range(KEYS):
            for name, edit in (("bare", bare), ("postwright", ours)):
                times[name].append(echo(edit, painted[name]))
                settle(lambda: False, _PAUSE_MS)
        settle(lambda: program.pool.waitForDone(0))
        for session in program.workspace.sessions:
            session.undo()
            program.workspace.close(session)
        beside.close()
        window.close()
    return report(times)


def report(times: dict[str, list[float]]) -> int:
    """Print the milliseconds of both; 1 where ours take more than the bar allows."""
    medians = {}
    for name, each in times.items():
        ordered = sorted(each)
        medians[name] = statistics.median(each)
        print(
            f"{name:>10}: median {medians[name]:.2f} ms, 90th percentile {ordered[int(len(ordered) * 0.9)]:.2f} ms"
        )
    factor = medians["postwright"] / medians["bare"]
    print(f"{factor:.2f} times a bare editor; the bar is {BAR:g}")
    return 0 if factor <= BAR else 1


def bare_copy(edit: QPlainTextEdit) -> tuple[QSplitter, QPlainTextEdit]:
    """Give a bare editor of the same size with the same text, beside a page as ours is.

    A window with a page in it is put together by Qt anew for every change, which takes longer than the change.
    """
    from PySide6.QtWebEngineWidgets import QWebEngineView

    window = QSplitter()
    window.resize(edit.window().size())
    bare, page = QPlainTextEdit(), QWebEngineView()
    page.setHtml("<p>A page</p>")
    for part in (bare, page):
        window.addWidget(part)
    window.setSizes([edit.width(), window.width() - edit.width()])
    bare.setFont(edit.font())
    bare.setPlainText(edit.toPlainText())
    window.show()
    return window, bare


def to_middle(edit: QPlainTextEdit) -> None:
    """Put the caret at the end of a paragraph in the middle of the text, in view."""
    block = edit.document().findBlockByNumber(edit.document().blockCount() // 2)
    while "fox" not in block.text():
        block = block.next()
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    edit.setTextCursor(cursor)
    edit.centerCursor()
    settle(lambda: False, 300)


def echo(edit: QPlainTextEdit, painted: _Painted) -> float:
    """Type a letter; give the milliseconds until it was painted."""
    painted.at = 0.0
    begin = perf_counter()
    QTest.keyClicks(edit, "a")
    while not painted.at:
        QApplication.processEvents()
    return (painted.at - begin) * 1000


def settle(condition: Callable[[], bool], limit_ms: int = _SETTLE_MS) -> None:
    """Let events happen until the condition holds or the time is over."""
    deadline = QDeadlineTimer(limit_ms)
    while not deadline.hasExpired() and not condition():
        QTest.qWait(10)


if __name__ == "__main__":
    sys.exit(main())
