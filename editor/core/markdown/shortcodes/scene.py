"""What a shortcode's renderer is given, and what renderers share."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from editor.core.markdown.config import MarkupConfig
from editor.core.markdown.context import RenderContext
from editor.core.markdown.shortcodes.lexer import Param, Value

_TAGS = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"\s{2,}")
_SCHEME = re.compile(r"([^/?#]*?):")
_BLOCK_ENDS = re.compile(r"</p>|<br ?/?>")


@dataclass(frozen=True, slots=True)
class Scene:
    """The page's settings, and how Markdown becomes HTML there (without shortcodes)."""

    context: RenderContext
    config: MarkupConfig
    markdown: Callable[[str], str]

    def inline(self, text: str) -> str:
        """Give Markdown as HTML, without the paragraph around it if it is one alone, as `markdownify` does."""
        return unwrapped(self.markdown(text)) if text else ""


@dataclass(frozen=True, slots=True)
class Invocation:
    """A call to be rendered: `inner` is what it encloses, inner shortcodes rendered.

    `indentation` is the white space before the call on its line; `alone` says that nothing else stands there.
    """

    name: str
    params: tuple[Param, ...]
    inner: str
    scene: Scene
    markup: bool = False
    closed: bool = False
    alone: bool = True
    indentation: str = ""

    @property
    def is_named(self) -> bool:
        """Whether the arguments have names."""
        return bool(self.params and self.params[0].name)

    def get(self, key: str | int) -> Value:
        """Give an argument by its name or place, "" where there is none; of several, the last."""
        found: Value = ""
        if isinstance(key, int):
            if not self.is_named and key < len(self.params):
                found = self.params[key].value
        else:
            for param in self.params:
                if param.name == key:
                    found = param.value
        return found

    def text(self, *keys: str | int) -> str:
        """Give the first of several arguments that is there, as text."""
        for key in keys:
            value = self.get(key)
            if value != "":
                return text_of(value)
        return ""


def text_of(value: object) -> str:
    """Give a value as a Go template prints it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "[" + " ".join(text_of(each) for each in value) + "]"
    if isinstance(value, dict):
        return "map[" + " ".join(f"{k}:{text_of(value[k])}" for k in sorted(value, key=str)) + "]"
    return str(value)


def escape(value: object) -> str:
    """Escape a value for text or an attribute in quotes."""
    return html.escape(text_of(value))


def attributes(**values: object) -> str:
    """Write the attributes that have a value; an underscore at a name's end is left off."""
    return "".join(f' {name.rstrip("_")}="{escape(value)}"' for name, value in values.items() if value != "")


def safe_url(url: str) -> str:
    """Give a URL as a Go template lets it into an attribute, escaped: foreign schemes become `#ZgotmplZ`."""
    scheme = _SCHEME.match(url)
    if scheme is not None and scheme.group(1).lower() not in ("http", "https", "mailto"):
        return "#ZgotmplZ"
    return html.escape(quote(url, safe="%!#$&*+,/:;=?@[]-._~'()"))


def plain(markup: str) -> str:
    """Take the tags out of HTML; the text stays escaped, as `plainify` leaves it."""
    if "<" not in markup:
        return markup
    text = _TAGS.sub("", _BLOCK_ENDS.sub("\n", markup.replace("\n", " ")))
    return _BLANKS.sub(lambda blanks: blanks[0][0], text)


def unwrapped(markup: str) -> str:
    """Take away the paragraph around HTML that is one paragraph alone."""
    if markup.count("<p>") != 1:
        return markup
    bare = markup.strip()
    if bare.startswith("<p>") and bare.endswith("</p>"):
        return bare[3:-4].strip()
    return markup


def picture(scene: Scene, destination: str) -> tuple[str, str]:
    """Give where an image is shown from, escaped, and an attribute that says why it is broken, if it is."""
    if scene.context.resolve_image is None:
        return safe_url(destination), ""
    verdict = scene.context.resolve_image(destination)
    if verdict.reason:
        return safe_url(verdict.url), f' class="pw-broken" title="{escape(verdict.reason)}"'
    return safe_url(verdict.url), ""
