"""The law of the instant preview: after any edit, what is rendered anew in parts is what is rendered whole."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from editor.core.markdown import MarkupConfig, RenderedDocument, render
from tests.conformance.sets import bodies, mutated

_EDITS_OF_ONE = 20
SHORTEST, LONGEST = 200, 20_000
CONFIGS = (
    MarkupConfig(unsafe=True),
    MarkupConfig.from_hugo(
        {
            "enableEmoji": True,
            "markup": {
                "goldmark": {
                    "parser": {"attribute": {"block": True}, "autoDefinitionTermID": True},
                    "extensions": {
                        "passthrough": {
                            "enable": True,
                            "delimiters": {"block": [["$$", "$$"]], "inline": [["$", "$"]]},
                        },
                        "extras": {"mark": {"enable": True}, "subscript": {"enable": True}},
                    },
                }
            },
        }
    ),
)


def difference(part: RenderedDocument, whole: RenderedDocument) -> str:
    """Say where a document rendered in parts differs from the whole one; empty where it does not."""
    if part.html != whole.html:
        pairs = enumerate(zip(part.html, whole.html, strict=False))
        at = next((i for i, (x, y) in pairs if x != y), min(len(part.html), len(whole.html)))
        span = slice(max(0, at - 60), at + 60)
        return f"in parts {part.html[span]!r}, whole {whole.html[span]!r}"
    if part.toc != whole.toc:
        return f"in parts {part.toc}, whole {whole.toc}"
    lines = [[(b.start_line, b.end_line) for b in document.blocks] for document in (part, whole)]
    if lines[0] != lines[1]:
        return f"lines in parts {lines[0]}, whole {lines[1]}"
    names = [block.id for block in part.blocks]
    return "" if len(set(names)) == len(names) else f"one name twice: {names}"


def random_edits(sources: Mapping[str, str], seed: int, count: int) -> Iterator[tuple[str, str, str]]:
    """Edit posts at random, each some times in a row; give (name, text, difference) for each wrong edit."""
    rnd = random.Random(seed)
    names = [name for name, text in sources.items() if SHORTEST < len(text) < LONGEST]
    done = 0
    while done < count:
        name = rnd.choice(names)
        config = rnd.choice(CONFIGS)
        text = sources[name]
        document = render(text, config)
        for _ in range(min(_EDITS_OF_ONE, count - done)):
            done += 1
            before, text = text, mutated(rnd, text)
            document = render(text, config, previous=document)
            found = difference(document, render(text, config))
            if found:
                yield name, f"{before!r}\n-> {text!r}", found
                document = render(text, config)


def soak(folder: Path, count: int, seed: int) -> int:
    """Make many edits of a folder's posts; print the wrong ones, give the exit code."""
    begin = time.perf_counter()
    wrong = 0
    for name, _, found in random_edits(bodies(folder, "edited"), seed, count):
        wrong += 1
        print(f"{name}: {found}", flush=True)
    print(f"{count} edits, {wrong} wrong, {time.perf_counter() - begin:.0f} s")
    return 1 if wrong else 0
