"""The rules of the check-up, those about a build judged by the real Hugo."""

import subprocess
from pathlib import Path

import pytest

from editor.core.checks import check_folder, check_text, fix_text
from editor.core.checks.dates import readable_date
from editor.core.frontmatter.casts import to_moment
from editor.core.problem import Severity
from editor.core.site import find_site
from tests.support.hugo_site import hugo_binary

CONFIG = """
baseURL = "https://example.org/"
disableKinds = ["rss", "sitemap", "404"]
[markup.goldmark.renderer]
unsafe = true
"""
LAYOUTS = {
    "layouts/all.html": "{{ .Content }}",
    "layouts/_shortcodes/mine.html": "{{ .Get 0 }}",
    "layouts/_shortcodes/Around.html": "<b>{{ .Inner }}</b>",
}
PAGES = {
    "content/blog/_index.md": "---\ntitle: Blog\n---\n",
    "content/blog/one/index.md": "---\ntitle: One\naliases: [/old/]\n---\n## Part *A*\n\n<p id=raw>x</p>\n",
    "content/blog/one/cat.png": "x",
    "content/blog/two.md": "---\ntitle: Two\n---\n## Twice\n\n## Twice\n",
    "content/blog/hidden.md": "---\ntitle: Hidden\ndraft: true\n---\n",
    "content/docs/two.md": "---\ntitle: Two again\n---\n",
    "static/img/dog.png": "x",
    "assets/bird.png": "x",
}


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def findings(root, body="", matter="title: x", config=CONFIG, more=None):
    """Check a page in a small site; gives the rules of what was found in it, and whether any is an error."""
    text = f"---\n{matter}\n---\n{body}\n"
    write(root, {"hugo.toml": config, **LAYOUTS, **PAGES, "content/blog/page.md": text, **(more or {})})
    found = check_folder(root, find_site(root))
    return [each for each in found if each.path.name == "page.md"]


def build_fails(root):
    done = subprocess.run(
        [str(hugo_binary()), "--source", str(root), "--noBuildLock", "--renderToMemory", "--quiet"],
        capture_output=True,
        timeout=120,
        check=False,
    )
    return done.returncode != 0


BODIES = {
    "fine": (
        '{{< ref "one" >}} {{% relref "/blog/two.md" %}} {{< mine a >}} {{< Around >}}x{{< /Around >}}',
        "",
    ),
    "section": ('{{< relref "blog" >}} {{< ref "/" >}} {{< ref "/tags" >}}', ""),
    "home, by itself": ('{{< ref "page.md" >}} {{< relref "#here" >}}', "anchor"),
    "unknown": ("{{< nothing >}}", "shortcode-unknown"),
    "in code": ("```\n{{< nothing >}}\n```", "shortcode-unknown"),
    "escaped": ("{{</* nothing */>}}", ""),
    "unclosed": ("{{< Around >}} x", "shortcode-nesting"),
    "closed for nothing": ("{{< mine a >}}x{{< /mine >}}", "shortcode-nesting"),
    "crossed": ("{{< Around >}}{{< highlight go >}}{{< /Around >}}{{< /highlight >}}", ""),
    "only closed": ("{{< /Around >}}", "shortcode-nesting"),
    "broken tag": ('{{< mine "a >}}', "shortcode"),
    "mixed": ('{{< mine a b="c" >}}', "shortcode"),
    "missing page": ('{{< ref "nowhere" >}}', "ref"),
    "missing path": ('{{% relref "/blog/nowhere.md" %}}', "ref"),
    "ambiguous": ('{{< ref "two" >}}', ""),
    "ambiguous from elsewhere": ('{{< ref "../two" >}}', "ref"),
    "draft": ('{{< ref "hidden" >}}', "ref"),
    "video without id": ("{{< youtube >}}", "shortcode"),
}


@pytest.mark.hugo
@pytest.mark.parametrize("name", BODIES)
def test_an_error_in_a_body_is_what_stops_a_build(tmp_path, name):
    body, rule = BODIES[name]
    found = findings(tmp_path, body)
    assert [each.rule for each in found] == ([rule] if rule else [])
    assert build_fails(tmp_path) == any(each.severity is Severity.ERROR for each in found)


def test_a_draft_may_refer_to_a_draft(tmp_path):
    assert findings(tmp_path, '{{< ref "hidden" >}} [x](/blog/hidden/)', "title: x\ndraft: true") == []


