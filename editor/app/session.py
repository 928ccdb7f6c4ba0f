"""One open post: its text in two live documents, what it means, and the file it came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextDocument

from editor.app.history import History
from editor.app.parts import take_apart
from editor.app.text_bridge import (
    apply_to_document,
    buffer_text,
    difference,
    displayable,
    document_edits,
    load_text,
    utf16_length,
)
from editor.core.errors import EditorError
from editor.core.frontmatter import (
    FrontMatter,
    KeyPath,
    Split,
    find_field,
    page_meta,
    read_front_matter,
    set_field,
    unset_field,
)
from editor.core.line_diff import line_edits
from editor.core.line_ends import restore, to_buffer
from editor.core.post import Post, read_post
from editor.core.problem import Problem, Severity
from editor.core.site import Site
from editor.core.text_edit import TextEdit, apply_edits, shift_edits
from editor.core.text_file import Fingerprint, TextFile, encode, read_text_file, write_atomically

_MAX_EDITS: Final = 200


class PostSession(QObject):
    """A post being edited: `body` and `matter` (the front matter without delimiters) are its live text.

    Views edit the documents directly or call `set_field`; either way `post_changed` tells the new reading of
    the front matter, with what caused it ("load", "form", "source" or "undo"), and `body_changed` that the
    body is another. `superseded` brings the exact text that a save has just replaced in the file, `overwritten` one
    that it replaced there and that was not read before. A post that was never saved has no `path`. Everything here
    belongs to the UI thread.
    """

    post_changed = Signal(object, str)
    body_changed = Signal()
    modified_changed = Signal(bool)
    path_changed = Signal()
    saved = Signal()
    superseded = Signal(str)
    overwritten = Signal(str)
    read_only_changed = Signal(str)
    history_changed = Signal()

    def __init__(
        self,
        file: TextFile | None = None,
        *,
        text: str = "",
        site: Site | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.body = QTextDocument(self)
        self.matter = QTextDocument(self)
        self.site = site
        self._path = file.path if file else None
        self._fingerprint: Fingerprint | None = file.fingerprint if file else None
        self._read_only_reason = file.read_only_reason if file else ""
        self._take_original(file.text if file else text)
        self._post = read_post(self._original, self._path)
        parts = take_apart(self._original, self._post.front.split)
        load_text(self.body, parts.body)
        load_text(self.matter, parts.matter)
        self._body_text: str | None = displayable(parts.body)
        self._matter_text = displayable(parts.matter)
        self._exact: str | None = self._original
        self._history = History(self.body, self.matter, parts.layout, self)
        self._front = parts.layout.front(self._matter_text)
        self._body_dirty = self._matter_dirty = self._post_is_stale = self._is_modified = False
        self._is_replaying = False
        self._note_saved()
        self._history.changed.connect(self.history_changed)
        self.body.contentsChanged.connect(self._on_body_contents_changed)
        self.matter.contentsChanged.connect(self._on_matter_contents_changed)

    @classmethod
    def open(cls, path: Path, site: Site | None = None) -> PostSession:
        """Read the file at `path`; raises EditorError where it cannot be shown as text."""
        return cls(read_text_file(path), site=site)

    @property
    def path(self) -> Path | None:
        """Where the post is saved; None until it was."""
        return self._path

    @property
    def base_text(self) -> str:
        """What the file held when it was read or saved last, exactly."""
        return self._original

    @property
    def fingerprint(self) -> Fingerprint | None:
        """The fingerprint of that; None for a post without a file."""
        return self._fingerprint

    @property
    def read_only_reason(self) -> str:
        """Why the post cannot be edited, as a sentence; empty where it can."""
        return self._read_only_reason

    @property
    def is_replaying(self) -> bool:
        """Whether what happens now is something taken back or done again."""
        return self._is_replaying

    @property
    def is_modified(self) -> bool:
        """Whether the exact text differs from that of the file (undone edits do not count)."""
        return self._is_modified

    @property
    def post(self) -> Post:
        """What the text means now; the front matter is read when it changes, not when the body does."""
        if self._post_is_stale:
            self._post = replace(self._post, text=self.exact_text())
            self._post_is_stale = False
        return self._post

    @property
    def body_first_line(self) -> int:
        """The 0-based line of the file at which the body begins."""
        return self._front.count("\n") + len(self._joint())

    @property
    def can_undo(self) -> bool:
        """Whether `undo` would do something."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether `redo` would do something."""
        return self._history.can_redo

    @property
    def is_missing(self) -> bool:
        """Whether the post counts as modified only because its file was found missing."""
        return self._is_missing and not self._differs()

    def note_missing(self) -> None:
        """Take the file for gone: the text counts as unsaved until it is saved or read again."""
        self._is_missing = True
        self._update_modified()

    def exact_text(self) -> str:
        """Give the text as it would be saved: unchanged parts as the author wrote them, to the line end.

        A file that is open for reading only keeps its own text, damaged bytes included.
        """
        if self._read_only_reason:
            return self._original
        if self._exact is None:
            text = self._history.layout.text(self._matter_text, self.body_text())
            # Most files have newlines alone, and a megabyte need not be searched for others each time.
            self._exact = text if self._has_newlines_only else restore(self._original, text)
        return self._exact

    def body_text(self) -> str:
        r"""Give the body with "\n" line ends, every other character as it is."""
        if self._body_text is None:
            self._body_text = buffer_text(self.body)
        return self._body_text

    def set_field(self, path: KeyPath, value: object, origin: str = "form") -> None:
        """Give the front matter's value at `path`, which may be new, by the smallest edit; one undo step.

        Raises EditorError where that is not possible, with the reason; then nothing is changed.
        """
        text, split = self._front_for_edit()
        self._edit_front(text, split, set_field(text, path, value), origin)

    def unset_field(self, path: KeyPath, origin: str = "form") -> None:
        """Remove the key or item at `path` with its own lines; one undo step. Raises as `set_field` does."""
        text, split = self._front_for_edit()
        self._edit_front(text, split, unset_field(text, path), origin)

    def undo(self) -> None:
        """Take back the last thing done in either document."""
        self._replay(self._history.undo)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._replay(self._history.redo)

    def save(self, *, overwrite: bool = False) -> None:
        """Write the text to its file, whole or not at all.

        Raises ChangedOutside where the file is not the one that was read (unless `overwrite`), and
        EditorError where the system refuses or the post has no path yet; the text stays modified then.
        """
        if self._path is None:
            raise EditorError("This post has no file yet: save it under a name.")
        if self._read_only_reason:
            raise EditorError(self._read_only_reason, path=self._path)
        former = self._original
        theirs = _text_at(self._path) if overwrite else None
        self._write(self._path, None if overwrite else self._fingerprint)
        if theirs in (None, former):
            self.superseded.emit(former)
        else:
            self.overwritten.emit(theirs)

    def save_as(self, path: Path) -> None:
        """Write the text to another file, which is the post's from then on; an existing file is replaced."""
        theirs = _text_at(path)
        self._write(path, None)
        self.follow(path)
        # A copy of a damaged file is as damaged as the file; one of a write-protected file is not protected.
        self._set_read_only(read_text_file(path).read_only_reason)
        if theirs is not None:
            self.overwritten.emit(theirs)

    def follow(self, path: Path) -> None:
        """Take note that the post's file, as it is, has another name now."""
        if path != self._path:
            self._path = path
            self._post = replace(self.post, path=path)
            self.path_changed.emit()

    def reload(self) -> None:
        """Take over what the file holds now as one undo step; raises EditorError where it is unreadable."""
        if self._path is None:
            return
        file = read_text_file(self._path)
        self.rebase(file, file.text)

    def rebase(self, file: TextFile, text: str) -> None:
        """Take `file` for what is on the disk, and `text` for what is to be there: one undo step.

        Raises EditorError where the file is for reading only and `text` is not its own.
        """
        if file.read_only_reason and text != file.text:
            raise EditorError(file.read_only_reason, path=file.path)
        self._fingerprint = file.fingerprint
        self._take_original(file.text)
        self._set_read_only(file.read_only_reason)
        # Line ends may be others although the documents, which have none, are as they were.
        self._exact = None
        self._adopt(text, "load", anew=True)
        parts = take_apart(displayable(file.text), read_front_matter(file.text).split)
        self._note_saved(parts.layout.front(parts.matter), parts.body)

    def replace_text(self, text: str) -> None:
        """Let the post hold another exact text, as one undo step; its file is not touched.

        Line ends other than newlines are those of the lines it shares with the file.
        """
        if self._read_only_reason:
            raise EditorError(self._read_only_reason, path=self._path)
        self._adopt(text, "load", anew=True)

    def on_disk(self) -> TextFile | None:
        """Read what the file holds now; None for a post without one. Raises EditorError."""
        return None if self._path is None else read_text_file(self._path)

    def settle(self) -> None:
        """Take front matter that was typed into the body, or body into the front matter, where Hugo sees it.

        One step that can be undone; saving does it too.
        """
        self._adopt(self.exact_text(), "source")

    def _take_original(self, text: str) -> None:
        self._original = text
        self._has_newlines_only = not any(end in text for end in "\r\u2029\ufdd0\ufdd1")

    def _joint(self) -> str:
        # Asked for with every keystroke: the count costs nothing, the text may be a megabyte.
        return self._history.layout.joint if self.body.characterCount() > 1 else ""

    def _front_for_edit(self) -> tuple[str, Split]:
        """Give the exact text before the body and where its parts are, or say why no field can be changed."""
        if self._read_only_reason:
            raise EditorError(self._read_only_reason, path=self._path)
        layout = self._history.layout
        if layout.bare and not self._matter_text:
            self.settle()
            layout = self._history.layout
        front = self._post.front
        broken = next((p for p in front.problems if front.broken and p.severity is Severity.ERROR), None)
        if broken is not None:
            message = f"The front matter cannot be read: {broken.message}. Mend it in the Source tab first."
            raise EditorError(message, path=self._path, line=broken.line)
        if layout.bare and not self._matter_text:
            head = len(layout.head)
            split = Split(layout.format, head - 4, head, head, head + len(layout.closing))
            return layout.head + layout.closing, split
        return self._post.text[: front.split.body], front.split

    def _edit_front(self, text: str, split: Split, edits: tuple[TextEdit, ...], origin: str) -> None:
        if any(e.start < split.matter or e.end > split.closing for e in edits):
            # The last field takes the delimiters with it.
            self._adopt(apply_edits(text, edits) + self._joint() + self.body_text(), origin)
            return
        exact = text[split.matter : split.closing]
        moved = document_edits(
            self._matter_text, exact, shift_edits(edits, -split.matter), self._history.layout.glue
        )
        if moved:
            with self._history.one_step():
                apply_to_document(self.matter, moved)
            self._flush(origin)

    def _replay(self, step: Callable[[], bool]) -> None:
        if self._read_only_reason:
            return
        self._is_replaying = True
        try:
            done = step()
        finally:
            self._is_replaying = False
        if done:
            self._flush("undo")

    def _write(self, path: Path, expected: Fingerprint | None) -> None:
        text = self.exact_text()
        data = encode(text)
        write_atomically(path, data, expected=expected)
        self._fingerprint = Fingerprint.of(data)
        self._history.seal()
        self._take_original(text)
        self._adopt(text, "source")
        self._note_saved()
        self.saved.emit()

    def _adopt(self, text: str, origin: str, *, anew: bool = False) -> None:
        """Make the documents hold `text`, divided where Hugo divides it, as one step."""
        parts = take_apart(displayable(text), read_front_matter(text).split)
        layout = self._history.layout
        same = (parts.matter, parts.body) == (self._matter_text, self.body_text())
        if not same or layout.text(parts.matter, parts.body) != to_buffer(text):
            with self._history.one_step(parts.layout):
                apply_to_document(self.matter, _changes(self._matter_text, parts.matter))
                apply_to_document(self.body, _changes(self.body_text(), parts.body))
            anew = True
        self._flush(origin, anew=anew)

    def _on_body_contents_changed(self) -> None:
        self._body_dirty = True
        if not self._history.busy:
            self._flush("source")

    def _on_matter_contents_changed(self) -> None:
        self._matter_dirty = True
        if not self._history.busy:
            self._flush("source")

    def _flush(self, origin: str, *, anew: bool = False) -> None:
        """Tell what has changed in the documents since the last time (`anew`: the front matter anyway)."""
        body_changed, matter_changed = self._body_dirty, self._matter_dirty
        self._body_dirty = self._matter_dirty = False
        if body_changed:
            self._body_text = self._exact = None
            self._post_is_stale = True
        if matter_changed or anew:
            matter_changed = self._read_matter(anew=anew)
        self._update_modified()
        if matter_changed:
            self.post_changed.emit(self.post, origin)
        if body_changed:
            self.body_changed.emit()

    def _read_matter(self, *, anew: bool = False) -> bool:
        matter = buffer_text(self.matter)
        front = self._history.layout.front(matter)
        if not anew and matter == self._matter_text and front == self._front:
            return False
        self._matter_text, self._front, self._exact = matter, front, None
        text = self.exact_text()
        reading = read_front_matter(text)
        self._post = Post(text, self._path, self._fitted(text, reading), page_meta(reading))
        self._post_is_stale = False
        return True

    def _fitted(self, text: str, front: FrontMatter) -> FrontMatter:
        """Mark front matter broken that Hugo would see begin or end elsewhere than the documents do."""
        split = front.split
        if to_buffer(text[: split.body]) == self._front + self._joint():
            return front
        message = (
            "the front matter ends in its middle" if self._matter_text else "the body opens front matter"
        )
        problem = Problem(
            Severity.ERROR, message, self._front.count("\n", 0, split.closing) + 1, split.closing, split.body
        )
        return replace(front, fields=(), problems=(problem,))

    def _note_saved(self, front: str | None = None, body: str | None = None) -> None:
        self._saved_front = self._front if front is None else front
        self._saved_body = self.body_text() if body is None else body
        self._saved_units = utf16_length(self._saved_body)
        self._is_missing = False
        self._update_modified()

    def _update_modified(self) -> None:
        is_modified = self._is_missing or self._differs()
        if is_modified != self._is_modified:
            self._is_modified = is_modified
            self.modified_changed.emit(is_modified)

    def _differs(self) -> bool:
        # Length first: a keystroke mostly changes it, and comparing a megabyte costs milliseconds.
        return (
            self._front != self._saved_front
            or self.body.characterCount() - 1 != self._saved_units
            or self.body_text() != self._saved_body
        )

    def _set_read_only(self, reason: str) -> None:
        if reason != self._read_only_reason:
            self._read_only_reason = reason
            self.read_only_changed.emit(reason)


def _changes(before: str, after: str) -> tuple[TextEdit, ...]:
    """Give the edits from one text to another that leave most carets where they are."""
    edits = line_edits(before, after)
    # Each edit's place is counted from the start, so thousands would take seconds.
    return edits if len(edits) <= _MAX_EDITS else difference(before, after)


def has_flag(post: Post, name: str) -> bool:
    """Whether a post is a "draft" to Hugo, or "featured" to templates (for which text is not true)."""
    if name == "draft":
        return post.meta.draft
    field = find_field(post.front, (name,))
    return field is not None and field.value is True


def _text_at(path: Path) -> str | None:
    try:
        return read_text_file(path).text
    except EditorError:
        # Nothing is there that could be read, and so nothing to keep.
        return None
