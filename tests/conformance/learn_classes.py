"""Learns what Hugo calls the classes of Pygments: `python -m tests.conformance.learn_classes POSTS… --samples FOLDER…`.

Blocks of code are coloured by both, and what differs always in one way is written into the table that the product
reads. Of posts only the half that `highlighting` does not judge by is looked at; samples, files of Markdown with code
in fences as well, are learnt from whole.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from editor.core.markdown.highlight import lexer_name, plain_tokens
from tests.conformance.highlighting import Block, code_blocks, is_held_out, judged

TABLE = Path(__file__).parents[2] / "editor" / "core" / "markdown" / "data" / "chroma_classes.json"
# Of a class's characters, how many must have the other one; of a text's; and in how many blocks that text must be.
_SHARE, _TEXT_SHARE = 0.9, 0.95
_LEAST_BLOCKS = 3
_LEAST_GAIN = 8
_LONGEST = 24
_MIXED = "*"
_PLAIN = "Text only"


@dataclass(slots=True)
class Evidence:
    """What one lexer's classes and texts are in Hugo, in characters, and the blocks in which each was met."""

    found: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    blocks: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))


def gather(judgements: Mapping[Block, list[tuple[str, str]]]) -> dict[str, Evidence]:
    """Give the evidence by the names of the lexers."""
    evidence: dict[str, Evidence] = defaultdict(Evidence)
    for (language, code), theirs in judgements.items():
        name = lexer_name(language)
        pieces = list(_pieces(code, language, theirs))
        if not name or name == _PLAIN:
            continue
        for ours, text, other in pieces:
            key = ours, "0" if text.isdigit() else text
            evidence[name].found[key][other] += len(text)
            evidence[name].blocks[key].add(code)
    return evidence


def _pieces(code: str, language: str, theirs: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Give Pygments' class, the text and Hugo's class of each piece; nothing where the texts are not the same."""
    seen = [pair for pair in theirs if not pair[0].isspace()]
    at = 0
    for name, text in plain_tokens(code, language):
        visible = [char for char in text if not char.isspace()]
        there = seen[at : at + len(visible)]
        if [char for char, _ in there] != visible:
            return
        at += len(visible)
        classes = {other for _, other in there}
        if visible:
            yield name, text, classes.pop() if len(classes) == 1 else _MIXED


def learn(evidence: Evidence) -> dict[str, str]:
    """Give the table of one lexer: a class, or a class and a text, and what Hugo has instead."""
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for (name, _), found in evidence.found.items():
        totals[name].update(found)
    table = {name: other for name, found in totals.items() if (other := _other(name, found))}
    usual = dict(table)
    for (name, text), found in evidence.found.items():
        other, count = found.most_common(1)[0]
        now = usual.get(name, name)
        if (
            name
            and other not in (now, _MIXED)
            and count >= _TEXT_SHARE * found.total()
            and count - found[now] >= _LEAST_GAIN
            and len(evidence.blocks[name, text]) >= _LEAST_BLOCKS
            and len(text) <= _LONGEST
            and text == text.strip()
        ):
            table[f"{name} {text}"] = other
    return dict(sorted(table.items()))


def _other(name: str, found: Counter[str]) -> str | None:
    other, count = found.most_common(1)[0]
    same = found[name]
    if other in (name, _MIXED) or count - same < _LEAST_GAIN or count <= found.total() / 2:
        return None
    return other if count >= _SHARE * (count + same) else None


def main() -> None:
    """Write the table."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("folders", nargs="*", type=Path)
    arguments.add_argument("--samples", nargs="*", type=Path, default=[])
    given = arguments.parse_args()
    blocks = [block for block in _blocks(given.folders) if not is_held_out(block)]
    evidence = gather(judged([*blocks, *_blocks(given.samples)]))
    # What was learnt from other posts stays where these say nothing else.
    tables: dict[str, dict[str, str]] = json.loads(TABLE.read_text("utf-8"))
    for name, each in evidence.items():
        if learnt := {**tables.get(name, {}), **learn(each)}:
            tables[name] = dict(sorted(learnt.items()))
    TABLE.write_text(
        json.dumps(dict(sorted(tables.items())), ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
    print(f"{sum(map(len, tables.values()))} classes and words of {len(tables)} lexers")


def _blocks(folders: Iterable[Path]) -> Iterator[Block]:
    for folder in folders:
        yield from code_blocks(folder)


if __name__ == "__main__":
    main()
