"""The address a page had, among its aliases (https://gohugo.io/content-management/urls/#aliases)."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from editor.core.frontmatter import find_field, read_front_matter, set_field
from editor.core.site.bulk import Action, FieldChange
from editor.core.site.permalink import Permalinks
from editor.core.text_edit import apply_edits


def with_old_address(text: str, before: str, after: str, language: str, permalinks: Permalinks) -> str:
    """Let a page answer at its old address (https://gohugo.io/content-management/urls/#aliases).

    An alias that is the new address gives way: it would stand in the page's own place. One that is relative to the old
    address is written whole.
    """
    prefix = permalinks.prefixes.get(language, "")
    old, new = (_inside(url, permalinks.base_of(language), prefix) for url in (before, after))
    field = find_field(read_front_matter(text), ("aliases",))
    listed = field.value if field is not None and isinstance(field.value, list) else []
    for at, alias in enumerate(listed):
        if not isinstance(alias, str):
            continue
        whole = alias
        if not alias.startswith("/") and posixpath.dirname(old.rstrip("/")) != posixpath.dirname(
            new.rstrip("/")
        ):
            end = "/" if alias.endswith("/") else ""
            whole = posixpath.normpath(posixpath.join(posixpath.dirname(old.rstrip("/")), alias)) + end
        if whole.rstrip("/") == new.rstrip("/"):
            whole = old
        if whole != alias:
            text = apply_edits(text, set_field(text, ("aliases", at), whole))
    return FieldChange(Action.ADD, ("aliases",), old).apply(text)


def _inside(url: str, base: str, prefix: str) -> str:
    """Give an address as `aliases` has it: below the site's base and the folder of the language."""
    path = unquote(url.removeprefix(base))
    return path.removeprefix(prefix) if path.startswith(f"{prefix}/") else path
