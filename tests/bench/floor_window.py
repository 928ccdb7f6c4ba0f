"""The least a window with a text pane and a web page can do: what every figure is held against.

`python floor_window.py FILE`: QPlainTextEdit beside a page loaded once, its blocks rendered by
markdown-it-py; a key swaps the first block by one script, with no delay and no thought.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QSplitter

SHELL = "<!doctype html><meta charset=utf-8><style>main>div{content-visibility:auto}</style><main>%s</main>"


def main() -> int:
    app = QApplication(sys.argv)
    splitter = QSplitter(Qt.Orientation.Horizontal)
    editor, view = QPlainTextEdit(), QWebEngineView()
    splitter.addWidget(editor)
    splitter.addWidget(view)
    splitter.resize(1280, 800)
    splitter.setSizes([640, 640])
    if len(sys.argv) > 1:
        text = Path(sys.argv[1]).read_text(encoding="utf-8")
        editor.setPlainText(text)
        load(view, text)
        editor.document().contentsChange.connect(lambda *_: swap(view, editor.document().firstBlock().text()))
    else:
        view.setHtml("<!doctype html>")
    splitter.setWindowTitle("floor")
    splitter.show()
    editor.setFocus()
    return app.exec()


def load(view: QWebEngineView, text: str) -> None:
    """Fill the page; in pieces, for setHtml takes two megabytes at the most."""
    from markdown_it import MarkdownIt

    blocks = [f"<div>{MarkdownIt().render(part)}</div>" for part in text.split("\n\n")]

    def fill(_ok: bool) -> None:
        for i in range(0, len(blocks), 500):
            html = json.dumps("".join(blocks[i : i + 500]))
            view.page().runJavaScript(
                f"document.querySelector('main').insertAdjacentHTML('beforeend', {html})"
            )

    view.loadFinished.connect(fill)
    view.setHtml(SHELL % "")


def swap(view: QWebEngineView, line: str) -> None:
    """Put the first block in the page anew."""
    html = json.dumps(f"<p>{line}</p>")
    view.page().runJavaScript(f"document.querySelector('main>div').innerHTML = {html}")


if __name__ == "__main__":
    sys.exit(main())
