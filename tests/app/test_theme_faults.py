"""What can go wrong with a theme's preview: nothing hangs, nothing is left, and each is told in words."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool

from editor.app.theme_state import Phase
from editor.core.errors import EditorError
from editor.core.hugo.leftovers import clean
from editor.core.hugo.mode import Mode
from editor.core.hugo.overlay import failure
from editor.core.problem import Severity
from tests.app.theme_desk import Desk, processes_in, type_at_end
from tests.support.theme_site import SINGLE, gone_within, plain_site, post, state_of, write_files

pytestmark = pytest.mark.hugo
FIRST = "content/posts/first.md"


@pytest.fixture
def pool():
    pool = QThreadPool()
    yield pool
    assert pool.waitForDone(30_000)


@pytest.fixture
def desks(qtbot, pool, tmp_path):
    made = []

    def make(**options):
        made.append(Desk(qtbot, pool, tmp_path / "home", **{"pause_ms": 20, **options}))
        return made[-1]

    yield make
    for number, desk in enumerate(made, 1):
        desk.theme.stop()
        if number == len(made):
            desk.close()


@pytest.fixture
def desk(desks):
    return desks()


@pytest.fixture
def root(tmp_path):
    return plain_site(tmp_path / "site")


def hugo_of(desk):
    """Give the number of Hugo's process."""
    (folder,) = desk.home.glob("site-*/")
    return int((folder / "hugo.pid").read_text())


def test_a_hugo_that_is_killed_is_started_again(desk, root):
    session = desk.show(root / FIRST)
    desk.wait_for_page("The first text.")
    type_at_end(session, "Before.")
    desk.wait_for_page("Before.")
    os.kill(hugo_of(desk), signal.SIGKILL)
    desk.wait(lambda: Phase.STALE in desk.phases)
    type_at_end(session, "After.")
    desk.wait_for_page("Before.After.")
    assert len(desk.loaded) == 2


def test_one_that_dies_each_time_is_given_up_and_can_be_tried_again(desks, root, tmp_path):
    desk = desks(pause_ms=1)
    hugo = tmp_path / "hugo"
    real = desk_hugo()
    hugo.write_text(f'#!/bin/sh\ncase "$1" in server) [ "$2" = --help ] || exit 9;; esac\nexec {real} "$@"\n')
    hugo.chmod(0o755)
    desk.theme.set_pinned(hugo)
    desk.show(root / FIRST)
    desk.wait_for(Phase.FAILED)
    assert "again and again" in desk.state.text
    desk.theme.set_pinned(None)
    desk.wait_for_page("The first text.")


def desk_hugo():
    from tests.support.hugo_site import hugo_binary

    return hugo_binary()


def test_a_pinned_hugo_that_is_none_is_told(desk, root, tmp_path):
    desk.theme.set_pinned(tmp_path / "no-hugo")
    desk.show(root / FIRST)
    desk.wait_for(Phase.FAILED)
    assert "does not start" in desk.state.text


def test_a_port_that_was_taken_meanwhile(desk, root, monkeypatch):
    from editor.app import theme_server

    free = theme_server.with_port
    given = []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        def first_taken(launch):
            given.append(1)
            return (
                (*launch.arguments, "--port", str(taken.getsockname()[1]))
                if len(given) == 1
                else free(launch)
            )

        monkeypatch.setattr(theme_server, "with_port", first_taken)
        desk.show(root / FIRST)
        desk.wait_for_page("The first text.")
    assert len(given) == 2


def test_no_room_for_the_text_and_then_some(desk, root):
    session = desk.show(root / FIRST)
    desk.wait_for_page("The first text.")
    (file,) = desk.home.glob("site-*/run-*/content/*/posts/first.md")
    file.unlink()
    file.mkdir()
    type_at_end(session, "Kept in mind.")
    desk.wait_for(Phase.STALE)
    assert "cannot be written" in desk.state.text
    file.rmdir()
    desk.wait_for_page("Kept in mind.")
    assert desk.texts == []


