"""One change in many posts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.changes import ChangesCancelled, Move, apply_changes, undo_changes, unified_diff
from editor.core.errors import EditorError
from editor.core.frontmatter import page_meta, read_front_matter
from editor.core.site import open_site
from editor.core.site.bulk import Action, FieldChange, plan_bulk
from editor.core.site.index import read_index
from editor.core.site.terms import (
    change_term,
    plan_term_change,
    similar_terms,
    term_homes,
    term_key,
    term_uses,
)
from tests.support.changes import snapshot
from tests.support.hugo_site import build_site

SHAPES = [
    "---\ntitle: A\ndraft: true # not yet\ntags: [a, b]\n---\nBody\n",
    '+++\r\ntitle = "A"\r\ndraft = true\r\n+++\r\nBody',
    '{"title": "A", "draft": true}\nBody\n',
    "\ufeff---\r\nDraft:   true\r\ntitle: 'A'\r\n---\r\n",
    "---\n# a comment\ntitle: |\n  A\n  B\n\ndraft: true\nother: {x: [1, 2]}\n---\n",
]


def write(folder, number):
    paths = [folder / f"{i // 100}/post-{i:04}.md" for i in range(number)]
    for i, path in enumerate(paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(SHAPES[i % len(SHAPES)].replace("Body", f"Body {i}\n\ntext").encode())
    return paths


def test_a_toggle_of_a_thousand_posts_changes_a_thousand_lines(tmp_path):
    paths = write(tmp_path / "site", 1000)
    before = snapshot(tmp_path / "site")
    plan = plan_bulk("Publish", paths, [FieldChange(Action.SET, ("draft",), False)])
    assert plan.skipped == ()
    diff = unified_diff(plan.changes, tmp_path)
    assert sum(line.startswith("+") and not line.startswith("+++ ") for line in diff.split("\n")) == 1000
    applied = apply_changes(plan.changes, tmp_path / "journal")
    after = snapshot(tmp_path / "site")
    changed = 0
    for name, old in before.items():
        if old is not None:
            pairs = zip(old.split(b"\n"), after[name].split(b"\n"), strict=True)
            changed += sum(a != b for a, b in pairs)
            assert not page_meta(read_front_matter(after[name].decode())).draft
    assert changed == 1000
    undo_changes(applied.record)
    assert snapshot(tmp_path / "site") == before


def test_what_cannot_be_changed_is_told_and_stops_nothing(tmp_path):
    paths = write(tmp_path, 3)
    paths[0].write_bytes(b"---\n\ttab: 1\n---\n")
    paths[1].write_bytes(b"---\ntitle: \xff\n---\n")
    plan = plan_bulk("x", [*paths, tmp_path / "gone.md"], [FieldChange(Action.SET, ("featured",), True)])
    assert [skipped.path for skipped in plan.skipped] == [paths[0], paths[1], tmp_path / "gone.md"]
    assert plan.changes.edited == (paths[2],)


def test_planning_can_be_stopped(tmp_path):
    paths = write(tmp_path, 5)
    seen = []
    with pytest.raises(ChangesCancelled):
        plan_bulk("x", paths, [], progress=seen.append, cancel=lambda: len(seen) == 2)
    assert seen == [1, 2]


@pytest.mark.parametrize(
    ("text", "wish", "expected"),
    [
        ("---\ntags: [a]\n---\n", FieldChange(Action.ADD, ("tags",), "b"), ["a", "b"]),
        ("---\ntags: [a]\n---\n", FieldChange(Action.ADD, ("tags",), "a"), ["a"]),
        ("---\ntags: a\n---\n", FieldChange(Action.ADD, ("tags",), "b"), ["a", "b"]),
        ("---\ntags:\n---\n", FieldChange(Action.ADD, ("tags",), "b"), ["b"]),
        ("---\ntitle: x\n---\n", FieldChange(Action.ADD, ("tags",), "b"), ["b"]),
        ("---\ntags: [a, b, a]\n---\n", FieldChange(Action.REMOVE, ("tags",), "a"), ["b"]),
        ("---\ntags:\n- a\n- b # c\n---\n", FieldChange(Action.REMOVE, ("tags",), "b"), ["a"]),
        ("---\ntags: [2023]\n---\n", FieldChange(Action.REMOVE, ("tags",), "2023"), []),
        ("---\ntags: [a]\n---\n", FieldChange(Action.REMOVE, ("tags",), "z"), ["a"]),
        ("---\ntags: a\nx: 1\n---\n", FieldChange(Action.REMOVE, ("tags",), "a"), None),
        ("---\ntags: a\nx: 1\n---\n", FieldChange(Action.UNSET, ("tags",)), None),
    ],
)
def test_items_are_added_and_removed(text, wish, expected):
    assert read_front_matter(wish.apply(text)).values.get("tags") == expected


def test_a_map_is_no_list():
    with pytest.raises(EditorError, match="no list"):
        FieldChange(Action.ADD, ("tags",), "b").apply("---\ntags: {a: 1}\n---\n")


TERMS = st.lists(st.sampled_from(["a b", "A-B", "a-b", "c", "C", "d", "x"]), max_size=6)


@given(TERMS, st.sampled_from(["x", "c", "A b", None]))
def test_a_renamed_term_is_there_once_and_the_others_as_before(terms, new):
    text = f"---\ntitle: t\ntags: {terms!r}\n---\nbody\n"
    changed = read_front_matter(change_term(text, "tags", {"a-b"}, new)).values["tags"] or []
    others = [term for term in terms if term_key(term) != "a-b"]
    had = len(others) < len(terms)
    wanted = term_key(new or "")
    assert [term for term in changed if term_key(term) != wanted] == [
        term for term in (others if had else terms) if term_key(term) != wanted
    ]
    if had and new is not None:
        there = sum(term_key(term) == wanted for term in others)
        assert sum(term_key(term) == wanted for term in changed) == (there or 1)
        assert there or new in changed
    if not had:
        assert change_term(text, "tags", {"a-b"}, new) == text


SITE = {
    "hugo.toml": 'baseURL = "https://example.org/"\n[taxonomies]\nauthor = "authors"\ntag = "tags"\n',
    "content/post/a.md": "---\ntitle: a\ntags: [Machine Learning, x]\nauthors: [ada]\n---\n",
    "content/post/b.md": '+++\ntitle = "b"\ntags = ["machine-learning", "ml"]\nauthors = ["ada", "bob"]\n+++\n',
    "content/post/c.md": "---\ntitle: c\ntags: ml\n---\n",
    "content/tags/ml/_index.md": "---\ntitle: ML\n---\n",
    "content/authors/ada/_index.md": "---\ntitle: Ada\nauthors: [ada]\n---\n",
    "layouts/all.html": "{{ .RelPermalink }}:{{ range .Pages }}{{ .Title }} {{ end }}",
}


@pytest.fixture
def site(tmp_path):
    for name, text in SITE.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return open_site(tmp_path / "site")


def test_hugo_finds_all_posts_under_the_merged_term(site, tmp_path):
    plan = plan_term_change(site, "tags", ["ml", "machine learning"], "Learning Machines")
    before = snapshot(site.root)
    applied = apply_changes(plan.changes, tmp_path / "journal")
    build = build_site(site.root)
    assert build.code == 0, build.log
    assert build.read("tags/learning-machines/index.html") == "/tags/learning-machines/:a b c "
    assert sorted(p.name for p in (build.public / "tags").iterdir() if p.is_dir()) == [
        "learning-machines",
        "x",
    ]
    assert "title: Learning Machines" in (site.root / "content/tags/learning-machines/_index.md").read_text()
    undo_changes(applied.record)
    assert {n: d for n, d in snapshot(site.root).items() if n in before} == before


def test_a_page_that_no_post_leads_to_any_more_is_told_of(site):
    page = site.root / "content" / "tags" / "x" / "_index.md"
    page.parent.mkdir()
    page.write_text("---\ntitle: About x\n---\n")
    merged = plan_term_change(site, "tags", ["x", "ml"], "ml")
    assert [(each.path.name, each.reason.partition(",")[0]) for each in merged.skipped] == [("x", "it stays")]
    assert not any(isinstance(step, Move) for step in merged.changes.steps)
    taken = plan_term_change(site, "tags", ["x"], None)
    assert [each.path.name for each in taken.skipped] == ["x"]


def test_terms_are_counted_by_their_spelling(site):
    uses = term_uses(read_index(site.root).rows)
    assert [(use.name, use.pages) for use in uses["tags"][:1]] == [("ml", 2)]
    assert {use.name for use in uses["tags"]} == {"ml", "x", "Machine Learning", "machine-learning"}
    # An author's own page may name the author too.
    assert dict((use.name, use.pages) for use in uses["authors"]) == {"ada": 3, "bob": 1}
    assert [path.name for path in term_homes(site, "authors", {"ada", "bob"})] == ["ada"]


def test_an_author_takes_the_profile_along(site, tmp_path):
    apply_changes(plan_term_change(site, "authors", ["ada"], "Ada Lovelace").changes, tmp_path / "journal")
    assert "authors: [Ada Lovelace]" in (site.root / "content/authors/ada-lovelace/_index.md").read_text()
    build = build_site(site.root)
    assert build.read("authors/ada-lovelace/index.html").startswith("/authors/ada-lovelace/:")
    assert "title: Ada\n" in (site.root / "content/authors/ada-lovelace/_index.md").read_text()


def test_a_term_needs_a_name(site):
    with pytest.raises(EditorError):
        plan_term_change(site, "tags", ["ml"], " ")


def test_near_duplicates_are_pointed_out():
    assert similar_terms(
        ["machine learning", "Machine-Learning", "C", "C++", "network", "networks", "x"]
    ) == (
        ("machine learning", "Machine-Learning"),
        ("network", "networks"),
    )


def test_terms_that_differ_in_a_vowel_sign_or_are_made_of_signs_are_no_spellings_of_each_other():
    assert similar_terms(["की", "का", "!!!", "???", "🎉", "🚀"]) == ()
    assert similar_terms(["caf\u00e9", "Cafe\u0301"]) == (("caf\u00e9", "Cafe\u0301"),)
