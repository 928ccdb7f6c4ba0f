"""Where Hugo sees the front matter of a file begin and end."""

from __future__ import annotations

import re

from editor.core.frontmatter.fields import Format, Split
from editor.core.problem import Problem, Severity

BOM = "\ufeff"
_LEADING = re.compile(r"[ \t\r\n\f\v]*")
_EOL = re.compile(r"\r?\n?")
_OPENING_REST = re.compile(r"[ \t]*(?:\r\n?|\n)")
_ORG_END = re.compile(r"\n(?!#\+)")
_JSON_STEP = re.compile(r'[{}"\\]')
_DELIMITED = {"-": (Format.YAML, "---"), "+": (Format.TOML, "+++")}


def split_text(text: str) -> Split:
    """Find the parts of a file by the rules of Hugo's page lexer.

    White space and one BOM may stand before the opening delimiter, which is exactly three characters; the
    first later line that begins with them closes, whatever follows on it. Never raises: a delimiter Hugo
    refuses is told in `problem`, and then the offsets say how far the front matter would reach.
    """
    bom = 1 if text.startswith(BOM) else 0
    match = _LEADING.match(text, bom)
    opening = match.end() if match else bom
    first = text[opening : opening + 1]
    if first in _DELIMITED:
        return _split_delimited(text, opening, *_DELIMITED[first])
    if first == "{":
        return _split_json(text, opening)
    if text.startswith("#+", opening):
        end = _ORG_END.search(text, opening)
        stop = end.start() + 1 if end else len(text)
        return Split(Format.ORG, opening, opening, stop, stop)
    return Split(Format.NONE, bom, bom, bom, bom)


def line_at(text: str, offset: int) -> int:
    """Give the 1-based line on which the code point `offset` stands; CRLF, CR and LF each end a line."""
    breaks = text.count("\n", 0, offset)
    if text.find("\r", 0, offset) >= 0:
        breaks += text.count("\r", 0, offset) - text.count("\r\n", 0, offset)
    return breaks + 1


def _split_delimited(text: str, opening: int, found: Format, delimiter: str) -> Split:
    name = found.name
    if not text.startswith(delimiter, opening):
        message = (
            f"invalid {name} delimiter: a file whose first character is {delimiter[0]} must open with it"
        )
        problem = _problem(text, opening, message, f"Write front matter above it, or {delimiter} in full.")
        return Split(Format.NONE, opening, opening, opening, opening, problem)
    inner = opening + len(delimiter)
    rest = _OPENING_REST.match(text, inner)
    matter = rest.end() if rest else inner
    closing = _closing(text, matter, delimiter, at_line_start=rest is not None)
    if closing < 0:
        message = f"EOF looking for end {name} front matter delimiter"
        problem = _problem(text, opening, message, f"Close the front matter by a line {delimiter}.")
        return Split(found, opening, matter, len(text), len(text), problem)
    return Split(found, opening, matter, closing, _after_eol(text, closing + len(delimiter)))


def _closing(text: str, matter: int, delimiter: str, *, at_line_start: bool) -> int:
    if at_line_start and text.startswith(delimiter, matter):
        return matter
    found = re.compile(r"(?<=[\r\n])" + re.escape(delimiter)).search(text, matter + (not at_line_start))
    return found.start() if found else -1


def _split_json(text: str, opening: int) -> Split:
    """Count braces outside strings, as Hugo does: `}` need not end its line."""
    depth, quoted, at = 0, False, opening
    while step := _JSON_STEP.search(text, at):
        at = step.end()
        char = step.group()
        if char == "\\":
            at += 1
        elif char == '"':
            quoted = not quoted
        elif not quoted:
            depth += 1 if char == "{" else -1
            if depth == 0:
                body = _after_eol(text, at)
                return Split(Format.JSON, opening, opening, body, body)
    problem = _problem(
        text, opening, "unexpected EOF parsing JSON front matter", "Close every { by a } outside of quotes."
    )
    return Split(Format.JSON, opening, opening, len(text), len(text), problem)


def _after_eol(text: str, at: int) -> int:
    match = _EOL.match(text, at)
    return match.end() if match else at


def _problem(text: str, at: int, message: str, advice: str) -> Problem:
    return Problem(Severity.ERROR, message, line_at(text, at), at, min(at + 3, len(text)), advice)
