"""Lossless front matter: read as Hugo reads it, changed by the smallest text edit, never re-serialised."""

from editor.core.frontmatter.document import create_front_matter, read_front_matter, set_field, unset_field
from editor.core.frontmatter.fields import (
    Field,
    FieldLocked,
    Format,
    FrontMatter,
    KeyPath,
    MatterError,
    Shape,
    Split,
)
from editor.core.frontmatter.handlers import HANDLERS, handler_of
from editor.core.frontmatter.lookup import find_field, winning_key
from editor.core.frontmatter.meta import PageMeta, page_meta, params
from editor.core.frontmatter.split import split_text
from editor.core.frontmatter.values import parse_value, to_plain_text, values_equal

__all__ = [
    "HANDLERS",
    "Field",
    "FieldLocked",
    "Format",
    "FrontMatter",
    "KeyPath",
    "MatterError",
    "PageMeta",
    "Shape",
    "Split",
    "create_front_matter",
    "find_field",
    "handler_of",
    "page_meta",
    "params",
    "parse_value",
    "read_front_matter",
    "set_field",
    "split_text",
    "to_plain_text",
    "unset_field",
    "values_equal",
    "winning_key",
]
