"""Unsaved text in front of a site's own content: the real Hugo shows it, and the site stays as it was."""

import os
import subprocess
from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.errors import EditorError
from editor.core.hugo.address import guessed_path, listed_path
from editor.core.hugo.binary import ask
from editor.core.hugo.launch import listing, serve
from editor.core.hugo.mode import Mode, Wish, fitting_mode, other_mode
from editor.core.hugo.overlay import Overlay, logical_path
from editor.core.hugo.project import read_project, takes_environment
from editor.core.post import read_post
from editor.core.site import open_site
from editor.core.text_file import encode
from tests.support.hugo_site import hugo_binary
from tests.support.theme_site import (
    PLAIN,
    SHAPES,
    TEMPLATES,
    make_site,
    plain_site,
    post,
    state_of,
    write_files,
)

pytestmark = pytest.mark.hugo


@pytest.fixture(scope="module")
def hugo():
    return ask(hugo_binary(), "bundled")


def overlay_on(root, hugo, folder):
    folder.mkdir(exist_ok=True)
    return Overlay(folder / "run", read_project(hugo, root), folder)


def build(launch, folder):
    """Run the launch as one build into a folder; gives what was printed."""
    arguments = list(launch.common)
    if launch.mode is Mode.SEGMENT:
        arguments += ["--renderSegments", "postwright"]
    done = subprocess.run(
        [str(launch.hugo.path), *arguments, "-D", "-E", "-F", "--destination", str(folder)],
        env={**os.environ, **launch.environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def pages(folder):
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*.html")}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("mode", [Mode.SEGMENT, Mode.CUT])
def test_the_unsaved_text_is_the_page_and_the_site_is_untouched(shape, mode, hugo, tmp_path):
    page = make_site(tmp_path / "site", shape)
    if mode is Mode.CUT and page.name.startswith("_index"):
        mode = Mode.WHOLE
    site = open_site(tmp_path / "site")
    before = state_of(site.root)
    overlay = overlay_on(site.root, hugo, tmp_path / "private")
    launch = serve(hugo, overlay, page, mode)
    text = page.read_text("utf-8").replace('title: "', 'title: "Unsaved ') + "\nWritten but *not saved*.\n"
    overlay.write(page, text)
    build(launch, tmp_path / "out")
    found = {n: t for n, t in pages(tmp_path / "out").items() if "Written but <em>not saved</em>" in t}
    found = {n: t for n, t in found.items() if "<h1>Unsaved " in t}
    assert len(found) == (2 if "two languages" in shape else 1)
    guess = guessed_path("http://127.0.0.1:1/", read_post(text, page), page, site, overlay.project)
    assert unquote(guess) in {f"/{name}".removesuffix("index.html") for name in found}
    assert state_of(site.root) == before


@pytest.mark.parametrize("shape", SHAPES)
def test_hugo_tells_the_address(shape, hugo, tmp_path):
    page = make_site(tmp_path / "site", shape)
    overlay = overlay_on(tmp_path / "site", hugo, tmp_path / "private")
    launch = serve(hugo, overlay, page, Mode.SEGMENT)
    overlay.write(page, page.read_text("utf-8"))
    before = state_of(tmp_path / "site")
    said = subprocess.run(
        [str(hugo.path), *listing(launch)],
        env={**os.environ, **launch.environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
    path = listed_path(said, overlay, page)
    assert path is not None
    assert path.endswith("/")
    assert state_of(tmp_path / "site") == before


def test_neighbours_are_right_in_a_segment_and_the_rest_is_not_rendered(hugo, tmp_path):
    root = plain_site(tmp_path / "site")
    page = root / "content/posts/first.md"
    overlay = overlay_on(root, hugo, tmp_path / "private")
    launch = serve(hugo, overlay, page, Mode.SEGMENT)
    build(launch, tmp_path / "out")
    assert set(pages(tmp_path / "out")) == {"posts/first/index.html"}
    assert "Second" in pages(tmp_path / "out")["posts/first/index.html"]


def test_a_cut_site_has_the_page_its_bundle_and_the_sections_above(hugo, tmp_path):
    root = plain_site(tmp_path / "site")
    page = root / "content/posts/second/index.md"
    overlay = overlay_on(root, hugo, tmp_path / "private")
    launch = serve(hugo, overlay, page, Mode.CUT)
    build(launch, tmp_path / "out")
    found = pages(tmp_path / "out")
    assert "All posts" in found["posts/index.html"]
    assert "posts/first/index.html" not in found
    assert (tmp_path / "out/posts/second/other.txt").read_text("utf-8") == "A resource.\n"


def test_a_page_and_a_picture_that_are_in_no_folder_yet(hugo, tmp_path):
    root = plain_site(tmp_path / "site")
    before = state_of(root)
    page = root / "content/posts/new/index.md"
    overlay = overlay_on(root, hugo, tmp_path / "private")
    launch = serve(hugo, overlay, page, Mode.SEGMENT)
    overlay.write(page, post("New", "Never saved."))
    overlay.put(page.with_name("featured.png"), b"\x89PNG not really")
    build(launch, tmp_path / "out")
    assert '<img src="/sub/posts/new/featured.png">' in pages(tmp_path / "out")["posts/new/index.html"]
    overlay.remove(page)
    assert not overlay.file_of(page).exists()
    assert state_of(root) == before


def test_a_file_outside_of_the_content_is_no_page(hugo, tmp_path):
    root = plain_site(tmp_path / "site")
    overlay = overlay_on(root, hugo, tmp_path / "private")
    overlay.make_room([])
    assert overlay.file_of(root / "README.md") is None
    with pytest.raises(EditorError):
        overlay.write(root / "README.md", "x")


def test_the_private_folder_is_its_owners_alone(hugo, tmp_path):
    root = plain_site(tmp_path / "site")
    overlay = overlay_on(root, hugo, tmp_path / "private")
    overlay.make_room([root / "content/posts/first.md"])
    assert overlay.folder.stat().st_mode & 0o077 == 0
    overlay.clear()
    assert not overlay.folder.exists()


def test_places_in_messages_are_the_sites_own(hugo, tmp_path):
    root = plain_site(tmp_path / "site")
    overlay = overlay_on(root, hugo, tmp_path / "private")
    page = root / "content/posts/first.md"
    assert overlay.own_file(overlay.file_of(page)) == page
    cut = overlay.folder / "cut" / "0" / "posts" / "_index.md"
    assert overlay.own_file(cut) == root / "content/posts/_index.md"
    assert overlay.own_file(root / "layouts/x.html") == root / "layouts/x.html"


def test_what_earlier_builds_made_is_taken_along(hugo, tmp_path):
    made = {
        "resources/_gen/assets/style.css": "a {}",
        "resources/_gen/images/posts/second/x_1.jpg": "x",
        "resources/_gen/images/posts/third/y_1.jpg": "y",
    }
    root = write_files(plain_site(tmp_path / "site"), made)
    overlay = overlay_on(root, hugo, tmp_path / "private")
    overlay.make_room([])
    overlay.seed(root / "content/posts/second/index.md")
    seeded = {
        p.relative_to(overlay.resources).as_posix() for p in overlay.resources.rglob("*") if p.is_file()
    }
    assert seeded == {"_gen/assets/style.css", "_gen/images/posts/second/x_1.jpg"}
    overlay.seed(None)
    assert (overlay.resources / "_gen/images/posts/third/y_1.jpg").read_text() == "y"


def test_this_hugo_takes_mounts_from_the_environment(hugo, tmp_path):
    root = make_site(tmp_path / "site", "mounts").parents[1]
    overlay = overlay_on(root, hugo, tmp_path / "private")
    launch = serve(hugo, overlay, root / "essays/an-essay.md", Mode.SEGMENT)
    assert takes_environment(hugo, root, launch.environment, overlay.folder)


def test_the_mode_fits_the_page_and_the_size_of_the_site(hugo, tmp_path):
    root = plain_site(tmp_path / "site")
    project = read_project(hugo, root)
    page, section = root / "content/posts/first.md", root / "content/posts/_index.md"
    assert fitting_mode(hugo, project, Wish(page)) is Mode.SEGMENT
    assert fitting_mode(hugo, project, Wish(page, whole=True)) is Mode.WHOLE
    assert fitting_mode(hugo, project, Wish(page, is_slow=True)) is Mode.SEGMENT
    assert fitting_mode(hugo, project, Wish(page, avoided=frozenset({Mode.SEGMENT}))) is Mode.CUT
    old = replace(hugo, version=(0, 111, 3))
    assert fitting_mode(old, project, Wish(page)) is Mode.CUT
    assert fitting_mode(old, project, Wish(section)) is Mode.WHOLE
    write_files(root, {f"content/some/{n}.md": "x\n" for n in range(300)})
    assert fitting_mode(hugo, project, Wish(page)) is Mode.SEGMENT
    assert fitting_mode(hugo, project, Wish(page, is_slow=True)) is Mode.CUT
    assert fitting_mode(hugo, project, Wish(section, is_slow=True)) is Mode.SEGMENT
    write_files(root, {f"content/many/{n}.md": "x\n" for n in range(1200)})
    assert fitting_mode(hugo, project, Wish(page)) is Mode.CUT
    assert fitting_mode(hugo, project, Wish(section)) is Mode.SEGMENT


def test_a_change_is_written_over_the_text_before(hugo, tmp_path):
    # A file put in its place would be a new page to Hugo, for which it reads far more of the site anew.
    root = plain_site(tmp_path / "site")
    page = root / "content/posts/first.md"
    overlay = Overlay(tmp_path / "run", read_project(hugo, root), tmp_path)
    overlay.make_room([page])
    overlay.write(page, "Ä long text.")
    file = overlay.file_of(page)
    assert file is not None
    before = file.stat().st_ino
    for text in ("Short.", "", "A much longer one, by far." * 9000, "Ä\udcff"):
        overlay.write(page, text)
        assert file.read_bytes() == encode(text)
    assert file.stat().st_ino == before


def test_another_mode_only_where_it_may_help(hugo, tmp_path):
    root = plain_site(tmp_path / "site")
    project = read_project(hugo, root)
    page, other, section = (root / f"content/posts/{name}.md" for name in ("first", "third", "_index"))
    template = root / "layouts/_default/single.html"

    def other_than(mode, path, places, *, has_page=True):
        return other_mode(project, mode, path, places, has_page=has_page)

    assert other_than(Mode.SEGMENT, page, [other]) is Mode.CUT
    assert other_than(Mode.SEGMENT, page, [template, None]) is None
    assert other_than(Mode.SEGMENT, page, [template, None], has_page=False) is Mode.CUT
    assert other_than(Mode.SEGMENT, page, [other, page]) is None
    assert other_than(Mode.SEGMENT, page, [page], has_page=False) is None
    assert other_than(Mode.SEGMENT, section, [other]) is None
    assert other_than(Mode.CUT, page, [template]) is Mode.SEGMENT
    assert other_than(Mode.WHOLE, page, [other], has_page=False) is None


def test_a_configuration_that_cannot_be_read_is_told_with_its_line(hugo, tmp_path):
    root = write_files(tmp_path / "site", {**PLAIN, "hugo.toml": 'title = "x"\nbaseURL = [\n'})
    with pytest.raises(EditorError) as caught:
        read_project(hugo, root)
    assert caught.value.path == root / "hugo.toml"
    assert caught.value.line in (2, 3)


@pytest.mark.parametrize(
    "config",
    [
        'theme = "mine"\n[build]\nwriteStats = true\n',
        'theme = ["mine"]\n',
        '[build.buildStats]\nenable = true\n[module]\n[[module.imports]]\npath = "mine"\n'
        '[[module.mounts]]\nsource = "hugo_stats.json"\ntarget = "assets/hugo_stats.json"\n'
        '[[module.mounts]]\nsource = "content"\ntarget = "content"\n[outputs]\npage = ["html", "special"]\n',
    ],
)
def test_no_statistics_are_written_into_site_or_theme(config, hugo, tmp_path):
    mounts = "".join(
        f'[[module.mounts]]\nsource = "{source}"\ntarget = "{target}"\n'
        for source, target in {"hugo_stats.json": "assets/hugo_stats.json", "layouts": "layouts"}.items()
    )
    theme = {f"themes/mine/{name}": text for name, text in TEMPLATES.items()}
    # What the site's configuration uses may be declared by its theme.
    special = '[outputFormats.special]\nmediaType = "text/plain"\n'
    theme["themes/mine/hugo.toml"] = f"[module]\n{mounts}{special}"
    theme["themes/mine/layouts/_default/single.special.txt"] = "x"
    root = write_files(tmp_path / "site", {**PLAIN, **theme, "hugo.toml": config})
    before = state_of(root)
    overlay = overlay_on(root, hugo, tmp_path / "private")
    launch = serve(hugo, overlay, root / "content/posts/first.md", Mode.SEGMENT)
    build(launch, tmp_path / "out")
    assert "The first text." in pages(tmp_path / "out")["posts/first/index.html"]
    assert state_of(root) == before


NAMES = st.text(alphabet="abÄé 1-_.[", min_size=1, max_size=12).filter(
    lambda n: n.strip(" .") == n and not n.startswith(("_", "-", "."))
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(NAMES, min_size=1, max_size=3),
    bundle=st.booleans(),
    text=st.text(alphabet="ab é<{%}>`*_\n#-", max_size=80),
)
def test_whatever_is_written_the_site_is_untouched(names, bundle, text, hugo, tmp_path_factory):
    folder = tmp_path_factory.mktemp("law")
    root = plain_site(folder / "site")
    name = "/".join(names) + ("/index.md" if bundle else ".md")
    page = write_files(root, {f"content/{name}": post("Law", "Text.")}) / "content" / name
    before = state_of(root)
    overlay = overlay_on(root, hugo, folder / "private")
    launch = serve(hugo, overlay, page, Mode.SEGMENT)
    overlay.write(page, post("Law", text))
    arguments = [*launch.common, "--renderSegments", "postwright", "--destination", str(folder / "out")]
    done = subprocess.run(
        [str(hugo.path), *arguments],
        env={**os.environ, **launch.environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert state_of(root) == before
    rendered = len(pages(folder / "out"))
    # A name of characters that mean something in a glob may stand for others too.
    assert rendered >= 1 or done.returncode
    seat = overlay.project.seat_of(page)
    assert logical_path(overlay.project, seat, ()).startswith("/")


@pytest.mark.parametrize("shape", ["mounts", "languages by folder", "a theme"])
def test_versions_that_do_not_take_the_module_section_get_a_configuration_of_ours(
    shape, hugo, tmp_path, monkeypatch
):
    page = make_site(tmp_path / "site", shape)
    root = tmp_path / "site"
    before = state_of(root)
    overlay = overlay_on(root, hugo, tmp_path / "private")
    # This one takes it; that it is not asked to makes it as good as an old one.
    monkeypatch.setattr("editor.core.hugo.launch.takes_environment", lambda *_: False)
    launch = serve(replace(hugo, version=(0, 111, 3)), overlay, page, Mode.CUT)
    assert "--config" in launch.common
    environment = {name: value for name, value in launch.environment.items() if name != "HUGO_MODULE"}
    overlay.write(page, post("Old", "Old and *new*."))
    build(replace(launch, environment=environment), tmp_path / "out")
    assert any("Old and <em>new</em>" in text for text in pages(tmp_path / "out").values())
    assert state_of(root) == before
