"""What a person can set, each declared once: the dialog, its search and the defaults are made of this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from editor.app.settings import Settings


class Kind(Enum):
    """How a setting is shown."""

    SWITCH = auto()
    NUMBER = auto()
    CHOICE = auto()
    FONT = auto()
    LANGUAGE = auto()
    WORDS = auto()
    FILE = auto()


@dataclass(frozen=True, slots=True)
class Preference:
    """A setting: where it is kept, how it is named and explained, and what it may be.

    `choices` are values with their names; `low` to `high` bound a number, told with its `unit`.
    """

    key: str
    section: str
    title: str
    kind: Kind
    default: bool | float | str
    help: str = ""
    low: float = 0
    high: float = 0
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    def value(self, settings: Settings) -> bool | float | str:
        """Read what is set."""
        if isinstance(self.default, bool):
            return settings.flag(self.key, self.default)
        if isinstance(self.default, int | float):
            return min(max(settings.number(self.key, self.default), self.low), self.high)
        return settings.text(self.key, self.default)

    def keep(self, settings: Settings, value: bool | float | str) -> None:
        """Keep another value."""
        if isinstance(value, bool):
            settings.set_flag(self.key, value)
        elif isinstance(value, int | float):
            settings.set_number(self.key, value)
        else:
            settings.set_text(self.key, value)


LOOK = Preference(
    "look",
    "Look",
    "Light or dark",
    Kind.CHOICE,
    "system",
    choices=(("system", "As the system"), ("light", "Light"), ("dark", "Dark")),
)
FONT = Preference("text/font", "Text", "Font", Kind.FONT, "", "The face in which you write.")
SIZE = Preference(
    "text/size", "Text", "Size", Kind.NUMBER, 11.0, "Ctrl and the wheel change it for a while.", 6, 40, "pt"
)
MEASURE = Preference(
    "text/measure",
    "Text",
    "Length of lines",
    Kind.NUMBER,
    88,
    "The column stands in the middle of the pane.",
    30,
    300,
    "letters",
)
TAB = Preference(
    "text/tab",
    "Text",
    "Width of a tab",
    Kind.NUMBER,
    4,
    "Lists are indented by their marks.",
    1,
    16,
    "spaces",
)
SPACING = Preference(
    "text/spacing", "Text", "Line spacing", Kind.NUMBER, 125, "Of the font's own height.", 100, 250, "%"
)
PAIRS = Preference(
    "text/pairs",
    "Text",
    "Close brackets and quotes",
    Kind.SWITCH,
    True,
    "Fences of code too. With something selected they go around it.",
)
TYPEWRITER = Preference(
    "text/typewriter",
    "Text",
    "Typewriter scrolling",
    Kind.SWITCH,
    False,
    "The line you write stays at one height.",
)
FOCUS = Preference(
    "text/focus", "Text", "Focus on the paragraph", Kind.SWITCH, False, "Everything else grows faint."
)
SPELLING = Preference("spelling/on", "Spelling", "Check spelling", Kind.SWITCH, True)
SPELLING_LANGUAGE = Preference(
    "spelling/language",
    "Spelling",
    "Language",
    Kind.LANGUAGE,
    "",
    "Of each post: what its front matter (lang), its file name and its site say.",
)
OWN_WORDS = Preference("spelling/words", "Spelling", "My words", Kind.WORDS, "", "One word on each line.")
TARGET = Preference(
    "writing/target",
    "Writing",
    "Words a session",
    Kind.NUMBER,
    0,
    "The status line shows how far you are; 0 is no target.",
    0,
    100_000,
    "words",
)
AUTOSAVE = Preference(
    "saving/autosave",
    "Writing",
    "Save after a pause",
    Kind.SWITCH,
    False,
    "Posts that have a file are saved when you rest.",
)
REVIEW = Preference(
    "saving/review",
    "Writing",
    "Review changes before saving",
    Kind.SWITCH,
    False,
    "Shows what a save would change, before it does.",
)
STYLE = Preference(
    "preview/style",
    "Preview",
    "Style",
    Kind.CHOICE,
    "plain",
    "What exported pages look like, too.",
    choices=(("plain", "Plain"), ("blox", "Like HugoBlox"), ("print", "As printed")),
)
OWN_STYLE = Preference(
    "preview/css", "Preview", "Style sheet of your own", Kind.FILE, "", "Comes after the style chosen."
)
PICTURE_FORMAT = Preference(
    "pictures/format",
    "Pictures",
    "Store as",
    Kind.CHOICE,
    "same",
    "WebP is smaller; every theme and browser of the last years takes it.",
    choices=(("same", "What they are"), ("webp", "WebP"), ("jpeg", "JPEG"), ("png", "PNG")),
)
PICTURE_WIDTH = Preference(
    "pictures/width",
    "Pictures",
    "Largest width",
    Kind.NUMBER,
    2000,
    "Wider ones are made smaller; 0 leaves them as they are.",
    0,
    16_000,
    "pixels",
)
PICTURE_QUALITY = Preference(
    "pictures/quality", "Pictures", "Quality", Kind.NUMBER, 85, "Of JPEG and WebP.", 1, 100, "%"
)
PICTURE_PRIVACY = Preference(
    "pictures/privacy",
    "Pictures",
    "Remove",
    Kind.CHOICE,
    "place",
    "What a camera writes into its pictures besides what they show.",
    choices=(("place", "Where it was taken"), ("all", "All that was noted"), ("nothing", "Nothing")),
)
# In the order of the dialog; whoever adds a setting adds it here.
PREFERENCES: Final = (
    *(
        LOOK,
        FONT,
        SIZE,
        MEASURE,
        SPACING,
        TAB,
        PAIRS,
        TYPEWRITER,
        FOCUS,
        SPELLING,
        SPELLING_LANGUAGE,
        OWN_WORDS,
    ),
    *(TARGET, AUTOSAVE, REVIEW, STYLE, OWN_STYLE),
    *(PICTURE_FORMAT, PICTURE_WIDTH, PICTURE_QUALITY, PICTURE_PRIVACY),
)
