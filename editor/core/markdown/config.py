"""Hugo's `markup` settings as frozen values, with Hugo's own defaults.

Names follow https://gohugo.io/configuration/markup/; defaults are those of Hugo 0.168.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

Delimiters = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Typographer:
    """`goldmark.extensions.typographer`: the replacement texts (HTML) of each mark."""

    disable: bool = False
    apostrophe: str = "&rsquo;"
    ellipsis: str = "&hellip;"
    em_dash: str = "&mdash;"
    en_dash: str = "&ndash;"
    left_angle_quote: str = "&laquo;"
    left_double_quote: str = "&ldquo;"
    left_single_quote: str = "&lsquo;"
    right_angle_quote: str = "&raquo;"
    right_double_quote: str = "&rdquo;"
    right_single_quote: str = "&rsquo;"


@dataclass(frozen=True, slots=True)
class Footnote:
    """`goldmark.extensions.footnote`."""

    enable: bool = True
    enable_auto_id_prefix: bool = False
    backlink_html: str = "&#x21a9;&#xfe0e;"


@dataclass(frozen=True, slots=True)
class Extras:
    """`goldmark.extensions.extras`: each is off in Hugo by default."""

    delete: bool = False
    insert: bool = False
    mark: bool = False
    subscript: bool = False
    superscript: bool = False


@dataclass(frozen=True, slots=True)
class Passthrough:
    """`goldmark.extensions.passthrough`: pairs of delimiters whose content is kept as it is."""

    enable: bool = False
    block: Delimiters = (("\\[", "\\]"), ("$$", "$$"))
    inline: Delimiters = (("\\(", "\\)"),)


@dataclass(frozen=True, slots=True)
class Cjk:
    """`goldmark.extensions.cjk`."""

    enable: bool = False
    east_asian_line_breaks: bool = False
    east_asian_line_breaks_style: str = "simple"
    escaped_space: bool = False


@dataclass(frozen=True, slots=True)
class Highlight:
    """`markup.highlight`: how a code block is coloured."""

    anchor_line_nos: bool = False
    code_fences: bool = True
    guess_syntax: bool = False
    hl_lines: str = ""
    line_anchors: str = ""
    line_no_start: int = 1
    line_nos: bool = False
    line_numbers_in_table: bool = True
    no_classes: bool = True
    style: str = "monokai"
    tab_width: int = 4
    wrapper_class: str = "highlight"


@dataclass(frozen=True, slots=True)
class MarkupConfig:
    """All settings of a site that decide what its Markdown becomes.

    `xhtml` is none of them: it spells void elements otherwise and changes nothing of the page.
    """

    unsafe: bool = False
    hard_wraps: bool = False
    auto_heading_id: bool = True
    auto_heading_id_type: str = "github"
    attribute_title: bool = True
    attribute_block: bool = False
    auto_definition_term_id: bool = False
    wrap_standalone_image_within_paragraph: bool = True
    definition_list: bool = True
    strikethrough: bool = True
    table: bool = True
    task_list: bool = True
    linkify: bool = True
    linkify_protocol: str = "https"
    typographer: Typographer = field(default_factory=Typographer)
    footnote: Footnote = field(default_factory=Footnote)
    extras: Extras = field(default_factory=Extras)
    passthrough: Passthrough = field(default_factory=Passthrough)
    cjk: Cjk = field(default_factory=Cjk)
    highlight: Highlight = field(default_factory=Highlight)
    # Not under `markup` in Hugo: the site's top-level `enableEmoji`.
    emoji: bool = False
    toc_start_level: int = 2
    toc_end_level: int = 3
    toc_ordered: bool = False

    @classmethod
    def from_hugo(cls, site: Mapping[str, object]) -> MarkupConfig:
        """Read the settings from a site's whole configuration, keys in any case, unknown ones ignored."""
        read = _Reader(site)
        goldmark = read.at("markup", "goldmark")
        extensions, parser, renderer = (
            goldmark.at("extensions"),
            goldmark.at("parser"),
            goldmark.at("renderer"),
        )
        typographer = extensions.at("typographer")
        old_style = extensions.flag("typographer", True)  # before Hugo 0.109 a plain switch
        toc = read.at("markup", "tableofcontents")
        base = cls()
        return cls(
            unsafe=renderer.flag("unsafe", False),
            hard_wraps=renderer.flag("hardWraps", False),
            auto_heading_id=parser.flag("autoHeadingID", True),
            auto_heading_id_type=parser.text("autoHeadingIDType", parser.text("autoIDType", "github")),
            attribute_title=parser.at("attribute").flag("title", True),
            attribute_block=parser.at("attribute").flag("block", False),
            auto_definition_term_id=parser.flag("autoDefinitionTermID", False),
            wrap_standalone_image_within_paragraph=parser.flag("wrapStandAloneImageWithinParagraph", True),
            definition_list=extensions.flag("definitionList", True),
            strikethrough=extensions.flag("strikethrough", True),
            table=extensions.flag("table", True),
            task_list=extensions.flag("taskList", True),
            linkify=extensions.flag("linkify", True),
            linkify_protocol=extensions.text("linkifyProtocol", "https"),
            typographer=typographer.fill(Typographer(disable=not old_style)),
            footnote=extensions.at("footnote").fill(Footnote(enable=extensions.flag("footnote", True))),
            extras=_extras(extensions.at("extras")),
            passthrough=_passthrough(extensions.at("passthrough")),
            cjk=extensions.at("cjk").fill(base.cjk),
            highlight=read.at("markup", "highlight").fill(base.highlight),
            emoji=read.flag("enableEmoji", False),
            toc_start_level=toc.number("startLevel", 2),
            toc_end_level=toc.number("endLevel", 3),
            toc_ordered=toc.flag("ordered", False),
        )


class _Reader:
    """A map of a configuration whose keys may be spelled in any case."""

    def __init__(self, values: object) -> None:
        pairs = values.items() if isinstance(values, Mapping) else ()
        self._values = {str(key).lower(): value for key, value in pairs}

    def at(self, *keys: str) -> _Reader:
        inner: object = self._values
        for key in keys:
            inner = _Reader(inner).value(key)
        return _Reader(inner)

    def value(self, key: str) -> object:
        return self._values.get(key.lower())

    def flag(self, key: str, default: bool) -> bool:
        value = self._values.get(key.lower())
        return value if isinstance(value, bool) else default

    def text(self, key: str, default: str) -> str:
        value = self._values.get(key.lower())
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int) -> int:
        value = self._values.get(key.lower())
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def pairs(self, key: str, default: Delimiters) -> Delimiters:
        value = self._values.get(key.lower())
        if not isinstance(value, list):
            return default
        return tuple((str(p[0]), str(p[1])) for p in value if isinstance(p, list) and len(p) == 2)

    def fill(self, settings: _Settings) -> _Settings:
        """Give `settings` with each field that is set here to a value of the same type."""
        changes: dict[str, Any] = {}
        for each in fields(settings):
            value = self._values.get(each.name.replace("_", ""))
            if type(value) is type(getattr(settings, each.name)):
                changes[each.name] = value
        return replace(settings, **changes)


_Settings = TypeVar("_Settings", Typographer, Footnote, Cjk, Highlight)


def _extras(read: _Reader) -> Extras:
    return Extras(**{each.name: read.at(each.name).flag("enable", False) for each in fields(Extras)})


def _passthrough(read: _Reader) -> Passthrough:
    default = Passthrough()
    delimiters = read.at("delimiters")
    return Passthrough(
        enable=read.flag("enable", False),
        block=delimiters.pairs("block", default.block),
        inline=delimiters.pairs("inline", default.inline),
    )
