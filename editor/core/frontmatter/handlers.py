"""The formats of front matter as python-frontmatter handlers, and the block module of each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from importlib import import_module

from frontmatter import detect_format
from frontmatter.default_handlers import BaseHandler

from editor.core.frontmatter.fields import Block, FieldLocked, Format
from editor.core.frontmatter.split import split_text


class HugoHandler(BaseHandler):
    """One format as Hugo detects, splits and reads it; never writes, as front matter is edited in place.

    Plugs into `frontmatter.loads(text, handler=…)` and `frontmatter.detect_format(text, HANDLERS)`.
    """

    def __init__(self, format: Format, block_name: str) -> None:
        # The base class wants a boundary; ours is Hugo's lexer, not a pattern.
        self.format_found = format
        self._block_name = block_name

    @cached_property
    def block(self) -> Block:
        """The module that reads and edits the format, imported when its first file comes: most sites have one."""
        module = import_module(f"editor.core.frontmatter.{self.format_found.value}_block")
        made: Block = getattr(module, self._block_name)()
        return made

    def detect(self, text: str) -> bool:
        """Whether Hugo sees front matter of this format in `text`."""
        return split_text(text).format is self.format_found

    def split(self, text: str) -> tuple[str, str]:
        """Give the front matter without its delimiters, and the body."""
        found = split_text(text)
        return text[found.matter : found.closing], text[found.body :]

    def load(self, fm: str) -> dict[str, object]:
        """Give the values as Hugo reads them; raises MatterError."""
        return {str(field.key): field.value for field in self.block.read(fm)}

    def export(self, metadata: Mapping[str, object], **kwargs: object) -> str:
        """Refuse: writing all values anew would lose comments, order and style."""
        raise FieldLocked("Front matter is edited in place and never written anew.")


HANDLERS = (
    HugoHandler(Format.YAML, "YamlBlock"),
    HugoHandler(Format.TOML, "TomlBlock"),
    HugoHandler(Format.JSON, "JsonBlock"),
    HugoHandler(Format.ORG, "OrgBlock"),
)


def handler_of(text: str) -> HugoHandler | None:
    """Give the handler whose format `text` has, or None for a file that is all body."""
    found = detect_format(text, HANDLERS)
    return found if isinstance(found, HugoHandler) else None


def block_of(format: Format) -> Block:
    """Give the module that reads and edits `format`."""
    for handler in HANDLERS:
        if handler.format_found is format:
            return handler.block
    raise FieldLocked("The file has no front matter.")
