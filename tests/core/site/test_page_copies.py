"""Pages duplicated, translated, given folders and put into the trash."""

from datetime import UTC, datetime

import pytest

from editor.core.changes import apply_changes, undo_changes
from editor.core.errors import EditorError
from editor.core.site import open_site
from editor.core.site.index import read_index
from editor.core.site.page_copies import (
    missing_languages,
    plan_bundle,
    plan_delete,
    plan_duplicate,
    plan_translate,
    plan_unbundle,
)
from tests.core.site.test_move import CONFIG, LANGUAGES, SITE, TITLED, broken, built, write
from tests.core.site.test_new_post import listed
from tests.support.changes import snapshot

NOW = datetime(2026, 3, 4, 22, 30, 15, tzinfo=UTC)
POST = """---
title: "Old"   # kept
date: '2024-05-06T07:08:09Z'
lastmod: 2025-01-01
slug: sluggy
aliases:
  - /first/
featured: true
---
![a](cat.jpg)
"""


@pytest.fixture(autouse=True)
def own_trash(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def test_a_duplicate_is_a_draft_of_now_at_an_address_of_its_own(tmp_path):
    files = {"content/post/old/index.md": POST, "content/post/old/index.fr.md": POST}
    files |= {"content/post/old/cat.jpg": b"\x00cat", "content/post/old/in/dog.jpg": b"dog"}
    root = write(tmp_path / "site", files, CONFIG + LANGUAGES)
    before = snapshot(root)
    page = root / "content/post/old/index.md"
    plan = plan_duplicate(read_index(root), page, NOW)
    applied = apply_changes(plan.changes, tmp_path / "journal")
    assert plan.path == root / "content/post/old-copy/index.md"
    assert plan.path.read_text() == (
        "---\ntitle: \"Old\"   # kept\ndate: '2026-03-04T22:30:15Z'\nfeatured: true\ndraft: true\n---\n![a](cat.jpg)\n"
    )
    assert (plan.path.parent / "in/dog.jpg").read_bytes() == b"dog"
    row = listed(root)["content/post/old-copy/index.md"]
    assert (row["draft"], row["permalink"]) == ("true", "https://example.org/base/post/old-copy/")
    assert plan_duplicate(read_index(root), page, NOW).path.parent.name == "old-copy-2"
    undo_changes(applied.record)
    assert snapshot(root) == before


@pytest.mark.parametrize(
    "front",
    ["+++\ntitle = 'x'\ndate = 2024-05-06\n+++\n", '{"title": "x", "date": "2024-05-06"}\n', "", "No\n"],
)
def test_a_file_is_duplicated_in_its_format(tmp_path, front):
    root = write(tmp_path / "site", {"content/a b.md": front})
    plan = plan_duplicate(read_index(root), root / "content/a b.md", NOW)
    apply_changes(plan.changes, tmp_path / "journal")
    row = listed(root)["content/a b-copy.md"]
    assert row["draft"] == "true"
    assert row["date"].startswith("2026-03-04" if front.strip("No\n") else "0001")


def test_sections_are_not_duplicated_and_names_not_taken(tmp_path):
    root = write(tmp_path / "site", SITE)
    index = read_index(root)
    for page in ("post", "post/_index.md"):
        with pytest.raises(EditorError, match="section"):
            plan_duplicate(index, root / "content" / page, NOW)
    with pytest.raises(EditorError, match="already"):
        plan_duplicate(index, root / "content/post/single.md", NOW, "old")
    with pytest.raises(EditorError, match="cannot hold"):
        plan_duplicate(index, root / "content/post/single.md", NOW, "../x")


def test_a_file_becomes_a_bundle_with_the_pictures_that_it_alone_uses(tmp_path):
    files = {
        "content/post/a.md": TITLED.format(
            "a", '![x](mine.png) ![y](shared.png) [b](../b/) [r]({{< relref "b.md" >}})'
        ),
        "content/post/a.fr.md": TITLED.format("fa", "![x](mine.png)"),
        "content/post/b.md": TITLED.format("b", '![y](shared.png) [a](../a/) [r]({{< relref "a.md" >}})'),
        "content/post/mine.png": b"mine",
        "content/post/shared.png": b"shared",
        "content/post/other.png": b"other",
    }
    root = write(tmp_path / "site", files, CONFIG + LANGUAGES)
    before, old = built(root), snapshot(root / "content")
    urls = {row["permalink"] for row in listed(root).values()}
    plan = plan_bundle(read_index(root), root / "content/post/a.md")
    applied = apply_changes(plan.changes, tmp_path / "journal")
    names = sorted(path.name for path in (root / "content/post/a").iterdir())
    assert names == ["index.fr.md", "index.md", "mine.png"]
    assert {row["permalink"] for row in listed(root).values()} == urls
    after = built(root)
    assert broken(before, after) == []
    # The picture is found now, as Hugo publishes what lies in a page's folder.
    assert (b"mine", "", "") in after["a"]
    assert "aliases" not in (root / "content/post/a/index.md").read_text()
    undo_changes(applied.record)
    assert snapshot(root / "content") == old
    with pytest.raises(EditorError, match="already"):
        plan_bundle(read_index(write(root, {"content/post/b/x.png": b"x"})), root / "content/post/b.md")


def test_a_bundle_without_files_becomes_a_file(tmp_path):
    root = write(
        tmp_path / "site", {**SITE, "content/post/lone/index.md": TITLED.format("lone", "[a](../old/)")}
    )
    before = built(root)
    plan = plan_unbundle(read_index(root), root / "content/post/lone/index.md")
    apply_changes(plan.changes, tmp_path / "journal")
    assert (root / "content/post/lone.md").is_file()
    assert broken(before, built(root)) == []
    with pytest.raises(EditorError, match="other files"):
        plan_unbundle(read_index(root), root / "content/post/old/index.md")
    with pytest.raises(EditorError, match="no folder"):
        plan_unbundle(read_index(root), root / "content/post/lone.md")
    # And back, though its empty folder may still be there.
    apply_changes(plan_bundle(read_index(root), root / "content/post/lone.md").changes, tmp_path / "journal")
    assert (root / "content/post/lone/index.md").is_file()


@pytest.mark.parametrize(
    ("config", "page", "target"),
    [
        (LANGUAGES, "post/old/index.md", "post/old/index.fr.md"),
        (LANGUAGES, "blog/other.md", "blog/other.fr.md"),
        (
            '[languages.en]\ncontentDir = "content"\n[languages.fr]\ncontentDir = "inhalt"\n',
            "blog/other.md",
            None,
        ),
    ],
)
def test_a_translation_lies_where_the_site_keeps_them(tmp_path, config, page, target):
    root = write(tmp_path / "site", {**SITE, "inhalt/x.md": ""}, CONFIG + config)
    site, page = open_site(root), root / "content" / page
    assert missing_languages(site, page) == ("fr",)
    plan = plan_translate(read_index(root), page, "fr")
    apply_changes(plan.changes, tmp_path / "journal")
    assert plan.path == (root / "content" / target if target else root / "inhalt/blog/other.md")
    row = listed(root)[plan.path.relative_to(root).as_posix()]
    assert row["permalink"].startswith("https://example.org/base/fr/")
    assert row["draft"] == "true"
    assert missing_languages(open_site(root), page) == ()
    with pytest.raises(EditorError, match="exists"):
        plan_translate(read_index(root), page, "fr")
    with pytest.raises(EditorError, match="no language"):
        plan_translate(read_index(root), page, "xx")


def test_deleting_says_which_links_break_and_comes_back(tmp_path):
    root = write(tmp_path / "site", SITE)
    before = snapshot(root)
    plan = plan_delete(read_index(root), [root / "content/post/old/index.md"])
    assert plan.remarks == ("2 files beside the text will go too.",)
    sources = [lost.path.relative_to(root / "content").as_posix() for lost in plan.lost]
    assert (sources.count("_index.md"), sources.count("blog/other.md"), sources.count("post/single.md")) == (
        3,
        3,
        12,
    )
    assert not any(source.startswith("post/old/") for source in sources)
    applied = apply_changes(plan.changes, tmp_path / "journal")
    assert not (root / "content/post/old").exists()
    undo_changes(applied.record)
    assert snapshot(root) == before


def test_a_translation_is_deleted_alone_and_the_last_page_with_its_folder(tmp_path):
    root = write(tmp_path / "site", {**SITE, "content/post/old/index.fr.md": ""}, CONFIG + LANGUAGES)
    index, folder = read_index(root), root / "content/post/old"
    french, english = folder / "index.fr.md", folder / "index.md"
    assert [step.path for step in plan_delete(index, [french]).changes.steps] == [french]
    assert [step.path for step in plan_delete(index, [french, english]).changes.steps] == [folder]
    section = plan_delete(index, [root / "content/post/_index.md"])
    assert [step.path.name for step in section.changes.steps] == ["_index.md"]
    assert section.remarks == ("The pages of a section stay where they are.",)
    with pytest.raises(EditorError, match="no such"):
        plan_delete(index, [folder / "gone.md"])


@pytest.mark.parametrize("is_site", [True, False])
@pytest.mark.parametrize("place", ["", "post/"])
def test_deleting_an_index_by_mistake_takes_no_other_text_along(tmp_path, is_site, place):
    page = f"content/{place}index.md"
    files = {page: "---\ntitle: Mistake\n---\n", "content/post/a.md": "A", "content/post/b/index.md": "B"}
    root = write(tmp_path / "site", files)
    if not is_site:
        (root / "hugo.toml").unlink()
    index = read_index(root if is_site else root / "content")
    plan = plan_delete(index, [root / page])
    assert [step.path for step in plan.changes.steps] == [root / page]
    assert plan.remarks == ("The folder stays, for it is not this page's alone.",)


def test_a_bundle_of_no_site_goes_with_its_pictures_which_are_counted_once(tmp_path):
    files = {"notes/a/index.md": "A", "notes/a/index.fr.md": "A", "notes/a/cat.jpg": "y", "notes/b.md": "B"}
    root = write(tmp_path, files) / "notes"
    (tmp_path / "hugo.toml").unlink()
    plan = plan_delete(read_index(root), [root / "a/index.md", root / "a/index.fr.md"])
    assert [step.path for step in plan.changes.steps] == [root / "a"]
    assert plan.remarks == ("1 file beside the text will go too.",)


def test_the_content_folder_never_goes(tmp_path):
    root = write(tmp_path / "site", {"content/index.md": "x", "content/a.jpg": "y"}, CONFIG)
    plan = plan_delete(read_index(root), [root / "content/index.md"])
    assert [step.path for step in plan.changes.steps] == [root / "content/index.md"]
