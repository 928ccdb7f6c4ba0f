"""Words looked up in Hunspell's dictionaries: those of the system, of LibreOffice, or that came with the library."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO, TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Final, Protocol

from editor.core.collector import uncollected

_FOLDERS: Final = (
    "~/.local/share/hunspell",
    "~/Library/Spelling",
    "/Library/Spelling",
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
)
# Which variety is meant where a language alone is named.
_USUAL: Final = {
    "en": "en_US",
    "de": "de_DE",
    "fr": "fr_FR",
    "es": "es_ES",
    "pt": "pt_PT",
    "it": "it_IT",
    "nl": "nl_NL",
}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MOST_SUGGESTED = 6
_MOST_WEIGHED = 40


class _Dictionary(Protocol):
    def lookup(self, word: str) -> bool: ...

    def suggest(self, word: str) -> Iterable[str]: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """Words of one language to look up, or with `suggest` one word to replace."""

    language: str
    words: tuple[str, ...]
    suggest: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """What is known of words: whether each is right, or what could be meant instead.

    `is_known` tells whether there is a dictionary for the language; without one every word is right.
    """

    asked: Asked
    right: Mapping[str, bool]
    suggestions: tuple[str, ...] = ()
    is_known: bool = True


def words_in(text: str, stretches: Sequence[tuple[int, int]]) -> list[tuple[int, str]]:
    """Give where words begin and the words, in stretches of a line; not those with digits, capitals alone, or names
    in code's manner.
    """
    found = []
    for start, end in stretches:
        for match in _WORD.finditer(text, start, end):
            before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
            word = match[0]
            is_plain = word.islower() or word.istitle() or word[1:].islower() or "'" in word or "’" in word
            if len(word) > 1 and is_plain and not (before + behind).strip(" .,;:!?()[]\"'“”„«»’-–—*~/\n>…|"):
                found.append((match.start(), word))
    return found


def folders() -> tuple[Path, ...]:
    """Give the folders in which dictionaries are looked for, the person's own first."""
    found = [Path(folder).expanduser() for folder in _FOLDERS]
    if "DICPATH" in os.environ:
        found[:0] = [Path(each) for each in os.environ["DICPATH"].split(os.pathsep) if each]
    spec = find_spec("spylls")
    if spec is not None and spec.submodule_search_locations:
        data = Path(next(iter(spec.submodule_search_locations))) / "hunspell" / "data"
        found += [data / name for name in ("en", "ru", "sv")]
    return tuple(found)


def languages(places: Iterable[Path] | None = None) -> dict[str, Path]:
    """Give the languages there are dictionaries for, as `de_DE`, with their files' path without an ending."""
    found: dict[str, Path] = {}
    for folder in folders() if places is None else places:
        try:
            files = sorted(folder.glob("*.dic"))
        except OSError:
            continue
        for file in files:
            if file.with_suffix(".aff").is_file() and not file.name.startswith("hyph"):
                found.setdefault(file.stem, file.with_suffix(""))
    return found


def best_language(wanted: str, known: Iterable[str]) -> str:
    """Choose the dictionary for a language as Hugo names it (`en`, `pt-br`); empty where there is none."""
    names = {name.replace("-", "_").casefold(): name for name in known}
    plain = wanted.replace("-", "_").casefold()
    base = plain.split("_")[0]
    for candidate in (plain, _USUAL.get(base, "").casefold(), base):
        if candidate in names:
            return names[candidate]
    return next((names[name] for name in sorted(names) if name.split("_")[0] == base), "")


def slip(written: str, meant: str) -> float:
    """Say how much must go wrong for one word to be written for another: the less, the likelier it is meant.

    Two letters in each other's place, and one letter for two or two for one, are the commonest slips of all; a wrong
    first letter is rare (Damerau 1964).
    """
    a, b = written.casefold(), meant.casefold()
    rows = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            ways = [0.0] if i == j == 0 else []
            if i:
                ways.append(rows[i - 1][j] + (0.6 if i > 1 and a[i - 1] == a[i - 2] else 1.0))
            if j:
                one = 1.5 if b[j - 1] in " -" else 0.6 if j > 1 and b[j - 1] == b[j - 2] else 1.0
                ways.append(rows[i][j - 1] + one)
            if i and j:
                ways.append(rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 2 : i] == b[j - 1] + b[j - 2]:
                ways.append(rows[i - 2][j - 2] + 0.6)
            rows[i][j] = min(ways)
    return rows[-1][-1] + 0.3 * (a[:1] != b[:1]) + 0.3 * (written.istitle() != meant.istitle())


class Speller:
    """Looks words up; made for a job: one call at a time, each dictionary read when it is first asked for."""

    def __init__(self) -> None:
        self._paths: dict[str, Path] | None = None
        self._dictionaries: dict[str, _Dictionary | None] = {}

    def __call__(self, asked: Asked) -> Answered:
        """Answer what is asked; of a language without a dictionary every word is right."""
        dictionary = self._dictionary(asked.language)
        if dictionary is None:
            return Answered(asked, dict.fromkeys(asked.words, True), is_known=False)
        if asked.suggest:
            word = _straight(asked.words[0])
            found = sorted(islice(dictionary.suggest(word), _MOST_WEIGHED), key=lambda s: slip(word, s))
            return Answered(asked, {}, tuple(found[:_MOST_SUGGESTED]))
        return Answered(asked, {word: dictionary.lookup(_straight(word)) for word in asked.words})

    def _dictionary(self, language: str) -> _Dictionary | None:
        if self._paths is None:
            self._paths = languages()
        name = best_language(language, self._paths)
        if name not in self._dictionaries:
            # The collector of cycles would walk all its words again and again, and nobody could type meanwhile.
            with uncollected():
                self._dictionaries[name] = self._read(self._paths[name]) if name else None
                # They go by their counts of uses: no later collection need walk them.
                gc.freeze()
        return self._dictionaries[name]

    def _read(self, path: Path) -> _Dictionary | None:
        from spylls.hunspell import Dictionary, readers
        from spylls.hunspell.readers.file_reader import BaseReader

        class Reader(BaseReader):  # type: ignore[misc]
            """Reads from memory: the library's own leaves its files open."""

            def __init__(self, data: bytes, encoding: str) -> None:
                self._data = data
                super().__init__(self._text(encoding))

            def reset_encoding(self, encoding: str) -> None:
                self.reset_io(self._text(encoding))

            def _text(self, encoding: str) -> TextIOWrapper:
                return TextIOWrapper(BytesIO(self._data), encoding=encoding, errors="surrogateescape")

        try:
            rules = Reader(path.with_name(f"{path.name}.aff").read_bytes(), "Windows-1252")
            aff, context = readers.read_aff(rules)
            words = Reader(path.with_name(f"{path.name}.dic").read_bytes(), context.encoding)
            made: _Dictionary = Dictionary(aff, readers.read_dic(words, aff=aff, context=context))
        except (OSError, ValueError, LookupError):
            # A dictionary that is damaged, or uses what the library does not know, is none.
            return None
        return made


def _straight(word: str) -> str:
    return word.replace("’", "'")