LINKS = {
    "pages": ("[a](/blog/one/) [b](../two/) [c](/blog/) [d](https://example.org/blog/one/) [e](/)", []),
    "files": ("[a](/img/dog.png) ![a](/img/dog.png) ![a](/blog/one/cat.png) ![b](/bird.png)", []),
    "elsewhere": ("[a](https://x.org/y) [b](mailto:a@b.c) [c](//x.org) [d](tel:1) <https://x.org>", []),
    "what templates write": ("[a](/tags/x/) [b](/index.xml) [c](/blog/page/2/) [d](/categories/)", []),
    "an alias": ("[a](/old/) [b](/old)", []),
    "gone": ("[a](/blog/gone/) [b](gone/) <a href='/gone/'>x</a>", ["link"] * 3),
    "not in code": ("`[a](/gone/)` \n\n    [a](/gone/)\n\n<!-- [a](/gone/) -->", []),
    "a draft": ("[a](/blog/hidden/)", ["link-unpublished"]),
    "a source": ("[a](two.md) [b](one/index.md)", ["link-source"] * 2),
    "anchors": ("[a](/blog/one/#part-a) [b](/blog/two/#twice-1) [c](/blog/one/#raw) [d](#h)\n\n## H", []),
    "no anchor": ("[a](/blog/one/#part-b) [b](/blog/two/#twice-2) [c](#h)", ["anchor"] * 3),
    "an id behind code": ("[a](#own)\n\nas in [x][]:\n\n```sh\n[x](y)\n```\n\n[x]: /\n\n## H {#own}", []),
    "given ids": ("[a](#own) [b](#top)\n\n## H {#own}", []),
    "ref with anchor": ('{{< ref "one#nope" >}} {{< ref "one#part-a" >}}', ["anchor"]),
    "no picture": (
        '![a](gone.png) <img src="/gone.png" alt=""> {{< figure src="gone.jpg" alt="a" >}}',
        ["image"] * 3,
    ),
    "no words": ('![](/img/dog.png) <img src="/img/dog.png"> {{< figure src="/img/dog.png" >}}', ["alt"] * 3),
    "few words": (
        '![a](/img/dog.png) <img src="/img/dog.png" alt=""> {{< figure src="/img/dog.png" caption="a" >}}',
        [],
    ),
    "skipped": ("## a\n\n#### b\n\n## c\n\n### d", ["heading-level"]),
    "titles": ("# a\n\n# b\n\n# c", ["heading-title"]),
    "the title": ("# X\n\n## a", ["heading-title"]),
}


@pytest.mark.parametrize("name", LINKS)
def test_links_and_headings(tmp_path, name):
    body, rules = LINKS[name]
    assert [each.rule for each in findings(tmp_path, body)] == rules


def test_places_are_those_of_the_characters(tmp_path):
    found = findings(tmp_path, "x\n\nsee [b](/gone/)", "title: x\nexpiryDate: 2024/05/06")
    assert [(each.rule, each.line, each.column) for each in found] == [("date", 3, 13), ("link", 7, 9)]
    windows = "---\r\ntitle: x\r\n---\r\n\r\n![](/img/dog.png)\r\n"
    text = check_text(windows, tmp_path / "content/blog/page.md", find_site(tmp_path))
    assert [(each.rule, each.line, each.column) for each in text] == [("alt", 5, 5)]


MATTERS = {
    "names": ("tags: [Machine-Learning]\ncategories: [unique]", ["term"]),
    "same words": ("tags: [machine learning]", []),
    "plural": ("tags: [poems]", ["term"]),
    "alias of another": ("aliases: [/old/]", ["alias"]),
    "alias of a page": ("aliases: [/blog/one/]", ["alias"]),
    "own address": ("aliases: [/blog/page/]", ["alias"]),
    "relative alias": ("aliases: [two, three]", ["alias"]),
    "address": ("slug: two", ["address"]),
    "summary": ("summary: ''", ["summary"]),
    "other summary": ("summary: ''\ndescription: x", []),
    "pictures": (
        "images: [gone.png, /img/dog.png]\ncover: {image: gone.png}\nimage: dog.png",
        ["matter-image"] * 2,
    ),
}


@pytest.mark.parametrize("name", MATTERS)
def test_front_matter(tmp_path, name):
    matter, rules = MATTERS[name]
    others = {
        f"content/docs/{n}.md": f"---\ntitle: t{n}\ntags: [machine learning, poem]\n---\n" for n in "abc"
    }
    found = findings(tmp_path, "", f"title: x\n{matter}", more=others)
    assert [each.rule for each in found] == rules


def test_two_files_for_one_page(tmp_path):
    more = {"content/blog/page/index.md": "---\ntitle: y\n---\n"}
    write(tmp_path, {"hugo.toml": CONFIG, "content/blog/page.md": "---\ntitle: x\n---\n", **more})
    assert [each.rule for each in check_folder(tmp_path, find_site(tmp_path))] == ["same-page"]


BLOX = CONFIG + '[params.hugoblox]\nx = 1\n[taxonomies]\ntag = "tags"\nauthor = "authors"\n'


