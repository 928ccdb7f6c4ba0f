"""What the theme's preview is at, as one value to show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from editor.core.hugo.binary import HugoBinary
from editor.core.hugo.mode import Mode


class Phase(Enum):
    """`OFF`: not wanted. `STARTING`: Hugo reads the site. `READY`: the page is what the text says.

    `STALE`: the page is an older one, since Hugo refuses the text or is being started again. `FAILED`: there is no
    page; it is tried again when the post, the configuration or the Hugo changes.
    """

    OFF = "off"
    STARTING = "starting"
    READY = "ready"
    STALE = "stale"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ThemeState:
    """Where the theme's preview is: `text` is one sentence for a person, empty while all is well.

    `url` is the page's address on this machine, None before it is known. `progress` is from 0 to 1, None where nobody
    knows; `memory_bytes` is what Hugo's process takes, 0 before it was measured. `unrendered` says why the site has no
    such page at all (headless, `build`), else it is empty.
    """

    phase: Phase = Phase.OFF
    url: str | None = None
    text: str = ""
    progress: float | None = None
    memory_bytes: int = 0
    hugo: HugoBinary | None = None
    mode: Mode | None = None
    unrendered: str = ""
