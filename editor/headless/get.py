"""`postwright get`: front matter as JSON."""

from __future__ import annotations

import argparse
import json
import math
import re
from datetime import date, time
from pathlib import Path

from editor.core.errors import EditorError
from editor.core.frontmatter import FrontMatter, find_field, read_front_matter
from editor.core.frontmatter.dates import format_date
from editor.core.text_file import read_text_file
from editor.headless.keys import addressed, parse_key
from editor.headless.terminal import Terminal

_NO_UTF8 = re.compile("[\ud800-\udfff]")
EXAMPLES = """\
examples:
  postwright get index.md                    all of the front matter
  postwright get index.md title              one value
  postwright get index.md image.focal_point  one inside a map
  postwright get index.md links.0.url        one inside a list

Values are those Hugo reads (`draft: yes` is a text); case does not count in keys. Dates are texts.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.add_argument("file", metavar="FILE", type=Path, help="a post")
    parser.add_argument(
        "key", metavar="KEY", nargs="?", help="a key, dotted for maps and lists; all if left out"
    )


def run(options: argparse.Namespace, parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Print the value asked for as JSON."""
    path: Path = options.file
    key = () if options.key is None else parse_key(options.key)
    if key is None:
        parser.error(f"not a key: {options.key!r}")
    with terminal.telling(path):
        front = readable_front_matter(read_text_file(path).text)
        value: object = dict(front.values)
        if key:
            found = find_field(front, addressed(front.values, key))
            if found is None:
                raise EditorError(f"There is no key {options.key} in the front matter.")
            value = found.value
        terminal.write(json.dumps(_plain(value), ensure_ascii=False, indent=2) + "\n")


def readable_front_matter(text: str) -> FrontMatter:
    """Read front matter whose values are known; raises EditorError with the reader's reason and line."""
    front = read_front_matter(text)
    if front.broken:
        problem = next(p for p in front.problems if p.severity.value == "error" and not p.key)
        raise EditorError(f"The front matter cannot be read: {problem.message}", line=problem.line)
    return front


def _plain(value: object) -> object:
    """Give `value` as JSON can say it."""
    if isinstance(value, dict):
        return {_plain(str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, str):
        # Bytes that are no UTF-8 are what Hugo shows for them.
        return _NO_UTF8.sub("\ufffd", value)
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, date):
        return format_date(value)
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
