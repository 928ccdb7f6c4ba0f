"""Questions that stop a person, because an answer is needed before anything can be lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.app.new_post import NewPost, slug

_NATIVE = QKeySequence.SequenceFormat.NativeText
_PATTERNS = "Posts (*.md *.markdown *.mdown);;All files (*)"


class Answer(Enum):
    """What a person decided; closing a dialog is `CANCEL`."""

    SAVE = "save"
    SAVE_AS = "save as"
    DISCARD = "discard"
    OVERWRITE = "overwrite"
    RELOAD = "reload"
    MERGE = "merge"
    CANCEL = "cancel"


def ask_save(parent: QWidget, names: Sequence[str]) -> Answer:
    """Ask what to do with posts that were changed."""
    box = _box(parent, QMessageBox.Icon.Question)
    if len(names) == 1:
        box.setText(f"Save the changes to “{names[0]}”?")
        box.setInformativeText("They are lost if you do not save them.")
    else:
        box.setText(f"Save the changes to {len(names)} posts?")
        listed = "\n".join(f"•  {name}" for name in names[:12])
        box.setInformativeText(listed + ("\n•  …" if len(names) > 12 else ""))
    save = "Save" if len(names) == 1 else "Save All"
    return _decided(box, {save: Answer.SAVE, "Don't Save": Answer.DISCARD, "Cancel": Answer.CANCEL}, save)


def ask_changed_outside(parent: QWidget, name: str, message: str, *, exists: bool) -> Answer:
    """Ask what to do where saving would overwrite somebody else's work, or bring back a deleted file."""
    box = _box(parent, QMessageBox.Icon.Warning)
    box.setText(f"“{name}” is not as it was when you opened it.")
    box.setInformativeText(f"{message} Your text is still here.")
    answers = {"Save As…": Answer.SAVE_AS}
    if exists:
        answers |= {"Merge…": Answer.MERGE, "Overwrite": Answer.OVERWRITE, "Load Theirs": Answer.RELOAD}
    else:
        answers |= {"Save Again": Answer.OVERWRITE}
    return _decided(box, answers | {"Cancel": Answer.CANCEL}, "Merge…" if exists else "Save As…")


def ask_reload(parent: QWidget, name: str) -> bool:
    """Ask whether changes may give way to what the file holds."""
    box = _box(parent, QMessageBox.Icon.Question)
    box.setText(f"Read “{name}” again and replace your changes?")
    box.setInformativeText("Undo brings them back as long as the post is open.")
    return _decided(box, {"Reload": Answer.RELOAD, "Cancel": Answer.CANCEL}, "Reload") is Answer.RELOAD


def ask_unfinished(parent: QWidget, title: str, done: int, count: int) -> bool | None:
    """Ask what to do with a change of files that was cut off: True to finish it, False to take it back."""
    box = _box(parent, QMessageBox.Icon.Warning)
    box.setText(f"“{title}” was interrupted.")
    box.setInformativeText(f"{done} of {count} files were changed. Every file is whole, old or new.")
    finish = box.addButton("Finish It", QMessageBox.ButtonRole.AcceptRole)
    back = box.addButton("Take It Back", QMessageBox.ButtonRole.DestructiveRole)
    box.addButton("Later", QMessageBox.ButtonRole.RejectRole)
    box.exec()
    chosen = box.clickedButton()
    box.deleteLater()
    return True if chosen == finish else False if chosen == back else None


def tell_not_saved(parent: QWidget, name: str, message: str, detail: str) -> Answer:
    """Say why a post could not be saved and offer another place."""
    box = _box(parent, QMessageBox.Icon.Critical)
    box.setText(f"“{name}” was not saved.")
    box.setInformativeText(f"{message}\n\nYour text is still here.")
    box.setDetailedText(detail)
    return _decided(box, {"Save As…": Answer.SAVE_AS, "Cancel": Answer.CANCEL}, "Save As…")


def tell_crash(parent: QWidget | None, trace: str, *, is_kept: bool) -> None:
    """Say that something went wrong in the program itself, which goes on; `is_kept`: a copy is safe."""
    box = _box(parent, QMessageBox.Icon.Critical)
    box.setText("Something went wrong in Postwright.")
    box.setInformativeText(
        (
            "A copy of all unsaved text was kept. "
            if is_kept
            else "Unsaved text could not be copied: save it now. "
        )
        + "Your posts are still open. Please report this with the details below."
    )
    box.setDetailedText(trace)
    box.addButton(QMessageBox.StandardButton.Close)
    box.exec()


