"""Random things done to a post in the real window, beside a plain model: `python -m tests.safety.random_edits [COUNT]`.

The model is a list of texts, a place in it, and what the file holds. After each thing done the editor's exact text, the
file and what can be undone must be the model's. Prints how many were done; the first difference ends it with code 1.
"""

import random
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.app.outside_changes import OutsideChanges
from editor.app.text_bridge import to_qpos
from editor.application import build
from editor.core.text_file import ChangedOutside

PER_POST = 2000
_PIECES = (
    "word",
    "zwei Wörter",
    "日本",
    "😀 e\u0301",
    "\n",
    "\n\n# Heading\n",
    "a\u00a0b",
    "*x*\n- y\n",
    "\t",
    "`c`",
)
_LONGEST = 1500


@dataclass
class Model:
    """What the editor should hold: every state there was, which of them is now, and the file."""

    title: str
    is_draft: bool
    body: str
    disk: str = ""
    base: str = ""
    states: list = field(default_factory=list)
    at: int = 0

    def __post_init__(self):
        self.states = [(self.title, self.is_draft, self.body)]
        self.disk = self.base = self.text

    @property
    def text(self):
        draft = str(self.is_draft).lower()
        return f"---\ntitle: {self.title}\ndraft: {draft}\ndate: 2024-05-06\n---\n{self.body}"

    def step(self, **changes):
        for name, value in changes.items():
            setattr(self, name, value)
        state = (self.title, self.is_draft, self.body)
        if state != self.states[self.at]:
            del self.states[self.at + 1 :]
            self.states.append(state)
            self.at += 1

    def go(self, by):
        if 0 <= self.at + by < len(self.states):
            self.at += by
            self.title, self.is_draft, self.body = self.states[self.at]

    def take(self, text):
        """Take over a file's text, which has the model's own form."""
        head, _, body = text.partition("\n---\n")
        lines = head.split("\n")
        title, draft = lines[1].removeprefix("title: "), lines[2].removeprefix("draft: ") == "true"
        self.step(title=title, is_draft=draft, body=body)


class AtOnce:
    """A pool that does the work when it is given it."""

    def start(self, work):
        work()


