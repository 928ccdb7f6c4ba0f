"""Everything that is open: the posts, the folder, and which post is looked at."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.app.jobs import Pool
from editor.app.new_post import NewPost
from editor.app.notices import Notice, Tone
from editor.app.session import PostSession
from editor.app.settings import Settings
from editor.core.errors import EditorError
from editor.core.presence import exists, is_folder, real_path
from editor.core.site import PostEntry, Site, find_site
from editor.core.site.names import clash, twin
from editor.core.text_file import Fingerprint, TextFile, encode, other_names, write_atomically

if TYPE_CHECKING:
    from editor.app.site_feed import SiteFeed, SiteReading


class Workspace(QObject):
    """Opens and closes posts and folders; whoever shows them listens.

    What fails is told by `notice` and changes nothing. `current_changed` carries the session or None and
    comes before `session_closed`, so that no view shows a session that is gone. `site_read(SiteReading)` comes
    with every listing, also when the folder was changed by others.
    """

    session_opened = Signal(object)
    session_closed = Signal(object)
    current_changed = Signal(object)
    folder_changed = Signal()
    posts_listed = Signal(object)
    site_read = Signal(object)
    recents_changed = Signal()
    notice = Signal(object)

    def __init__(
        self, settings: Settings, pool: Pool, parent: QObject | None = None, cache: Path | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._cache = cache
        self._sessions: list[PostSession] = []
        self._current: PostSession | None = None
        self._folder: Path | None = None
        self._site: Site | None = None
        self._pool = pool
        self._feed: SiteFeed | None = None

    @property
    def sessions(self) -> tuple[PostSession, ...]:
        """The open posts, in the order they were opened."""
        return tuple(self._sessions)

    @property
    def current(self) -> PostSession | None:
        """The post that is looked at."""
        return self._current

    @property
    def folder(self) -> Path | None:
        """The open folder."""
        return self._folder

    @property
    def site(self) -> Site | None:
        """The site the open folder is, or lies in."""
        return self._site

    @property
    def posts(self) -> tuple[PostEntry, ...]:
        """The posts of the open folder as listed last, the newest first."""
        return self.reading.posts if self.reading is not None else ()

    @property
    def reading(self) -> SiteReading | None:
        """The pages of the open folder as read last; None before that."""
        return self._feed.reading if self._feed is not None else None

    @property
    def unsaved(self) -> tuple[PostSession, ...]:
        """The posts that would lose something if they were closed now."""
        return tuple(s for s in self._sessions if s.is_modified)

    @property
    def recent_files(self) -> tuple[Path, ...]:
        """The files opened last, the newest first."""
        return self._settings.recent("files")

    @property
    def recent_folders(self) -> tuple[Path, ...]:
        """The folders opened last, the newest first."""
        return self._settings.recent("folders")

    def open(self, path: Path) -> None:
        """Open a file or a folder."""
        if is_folder(path):
            self.open_folder(path)
        else:
            self.open_file(path)

    def open_file(self, path: Path) -> PostSession | None:
        """Open a post and make it the current one; one that is open already is only made current."""
        path = path.absolute()
        session = self._session_of(path)
        if session is None:
            try:
                session = PostSession.open(path, self._site_of(path))
            except EditorError as error:
                self._forget_if_gone(path, "files")
                self.notice.emit(Notice.of(error))
                return None
            self._add(session)
            self._tell_of_twin(path)
        self._settings.add_recent("files", path)
        self.recents_changed.emit()
        self.make_current(session)
        return session

    def open_draft(self, path: Path | None, base: str, text: str) -> PostSession:
        """Open the post at `path` as it was when its file held `base` and its editor `text`, and make it current.

        Saving it finds out if the file was changed since. A post that is open takes the text as one step to undo.
        """
        data = encode(base)
        session = None if path is None else self._session_of(path)
        if path is None:
            session = PostSession(text=base)
            session.replace_text(text)
            self._add(session)
        elif session is None:
            file = TextFile(path, data, base, Fingerprint.of(data))
            session = PostSession(file, site=self._site_of(path))
            session.replace_text(text)
            self._add(session)
        else:
            session.rebase(TextFile(path, data, base, Fingerprint.of(data)), text)
        self.make_current(session)
        return session

    def open_folder(self, path: Path) -> bool:
        """Open a folder, whose posts are then listed; open posts stay open. Tells whether it could be."""
        path = path.absolute()
        if not is_folder(path):
            self._forget_if_gone(path, "folders")
            self.notice.emit(Notice("There is no such folder.", path=path))
            return False
        self._folder = path
        self._site = find_site(path)
        self._settings.add_recent("folders", path)
        self.folder_changed.emit()
        self.recents_changed.emit()
        self._site_feed().show_folder(path)
        return True

    def close_folder(self) -> None:
        """Close the folder; open posts stay open."""
        if self._feed is not None:
            self._feed.show_folder(None)
        self._folder = self._site = None
        self.folder_changed.emit()

    def listed_name(self, path: Path) -> Path:
        """Give the name under which the open folder lists a file that may have been opened by way of a link."""
        if self._folder is None or path.is_relative_to(self._folder):
            return path
        real, folder = real_path(path), real_path(self._folder)
        return self._folder / real.relative_to(folder) if real.is_relative_to(folder) else path

    def refresh(self) -> None:
        """List the folder's posts again."""
        if self._feed is not None:
            self._feed.refresh()

    def _site_feed(self) -> SiteFeed:
        if self._feed is None:
            # Who opens a post alone need not wait for what reads sites.
            from editor.app.site_feed import SiteFeed

            self._feed = SiteFeed(self._pool, self._cache, self)
            self._feed.site_read.connect(self._on_listed)
            self._feed.reading_failed.connect(self._on_listing_failed)
        return self._feed

    def new_post(self, wanted: NewPost) -> PostSession | None:
        """Make the file of a new post and open it."""
        path = wanted.path
        place = path.parent if wanted.bundle else path
        if taken := clash(place.parent, place.name if wanted.bundle else place.stem, own=path):
            self.notice.emit(Notice(f"There is “{taken.name}” already: choose another title.", path=taken))
            return None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, encode(wanted.text(self._site_of(path))), new=True)
        except EditorError as error:
            self.notice.emit(Notice.of(error))
            return None
        except OSError as error:
            message = "The folder for the new post could not be made."
            self.notice.emit(Notice(message, detail=error.strerror or str(error), path=path.parent))
            return None
        session = self.open_file(path)
        self.refresh()
        return session

    def save(self, session: PostSession, *, overwrite: bool = False) -> None:
        """Save a post to its file; raises what `PostSession.save` raises."""
        others = other_names(session.path) if session.path is not None else 0
        session.save(overwrite=overwrite)
        self._tell_of_links(session.path, others)
        self.refresh()

    def save_as(self, session: PostSession, path: Path) -> None:
        """Save a post to another file; raises EditorError where that file is open or cannot be written."""
        path = path.absolute()
        other = self._session_of(path)
        if other not in (None, session):
            raise EditorError("This file is open in another tab: close it first.", path=path)
        if not exists(path) and twin(path) is not None:
            raise EditorError(
                "There is a file whose name looks the same, its letters composed otherwise: choose another name.",
                path=path,
            )
        others = other_names(path)
        session.save_as(path)
        self._tell_of_links(path, others)
        session.site = self._site_of(path)
        self._settings.add_recent("files", path)
        self.recents_changed.emit()
        self.refresh()

    def followed(self, session: PostSession, path: Path) -> None:
        """Let a post have the new name of its file, also among the recent ones."""
        old = session.path
        session.follow(path)
        session.site = self._site_of(path)
        if old is not None and old in self.recent_files:
            self._settings.remove_recent("files", old)
            self._settings.add_recent("files", path)
            self.recents_changed.emit()

    def make_current(self, session: PostSession | None) -> None:
        """Look at another post (None: at none)."""
        if session is not self._current:
            self._current = session
            self.current_changed.emit(session)

    def close(self, session: PostSession) -> None:
        """Close a post without asking; the one beside it becomes current."""
        at = self._sessions.index(session)
        self._sessions.remove(session)
        if session is self._current:
            self.make_current(self._sessions[min(at, len(self._sessions) - 1)] if self._sessions else None)
        self.session_closed.emit(session)
        session.deleteLater()

    def clear_recents(self) -> None:
        """Forget the recent files and folders."""
        self._settings.clear_recent()
        self.recents_changed.emit()

    def _tell_of_twin(self, path: Path) -> None:
        if twin(path) is not None:
            form = "composed" if unicodedata.is_normalized("NFC", path.name) else "decomposed"
            message = (
                f"Two files of this folder look like “{path.name}”: their letters are encoded in two ways, and some"
                f" systems take them for one. This is the {form} one. Rename one of them."
            )
            self.notice.emit(Notice(message, Tone.WARNING, path=path))

    def _tell_of_links(self, path: Path | None, others: int) -> None:
        """Say that the file's other names kept the former text: writing in place could leave half of it."""
        if others and path is not None:
            names = "another name" if others == 1 else f"{others} other names"
            message = f"“{path.name}” had {names} (hard links): saved here alone, they keep the former text."
            self.notice.emit(Notice(message, Tone.INFO, path=path))

    def _add(self, session: PostSession) -> None:
        session.setParent(self)
        self._sessions.append(session)
        self.session_opened.emit(session)

    def _session_of(self, path: Path) -> PostSession | None:
        wanted = real_path(path)
        return next((s for s in self._sessions if s.path is not None and real_path(s.path) == wanted), None)

    def _site_of(self, path: Path) -> Site | None:
        site = self._site
        return site if site is not None and path.is_relative_to(site.root) else find_site(path)

    def _forget_if_gone(self, path: Path, kind: str) -> None:
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError):
            self._settings.remove_recent(kind, path)
            self.recents_changed.emit()
        except OSError:
            # A disk that does not answer now may do so tomorrow.
            pass

    def _on_listed(self, reading: SiteReading) -> None:
        self._site = reading.index.site
        self.site_read.emit(reading)
        self.posts_listed.emit(reading.posts)

    def _on_listing_failed(self, error: Exception) -> None:
        self.notice.emit(Notice("The posts of this folder could not be listed.", detail=str(error)))
