"""What the real Hugo makes of many bodies at once: one bare site, one build."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
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
LAYOUT = f"{MARK}{{{{ .Content }}}}{MARK}{{{{ .TableOfContents }}}}{MARK}"
# A page that ends the build: what it cannot render, and what it cannot even read.
_REFUSED = re.compile(r'render of "[^"\n]*content/(p\d+)\.md" failed|pageMetaSource /(p\d+):')
KEPT = Path(tempfile.gettempdir()) / "postwright-hugo-answers"


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
    return {key: page[0] for key, page in hugo_pages(bodies, settings).items()}


def hugo_pages(
    bodies: Mapping[str, str],
    settings: Mapping[str, object],
    matter: Mapping[str, Mapping[str, object]] | None = None,
) -> dict[str, tuple[str, str]]:
    """Give .Content and .TableOfContents of each body, with the front matter of its page where `matter` has it."""
    posts = {
        key: json.dumps((matter or {}).get(key, {}), ensure_ascii=False, default=str) + "\n" + body
        for key, body in bodies.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        return _built(Path(folder), posts, merged(BASE, settings))


def kept_pages(
    bodies: Mapping[str, str],
    settings: Mapping[str, object],
    matter: Mapping[str, Mapping[str, object]] | None = None,
) -> dict[str, tuple[str, str]]:
    """Do as `hugo_pages`, but ask the binary only once for the same: its answers are kept in a temporary folder."""
    question = json.dumps(
        [
            hugo_version(),
            BASE,
            LAYOUT,
            settings,
            dict(bodies),
            {k: dict(v) for k, v in (matter or {}).items()},
        ],
        default=str,
    )
    place = KEPT / f"{hashlib.sha256(question.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.json.gz"
    if place.exists():
        return {key: (a, b) for key, (a, b) in json.loads(gzip.decompress(place.read_bytes())).items()}
    answer = hugo_pages(bodies, settings, matter)
    KEPT.mkdir(exist_ok=True)
    place.write_bytes(gzip.compress(json.dumps(answer).encode("utf-8", "surrogatepass"), 3))
    return answer


@cache
def hugo_version() -> str:
    """Give the binary's version, such as `v0.168.0-…`."""
    done = subprocess.run([str(hugo_binary()), "version"], capture_output=True, text=True, check=True)
    return done.stdout.split()[1]


def _built(
    root: Path, posts: Mapping[str, str], settings: Mapping[str, object]
) -> dict[str, tuple[str, str]]:
    (root / "layouts").mkdir()
    (root / "layouts" / "page.html").write_text(LAYOUT, encoding="utf-8")
    (root / "hugo.json").write_text(json.dumps(settings), encoding="utf-8")
    (root / "content").mkdir()
    names = {f"p{i}": key for i, key in enumerate(posts)}
    for name, key in names.items():
        (root / "content" / f"{name}.md").write_bytes(posts[key].encode("utf-8", "surrogateescape"))
    while True:
        done = subprocess.run(
            [
                str(hugo_binary()),
                "-s",
                str(root),
                "-d",
                str(root / "public"),
                "--noBuildLock",
                "--ignoreCache",
            ],
            capture_output=True,
            check=False,
            timeout=600,
        )
        log = (done.stdout + done.stderr).decode("utf-8", "replace")
        refused = {a or b for a, b in _REFUSED.findall(log)} & set(names)
        if not refused:
            break
        for name in refused:
            # What one page does to a build must not decide about the others.
            (root / "content" / f"{name}.md").unlink()
            (root / "public" / f"{name}.html").unlink(missing_ok=True)
            del names[name]
    found = {}
    for name, key in names.items():
        path = root / "public" / f"{name}.html"
        if path.exists():
            content, toc = path.read_bytes().decode("utf-8", "replace").split(MARK)[1:3]
            found[key] = content, toc
    return found