class Editing:
    """One post in the window and its model."""

    def __init__(self, program, path, seed):
        self.rng = random.Random(seed)
        self.model = Model("Start", True, "One.\n\nTwo 😀.\n")
        path.write_text(self.model.text, encoding="utf-8")
        self.path = path
        self.window = program.window
        self.session = program.workspace.open_file(path)
        self.outside = OutsideChanges(program.workspace, AtOnce(), self.session)
        self.last = set()
        self.ways = {
            self.type_word: 30,
            self.insert: 25,
            self.delete: 20,
            self.undo: 22,
            self.redo: 12,
            self.set_title: 8,
            self.toggle_draft: 5,
            self.save: 5,
            self.reload: 3,
            self.change_outside: 4,
        }

    def run(self, count):
        """Do `count` things; raises AssertionError with what was done last."""
        ways, weights = list(self.ways), list(self.ways.values())
        for number in range(count):
            (way,) = self.rng.choices(ways, weights)
            way()
            self.check(f"{number}: {way.__name__}")
            if number % 100 == 99:
                QApplication.processEvents()

    def check(self, what):
        model, session = self.model, self.session
        assert session.exact_text() == model.text, f"{what}\n{session.exact_text()!r}\n{model.text!r}"
        assert session.is_modified == (model.text != model.base), what
        assert session.base_text == model.base, what
        assert self.path.read_text(encoding="utf-8") == model.disk, what
        assert session.can_undo == (model.at > 0), what
        assert session.can_redo == (model.at < len(model.states) - 1), what

    def place(self):
        """Choose where the next thing is done: not where the last was, for Qt would make them one step."""
        while True:
            at = self.rng.randint(0, len(self.model.body))
            if at not in self.last:
                return at
            if len(self.model.body) < 4:
                self.window.text.editor.moveCursor(QTextCursor.MoveOperation.Start)
                self.last = set()

    def select(self, start, end):
        cursor = QTextCursor(self.session.body)
        cursor.setPosition(to_qpos(self.model.body, start))
        cursor.setPosition(to_qpos(self.model.body, end), QTextCursor.MoveMode.KeepAnchor)
        self.window.text.editor.setTextCursor(cursor)

    def type_word(self):
        word = "".join(self.rng.choices("abcdefgh", k=self.rng.randint(1, 4)))
        at = self.place()
        self.select(at, at)
        QTest.keyClicks(self.window.text.editor, word)
        self.model.step(body=self.model.body[:at] + word + self.model.body[at:])
        self.last = {at, at + len(word)}

    def insert(self):
        piece = self.rng.choice(_PIECES)
        start = self.place()
        end = min(len(self.model.body), start + self.rng.choice((0, 0, 3)))
        if end in self.last:
            end = start
        self.select(start, end)
        if self.model.body[start:end] == piece:
            return
        self.window.text.insert_text(piece)
        self.model.step(body=self.model.body[:start] + piece + self.model.body[end:])
        self.last = {start, start + len(piece)}

    def delete(self):
        start = self.place()
        long = len(self.model.body) > _LONGEST
        end = min(len(self.model.body), start + (400 if long else self.rng.randint(1, 12)))
        if start == end or end in self.last:
            return
        self.select(start, end)
        QTest.keyClick(self.window.text.editor, Qt.Key.Key_Delete)
        self.model.step(body=self.model.body[:start] + self.model.body[end:])
        self.last = {start, end}

    def undo(self):
        self.window.actions_["undo"].trigger()
        self.model.go(-1)
        self.last = set()

    def redo(self):
        self.window.actions_["redo"].trigger()
        self.model.go(1)
        self.last = set()

    def set_title(self):
        title = self.rng.choice(("Start", "Another title", "Drei Wörter hier", "Emoji 😀"))
        self.session.set_field(("title",), title)
        self.model.step(title=title)

    def toggle_draft(self):
        self.window.actions_["draft"].trigger()
        self.model.step(is_draft=not self.model.is_draft)

    def save(self):
        model = self.model
        if model.disk == model.base:
            self.session.save()
            model.disk = model.base = model.text
            return
        try:
            self.session.save()
        except ChangedOutside:
            # What a person would do: look at both and keep theirs, or write over it.
            if self.rng.random() < 0.5:
                self.session.save(overwrite=True)
                model.disk = model.base = model.text
        else:
            raise AssertionError("a foreign change was overwritten")

    def reload(self):
        self.session.reload()
        self.model.base = self.model.disk
        self.model.take(self.model.disk)
        self.last = set()

    def change_outside(self):
        model = self.model
        theirs = model.disk.replace("date: 2024-05-06\n---\n", "date: 2024-05-06\n---\nTheirs. ", 1)[
            :_LONGEST
        ]
        was_modified = model.text != model.base
        self.path.write_text(theirs, encoding="utf-8")
        model.disk = theirs
        self.outside.check()
        if not was_modified or theirs == model.text:
            model.base = theirs
            model.take(theirs)
        self.last = set()


def run(app, count, seed=0):
    """Do `count` things to posts one after the other; gives how many were done."""
    done = 0
    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        program = build(app, store)
        program.window.show()
        while done < count:
            editing = Editing(program, Path(folder) / f"post-{done}.md", seed + done)
            editing.run(min(PER_POST, count - done))
            done += min(PER_POST, count - done)
            program.workspace.close(editing.session)
        program.pool.waitForDone()
        program.window.close()
        program.window.deleteLater()
        # The page must go before its profile does, and not when the interpreter ends.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return done


def main(count):
    from editor.ui.site_scheme import register_schemes
    from tests.conftest import set_up_environment

    set_up_environment()
    register_schemes()
    app = QApplication(sys.argv[:1])
    done = run(app, count)
    sys.stdout.write(f"{done} random edits done, and the text was the model's after each\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
