"""Footnotes and shortcodes put in at the caret."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from editor.core.text_edit import TextEdit
from editor.core.writing.change import Change, Selection, replacement

_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
# Longer ones are nobody's counting.
_NUMBER = re.compile(r"[0-9]{1,9}")
_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*", re.MULTILINE)
# Stands in a snippet where the selection goes, or the caret where nothing is selected.
_HERE = "‸"
# A template may ask for many more; the rest is for its documentation.
_MOST_ASKED = 3


def footnote(text: str, selection: Selection) -> Change:
    """Put a footnote at the caret and go to its text at the end; from a mark to its text, and back again."""
    jump = _jump(text, selection)
    if jump is not None:
        return jump
    taken = {int(name) for name in _NOTE.findall(text) if _NUMBER.fullmatch(name)}
    number = max(taken, default=0) + 1
    mark = f"[^{number}]"
    at = selection.end
    bare = text.rstrip("\n")
    last = bare[bare.rfind("\n") + 1 :]
    gap = "\n" if _DEFINITION.match(last) else "\n\n"
    definition = f"{gap}{mark}: "
    end = max(len(bare), at)
    tail = "" if end < len(text) else "\n" if text.endswith("\n") else ""
    there = TextEdit(end, end, definition + tail)
    edits = (TextEdit(at, at, mark), there) if at < end else (TextEdit(at, at, mark + there.text),)
    caret = end + len(mark) + len(definition)
    return Change(edits, Selection(caret, caret))


def _jump(text: str, selection: Selection) -> Change | None:
    at = selection.caret
    start = text.rfind("\n", 0, at) + 1
    definition = _DEFINITION.match(text, start)
    if definition is not None:
        mark = re.search(rf"\[\^{re.escape(definition[1])}\](?!:)", text)
        return Change((), Selection(mark.end(), mark.end())) if mark else None
    end = text.find("\n", at)
    for note in _NOTE.finditer(text, start, len(text) if end < 0 else end):
        if note.start() < at <= note.end():
            for found in _DEFINITION.finditer(text):
                if found[1] == note[1]:
                    return Change((), Selection(found.end(), found.end()))
    return None


@dataclass(frozen=True, slots=True)
class Shortcode:
    """A shortcode a person can choose: its name, what it is for, and its text with the selection's place."""

    name: str
    purpose: str
    text: str


# Hugo's own (https://gohugo.io/shortcodes/).
SHORTCODES: Final = (
    Shortcode("figure", "Picture with a caption", '{{< figure src="‸" alt="" caption="" >}}'),
    Shortcode("ref", "Address of another page", '{{< ref "‸" >}}'),
    Shortcode("relref", "Address of another page, without the site's", '{{< relref "‸" >}}'),
    Shortcode("param", "Value of the front matter or the site", "{{< param ‸ >}}"),
    Shortcode(
        "highlight", "Code in the colours of its language", "{{< highlight go >}}\n‸\n{{< /highlight >}}"
    ),
    Shortcode("details", "Text that unfolds", '{{< details summary="Details" >}}\n‸\n{{< /details >}}'),
    Shortcode("youtube", "Video on YouTube", "{{< youtube ‸ >}}"),
    Shortcode("vimeo", "Video on Vimeo", "{{< vimeo ‸ >}}"),
    Shortcode("instagram", "Picture on Instagram", "{{< instagram ‸ >}}"),
    Shortcode("x", "Post on X", '{{< x user="" id="‸" >}}'),
    Shortcode("qr", "QR code", '{{< qr text="‸" />}}'),
)
# Those of HugoBlox and Wowchemy, whose modules need not be on this disk.
BLOX_SHORTCODES: Final = (
    Shortcode("callout", "Box that stands out", "{{% callout note %}}\n‸\n{{% /callout %}}"),
    Shortcode("icon", "Icon", '{{< icon name="‸" >}}'),
    Shortcode("cite", "Citation of a publication", '{{< cite page="‸" view="4" >}}'),
    Shortcode("toc", "Table of contents", "{{% toc %}}‸"),
    Shortcode("spoiler", "Text that unfolds", '{{< spoiler text="‸" >}}\n\n{{< /spoiler >}}'),
    Shortcode("video", "Video file", '{{< video src="‸" controls="yes" >}}'),
    Shortcode("gallery", "Gallery of a folder", '{{< gallery album="‸" >}}'),
    Shortcode("math", "Formula without escapes", "{{< math >}}\n$$\n‸\n$$\n{{< /math >}}"),
)


def insert_shortcode(text: str, selection: Selection, shortcode: Shortcode) -> Change:
    """Put a shortcode in, what is selected inside it; one of several lines stands on lines of its own."""
    before, behind = shortcode.text.split(_HERE)
    chosen = text[selection.start : selection.end]
    if "\n" in shortcode.text:
        lead = text[text.rfind("\n", 0, selection.start) + 1 : selection.start]
        before = ("\n\n" if lead.strip() else "") + before
        rest = text[selection.end :].split("\n", 1)[0]
        behind += "\n\n" if rest.strip() else ""
    at = len(before)
    return replacement(selection.start, selection.end, before + chosen + behind, at, at + len(chosen))


def custom_shortcode(
    name: str, purpose: str, named: Sequence[str] = (), positions: int = 0, *, encloses: bool = False
) -> Shortcode:
    """Give a shortcode of which is known what its template asks for: a few arguments, and text it encloses."""
    asked = [f'{key}=""' for key in named[:_MOST_ASKED]] or ['""'] * min(positions, _MOST_ASKED)
    head = " ".join(["{{<", name, *asked, ">}}"])
    if encloses:
        return Shortcode(name, purpose, f"{head}\n{_HERE}\n{{{{< /{name} >}}}}")
    return Shortcode(name, purpose, head.replace('""', f'"{_HERE}"', 1) if asked else head + _HERE)
