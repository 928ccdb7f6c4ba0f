"""Files of bundles: who uses them, and what renaming, deleting and featuring one does to a real folder."""

import unicodedata

import pytest

from editor.core.changes import ChangeSet, Move, Trash, apply_changes, undo_changes
from editor.core.changes.applying import prune
from editor.core.errors import EditorError
from editor.core.images.plans import plan_feature_file, plan_featured, plan_rename, plan_trash
from editor.core.images.preparing import Wish, prepare
from editor.core.images.reading import read_picture
from editor.core.images.usage import Where, resources_of
from editor.core.post import read_post
from editor.core.site import featured_image, find_site
from tests.core.images.pictures import made

POST = """---
title: A
image:
  filename: photo.png  # the first
  caption: photo.png is nice
cover: {image: photo.png}
resources:
- src: 'maps/*.png'
---

![One](photo.png) and [file](./photo.png#x "t") and <img src="photo.png?v=2">

![Spaced](<a b.png>) ![Coded](a%20b.png) ![Accent](café.png)

`![no](photo.png)` ![not here](../photo.png) ![web](https://a.example/photo.png)

{{< figure src="photo.png" caption="photo.png" >}}

{{< viewer data="table.csv" >}}
"""


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    root = tmp_path / "site"
    bundle = root / "content" / "post" / "a"
    (bundle / "maps").mkdir(parents=True)
    (root / "hugo.toml").write_text('theme = "wowchemy"\n')
    (bundle / "index.md").write_text(POST)
    (bundle / "index.de.md").write_text("---\ntitle: A\n---\n![Eins](photo.png) ![Bild](only-german.png)\n")
    for name in (
        "photo.png",
        "a b.png",
        "café.png",
        "maps/m.png",
        "unused.png",
        "table.csv",
        "only-german.png",
    ):
        (bundle / name).write_bytes(made())
    other = root / "content" / "post" / "other.md"
    other.write_text(
        "---\ntitle: B\n---\n![From afar](/post/a/photo.png) ![near](../a/photo.png) ![x](/post/b/photo.png)\n"
    )
    return root


@pytest.fixture
def path(site):
    return site / "content" / "post" / "a" / "index.md"


def read(path):
    return read_post(path.read_text("utf-8"), path)


def test_each_file_says_where_it_is_used(site, path):
    listed = {each.name: each for each in resources_of(read(path), find_site(site))}
    uses = {name: {(use.where, use.path.name) for use in each.uses} for name, each in listed.items()}
    assert uses["photo.png"] == {
        (Where.TEXT, "index.md"),
        (Where.MATTER, "index.md"),
        (Where.TEXT, "index.de.md"),
    }
    assert sorted(use.line for use in listed["photo.png"].uses if use.path == path) == [4, 6, 11, 11, 11, 17]
    assert uses["a b.png"] == uses["café.png"] == {(Where.TEXT, "index.md")}
    assert uses["maps/m.png"] == {(Where.MATTER, "index.md")}
    assert uses["table.csv"] == {(Where.MENTIONED, "index.md")}
    assert uses["only-german.png"] == {(Where.TEXT, "index.de.md")}
    assert uses["unused.png"] == set()
    assert listed["unused.png"].size == len(made())


def test_the_page_s_own_picture_and_what_themes_take_are_used(site, path):
    for name in ("featured.png", "cite.bib", "a.pdf"):
        (path.parent / name).write_bytes(made())
    listed = {
        each.name: [use.where for use in each.uses] for each in resources_of(read(path), find_site(site))
    }
    assert listed["featured.png"] == [Where.FEATURED, Where.FEATURED]
    assert listed["cite.bib"] == listed["a.pdf"] == [Where.THEME]


def test_a_post_without_a_folder_has_none(site):
    assert resources_of(read(site / "content/post/other.md"), find_site(site)) == ()
    assert resources_of(read_post("text"), None) == ()


def test_a_name_changes_with_every_link_to_it_and_back(site, path, tmp_path):
    texts = {file: file.read_bytes() for file in site.rglob("*.md")}
    plan = plan_rename(path, path.with_name("photo.png"), "harbour.png", find_site(site))
    assert not plan.skipped
    applied = apply_changes(plan.changes, tmp_path / "journal")
    changed = path.read_text("utf-8")
    expected = POST.replace("filename: photo.png", "filename: harbour.png").replace(
        "image: photo.png}", "image: harbour.png}"
    )
    for old in ("](photo.png) and", "(./photo.png#x", 'src="photo.png?v=2"', 'src="photo.png" caption'):
        expected = expected.replace(old, old.replace("photo", "harbour"))
    assert changed == expected
    assert "![Eins](harbour.png)" in path.with_name("index.de.md").read_text()
    other = (site / "content/post/other.md").read_text()
    assert "(/post/a/harbour.png)" in other
    assert "(../a/photo.png)" not in other or "(../a/harbour.png)" in other
    assert "(/post/b/photo.png)" in other
    assert not path.with_name("photo.png").exists()
    before = {each.name: len(each.uses) for each in resources_of(read(path), find_site(site))}
    undo_changes(applied.record)
    assert {file: file.read_bytes() for file in site.rglob("*.md")} == texts
    after = {each.name: len(each.uses) for each in resources_of(read(path), find_site(site))}
    assert before["harbour.png"] == after["photo.png"]


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("a b.png", "ab.png", ["![Spaced](<ab.png>)", "![Coded](ab.png)"]),
        ("a b.png", "c (d).png", ["![Spaced](<c%20%28d%29.png>)", "![Coded](c%20%28d%29.png)"]),
        ("café.png", "thé.png", ["![Accent](thé.png)"]),
    ],
)
def test_names_are_written_so_that_they_are_found(site, path, tmp_path, old, new, written):
    plan = plan_rename(path, path.with_name(old), new, find_site(site))
    apply_changes(plan.changes, tmp_path / "journal")
    text = path.read_text("utf-8")
    for each in written:
        assert each in text
    uses = {each.name: {use.where for use in each.uses} for each in resources_of(read(path), find_site(site))}
    assert uses[new] == {Where.TEXT}


