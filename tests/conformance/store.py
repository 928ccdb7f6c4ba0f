"""Make the stored verdicts anew: `python -m tests.conformance.store SPEC_DIR`.

SPEC_DIR has `commonmark-spec.json` (a list of {markdown, example}) and `goldmark-extension-cases.json`
(a list of {markdown, name}).
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

from tests.conformance.judge import hugo_html
from tests.conformance.modes import MODES
from tests.support.hugo_site import hugo_binary

STORE = Path(__file__).parents[1] / "data" / "markdown-verdicts.json.gz"


def main() -> int:
    folder = Path(sys.argv[1])
    cases: dict[str, str] = {}
    for case in json.loads((folder / "commonmark-spec.json").read_text("utf-8")):
        cases[f"commonmark-{case['example']}"] = case["markdown"]
    for case in json.loads((folder / "goldmark-extension-cases.json").read_text("utf-8")):
        cases[f"goldmark-{case['name']}"] = case["markdown"]
    version = subprocess.run(
        [str(hugo_binary()), "version"], capture_output=True, text=True, check=True
    ).stdout
    verdicts = {mode: hugo_html(cases, settings) for mode, settings in MODES.items()}
    # Most settings change few cases: only what differs from the first mode is stored.
    base = verdicts["unsafe"]
    modes = {mode: {k: v for k, v in each.items() if v != base.get(k)} for mode, each in verdicts.items()}
    text = json.dumps(
        {"hugo": version.split()[1], "cases": cases, "unsafe": base, "modes": modes},
        ensure_ascii=False,
        indent=0,
    )
    STORE.write_bytes(gzip.compress(text.encode(), mtime=0))
    return 0


if __name__ == "__main__":
    sys.exit(main())
