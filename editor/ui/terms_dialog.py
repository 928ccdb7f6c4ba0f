"""All tags, categories, authors and other terms of the site, to be renamed, merged or taken off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from editor.core.site.terms import TermUse, similar_terms, term_key
from editor.core.visible import visible
from editor.ui.browser.terms_model import TermsModel

_SIZE = (560, 600)
# More rows of near duplicates than this are scrolled.
_ROWS_SEEN = 4
_MOST_GROUPS = 40


class _Group(QFrame):
    """Terms that are nearly the same, with the button that makes them one: the one that most posts have."""

    merge_requested = Signal(object, str)

    def __init__(self, uses: Sequence[TermUse], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Of names that as many posts have, the plain one.
        self.uses = sorted(uses, key=lambda use: (-use.pages, use.name != use.name.lower(), use.name))
        self.setObjectName("near_terms")
        told = [f"{visible(use.name)} ({use.pages:,})" for use in self.uses]
        names = f"{'  '.join(told[1:])}  →  {told[0]}"
        words = QLabel(names)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setToolTip(names)
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button = QPushButton("Merge…")
        self.button.setProperty("role", "link")
        self.button.setAutoDefault(False)
        self.button.setAccessibleName(f"Merge {names}")
        self.button.setToolTip("Shows what changes before anything is written")
        self.button.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 4, 2)
        row.setSpacing(8)
        row.addWidget(words, 1)
        row.addWidget(self.button)

    def _on_clicked(self) -> None:
        target = self.uses[0].name
        self.merge_requested.emit(tuple(use.name for use in self.uses if use.name != target), target)


class _TermsView(QTableView):
    """Goes to the box for the new name with Enter or F2."""

    rename_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.rename_requested.emit()
        else:
            super().keyPressEvent(event)


class TermsDialog(QDialog):
    """Lists terms by their key in front matter; stays open while one change after the other is made.

    `change_requested(key, terms, new name)`: the new name is None for terms to be taken off.
    """

    change_requested = Signal(str, object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tags, Categories and Authors")
        self.resize(*_SIZE)
        self._uses: Mapping[str, tuple[TermUse, ...]] = {}
        self.key = QComboBox()
        self.key.setAccessibleName("Which list")
        self.key.setMinimumWidth(180)
        self.filter = QLineEdit(placeholderText="Filter", clearButtonEnabled=True)
        self.filter.setAccessibleName("Filter")
        self.model = TermsModel(self)
        self.view = self._made_view()
        self.near_heading = QLabel()
        self.near_heading.setProperty("role", "hint")
        self.groups: list[_Group] = []
        self._near = QVBoxLayout()
        self._near.setContentsMargins(0, 0, 0, 0)
        self._near.setSpacing(2)
        self._near_area = QScrollArea()
        self.name = QLineEdit(placeholderText="New name")
        self.name.setAccessibleName("New name")
        self.rename = QPushButton("&Rename…")
        self.rename.setAutoDefault(False)
        self.remove = QPushButton("&Take Off…")
        self.remove.setAutoDefault(False)
        self.words = QLabel()
        self.words.setProperty("role", "hint")
        self.words.setWordWrap(True)
        self._lay_out()
        self._connect()

    @property
    def selected(self) -> tuple[TermUse, ...]:
        """The terms that are selected, from top to bottom."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return tuple(self.model.use(row) for row in rows)

    def show_uses(self, uses: Mapping[str, tuple[TermUse, ...]]) -> None:
        """Show these terms by their keys; the list that was looked at stays in view."""
        if uses == self._uses:
            return
        before = self.key.currentData()
        self._uses = uses
        self.key.blockSignals(True)
        self.key.clear()
        for key, terms in uses.items():
            self.key.addItem(f"{key.replace('_', ' ').capitalize()} ({len(terms):,})", key)
        self.key.setCurrentIndex(max(0, self.key.findData(before)))
        self.key.blockSignals(False)
        self._show_key()

    def _made_view(self) -> _TermsView:
        view = _TermsView()
        view.setModel(self.model)
        view.setObjectName("plain_list")
        view.setAccessibleName("Terms")
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.setFrameShape(QTableView.Shape.NoFrame)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 10)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, 80)
        return view

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setLayout(self._near)
        self._near_area.setWidget(inner)
        self._near_area.setWidgetResizable(True)
        self._near_area.setFrameShape(QFrame.Shape.NoFrame)
        self._near_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.key)
        head.addWidget(self.filter, 1)
        change = QHBoxLayout()
        change.setSpacing(8)
        change.addWidget(self.name, 1)
        change.addWidget(self.rename)
        change.addWidget(self.remove)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(8)
        box.addLayout(head)
        box.addSpacing(4)
        box.addWidget(self.near_heading)
        box.addWidget(self._near_area)
        box.addWidget(self.view, 1)
        box.addWidget(self.words)
        box.addLayout(change)

    def _connect(self) -> None:
        self.key.currentIndexChanged.connect(self._show_key)
        self.filter.textChanged.connect(self._on_filter_changed)
        self.view.selectionModel().selectionChanged.connect(self._show_possible)
        self.model.modelReset.connect(self._show_possible)
        self.view.rename_requested.connect(self._on_name_wanted)
        self.view.doubleClicked.connect(self._on_name_wanted)
        self.name.textChanged.connect(self._show_buttons)
        self.name.returnPressed.connect(self._on_rename)
        self.rename.clicked.connect(self._on_rename)
        self.remove.clicked.connect(self._on_remove)

    def _show_key(self, *_: object) -> None:
        uses = self._uses.get(self.key.currentData() or "", ())
        self.model.show_uses(uses)
        for group in self.groups:
            self._near.removeWidget(group)
            group.hide()
            group.deleteLater()
        by_name = {use.name: use for use in uses}
        near = similar_terms(use.name for use in uses)[:_MOST_GROUPS]
        self.groups = [_Group([by_name[name] for name in names]) for names in near]
        for group in self.groups:
            group.merge_requested.connect(self._on_merge_requested)
            self._near.addWidget(group)
        count = len(self.groups)
        self.near_heading.setText(
            "These are nearly the same:" if count else "" if uses else "No post has any yet."
        )
        self.near_heading.setVisible(bool(count) or not uses)
        self._near_area.setVisible(bool(count))
        if count:
            height = self.groups[0].sizeHint().height() + 2
            self._near_area.setFixedHeight(height * min(count, _ROWS_SEEN) + 6)

    def _show_possible(self, *_: object) -> None:
        chosen = self.selected
        # The name that most posts have is the likeliest for all.
        self.name.setText(max(chosen, key=lambda use: use.pages).name if chosen else "")
        self._show_buttons()

    def _show_buttons(self) -> None:
        chosen, name = self.selected, self.name.text().strip()
        many = len(chosen) > 1
        self.rename.setText("&Merge…" if many else "&Rename…")
        changes = any(use.name != name for use in chosen)
        self.rename.setEnabled(bool(term_key(name)) and changes)
        self.remove.setEnabled(bool(chosen))
        self.words.setText(
            f"{len(chosen):,} selected, to be one under this name:"
            if many
            else "The posts that have it get the new name; what changes is shown first."
            if chosen
            else "Select one to rename it, several to merge them."
        )

    def _on_filter_changed(self, text: str) -> None:
        self.model.filter(text)

    def _on_name_wanted(self, *_: object) -> None:
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _on_rename(self) -> None:
        if self.rename.isEnabled():
            self._request(tuple(use.name for use in self.selected), self.name.text().strip())

    def _on_remove(self) -> None:
        self._request(tuple(use.name for use in self.selected), None)

    def _on_merge_requested(self, names: tuple[str, ...], target: str) -> None:
        self._request(names, target)

    def _request(self, names: tuple[str, ...], new: str | None) -> None:
        self.change_requested.emit(self.key.currentData(), names, new)
