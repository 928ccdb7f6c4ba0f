"""HTML from the clipboard as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bs4 import Tag

# Nothing but these makes HTML worth more than the plain text that came with it.
_MEANT = re.compile(
    r"<(?:a\s[^>]*href|h[1-6]|ul|ol|table|blockquote|pre|img|strong|em|code|b|i|del|s)\b", re.IGNORECASE
)
# Editors of code put their colours on the clipboard: what is meant is the text.
_CODE_EDITOR = re.compile(
    r"vscode|jetbrains|font-family:[^;\"']*(?:mono|consolas|menlo|courier)", re.IGNORECASE
)
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*?)<!--\s*EndFragment\s*-->", re.DOTALL | re.IGNORECASE)
_UNWANTED: Final = ("script", "style", "meta", "link", "title", "head", "noscript", "template", "o:p")
# What a reader sees as text stays text, where Markdown would take it for HTML.
_MARKUP: Final = re.compile(r"<(?=[a-zA-Z/!?])|&(?=#?\w+;)")
_PROGRAM: Final = re.compile(r"\W*(?:javascript|vbscript|data):", re.IGNORECASE)
_LARGEST = 2_000_000


def is_worth_converting(html: str) -> bool:
    """Whether HTML says more than its plain text: links, emphasis, headings, lists, tables, pictures."""
    return (
        len(html) <= _LARGEST and _MEANT.search(html) is not None and _CODE_EDITOR.search(html[:4000]) is None
    )


def html_to_markdown(html: str) -> str:
    """Write a fragment of HTML as Markdown in the style of these posts: `#`, `-`, `**`, fenced code.

    Gives nothing for HTML that nests deeper than any text does.
    """
    found = _FRAGMENT.search(html)
    try:
        return _converted(found[1] if found else html)
    except RecursionError:
        return ""


def _converted(html: str) -> str:
    from bs4 import BeautifulSoup
    from markdownify import MarkdownConverter

    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(_UNWANTED):
        tag.decompose()
    for tag in soup.find_all(True):
        _simplify(tag)
    for string in soup.find_all(string=_MARKUP):
        if string.find_parent(("pre", "code", "kbd", "samp")) is None:
            string.replace_with(_MARKUP.sub(r"\\\g<0>", string))
    converter = MarkdownConverter(
        heading_style="ATX",
        bullets="-",
        code_language_callback=_language,
        escape_misc=False,
        newline_style="BACKSLASH",
    )
    text = str(converter.convert_soup(soup)).replace("\xa0", " ")
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)).strip("\n")


def _simplify(tag: Tag) -> None:
    """Take away links to programs, and emphasis that is none: word processors wrap a text in bold that is not bold."""
    if tag.name == "a" and _PROGRAM.match(re.sub(r"\s", "", str(tag.get("href")))):
        tag.unwrap()
        return
    style = str(tag.get("style") or "").replace(" ", "")
    if tag.name in ("b", "strong") and "font-weight:normal" in style:
        tag.unwrap()
    elif tag.name == "span":
        if re.search(r"font-weight:(?:bold|[6-9]00)", style):
            tag.name = "strong"
        elif "font-style:italic" in style:
            tag.name = "em"


def _language(tag: Tag) -> str:
    """Read the language of a code block off its class, as highlighters write it."""
    for element in (tag, *tag.find_all("code", limit=1)):
        for name in element.get("class") or ():
            if str(name).startswith(("language-", "lang-")):
                return str(name).split("-", 1)[1]
    return ""
