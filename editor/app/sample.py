"""The sample site, to try things on."""

from __future__ import annotations

import shutil
from pathlib import Path

from editor.core.errors import EditorError
from editor.resources import resource_path

_CHECKOUT = Path(__file__).resolve().parents[2] / "content"


def sample_site(target: Path) -> Path:
    """Give a sample site that may be changed: a copy at `target`, made the first time it is asked for.

    Raises EditorError where there is none to copy or the copy cannot be made.
    """
    if target.is_dir():
        return target
    try:
        shutil.copytree(
            _source(), target, ignore=shutil.ignore_patterns("public", ".hugo_build.lock", "_gen")
        )
    except (OSError, shutil.Error) as error:
        shutil.rmtree(target, ignore_errors=True)
        raise EditorError("The sample site could not be copied.", detail=str(error), path=target) from error
    return target


def _source() -> Path:
    # A wheel carries it with the resources; a checkout has it at its root.
    return _CHECKOUT if _CHECKOUT.is_dir() else resource_path("sample")
