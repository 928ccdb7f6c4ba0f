"""Code blocks, as Hugo wraps them, with its options of highlighting.

Sources: https://gohugo.io/functions/transform/highlight/ and probes of Hugo 0.168.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from editor.core.markdown.attributes import read_attributes
from editor.core.markdown.characters import unescape
from editor.core.markdown.config import MarkupConfig
from editor.core.markdown.highlight import (
    Painter,
    coloured,
    coloured_lines,
    ended,
    guessed_language,
    in_class,
    is_known_language,
    style_rules,
)
from editor.core.markdown.refusal import HugoRefusal

# The options of highlighting, in lower case; every other attribute is the page's.
_OPTIONS = frozenset(
    [
        "anchorlinenos",
        "guesssyntax",
        "hl_inline",
        "hl_lines",
        "lineanchors",
        "linenos",
        "linenostart",
        "linenumbersintable",
        "nohl",
        "noclasses",
        "style",
        "tabwidth",
    ]
)
_KEPT = frozenset({"nohl"})
_SPACE = " \t\n\v\f\r"
# The language of code whose colours are still to come.
_PLAIN = "text"
_MOST_LINES = 1_000_000
_LONGEST_INFO = 1_000  # looked through for attributes


@dataclass(frozen=True, slots=True)
class _Options:
    numbers: str
    first: int
    marked: frozenset[int]
    anchors: str
    anchor_numbers: bool
    inline: bool
    style: str
    has_classes: bool
    tab_width: int


def render_fence(
    code: str, info: str, config: MarkupConfig, ordinal: int = 0, *, in_colour: bool = True
) -> str:
    """Give the HTML of a fenced block of code with its info string as written.

    `ordinal` counts the blocks of the page from 0. Without colours it takes a tenth of the time and the same room.
    Raises HugoRefusal where Hugo stops.
    """
    if not config.highlight.code_fences:
        return _bare(code, info)
    language, attributes = read_info(info)
    code = code.rstrip("\n") + "\n" if code else ""
    options = {name.lower(): value for name, value in attributes.items()}
    if not is_known_language(language):
        if not _flag(options.get("guesssyntax"), config.highlight.guess_syntax):
            return _plain(code, language)
        language = guessed_language(code)
    chosen = _chosen(options, config, ordinal)
    if chosen.inline:
        return _inline(code, language, chosen)
    lexed = language if in_colour else _PLAIN
    return _wrapped(code, language, chosen, config, attributes, lexed)


def highlight(
    code: str, language: str, options: Mapping[str, object], config: MarkupConfig, ordinal: int = 0
) -> str:
    """Give what the `highlight` shortcode and template function make of `code`."""
    if not is_known_language(language):
        if not _flag(options.get("guesssyntax"), config.highlight.guess_syntax):
            return _plain(code, language)
        language = guessed_language(code)
    chosen = _chosen(options, config, ordinal)
    code = ended(code, language)
    if chosen.inline:
        return _inline(code, language, chosen)
    return _wrapped(code, language, chosen, config, {}, language)


def _bare(code: str, info: str) -> str:
    """Write a fence as Goldmark itself does, without Hugo's part in it."""
    if code and not code.endswith("\n"):
        code += "\n"
    word = html.escape(unescape(info.strip(" \t").split(" ", 1)[0]))
    name = f' class="language-{word}"' if word else ""
    return f"<pre><code{name}>{html.escape(code, quote=False).replace(chr(34), '&quot;')}</code></pre>\n"


def render_plain(code: str) -> str:
    """Give code as it stands, in no language."""
    return _plain(code, "") + "\n"


def read_options(text: str) -> dict[str, object]:
    """Read the options of a `highlight` shortcode, `linenos=table,hl_lines=1 3-4`; raises HugoRefusal."""
    found: dict[str, object] = {}
    for part in text.split(",") if text.strip() else ():
        name, equals, value = part.partition("=")
        if not equals:
            raise HugoRefusal(f"error calling highlight: invalid Highlight option: {part}")
        found[name.strip().lower()] = value.strip()
    return found


def read_info(info: str) -> tuple[str, dict[str, object]]:
    """Part an info string into the language and the attributes: ```` ```go {linenos=true} ````.

    Raises HugoRefusal where braces hold something else, as in ```` ```{r} ```` and ```` ```js {1,3} ````.
    """
    info = info.strip(" \t")
    brace = info.find("{")
    if brace < 0:
        return info.split(" ", 1)[0], {}
    return info[:brace].strip(_SPACE).split(" ", 1)[0], _attributes(info, brace)