def test_no_place_for_the_private_folder_and_then_one(desk, root):
    desk.home.write_text("in the way")
    desk.show(root / FIRST)
    desk.wait_for(Phase.FAILED)
    desk.home.unlink()
    desk.wait_for_page("The first text.")


def test_a_full_disk_is_called_by_its_name():
    error = failure(OSError(28, "No space left on device"))
    assert isinstance(error, EditorError)
    assert "no room left" in error.message


def test_an_error_of_the_post_and_its_mending(desk, root):
    session = desk.show(root / FIRST)
    desk.wait_for_page("The first text.")
    url = desk.state.url
    type_at_end(session, "\n\n{{< zork >}}")
    desk.wait_for(Phase.STALE)
    (message,) = desk.theme.messages
    lines = session.exact_text().split("\n")
    assert (message.path, lines[message.line - 1]) == (root / FIRST, "{{< zork >}}")
    assert desk.state.url == url
    session.undo()
    desk.wait_for_page("The first text.")
    assert desk.theme.messages == ()


def test_front_matter_that_is_broken_at_the_start(desk, root):
    session = desk.open(root / FIRST)
    session.replace_text("---\ntitle: [x\n---\nText.\n")
    desk.theme.show_session(session)
    desk.theme.start()
    desk.wait_for(Phase.FAILED)
    assert desk.theme.messages[0].path == root / FIRST
    session.replace_text("---\ntitle: x\n---\nMended.\n")
    desk.wait_for_page("Mended.")


def test_a_template_that_breaks_and_is_mended(desk, root):
    desk.show(root / FIRST)
    desk.wait_for_page("The first text.")
    template = root / "layouts/_default/single.html"
    template.write_text("{{ .Nope.Foo }}")
    desk.wait_for(Phase.STALE)
    assert desk.theme.messages[0].path == template
    template.write_text(SINGLE.replace("<h1>", "<h1>Mended "))
    desk.wait_for_page("Mended First")


def test_a_template_that_is_broken_at_the_start(desk, root):
    template = root / "layouts/_default/single.html"
    template.write_text("{{ .Nope.Foo }}")
    desk.show(root / FIRST)
    desk.wait_for(Phase.FAILED)
    assert (desk.theme.messages[0].path, desk.theme.messages[0].line) == (template, 1)
    template.write_text(SINGLE)
    desk.wait_for_page("The first text.")


def test_another_post_that_is_broken_does_not_cost_this_one(desk, root):
    write_files(root, {"content/posts/bad.md": "---\ntitle: [x\n---\n"})
    desk.show(root / FIRST)
    desk.wait_for_page("The first text.")
    assert desk.state.mode is Mode.CUT
    (message,) = desk.theme.messages
    assert (message.severity, message.path) == (Severity.WARNING, root / "content/posts/bad.md")


def test_a_template_that_fails_for_another_post_does_not_cost_this_one(desk, root):
    fails = (
        '{{ range site.RegularPages }}{{ if eq .Title "Third" }}{{ errorf "no picture" }}{{ end }}{{ end }}'
    )
    (root / "layouts/_default/single.html").write_text(SINGLE + fails)
    desk.show(root / FIRST)
    desk.wait_for_page("The first text.")
    assert desk.state.mode is Mode.CUT
    assert {message.severity for message in desk.theme.messages} == {Severity.WARNING}
    assert any("no picture" in text.lower() for text in desk.texts)


def test_a_configuration_that_breaks_and_is_mended(desk, root):
    config = root / "hugo.toml"
    good = config.read_text()
    desk.show(root / FIRST)
    desk.wait_for_page("The first text.")
    config.write_text(good + "\n[[[\n")
    desk.wait_for(Phase.FAILED)
    assert desk.theme.messages[0].path == config
    config.write_text(good + "\n# mended\n")
    desk.wait_for_page("The first text.")


