"""What the real Hugo makes of many bodies at once: one bare site, one build."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.support.hugo_site import hugo_binary

BASE = {
    "baseURL": "https://example.org/",
    "uglyURLs": True,
    "disableKinds": ["home", "section", "taxonomy", "term", "rss", "sitemap", "404"],
    "markup": {"highlight": {"noClasses": False}},
}
UNSAFE = {"markup": {"goldmark": {"renderer": {"unsafe": True}}}}
MARK = "@@PW@@"  # Go templates drop comments


def merged(base: Mapping[str, object], more: Mapping[str, object]) -> dict[str, object]:
    """Give `base` with `more` laid over it, map by map."""
    out = dict(base)
    for key, value in more.items():
        old = out.get(key)
        out[key] = merged(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return out


def hugo_html(bodies: Mapping[str, str], settings: Mapping[str, object]) -> dict[str, str]:
    """Give Hugo's .Content of each body under `settings` (a site's configuration, laid over a bare one).

    A body that Hugo refuses is missing from the answer.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "layouts").mkdir()
        (root / "layouts" / "page.html").write_text(MARK + "{{ .Content }}" + MARK, encoding="utf-8")
        (root / "hugo.json").write_text(json.dumps(merged(BASE, settings)), encoding="utf-8")
        content = root / "content"
        content.mkdir()
        names = {f"p{i}": key for i, key in enumerate(bodies)}
        for name, key in names.items():
            data = "{}\n" + bodies[key]
            (content / f"{name}.md").write_bytes(data.encode("utf-8", "surrogateescape"))
        subprocess.run(
            [str(hugo_binary()), "-s", folder, "-d", str(root / "public"), "--noBuildLock", "--ignoreCache"],
            capture_output=True,
            check=False,
            timeout=600,
        )
        found = {}
        for name, key in names.items():
            path = root / "public" / f"{name}.html"
            if path.exists():
                found[key] = path.read_bytes().decode("utf-8", "replace").split(MARK)[1]
        return found