def test_a_name_that_is_taken_or_wrong_is_refused(site, path):
    twin = unicodedata.normalize("NFD", "café.png")
    for name in ("unused.png", "UNUSED.png", twin, "photo.png", "../x.png", "x"):
        with pytest.raises(EditorError):
            plan_rename(path, path.with_name("photo.png"), name, find_site(site))


def test_what_is_not_used_goes_and_what_another_page_shows_stays(site, path, tmp_path):
    files = [path.with_name("unused.png"), path.with_name("photo.png")]
    plan = plan_trash(path, files, find_site(site))
    assert plan.changes == ChangeSet("Put unused.png into the trash", (Trash(files[0]),))
    assert [(each.path, each.reason) for each in plan.skipped] == [(files[1], "post/other.md shows it")]
    applied = apply_changes(plan.changes, tmp_path / "journal")
    assert not files[0].exists()
    undo_changes(applied.record)
    assert files[0].read_bytes() == made()


@pytest.mark.parametrize(
    ("there", "gone"),
    [
        ([], []),
        (["featured.jpg"], ["featured.jpg"]),
        (["featured.png"], ["featured.png"]),
        (["Featured-old.jpg", "b-featured.svg", "z-featured.png"], ["Featured-old.jpg", "b-featured.svg"]),
        (["FEATURED.PNG"], ["FEATURED.PNG"]),
        (["cat.png"], []),
    ],
)
def test_a_featured_image_takes_the_place_of_the_old_one(site, path, tmp_path, there, gone):
    for name in there:
        path.with_name(name).write_bytes(made(size=(5, 5)))
    before = {file: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}
    picture = prepare(read_picture(made(size=(9, 9))), Wish())
    changes = plan_featured(read(path), picture, find_site(site))
    assert sorted(step.path.name for step in changes.steps if isinstance(step, Trash)) == gone
    assert not any(isinstance(step, Move) for step in changes.steps)
    applied = apply_changes(changes, tmp_path / "journal")
    found = featured_image(read(path), find_site(site))
    assert found.path == path.with_name("featured.png")
    assert found.path.read_bytes() == picture.data
    undo_changes(applied.record)
    assert {file: file.read_bytes() for file in path.parent.iterdir() if file.is_file()} == before


def test_a_single_file_has_no_place_for_one(site):
    picture = prepare(read_picture(made()), Wish())
    with pytest.raises(EditorError, match="folder of its own"):
        plan_featured(read(site / "content/post/other.md"), picture, find_site(site))


@pytest.mark.parametrize("there", [[], ["featured.png"], ["featured.jpg", "A-featured.gif"]])
def test_a_picture_of_the_bundle_becomes_the_featured_one_with_its_links(site, path, tmp_path, there):
    for name in there:
        path.with_name(name).write_bytes(made(size=(5, 5)))
    before = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}
    file = path.with_name("photo.png")
    plan = plan_feature_file(read(path), file, find_site(site))
    applied = apply_changes(plan.changes, tmp_path / "journal")
    assert featured_image(read(path), find_site(site)).path == path.with_name("featured.png")
    assert path.with_name("featured.png").read_bytes() == made()
    assert "![One](featured.png)" in path.read_text()
    assert not file.exists()
    with pytest.raises(EditorError, match="already"):
        plan_feature_file(read(path), path.with_name("featured.png"), find_site(site))
    undo_changes(applied.record)
    assert {file: file.read_bytes() for file in site.rglob("*") if file.is_file()} == before


def test_only_what_lies_beside_the_page_can_be_featured(site, path):
    with pytest.raises(EditorError, match="beside the page"):
        plan_feature_file(read(path), path.parent / "maps" / "m.png", find_site(site))


def test_records_of_pictures_do_not_pile_up(tmp_path):
    for number in range(4):
        with (tmp_path / f"{number}.applied").open("wb") as file:
            file.truncate(45_000_000 if number < 3 else 200_000_000)
    prune(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["3.applied"]
    (tmp_path / "3.applied").unlink()
    for number in range(60):
        (tmp_path / f"{number:02}.applied").touch()
    prune(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{n:02}.applied" for n in range(10, 60)]
