"""What Hugo refuses to build."""

from __future__ import annotations


class HugoRefusal(Exception):
    """Content that stops a build of Hugo's; the message is Hugo's own, shown on the block it is about."""


class HugoComplaint(HugoRefusal):
    """What Hugo logs as an error and leaves out of the page, going on with the rest."""
