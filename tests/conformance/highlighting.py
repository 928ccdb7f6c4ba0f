"""How much of the code of real posts has Chroma's classes: `python -m tests.conformance.highlighting FOLDER…`.

The judge is the binary's own output with `noClasses = false`, character by character. White space has no colour and
does not count. Blocks are parted in two halves by a hash of their text; classes may be learnt from the first alone.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from markdown_it import MarkdownIt

from editor.core.markdown.code_blocks import read_info
from editor.core.markdown.highlight import is_known_language, tokens
from tests.conformance.judge import hugo_html

BOUND = 0.98
_SHOWN = re.compile(r"\{\{([<%])/\*(.*?)\*/([>%])\}\}", re.DOTALL)
_SHORTCODE = re.compile(r"\{\{[<%](?!/\*)")
_IN_MARKS = r"{{\1/*\2*/\3}}"
_MARK = re.compile(r"\{\{([<%])(.*?)([>%])\}\}", re.DOTALL)
SETTINGS = {"markup": {"highlight": {"noClasses": False}}}
Block = tuple[str, str]


def code_blocks(folder: Path) -> Iterator[Block]:
    """Give the fenced blocks below a folder that have a language Chroma knows: language and code, each once."""
    parser = MarkdownIt("commonmark")
    seen: set[Block] = set()
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in (".md", ".markdown") and path.is_file():
            for token in parser.parse(path.read_text("utf-8", "replace")):
                # A shortcode that is shown is written in comment marks; others were expanded, and are not looked at.
                code = _SHOWN.sub(r"{{\1\2\3}}", token.content.rstrip("\n") + "\n")
                if _SHORTCODE.search(token.content) or "{" in token.info:
                    continue
                block = (read_info(token.info)[0], code)
                if token.type == "fence" and is_known_language(block[0]) and block not in seen:
                    seen.add(block)
                    yield block


def is_held_out(block: Block) -> bool:
    """Whether a block belongs to the half that nothing may be learnt from."""
    return hashlib.blake2b(block[1].encode("utf-8", "replace")).digest()[0] % 2 == 1


class _Reader(HTMLParser):
    """Gives each character of a highlighted block its class."""

    def __init__(self) -> None:
        super().__init__()
        self.classes: list[tuple[str, str]] = []
        self._stack: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "span":
            self._stack.append(dict(attrs).get("class") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self._stack:
            self._stack.pop()

    def handle_data(self, data: str) -> None:
        name = self._stack[-1] if self._stack else ""
        self.classes += [(char, "" if name in ("line", "cl") else name) for char in data]


def judged(blocks: Iterable[Block]) -> dict[Block, list[tuple[str, str]]]:
    """Give what the binary makes of the blocks: characters with their classes."""
    listed = [block for block in blocks if "\r" not in block[1]]
    pages = hugo_html({str(i): _fenced(*block) for i, block in enumerate(listed)}, SETTINGS)
    found = {}
    for key, page in pages.items():
        reader = _Reader()
        reader.feed(page.strip())
        found[listed[int(key)]] = reader.classes
    return found


def _fenced(name: str, code: str) -> str:
    """Write a block, longer fences around those it shows and its shortcodes in comment marks."""
    longest = 2
    run = 0
    for char in code:
        run = run + 1 if char == "`" else 0
        longest = max(longest, run)
    fence = "`" * (longest + 1)
    return f"{fence}{name}\n{_MARK.sub(_IN_MARKS, code)}{fence}\n"


def ours(block: Block) -> list[tuple[str, str]]:
    """Give what Postwright makes of a block: characters with their classes."""
    return [(char, name) for name, text in tokens(block[1], block[0]) for char in text]


def compared(theirs: list[tuple[str, str]], mine: list[tuple[str, str]]) -> tuple[int, int]:
    """Count the characters that are no white space, and those of them in the same class."""
    a = [pair for pair in theirs if not pair[0].isspace()]
    b = [pair for pair in mine if not pair[0].isspace()]
    if [char for char, _ in a] != [char for char, _ in b]:
        return len(a), 0
    return len(a), sum(x == y for x, y in zip(a, b, strict=True))


def main() -> int:
    """Print the share per language, the worst first; 1 where the half held out stays below the bound."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("folders", nargs="+", type=Path)
    blocks = [block for folder in arguments.parse_args().folders for block in code_blocks(folder)]
    if not blocks:
        print("no code block in a language Chroma knows")
        return 0
    totals: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    right: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    for block, theirs in judged(blocks).items():
        count, same = compared(theirs, ours(block))
        totals[is_held_out(block)][block[0].lower()] += count
        right[is_held_out(block)][block[0].lower()] += same
    names = sorted(totals[False] | totals[True], key=lambda n: _missed(n, totals, right), reverse=True)
    for name in names:
        parts = [f"{_share(right[half][name], totals[half][name]):>8}" for half in (False, True)]
        print(f"{name:16} {totals[False][name] + totals[True][name]:8} characters {' '.join(parts)}")
    shares = [_share(right[half].total(), totals[half].total()) for half in (False, True)]
    print(
        f"all: {len(blocks)} blocks; learnt half {shares[0]}, held-out half {shares[1]} (at least {BOUND:.0%})"
    )
    return int(right[True].total() < BOUND * totals[True].total())


def _missed(name: str, totals: dict[bool, Counter[str]], right: dict[bool, Counter[str]]) -> int:
    return sum(totals[half][name] - right[half][name] for half in (False, True))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2%}" if whole else "-"


if __name__ == "__main__":
    sys.exit(main())
