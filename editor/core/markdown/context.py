"""What a page's Markdown may ask about the page and its site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from editor.core.markdown.links import Verdict


@dataclass(frozen=True, slots=True)
class RenderContext:
    """The page around a body; all of it may be left out.

    `resolve_link` and `resolve_image` say where a destination leads (None: leave it as written); `resolve_ref`
    gives the path of a page for `ref` and `relref` or raises RefNotFoundError (None: leave it as written).
    `params` are the page's front matter, `site_params` the site's; `base_url` and `language` are the site's.
    `read_file` gives the text of a file of the page or the site (CSV tables), or None. `site_shortcodes` says
    of the shortcodes that the site and its theme define (names in lower case) whether their templates use what
    they enclose; Hugo has no others where `all_shortcodes_known`. `math` turns on the formulas that HugoBlox and
    KaTeX's script draw, those in single `dollars` too; `embeds` says whether foreign content (videos, posts) is a
    still "card" that asks nothing of the network, or what "hugo" would write. `first_line` is the body's first line
    in the file, from 1;
    `page` is the page's path as Hugo has it, such as `/post/a`.
    """

    resolve_link: Callable[[str], Verdict] | None = None
    resolve_image: Callable[[str], Verdict] | None = None
    resolve_ref: Callable[[str], str] | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    site_params: Mapping[str, object] = field(default_factory=dict)
    site_shortcodes: Mapping[str, bool] = field(default_factory=dict)
    all_shortcodes_known: bool = False
    read_file: Callable[[str], str | None] | None = None
    title: str = ""
    base_url: str = ""
    language: str = "en"
    math: bool = False
    dollars: bool = True
    embeds: str = "card"
    first_line: int = 1
    page: str = ""
