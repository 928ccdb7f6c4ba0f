"""The file of a post that is begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from editor.core.frontmatter import set_field
from editor.core.presence import is_folder
from editor.core.site import Generation, Site
from editor.core.site.names import slug_of
from editor.core.text_edit import apply_edits

_PLAIN = """---
title: ''
date: {date}
draft: true
tags: []
---

"""
# What HugoBlox and Wowchemy posts share; both take their featured picture from the bundle.
_BLOX = """---
title: ''
date: {date}
draft: true
featured: false
summary: ''
authors: []
tags: []
categories: []
image:
  caption: ''
  focal_point: ''
---

"""


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post to be made in `folder`: `bundle` gives it a folder of its own, which pictures can lie in."""

    folder: Path
    title: str
    bundle: bool
    date: datetime

    @property
    def path(self) -> Path:
        """Where its file will be."""
        name = slug(self.title) or "untitled"
        return self.folder / name / "index.md" if self.bundle else self.folder / f"{name}.md"

    def text(self, site: Site | None) -> str:
        """Give its first text, a draft in the shape that the site's generation reads."""
        plain = site is None or site.generation is Generation.HUGO
        text = (_PLAIN if plain else _BLOX).format(date=self.date.isoformat(timespec="seconds"))
        return apply_edits(text, set_field(text, ("title",), self.title))


def slug(title: str) -> str:
    """Make a file's name of a title: letters of any script and digits in lower case, one hyphen between."""
    return slug_of(title)[:80].rstrip("-")


def usual_folder(folder: Path | None, site: Site | None) -> Path | None:
    """Name the folder new posts are mostly put in: the site's section of posts, else the open folder."""
    if site is None or not site.content_dirs:
        return folder
    content = site.content_dirs[0]
    if folder is not None and folder != site.root and folder != content and folder.is_relative_to(content):
        return folder
    return next((content / n for n in ("post", "posts", "blog") if is_folder(content / n)), content)
