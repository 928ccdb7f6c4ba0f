"""Real Hugo reads the same values as we do, in files as found and after every edit of the pairs."""

from __future__ import annotations

import base64

import pytest

from editor.core.frontmatter import FieldLocked, read_front_matter, set_field
from editor.core.text_edit import apply_edits
from tests.core.frontmatter.test_edits import CASES
from tests.core.frontmatter.test_traps import STRICTER, TRAPS
from tests.support.hugo_site import judge
from tests.support.hugo_values import differences

# Of several capitalised spellings Hugo takes any, another in each build.
RANDOM = "DRAFT Draft draft"
VALUES = {
    ("draft",): True,
    ("title",): "a: 'b' \"c\" #d 😀\t\x01",
    ("tags",): ["one", "two: three", "[four]", "- five", ""],
    ("date",): "2031-02-03T04:05:06+02:00",
    ("extra", "inner"): "several\nlines\n",
    ("number",): 1e21,
    ("map",): {"a b": [1, {"c": None}], "d": 2.0},
}


@pytest.mark.hugo
def test_hugo_reads_what_we_read(tmp_path):
    files: dict[str, str] = {}
    for index, trap in enumerate(TRAPS):
        if "error" in trap["hugo"] or trap["name"] in {*STRICTER, RANDOM}:
            continue
        text = trap.get("text")
        if text is None:
            text = base64.b64decode(trap["base64"]).decode("utf-8", "surrogateescape")
        files[f"p/trap-{index:03}.md"] = text
        for place, (path, value) in enumerate(VALUES.items()):
            try:
                after = apply_edits(text, set_field(text, path, value))
            except FieldLocked:
                continue
            files[f"p/trap-{index:03}-{place}.md"] = after
    for index, case in enumerate(CASES):
        files[f"p/edit-{index:03}.md"] = f"---\n{case.values[-1]}---\n"
    content = {name: text.encode("utf-8", "surrogateescape") for name, text in files.items()}
    pages, refused = judge(tmp_path, content)
    assert not refused
    wrong = {
        name: found
        for name, text in files.items()
        if name in pages and (found := differences(pages[name], read_front_matter(text)))
    }
    assert wrong == {}
    assert len(pages) > 1000
