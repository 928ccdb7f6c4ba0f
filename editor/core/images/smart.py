"""What Hugo itself makes of a picture when it may choose the part: it looks for faces, edges and colours."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from editor.core.errors import EditorError
from editor.core.hugo.binary import find_program
from editor.core.images.crops import SMART, Card

_CONFIG: Final = (
    'baseURL = "/"\ndisableKinds = ["page", "section", "taxonomy", "term", "rss", "sitemap", "404"]\n'
)
_LAYOUT: Final = """{{ with resources.Get "picture.%s" }}{{ with .Fill "%dx%d %s png" }}
{{ .Publish }}{{ .RelPermalink }}
{{ end }}{{ end }}"""
_PATIENCE_S: Final = 60


def smart_crop(data: bytes, suffix: str, card: Card) -> bytes | None:
    """Let Hugo cut a picture to a card and give that as a PNG file; None where there is no Hugo on this machine.

    Takes some tenths of a second, so it belongs into a job. Raises EditorError with Hugo's words.
    """
    hugo = find_program()
    if hugo is None:
        return None
    with tempfile.TemporaryDirectory(prefix="postwright-") as name:
        root = Path(name)
        (root / "assets").mkdir()
        (root / "layouts").mkdir()
        (root / "hugo.toml").write_text(_CONFIG, "utf-8")
        (root / "assets" / f"picture{suffix}").write_bytes(data)
        layout = _LAYOUT % (suffix[1:], card.width, card.height, SMART)
        (root / "layouts" / "home.html").write_text(layout, "utf-8")
        address = _built(hugo, root).strip()
        made = root / "public" / address.lstrip("/")
        if not address or not made.is_file():
            raise EditorError("Hugo does not cut pictures of this kind.")
        return made.read_bytes()


def _built(hugo: Path, root: Path) -> str:
    # Settings of the person's own Hugo are meant for their sites.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("HUGO")}
    environment["HUGO_CACHEDIR"] = str(root / "cache")
    command = [str(hugo), "--source", str(root), "--noBuildLock", "--quiet"]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=_PATIENCE_S, check=False)
        if done.returncode:
            raise EditorError(
                "Hugo could not cut the picture.",
                detail=(done.stderr + done.stdout).decode("utf-8", "replace")[-500:],
            )
        return (root / "public" / "index.html").read_text("utf-8")
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EditorError("Hugo could not cut the picture.", detail=str(error)) from error