def test_a_module_that_is_missing_is_told_with_what_to_do_and_comes_when_it_is_there(desk, root):
    config = root / "hugo.toml"
    config.write_text(config.read_text() + 'theme = "some-theme"\n')
    desk.show(root / FIRST)
    desk.wait_for(Phase.FAILED)
    (message,) = desk.theme.messages
    assert "some-theme" in message.text
    assert "themes/some-theme" in message.text + message.advice
    (root / "themes/some-theme").mkdir(parents=True)
    desk.theme.refresh()
    desk.wait_for_page("The first text.")


def test_a_theme_that_was_never_fetched(desk, root):
    shutil.rmtree(root / "layouts")
    (root / "themes/sub").mkdir(parents=True)
    config = root / "hugo.toml"
    config.write_text(config.read_text() + 'theme = "sub"\n')
    desk.show(root / FIRST)
    desk.wait_for(Phase.READY)
    assert "“sub” is empty" in desk.state.unrendered
    assert "no template for a page" in "".join(desk.texts)


def test_twenty_posts_one_after_the_other(desk, root):
    write_files(root, {f"content/many/{n}.md": post(f"Many {n}", f"Text {n}.") for n in range(20)})
    sessions = [desk.open(root / f"content/many/{n}.md") for n in range(20)]
    desk.theme.start()
    for number, session in enumerate(sessions):
        desk.theme.show_session(session)
        # Some are left at once, some while Hugo starts, some when their page was there.
        if number % 5 == 4:
            desk.wait_for_page(f"Text {number}.")
        elif number % 2:
            desk.wait(lambda: desk.state.mode is not None)
    desk.wait_for_page("Text 19.")
    desk.wait(lambda: len(processes_in(desk.home, "hugo")) == 1)
    (folder,) = desk.home.glob("site-*/")
    desk.wait(lambda: len(list(folder.glob("run-*"))) == 1)


def test_a_folder_that_is_renamed(desk, root):
    session = desk.show(root / FIRST)
    desk.wait_for_page("The first text.")
    moved = root.with_name("moved")
    root.rename(moved)
    desk.wait_for(Phase.FAILED)
    assert "moved, renamed or removed" in desk.state.text
    type_at_end(session, "Found again.")
    moved.rename(root)
    desk.theme.refresh()
    desk.wait_for_page("Found again.")


def test_two_windows_on_one_site(desks, root):
    before = state_of(root)
    one, two = desks(), desks()
    mine, yours = one.show(root / FIRST), two.show(root / FIRST)
    type_at_end(mine, "Mine.")
    type_at_end(yours, "Yours.")
    one.wait_for_page("Mine.")
    two.wait_for_page("Yours.")
    assert one.state.url != two.state.url
    one.theme.stop()
    type_at_end(yours, "Still.")
    two.wait_for_page("Yours.Still.")
    assert state_of(root) == before


PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QGuiApplication
from editor.app.session import PostSession
from editor.app.theme_preview import ThemePreview
from editor.core.site import find_site
app = QGuiApplication([])
page = Path(sys.argv[1])
pool = QThreadPool()
theme = ThemePreview(Path(sys.argv[2]), pool)
theme.page_ready.connect(lambda url: print(url, flush=True))
theme.show_session(PostSession.open(page, find_site(page)))
theme.start()
app.exec()
"""


def test_a_program_that_is_killed_leaves_no_hugo_and_in_the_end_no_folder(root, tmp_path):
    home = tmp_path / "home"
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(root / FIRST), str(home)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    with program:
        assert program.stdout.readline().startswith("http://127.0.0.1:")
        left = processes_in(home)
        assert left
        program.kill()
    for pid in left:
        assert gone_within(pid)
    assert clean(home) == 1
    assert list(home.iterdir()) == []


def test_what_a_crash_left_is_gone_at_the_next_start(desk, root, tmp_path):
    left = desk.home / "site-left"
    left.mkdir(parents=True)
    shutil.copytree(root, left / "stuff")
    desk.show(root / FIRST)
    desk.wait_for_page("The first text.")
    assert not left.exists()
