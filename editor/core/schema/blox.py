"""Fields that both generations of HugoBlox share (Wowchemy 5 archetypes; HugoBlox Kit 2026)."""

from __future__ import annotations

from editor.core.schema.spec import FieldSpec, Group, Maker, choices

content = Maker(Group.CONTENT)
image = Maker(Group.IMAGE)
links = Maker(Group.LINKS)
display = Maker(Group.DISPLAY)
event = Maker(Group.EVENT)
publication = Maker(Group.PUBLICATION)
person = Maker(Group.PERSON)

FOCAL_POINTS = choices(
    ("", "Theme's default"),
    "Smart",
    "Center",
    ("TopLeft", "Top left"),
    "Top",
    ("TopRight", "Top right"),
    "Left",
    "Right",
    ("BottomLeft", "Bottom left"),
    "Bottom",
    ("BottomRight", "Bottom right"),
)

AUTHORS = content.terms(
    "authors",
    "Authors",
    "User names of profiles on this site, or names as they should be printed.",
    refers="authors",
)
AUTHOR_NOTES = content.terms(
    "author_notes",
    "Author notes",
    "A remark for each author, in the same order; for example equal contribution.",
)
PROJECTS = content.terms(
    "projects", "Projects", "Folder names of the projects that this belongs to.", refers="projects"
)
SLIDES = links.text("slides", "Slide deck", "The folder name of a slide deck on this site.", refers="slides")
SUBTITLE = content.text("subtitle", "Subtitle", "A second line below the title.")
ABSTRACT = content.markdown("abstract", "Abstract", "The full abstract, shown on the page itself.")

_IMAGE_KEYS = (
    image.markdown("caption", "Caption", "Shown below the picture; the place for its credit."),
    image.text("alt_text", "Alternative text", "What the picture shows, for those who cannot see it."),
    image.choice(
        "focal_point",
        "Focal point",
        "The part of the picture that must stay in view when a card crops it.",
        FOCAL_POINTS,
        default="",
    ),
    image.choice(
        "placement",
        "Placement",
        "How wide the picture stands above the text.",
        choices((1, "As wide as the text"), (2, "Wider than the text"), (3, "As wide as the screen")),
        default=1,
    ),
    image.switch(
        "preview_only", "In lists only", "Shows the picture on cards and leaves it out of the page."
    ),
)
_FILENAME = image.text(
    "filename", "File name", "A file of the bundle or of `assets/media/`; without it `featured.*` is taken."
)
_IMAGE_HELP = "Put a file named `featured.jpg` or `featured.png` into the page's folder."
IMAGE_W = image.map("image", "Featured image", _IMAGE_HELP, *_IMAGE_KEYS)
IMAGE_K = image.map("image", "Featured image", _IMAGE_HELP, _FILENAME, *_IMAGE_KEYS)

HEADER = image.map(
    "header",
    "Header image",
    "A wide picture above the title, from older versions of the theme.",
    image.text("image", "File", "Below `assets/media/` or `static/img/`."),
    image.markdown("caption", "Caption", "Shown on the picture."),
    legacy="Newer versions of the theme take `image`, and HugoBlox Kit `cover`.",
)

ADDRESS = event.map(
    "address",
    "Address",
    "Where to go, for maps and calendars.",
    event.text("street", "Street", "With the house's number."),
    event.text("city", "City", "Town or city."),
    event.text("region", "Region", "State, province or county."),
    event.text("postcode", "Postcode", "As written on a letter."),
    event.text("country", "Country", "As visitors will read it."),
)

_URL_NAMES = (
    ("pdf", "PDF"),
    ("preprint", "Preprint"),
    ("code", "Code"),
    ("dataset", "Data set"),
    ("poster", "Poster"),
    ("project", "Project"),
    ("slides", "Slides"),
    ("source", "Source"),
    ("video", "Video"),
)


def url_fields(*kinds: str, legacy: str = "") -> tuple[FieldSpec, ...]:
    """Describe the `url_*` buttons of `kinds` (all of them where none is named)."""
    return tuple(
        links.text(f"url_{kind}", f"{label} link", f"Gives the page a “{label}” button.", legacy=legacy)
        for kind, label in _URL_NAMES
        if not kinds or kind in kinds
    )


LEGACY: tuple[FieldSpec, ...] = (
    HEADER,
    image.text("image_preview", "Preview image", "The picture for lists.", legacy="Replaced by `image`."),
    content.switch("selected", "Selected", "Marked for the front page.", legacy="Replaced by `featured`."),
    content.markdown("abstract_short", "Short abstract", "For lists.", legacy="Replaced by `summary`."),
    links.rows(
        "url_custom",
        "Custom links",
        "Buttons with names of your own.",
        links.text("name", "Text", "On the button."),
        links.text("url", "Address", "Where it leads."),
        legacy="Replaced by `links`.",
    ),
    display.switch(
        "highlight", "Highlight code", "Colours code blocks.", legacy="Now set for the whole site."
    ),
)
