"""Work that makes very many objects and no cycles, with the collector of cycles held back."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector away meanwhile: it would walk the young objects again and again, at a third of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            # Puts what was made among the old objects; otherwise all of it would be walked as soon as this ends.
            gc.freeze()
            gc.unfreeze()
        gc.enable()
