"""A page's kind is told from its type, its place, its keys and its site."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.post import read_post
from editor.core.schema import ContentKind, detect_kind
from editor.core.site import Generation, find_site

W, K, H = Generation.WOWCHEMY, Generation.HUGOBLOX, Generation.HUGO


def kind_of(matter, path=None, site=None):
    return detect_kind(read_post(f"---\n{matter}\n---\n", path), site)


@pytest.mark.parametrize(
    ("matter", "path", "content"),
    [
        ("title: x\ndate: 2025-01-01", "content/post/x/index.md", ContentKind.POST),
        ("title: x", "content/events/x.md", ContentKind.EVENT),
        ("title: x", "content/Publication/x/index.md", ContentKind.PUBLICATION),
        ("title: x", "content/publication/_index.md", ContentKind.LIST),
        ("title: x", "content/authors/ada/_index.md", ContentKind.AUTHOR),
        ("title: x", "content/authors/_index.md", ContentKind.LIST),
        ("title: x\ntype: landing", "content/_index.md", ContentKind.LANDING),
        ("sections: []", "content/_index.md", ContentKind.LANDING),
        ("type: Event", "content/post/x.md", ContentKind.EVENT),
        ("type: something", "content/post/x.md", ContentKind.POST),
        ("slides: {theme: black}", "content/x.md", ContentKind.SLIDES),
        ("title: x", "content/courses/hugo/intro.md", ContentKind.DOCS),
        ("title: x", "content/fr/event/x.md", ContentKind.EVENT),
        ("publication_types: ['2']", "content/research/x/index.md", ContentKind.PUBLICATION),
        ("date_end: 2025-01-01", None, ContentKind.EVENT),
        ("date: 2025-01-01", "content/about.md", ContentKind.POST),
        ("title: x", "content/about.md", ContentKind.PAGE),
        ("title: x", None, ContentKind.PAGE),
        ("title: x", "/home/ada/posts/x.md", ContentKind.POST),
        ("title: x", "/home/ada/x.md", ContentKind.PAGE),
    ],
)
def test_content(matter, path, content):
    assert kind_of(matter, Path(path) if path else None).content is content


@pytest.mark.parametrize(
    ("matter", "generation"),
    [
        ("title: x\nsubtitle: y", H),
        ("title: x\nimage: cover.jpg", H),
        ("cover: {image: a.png, alt: b}", H),
        ("image: {focal_point: ''}", W),
        ("Image: {Preview_Only: false}", W),
        ("projects: []", W),
        ("image: {caption: x}", W),
        ("sections: [{block: hero}]", K),
        ("widget: about", W),
        ("url_pdf: ''", W),
        ("publication_types: ['2']", W),
        ("publication_types: [article-journal]", K),
        ("cover: {image: a.png, overlay: {enabled: true}}", K),
        ("hugoblox: {ids: {doi: x}}", K),
        ("links: [{type: pdf, url: x}]", K),
        ("links: [{name: PDF, url: x, icon_pack: fas}]\nall_day: true", W),
        ("event_start: 2025-01-01", K),
        ("title: [broken", H),
    ],
)
def test_generation_of_a_file_alone(matter, generation):
    assert kind_of(matter).generation is generation


@pytest.mark.parametrize(
    ("config", "matter", "generation"),
    [
        ("theme = 'academic'", "title: x", W),
        ("theme = 'ananke'", "title: x", H),
        ("theme = 'ananke'", "projects: []", W),
        ("[module]\n[[module.imports]]\npath = 'github.com/HugoBlox/kit/modules/blox'", "url_pdf: x", K),
        ("theme = 'academic'", "hugoblox: {ids: {}}", K),
    ],
)
def test_generation_in_a_site(tmp_path, config, matter, generation):
    (tmp_path / "content").mkdir()
    (tmp_path / "hugo.toml").write_text(config)
    path = tmp_path / "content" / "x.md"
    assert kind_of(matter, path, find_site(path)).generation is generation


@pytest.mark.parametrize(
    ("path", "generation"),
    [("content/post/x.md", W), ("content/blog/x.md", K), ("content/events/x.md", K), ("x.md", W)],
)
def test_shared_keys_belong_to_the_generation_of_the_section(path, generation):
    assert kind_of("image: {caption: x}\nprojects: []", Path(path)).generation is generation


def test_a_language_folder_is_no_section(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "hugo.toml").write_text("[languages.de]\nweight = 1\n[languages.ja]\nweight = 2\n")
    path = tmp_path / "content" / "ja" / "event" / "x.md"
    assert kind_of("title: x", path, find_site(path)).content is ContentKind.EVENT


@given(
    st.text(), st.lists(st.sampled_from(["content", "post", "event", "x", "_index.md", "a.md"]), min_size=1)
)
def test_it_never_raises(text, parts):
    detect_kind(read_post(text, Path(*parts)), None)
