"""Small bodies that once came out otherwise than Hugo's, with its verdicts, in `markdown-regressions.json`.

`python -m tests.conformance.regressions` asks the binary anew; with `--add MODE` it first takes a body from the
standard input.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tests.conformance.judge import hugo_pages
from tests.conformance.modes import MODES
from tests.conformance.sets import DATA

LIST = DATA / "markdown-regressions.json"


@dataclass(frozen=True, slots=True)
class Regression:
    """A body, the mode it was judged in, and Hugo's content and table of contents."""

    mode: str
    body: str
    content: str
    contents: str


def regressions() -> list[Regression]:
    """Give what is stored."""
    return [Regression(**each) for each in json.loads(LIST.read_text("utf-8"))] if LIST.exists() else []


def judged(cases: Iterable[tuple[str, str]]) -> list[Regression]:
    """Ask the binary about bodies with their modes; what it refuses is left out."""
    by_mode: dict[str, dict[str, str]] = {}
    for mode, body in cases:
        by_mode.setdefault(mode, {})[body] = body
    found = []
    for mode, bodies in by_mode.items():
        pages: Mapping[str, tuple[str, str]] = hugo_pages(bodies, MODES[mode])
        found += [Regression(mode, body, page[0], page[1].strip()) for body, page in pages.items()]
    return found


def store(cases: Iterable[tuple[str, str]]) -> int:
    """Write the list with the cases given, judged; give how many there are."""
    found = judged(dict.fromkeys(cases))
    listed = [
        {"mode": each.mode, "body": each.body, "content": each.content, "contents": each.contents}
        for each in found
    ]
    LIST.write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(found)


def main() -> int:
    """Judge the list again."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--add", choices=[*MODES])
    mode = parser.parse_args().add
    cases = [(each.mode, each.body) for each in regressions()]
    if mode:
        cases.append((mode, sys.stdin.read()))
    print(store(cases), "cases")
    return 0


if __name__ == "__main__":
    sys.exit(main())
