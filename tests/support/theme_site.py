"""Small sites with templates, in the shapes that decide on where an overlay has to go."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

SINGLE = (
    "<!doctype html><html><head><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>"
    "<main>{{ .Content }}</main>"
    "<p class=tags>{{ range .Params.tags }}[{{ . }}]{{ end }}</p>"
    '{{ with .Resources.GetMatch "*featured*" }}<img src="{{ .RelPermalink }}">{{ end }}'
    "<p class=near>{{ with .NextInSection }}{{ .Title }}{{ end }}{{ with .PrevInSection }}{{ .Title }}{{ end }}</p>"
    "</body></html>\n"
)
LIST = (
    "<!doctype html><html><head><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>{{ .Content }}"
    "<ul>{{ range .RegularPagesRecursive }}<li><a href='{{ .RelPermalink }}'>{{ .Title }}</a></li>{{ end }}</ul>"
    "</body></html>\n"
)
TEMPLATES: Mapping[str, str] = {
    "layouts/_default/single.html": SINGLE,
    "layouts/_default/list.html": LIST,
    "layouts/shortcodes/note.html": "<b class=note>{{ .Inner }}</b>",
    "layouts/shortcodes/broken.html": "{{ .Page.Nothing.At.All }}",
}


def post(title: str, body: str, **fields: str) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f'---\ntitle: "{title}"\n{lines}---\n\n{body}\n'


def write_files(root: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


# Each shape: the configuration and where its content is, and the page that is edited.
PLAIN = {
    "hugo.toml": 'baseURL = "https://example.org/sub/"\ntitle = "Plain"\n',
    "content/_index.md": post("Home", "Welcome."),
    "content/posts/_index.md": post("All posts", "Every one."),
    "content/posts/first.md": post("First", "The first text.", date="2024-01-02", tags="[one, two]"),
    "content/posts/second/index.md": post("Second", "The second text.", date="2024-02-03"),
    "content/posts/second/other.txt": "A resource.\n",
    "content/posts/third.md": post("Third", "The third text.", date="2024-03-04"),
}
SHAPES: Mapping[str, tuple[Mapping[str, str], str]] = {
    "a single file": (PLAIN, "content/posts/first.md"),
    "a bundle": (PLAIN, "content/posts/second/index.md"),
    "a section": (PLAIN, "content/posts/_index.md"),
    "the home page": (PLAIN, "content/_index.md"),
    "a draft of the future with an address of its own": (
        PLAIN
        | {
            "content/posts/far.md": post(
                "Far", "Away.", draft="true", date="2099-01-01", slug="near", expiryDate="2000-01-01"
            )
        },
        "content/posts/far.md",
    ),
    "permalinks by date": (
        PLAIN | {"hugo.toml": 'baseURL = "/"\n[permalinks.page]\nposts = "/:year/:month/:slug/"\n'},
        "content/posts/first.md",
    ),
    "languages by file name": (
        PLAIN
        | {
            "hugo.toml": 'baseURL = "/"\ndefaultContentLanguage = "en"\n[languages.en]\n[languages.de]\n',
            "content/posts/first.de.md": post("Erster", "Der erste Text."),
        },
        "content/posts/first.de.md",
    ),
    "languages by folder": (
        PLAIN
        | {
            "hugo.toml": 'baseURL = "/"\n[languages.en]\ncontentDir = "content"\n'
            '[languages.de]\ncontentDir = "inhalt"\n',
            "inhalt/posts/first.md": post("Erster", "Der erste Text."),
        },
        "inhalt/posts/first.md",
    ),
    "mounts": (
        PLAIN
        | {
            "hugo.toml": 'baseURL = "/"\n[module]\n[[module.mounts]]\nsource = "content"\ntarget = "content"\n'
            '[[module.mounts]]\nsource = "essays"\ntarget = "content/blog"\n'
            '[[module.mounts]]\nsource = "layouts"\ntarget = "layouts"\n',
            "essays/an-essay.md": post("Essay", "At length."),
        },
        "essays/an-essay.md",
    ),
    "one file in two languages": (
        PLAIN
        | {
            "hugo.toml": 'baseURL = "/"\ndefaultContentLanguage = "en"\n[languages.en]\n[languages.fr]\n'
            '[module]\n[[module.mounts]]\nsource = "content"\ntarget = "content"\n'
            '[module.mounts.sites.matrix]\nlanguages = ["en", "fr"]\n',
        },
        "content/posts/first.md",
    ),
    "a theme": (
        {
            "hugo.toml": 'baseURL = "https://example.org/"\ntheme = "mine"\ncontentDir = "pages"\n',
            "pages/notes/note-one.md": post("Note", "Noted."),
            **{f"themes/mine/{name}": text for name, text in TEMPLATES.items()},
        },
        "pages/notes/note-one.md",
    ),
    "names that mean something in a glob": (
        PLAIN | {"content/posts/A [new] Start{er}.md": post("Glob", "Globbed.")},
        "content/posts/A [new] Start{er}.md",
    ),
}


def make_site(root: Path, shape: str) -> Path:
    """Write the site of a shape and give the page that is edited."""
    files, page = SHAPES[shape]
    templates = {} if "theme" in files["hugo.toml"] else TEMPLATES
    write_files(root, {**templates, **files})
    return root / page


def plain_site(root: Path) -> Path:
    """Write the plain site and give its root."""
    return write_files(root, {**TEMPLATES, **PLAIN})


def state_of(root: Path) -> dict[str, tuple[bytes, int]]:
    """Give every file and folder below `root` with what it holds and when it was changed."""
    found = {}
    for path in sorted(root.rglob("*")):
        data = path.read_bytes() if path.is_file() else b""
        found[path.relative_to(root).as_posix()] = (data, path.lstat().st_mtime_ns)
    return found


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that only waits to be reaped does not."""
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False


def gone_within(pid: int, seconds: float = 10) -> bool:
    """Wait for a process to end."""
    end = time.monotonic() + seconds
    while is_alive(pid):
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True
