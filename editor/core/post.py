"""What a post is: its text, what its front matter says, and its body."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from editor.core.frontmatter import FrontMatter, PageMeta, page_meta, read_front_matter
from editor.core.problem import Problem
from editor.core.visible import visible


@dataclass(frozen=True, slots=True)
class Post:
    """A snapshot of a file: offsets in `front` are code points of `text`."""

    text: str
    path: Path | None
    front: FrontMatter
    meta: PageMeta

    @property
    def body(self) -> str:
        """The Markdown below the front matter, line ends as written."""
        return self.text[self.front.split.body :]

    @property
    def title(self) -> str:
        """The page's title, or the name a person knows the file by where there is none."""
        return self.meta.title or post_name(self.path)

    @property
    def shown_title(self) -> str:
        """The title as a person should see it: what is invisible in it, or turns writing around, shown as signs."""
        return visible(self.title)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What Hugo will refuse or misunderstand in the front matter."""
        return self.front.problems


def read_post(text: str, path: Path | None = None) -> Post:
    """Read a file's whole text; never raises: what is wrong is in the problems."""
    front = read_front_matter(text)
    return Post(text, path, front, page_meta(front))


def post_name(path: Path | None) -> str:
    """Name a post by its place: a page bundle by its folder, a single file by its own name."""
    if path is None:
        return "Untitled"
    return (
        path.parent.name if path.stem.split(".")[0] in ("index", "_index") and path.parent.name else path.stem
    )
