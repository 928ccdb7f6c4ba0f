"""`postwright set`: values of front matter changed in place, and not one character more."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from editor.core.frontmatter import KeyPath, parse_value, set_field, unset_field
from editor.core.text_edit import apply_edits
from editor.core.text_file import encode, read_text_file, write_atomically
from editor.headless.get import readable_front_matter
from editor.headless.keys import addressed, parse_key, split_assignment
from editor.headless.terminal import Terminal

EXAMPLES = """\
examples:
  postwright set draft=false index.md
  postwright set 'tags=[a, b]' 'title="x: y"' content/blog/*.md
  postwright set image.focal_point=Smart links.0.url=/cv.pdf index.md
  postwright set --unset featured --dry-run --diff *.md

An argument with a = is KEY=VALUE where all before the first = is a key; any other argument is a FILE. Write
./a=b.md for a file of such a name. A key is dotted for maps and lists (an index one past the end adds an
item); quotes take a name with dots as it is: '"a.b".c=1'. VALUE is YAML 1.2: true, 3, text, "text", [a, b],
{a: 1}; what is no YAML, as x: y, is a text; nothing at all is null. It is written in the format and style of
the file; all else in the file stays as it is, to the byte. With several changes a file gets all or none.
A file that cannot be changed is told of on standard error, and the others are done.
"""


@dataclass(frozen=True, slots=True)
class Change:
    """One wish: a value for `key`, or its removal."""

    key: KeyPath
    value: object = None
    remove: bool = False

    def apply(self, text: str) -> str:
        """Give a file's text with the change made; raises EditorError."""
        front = readable_front_matter(text)
        key = addressed(front.values, self.key)
        return apply_edits(text, unset_field(text, key) if self.remove else set_field(text, key, self.value))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the verb."""
    parser.add_argument(
        "arguments", metavar="KEY=VALUE|FILE", nargs="+", help="changes and files, in any order"
    )
    parser.add_argument(
        "--unset", metavar="KEY", action="append", default=[], help="remove a key (repeatable)"
    )
    parser.add_argument(
        "--diff", action="store_true", help="print each change as a unified diff (and write it)"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="write nothing; name the files that would change"
    )
    parser.add_argument(
        "--stdout", action="store_true", help="write nothing; print the one changed file whole"
    )


def run(options: argparse.Namespace, parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """Change every file, or tell why not."""
    changes, files = _sorted_out(options, parser)
    if options.stdout and (len(files) > 1 or options.diff):
        parser.error("--stdout takes one FILE, and no --diff")
    for path in files:
        with terminal.telling(path):
            _change(path, changes, options, terminal)


def _sorted_out(
    options: argparse.Namespace, parser: argparse.ArgumentParser
) -> tuple[list[Change], list[Path]]:
    changes: list[Change] = []
    files: list[Path] = []
    for argument in options.arguments:
        assignment = split_assignment(argument)
        if assignment is None:
            files.append(Path(argument))
        else:
            changes.append(Change(assignment[0], parse_value(assignment[1])))
    for text in options.unset:
        key = parse_key(text)
        if key is None:
            parser.error(f"not a key: {text!r}")
        changes.append(Change(key, remove=True))
    if not changes:
        parser.error("nothing to change: give KEY=VALUE or --unset KEY")
    if not files:
        parser.error("no FILE given")
    return changes, files


def _change(path: Path, changes: list[Change], options: argparse.Namespace, terminal: Terminal) -> None:
    file = read_text_file(path)
    text = file.text
    for change in changes:
        text = change.apply(text)
    if options.stdout:
        terminal.write(text)
        return
    data = encode(text)
    if data == file.data:
        return
    if options.diff:
        from editor.headless.diff import unified_diff

        terminal.write(unified_diff(file.text, text, str(path)))
    if not options.dry_run:
        write_atomically(path, data, expected=file.fingerprint)
    elif not options.diff:
        terminal.write(f"{path}\n")
