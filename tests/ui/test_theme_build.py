"""Building the whole site, and what is said about it, with the real Hugo."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

PATIENCE_MS = 30_000


@pytest.fixture
def whole(site):
    layouts = site / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text("<h1>{{ .Title }}</h1>{{ .Content }}")
    (site / "hugo.yaml").write_text("title: A Site\nbaseURL: https://example.org/\n")
    return site


@pytest.fixture
def builds(program, whole):
    program.window.open_paths([whole])
    return program.features.get("editor.ui.themed.build:SiteBuilds")


def state_of(folder):
    return {
        p.relative_to(folder): (p.stat().st_mtime_ns, p.is_file() and p.read_bytes())
        for p in folder.rglob("*")
    }


def test_a_check_names_warnings_and_what_has_changed(qtbot, program, builds, whole, hello):
    before = state_of(whole)
    program.window.actions_["publish_check"].trigger()
    qtbot.waitUntil(lambda: "first build" in builds.words.text(), timeout=PATIENCE_MS)
    assert builds.words.text().startswith("Built ")
    assert "Pages" in builds.log.toPlainText()
    assert state_of(whole) == before
    (hello.parent / "new.md").write_text("---\ntitle: New\n---\nWords\n")
    program.window.actions_["publish_check"].trigger()
    qtbot.waitUntil(lambda: "Since the last one" in builds.words.text(), timeout=PATIENCE_MS)
    assert "new" in builds.words.text()
    assert "+ post/new/index.html" in builds.log.toPlainText()
    assert not builds.stop.isVisible()


def test_a_build_that_fails_names_file_and_line(qtbot, program, builds, hello):
    hello.write_text("---\ntitle: x\n---\n\n{{< nothere >}}\n")
    program.window.actions_["publish_check"].trigger()
    qtbot.waitUntil(lambda: "not built" in builds.words.text(), timeout=PATIENCE_MS)
    assert "nothere" in builds.list.item(0).text()
    builds.list.itemClicked.emit(builds.list.item(0))
    assert program.window.session.path == hello
    assert program.window.text.editor.textCursor().blockNumber() == 1


def test_a_build_goes_where_it_was_asked_to(qtbot, program, builds, whole, tmp_path, monkeypatch):
    made = tmp_path / "made"
    made.mkdir()
    before = state_of(whole)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(made))
    program.window.actions_["build_site"].trigger()
    qtbot.waitUntil(lambda: builds.look.isVisible(), timeout=PATIENCE_MS)
    assert (made / "post" / "bundle" / "index.html").read_text() == "<h1>Bundle</h1><p>Text</p>\n"
    # Drafts are not published.
    assert not (made / "post" / "hello").exists()
    assert state_of(whole) == before


def test_its_own_content_is_no_place_to_build_into(program, builds, whole, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(whole / "content"))
    program.window.actions_["build_site"].trigger()
    assert not builds.build.is_running


def test_a_build_can_be_cancelled(qtbot, program, builds):
    program.window.actions_["publish_check"].trigger()
    builds.stop.click()
    assert not builds.build.is_running
    assert builds.words.text() == "Cancelled."


def test_about_the_site_says_what_is_there_and_what_is_not(qtbot, program, whole):
    (whole / "hugo.yaml").write_text("title: A Site\ntheme: missing-theme\n")
    program.window.open_paths([whole])
    program.window.actions_["about_site"].trigger()
    about = program.features.get("editor.ui.themed.about:AboutSite")
    qtbot.waitUntil(lambda: about.dialog.grid.count() > 0, timeout=PATIENCE_MS)
    texts = [label.text() for label in about.dialog.findChildren(QLabel)]
    assert "A Site" in texts
    assert "missing-theme" in texts
    assert any("git submodule" in text for text in texts)
    assert any(text.startswith("Hugo 0.") for text in texts)
    about.dialog.close()
