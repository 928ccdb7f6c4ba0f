"""Spelling while one writes: words that no dictionary knows are underlined, with what could be meant in the menu."""

from __future__ import annotations

import hashlib
import os
from functools import partial

from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtGui import QAction, QTextBlock, QTextCursor
from PySide6.QtWidgets import QMenu

from editor.app.block_notes import Misspelling, notes_of
from editor.app.jobs import LatestJob
from editor.app.session import PostSession
from editor.app.spelling import Answered, Asked, Speller, words_in
from editor.app.text_bridge import to_qpos, utf16_length
from editor.core.site.language import language_of
from editor.ui.features import Parts
from editor.ui.named import label

SETTING = "spelling/on"
LANGUAGE = "spelling/language"
_OWN = "spelling/words"
_PAUSE_MS = 250
# The first look waits until the window has long been in use: reading a dictionary takes its time.
_FIRST_MS = 1500
_MARGIN = 30
# What Qt calls a system without a language, and a language that it does not know.
_NO_LANGUAGE = "C"


class Spelling(QObject):
    """Checks what is in view of the post that is shown, in the post's own language."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._window = parts.window
        self._text = parts.window.text
        self._settings = parts.settings
        self._verdicts: dict[tuple[str, str], bool] = {}
        speller = Speller()
        self._job = LatestJob[Asked, Answered](speller, parts.pool, self)
        self._job.finished.connect(self._on_answered)
        self._suggestions = LatestJob[Asked, Answered](speller, parts.pool, self)
        self._suggestions.finished.connect(self._on_suggested)
        self._menu: QMenu | None = None
        self._waiting: QAction | None = None
        self._place = (0, 0)
        self._without: set[str] = set()
        self.missing = label("missing")
        self.missing.hide()
        parts.window.status.insertPermanentWidget(1, self.missing)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.check)
        self._text.lines_read.connect(self._on_lines_read)
        self._text.scrolled.connect(self._on_lines_read)
        self._text.editor.menu_opening.connect(self._on_menu_opening)
        self._window.session_shown.connect(self._on_lines_read)
        parts.workspace.session_opened.connect(self._on_session_opened)
        for session in parts.workspace.sessions:
            self._on_session_opened(session)
        self._settings.changed.connect(self._on_setting_changed)
        self._window.actions_["spelling"].setChecked(self.is_on)
        QTimer.singleShot(_FIRST_MS, self, self.check)

    @property
    def is_on(self) -> bool:
        """Whether spelling is checked."""
        return self._settings.flag(SETTING, True)

    @property
    def is_settled(self) -> bool:
        """Whether all that is in view has been looked up."""
        return not self._pause.isActive() and not self._job.busy

    def spelling(self) -> None:
        """Check from now on, or not any more."""
        self._settings.set_flag(SETTING, self._window.actions_["spelling"].isChecked())

    def check(self) -> None:
        """Underline what is known to be wrong in view, and look up what is not known yet."""
        session = self._window.session
        language = self._language(session) if session is not None else ""
        self._show_missing(language)
        if session is None:
            return
        own = self._own_words(session)
        unknown: dict[str, None] = {}
        for block in self._in_view():
            notes = notes_of(block)
            if notes is None:
                continue
            text = block.text()
            wrong = []
            for start, word in words_in(text, notes.prose) if self.is_on else ():
                right = word.casefold() in own or self._verdicts.get((language, word))
                if right is None:
                    unknown[word] = None
                elif not right:
                    wrong.append(Misspelling(to_qpos(text, start), utf16_length(word), word))
            if tuple(wrong) != (notes.misspelt or ()):
                notes.misspelt = tuple(wrong)
                self._text.show_spelling(block)
        if unknown:
            self._job.submit(Asked(language, tuple(unknown)))

    def add_word(self, word: str, session: PostSession | None = None) -> None:
        """Take a word for right from now on: everywhere, or in the site or folder of a post."""
        key = _OWN if session is None else _site_key(session)
        known = self._settings.text(key).split()
        self._settings.set_text(key, "\n".join(sorted({*known, word})))

    def remove_word(self, word: str, session: PostSession | None = None) -> None:
        """Take a word that was added off its list, however it is capitalised there."""
        key = _OWN if session is None else _site_key(session)
        left = [one for one in self._settings.text(key).split() if one.casefold() != word.casefold()]
        self._settings.set_text(key, "\n".join(left))

    def _on_lines_read(self, *_: object) -> None:
        if self.is_on:
            self._pause.start()

    def _on_setting_changed(self, key: str) -> None:
        if key.startswith("spelling/"):
            self._window.actions_["spelling"].setChecked(self.is_on)
            self.check()

    def _on_answered(self, answered: Answered) -> None:
        language = answered.asked.language
        if not answered.is_known:
            self._without.add(language)
        self._verdicts |= {(language, word): right for word, right in answered.right.items()}
        self.check()

    def _show_missing(self, language: str) -> None:
        name = QLocale.languageToString(QLocale(language.replace("-", "_")).language())
        told = self.is_on and language in self._without and language != _NO_LANGUAGE
        # In few words: the line has to do in a narrow window too.
        self.missing.setText("No dictionary" if told else "")
        self.missing.setToolTip(
            "Spelling is not checked in this post: there is no Hunspell dictionary for"
            f" {name if name != _NO_LANGUAGE else language} here. Install one, or choose a language in the settings."
        )
        self.missing.setVisible(told)

    def _language(self, session: PostSession) -> str:
        chosen = self._settings.text(LANGUAGE)
        # Outside of a site nothing tells, but most people write as their system speaks.
        return (
            chosen or language_of(session.post.front, session.path, session.site) or QLocale.system().name()
        )

    def _on_session_opened(self, session: PostSession) -> None:
        # What is written in the front matter may name another language.
        session.post_changed.connect(self._on_lines_read)

    def _own_words(self, session: PostSession) -> set[str]:
        listed = self._settings.text(_OWN).split() + self._settings.text(_site_key(session)).split()
        return {word.casefold() for word in listed}

    def _in_view(self) -> list[QTextBlock]:
        first, last = self._text.shown_lines()
        block = self._text.editor.document().findBlockByNumber(max(0, first - _MARGIN))
        found = []
        while block.isValid() and block.blockNumber() <= last + _MARGIN:
            found.append(block)
            block = block.next()
        return found

    def _on_menu_opening(self, menu: QMenu, position: int) -> None:
        session = self._window.session
        block = self._text.editor.document().findBlock(position)
        notes = notes_of(block)
        at = position - block.position()
        for wrong in (notes.misspelt or ()) if notes is not None else ():
            if session is not None and wrong.start <= at <= wrong.start + wrong.length:
                self._place = (block.position() + wrong.start, wrong.length)
                self._offer(menu, wrong.word, session)
                return
        if session is not None and notes is not None and self.is_on:
            text = block.text()
            for start, word in words_in(text, notes.prose):
                begin = to_qpos(text, start)
                if begin <= at <= begin + utf16_length(word):
                    self._offer_removal(menu, word, session)

    def _offer_removal(self, menu: QMenu, word: str, session: PostSession) -> None:
        """Let a word that was added be taken off its list again."""
        first = menu.actions()[0]
        lists = ((_OWN, "My Words", None), (_site_key(session), "the Words of This Site", session))
        found = [one for one in lists if word.casefold() in self._settings.text(one[0]).casefold().split()]
        for _, name, place in found:
            action = QAction(f"Take “{word}” off {name}", menu)
            action.triggered.connect(partial(self.remove_word, word, place))
            menu.insertAction(first, action)
        if found:
            menu.insertSeparator(first)

    def _offer(self, menu: QMenu, word: str, session: PostSession) -> None:
        first = menu.actions()[0]
        self._menu = menu
        self._waiting = QAction("Looking for what is meant…", menu)
        self._waiting.setEnabled(False)
        everywhere = QAction(f"Add “{word}” to My Words", menu)
        everywhere.triggered.connect(partial(self.add_word, word))
        here = QAction(f"Add “{word}” to the Words of This Site", menu)
        here.triggered.connect(partial(self.add_word, word, session))
        for action in (self._waiting, everywhere, here):
            menu.insertAction(first, action)
        menu.insertSeparator(first)
        menu.destroyed.connect(self._forget_menu)
        self._suggestions.submit(Asked(self._language(session), (word,), suggest=True))

    def _forget_menu(self) -> None:
        self._menu = self._waiting = None

    def _on_suggested(self, answered: Answered) -> None:
        menu, waiting = self._menu, self._waiting
        if menu is None or waiting is None:
            return
        for suggestion in answered.suggestions:
            action = QAction(suggestion, menu)
            font = action.font()
            font.setBold(True)
            action.setFont(font)
            action.triggered.connect(partial(self._replace, suggestion))
            menu.insertAction(waiting, action)
        if answered.suggestions:
            menu.removeAction(waiting)
        else:
            waiting.setText("No suggestions")
        self._waiting = None

    def _replace(self, word: str) -> None:
        start, length = self._place

        def act(cursor: QTextCursor) -> None:
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(word)

        self._text.editor.run(act)


def _site_key(session: PostSession) -> str:
    root = session.site.root if session.site is not None else session.path.parent if session.path else None
    # A path has characters that a key of the settings must not have.
    name = hashlib.blake2b(os.fsencode(root.absolute()), digest_size=12).hexdigest() if root else "new"
    return f"spelling/words-{name}"
