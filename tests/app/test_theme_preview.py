"""The post in its theme, by the real Hugo: it follows the text, and nothing of the site is touched."""

import pytest
from PySide6.QtCore import QThreadPool

from editor.app.session import PostSession
from editor.app.theme_state import Phase
from editor.core.hugo.mode import Mode
from editor.core.site import find_site
from tests.app.theme_desk import OPENER, Desk, type_at_end
from tests.support.theme_site import make_site, plain_site, post, state_of, write_files

pytestmark = pytest.mark.hugo


@pytest.fixture
def pool():
    pool = QThreadPool()
    yield pool
    assert pool.waitForDone(30_000)


@pytest.fixture
def desk(qtbot, pool, tmp_path):
    desk = Desk(qtbot, pool, tmp_path / "home", pause_ms=20)
    yield desk
    desk.close()


@pytest.fixture
def root(tmp_path):
    return plain_site(tmp_path / "site")


def test_text_title_tags_and_address_follow_the_hand(desk, root):
    before = state_of(root)
    session = desk.show(root / "content/posts/first.md")
    assert desk.state.phase is Phase.STARTING
    desk.wait_for_page("<h1>First</h1>", "The first text.", "[one][two]")
    assert desk.state.mode is Mode.SEGMENT
    assert desk.state.hugo is not None
    assert desk.loaded == [desk.state.url]
    type_at_end(session, "More of *it*")
    desk.wait_for_page("More of <em>it</em>")
    session.set_field(("title",), "Another")
    desk.wait_for_page("<h1>Another</h1>")
    session.set_field(("tags",), ["three"])
    desk.wait_for_page("[three]")
    assert set(desk.changed) == {desk.state.url}
    assert len(desk.loaded) == 1
    session.set_field(("slug",), "elsewhere")
    desk.wait_for_page("<h1>Another</h1>")
    desk.wait(lambda: (desk.state.url or "").endswith("/posts/elsewhere/"))
    # The same page at another address: nothing is loaded anew.
    assert len(desk.loaded) == 1
    assert desk.changed[-1] == desk.state.url
    while session.can_undo:
        session.undo()
    desk.wait_for_page("<h1>First</h1>", "[one][two]")
    desk.wait(lambda: desk.state.memory_bytes > 1_000_000)
    assert desk.theme.messages == ()
    assert state_of(root) == before


SOME = (
    "a bundle",
    "a section",
    "languages by folder",
    "mounts",
    "a theme",
    "names that mean something in a glob",
)


@pytest.mark.parametrize("shape", SOME)
def test_the_page_is_found_in_sites_of_every_shape(shape, desk, tmp_path):
    page = make_site(tmp_path / "site", shape)
    before = state_of(tmp_path / "site")
    session = desk.show(page)
    type_at_end(session, "\n\nNot saved.")
    desk.wait_for_page("Not saved.")
    assert state_of(tmp_path / "site") == before


def test_a_file_that_is_a_page_in_two_languages_stays_in_its_own(desk, tmp_path):
    session = desk.show(make_site(tmp_path / "site", "one file in two languages"))
    desk.wait_for_page("The first text.")
    url = desk.state.url
    type_at_end(session, "Both.")
    desk.wait_for_page("Both.")
    assert desk.loaded == [url]
    session.set_field(("slug",), "other")
    desk.wait(lambda: (desk.state.url or "").endswith("/other/"))


def test_the_page_before_stays_until_the_next_is_there(desk, root):
    desk.show(root / "content/posts/first.md")
    desk.wait_for_page("The first text.")
    second = desk.open(root / "content/posts/second/index.md")
    type_at_end(second, " Changed before it was shown.")
    desk.theme.show_session(second)
    assert desk.state.phase is Phase.STARTING
    desk.wait_for_page("Changed before it was shown.")
    assert len(desk.loaded) == 2


def test_a_post_that_was_never_saved(desk, root):
    session = PostSession(text=post("Brand new", "Hello."), site=find_site(root))
    desk.sessions.append(session)
    desk.theme.show_session(session)
    desk.theme.start()
    desk.wait_for_page("<h1>Brand new</h1>")
    type_at_end(session, "And on.")
    desk.wait_for_page("And on.")
    assert not list(root.glob("content/**/unsaved*"))


