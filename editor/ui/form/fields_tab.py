"""The front matter as fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from editor.app.session import PostSession
from editor.core.frontmatter import KeyPath, find_field, to_plain_text
from editor.core.frontmatter.casts import to_bool
from editor.core.post import Post
from editor.core.schema import FieldKind, FieldSpec, OfferedField, detect_kind, offered_fields, readable
from editor.core.site.handed_down import HandedDown
from editor.core.site.word_notes import WordFacts
from editor.core.visible import visible
from editor.ui.form.add_field import AddField, first_value
from editor.ui.form.base import as_text
from editor.ui.form.field_list import FieldList
from editor.ui.form.field_row import FieldRow
from editor.ui.form.group import GroupRow
from editor.ui.form.header import FlagTile, Header
from editor.ui.form.inherited import Inherited, InheritedFields
from editor.ui.form.more_fields import MoreFields
from editor.ui.form.part import Part
from editor.ui.form.remark import Remark
from editor.ui.form.session_desk import SessionDesk
from editor.ui.form.tones import colours_of

_FLAGS = ("draft", "featured")


class FieldsTab(QWidget):
    """Draft and Featured on top, then the fields, those that could be added, and help for the one in use.

    What is entered goes over the desk to the session, and what the session then tells is shown in the parts
    that exist already.
    """

    source_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: PostSession | None = None
        self._entries: tuple[OfferedField, ...] = ()
        self._own: dict[KeyPath, OfferedField] = {}
        self._revealed: set[KeyPath] = set()
        self._colours = colours_of(self.palette())
        self.desk = SessionDesk(self.palette(), self)
        self.header = Header(self)
        self.list = FieldList(self.desk, headings=True)
        self.list.follows = self.header.featured.switch
        self.inherited = InheritedFields()
        self._handed_down: tuple[Inherited, ...] = ()
        self.more = MoreFields(self.desk.icons)
        self.add_button = QPushButton("&Add field…")
        self.add_field = AddField()
        self.add_field.hide()
        self.help = Remark(self)
        self._lay_out()
        self._connect()

    # ---- what the pane calls ------------------------------------------------------------------------------

    def show_session(self, session: PostSession | None) -> None:
        """Show another post."""
        self._session = self.desk.session = session
        self._revealed.clear()
        self._own.clear()
        self.add_field.hide()
        self.add_button.show()
        self.list.show_entries(())
        self.refresh()

    def refresh(self) -> None:
        """Show what the session's front matter says now."""
        session = self._session
        if session is None:
            self._entries = ()
            return
        self._entries = offered_fields(session.post, detect_kind(session.post, session.site), session.site)
        self._refresh()

    def offer_words(self, words: Mapping[str, Sequence[str]], facts: WordFacts | None = None) -> None:
        """Complete words in fields that refer to "tags", "authors" and the like, by those names."""
        self.desk.words, self.desk.facts = words, facts or WordFacts()
        for row in self.list.findChildren(FieldRow):
            row.offer_words()

    def show_inherited(self, values: Sequence[HandedDown], root: Path | None) -> None:
        """Show what the post has without saying so, unless it says it after all."""
        self._handed_down = tuple(self._inherited(value, root) for value in values)
        if self._session is not None:
            self._refresh()

    def flush(self) -> None:
        """Write what has been typed so far."""
        self.list.flush()

    def focus_field(self, path: KeyPath) -> bool:
        """Bring the keyboard to the field at `path`, in an opened group; tells whether it is shown."""
        part = self.list.part_at(path[:1])
        for depth in range(2, len(path) + 1):
            if not isinstance(part, GroupRow):
                break
            part = part.reveal(path[:depth])
        if part is None:
            return False
        part.focus_editor()
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Draw the strokes anew after a change from light to dark: the parts are built again."""
        super().changeEvent(event)
        palette = self.palette()
        if event.type() is QEvent.Type.PaletteChange and colours_of(palette) is not self._colours:
            self._colours = colours_of(palette)
            self.desk.icons.renew(palette)
            self.flush()
            self.list.show_entries(())
            self.more.heading.refresh_icon()
            self._refresh()

    # ---- inside -------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setObjectName("form_fields")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(16)
        column.addWidget(self.header)
        column.addWidget(self.list)
        column.addWidget(self.inherited)
        column.addWidget(self.more)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.add_field)
        column.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inner)
        self.help.setObjectName("form_help")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._area, 1)
        outer.addWidget(self.help)

    def _connect(self) -> None:
        self.desk.source_requested.connect(self.source_requested)
        self.desk.dropped.connect(self._on_dropped)
        self.header.draft_requested.connect(self._on_draft_requested)
        self.header.featured_requested.connect(self._on_featured_requested)
        self.inherited.override_requested.connect(self._on_override_requested)
        self.more.chosen.connect(self._on_more_chosen)
        self.add_button.clicked.connect(self._on_add_clicked)
        self.add_field.requested.connect(self._on_add_requested)
        self.add_field.closed.connect(self._on_add_closed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _refresh(self) -> None:
        own = [entry for path, entry in self._own.items() if not self._has(path)]
        entries = [entry for entry in (*self._entries, *own) if str(entry.path[0]).lower() not in _FLAGS]
        shown = [entry for entry in entries if entry.present or entry.path in self._revealed]
        self.list.show_entries(shown)
        missing = [value for value in self._handed_down if not self._has(value.path)]
        self.inherited.show_entries(
            [value for value in missing if value.path[0] not in _FLAGS], writable=not self.desk.read_only
        )
        self.more.show_entries(
            [e for e in self._entries if not e.present and e in entries and e not in shown]
        )
        self.more.setVisible(self.more.isVisibleTo(self) and not self.desk.read_only)
        self.add_button.setEnabled(not self.desk.read_only)
        if self._session is not None:
            self._show_flags(self._session.post)

    def _has(self, path: KeyPath) -> bool:
        return self._session is not None and find_field(self._session.post.front, path) is not None

    def _show_flags(self, post: Post) -> None:
        for name, tile in (("draft", self.header.draft), ("featured", self.header.featured)):
            self._show_flag(post, name, tile)

    def _show_flag(self, post: Post, name: str, tile: FlagTile) -> None:
        field = find_field(post.front, (name,))
        entry = next((e for e in self._entries if field is not None and e.path == field.path), None)
        trouble = field.locked if field and field.locked else entry.concern if entry else ""
        free = not self.desk.read_only and not (field and field.locked)
        given = next((value for value in self._handed_down if value.path == (name,)), None)
        if field is None and given is not None:
            tile.show_state(to_bool(given.value), "", free=free, words=f"From {given.source}")
            return
        tile.show_state(to_bool(field.value) if field else False, trouble, free=free)

    def _turn(self, name: str, on: bool, tile: FlagTile) -> None:
        if self._session is None:
            return
        self.flush()
        field = find_field(self._session.post.front, (name,))
        reason = self.desk.write(field.path if field else (name,), on)
        if reason:
            self._show_flag(self._session.post, name, tile)
            tile.complain(reason)

    def _on_draft_requested(self, on: bool) -> None:
        self._turn("draft", on, self.header.draft)

    def _on_featured_requested(self, on: bool) -> None:
        self._turn("featured", on, self.header.featured)

    def _inherited(self, value: HandedDown, root: Path | None) -> Inherited:
        entry = next((e for e in self._entries if e.spec.named(value.key)), None)
        path: KeyPath = (value.key,) if entry is None or value.key in _FLAGS else entry.path
        words = (
            as_text(value.value) if not isinstance(value.value, dict | list) else to_plain_text(value.value)
        )
        source = value.source
        if source is not None and root is not None and source.is_relative_to(root):
            source = source.relative_to(root)
        place = "the site’s configuration" if source is None else visible(source.as_posix())
        label = entry.spec.label if entry is not None else readable(value.key)
        return Inherited(path, label, value.value, visible(_shortened(words, 120)), place)

    def _on_override_requested(self, given: Inherited) -> None:
        self.flush()
        reason = self.desk.write(given.path, given.value)
        if reason:
            self.inherited.complain(given.path, reason)
        else:
            self.focus_field(given.path)

    def _on_dropped(self, path: object) -> None:
        if isinstance(path, tuple):
            self._revealed.discard(path)
            self._own.pop(path, None)
            self._refresh()

    def _on_more_chosen(self, path: object) -> None:
        if isinstance(path, tuple):
            self._reveal(path)

    def _reveal(self, path: KeyPath) -> None:
        self._revealed.add(path)
        self._refresh()
        part = self.list.part_at(path)
        if part is not None:
            part.focus_editor()

    def _on_add_clicked(self) -> None:
        self.flush()
        self.add_button.hide()
        self.add_field.begin(str(entry.path[0]) for entry in self._entries if entry.present)
        self._area.ensureWidgetVisible(self.add_field)

    def _on_add_closed(self) -> None:
        self.add_field.hide()
        self.add_button.show()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add_requested(self, name: str, kind: object) -> None:
        known = next((e for e in self._entries if not e.present and e.spec.named(name.lower())), None)
        if known is not None:
            path: KeyPath = known.path
        else:
            path = (name,)
            kind = kind if isinstance(kind, FieldKind) else FieldKind.TEXT
            self._own[path] = OfferedField(FieldSpec((name,), kind, readable(name)), path, known=False)
            value = first_value(kind)
            reason = "" if value is None else self.desk.write(path, value)
            if reason:
                self.add_field.complain(reason)
                return
        self.add_field.hide()
        self.add_button.show()
        self._reveal(path)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        del old
        widget = new
        while widget is not None and widget is not self:
            if isinstance(widget, Part):
                self.help.say(_shortened(widget.help))
                self.help.setToolTip(widget.help)
                self._area.ensureWidgetVisible(new or widget, 0, 24)
                return
            widget = widget.parentWidget()
        if widget is self or new is None or self.isAncestorOf(new):
            self.help.say("")


def _shortened(text: str, limit: int = 240) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rsplit(" ", 1)[0] + " …"
