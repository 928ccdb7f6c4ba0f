"""Files whose names or links are odd: two names that look the same, and two names for one file."""

import os
import unicodedata

import pytest
from PySide6.QtCore import QSettings, QThreadPool

from editor.app.notices import Tone
from editor.app.settings import Settings
from editor.app.workspace import Workspace
from editor.core.errors import EditorError
from editor.core.journal import Draft, Journal, LeftDrafts
from editor.core.site.names import twin
from editor.core.versions import VersionStore

COMPOSED, DECOMPOSED = (unicodedata.normalize(form, "café naïve.md") for form in ("NFC", "NFD"))


@pytest.fixture
def workspace(qapp, tmp_path):
    pool = QThreadPool()
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    workspace = Workspace(Settings(store), pool)
    yield workspace
    assert pool.waitForDone(30_000)


@pytest.fixture
def told(workspace):
    heard = []
    workspace.notice.connect(heard.append)
    return heard


@pytest.fixture
def twins(tmp_path):
    folder = tmp_path / "posts"
    folder.mkdir()
    paths = [folder / COMPOSED, folder / DECOMPOSED]
    for path in paths:
        path.write_text(
            f"---\ntitle: x\n---\n{unicodedata.is_normalized('NFC', path.name)}\n", encoding="utf-8"
        )
    if len(list(folder.iterdir())) == 1:
        pytest.skip("this file system takes both names for one")
    return paths


def append(session, words):
    session.replace_text(session.exact_text() + words)


def test_two_names_that_look_the_same_are_two_posts_and_said_to_be(workspace, told, twins):
    sessions = [workspace.open_file(path) for path in twins]
    assert sessions[0] is not sessions[1]
    assert [notice.tone for notice in told] == [Tone.WARNING] * 2
    assert "the composed one" in told[0].message
    assert "the decomposed one" in told[1].message
    before = [path.read_text(encoding="utf-8") for path in twins]
    append(sessions[0], "first\n")
    workspace.save(sessions[0])
    assert twins[1].read_text(encoding="utf-8") == before[1]
    append(sessions[1], "second\n")
    workspace.save(sessions[1])
    assert [path.read_text(encoding="utf-8") for path in twins] == [
        before[0] + "first\n",
        before[1] + "second\n",
    ]
    assert sorted(path.name for path in twins[0].parent.iterdir()) == sorted([COMPOSED, DECOMPOSED])


def test_drafts_and_versions_of_such_posts_are_kept_apart(twins, tmp_path):
    journal = Journal(tmp_path / "drafts")
    journal.keep({str(n): Draft(path, "", f"text {n}", 1e9) for n, path in enumerate(twins)})
    journal.abandon()
    left = LeftDrafts(tmp_path / "drafts")
    assert {(entry.draft.path.name, entry.draft.text) for entry in left.drafts} == {
        (COMPOSED, "text 0"),
        (DECOMPOSED, "text 1"),
    }
    left.close()
    store = VersionStore(tmp_path / "versions")
    for path in twins:
        store.keep(path, path.name)
    assert [[version.read() for version in store.of(path)] for path in twins] == [[COMPOSED], [DECOMPOSED]]


def test_no_twin_is_made(workspace, told, tmp_path):
    there = tmp_path / DECOMPOSED
    there.write_text("theirs\n")
    plain = tmp_path / "plain.md"
    plain.write_text("mine\n")
    session = workspace.open_file(plain)
    with pytest.raises(EditorError, match="looks the same"):
        workspace.save_as(session, tmp_path / COMPOSED)
    assert not told
    assert sorted(path.name for path in tmp_path.glob("*.md")) == sorted([DECOMPOSED, "plain.md"])
    # The file itself may be replaced when a person names it.
    workspace.save_as(session, there)
    assert there.read_text() == "mine\n"


def test_ordinary_names_have_no_twin(tmp_path):
    for name in ("a.md", "A.md", "café.md"):
        (tmp_path / name).write_text("x")
        assert twin(tmp_path / name) is None
    assert twin(tmp_path / "nowhere" / "é.md") is None


def test_a_save_parts_a_file_from_its_other_names_and_says_so(workspace, told, tmp_path):
    path, other = tmp_path / "post.md", tmp_path / "backup.md"
    path.write_text("old\n")
    os.link(path, other)
    session = workspace.open_file(path)
    append(session, "new\n")
    workspace.save(session)
    assert path.read_text() == "old\nnew\n"
    assert other.read_text() == "old\n"
    (notice,) = told
    assert "had another name" in notice.message
    append(session, "more\n")
    workspace.save(session)
    assert len(told) == 1
