"""Which Hugo is run."""

import os
import stat

import pytest

from editor.core.errors import EditorError
from editor.core.hugo.binary import ask, find_hugo, find_program, find_tools
from tests.support.hugo_site import hugo_binary

pytestmark = pytest.mark.hugo


def script(folder, name, text):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_the_one_that_came_along_is_asked_what_it_can(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    hugo = find_hugo()
    assert hugo.path == hugo_binary() == find_program()
    assert (hugo.origin, hugo.extended, hugo.version >= (0, 100)) == ("bundled", True, True)
    assert hugo.takes("navigateToChanged")
    assert "extended" in hugo.name


def test_the_one_on_the_path_goes_before_it(monkeypatch, tmp_path):
    # A link, since a script by that name is taken for the package's own.
    (tmp_path / "hugo").symlink_to(hugo_binary())
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_hugo().origin == "path"


def test_the_packages_script_is_passed_over(monkeypatch, tmp_path):
    script(tmp_path, "hugo", "echo banner")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert find_hugo().origin == "bundled"


def test_a_pinned_one_that_does_not_run_is_told_and_not_replaced(tmp_path):
    with pytest.raises(EditorError, match="does not start"):
        find_hugo(tmp_path / "hugo")
    with pytest.raises(EditorError, match="not Hugo"):
        find_hugo(script(tmp_path, "not-hugo", "echo 1.2.3"))


def test_versions_of_all_times_are_read(tmp_path):
    old = script(
        tmp_path, "old", 'echo "hugo v0.111.3-5d4eb5154e1fed125ca8e9b5a0315c4180dab192+extended linux/amd64"'
    )
    found = ask(old, "pinned")
    assert (found.version, found.extended, found.deploy) == ((0, 111, 3), True, True)
    older = script(tmp_path, "older", 'echo "Hugo Static Site Generator v0.68/extended linux/amd64"')
    assert ask(older, "pinned").version == (0, 68, 0)


def test_tools_that_are_missing_are_none(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    script(tmp_path, "node", "true")
    tools = find_tools()
    assert (tools.go, tools.node) == (None, tmp_path / "node")