def test_names_of_hugoblox(tmp_path):
    more = {
        "data/authors/jane-doe.yaml": "name: {display: Jane Doe}\n",
        "content/projects/moon/index.md": "---\ntitle: Moon\n---\n",
        "content/slides/talk.md": "---\ntitle: Talk\n---\n",
    }
    fine = "title: x\nauthors: [Jane Doe, jane-doe, Somebody Else]\nprojects: [moon]\nslides: talk"
    assert findings(tmp_path, "", fine, BLOX, more) == []
    wrong = "title: x\nauthors: [Jane Do, admin]\nprojects: [sun]\nslides: nope\nimage: {filename: gone.png}"
    rules = [each.rule for each in findings(tmp_path, "", wrong, BLOX, more)]
    assert rules == ["author", "author", "project", "slides", "matter-image"]
    old = 'title: x\npublication_types: ["2"]\nurl_pdf: https://x.org/a.pdf\nurl_code: ""\ndoi: 10.1/x'
    found = findings(tmp_path, "", old, BLOX, more)
    assert [each.rule for each in found] == ["deprecated"] * 3
    fixed = fix_text(
        (tmp_path / "content/blog/page.md").read_text(), [each.fix for each in found if each.fix]
    )
    assert 'publication_types: ["article-journal"]' in fixed


def test_the_sample_site_has_no_faults():
    content = Path(__file__).parents[3] / "content"
    assert check_folder(content, find_site(content)) == ()


def test_a_theme_elsewhere_silences_what_only_it_knows(tmp_path):
    config = 'theme = "far"\n' + CONFIG
    body = '{{< nothing >}} {{< param "x" >}} [a](two.md) [b](term) {{< card >}}'
    assert findings(tmp_path, body, config=config) == []


FIXES = {
    "date: 2024/05/06": "date: 2024-05-06",
    "date: 2024-5-6": "date: 2024-05-06",
    "date: '2024-05-06T13:18'": "date: '2024-05-06T13:18:00'",
    "date: May 6, 2024": "date: 2024-05-06",
    "date: 31/12/2024": "date: 2024-12-31",
    "published: false": "draft: true",
    "_build: {list: never}": "build: {list: never}",
    "_build:\n  list: never": "build:\n  list: never",
    "cascade:\n  - _target: {kind: page}\n    a: 1": "cascade:\n  - target: {kind: page}\n    a: 1",
}


@pytest.mark.hugo
@pytest.mark.parametrize("matter", FIXES)
def test_a_fix_mends_what_hugo_refused(tmp_path, matter):
    found = findings(tmp_path, "", matter)
    fixed = fix_text(f"---\n{matter}\n---\n\n", [each.fix for each in found if each.fix])
    assert fixed == f"---\n{FIXES[matter]}\n---\n\n"
    assert findings(tmp_path, "", FIXES[matter]) == []
    assert not build_fails(tmp_path)


def test_a_term_is_fixed_to_what_most_posts_write(tmp_path):
    more = {f"content/docs/{n}.md": f"---\ntitle: t{n}\ntags: [machine learning]\n---\n" for n in "ab"}
    found = findings(tmp_path, "", "title: x\ntags: [a, Machine-Learning]", more=more)
    text = (tmp_path / "content/blog/page.md").read_text()
    assert fix_text(text, [found[0].fix]) == text.replace("Machine-Learning", "machine learning")


@pytest.mark.parametrize(
    "text", ["3/4/2024", "2024-13-01", "next week", "", "32/12/2024", "2024-05-06T25:00"]
)
def test_an_uncertain_date_is_left(text):
    assert readable_date(text) is None


@pytest.mark.parametrize(
    "text",
    ["3 Sept 2024", "3rd September 2024", "Sep 3, 2024 10:20", "2024.9.3 10:20:30 +0200", "3.9.2024 1:02Z"],
)
def test_a_certain_date_is_one_hugo_reads(text):
    written = readable_date(text)
    if written is None:
        assert text.startswith("3.9")
    else:
        moment = to_moment(written)
        assert (moment.year, moment.month, moment.day) == (2024, 9, 3)


TWO = "[languages.en]\n[languages.fr]\n"
HOSTS = '[languages.en]\n[languages.fr]\nbaseURL = "https://fr.example.org/"\n'


@pytest.mark.parametrize("languages", [TWO, HOSTS])
def test_translations_may_have_the_same_alias_and_links_to_it(tmp_path, languages):
    matter = "---\ntitle: x\naliases: [/before/, beside]\n---\n"
    link = "[a](/before/)" if languages is HOSTS else "[a](/fr/before/)"
    more = {"content/blog/page.fr.md": matter, "content/blog/links.fr.md": f"---\ntitle: y\n---\n{link}\n"}
    write(tmp_path, {"hugo.toml": CONFIG + languages, "content/blog/page.md": matter, **more})
    assert not build_fails(tmp_path)
    assert check_folder(tmp_path, find_site(tmp_path)) == ()
