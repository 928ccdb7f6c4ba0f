"""Where the files that are no code are found."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_path(name: str) -> Path:
    """Give the path of a resource such as `preview/page.html`; the wheel carries them inside the package.

    Raises FileNotFoundError, which means a broken installation.
    """
    for folder in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        path = folder / name
        if path.exists():
            return path
    raise FileNotFoundError(f"resource {name!r} is missing: reinstall Postwright")
