"""What a page is, and how that is told from its file and its site."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from editor.core.site.generation import Generation


class ContentKind(Enum):
    """What a page is about; a `LIST` is a section's own page (`_index.md`)."""

    PAGE = "page"
    POST = "post"
    EVENT = "event"
    PUBLICATION = "publication"
    PROJECT = "project"
    AUTHOR = "author"
    SLIDES = "slides"
    DOCS = "docs"
    LIST = "list"
    LANDING = "landing"


_LABELS = {
    ContentKind.PAGE: "Page",
    ContentKind.POST: "Post",
    ContentKind.EVENT: "Event",
    ContentKind.PUBLICATION: "Publication",
    ContentKind.PROJECT: "Project",
    ContentKind.AUTHOR: "Author profile",
    ContentKind.SLIDES: "Slide deck",
    ContentKind.DOCS: "Documentation",
    ContentKind.LIST: "Section page",
    ContentKind.LANDING: "Landing page",
}


@dataclass(frozen=True, slots=True)
class PostKind:
    """What a page is and in which generation's words its front matter is written."""

    content: ContentKind
    generation: Generation

    @property
    def label(self) -> str:
        """The words for a status bar, such as “Event · HugoBlox”."""
        return f"{_LABELS[self.content]} · {self.generation.label}"
