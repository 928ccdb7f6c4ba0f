"""What Hugo says, as a person needs it: what is wrong, in which file and line, and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from editor.core.errors import EditorError
from editor.core.hugo.known_failures import KNOWN
from editor.core.problem import Severity


@dataclass(frozen=True, slots=True)
class HugoMessage:
    """One finding of Hugo's: `path` is the person's own file (never one of ours), `line` and `column` count from 1.

    `text` says what is wrong, `advice` what to do (may be empty), `raw` is what Hugo wrote.
    """

    severity: Severity
    text: str
    path: Path | None = None
    line: int | None = None
    column: int | None = None
    advice: str = ""
    raw: str = ""

    @classmethod
    def of_error(cls, error: EditorError) -> HugoMessage:
        """Tell an error of our own in the same way."""
        return cls(Severity.ERROR, error.message, error.path, error.line, raw=error.detail)

    @property
    def is_error(self) -> bool:
        """Whether there is no page because of it."""
        return self.severity is Severity.ERROR


# `ERROR text`, with the time before it in older versions and colons after it in some; `Error:` comes from the command.
_HEAD: Final = re.compile(
    r"^(?:\d{4}[-/]\d\d[-/]\d\d \d\d:\d\d:\d\d(?:\.\d+)?\s+)?(ERROR|WARN(?:ING)?|Error|panic|fatal error)\b:?\s*(.*)$"
)
# Lines that Hugo prints of its own accord and that end a message before them.
_CHATTER: Final = re.compile(
    r"^(?:Total in|Built in|Start building|Web Server is|Press Ctrl|Change detected|Change of|Source changed|"
    r"Watching for|Environment:|Serving pages|Running in|Rebuilding|Rebuilt|hugo v|Syncing|adding created|"
    r"[─│┼ -]*$|.*│|\d{4}-\d\d-\d\d )"
)
_PLACE: Final = re.compile(r'"((?:[A-Za-z]:)?[^":\n]+):(\d+):(\d+)"')
_BARE_FILE: Final = re.compile(r"(?:see|file|See) \"?((?:[A-Za-z]:)?[/\\][^\":\n]+\.\w+)\"?")
_WRAPPING: Final = (
    re.compile(r"^(?:error building site|Rebuild failed|failed to (?:load|create) config(?: from result)?): "),
    re.compile(r"^(?:assemble|render|process|readAndProcessContent|create|build): "),
    re.compile(r"^\[[\w.\- ]+\] "),
    re.compile(r'^failed to (?:create page from pageMetaSource \S+|render pages|render shortcode "[^"]*"): '),
    re.compile(r'^render of "[^"]*" failed: '),
    re.compile(r'^"[^"\n]+:\d+:\d+": '),
    re.compile(r"^(?:failed to extract shortcode|unmarshal failed|failed to parse file|failed to process "
               r"shortcode|failed to decode front matter|execute of template failed|parse of template failed): "),
    re.compile(r"^template: \S+?:\d+(?::\d+)?: "),
    re.compile(r'^executing "[^"]*" at '),
    re.compile(r"^(?:toml|yaml|json): "),
    # The YAML reader counts from the front matter's first line; the place before it counts from the file's.
    re.compile(r"^\[\d+:\d+\] "),
)  # fmt: skip
_SHORTCODE: Final = re.compile(
    r'"((?:[A-Za-z]:)?[^":\n]+):(\d+):(\d+)": failed to (?:render|process) shortcode "([^"]+)"'
)
_ENDING: Final = re.compile(r"[Ee]rror building site|Rebuild failed")
_LOGGED: Final = re.compile(r"logged \d+ error")


def read_messages(
    lines: Iterable[str], own_file: Callable[[Path], Path] | None = None
) -> tuple[HugoMessage, ...]:
    """Read the errors and warnings in what Hugo printed, each once, in its order; all else is passed over.

    `own_file` turns a path in a private folder into the person's own.
    """
    found: list[HugoMessage] = []
    for told, text in _blocks(lines):
        # Shown as an error, and no page is lost by it.
        severity = Severity.WARNING if text.startswith("deprecated:") else told
        message = _read(severity, text)
        if message.path is not None and own_file is not None:
            message = replace(message, path=own_file(message.path))
        if message not in found:
            found.append(message)
    errors = [message for message in found if message.is_error]
    # That errors were logged says nothing where they are there to be read.
    return tuple(m for m in found if not (len(errors) > 1 and m.is_error and _LOGGED.search(m.raw)))


def decisive(messages: Iterable[HugoMessage]) -> HugoMessage | None:
    """Give the error that ended a build, or else the first there is; None where there is none."""
    errors = [message for message in messages if message.is_error]
    return next((error for error in errors if _ENDING.match(error.raw)), errors[0] if errors else None)


def _blocks(lines: Iterable[str]) -> list[tuple[Severity, str]]:
    """Put the lines of each message together: those below its first that are no chatter belong to it."""
    blocks: list[tuple[Severity, list[str]]] = []
    inside = False
    for raw in lines:
        line = raw.rstrip()
        head = _HEAD.match(line)
        if head is not None:
            severity = Severity.WARNING if head[1].startswith("WARN") else Severity.ERROR
            blocks.append((severity, [head[2]]))
            inside = True
        elif not line or _CHATTER.match(line):
            inside = False
        elif inside:
            blocks[-1][1].append(line)
    return [(severity, "\n".join(text).strip()) for severity, text in blocks]


def _read(severity: Severity, raw: str) -> HugoMessage:
    path, line, column = _place(raw)
    told, hint = _plain(raw), ""
    for pattern, text, advice in KNOWN:
        match = pattern.search(raw)
        if match is not None:
            told = match.expand(text) if "\\" in text else text
            hint = match.expand(advice) if "\\" in advice else advice
            break
    if (call := _SHORTCODE.search(raw)) is not None:
        # The post's line is where a person can do something; the template is named.
        template = "" if path is None or str(path) == call[1] else f" in {path.name}, line {line}"
        told = f"The shortcode “{call[4]}” fails{template}: {told}"
        path, line, column = Path(call[1]), int(call[2]), int(call[3])
    return HugoMessage(severity, told, path, line, column, hint, raw)


def _place(raw: str) -> tuple[Path | None, int | None, int | None]:
    """Give the innermost place named: a template's where a template failed, else the page's."""
    places = _PLACE.findall(raw)
    if places:
        name, line, column = places[-1]
        return Path(name), int(line) or None, int(column) or None
    bare = _BARE_FILE.search(raw)
    return (Path(bare[1]), None, None) if bare else (None, None, None)


def _plain(raw: str) -> str:
    """Give the reason alone, as a sentence, without the steps at which Hugo met it."""
    text = raw.split("\n")[0]
    if (places := list(_PLACE.finditer(text))) and (reason := text[places[-1].end() :].lstrip(": ")):
        text = reason
    before = ""
    while text != before:
        before = text
        for wrapping in _WRAPPING:
            text = wrapping.sub("", text, count=1) or text
    return (text[:1].upper() + text[1:]).strip() or raw.strip()