def _attributes(info: str, brace: int) -> dict[str, object]:
    """Read the attributes that begin at the first brace where some do, looking no further than to a closing one."""
    for at in range(brace, min(len(info), brace + _LONGEST_INFO)):
        if info[at] == "}":
            raise HugoRefusal("failed to parse Markdown attributes; you may need to quote the values")
        found = read_attributes(info, at) if info[at] == "{" else None
        if found is not None:
            return found[0]
    return {}


def text_of(value: object) -> str:
    """Give an attribute's value as Go prints it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _plain(code: str, language: str) -> str:
    text = html.escape(code)
    if not language:
        return f'<pre tabindex="0"><code>{text}</code></pre>'
    name = html.escape(language)
    return f'<pre tabindex="0"><code class="language-{name}" data-lang="{name}">{text}</code></pre>'


def _chosen(options: Mapping[str, object], config: MarkupConfig, ordinal: int) -> _Options:
    given = config.highlight
    in_table = _flag(options.get("linenumbersintable"), given.line_numbers_in_table)
    numbers = "table" if in_table else "inline"
    wanted = options.get("linenos", given.line_nos)
    first = _number(options.get("linenostart", given.line_no_start), "LineNoStart")
    anchors = text_of(options.get("lineanchors", given.line_anchors)) or f"hl-{ordinal}"
    return _Options(
        numbers=_numbers(wanted, numbers),
        first=first,
        marked=frozenset(_lines(options.get("hl_lines", given.hl_lines))),
        anchors=anchors + "-",
        anchor_numbers=_flag(options.get("anchorlinenos"), given.anchor_line_nos),
        inline=_flag(options.get("hl_inline"), False),
        style=text_of(options.get("style", given.style)),
        has_classes=not _flag(options.get("noclasses"), given.no_classes),
        tab_width=_number(options.get("tabwidth", given.tab_width), "TabWidth"),
    )


def _numbers(wanted: object, default: str) -> str:
    if isinstance(wanted, bool):
        return default if wanted else ""
    if not isinstance(wanted, str):
        kind = "float64" if isinstance(wanted, int | float) else "[]interface {}"
        raise HugoRefusal(
            f'lineNos must be one of true, false, "inline", or "table"; got {text_of(wanted)} ({kind})'
        )
    if wanted in ("inline", "table"):
        return wanted
    return "" if wanted in ("false", "") else default


def _flag(value: object, default: bool) -> bool:
    return default if value is None else text_of(value).lower() in ("true", "1", "t")


def _number(value: object, name: str) -> int:
    try:
        return int(str(value) if isinstance(value, str) else float(str(value)))
    except (ValueError, OverflowError):
        raise HugoRefusal(
            f"1 error(s) decoding:\n\n* cannot parse '{name}' as int: strconv.ParseInt: parsing"
            f' "{value}": invalid syntax'
        ) from None


def _lines(value: object) -> Iterator[int]:
    """Give the lines that a setting names, counted from 1: `3`, `"1 3-4"`, `[1, "3-4"]`."""
    listed = value if isinstance(value, list | tuple) else [value]
    for part in " ".join(text_of(_whole(each)) for each in listed).split():
        match = re.fullmatch(r"(\d{1,9})(?:-(\d{1,9}))?", part)
        if match is not None:
            last = int(match.group(2) or match.group(1))
            yield from range(int(match.group(1)), min(last, _MOST_LINES) + 1)


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _written(attributes: Mapping[str, object], wrapper: str) -> str:
    """Write the attributes of the block around the code; handlers of events are left out, as Hugo does."""
    shown = {"class": wrapper} if wrapper else {}
    for name, value in attributes.items():
        low = name.lower()
        if (low in _OPTIONS and low not in _KEPT) or low.startswith("on"):
            continue
        # Lists and maps are written as nothing.
        text = "" if isinstance(value, list | dict) else text_of(value)
        shown[name] = f"{shown[name]} {text}" if name == "class" and shown else text
    return "".join(f' {name}="{html.escape(value)}"' for name, value in shown.items())


def _wrapped(
    code: str,
    language: str,
    options: _Options,
    config: MarkupConfig,
    attributes: Mapping[str, object],
    lexed: str,
) -> str:
    look = _Classes() if options.has_classes else _Inline(options)
    if options.has_classes and not options.numbers and not options.marked:
        name = html.escape(language)
        body = f'<pre tabindex="0" class="chroma"><code class="language-{name}" data-lang="{name}">'
        body += f"{coloured(code, lexed)}</code></pre>"
    else:
        body = _page(list(coloured_lines(code, lexed, look.paint)), language, options, look)
    return f"<div{_written(attributes, config.highlight.wrapper_class)}>{body}</div>"


def _inline(code: str, language: str, options: _Options) -> str:
    look = _Classes() if options.has_classes else _Inline(options)
    inside = "".join(coloured_lines(code, language, look.paint))
    return f'<code class="code-inline language-{html.escape(language)}">{inside}</code>'


class _Classes:
    """Marks things by Chroma's classes."""

    paint: Painter = staticmethod(in_class)
    block = "chroma"

    def pre(self) -> str:
        return ' class="chroma"'

    def name(self, kind: str, more: str = "") -> str:
        return f' class="{kind}{" " + more if more else ""}"'

    def code_cell(self) -> str:
        return self.name("lntd")

    def text(self) -> str:
        return ' class="cl"'


