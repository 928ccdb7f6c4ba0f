"""Text between delimiters that Goldmark leaves as it is (`goldmark.extensions.passthrough`).

Sources: https://gohugo.io/configuration/markup/#passthrough and probes of Hugo 0.168.
"""

from __future__ import annotations

from dataclasses import dataclass

from editor.core.markdown.config import Passthrough


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that passes through: where it ends, delimiters counted in, and whether it is a block of its own."""

    end: int
    is_block: bool


class Delimiters:
    """The pairs of delimiters of a configuration."""

    def __init__(self, config: Passthrough) -> None:
        pairs = [(opener, closer, True) for opener, closer in config.block]
        pairs += [(opener, closer, False) for opener, closer in config.inline]
        # The longest opener that fits is the one: `$$` is no empty formula between two `$`.
        pairs = [pair for pair in pairs if pair[0] and pair[1]]
        self._pairs = tuple(sorted(pairs, key=lambda pair: len(pair[0]), reverse=True))
        self.first = frozenset(opener[0] for opener, _, _ in self._pairs)

    def find(self, text: str, at: int) -> Passage | None:
        """Find the text that passes through from `at` on; whatever stands in it, a closer ends it."""
        if at and text[at - 1] == "\\":
            # Even where that backslash is escaped itself.
            return None
        for opener, closer, is_block in self._pairs:
            if not text.startswith(opener, at):
                continue
            begin = at + len(opener)
            end = text.find(closer, begin)
            return Passage(end + len(closer), is_block) if end > begin else None
        return None
