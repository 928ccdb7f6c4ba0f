"""The sample site is what it says it is, and real Hugo builds it without a word."""

import csv
import io
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from editor.core.frontmatter import Format, read_front_matter
from editor.core.post import read_post
from editor.core.schema import ContentKind, detect_kind
from editor.core.site import Generation, featured_image, find_site, list_posts
from tests.support.hugo_site import hugo_binary

SITE = Path(__file__).parents[1] / "content"
CONTENT = SITE / "content"


def _files() -> set[tuple[str, int]]:
    return {(str(path), path.stat().st_mtime_ns) for path in SITE.rglob("*")}


def _hugo(tmp: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Hugo on the sample, with everything it writes below `tmp`."""
    folders = {f"HUGO_{name.upper()}DIR": str(tmp / name) for name in ("publish", "cache", "resource")}
    return subprocess.run(
        [str(hugo_binary()), *arguments, "--source", str(SITE), "--noBuildLock"],
        env={**os.environ, **folders},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.hugo
def test_hugo_builds_it_without_a_warning_and_writes_nothing_into_it(tmp_path):
    before = _files()
    build = _hugo(tmp_path, "-D", "-E", "-F", "--printPathWarnings", "--printI18nWarnings")
    assert build.returncode == 0, build.stdout + build.stderr
    assert "WARN" not in build.stdout + build.stderr
    assert "ERROR" not in build.stdout + build.stderr
    assert _files() == before
    sampler = (tmp_path / "publish/post/markdown-sampler/index.html").read_text("utf-8")
    assert "<math" in sampler
    assert "{{" not in sampler.replace("{{&lt; param", "")


@pytest.mark.hugo
@pytest.mark.parametrize(
    ("state", "name"),
    [
        ("drafts", "on-unfinished-things.md"),
        ("future", "letter-to-a-later-reader.md"),
        ("expired", "reading-group-2023.md"),
    ],
)
def test_one_post_is_a_draft_one_scheduled_and_one_expired(tmp_path, state, name):
    listed = _hugo(tmp_path, "list", state)
    assert listed.returncode == 0, listed.stderr
    rows = list(csv.DictReader(io.StringIO(listed.stdout)))
    assert [row["path"] for row in rows] == [f"content/post/{name}"]


@pytest.mark.hugo
def test_our_list_has_the_posts_that_hugo_has(tmp_path):
    listed = _hugo(tmp_path, "list", "all")
    rows = {row["path"]: row for row in csv.DictReader(io.StringIO(listed.stdout))}
    entries = {str(entry.path.relative_to(SITE)): entry for entry in list_posts(SITE)}
    assert set(rows) == set(entries)
    for path, row in rows.items():
        entry = entries[path]
        assert entry.title == row["title"], path
        assert str(entry.draft).lower() == row["draft"], path
        assert entry.section == row["section"], path
        if entry.date:
            assert entry.date.isoformat() == row["date"].replace("Z", "+00:00"), path


def test_it_has_every_format_and_kind():
    posts = {path: read_post(path.read_text("utf-8"), path) for path in CONTENT.rglob("*.md")}
    assert not [problem for post in posts.values() for problem in post.problems]
    assert {post.front.format for post in posts.values()} == {Format.YAML, Format.TOML, Format.JSON}
    site = find_site(SITE)
    kinds = {detect_kind(post, site) for post in posts.values()}
    assert {kind.content for kind in kinds} >= {
        ContentKind.POST,
        ContentKind.EVENT,
        ContentKind.PUBLICATION,
        ContentKind.PROJECT,
        ContentKind.AUTHOR,
        ContentKind.LIST,
    }
    assert {kind.generation for kind in kinds} == {Generation.WOWCHEMY, Generation.HUGOBLOX}


def test_the_first_post_has_its_picture():
    path = CONTENT / "post/welcome/index.md"
    post = read_post(path.read_text("utf-8"), path)
    assert featured_image(post, find_site(path)).path == path.with_name("featured.jpg")
    assert path.with_name("featured.jpg").stat().st_size < 150_000


def test_the_newest_post_is_the_one_that_explains_the_site():
    assert list_posts(SITE)[0].path == CONTENT / "post/welcome/index.md"


def test_front_matter_keeps_its_comments_for_the_form():
    text = (CONTENT / "post/welcome/index.md").read_text("utf-8")
    image = next(field for field in read_front_matter(text).fields if field.key == "image")
    assert "Focal points" in image.comment


@pytest.mark.hugo
@pytest.mark.parametrize("name", ["post/a-new-thing/index.md", "a-new-page.md"])
def test_its_archetypes_begin_a_draft(tmp_path, name):
    site = shutil.copytree(SITE, tmp_path / "site")
    done = subprocess.run(
        [str(hugo_binary()), "new", "content", name, "--source", str(site), "--noBuildLock"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    path = site / "content" / name
    post = read_post(path.read_text("utf-8"), path)
    assert not post.problems
    assert post.meta.draft
    assert post.title == ("A New Thing" if "thing" in name else "A New Page")
