"""Front matter judged on real posts: `python -m tests.conformance.front_matter FOLDER`.

For every Markdown file below FOLDER, and for each turned into TOML and JSON: nothing changes without a
change, a set value is one line and comes back, and real Hugo reads what we read, before and after. Prints a
table of counts, the first failures of each kind, and exits with 1 if there is any.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from editor.core.frontmatter import (
    FieldLocked,
    Format,
    find_field,
    read_front_matter,
    set_field,
    split_text,
    unset_field,
)
from editor.core.text_edit import apply_edits
from tests.support.hugo_site import judge
from tests.support.hugo_values import differences

SETTINGS: dict[tuple[str, ...], object] = {
    ("draft",): None,
    ("featured",): None,
    ("title",): 'He said: "it\'s #1", — 😀',
    ("tags",): ["one", "two: three"],
    ("date",): "2031-02-03T04:05:06Z",
    ("image", "focal_point"): "TopLeft",
}
# Lists of several lines and files without front matter need more lines than one.
MANY_LINES = {("tags",)}
SHOWN = 3


@dataclass
class Report:
    """Counts by check, with the first failures of each."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    failures: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, check: str, outcome: str) -> None:
        """Count one outcome that is no failure."""
        self.counts[check][outcome] += 1

    def fail(self, check: str, reason: str) -> None:
        """Count a failure."""
        self.counts[check]["FAILED"] += 1
        self.failures[check].append(reason)

    def show(self) -> int:
        """Print the table and the first failures; gives the exit code."""
        for check, counts in self.counts.items():
            outcomes = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
            print(f"{check:<34} {outcomes}")
        for check, reasons in self.failures.items():
            for reason in reasons[:SHOWN]:
                print(f"\n{check}: {reason}")
        return 1 if self.failures else 0


def main(arguments: list[str] | None = None) -> int:
    """Run all checks on the folder named on the command line."""
    parser = argparse.ArgumentParser(description="judge the front matter code on a folder of posts")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    report = Report()
    posts = dict(_posts(folder))
    for kind, texts in _converted(posts).items():
        changed: dict[str, str] = {}
        for name, text in texts.items():
            _check_laws(report, kind, name, text, changed)
        _check_reading(report, f"{kind} read as Hugo", texts)
        _check_reading(report, f"{kind} read as Hugo after set", changed)
    return report.show()


def _posts(folder: Path) -> Iterator[tuple[str, str]]:
    for index, path in enumerate(sorted(folder.rglob("*.md"))):
        data = path.read_bytes()
        text = data.decode("utf-8", "surrogateescape")
        yield f"p/{index:05}-{path.stem}.md", text


