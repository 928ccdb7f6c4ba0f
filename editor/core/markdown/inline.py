"""Goldmark's inline parser: from a block's text to markdown-it-py tokens.

Written from CommonMark 0.31 (section 6 and the delimiter algorithm of its appendix) with what Goldmark does
differently: emphasis and links share one state with the typographer, flanking looks past the end of a link's
label, and a link is tried at the start of a line, after white space and after `*_~(`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.token import Token

from editor.core.markdown.brackets import Opener, closure
from editor.core.markdown.characters import ASCII_PUNCTUATION, entity, match_entity
from editor.core.markdown.config import MarkupConfig
from editor.core.markdown.delimiters import EMPHASIS, Run, pair, resolved, scan
from editor.core.markdown.document_state import DocumentState
from editor.core.markdown.emoji import find_emoji, written
from editor.core.markdown.line_breaks import leave_out_line_ends
from editor.core.markdown.linkify import NOWHERE, find_link, link_starts
from editor.core.markdown.passthrough import Delimiters
from editor.core.markdown.pieces import Piece
from editor.core.markdown.targets import Targets
from editor.core.markdown.typographer import Substitutions

_AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^<>\x00-\x20]*)>")
_AUTOMAIL = re.compile(
    r"<([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*)>"
)
# Goldmark takes `<?>` for an instruction.
_TAG = re.compile(HTML_TAG_RE.pattern.removeprefix("^") + r"|<\?>")
_TICKS = re.compile("`+")
_TASK = re.compile(r"\[([ \txX])\]([ \t\n\f\r]?)")
_SMALL_DECLARATION = re.compile("<![a-z]")
_CLOSERS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", "?>"))


def _tags(config: MarkupConfig) -> dict[str, tuple[str, str]]:
    """Give the elements for one and for two of a character, "" where so many are text."""
    tags = {"*": ("em", "strong"), "_": ("em", "strong")}
    extras = config.extras
    if config.strikethrough:
        tags["~"] = ("del", "del")
    elif extras.delete:
        tags["~"] = ("sub" if extras.subscript else "", "del")
    elif extras.subscript:
        tags["~"] = ("sub", "sub")
    if extras.superscript:
        tags["^"] = ("sup", "sup")
    if extras.mark:
        tags["="] = ("", "mark")
    if extras.insert:
        tags["+"] = ("", "ins")
    return tags


class InlineParser:
    """Parses the text of blocks under one configuration; keeps nothing from one block to the next."""

    def __init__(self, config: MarkupConfig) -> None:
        self.config = config
        self.substitutions = None if config.typographer.disable else Substitutions(config.typographer)
        self.tags = _tags(config)
        self.passthrough = Delimiters(config.passthrough) if config.passthrough.enable else None
        self.passing = self.passthrough.first if self.passthrough else frozenset()
        self.joins_lines = config.cjk.enable and config.cjk.east_asian_line_breaks
        self.escapes_spaces = config.cjk.enable and config.cjk.escaped_space
        marks = "" if self.substitutions is None else "|['\"]|---?|\\.\\.\\.|<<|>>"
        parting = "<`![" + "(~ " * config.linkify + ",.<>'\"-" * (self.substitutions is not None)
        # Everything up to the last of these marks, if it is not the first character.
        self.parting = re.compile(f"(?s:.+)(?=[{re.escape(parting)}])")
        special = {*"\\`[]<&\n!", *self.tags, *self.passing, *(":" if config.emoji else "")}
        chars = "".join(map(re.escape, sorted(special)))
        self.plain = re.compile(f"[{chars}]{marks}")
        # Behind these a bare link may begin: one that begins with `http`, `ftp` or `www`, or a mail address.
        self.linking = re.compile(f"[{chars}]|[ \t(~](?=[hfw]){marks}")
        self.mailing = re.compile(f"[{chars} \t(~]{marks}")

    def parse(self, token: Token, state: DocumentState, *, task: bool = False) -> list[Token]:
        """Give the tokens of a block's text, `token.content`; `state` takes what the block adds.

        In a `heading` (a key of `token.meta`) each text token's `markup` is the source it came from, for its id; in a
        table's `cell` a pipe in code stands behind a backslash; `margins` are what was cut off before the lines behind
        the first. The first text of a list's item may be a `task`.
        """
        text, meta = token.content, token.meta
        raw = self.joins_lines or "heading" in meta
        task = task and self.config.task_list
        starts = link_starts(text) if self.config.linkify else NOWHERE
        if not task and not starts and self.plain.search(text) is None:
            return [Piece("text", "", 0, content=text, markup=text if raw else "")] if text else []
        block = _Block(self, text, state, raw, "cell" in meta, meta.get("margins", ()), starts)
        if task:
            block.checkbox()
        return block.run()


class _Block:
    """One block's text on its way through the parser."""

    def __init__(
        self,
        parser: InlineParser,
        text: str,
        state: DocumentState,
        raw: bool,
        cell: bool,
        margins: Sequence[str],
        link_starts: frozenset[int],
    ) -> None:
        self.raw = raw
        self.cell = cell
        self.margins = margins
        self.pending_from = 0
        self.parser = parser
        self.config = parser.config
        self.text = text
        self.state = state
        self.at = 0
        self.out: list[Token] = []
        self.pending: list[str] = []
        self.runs: list[Run] = []
        self.all_runs: dict[int, Run] = {}
        self.openers: list[Opener] = []
        self.links = 0
        self.no_ticks: set[int] = set()
        self.behind_ticks = -1
        self.known_line_end = -1
        self.targets = Targets(text, state)
        self.lacking: set[str] = set()
        self.link_starts = link_starts

    def checkbox(self) -> None:
        """Turn the mark that a list's item begins with into a box."""
        match = _TASK.match(self.text)
        if match:
            self.out.append(Piece("checkbox", "input", 0, info=match.group(1).strip()))
            self.at = self.pending_from = match.end(1) + 1
            if not match.group(2):
                # Hugo writes a blank there in any case.
                self.pending.append(" ")

    def run(self) -> list[Token]:
        text = self.text
        search = self.parser.plain.search
        if self.link_starts:
            search = (self.parser.mailing if "@" in text else self.parser.linking).search
            self._try_link()
        while self.at < len(text):
            match = search(text, self.at)
            if match is None:
                self.pending.append(text[self.at :])
                self.at = len(text)
                break
            if match.start() > self.at:
                self.pending.append(text[self.at : match.start()])
                self.at = match.start()
            self._special(text[self.at])
        self._flush()
        tokens = self.out
        if self.all_runs:
            pair(self.runs, 0, self.parser.tags)
            tokens = resolved(tokens, self.all_runs)
        if self.parser.joins_lines:
            leave_out_line_ends(tokens, self.config.cjk.east_asian_line_breaks_style)
        return tokens

    def _special(self, char: str) -> None:
        before = self.at
        if char in self.parser.passing and self._pass_through():
            self._try_link()
            return
        handler = _HANDLERS.get(char)
        done = handler(self) if handler else False
        if not done and self.parser.substitutions is not None and char in "'\"-.<>":
            done = self._typograph()
        if not done:
            self.pending.append(char)
            self.at = before + 1
        if not self.pending:
            self.pending_from = self.at
        # A bracket that closes no link is text, and only what is more than text is followed by a link.
        more = done and char not in "\\&" and not (char == "]" and self.pending)
        if self.link_starts and (more or char in " \t(*_~\n"):
            self._try_link()

    def _flush(self) -> None:
        if self.pending:
            source = self.text[self.pending_from : self.at] if self.raw else ""
            self.out.append(Piece("text", "", 0, content="".join(self.pending), markup=source))
            if source and "" in self.pending and "\\ " in source:
                self.out[-1].meta = {"listed": "".join(part or "\\ " for part in self.pending)}
            self.pending = []
        self.pending_from = self.at

    def _emit(self, token: Token) -> None:
        self._flush()
        self.out.append(token)

    def _line_end(self) -> int:
        # Looked for once a line: a long one has many marks.
        if self.at >= self.known_line_end:
            end = self.text.find("\n", self.at)
            self.known_line_end = len(self.text) if end < 0 else end + 1
        return self.known_line_end

    # -- text ---------------------------------------------------------------------------------------------

    def _pass_through(self) -> bool:
        delimiters = self.parser.passthrough
        found = delimiters.find(self.text, self.at) if delimiters else None
        if found is None:
            return False
        lines = self.text[self.at : found.end].split("\n")
        if len(lines) > 1 and self.margins:
            # Goldmark takes the source from the first line to the last, with what stands before each.
            first = self.text.count("\n", 0, self.at)
            lines[1:] = [self.margins[first + i] + line for i, line in enumerate(lines[1:])]
        kind = "passthrough_block" if found.is_block else "passthrough"
        self._emit(Piece(kind, "", 0, content="\n".join(lines)))
        self.at = self.pending_from = found.end
        return True

    def colon(self) -> bool:
        found = find_emoji(self.text, self.at) if self.config.emoji else None
        if found is None:
            return False
        self._emit(Piece("emoji", "", 0, content=written(found[1]), markup=self.text[self.at : found[0]]))
        self.at = found[0]
        return True

    def _typograph(self) -> bool:
        substitutions = self.parser.substitutions
        if substitutions is None:
            return False
        found = substitutions.substitute(self.text, self.at, self._line_end(), self.state.quotes)
        if found is None:
            return False
        self._flush()
        self.out.append(Piece("entity", "", 0, content=found[1], markup=html.unescape(found[1])))
        self.at += found[0]
        return True

    def _try_link(self) -> None:
        if self.at not in self.link_starts or self.openers:
            return
        stop = self._line_end()
        found = find_link(self.text, self.at, stop, self.config.linkify_protocol)
        if found is None:
            return
        label = self.text[self.at : found.end]
        self._emit_autolink(found.href, label, "linkify")
        self.at = self.pending_from = found.end

    def _emit_autolink(self, href: str, label: str, markup: str) -> None:
        self._flush()
        self.out.append(Piece("link_open", "a", 1, attrs={"href": href}, markup=markup))
        self.out.append(Piece("text", "", 0, content=label, info="literal"))
        self.out.append(Piece("link_close", "a", -1, markup=markup))

    def backslash(self) -> bool:
        following = self.text[self.at + 1 : self.at + 2]
        if following == "\n":
            self._break(hard=True, skip=2)
            self.pending_from = self.at
            self._try_link()
            return True
        if following in ASCII_PUNCTUATION and following:
            self.pending.append(following)
            self.at += 2
            return True
        if following == " " and self.parser.escapes_spaces:
            self.pending.append("")
            self.at += 2
            return True
        return False

    def newline(self) -> bool:
        hard = trimmed = False
        if self.pending:
            joined = "".join(self.pending)
            hard = joined.endswith("  ")
            bare = joined.rstrip(" ")
            # Nor is a line's end behind ticks that mean nothing one with the text.
            trimmed = (self.config.linkify and bare != joined) or self.at == self.behind_ticks
            # With linkify each blank begins a text of its own, and Goldmark trims the last one alone.
            kept = len(joined) - len(bare) - 3 if hard and self.config.linkify else 0
            self.pending = [bare + " " * max(kept, 0)]
            self._part_line_end()
        self._break(hard=hard or self.config.hard_wraps, skip=1)
        wrapped = self.config.hard_wraps and not hard
        self.out[-1].info = "wrapped" if wrapped else "trimmed" if trimmed else ""
        return True

    def _part_line_end(self) -> None:
        """For ids: what follows the last mark that may mean something is a text of its own, with the line's end."""
        source = self.text[self.pending_from : self.at] if self.raw else ""
        found = self.parser.parting.match(source, 0, len(source))
        if found is not None:
            self.out.append(Piece("text", "", 0, markup=found.group()))
            self.pending_from += found.end()

    def _break(self, *, hard: bool, skip: int) -> None:
        self._emit(Piece("hardbreak" if hard else "softbreak", "br", 0))
        self.at += skip

    def character_reference(self) -> bool:
        match = match_entity(self.text, self.at)
        char = entity(match) if match else None
        if match is None or char is None:
            return False
        self.pending.append(char)
        self.at = match.end()
        return True

    # -- code, HTML, emphasis ------------------------------------------------------------------------------

    def ticks(self) -> bool:
        opening = _TICKS.match(self.text, self.at)
        if opening is None:
            return False
        size = opening.end() - opening.start()
        if size not in self.no_ticks:
            for match in _TICKS.finditer(self.text, opening.end()):
                if match.end() - match.start() == size:
                    self._code(self.text[opening.end() : match.start()])
                    self.at = match.end()
                    return True
            self.no_ticks.add(size)
        self._flush()
        self.pending.append(opening.group())
        self.at = self.behind_ticks = opening.end()
        return True

    def _code(self, content: str) -> None:
        # Of code on two lines an id knows the first, with its end.
        source = content[: content.index("\n") + 1] if "\n" in content else ""
        content = content.replace("\n", " ")
        if self.cell:
            content = content.replace("\\|", "|")
        if len(content) > 1 and content[0] == content[-1] == " " and content.strip(" "):
            content = content[1:-1]
        self._emit(Piece("code_inline", "code", 0, content=content, markup=source))

    def angle(self) -> bool:
        match = _AUTOLINK.match(self.text, self.at)
        if match:
            self._emit_autolink(match.group(1), match.group(1), "autolink")
        else:
            match = _AUTOMAIL.match(self.text, self.at)
            if match:
                self._emit_autolink("mailto:" + match.group(1), match.group(1), "autolink")
        if match is None:
            match = None if self._lacks_end() else _TAG.match(self.text, self.at)
            if match is None:
                return False
            self._emit(Piece("html_inline", "", 0, content=match.group()))
        self.at = match.end()
        return True

    def _lacks_end(self) -> bool:
        """Whether a comment or the like begins here that ends nowhere: each would be looked for to the end.

        A declaration in small letters is none to Goldmark.
        """
        if _SMALL_DECLARATION.match(self.text, self.at):
            return True
        for opener, closer in _CLOSERS:
            if self.text.startswith(opener, self.at):
                if closer not in self.lacking and self.text.find(closer, self.at) < 0:
                    self.lacking.add(closer)
                return closer in self.lacking
        return False

    def emphasis(self) -> bool:
        char = self.text[self.at]
        tags = self.parser.tags.get(char)
        if tags is None:
            return False
        end, can_open, can_close = scan(self.text, self.at)
        length = end - self.at
        if char not in EMPHASIS and (
            length > 2 or not tags[length - 1] or self.text[self.at - 1 : self.at] == char
        ):
            self.pending.append(self.text[self.at : end])
            self.at = end
            return True
        token = Piece("text", "", 0, content=self.text[self.at : end], info="mark")
        run = Run(token, char, length, can_open, can_close, length)
        self._emit(token)
        self.runs.append(run)
        self.all_runs[id(token)] = run
        self.at = end
        return True

    # -- links and images ----------------------------------------------------------------------------------

    def bang(self) -> bool:
        if self.text[self.at + 1 : self.at + 2] != "[":
            return False
        if self._footnote(self.at + 1):
            return True
        self._open_bracket("![")
        return True

    def bracket(self) -> bool:
        if not self._footnote(self.at):
            self._open_bracket("[")
        return True

    def _open_bracket(self, mark: str) -> None:
        self._flush()
        token = Piece("text", "", 0, content=mark)
        self.out.append(token)
        self.at += len(mark)
        self.openers.append(
            Opener(token, len(self.out) - 1, self.at, mark == "![", len(self.runs), self.links)
        )

    def _footnote(self, at: int) -> bool:
        if not self.state.footnote_labels and not self.config.footnote.enable:
            return False
        if self.text[at + 1 : at + 2] != "^":
            return False
        end = closure(self.text, at + 2, "[", "]")
        if end < 0:
            return False
        label = self.text[at + 2 : end]
        self.state.asked.add("^" + label)
        if label not in self.state.footnote_labels:
            return False
        if self.text[self.at] == "!":
            self.pending.append("!")
        state = self.state
        number = state.footnotes.setdefault(label, len(state.footnotes) + 1)
        use = state.footnote_uses.get(label, 0)
        state.footnote_uses[label] = use + 1
        self._emit(Piece("footnote_ref", "sup", 0, content=label, meta={"number": number, "use": use}))
        self.at = end + 1
        return True

    def close_bracket(self) -> bool:
        if not self.openers:
            return False
        opener = self.openers.pop()
        self._flush()
        start = self.at
        self.at += 1
        if not opener.image and self.links > opener.links:
            return self._no_link(opener, start)
        found = self.targets.find(opener.start, start)
        if found is None:
            return self._no_link(opener, start)
        pair(self.runs, opener.runs, self.parser.tags)
        href, title, self.at = found
        self.links += not opener.image
        attrs: dict[str, str | int | float] = {"src" if opener.image else "href": href}
        if title is not None:
            attrs["title"] = title
        if opener.image:
            children = resolved(self.out[opener.index + 1 :], self.all_runs)
            del self.out[opener.index :]
            self.out.append(Piece("image", "img", 0, attrs=attrs, children=children))
        else:
            self.out[opener.index] = Piece("link_open", "a", 1, attrs=attrs)
            self.out.append(Piece("link_close", "a", -1))
        return True

    def _no_link(self, opener: Opener, start: int) -> bool:
        opener.token.info = "mark"
        self.pending.append("]")
        self.at = start + 1
        return True


_HANDLERS = {
    "\\": _Block.backslash,
    "\n": _Block.newline,
    "`": _Block.ticks,
    "*": _Block.emphasis,
    "_": _Block.emphasis,
    "~": _Block.emphasis,
    "^": _Block.emphasis,
    "=": _Block.emphasis,
    "+": _Block.emphasis,
    ":": _Block.colon,
    "[": _Block.bracket,
    "]": _Block.close_bracket,
    "!": _Block.bang,
    "<": _Block.angle,
    "&": _Block.character_reference,
}
