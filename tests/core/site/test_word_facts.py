"""What is pointed out about the words of a list."""

from editor.core.site import find_site
from editor.core.site.index import read_index
from editor.core.site.vocabulary import gather_words
from editor.core.site.word_facts import word_facts


def facts_of(root, posts):
    for name, matter in posts.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: x\n{matter}\n---\n")
    index = read_index(root)
    return word_facts(find_site(root), index.rows, gather_words(index.site, index.rows))


def test_other_spellings_and_names_without_a_page(tmp_path):
    (tmp_path / "hugo.toml").write_text("[params.hugoblox]\nx = 1\n")
    (tmp_path / "data" / "authors").mkdir(parents=True)
    (tmp_path / "data" / "authors" / "jane-doe.yaml").write_text("slug: jane-doe\n")
    posts = {
        "blog/a.md": "tags: [machine learning, poems]\nauthors: [Jane Doe]",
        "blog/b.md": "tags: [machine learning, poem]\nauthors: [jane-doe]",
        "blog/c.md": "tags: [Machine-Learning, poem, c, c++]\nauthors: [Jane Does]",
        "projects/moon/index.md": "",
        "projects/sun.md": "",
    }
    facts = facts_of(tmp_path, posts)
    notes = facts.notes("tags", ["Machine-Learning", "machine learning", "poems", "c", "c++", "new"])
    assert list(notes) == ["Machine-Learning", "poems"]
    assert notes["poems"].text == "“poems” is written “poem” in other posts."
    authors = facts.notes("authors", ["Jane Doe", "jane-doe", "Somebody"])
    assert {name: note.is_loud for name, note in authors.items()} == {"Somebody": False}
    assert list(facts.notes("projects", ["Moon", "sun", "mars"])) == ["mars"]


def test_where_a_site_has_no_profiles_none_is_missed(tmp_path):
    (tmp_path / "hugo.toml").write_text("")
    facts = facts_of(tmp_path, {"a.md": "authors: [x]\nprojects: [y]"})
    assert not facts.notes("authors", ["x"])
    assert not facts.notes("projects", ["y"])
