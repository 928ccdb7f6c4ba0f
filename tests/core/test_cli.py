"""The headless verbs, as a process without Qt and as a function."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from editor.cli import main

ROOT = Path(__file__).parents[2]
POST = """\
---
# keep me
Title: "Old: one"   # and me
draft: yes
tags: [a, 'b']
image:
  focal_point: Smart
links:
  - name: x
    url: /a
---
# Hello

*there*
"""
# The program where PySide6 cannot be imported.
WALL = """\
import sys
class Wall:
    def __init__(self, finder): self.finder = finder
    def __getattr__(self, name): return getattr(self.finder, name)
    def find_spec(self, name, path=None, target=None):
        if name.split('.')[0] in ('PySide6', 'shiboken6'): return None
        return self.finder.find_spec(name, path, target)
sys.meta_path[:] = [Wall(finder) for finder in sys.meta_path]
from editor.cli import main
sys.exit(main())
"""


def program(*arguments, cwd=ROOT, **kwargs):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "error", "-c", WALL, *arguments]
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, timeout=60, check=False, **kwargs
    )


@pytest.fixture
def post(tmp_path):
    path = tmp_path / "post.md"
    path.write_bytes(POST.encode())
    return path


def test_the_verbs_work_as_a_process_without_qt(post):
    assert json.loads(program("get", str(post)).stdout)["draft"] == "yes"
    assert program("set", "draft=true", str(post)).returncode == 0
    assert post.read_text() == POST.replace("draft: yes", "draft: true")
    assert b"<em>there</em>" in program("render", str(post)).stdout
    done = program("check", str(post))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", "Old: one"),
        ("Image.Focal_Point", "Smart"),
        ("links.0.url", "/a"),
        ("links[0].name", "x"),
        ("tags", ["a", "b"]),
    ],
)
def test_get_finds_keys_as_hugo_does(post, capsysbinary, key, value):
    assert main(["get", str(post), key]) == 0
    assert json.loads(capsysbinary.readouterr().out) == value


def test_get_of_a_missing_key_fails(post, capsysbinary):
    assert main(["get", str(post), "nope"]) == 1
    out, err = capsysbinary.readouterr()
    assert not out
    assert err.decode() == f"{post}: There is no key nope in the front matter.\n"


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        ("draft=false", "draft: yes", "draft: false"),
        ("title=New: 😀", '"Old: one"', '"New: 😀"'),
        ("tags=[a, b, c]", "[a, 'b']", "[a, 'b', c]"),
        ("image.focal_point=TopLeft", "Smart", "TopLeft"),
        ("links.0.url=/b", "/a", "/b"),
        ("links[0].name=z", "name: x", "name: z"),
    ],
)
def test_set_changes_the_value_alone(post, change, old, new):
    assert main(["set", change, str(post)]) == 0
    assert post.read_bytes().decode() == POST.replace(old, new)


def test_unset_takes_back_what_set_added(post):
    assert main(["set", "featured=true", "params.a=1", str(post)]) == 0
    assert main(["get", str(post), "params.a"]) == 0
    assert main(["set", "--unset", "featured", "--unset", "params.a", str(post)]) == 0
    assert post.read_bytes().decode() == POST


@pytest.mark.parametrize("options", [["--diff", "--dry-run"], ["--dry-run"], ["--stdout"]])
def test_looking_writes_nothing(post, capsysbinary, options):
    assert main(["set", "draft=true", *options, str(post)]) == 0
    assert post.read_bytes().decode() == POST
    assert capsysbinary.readouterr().out


def test_a_diff_applies(post, capsysbinary):
    post.write_bytes(POST.replace("\n", "\r\n").encode()[:-2])
    before = post.read_bytes()
    assert main(["set", "draft=true", "--diff", str(post)]) == 0
    diff = capsysbinary.readouterr().out.decode()
    assert "\n-draft: yes\r\n+draft: true\r\n" in diff
    assert post.read_bytes() == before.replace(b"draft: yes", b"draft: true")


def test_one_bad_file_does_not_stop_the_others(post, tmp_path, capsysbinary):
    broken = tmp_path / "broken.md"
    broken.write_text("---\ntitle: a\n  b: [\n---\n")
    assert main(["set", "draft=true", str(broken), str(tmp_path), "gone.md", str(post)]) == 1
    lines = capsysbinary.readouterr().err.decode().splitlines()
    assert len(lines) == 3
    assert lines[0].startswith(f"{broken}:3: ")
    assert b"draft: true" in post.read_bytes()
    assert broken.read_text() == "---\ntitle: a\n  b: [\n---\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["set", "a=1"],
        ["set", "x.md"],
        ["set", "--unset", "..", "x.md"],
        ["get"],
        ["render"],
        ["check"],
        ["--nope"],
    ],
)
def test_a_wrong_command_line_gives_2(arguments, capsys):
    assert main(arguments) == 2
    assert "usage: postwright" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], *([v, "--help"] for v in ("get", "set"))])
def test_help_is_fine(arguments, capsys):
    assert main(arguments) == 0
    assert "postwright" in capsys.readouterr().out


def test_without_qt_the_window_says_what_to_install(post):
    done = program(str(post))
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr
    assert done.stderr


def test_a_file_with_an_equals_sign_is_given_by_its_path(post):
    path = post.rename(post.with_name("a=b.md"))
    assert program("set", "draft=true", "./a=b.md", cwd=path.parent).returncode == 0
    assert b"draft: true" in path.read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have names of characters")
def test_names_that_are_no_utf8_work(post):
    name = os.fsencode(post.parent) + b"/\xff.md"
    post.rename(os.fsdecode(name))
    assert program("set", "draft=true", name).returncode == 0
    assert name + b"\n" == program("set", "draft=false", "--dry-run", name).stdout


def test_rendering_mirrors_paths(tmp_path, monkeypatch):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "index.md").write_text("---\ntitle: x\n---\n<b>x</b> *y*\n")
    (tmp_path / "a" / "c.md").write_text("+++\n+++\nz\n")
    monkeypatch.chdir(tmp_path)
    assert main(["render", "a/b/index.md", "gone.md", "a/c.md", "--out", "out", "--unsafe"]) == 1
    assert (tmp_path / "out/a/b/index.html").read_text() == "<p><b>x</b> <em>y</em></p>\n"
    assert (tmp_path / "out/a/c.html").read_text() == "<p>z</p>\n"


def test_a_closed_pipe_is_quiet(post):
    post.write_text("---\nt: " + "x" * 500_000 + "\n---\n")
    reader, writer = os.pipe()
    os.close(reader)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with os.fdopen(writer, "wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "editor", "get", str(post)],
            env=environment,
            stdout=out,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert done.stderr == b""
