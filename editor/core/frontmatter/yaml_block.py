"""YAML front matter: read as Hugo reads it, changed in place."""

from __future__ import annotations

from editor.core.frontmatter.fields import Field, KeyPath
from editor.core.frontmatter.yaml_edit import set_value, unset_value
from editor.core.frontmatter.yaml_loader import YamlReader
from editor.core.frontmatter.yaml_nodes import compose
from editor.core.text_edit import TextEdit


class YamlBlock:
    """The `Block` of YAML."""

    def read(self, matter: str) -> tuple[Field, ...]:
        """Give the fields in the order written; raises MatterError where Hugo would not read them."""
        root = compose(matter)
        if root is None:
            return ()
        reader = YamlReader(matter, root)
        reader.values()
        return reader.fields()

    def set(self, matter: str, path: KeyPath, value: object) -> tuple[TextEdit, ...]:
        """Give the smallest edits that make the value at `path` `value`; raises FieldLocked."""
        return set_value(matter, path, value)

    def unset(self, matter: str, path: KeyPath) -> tuple[TextEdit, ...]:
        """Give the edits that remove the key or item at `path` with its lines; raises FieldLocked."""
        return unset_value(matter, path)
