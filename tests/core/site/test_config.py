"""A site's settings are merged as real Hugo merges them, and a broken file stops nothing."""

import json
import subprocess

import pytest

from editor.core.site import find_site
from editor.core.site.config import read_config
from tests.support.hugo_site import hugo_binary


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


SITES = {
    "toml": {"hugo.toml": 'title = "T"\ntimeZone = "Europe/Rome"\n[params]\nDeep = {Er = [1, {Key = 2}]}\n'},
    "yaml": {"hugo.yaml": "title: Y\nparams:\n  answer: yes\n  n: 012\n"},
    "yml": {"hugo.yml": "title: yml\n"},
    "json": {"hugo.json": '{"title": "J", "params": {"a": null, "b": true}}'},
    "old name": {"config.toml": 'title = "C"\n', "content/a.md": ""},
    "order of names": {"hugo.json": '{"title": "J"}', "hugo.yml": "title: yml", "config.toml": "title = 'C'"},
    "folder": {
        "config/_default/hugo.yaml": "title: D\nparams: {a: hugo, b: hugo}\n",
        "config/_default/params.toml": 'b = "params"\nc = "params"\n',
        "config/_default/params.fr.yaml": "x: y\n",
        "config/_default/menus.en.toml": '[[main]]\nname = "n"\nurl = "/"\n',
    },
    "folder over file": {
        "hugo.toml": 'title = "root"\n[params]\na = "root"\nb = "root"\n',
        "config/_default/config.toml": 'title = "dir"\n[params]\na = "dir"\n',
        "config/_default/nested/params.toml": 'd = "nested"\n',
        "config/production/params.toml": 'a = "production"\n',
        "config/development/params.toml": 'a = "development"\n',
    },
    "byte order mark": {"hugo.yaml": "\ufefftitle: B\n"},
}


@pytest.mark.hugo
@pytest.mark.parametrize("name", SITES)
def test_settings_equal_hugos(tmp_path, name):
    write(tmp_path, SITES[name])
    done = subprocess.run(
        [str(hugo_binary()), "config", "--format", "json", "--source", str(tmp_path)],
        capture_output=True,
        timeout=30,
        check=True,
    )
    theirs = json.loads(done.stdout)
    ours = find_site(tmp_path)
    assert ours.root == tmp_path
    assert ours.title == theirs["title"]
    assert ours.time_zone == theirs.get("timezone", "")
    assert {key: value for key, value in ours.params.items() if value is not None} == theirs.get("params", {})


def test_keys_are_compared_without_case(tmp_path):
    write(tmp_path, {"hugo.yaml": "BaseURL: https://a.example/\nTaxonomies: {Series: Series}\n"})
    site = find_site(tmp_path)
    assert site.base_url == "https://a.example/"
    assert site.taxonomies == {"series": "Series"}


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("hugo.toml", 'title = "x"\n\nbroken\n', 3),
        ("hugo.yaml", "title: x\nlist: [a\n", None),
        ("hugo.json", '{"title": "x",\n  }', 2),
        ("hugo.yaml", "a: &a [x, x]\nb: &b [*a, *a]\n" + "- broken", None),
    ],
)
def test_a_broken_file_is_a_problem_with_its_name(tmp_path, name, text, line):
    write(tmp_path, {name: text, "config/_default/params.yaml": "a: 1\n", "content/a.md": "x"})
    site = find_site(tmp_path)
    assert len(site.problems) == 1
    assert name in site.problems[0].message
    assert line is None or site.problems[0].line == line
    assert site.params == {"a": 1}
    assert site.content_dirs == (tmp_path / "content",)


@pytest.mark.parametrize(
    "data",
    [
        *(b"\xff\xfe\x00", b"\x00", b"[]", b"1", b"null", b"{" * 20000, b"a: " * 20000),
        *(b'{"a":' + b"[" * 100_000, b"a = " + b"[" * 100_000, b"a: " + b"[" * 100_000),
    ],
)
@pytest.mark.parametrize("name", ["hugo.yaml", "hugo.toml", "hugo.json"])
def test_nothing_in_a_file_raises(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    read_config(tmp_path)


def test_a_folder_and_a_file_that_cannot_be_read_are_no_roots(tmp_path):
    (tmp_path / "hugo.toml").mkdir()
    assert find_site(tmp_path) is None
