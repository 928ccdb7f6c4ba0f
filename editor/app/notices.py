"""What the program has to say to a person without stopping them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from editor.core.errors import EditorError


class Tone(Enum):
    """How a notice is meant: an `ERROR` means that something asked for was not done."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """One or two sentences; `detail` is the technical reason, `path` the file it is about.

    `offer` names an action that would help, and `offer_text` what its button says.
    """

    message: str
    tone: Tone = Tone.ERROR
    detail: str = ""
    path: Path | None = None
    offer: str = ""
    offer_text: str = ""

    @classmethod
    def of(cls, error: EditorError) -> Notice:
        """Make a notice of an error that reached the edge of a user action."""
        return cls(error.message, Tone.ERROR, error.detail, error.path)

    @classmethod
    def done(cls, what: str) -> Notice:
        """Say that a change of files was made, and offer to take it back."""
        words = f"{what}: done. Ctrl+Z in the list takes it back."
        return cls(words, Tone.INFO, offer="undo_files", offer_text="Take It Back")
