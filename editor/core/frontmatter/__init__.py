"""Lossless front matter: read as Hugo reads it, changed by the smallest text edit, never re-serialised."""

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

__all__ = ["Field", "FieldLocked", "Format", "FrontMatter", "KeyPath", "MatterError", "Shape", "Split"]
