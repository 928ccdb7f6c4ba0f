"""What pages inherit, with its source: the same values that Hugo gives them."""

import json

from editor.core.site.handed_down import handed_down
from editor.core.site.index import read_index
from tests.support.hugo_site import build_site

SITE = {
    "hugo.yaml": "baseURL: https://example.org/\n"
    "cascade: {showDate: false, tone: site, target: {kind: page}}\n"
    "languages: {en: {}, fr: {}}\n",
    "content/_index.md": "---\ntitle: Home\ncascade: {tone: home, colour: red}\n---\n",
    "content/post/_index.md": "---\ntitle: Posts\ncascade:\n"
    "- {tone: post, size: 3, target: {path: '/post/deep/**'}}\n- {size: 4, tags: [a, b]}\n---\n",
    "content/post/_index.fr.md": "---\ntitle: Billets\ncascade: {tone: billet}\n---\n",
    "content/post/a.md": "---\ntitle: a\n---\n",
    "content/post/a.fr.md": "---\ntitle: a\n---\n",
    "content/post/deep/b/index.md": "---\ntitle: b\n---\n",
    "content/top.md": "---\ntitle: top\n---\n",
    "layouts/all.html": "{{ .Params | jsonify }}",
}
ASKED = ("showdate", "tone", "colour", "size", "tags")


def test_each_page_has_what_hugo_gives_it(tmp_path):
    for name, text in SITE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    build = build_site(tmp_path)
    assert build.code == 0, build.log
    index = read_index(tmp_path)
    for name, page in {
        "post/a.md": "post/a",
        "post/a.fr.md": "fr/post/a",
        "post/deep/b/index.md": "post/deep/b",
        "top.md": "top",
    }.items():
        given = {each.key: each.value for each in handed_down(index, tmp_path / "content" / name)}
        params = json.loads(build.read(f"{page}/index.html"))
        assert {key: params[key] for key in ASKED if key in params} == given, name
    sources = {
        each.key: each.source for each in handed_down(index, tmp_path / "content/post/deep/b/index.md")
    }
    content = tmp_path / "content"
    assert sources == {
        "tone": content / "post" / "_index.md",
        "size": content / "post" / "_index.md",
        "tags": content / "post" / "_index.md",
        "colour": content / "_index.md",
        "showdate": None,
    }


def test_a_file_that_is_no_page_inherits_nothing(tmp_path):
    (tmp_path / "a.md").write_text("a")
    assert handed_down(read_index(tmp_path), tmp_path / "a.md") == ()
    (tmp_path / "hugo.yaml").write_text("cascade: {tone: x}\n")
    (tmp_path / "content").mkdir()
    assert handed_down(read_index(tmp_path), tmp_path / "a.md") == ()
