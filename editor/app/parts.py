"""How the two documents and what stands around them make up a file."""

from __future__ import annotations

from dataclasses import dataclass

from editor.core.frontmatter import Format, Split
from editor.core.line_ends import to_buffer


@dataclass(frozen=True, slots=True)
class Layout:
    """What surrounds the front matter; all in buffer text (newlines only).

    `head` ends with the opening delimiter, `closing` is the closing delimiter's line. `glue` is the newline
    between front matter and closing delimiter, which is kept out of the document, and `empty` what stands
    there instead while the document is empty. `joint` parts a body that is new from a front matter whose last
    line did not end. A `bare` file has delimiters only while there is something between them.
    """

    format: Format
    head: str
    closing: str
    glue: str = ""
    empty: str = ""
    joint: str = ""
    bare: bool = False

    def front(self, matter: str) -> str:
        """Give everything before the body, for a front matter document that holds `matter`."""
        if matter:
            return f"{self.head}{matter}{self.glue}{self.closing}"
        return self.head.removesuffix("---\n") if self.bare else f"{self.head}{self.empty}{self.closing}"

    def text(self, matter: str, body: str) -> str:
        """Give the whole file's buffer text."""
        return f"{self.front(matter)}{self.joint if body else ''}{body}"


@dataclass(frozen=True, slots=True)
class Parts:
    """A file's buffer text taken apart: `layout.text(matter, body)` puts it together again."""

    layout: Layout
    matter: str
    body: str


def take_apart(text: str, split: Split) -> Parts:
    """Take a file's exact text apart at `split`."""
    body = to_buffer(text[split.body :])
    if split.format is Format.NONE:
        head = f"{to_buffer(text[: split.body])}---\n"
        return Parts(Layout(Format.YAML, head, "---\n", glue="\n", bare=True), "", body)
    head = to_buffer(text[: split.matter])
    matter = to_buffer(text[split.matter : split.closing])
    closing = to_buffer(text[split.closing : split.body])
    joint = "" if body or f"{matter}{closing}".endswith("\n") else "\n"
    if matter in ("", "\n"):
        glue = "\n" if closing else ""
        return Parts(Layout(split.format, head, closing, glue, empty=matter, joint=joint), "", body)
    glue = "\n" if matter.endswith("\n") else ""
    return Parts(Layout(split.format, head, closing, glue, joint=joint), matter.removesuffix(glue), body)
