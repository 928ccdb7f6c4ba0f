"""Shortcodes: read as Hugo reads them, Hugo's own and HugoBlox's shown, all others in labelled boxes."""

from editor.core.markdown.shortcodes.expansion import Extraction, extract, has_shortcodes

__all__ = ["Extraction", "extract", "has_shortcodes"]
