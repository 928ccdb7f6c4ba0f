"""Words found and replaced in all posts of the site."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor

from editor.app.file_changes import Meter
from editor.app.notices import Notice, Tone
from editor.app.session import PostSession
from editor.app.site_query import Listed
from editor.app.site_search import Found, SiteSearch, Wanted, finder, replacer
from editor.app.text_bridge import to_qpos
from editor.core.line_ends import to_buffer
from editor.core.site.bulk import Plan
from editor.core.site.text_search import Finder, PostHits, Replacer, TextHit, Where, plan_replace, replaced
from editor.ui.browser.hits_model import HitLine, PostLine
from editor.ui.features import Parts
from editor.ui.file_review import FileReview
from editor.ui.jump import go_to
from editor.ui.site_search_panel import Scope, SiteSearchPanel

_PANEL = "site_search"


class SiteFind(QObject):
    """Looks through posts in the panel below the text, leads to the hits, and replaces them after showing a diff."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._site_pane = parts.window.site_pane
        self._selected: tuple[Path, ...] = ()
        self.panel = SiteSearchPanel(parts.theme)
        self.search = SiteSearch(parts.pool, self)
        self.reviewed = FileReview(parts, self)
        parts.window.frame.below.add_panel(_PANEL, "Find in All Posts", self.panel)
        parts.window.frame.below.turned.connect(self._on_turned)
        self.panel.search_requested.connect(self._on_search_requested)
        self.panel.hit_picked.connect(self._on_hit_picked)
        self.panel.replace_requested.connect(self._on_replace_requested)
        self.panel.closed.connect(parts.window.frame.below.close_panel)
        self.search.hits_found.connect(self._on_hits_found)
        self.search.progressed.connect(self._on_progressed)
        self.search.failed.connect(self._on_failed)
        self.reviewed.made.connect(self._on_search_requested)
        parts.workspace.site_read.connect(self._on_site_read)
        parts.workspace.folder_changed.connect(self._on_folder_changed)

    def find_in_site(self) -> None:
        """Show the panel, looking for what is selected in the text or typed in the list's box."""
        self._open(replace=False)

    def replace_in_site(self) -> None:
        """Show the panel to replace what is looked for."""
        self._open(replace=True)

    def _open(self, *, replace: bool) -> None:
        window = self._parts.window
        if self._parts.workspace.folder is None:
            window.show_notice(Notice("Open a site or a folder of posts first.", Tone.INFO))
            return
        text = self._words_at_hand()
        selected = tuple(page.row.path for page in self._site_pane.selected)
        # One selected post is mostly the one that is open.
        self._selected = selected if len(selected) > 1 else ()
        self._show_counts()
        window.frame.browse(False)
        window.frame.below.show_panel(_PANEL)
        self.panel.open(text, replace=replace)

    def _words_at_hand(self) -> str:
        box = self._site_pane.filter
        if box.hasFocus() or self._site_pane.search_text.hasFocus():
            return " ".join(word for word in box.text().split() if ":" not in word)
        editor = self._parts.window.text.editor
        chosen = editor.textCursor().selectedText() if editor.hasFocus() else ""
        return "" if "\u2029" in chosen else chosen

    def _show_counts(self) -> None:
        model = self._site_pane.model
        listed = model.shown if model.arrangement.query.strip() else 0
        self.panel.show_counts(len(model.pages), listed, len(self._selected))
        empty = {Scope.LISTED: not listed, Scope.SELECTED: not self._selected, Scope.ALL: False}
        if empty[self.panel.chosen_scope]:
            self.panel.scope.setCurrentIndex(0)

    def _paths(self) -> tuple[Path, ...]:
        model = self._site_pane.model
        scope = self.panel.chosen_scope
        if scope is Scope.SELECTED:
            return self._selected
        if scope is Scope.LISTED:
            lines = (model.line(row) for row in range(model.rowCount()))
            return tuple(line.row.path for line in lines if isinstance(line, Listed))
        return tuple(page.row.path for page in model.pages)

    def _on_search_requested(self) -> None:
        self._show_counts()
        self.panel.model.clear()
        query = self.panel.query
        if not query.text:
            self.search.stop()
            self.panel.show_nothing()
            return
        texts = {
            session.path: session.exact_text()
            for session in self._parts.workspace.sessions
            if session.path is not None and session.is_modified
        }
        self.search.start(Wanted(query, self.panel.where, self._paths(), texts))

    def _on_hits_found(self, posts: tuple[PostHits, ...]) -> None:
        self.panel.model.add(self._lines(posts))

    def _lines(self, posts: tuple[PostHits, ...]) -> Iterator[PostLine | HitLine]:
        folder = self._parts.workspace.folder or Path()
        for post in posts:
            place = post.path.relative_to(folder) if post.path.is_relative_to(folder) else post.path
            page = self._site_pane.model.page_of(post.path)
            yield PostLine(page.row.title if page is not None else post.path.name, str(place), post.total)
            yield from (HitLine(post.path, hit) for hit in post.hits)

    def _on_progressed(self, found: Found) -> None:
        self.panel.show_found(found, searching=self.search.busy)

    def _on_failed(self, error: Exception) -> None:
        self.panel.show_trouble(str(error))

    def _on_hit_picked(self, line: HitLine) -> None:
        session = go_to(self._parts.window, self._parts.workspace, line.path, line.hit.line)
        if session is not None and line.hit.line > session.body_first_line:
            self._select(session, line.hit)

    def _select(self, session: PostSession, hit: TextHit) -> None:
        """Mark a hit in the text, unless the text has changed since."""
        text = self._parts.window.text
        body = session.body_text()
        start = hit.start - (len(to_buffer(session.exact_text())) - len(body))
        end = start + hit.end - hit.start
        if start >= 0 and body[start:end].startswith(hit.found.removesuffix("⏎")):
            cursor = text.editor.textCursor()
            cursor.setPosition(to_qpos(body, start))
            cursor.setPosition(to_qpos(body, end), QTextCursor.MoveMode.KeepAnchor)
            text.editor.setTextCursor(cursor)

    def _on_replace_requested(self, template: str) -> None:
        query, where = self.panel.query, self.panel.where
        find, put = finder(query), replacer(query, template)
        paths, sessions = self.reviewed.parted(self._paths())
        title = f"Replace “{_short(query.text)}” with “{_short(template)}”"
        planner = partial(_planned, title, paths, find, put, where)
        change = partial(_changed, find=find, put=put, where=where)
        self.reviewed.show(title, planner, len(paths), sessions, change)

    def _on_site_read(self) -> None:
        self._show_counts()

    def _on_folder_changed(self) -> None:
        self.search.stop()
        self._selected = ()
        self.panel.model.clear()
        self.panel.show_nothing()
        below = self._parts.window.frame.below
        if below.shown == _PANEL:
            below.close_panel()

    def _on_turned(self, name: str, shown: bool) -> None:
        if name == _PANEL and not shown:
            self.search.stop()
            if self._parts.window.session is not None:
                self._parts.window.text.editor.setFocus(Qt.FocusReason.OtherFocusReason)


def _planned(
    title: str, paths: tuple[Path, ...], find: Finder, put: Replacer, where: Where, meter: Meter
) -> Plan:
    return plan_replace(title, paths, find, put, where, progress=meter.count, cancel=meter.is_stopped)


def _changed(text: str, *, find: Finder, put: Replacer, where: Where) -> str:
    return replaced(text, find, put, where)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
