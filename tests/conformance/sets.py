"""The bodies that are judged: stored cases, the sample site's posts, any folder's, and mutations of them all."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections.abc import Mapping
from pathlib import Path

from editor.core.frontmatter import read_front_matter
from editor.core.frontmatter.split import split_text
from editor.core.markdown.shortcodes import embedded
from editor.core.text_file import read_text_file

DATA = Path(__file__).parents[1] / "data"
SAMPLE = Path(__file__).parents[2] / "content"
_NAME = re.compile(r"\{\{[<%]\s*/?\s*([\w./-]+)")
# What a page says of itself that changes more than its content.
_PARAMS = frozenset(
    {"title", "subtitle", "summary", "description", "author", "authors", "tags", "categories"}
)
# Bits that mean something to Markdown: what a hand that edits a post puts in.
BITS = (
    *("x", '"', "'", " ", "  \n", "\n", "\n\n", "*", "**", "_", "__", "`", "``", "\\", "!", "~", "~~", "$"),
    *("```\n", "~~~", "> ", ">", "- ", "* ", "1. ", "2) ", "    ", "\t", "# ", "## ", "{#id}", "{.c k=v}"),
    *("[", "]", "(", ")", "[a]", "](", "![", '[a]: /u "t"\n', "\n[b]: /v\n", "[^1]", "\n[^1]: n\n", "<", ">"),
    *("<div>\n", "</div>\n", "<!--", "-->", "<b>", "<script>", "<!--more-->", "&amp;", "&", "&#160;", "\xa0"),
    *(": def\n", "\n: def\n", "a\n: b\n", "|", "|a|b|\n|-|-|\n", "---\n", "===\n", "--", "...", ":", "-"),
    *(
        "http://e.org",
        "www.e.org",
        "a@b.org",
        "- [ ] ",
        "[x] ",
        "Ä",
        "漢字\n漢",
        ":smile:",
        "==",
        "++",
        "^",
        "é'",
    ),
)


def stored() -> dict[str, object]:
    """Give the stored cases with Hugo's verdicts."""
    found = json.loads(gzip.decompress((DATA / "markdown-verdicts.json.gz").read_bytes()))
    assert isinstance(found, dict)
    return found


def posts(folder: Path) -> dict[str, str]:
    """Give the text of every Markdown file below a folder, by its path there."""
    return {
        path.relative_to(folder).as_posix(): read_text_file(path).text
        for path in sorted(folder.rglob("*.md"))
        if path.is_file()
    }


def neutralised(text: str) -> str:
    """Give the body of a post with its shortcodes made text: what they need is not here."""
    return text[split_text(text).body :].replace("{{<", "{_<").replace("{{%", "{_%")


def bodies(folder: Path, name: str) -> dict[str, str]:
    """Give the bodies of a folder's posts, shortcodes neutralised, by names that begin with `name`."""
    return {f"{name}/{path}": neutralised(text) for path, text in posts(folder).items()}


def whole_posts(folder: Path, name: str) -> tuple[dict[str, str], dict[str, dict[str, object]]]:
    """Give the bodies with shortcodes that are all Hugo's own, as they are, and their front matter."""
    texts: dict[str, str] = {}
    matter: dict[str, dict[str, object]] = {}
    for path, text in posts(folder).items():
        front = read_front_matter(text)
        body = text[front.split.body :]
        names = {found.removesuffix(".html") for found in _NAME.findall(body)}
        if names and all(each in embedded.RENDERERS for each in names):
            texts[f"{name}/{path}"] = body
            matter[f"{name}/{path}"] = {k: v for k, v in front.values.items() if k.lower() in _PARAMS}
    return texts, matter


def mutations(sources: Mapping[str, str], seed: int, count: int, longest: int = 6_000) -> dict[str, str]:
    """Give `count` mutated or truncated bodies, the same for the same seed and sources, named by their content."""
    rnd = random.Random(seed)
    pool = [text for text in sources.values() if text.strip()]
    found: dict[str, str] = {}
    while len(found) < count:
        text = _excerpt(rnd, rnd.choice(pool), longest)
        for _ in range(rnd.choice((1, 1, 2, 3, 5))):
            text = mutated(rnd, text)
        digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
        found[f"fuzz/{digest}"] = neutralised_body(text)
    return found


def neutralised_body(text: str) -> str:
    """Keep a mutation from making a shortcode."""
    return text.replace("{{<", "{_<").replace("{{%", "{_%")


def _excerpt(rnd: random.Random, text: str, longest: int) -> str:
    if len(text) > longest:
        start = rnd.randrange(len(text) - longest)
        text = text[start : start + longest]
    return text[: rnd.randrange(len(text)) + 1] if rnd.random() < 0.2 else text


def mutated(rnd: random.Random, text: str) -> str:
    """Give `text` after one random edit: a bit put in, a piece cut out, moved or doubled, a line moved."""
    at = rnd.randrange(len(text) + 1)
    kind = rnd.random()
    if kind < 0.55:
        return text[:at] + rnd.choice(BITS) + text[at:]
    if kind < 0.8:
        return text[:at] + text[at + rnd.choice((1, 1, 1, 2, 5, 40, 300)) :]
    if kind < 0.9:
        lines = text.split("\n")
        line = lines.pop(rnd.randrange(len(lines)))
        lines.insert(rnd.randrange(len(lines) + 1), line)
        return "\n".join(lines)
    piece = text[at : at + rnd.randrange(200)]
    to = rnd.randrange(len(text) + 1)
    return text[:to] + piece + text[to:]
