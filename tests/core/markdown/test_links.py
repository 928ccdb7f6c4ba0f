"""Destinations are found where Hugo finds them, and never outside the site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.markdown.links import LinkResolver, RefNotFoundError, inside, steps

FILES = (
    "secret.png",
    "content/post/a/index.md",
    "content/post/a/cat.jpg",
    "content/post/a/my pic.png",
    "content/post/_index.md",
    "content/post/x.md",
    "content/post/My Post.md",
    "content/other/twin.md",
    "content/post/twin.md",
    "static/dog.png",
    "static/post/x/near.png",
    "assets/hero.png",
    "assets/media/owl.png",
)


@dataclass(frozen=True)
class Folders:
    content_dirs: tuple[Path, ...]
    static_dirs: tuple[Path, ...]
    assets_dirs: tuple[Path, ...]
    languages: tuple[str, ...] = ()
    default_language: str = "en"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("site")
    for name in FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")
    (root / "content/post/a/out.png").symlink_to(root / "secret.png")
    (root / "content/post/a/loop.png").symlink_to(root / "content/post/a/loop.png")
    return root


def resolver(root, page):
    folders = Folders((root / "content",), (root / "static",), (root / "assets",))
    return LinkResolver(root / "content" / page, folders)


@pytest.mark.parametrize(
    ("page", "written", "url", "file"),
    [
        ("post/a/index.md", "cat.jpg", "/post/a/cat.jpg", "content/post/a/cat.jpg"),
        ("post/a/index.md", "my%20pic.png", "/post/a/my%20pic.png", "content/post/a/my pic.png"),
        ("post/a/index.md", "/dog.png?v=2", "/dog.png", "static/dog.png"),
        ("post/a/index.md", "owl.png", "/media/owl.png", "assets/media/owl.png"),
        ("post/a/index.md", "hero.png", "/hero.png", "assets/hero.png"),
        ("post/x.md", "near.png", "/post/x/near.png", "static/post/x/near.png"),
        ("post/x.md", "../a/cat.jpg", "/post/a/cat.jpg", "content/post/a/cat.jpg"),
    ],
)
def test_images_are_found(root, page, written, url, file):
    verdict = resolver(root, page).image(written)
    assert (verdict.url, verdict.target, verdict.reason) == (url, root / file, "")


@pytest.mark.parametrize(
    "written",
    [
        "../../../secret.png",
        "/../secret.png",
        "..%2f..%2f..%2fsecret.png",
        "out.png",
        "loop.png",
        "..\\..\\secret.png",
        "cat.jpg%00.png",
        "/etc/passwd",
        "C:/x",
        "nothing.png",
        "dog.png",
    ],
)
def test_broken_and_forbidden_images_say_why_and_stay_as_written(root, written):
    verdict = resolver(root, "post/a/index.md").image(written)
    assert verdict.url == written
    assert verdict.target is None
    assert verdict.reason or ":" in written


@pytest.mark.parametrize(
    "written", ["https://x.org/a.png", "//x.org/a.png", "data:image/png;base64,AA", "", "#top"]
)
def test_foreign_destinations_are_left_alone(root, written):
    found = resolver(root, "post/a/index.md")
    assert found.link(written).url == written == found.link(written).url
    assert not found.link(written).reason


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("/post/x/", "content/post/x.md"),
        ("../x/", "content/post/x.md"),
        ("../x.md", "content/post/x.md"),
        ("/post/", "content/post/_index.md"),
        ("/post/my-post/", "content/post/My Post.md"),
    ],
)
def test_pages_are_found(root, written, file):
    assert resolver(root, "post/a/index.md").link(written).target == root / file


def test_a_missing_page_is_marked_and_an_unknown_address_is_not(root):
    found = resolver(root, "post/a/index.md")
    assert found.link("gone.md").reason
    assert not found.link("/tags/go/").reason


@pytest.mark.parametrize(
    ("ref", "url"),
    [
        ("/post/x", "/post/x/"),
        ("post/x.md", "/post/x/"),
        ("../x.md#top", "/post/x/#top"),
        ("x", "/post/x/"),
        ("My Post", "/post/my-post/"),
        ("#here", "#here"),
        ("/post", "/post/"),
        ("a", "/post/a/"),
    ],
)
def test_refs_are_hugos(root, ref, url):
    assert resolver(root, "post/a/index.md").ref(ref) == url


@pytest.mark.parametrize("ref", ["gone", "/gone.md", "twin"])
def test_refs_that_lead_nowhere_raise(root, ref):
    with pytest.raises(RefNotFoundError):
        resolver(root, "post/a/index.md").ref(ref)


def test_without_a_site_the_folder_of_the_page_is_all_there_is(root):
    found = LinkResolver(root / "content/post/a/index.md")
    assert found.image("cat.jpg").url == "/cat.jpg"
    assert found.image("../x.md").reason


@settings(deadline=None)
@given(st.text(alphabet="./\\%2eEfF0:a~\0 ", max_size=40))
def test_no_path_leaves_the_root(root, written):
    for page in ("post/a/index.md", "post/x.md"):
        found = resolver(root, page)
        for verdict in (found.image(written), found.link(written)):
            assert verdict.target is None or verdict.target.resolve().is_relative_to(root / "content")
        parts = steps(written, ("a",))
        place = inside(root / "content", parts) if parts is not None else None
        assert place is None or place.is_relative_to(root / "content")


def test_languages_may_have_content_folders_inside_the_sites(tmp_path):
    for name in ("en/posts/a.md", "en/posts/b.md", "fr/posts/b.md"):
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_text("x")
    content = tmp_path / "content"
    folders = Folders((content, content / "fr", content / "en"), (), (), ("en", "fr"))
    resolver = LinkResolver(content / "en/posts/a.md", folders)
    assert resolver.link("b.md").target == content / "en/posts/b.md"
    assert resolver.ref("b.md") == resolver.ref("/posts/b.md") == "/posts/b/"
