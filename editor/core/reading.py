"""How long a page is, counted as Hugo counts it, from its Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Hugo's figures (https://gohugo.io/methods/page/readingtime/).
WORDS_PER_MINUTE = 213
CJK_PER_MINUTE = 500
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
# No pattern looks beyond where another piece like it begins: text full of beginnings would take time squared.
_SHORTCODE = re.compile(r"\{\{[<%](?:(?!\{\{[<%]).)*?[%>]\}\}", re.DOTALL)
_TARGET = r"(?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\[\]\n]*\])"
# What Hugo's figure shows of its arguments (https://gohugo.io/shortcodes/figure/).
_FIGURE = re.compile(r"\{\{[<%]\s*figure\s")
_CAPTION = re.compile(r"""\b(?:title|caption|attr)=(?:"([^"]*)"|`([^`]*)`)""")
_FENCED = re.compile(
    r"^[ \t>]*(?:(?P<ticks>`{3,}+)[^`\n]*|(?P<waves>~{3,}+)[^\n]*)\n(?P<code>.*?)"
    r"(?:^[ \t>]*(?(ticks)(?P=ticks)`*|(?P=waves)~*)[ \t]*$|\Z)",
    re.DOTALL | re.MULTILINE,
)
# What is no word, each with the signs of which one must be there: most pages have few of them, and a site's index
# counts the words of every page.
_NOISE = (
    (("<!--",), re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)),
    (("![",), re.compile(rf"!\[[^\[\]\n]*\]{_TARGET}?")),
    (("]:",), re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[^\n]*$", re.MULTILINE)),
    (("[^",), re.compile(r"^ {0,3}\[\^[^\]\n]+\]:|\[\^[^\[\]\n]+\]", re.MULTILINE)),
    (("<",), re.compile(r"</?[A-Za-z][^<>\n]*>")),
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
_LINK = re.compile(rf"\[([^\[\]\n]*)\]{_TARGET}")


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

    What a figure says under its picture counts, and so does code between fences, whole.

    With `letters` those of every word that is not ASCII are counted. An estimate: Hugo counts the white-space
    separated words of the rendered page.
    """
    plain = _SHORTCODE.sub(_shown, markdown) if "{{" in markdown else markdown
    found: list[str] = []
    if "```" in plain or "~~~" in plain:
        for fenced in _FENCED.finditer(plain):
            quoted = fenced[0].lstrip().startswith(">")
            found += (word for word in fenced["code"].split() if not quoted or word != ">")
        plain = _FENCED.sub("", plain)
    for signs, noise in _NOISE:
        if any(sign in plain for sign in signs):
            plain = noise.sub("", plain)
    found += (_LINK.sub(r"\1", plain) if "](" in plain or "][" in plain else plain).split()
    words = sum(1 if word.isascii() else len(word) for word in found) if letters else len(found)
    pace = CJK_PER_MINUTE if letters else WORDS_PER_MINUTE
    return Reading(words, (words + pace - 1) // pace)


def _shown(shortcode: re.Match[str]) -> str:
    if not _FIGURE.match(shortcode[0]):
        return ""
    return " ".join(quoted or raw for quoted, raw in _CAPTION.findall(shortcode[0]))
