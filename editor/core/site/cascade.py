"""Front matter that pages inherit (https://gohugo.io/content-management/front-matter/#cascade-1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from editor.core.frontmatter.meta import fold_keys
from editor.core.site.page_place import PagePlace


@dataclass(frozen=True, slots=True)
class Cascade:
    """Values (lower-case keys) for the pages that a target fits; a pattern that is None fits all."""

    values: Mapping[str, object]
    path: str | None = None
    kind: str | None = None
    language: str | None = None
    environment: str | None = None

    def fits(self, place: PagePlace, environment: str = "production") -> bool:
        """Whether the page at `place` inherits these values, when its site is built in `environment`."""
        pairs = (
            (self.path, place.logical),
            (self.kind, place.kind),
            (self.language, place.language),
            (self.environment, environment),
        )
        return all(pattern is None or _glob(pattern).fullmatch(text) for pattern, text in pairs)


def read_cascade(value: object) -> tuple[Cascade, ...]:
    """Read a `cascade` of front matter or configuration: a map, or a list of maps, each with or without target."""
    found = []
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, Mapping):
            values = fold_keys(entry)
            target = values.pop("target", values.pop("_target", None))
            target = target if isinstance(target, dict) else {}
            own = values.pop("params", None)
            found.append(
                Cascade(
                    {**(own if isinstance(own, dict) else {}), **values},
                    _text(target.get("path")),
                    _text(target.get("kind")),
                    _text(target.get("lang")),
                    _text(target.get("environment")),
                )
            )
    return tuple(found)


def inherited(place: PagePlace, cascades: Iterable[Cascade]) -> dict[str, object]:
    """Give what a page inherits; of two values for one key the first is taken, so the nearest come first."""
    values: dict[str, object] = {}
    for cascade in cascades:
        if cascade.fits(place):
            for key, value in cascade.values.items():
                values.setdefault(key, value)
    return values


def _text(value: object) -> str | None:
    return value.lower() if isinstance(value, str) and value else None


@lru_cache(maxsize=256)
def _glob(pattern: str) -> re.Pattern[str]:
    """Translate Hugo's globs: `**` goes through slashes, `*` and `?` do not, `{a,b}` is either."""
    out: list[str] = []
    depth = at = 0
    while at < len(pattern):
        char = pattern[at]
        if pattern.startswith("**", at):
            out.append(".*")
            at += 1
        elif char in "*?":
            out.append("[^/]*" if char == "*" else "[^/]")
        elif char == "{":
            out.append("(?:")
            depth += 1
        elif char == "}" and depth:
            out.append(")")
            depth -= 1
        elif char == "," and depth:
            out.append("|")
        else:
            out.append(re.escape(char))
        at += 1
    return re.compile("".join(out) + ")" * depth, re.DOTALL)