def about(parent: QWidget, version: str, parts: str) -> None:
    """Say what the program is."""
    box = _box(parent, QMessageBox.Icon.NoIcon)
    box.setIconPixmap(parent.windowIcon().pixmap(64, 64))
    box.setText(f"Postwright {version}")
    box.setInformativeText(
        "A desktop editor for Hugo posts that never changes what you did not change.\n\n" + parts
    )
    box.addButton(QMessageBox.StandardButton.Close)
    box.exec()


def choose_posts(parent: QWidget, folder: Path | None) -> tuple[Path, ...]:
    """Let a person pick files to open."""
    names, _ = QFileDialog.getOpenFileNames(parent, "Open Posts", str(folder or Path.home()), _PATTERNS)
    return tuple(Path(name) for name in names)


def choose_folder(parent: QWidget, folder: Path | None) -> Path | None:
    """Let a person pick a folder to open."""
    name = QFileDialog.getExistingDirectory(parent, "Open a Site or Folder", str(folder or Path.home()))
    return Path(name) if name else None


def choose_post_target(parent: QWidget, path: Path) -> Path | None:
    """Let a person name the file to save a post in."""
    return choose_target(parent, "Save Post As", path, _PATTERNS, ".md")


def choose_target(parent: QWidget, title: str, path: Path, kinds: str, ending: str) -> Path | None:
    """Let a person name a file to write, `ending` where none is given; asks before one is replaced."""
    dialog = QFileDialog(parent, title, str(path.parent), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    # Given here and not afterwards, so that the question is asked of the file that will be replaced.
    dialog.setDefaultSuffix(ending.removeprefix("."))
    dialog.selectFile(path.name)
    names = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(names[0]) if names else None


class NewPostDialog(QDialog):
    """Asks for a post's title and place; `wanted` is what was decided."""

    def __init__(self, folder: Path, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("New Post")
        self.setMinimumWidth(520)
        self._now = now
        self.title = QLineEdit(placeholderText="What is it about?")
        self.folder = QLineEdit(str(folder))
        choose = QPushButton("Choose…")
        # Enter in the title means Create.
        choose.setAutoDefault(False)
        choose.clicked.connect(self._on_choose)
        self.bundle = QCheckBox("A folder of its own, for its pictures (index.md)")
        self.bundle.setChecked(True)
        self._target = QLabel(wordWrap=True)
        self._target.setProperty("role", "hint")
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.folder, 1)
        place.addWidget(choose)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.addRow("&Title", self.title)
        label = QLabel("F&older")
        label.setBuddy(self.folder)
        form.addRow(label, place)
        form.addRow("", self.bundle)
        form.addRow("", self._target)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._create = buttons.addButton("Create", QDialogButtonBox.ButtonRole.AcceptRole)
        self._create.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(20)
        box.addLayout(form)
        box.addWidget(buttons)
        self.title.textChanged.connect(self._show_target)
        self.folder.textChanged.connect(self._show_target)
        self.bundle.toggled.connect(self._show_target)
        self._show_target()

    @property
    def wanted(self) -> NewPost:
        """The post as described so far."""
        folder = Path(self.folder.text().strip()).expanduser()
        return NewPost(folder, self.title.text().strip(), self.bundle.isChecked(), self._now)

    def _show_target(self) -> None:
        ready = bool(slug(self.title.text()) and self.folder.text().strip())
        self._create.setEnabled(ready)
        self._target.setText(f"{self.wanted.path}" if ready else "It starts as a draft.")

    def _on_choose(self) -> None:
        chosen = choose_folder(self, Path(self.folder.text()))
        if chosen is not None:
            self.folder.setText(str(chosen))


def _box(parent: QWidget | None, icon: QMessageBox.Icon) -> QMessageBox:
    box = QMessageBox(parent)
    # A title of a post is a stranger's text, and Qt would take a tag in it for its own.
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("Postwright")
    box.setIcon(icon)
    return box


def _decided(box: QMessageBox, answers: dict[str, Answer], default: str) -> Answer:
    roles = {
        Answer.CANCEL: QMessageBox.ButtonRole.RejectRole,
        Answer.DISCARD: QMessageBox.ButtonRole.DestructiveRole,
    }
    buttons = {
        box.addButton(text, roles.get(answer, QMessageBox.ButtonRole.AcceptRole)): (text, answer)
        for text, answer in answers.items()
    }
    for button, (text, answer) in buttons.items():
        if text == default:
            box.setDefaultButton(button)
        if answer is Answer.CANCEL:
            box.setEscapeButton(button)
    box.exec()
    chosen = box.clickedButton()
    return next((answer for button, (_, answer) in buttons.items() if button is chosen), Answer.CANCEL)
