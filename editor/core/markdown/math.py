"""Formulas: TeX to MathML, which the view draws by itself.

Sources: https://gohugo.io/content-management/mathematics/ and HugoBlox's documentation of `math: true`.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache, partial
from xml.etree import ElementTree

from latex2mathml.converter import convert

# Longer or deeper formulas are shown as they are written.
_LONGEST = 5_000
_DEEPEST = 60
_CACHED = 512
_MATHML = "http://www.w3.org/1998/Math/MathML"
# What MathML Core has, and nothing that does anything.
_TAGS = frozenset(
    {
        "math",
        "maction",
        "menclose",
        "merror",
        "mfenced",
        "mfrac",
        "mi",
        "mmultiscripts",
        "mn",
        "mo",
        "mover",
        "mpadded",
        "mphantom",
        "mprescripts",
        "mroot",
        "mrow",
        "ms",
        "mspace",
        "msqrt",
        "mstyle",
        "msub",
        "msubsup",
        "msup",
        "mtable",
        "mtd",
        "mtext",
        "mtr",
        "munder",
        "munderover",
        "none",
        "semantics",
    }
)
_ATTRIBUTE = re.compile(r"(?!on|href|src|xlink|style|actiontype)[a-z][a-zA-Z-]*\Z")
_WORD = re.compile(r"\\(?:html(?:Class|Id|Data|Style)?|href|url|include\w*)\b")
# A formula that passes through has its `<` as written, which begins a tag only before a letter.
_SPLIT = re.compile(r"(<!--.*?-->|</?[A-Za-z][^>]*>)", re.DOTALL)
_SILENT = frozenset({"code", "pre", "script", "style", "textarea", "math", "svg", "template", "kbd", "samp"})
_OPEN_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)")
_FORMULA = re.compile(
    r"\\\\|\\\$"
    r"|\$\$(?P<dd>(?:[^$\\]|\\.)+?)\$\$"
    r"|\\\[(?P<bd>.+?)\\\]"
    r"|\\\((?P<bi>.+?)\\\)"
    r"|\$(?P<di>(?:[^$\\\n]|\\.)+?)\$",
    re.DOTALL,
)


def render_math(tex: str, display: bool) -> str:
    """Give a formula as MathML, or its source with the reason where that cannot be; never raises."""
    return _rendered(tex.strip(), display)


@lru_cache(maxsize=_CACHED)
def _rendered(tex: str, display: bool) -> str:
    reason = _obstacle(tex)
    if not reason:
        try:
            return _cleaned(convert(tex, display="block" if display else "inline"))
        except RecursionError:
            reason = "The formula is nested too deeply."
        except Exception as error:  # The converter raises whatever its tables and stacks raise.
            reason = _said(error)
    return (
        f'<span class="pw-math-error" title="{html.escape(reason)}">'
        f"{html.escape(_delimited(tex, display))}</span>"
    )


def _delimited(tex: str, display: bool) -> str:
    return f"$${tex}$$" if display else f"${tex}$"


def _obstacle(tex: str) -> str:
    if not tex:
        return "The formula is empty."
    if len(tex) > _LONGEST:
        return f"The formula has more than {_LONGEST} characters."
    depth = deepest = 0
    for char in tex:
        depth += (char == "{") - (char == "}")
        deepest = max(deepest, depth)
    if deepest > _DEEPEST or tex.count("\\left") + tex.count("\\begin") > _DEEPEST:
        return "The formula is nested too deeply."
    if depth:
        return "A brace has no partner."
    if _WORD.search(tex):
        return "The formula has a command that a preview does not run."
    return ""


def _said(error: Exception) -> str:
    """Say in words what the converter's exceptions say by their names."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__).removesuffix("Error").strip()
    return f"The formula cannot be read: {name.lower() or 'unknown error'}."


def _cleaned(mathml: str) -> str:
    """Leave only MathML that shows something: no links, no handlers, no foreign elements."""
    root = ElementTree.fromstring(mathml)
    for element in root.iter():
        name = element.tag.removeprefix(f"{{{_MATHML}}}")
        if name not in _TAGS:
            raise ValueError(name)
        element.tag = name
        for key in [key for key in element.attrib if not _ATTRIBUTE.match(key)]:
            del element.attrib[key]
    root.set("xmlns", _MATHML)
    return ElementTree.tostring(root, encoding="unicode")


def autorender(page: str, *, dollars: bool = True) -> str:
    r"""Draw formulas in the text of HTML, `$$…$$`, `\(…\)`, `\[…\]` and with `dollars` `$…$`, outside code and tags."""
    if "$" not in page and "\\(" not in page and "\\[" not in page:
        return page
    silent: list[str] = []
    out: list[str] = []
    for i, piece in enumerate(_SPLIT.split(page)):
        if i % 2:
            _follow(piece, silent)
            out.append(piece)
        else:
            out.append(piece if silent else _FORMULA.sub(partial(_formula, dollars=dollars), piece))
    return "".join(out)


def _follow(tag: str, silent: list[str]) -> None:
    match = _OPEN_TAG.match(tag)
    if match is None:
        return
    name = match.group(2).lower()
    if match.group(1):
        if silent and silent[-1] == name:
            silent.pop()
    elif name in _SILENT and not tag.endswith("/>"):
        silent.append(name)


def _formula(match: re.Match[str], dollars: bool) -> str:
    kind = match.lastgroup
    if kind is None:
        return match.group()
    tex = html.unescape(match.group(kind))
    # A dollar sign before a digit or a blank is money, not mathematics.
    if kind == "di" and (not dollars or tex != tex.strip() or not tex):
        return match.group()
    return render_math(tex, display=kind in ("dd", "bd"))
