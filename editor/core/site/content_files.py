"""Every Markdown file of a site, pages of sections and resources of bundles among them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from editor.core.site.posts import MARKDOWN_ENDINGS
from editor.core.site.site import Site

_SKIPPED = frozenset({"node_modules", "__pycache__"})


def content_files(site: Site) -> Iterator[Path]:
    """Give the Markdown files of the site's own content folders, each once, in the order of their names."""
    seen: set[Path] = set()
    for top in site.content_dirs:
        for path in markdown_files(top):
            if path not in seen:
                seen.add(path)
                yield path


def markdown_files(top: Path) -> Iterator[Path]:
    """Give the Markdown files below `top`, bundles and all; links to folders are not followed."""
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
        for name in sorted(names):
            path = Path(folder, name)
            if path.suffix.lower() in MARKDOWN_ENDINGS and not name.startswith("."):
                yield path
