"""The index of 10,000 posts: read at first, and again from its cache, beside just reading the same files.

The posts are generated in the shape HugoBlox sites have: a bundle each, front matter with comments, some text.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

from editor.core.site.index import SiteIndex
from editor.core.site.index_cache import cached_index

POSTS = 10_000
MOST_S = {"first scan": 4.0, "reopening": 0.5}
MOST_MB = 60
POST = """\
---
# Documentation: https://docs.hugoblox.com/
title: "Post {n}: a title of some length"
subtitle: ""
summary: "What post {n} is about, in a line or so."
authors: [admin]
tags: [tag {t}, common]
categories: []
date: 20{y:02}-03-04T09:49:29-05:00
lastmod: 20{y:02}-03-04T09:49:29-05:00
featured: false
draft: {d}

# Focal points: Smart, Center, TopLeft, Top, TopRight, Left, Right, BottomLeft, Bottom, BottomRight.
image:
  caption: ""
  focal_point: ""
  preview_only: false

projects: []
---
"""


def generate(root: Path, count: int) -> None:
    """Write a site of `count` posts."""
    (root / "hugo.toml").write_text('baseURL = "https://example.org/"\n', encoding="utf-8")
    text = "Words in a row that a post is made of, again and again. " * 60
    for n in range(count):
        folder = root / "content" / ("post", "event", "project", "publication")[n % 4] / f"p{n:05}"
        folder.mkdir(parents=True)
        head = POST.format(n=n, t=n % 97, y=n % 25, d="true" if n % 9 == 0 else "false")
        (folder / "index.md").write_text(head + text, encoding="utf-8")


def floor(root: Path) -> float:
    """Measure the seconds that walking the folders and reading every file take."""
    start = time.perf_counter()
    for folder, _, names in os.walk(root / "content"):
        for name in names:
            Path(folder, name).read_bytes()
    return time.perf_counter() - start


def timed(root: Path, cache: Path) -> tuple[float, SiteIndex]:
    start = time.perf_counter()
    index = cached_index(root, cache)
    return time.perf_counter() - start, index


def main() -> int:
    """Print seconds and ratios; 1 where a bound is missed."""
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        root, cache = Path(folder) / "site", Path(folder) / "cache"
        root.mkdir()
        generate(root, POSTS)
        floor(root)
        read = floor(root)
        print(f"reading the files {read:.2f} s")
        for name in MOST_S:
            took, _ = timed(root, cache)
            failed |= took > MOST_S[name]
            print(
                f"{name:12} {took:.2f} s, {took / read:.1f} times that (at most {MOST_S[name]} s)", flush=True
            )
        tracemalloc.start()
        _, index = timed(root, cache)
        memory = tracemalloc.get_traced_memory()[0] / 1e6
        tracemalloc.stop()
        failed |= memory > MOST_MB or len(index.rows) != POSTS
        print(f"memory       {memory:.0f} MB for {len(index.rows)} pages (at most {MOST_MB} MB)")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
