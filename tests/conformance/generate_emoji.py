"""Write the names of emoji that Hugo knows: `python -m tests.conformance.generate_emoji`.

The binary holds every name between colons; it is asked for all of them at once, and for nothing else.
"""

from __future__ import annotations

import html
import json
import re
import sys
from pathlib import Path

import editor.core.markdown
from tests.conformance.judge import hugo_html
from tests.support.hugo_site import hugo_binary

PLACE = Path(editor.core.markdown.__file__).parent / "data" / "emoji.json"
_NAME = re.compile(rb"(?=:([A-Za-z0-9_+-]{1,60}):)")
_SETTINGS = {
    "enableEmoji": True,
    "markup": {"goldmark": {"extensions": {"typographer": {"disable": True}, "linkify": False}}},
}


def main() -> int:
    names = sorted({match.group(1).decode() for match in _NAME.finditer(hugo_binary().read_bytes())})
    body = "\n\n".join(f"{name} :{name}:" for name in names)
    page = hugo_html({"names": body}, _SETTINGS)["names"]
    found = {
        match.group(1): html.unescape(match.group(2))
        for match in re.finditer(r"<p>(\S+) ((?:&#x[0-9a-f]+;|&zwj;)+)</p>", page)
    }
    text = json.dumps(found, ensure_ascii=False, indent=0, sort_keys=True)
    PLACE.write_text(text + "\n", encoding="utf-8")
    print(f"{len(found)} names, {len(set(found.values()))} emoji")
    return 0


if __name__ == "__main__":
    sys.exit(main())