class _Inline(_Classes):
    """Writes the rules of a style beside everything they are for."""

    def __init__(self, options: _Options) -> None:
        self.rules = style_rules(options.style)
        own = self.rules.get("", "")
        self.background = frozenset(filter(None, own.split(";")))
        size = options.tab_width
        tabs = f"-moz-tab-size:{size};-o-tab-size:{size};tab-size:{size};" if size != 8 else ""
        adjust = "-webkit-text-size-adjust:none;"
        self.block = own.replace(adjust, tabs + adjust) if adjust in own else own + tabs
        if options.marked:
            self.block += "display:grid;"
        self.paint = self._paint

    def _paint(self, name: str, text: str) -> str:
        rule = self.rules.get(name, "")
        rule = ";".join(part for part in rule.split(";") if part and part not in self.background)
        return f'<span style="{rule}">{text}</span>' if rule else text

    def pre(self) -> str:
        return f' style="{self.block}"'

    def name(self, kind: str, more: str = "") -> str:
        rules = " ".join(self.rules[each] for each in (kind, more) if each and self.rules.get(each))
        return f' style="{rules}"' if rules else ""

    def code_cell(self) -> str:
        return f' style="{self.rules.get("lntd", "")};width:100%"'

    def text(self) -> str:
        return ""


def _page(lines: list[str], language: str, options: _Options, look: _Classes) -> str:
    name = html.escape(language)
    inside = "".join(_line(i + 1, line, len(lines), options, look) for i, line in enumerate(lines))
    page = f'<pre tabindex="0"{look.pre()}><code class="language-{name}" data-lang="{name}">{inside}</code></pre>'
    if options.numbers != "table":
        return page
    column = "".join(_number_cell(i + 1, len(lines), options, look) for i in range(len(lines)))
    return (
        f"<div{look.pre()}>\n<table{look.name('lntable')}><tr><td{look.name('lntd')}>\n"
        f'<pre tabindex="0"{look.pre()}><code>{column}</code></pre></td>\n'
        f"<td{look.code_cell()}>\n{page}</td></tr></table>\n</div>\n"
    )


def _line(place: int, line: str, count: int, options: _Options, look: _Classes) -> str:
    number = ""
    if options.numbers == "inline":
        number = f"<span{look.name('ln')}{_anchored(place, count, options, look)}</span>"
    marked = "hl" if place in options.marked else ""
    return f"<span{look.name('line', marked)}>{number}<span{look.text()}>{line}</span></span>"


def _number_cell(place: int, count: int, options: _Options, look: _Classes) -> str:
    number = f"<span{look.name('lnt')}{_anchored(place, count, options, look)}\n</span>"
    return f"<span{look.name('hl')}>{number}</span>" if place in options.marked else number


def _anchored(place: int, count: int, options: _Options, look: _Classes) -> str:
    """Give a line's number, behind the rest of its span's tag."""
    width = len(str(options.first + count - 1))
    number = options.first + place - 1
    text = f"{number:{width}d}"
    if not options.anchor_numbers:
        return f">{text}"
    anchor = html.escape(f"{options.anchors}{number}")
    return f' id="{anchor}"><a{look.name("lnlinks")} href="#{anchor}">{text}</a>'
