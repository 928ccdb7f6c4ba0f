"""A change of many files, shown before it is made."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QStringListModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFontDatabase, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QPlainTextEdit,
    QProgressBar,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.app.file_changes import FileChanges, Meter, Planned
from editor.core.changes import Applied
from editor.core.errors import EditorError
from editor.core.visible import visible
from editor.ui.theme import Theme

_SIZE = (920, 600)
_LOOK_MS = 60


class _DiffColours(QSyntaxHighlighter):
    """Colours a unified diff by the mark at the beginning of each line."""

    def __init__(self, view: QPlainTextEdit, theme: Theme) -> None:
        super().__init__(view.document())
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        colours = self._theme.colours
        paint = QTextCharFormat()
        if text.startswith(("+++", "---", "@@", "diff ")):
            paint.setForeground(QColor(colours.faint))
        elif text.startswith("+"):
            paint.setForeground(QColor(colours.ok))
        elif text.startswith("-"):
            paint.setForeground(QColor(colours.error))
        else:
            return
        self.setFormat(0, len(text), paint)


class _AsWideAsTheList(QStyledItemDelegate):
    """Takes the room there is: a list scrolled sideways hides the ends of all its lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, super().sizeHint(option, index).height())


class ChangesDialog(QDialog):
    """Shows what `changes` plans, makes it when accepted, and tells how far it is.

    `done_with(Applied)` comes when it is made; closing the dialog before stops it, every file being as it was then.
    """

    done_with = Signal(object)

    def __init__(self, theme: Theme, changes: FileChanges, title: str, remark: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.resize(*_SIZE)
        self._changes = changes
        self._remark = remark
        self._planned: Planned | None = None
        self._is_applying = False
        self.heading = QLabel(title)
        font = self.heading.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() + 2)
        self.heading.setFont(font)
        self.words = QLabel("Looking at the posts…")
        self.words.setWordWrap(True)
        self.words.setProperty("role", "hint")
        self.files = QListView()
        self.files.setObjectName("plain_list")
        self.files.setAccessibleName("Files that change")
        self.files.setUniformItemSizes(True)
        self.files.setFrameShape(QListView.Shape.NoFrame)
        self.files.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        # Of a long path the page's own folder and what changes tell most; both stand at the end.
        self.files.setItemDelegate(_AsWideAsTheList(self.files))
        self.files.setTextElideMode(Qt.TextElideMode.ElideLeft)
        self.files.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._names = QStringListModel(self)
        self.files.setModel(self._names)
        self.files.selectionModel().currentChanged.connect(self._on_file_chosen)
        self.diff = QPlainTextEdit()
        self.diff.setReadOnly(True)
        self.diff.setAccessibleName("What changes in the file")
        self.diff.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.diff.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        _DiffColours(self.diff, theme)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self.files)
        parts.addWidget(self.diff)
        parts.setSizes([360, 560])
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = self.buttons.addButton("Change", QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setEnabled(False)
        self.go.setDefault(True)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.bar, 1)
        foot.addWidget(self.buttons)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(10)
        box.addWidget(self.heading)
        box.addWidget(self.words)
        box.addWidget(parts, 1)
        box.addLayout(foot)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._show_progress)
        self._look.start()
        changes.planned.connect(self._on_planned)
        changes.applied.connect(self._on_applied)
        changes.failed.connect(self._on_failed)

    def reject(self) -> None:
        """Stop; what was changed so far is put back, which is waited for: it may be too late to stop."""
        self._changes.stop()
        if self._is_applying:
            self.words.setText("Putting back what was changed…")
            return
        super().reject()

    def _on_planned(self, planned: Planned) -> None:
        self._planned = planned
        self._look.stop()
        self.bar.hide()
        self._names.setStringList(planned.names)
        count = len(planned.diffs) - planned.opened
        told = [f"{count:,} {'file' if count == 1 else 'files'} will change." if count else ""]
        if not planned.diffs:
            told = ["Nothing to change."]
        if planned.skipped:
            first = planned.skipped[0]
            left = (
                "1 is left as it is"
                if len(planned.skipped) == 1
                else f"{len(planned.skipped)} left as they are"
            )
            told.append(f"{left} ({first.path.name}: {first.reason})")
        told.append(self._remark)
        self.words.setText("  ".join(filter(None, told)))
        files = f"Change {count:,} {'File' if count == 1 else 'Files'}"
        self.go.setText(files if count or not planned.opened else "Change in the Editor")
        # The style sheet writes it in bold, which the button's own measure does not know.
        self.go.setMinimumWidth(self.go.fontMetrics().horizontalAdvance(self.go.text()) + 56)
        self.go.setEnabled(bool(planned.diffs))
        if planned.diffs:
            self.files.selectionModel().setCurrentIndex(
                self._names.index(0), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        self.go.setFocus()

    def _on_file_chosen(self, index: QModelIndex) -> None:
        if self._planned is not None and index.isValid():
            # Nothing may hide in a diff; only what ends every line of a file is no news.
            text = self._planned.diffs[index.row()].text.replace("\r\n", "\n")
            self.diff.setPlainText(visible(text))

    def _on_accepted(self) -> None:
        if self._planned is None:
            return
        if not self._planned.changes:
            self.done_with.emit(None)
            self.accept()
            return
        self._is_applying = True
        self.go.setEnabled(False)
        self.words.setText("Changing the files…")
        self.bar.show()
        self._look.start()
        self._changes.apply(self._planned.changes)

    def _on_applied(self, applied: Applied) -> None:
        self.done_with.emit(applied)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        if self._is_applying and self._changes.meter.stopped:
            super().reject()
            return
        self._is_applying = False
        self._look.stop()
        self.bar.hide()
        detail = error.detail if isinstance(error, EditorError) else ""
        self.words.setText(f"{error}  {detail}".strip())
        self.go.setEnabled(False)

    def _show_progress(self) -> None:
        meter: Meter = self._changes.meter
        self.bar.setRange(0, meter.total)
        self.bar.setValue(meter.done)
