"""The rules of the check-up by their codes, which stay as they are once they are published."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final


class Family(Enum):
    """What a rule is about, as a heading."""

    FILE = "Files"
    MATTER = "Front matter"
    SHORTCODE = "Shortcodes"
    LINK = "Links"
    PICTURE = "Pictures"
    TEXT = "Text"
    NAME = "Terms and names"
    ADDRESS = "Addresses"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: `title` heads its findings, `meaning` says in a sentence what it finds."""

    code: str
    family: Family
    title: str
    meaning: str


_RULES: Final = (
    Rule("file", Family.FILE, "Files that cannot be read", "a file Hugo or Postwright cannot read"),
    Rule("encoding", Family.FILE, "Bytes that are not UTF-8", "bytes that readers see as question marks"),
    Rule("config", Family.FILE, "Settings of the site", "settings of the site that cannot be read"),
    Rule("same-page", Family.FILE, "Two files for one page", "files of which Hugo takes only one"),
    Rule("front-matter", Family.MATTER, "Broken front matter", "front matter Hugo refuses"),
    Rule(
        "value",
        Family.MATTER,
        "Values taken otherwise",
        "values Hugo refuses or reads otherwise than they look",
    ),
    Rule("date", Family.MATTER, "Dates Hugo rejects", "dates that stop the build or mean another day"),
    Rule("duplicate-key", Family.MATTER, "Keys twice", "keys that differ in case alone"),
    Rule("deprecated", Family.MATTER, "Old keys", "keys that Hugo or the theme has replaced"),
    Rule("output", Family.MATTER, "Unknown output formats", "output formats the site does not have"),
    Rule("summary", Family.MATTER, "Empty summaries", "a summary that is there and says nothing"),
    Rule(
        "shortcode",
        Family.SHORTCODE,
        "Shortcodes refused",
        "shortcodes Hugo cannot read or their template refuses",
    ),
    Rule("shortcode-unknown", Family.SHORTCODE, "Unknown shortcodes", "shortcodes without a template"),
    Rule(
        "shortcode-nesting",
        Family.SHORTCODE,
        "Unclosed shortcodes",
        "shortcodes not closed, or closed wrongly",
    ),
    Rule("ref", Family.LINK, "Broken references", "`ref` and `relref` that find no page in a build"),
    Rule("link", Family.LINK, "Broken links", "links to a page or a file the site does not have"),
    Rule(
        "link-source",
        Family.LINK,
        "Links to source files",
        "links Hugo leaves as they are, to a file of content",
    ),
    Rule("link-unpublished", Family.LINK, "Links to unpublished pages", "links to drafts and the like"),
    Rule("anchor", Family.LINK, "Broken anchors", "links to a heading that is not there"),
    Rule("image", Family.PICTURE, "Missing pictures", "pictures in a text that are not there"),
    Rule(
        "matter-image",
        Family.PICTURE,
        "Missing pictures in front matter",
        "pictures named that are not there",
    ),
    Rule("alt", Family.PICTURE, "Pictures without a description", "pictures without alternative text"),
    Rule(
        "heading-level",
        Family.TEXT,
        "Headings that skip a level",
        "headings more than a level below the last",
    ),
    Rule(
        "heading-title",
        Family.TEXT,
        "More than one title",
        "headings of the first level that repeat the title",
    ),
    Rule("author", Family.NAME, "Authors without a profile", "user names without a profile of an author"),
    Rule("project", Family.NAME, "Unknown projects", "projects that the site has no page of"),
    Rule("slides", Family.NAME, "Unknown slides", "slides that the site has no page of"),
    Rule("term", Family.NAME, "Terms spelled in two ways", "near duplicates among the terms"),
    Rule("address", Family.ADDRESS, "Addresses used twice", "pages published at the same address"),
    Rule("alias", Family.ADDRESS, "Aliases in the way", "aliases that are another page's address or alias"),
)
RULES: Final = MappingProxyType({rule.code: rule for rule in _RULES})
