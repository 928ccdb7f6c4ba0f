"""Opening and closing, what is remembered, new posts."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QSettings, Qt

from editor.app.new_post import NewPost, slug, usual_folder
from editor.app.sample import sample_site
from editor.app.settings import Settings
from editor.app.workspace import Workspace
from editor.core.frontmatter import read_front_matter
from editor.core.site import find_site
from editor.core.text_file import ChangedOutside


class AtOnce:
    def start(self, work):
        work()


@pytest.fixture
def settings(tmp_path):
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def workspace(qapp, settings):
    return Workspace(settings, AtOnce())


@pytest.fixture
def site(tmp_path):
    posts = tmp_path / "site" / "content" / "blog"
    posts.mkdir(parents=True)
    (tmp_path / "site" / "hugo.yaml").write_text("title: A\n")
    for name in "abc":
        (posts / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n")
    return tmp_path / "site"


def test_closing_shows_the_neighbour_before_the_session_is_gone(workspace, site):
    heard = []
    workspace.current_changed.connect(lambda s: heard.append(("current", s and s.path.stem)))
    workspace.session_closed.connect(lambda s: heard.append(("closed", s.path.stem)))
    for name in "abc":
        workspace.open(site / "content" / "blog" / f"{name}.md")
    heard.clear()
    workspace.close(workspace.sessions[1])
    workspace.close(workspace.sessions[1])
    workspace.close(workspace.sessions[0])
    assert heard == [
        ("closed", "b"),
        ("current", "a"),
        ("closed", "c"),
        ("current", None),
        ("closed", "a"),
    ]


def test_a_folder_is_a_site_and_lists_its_posts(workspace, site):
    heard = []
    workspace.posts_listed.connect(heard.append)
    assert workspace.open_folder(site)
    assert workspace.site.root == site
    assert sorted(e.title for e in heard[-1]) == ["a", "b", "c"]
    session = workspace.open_file(site / "content" / "blog" / "a.md")
    assert session.site is workspace.site
    session.set_field(("draft",), True)
    workspace.save(session)
    assert [e.title for e in heard[-1] if e.draft] == ["a"]
    workspace.close_folder()
    assert workspace.folder is None


def test_a_folder_that_comes_back_and_one_that_gets_its_first_page_are_listed(
    qtbot, workspace, site, tmp_path
):
    def titles():
        return sorted(post.title for post in workspace.posts)

    def watch():
        # The folders are watched in the turns of the loop that come next.
        for _ in range(10):
            QCoreApplication.processEvents()

    workspace.open(site)
    watch()
    home = site / "content" / "blog"
    home.rename(tmp_path / "away")
    qtbot.waitUntil(lambda: titles() == [], timeout=30_000)
    (site / "content" / "notes").mkdir()
    (tmp_path / "away").rename(home)
    qtbot.waitUntil(lambda: titles() == ["a", "b", "c"], timeout=30_000)
    watch()
    (site / "content" / "notes" / "d.md").write_text("---\ntitle: d\n---\n")
    qtbot.waitUntil(lambda: titles() == ["a", "b", "c", "d"], timeout=30_000)
    workspace.close_folder()


def test_a_file_written_over_in_its_place_is_read_when_the_program_is_come_back_to(qapp, workspace, site):
    assert workspace.open_folder(site)
    (site / "content" / "blog" / "a.md").write_text("---\ntitle: Another\n---\nLonger than before.\n")
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert sorted(post.title for post in workspace.posts) == ["Another", "b", "c"]


def test_a_folder_that_is_gone_is_told_and_forgotten(workspace, settings, tmp_path):
    heard = []
    workspace.notice.connect(heard.append)
    settings.add_recent("folders", tmp_path / "gone")
    assert not workspace.open_folder(tmp_path / "gone")
    assert len(heard) == 1
    assert workspace.recent_folders == ()


def test_saving_over_another_open_post_is_refused(workspace, site):
    posts = site / "content" / "blog"
    first = workspace.open_file(posts / "a.md")
    workspace.open_file(posts / "b.md")
    with pytest.raises(Exception, match="another tab"):
        workspace.save_as(first, posts / "b.md")
    workspace.save_as(first, posts / "new.md")
    assert (posts / "new.md").read_text() == (posts / "a.md").read_text()
    (posts / "new.md").write_text("x")
    with pytest.raises(ChangedOutside):
        workspace.save(first)


@pytest.mark.parametrize(
    "title", ["Plain", "Quotes: \"a\" 'b' # c", "\U0001f600 Übung", "- [x]", "yes", "2024-01-01"]
)
@pytest.mark.parametrize("bundle", [True, False])
def test_a_new_post_reads_back_its_title(title, bundle, tmp_path):
    wanted = NewPost(tmp_path, title, bundle, datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC))
    front = read_front_matter(wanted.text(None))
    assert not front.broken
    assert front.values["title"] == title
    assert front.values["draft"] is True
    assert wanted.path.parent in (tmp_path, tmp_path / wanted.path.parent.name)


def test_a_new_post_never_replaces_a_file(workspace, site):
    heard = []
    workspace.notice.connect(heard.append)
    wanted = NewPost(site / "content" / "blog", "A", False, datetime.now(UTC))
    assert workspace.new_post(wanted) is None
    assert "already" in heard[0].message
    assert (site / "content" / "blog" / "a.md").read_text() == "---\ntitle: a\n---\n"


def test_names_of_files_come_from_titles():
    assert slug("Hello, World!") == "hello-world"
    assert slug("Größe & Maß_stab") == "größe-maß-stab"
    assert slug("日本語 テスト") == "日本語-テスト"
    assert slug("../../etc/passwd") == "etc-passwd"
    assert slug("!!!") == ""


def test_new_posts_go_where_posts_are(site, tmp_path):
    found = find_site(site)
    assert usual_folder(site, found) == site / "content" / "blog"
    (site / "content" / "talk").mkdir()
    assert usual_folder(site / "content" / "talk", found) == site / "content" / "talk"
    assert usual_folder(tmp_path, None) == tmp_path


def test_the_sample_is_copied_once_and_stays_as_the_person_left_it(tmp_path):
    target = sample_site(tmp_path / "Sample")
    assert (target / "hugo.yaml").is_file()
    post = next(target.rglob("index.md"))
    post.write_text("mine")
    assert sample_site(target) == target
    assert post.read_text() == "mine"


def test_settings_keep_types_and_survive_damage(settings, tmp_path):
    settings.set_flag("a", True)
    settings.set_text("b", "true")
    settings.set_state("c", QByteArray(b"\x00\x01"))
    for name in ("x", "y", "x"):
        settings.add_recent("files", tmp_path / name)
    again = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    assert again.flag("a") is True
    assert again.flag("none", True) is True
    assert again.text("b") == "true"
    assert again.state("c") == QByteArray(b"\x00\x01")
    assert again.recent("files") == (tmp_path / "x", tmp_path / "y")
    again.set_text("recent/files", "{broken")
    assert again.recent("files") == ()
    again.set_text("recent/files", '[1, "ok"]')
    assert [p.name for p in again.recent("files")] == ["ok"]
