"""The shortcodes a site, its theme and its modules define (https://gohugo.io/templates/shortcode/)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path

from editor.core.regular_file import open_regular
from editor.core.site.folders import section, strings
from editor.core.site.site import Site

# The folder's name since Hugo 0.146, and the one before; where a layouts folder has both, the new one is first.
_FOLDERS = ("_shortcodes", "shortcodes")
_COMMENT = re.compile(r"\{\{-?\s*/\*")
_INNER = re.compile(r"\.Inner(?:Deindent)?\b")
_GET = re.compile(r"""\.Get\s+(?:"([^"]+)"|`([^`]+)`|(\d+))""")
_NAMED = re.compile(r"""(?:index\s+\.Params|\.Params\.Get)\s+"([^"]+)"|\.Params\.([A-Za-z_]\w*)""")
# Templates are small; what is larger is read no further.
_MOST_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class ShortcodeTemplate:
    """A shortcode's template: whether it uses what it encloses, and the arguments it asks for.

    `name` is in lower case, as Hugo compares the names of these files. `named` and `positions` are as far as the
    template's text shows them.
    """

    name: str
    path: Path
    takes_inner: bool
    named: tuple[str, ...] = ()
    positions: int = 0


@dataclass(frozen=True, slots=True)
class Shortcodes:
    """The shortcodes of a site by name; `complete` where Hugo has no others than these and its own."""

    templates: Mapping[str, ShortcodeTemplate] = field(default_factory=dict)
    complete: bool = False

    @classmethod
    def of(cls, site: Site | None) -> Shortcodes:
        """Look into the layouts of a site; outside of one nothing is known."""
        return cls() if site is None else cls(shortcode_templates(site), knows_all_shortcodes(site))


def shortcode_templates(site: Site) -> Mapping[str, ShortcodeTemplate]:
    """Find the shortcodes by name; of two of one name the site's own is taken, then its first theme's.

    A file that cannot be read counts as a template that uses nothing.
    """
    found: dict[str, ShortcodeTemplate] = {}
    for layouts in site.layouts_dirs:
        for folder in _FOLDERS:
            for path in _files(layouts / folder):
                name = _name(path.relative_to(layouts / folder))
                if name and name not in found:
                    found[name] = _read(name, path)
    return found


def knows_all_shortcodes(site: Site) -> bool:
    """Whether every theme and module the site names is on disk, so that a name not found is no shortcode."""
    names = set(strings(site.config.get("theme")))
    imports = section(site.config, "module").get("imports")
    for item in imports if isinstance(imports, list) else ():
        if isinstance(item, dict) and isinstance(item.get("path"), str) and not item.get("disable"):
            names.add(item["path"])
    return not site.problems and all(
        any(folder.as_posix().endswith("/" + name.strip("/")) for folder in site.theme_dirs) for name in names
    )


def _files(folder: Path) -> list[Path]:
    found = []
    for home, folders, names in os.walk(folder):
        folders.sort()
        found += [Path(home, name) for name in sorted(names)]
    return found


def _name(path: Path) -> str:
    """Give what a template is called by: its path without the endings for language and output format."""
    base = path.name.split(".", 1)[0]
    return "/".join((*path.parts[:-1], base)).lower() if base else ""


def _actions(text: str) -> Iterator[str]:
    """Give what stands between double braces, comments left out; one that is never closed ends the search."""
    at = text.find("{{")
    while at >= 0:
        comment = _COMMENT.match(text, at)
        close = text.find("*/", comment.end()) if comment is not None else at
        end = text.find("}}", close) if close >= 0 else -1
        if end < 0:
            return
        if comment is None:
            yield text[at : end + 2]
        at = text.find("{{", end + 2)


def _read(name: str, path: Path) -> ShortcodeTemplate:
    try:
        with TextIOWrapper(open_regular(path), encoding="utf-8", errors="replace") as file:
            text = file.read(_MOST_CHARACTERS)
    except OSError:
        text = ""
    actions = "\n".join(_actions(text))
    named: dict[str, None] = {}
    positions = 0
    for match in _GET.finditer(actions):
        if match[3]:
            positions = max(positions, int(match[3]) + 1)
        else:
            named[match[1] or match[2]] = None
    for match in _NAMED.finditer(actions):
        named[match[1] or match[2]] = None
    named.pop("Get", None)
    return ShortcodeTemplate(name, path, _INNER.search(actions) is not None, tuple(named), positions)
