"""Which files the preview may see: pictures, sound and film below the site's folders, and nothing else."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from editor.core.site import Site

# Types a page shows by itself; HTML, scripts and style sheets are not among them, whatever they are called.
_TYPES = {
    ".apng": "image/apng",
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jfif": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".ogv": "video/ogg",
    ".webm": "video/webm",
    ".vtt": "text/vtt",
}
MAX_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A file that may be shown, by its real path, and its MIME type."""

    path: Path
    mime_type: str


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """The folders that addresses of the preview are looked up in, strongest first.

    An address is that of the published site: `/post/a/cat.jpg` is `content/post/a/cat.jpg`, else that path in
    `static/`, else in `assets/`. `base` is the address of the page shown, ending in a slash.
    """

    roots: tuple[Path, ...] = ()
    base: str = "/"

    @classmethod
    def of_post(cls, path: Path | None, site: Site | None) -> SiteFiles:
        """Give the folders for the post at `path`: its site's, or its own folder where it has no site."""
        if path is None:
            return cls(_site_roots(site)) if site else cls()
        inside = site.content_path(path) if site else None
        if site is None or inside is None:
            return cls((path.parent,))
        home = inside.parent if _is_bundle(path) else inside.parent / path.name.split(".")[0]
        base = PurePosixPath("/", *home.parts)
        return cls(_site_roots(site), _quoted(f"{base}/".replace("//", "/")))

    def find(self, address: str) -> ServedFile | None:
        """Look up a URL's path, percent-encoded as it came; None for what may not or cannot be shown."""
        parts = _steps(address)
        mime_type = _TYPES.get(Path(parts[-1]).suffix.lower()) if parts else None
        if not parts or mime_type is None:
            return None
        for root in self.roots:
            found = _inside(root, parts)
            if found is not None:
                return ServedFile(found, mime_type)
        return None

    def address_of(self, path: Path) -> str | None:
        """Give the address at which `find` finds the file at `path`; None where there is none."""
        for root in self.roots:
            if path.is_relative_to(root):
                address = _quoted("/" + path.relative_to(root).as_posix())
                served = self.find(address)
                if served is not None and served.path == path.resolve():
                    return address
        return None


def _site_roots(site: Site) -> tuple[Path, ...]:
    return (*site.content_dirs, *site.static_dirs, *site.assets_dirs)


def _is_bundle(path: Path) -> bool:
    return path.name.split(".")[0] in ("index", "_index")


def _steps(address: str) -> tuple[str, ...]:
    """Take an address apart; one that could mean another place than it says has no steps."""
    parts = tuple(part for part in unquote(address, errors="surrogateescape").split("/") if part)
    doubtful = any(part.startswith(".") or any(c in part for c in "\\\0:") for part in parts)
    return () if doubtful else parts


def _inside(root: Path, parts: tuple[str, ...]) -> Path | None:
    try:
        real_root = root.resolve(strict=True)
        real = real_root.joinpath(*parts).resolve(strict=True)
        # Links may lead anywhere inside the folder, and nowhere else.
        if not real.is_relative_to(real_root) or not real.is_file():
            return None
        return real if real.stat().st_size <= MAX_BYTES and os.access(real, os.R_OK) else None
    except (OSError, ValueError, RuntimeError):
        return None


def _quoted(path: str) -> str:
    # A name may hold bytes that are no UTF-8.
    return quote(path, errors="surrogateescape")
