"""What is to be said of the words in a list: spelled otherwise elsewhere, or naming nothing that is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from editor.core.site.addresses import lowered, segment

_WHAT: Final = {"authors": "profile", "projects": "page"}


@dataclass(frozen=True, slots=True)
class WordNote:
    """A remark on one word; it `is_loud` where something is to be done."""

    text: str
    is_loud: bool = True


@dataclass(frozen=True, slots=True)
class WordFacts:
    """What a site knows of words, by list: `usual` gives the spelling that most posts have for those that are not it.

    `homes` are the keys (`word_key`) of those that have a profile or a page, where the site has any.
    """

    usual: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    homes: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def notes(self, key: str, words: Iterable[str]) -> Mapping[str, WordNote]:
        """Give the notes on the words of the list `key`, by word.

        An author without a profile is shown by the name as it is written, a project without a page not at all.
        """
        usual, homes = self.usual.get(key, {}), self.homes.get(key, frozenset())
        notes: dict[str, WordNote] = {}
        for word in words:
            better = usual.get(word, "")
            if better:
                notes[word] = WordNote(f"“{word}” is written “{better}” in other posts.")
            elif homes and key in _WHAT and word_key(word) not in homes:
                lost = ": the theme shows nothing" if key == "projects" else ""
                notes[word] = WordNote(f"There is no {_WHAT[key]} of “{word}”{lost}.", bool(lost))
        return notes


def word_key(word: str) -> str:
    """Give what Hugo makes of a word where it looks for its page."""
    return segment(lowered(word.strip())).strip("-")
