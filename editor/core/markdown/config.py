"""Hugo's `markup` settings as frozen values, with Hugo's own defaults.

Names follow https://gohugo.io/configuration/markup/; defaults are those of Hugo 0.168.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    """All settings of a site that decide what its Markdown becomes."""

    unsafe: bool = False
    hard_wraps: bool = False
    xhtml: bool = False
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
        raise NotImplementedError(site)