def _converted(posts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Give the posts as they are, and those with readable front matter as TOML and JSON."""
    kinds: dict[str, dict[str, str]] = {"as found": dict(posts), "as TOML": {}, "as JSON": {}}
    for name, text in posts.items():
        front = read_front_matter(text)
        if front.broken or front.format is Format.NONE:
            continue
        body = text[front.split.body :]
        values = _without_null(dict(front.values))
        assert isinstance(values, dict)
        toml = to_toml(values)
        if toml is not None:
            kinds["as TOML"][name] = f"+++\n{toml}+++\n{body}"
        kinds["as JSON"][name] = json.dumps(values, indent=2, ensure_ascii=False, default=str) + "\n" + body
    return kinds


def _without_null(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_null(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_null(item) for item in value if item is not None]
    return value


def to_toml(values: Mapping[str, object], path: tuple[str, ...] = ()) -> str | None:
    """Write plain values as TOML with tables; None where an empty key or a huge number forbids it."""
    lines: list[str] = []
    tables: list[str] = []
    for key, value in values.items():
        inner = (*path, key)
        header = ".".join(json.dumps(part, ensure_ascii=False) for part in inner)
        if isinstance(value, dict):
            table = to_toml(value, inner)
            tables.append(f"\n[{header}]\n{table}")
        elif isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            tables += [f"\n[[{header}]]\n{to_toml(item, inner)}" for item in value]
        else:
            lines.append(f"{_toml_key(key)} = {_toml_value(value)}\n")
    return "".join(lines + tables)


def _toml_key(key: str) -> str:
    return (
        key
        if key and key.isascii() and key.replace("_", "").isalnum()
        else json.dumps(key, ensure_ascii=False)
    )


def _toml_value(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_toml_key(k)} = {_toml_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml_value, value)) + "]"
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _check_laws(report: Report, kind: str, name: str, text: str, changed: dict[str, str]) -> None:
    front = read_front_matter(text)
    split = front.split
    parts = (text[: split.matter], text[split.matter : split.closing], text[split.closing :])
    if "".join(parts) != text:
        report.fail(f"{kind} split", name)
    if front.broken:
        report.add(f"{kind} parsed", "broken")
        return
    report.add(f"{kind} parsed", "ok")
    for field_ in front.fields:
        if not field_.locked and set_field(text, field_.path, field_.value):
            report.fail(f"{kind} no-op", f"{name} {field_.path}")
    for path, wanted in SETTINGS.items():
        _check_setting(report, kind, name, text, path, wanted, changed)


def _check_setting(
    report: Report,
    kind: str,
    name: str,
    text: str,
    path: tuple[str, ...],
    wanted: object,
    changed: dict[str, str],
) -> None:
    check = f"{kind} set {'.'.join(path)}"
    front = read_front_matter(text)
    old = find_field(front, path)
    value = wanted if wanted is not None else not (old is not None and old.value is True)
    try:
        after = apply_edits(text, set_field(text, path, value))
        back = apply_edits(
            after, unset_field(after, path) if old is None else set_field(after, path, old.value)
        )
    except FieldLocked as locked:
        # A group cannot be made where a text stands; all else must be editable.
        blocked = len(path) > 1 and not isinstance(getattr(find_field(front, path[:1]), "value", {}), dict)
        (report.add if blocked or front.format is Format.ORG else report.fail)(
            check, f"{name} {locked}" if not blocked else "refused"
        )
        return
    count = changed_lines(text, after)
    if count > 1 and path not in MANY_LINES and front.format is not Format.NONE:
        report.fail(check, f"{name}: {count} lines changed")
    elif lost := _comments(text) - _comments(after):
        report.fail(check, f"{name}: comment lost: {lost}")
    elif back != text:
        report.fail(check, f"{name}: not the same bytes after setting back:\n{_diff(text, back)}")
    else:
        report.add(check, "one line" if count == 1 else "more lines")
        changed[name.replace(".md", "-" + "-".join(path) + ".md")] = after


def changed_lines(before: str, after: str) -> int:
    """Count the lines a diff would show as changed or added or gone (a changed line counts once)."""
    matcher = difflib.SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    steps = [step for step in matcher.get_opcodes() if step[0] != "equal"]
    return sum(max(b - a, d - c) for _, a, b, c, d in steps)


def _comments(text: str) -> Counter[str]:
    split = split_text(text)
    if split.format not in (Format.YAML, Format.TOML):
        return Counter()
    lines = (line.strip() for line in text[split.matter : split.closing].splitlines())
    return Counter(line for line in lines if line.startswith("#"))


def _diff(before: str, after: str) -> str:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return "\n".join(list(lines)[:12])


def _check_reading(report: Report, check: str, texts: Mapping[str, str]) -> None:
    """Ask Hugo for every file, its shortcodes made harmless: they need a theme and are not our matter."""
    content = {name: _harmless(text).encode("utf-8", "surrogateescape") for name, text in texts.items()}
    with tempfile.TemporaryDirectory() as folder:
        pages, refused = judge(Path(folder), content)
    for name, text in texts.items():
        front = read_front_matter(text)
        if name in refused:
            ours = any(problem.severity.value == "error" for problem in front.problems)
            report.add(check, "refused by both" if ours else "refused by Hugo for other reasons")
        elif name not in pages:
            report.add(check, "not rendered")
        elif front.broken:
            report.fail(check, f"{name}: Hugo reads it, we do not: {front.problems[0].message}")
        elif found := differences(pages[name], front):
            report.fail(check, f"{name}: " + "; ".join(found)[:600])
        else:
            report.add(check, "equal")


def _harmless(text: str) -> str:
    body = split_text(text).body
    return text[:body] + text[body:].replace("{{<", "{_<").replace("{{%", "{_%")


if __name__ == "__main__":
    sys.exit(main())
