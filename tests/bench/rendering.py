"""Rendering beside markdown-it-py and Python-Markdown on the same texts, and what one more character costs.

Without arguments the texts are generated; `python -m tests.bench.rendering FOLDER` takes the posts of a folder.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import markdown
from markdown_it import MarkdownIt

from editor.core.frontmatter import split_text
from editor.core.markdown import MarkupConfig, RenderedDocument, render
from tests.bench.latency import sample

SIZES = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000}
MOST_TIMES_MARKDOWN_IT = 1.3
MOST_EDIT_MS = 5.0
LEAST_TIMES_EDIT = 50
EDITS = 60
# Colours come later than the page (blocks in view first), so a page as it first appears is what is measured.
PLAIN = {"markup": {"goldmark": {"renderer": {"unsafe": True}}, "highlight": {"codeFences": False}}}
COLOURED = {"markup": {"goldmark": {"renderer": {"unsafe": True}}}}


def best(work: Callable[[], object], runs: int = 3) -> float:
    """Measure the milliseconds of the fastest of some runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def edits(text: str, config: MarkupConfig) -> list[float]:
    """Measure the milliseconds from one typed character, at places all over the text, to new HTML."""
    chance = random.Random(7)
    document: RenderedDocument = render(text, config)
    times = []
    for _ in range(EDITS):
        at = chance.randrange(len(text))
        text = f"{text[:at]}x{text[at:]}"
        start = time.perf_counter()
        document = render(text, config, previous=document)
        times.append((time.perf_counter() - start) * 1000)
    return times


def texts(folder: Path | None) -> dict[str, str]:
    """Give a text for each size."""
    if folder is None:
        return {label: sample(size) for label, size in SIZES.items()}
    posts = [path.read_text("utf-8", "replace") for path in sorted(folder.rglob("*.md")) if path.is_file()]
    whole = "\n\n".join(text[split_text(text).body :].replace("{{", "{ {") for text in posts)
    return {label: whole[:size] for label, size in SIZES.items() if len(whole) >= size}


def main() -> int:
    """Print a table; 1 where a bound is missed."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 and Path(sys.argv[1]).is_dir() else None
    plain, coloured = MarkupConfig.from_hugo(PLAIN), MarkupConfig.from_hugo(COLOURED)
    floor = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    failed = False
    for label, text in texts(folder).items():
        render(text[:20_000], coloured)
        # A short text is over before the machine has come to speed.
        runs = max(3, min(15, 300_000 // len(text)))
        ours = best(lambda t=text: render(t, plain), runs)
        colours = best(lambda t=text: render(t, coloured), runs)
        bare = best(lambda t=text: floor.render(t), runs)
        host = best(lambda t=text: markdown.markdown(t, extensions=["extra", "smarty", "sane_lists"]), 1)
        taken = edits(text, coloured)
        edit = statistics.median(taken)
        slow = ours > bare * MOST_TIMES_MARKDOWN_IT or edit > MOST_EDIT_MS
        slow |= label == "1 MB" and edit * LEAST_TIMES_EDIT > ours
        failed |= slow
        print(
            f"{label:>7} page {ours:7.1f} ms = {ours / bare:.2f} times markdown-it-py ({bare:.1f} ms),"
            f" with colours {colours:.1f} ms; Python-Markdown {host:.1f} ms;"
            f" one character {edit:.2f} ms (worst {max(taken):.1f})",
            flush=True,
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
