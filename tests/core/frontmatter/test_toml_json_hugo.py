"""Real Hugo reads the same values as we do in TOML and JSON, before and after every edit, in one build."""

from __future__ import annotations

import pytest

from editor.core.frontmatter import FieldLocked, read_front_matter, set_field
from editor.core.text_edit import apply_edits
from tests.core.frontmatter import test_json_edits, test_toml_edits
from tests.support.convert import to_json, to_toml
from tests.support.hugo_site import judge
from tests.support.hugo_values import differences

VALUES = {
    ("draft",): True,
    ("Title",): 'He said: "it\'s #1", — 😀\t\x01\\',
    ("tags",): ["one", "two: three", "it's", ""],
    ("date",): "2031-02-03T04:05:06+02:00",
    ("image", "focal_point"): "TopLeft",
    ("fresh", "inner"): "several\nlines\n+++\n---\n",
    ("number",): 1e21,
    ("map",): {"a b": [1, {"c": True}], "d": 2.0},
    ("links",): [{"name": "x", "url": "y"}],
}
TREE = {
    "title": "a: b",
    "date": "2020-01-02T03:04:05Z",
    "summary": 'two\n"lines"',
    "tags": ["a", "b's"],
    "weight": 3,
    "ratio": 1.5,
    "image": {"caption": "c", "placement": 1, "deep": {"er": [1, 2]}},
    "links": [{"name": "n", "url": "u"}, {"name": "m", "icon": {"pack": "p"}}],
    "Größe x": {},
}


# Less usual writing that Hugo's readers take.
ODD = (
    'a."b.c".d = 1\n"é" = 1\n',
    "[a]\n[a.b]\nc = 1\n[[a.d]]\n[[a.d]]\nx = 1\n",
    "a = 07:32\nb = 1979-05-27 07:32\nc = 0001-01-01\nd = 2020-01-02T10:00:00.5-00:00\n",
    "a = -0.0\nb = +1\nc = 0xdead_beef\nd = 1e+10\ne = inf\nf = -nan\n",
    "a = { # c\n b = 1, # d\n c.d = 2, }\ne = [ # c, d\n 1, # ], \n 2 ]\n",
    "[ a . b ]\nc = 1\n[c]\na.b = 2\n[a.d]\ne = 1\n",
    'a = """\\\n   x \\\n  y""""\n"" = 1\n',
    "[x]\ny = [\n [1, 2],\n [3],\n]\n3.14 = 1\ntrue = false\n",
)


def sources():
    yield from (f"+++\n{matter}+++\nBody" for matter in ODD)
    yield '{"a":1e2,"b":-0,"c":"\\ud800","a":{"x":1},"":"\\/", "d":9007199254740993}Body'
    for module, mark in ((test_toml_edits, "+++\n"), (test_json_edits, "")):
        for before, _, _, after in [*module.SETS.values(), *module.ADDS.values()]:
            for matter in (before, after):
                yield f"{mark}{matter}{mark}Body"
    for seed in range(24):
        yield f"+++\n{to_toml(TREE, seed)}+++\nBody"
        yield to_json(TREE, seed) + "Body"


@pytest.mark.hugo
def test_hugo_reads_what_we_read(tmp_path):
    files = {}
    for index, text in enumerate(sources()):
        files[f"p/{index:03}.md"] = text
        for place, (path, value) in enumerate(VALUES.items()):
            try:
                files[f"p/{index:03}-{place}.md"] = apply_edits(text, set_field(text, path, value))
            except FieldLocked:
                assert path in (("image", "focal_point"), ("links",)), (text, path)
    pages, refused = judge(tmp_path, {name: text.encode() for name, text in files.items()})
    assert not refused
    assert pages.keys() == files.keys()
    wrong = {
        name: (found, files[name])
        for name in files
        if (found := differences(pages[name], read_front_matter(files[name])))
    }
    assert wrong == {}