def test_a_post_outside_of_any_site_is_told(desk, tmp_path):
    write_files(tmp_path, {"alone.md": "x\n"})
    desk.show(tmp_path / "alone.md")
    desk.wait_for(Phase.FAILED)
    assert "saved in a site" in desk.state.text


def test_a_page_that_is_not_rendered_says_why(desk, root):
    write_files(
        root,
        {
            "content/posts/none.md": post("None", "x", headless="true").replace(
                "headless", "build: {render: never}\nx"
            )
        },
    )
    desk.show(root / "content/posts/none.md")
    desk.wait_for(Phase.READY)
    assert "build.render" in desk.state.unrendered
    assert desk.state.url is None


def test_a_page_whose_reason_only_hugo_knows(desk, root):
    write_files(root, {"content/posts/_index.md": "---\ncascade:\n  build:\n    render: never\n---\n"})
    desk.show(root / "content/posts/first.md")
    desk.wait_for(Phase.READY)
    assert desk.state.url is None
    assert desk.state.unrendered


def test_the_whole_site_on_demand(desk, root):
    session = desk.show(root / "content/posts/first.md")
    desk.wait_for_page("The first text.")
    other = desk.theme.base_url + "posts/third/"
    assert desk.page(other) == ""
    desk.theme.use_whole_site(True)
    desk.wait(lambda: desk.state.mode is Mode.WHOLE and desk.state.phase is Phase.READY)
    assert "The third text." in desk.page(desk.theme.base_url + "posts/third/")
    type_at_end(session, "Whole.")
    desk.wait_for_page("Whole.")
    first, hugo = desk.state.url, desk.theme.base_url
    bundle = desk.open(root / "content/posts/second/index.md")
    type_at_end(bundle, "Another one.")
    desk.theme.show_session(bundle)
    desk.wait_for_page("Another one.")
    desk.wait(lambda: "Whole." not in desk.page(first))
    # The same Hugo has gone on, and goes on.
    assert desk.theme.base_url == hugo
    type_at_end(bundle, "And on.")
    desk.wait_for_page("And on.")


def test_a_save_outside_shows_and_a_large_site_is_cut(desk, root):
    many = {f"content/many/{n}.md": post(f"Many {n}", "x") for n in range(1500)}
    write_files(root, many)
    session = desk.show(root / "content/posts/first.md")
    desk.wait_for_page("The first text.")
    assert desk.state.mode is Mode.CUT
    type_at_end(session, "Cut.")
    desk.wait_for_page("Cut.")


def test_large_static_files_are_not_held_in_memory(desk, root):
    (root / "static").mkdir()
    with (root / "static/film.bin").open("wb") as film:
        film.truncate(80_000_000)
    before = (root / "static/film.bin").stat().st_mtime_ns
    session = desk.show(root / "content/posts/first.md")
    type_at_end(session, "On the disk.")
    desk.wait_for_page("On the disk.")
    desk.wait(lambda: desk.state.memory_bytes > 1_000_000)
    assert desk.state.memory_bytes < 150_000_000
    with OPENER.open(desk.theme.base_url + "film.bin", timeout=30) as answer:
        assert answer.headers["Content-Length"] == "80000000"
    assert (root / "static/film.bin").stat().st_mtime_ns == before
    assert sorted(path.name for path in root.iterdir()) == ["content", "hugo.toml", "layouts", "static"]


def test_stopped_and_started_again(desk, root):
    session = desk.show(root / "content/posts/first.md")
    desk.wait_for_page("The first text.")
    desk.theme.stop()
    assert (desk.state.phase, desk.theme.base_url) == (Phase.OFF, "")
    assert not list(desk.home.glob("site-*"))
    type_at_end(session, "Typed while it was off.")
    desk.theme.start()
    desk.wait_for_page("Typed while it was off.")


def test_stopped_before_it_was_there(desk, root):
    desk.show(root / "content/posts/first.md")
    desk.theme.stop()
    assert desk.state.phase is Phase.OFF
