"""How long a page is, counted as Hugo counts it, from its Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Hugo's figures (https://gohugo.io/methods/page/readingtime/).
WORDS_PER_MINUTE = 213
CJK_PER_MINUTE = 500
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
# What is no word, each with the signs of which one must be there: most pages have few of them, and a site's index
# counts the words of every page.
_NOISE = (
    (("<!--",), re.compile(r"<!--.*?-->", re.DOTALL)),
    (("{{",), re.compile(r"\{\{[<%].*?[%>]\}\}", re.DOTALL)),
    (("![",), re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])?")),
    (("]:",), re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[^\n]*$", re.MULTILINE)),
    (("[^",), re.compile(r"^ {0,3}\[\^[^\]\n]+\]:|\[\^[^\]\n]+\]", re.MULTILINE)),
    (("<",), re.compile(r"</?[A-Za-z][^<>\n]*>")),
    (("```", "~~~"), re.compile(r"^[ >]*(?:```+|~~~+)[^\n]*$", re.MULTILINE)),
    (
        ("",),
        re.compile(
            r"^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+)*(?:#{1,6}(?=[ \t])|>|[-=*_ \t]{3,}$|\|?[-:| \t]{3,}$)?",
            re.MULTILINE,
        ),
    ),
    (("[ ]", "[x]", "[X]"), re.compile(r"^[ \t]*\[[ xX]\][ \t]", re.MULTILINE)),
    (("#",), re.compile(r"[ \t]#+[ \t]*$", re.MULTILINE)),
    (("|",), re.compile(r"\|(?:(?<!\S\|)(?!\S)|(?<=^\|)|$)", re.MULTILINE)),
)
_LINK = re.compile(r"\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])")


@dataclass(frozen=True, slots=True)
class Reading:
    """How many words a body has, and how many minutes Hugo says that takes."""

    words: int
    minutes: int


def counts_letters(own: object, body: str, *, site_has_cjk: bool) -> bool:
    """Whether Hugo counts the page's letters (https://gohugo.io/configuration/all/#hascjklanguage).

    `own` is what the page's front matter says under `isCJKLanguage`, None where it says nothing.
    """
    if isinstance(own, bool):
        return own
    return site_has_cjk and bool(_CJK.search(body))


def read_through(markdown: str, *, letters: bool = False) -> Reading:
    """Count what is left of `markdown` when marks, tags, shortcodes and pictures are gone.

    With `letters` those of every word that is not ASCII are counted. An estimate: Hugo counts the white-space
    separated words of the rendered page.
    """
    plain = markdown
    for signs, noise in _NOISE:
        if any(sign in plain for sign in signs):
            plain = noise.sub("", plain)
    found = (_LINK.sub(r"\1", plain) if "](" in plain or "][" in plain else plain).split()
    words = sum(1 if word.isascii() else len(word) for word in found) if letters else len(found)
    pace = CJK_PER_MINUTE if letters else WORDS_PER_MINUTE
    return Reading(words, (words + pace - 1) // pace)
