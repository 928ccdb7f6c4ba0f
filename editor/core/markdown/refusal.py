"""What Hugo refuses to build."""

from __future__ import annotations


class HugoRefusal(Exception):
    """Content that stops a build of Hugo's; the message is Hugo's own, shown on the block it is about."""
