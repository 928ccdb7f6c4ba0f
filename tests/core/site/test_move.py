"""Pages moved: their addresses, their links and their old addresses, with the real Hugo as the judge."""

import os
import posixpath
import random
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from editor.core.changes import apply_changes, undo_changes
from editor.core.errors import EditorError
from editor.core.site.index import read_index
from editor.core.site.move import place_move, plan_move
from tests.core.site.test_new_post import listed
from tests.support.changes import snapshot
from tests.support.hugo_site import build_site

HOST = "https://example.org"
CONFIG = f'baseURL = "{HOST}/base/"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap", "404"]\n'
CONFIG += "markup.goldmark.renderer.unsafe = true\n"
LANGUAGES = 'defaultContentLanguage = "en"\n[languages.en]\n[languages.fr]\n'
PERMALINKS = '[permalinks.page]\npost = "/p/:year/:slugorcontentbasename/"\n'
LAYOUT = "<title>{{ .Lang }} {{ .Path }} {{ .Title }}</title>{{ .Content }}"
TITLED = "---\ntitle: {}\ndate: 2024-05-06\n---\n{}\n"


def write(root, files, config=CONFIG):
    for name, text in {"hugo.toml": config, "layouts/all.html": LAYOUT, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def move(root, page, wanted, journal=None, **options):
    plan = plan_move(read_index(root), root / "content" / page, wanted, **options)
    if journal is not None:
        return plan, apply_changes(plan.changes, journal)
    return plan


class _Links(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found, self.title, self._in_title = [], "", False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self._in_title = tag == "title"
        self.found += [value or "about:blank" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data):
        if self._in_title:
            self.title, self._in_title = data.split()[-1], False


def built(root, base="/base"):
    """Build a site and give, for each page by its title, where each of its links leads: a title, a file's bytes."""
    public = root / "public"
    for path in sorted(public.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    build = build_site(root)
    assert build.code == 0, build.log
    pages = {}
    for file in public.rglob("*.html"):
        read = _Links(file.read_text())
        url = f"{HOST}{base}/" + file.relative_to(public).as_posix().removesuffix("index.html")
        if 'http-equiv="refresh"' not in file.read_text():
            pages[url] = read
    found = {}
    for url, read in pages.items():
        found[read.title] = [_end(public, urljoin(url, link), base) for link in read.found]
    return found


def _end(public, url, base):
    """Follow a link, through an alias where there is one."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    if not url.startswith(HOST) or not path.startswith(f"{base}/"):
        return url if not url.startswith((HOST, "about:")) else None
    file = public / posixpath.normpath(path.removeprefix(f"{base}/") or ".")
    file = file / "index.html" if file.is_dir() else file
    if not file.is_file():
        return None
    if file.suffix != ".html":
        return file.read_bytes(), parts.query, parts.fragment
    text = file.read_text()
    target = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', text)
    return _end(public, target[1], base) if target else (_Links(text).title, parts.query, parts.fragment)


def broken(before, after):
    """List the links that led somewhere before and lead elsewhere, or nowhere, after."""
    return [
        (title, number, end, after.get(title, ())[number : number + 1])
        for title, ends in before.items()
        for number, end in enumerate(ends)
        if end is not None and after.get(title, ())[number : number + 1] != [end]
    ]


SITE = {
    "content/_index.md": TITLED.format("home", "[a](/base/post/old/) [b](post/old/) [c](post/old/cat.jpg)"),
    "content/post/_index.md": TITLED.format("posts", '[a](old/) {{< ref "old" >}} [r]({{< relref "old" >}})'),
    "content/post/old/index.md": TITLED.format(
        "old",
        "![cat](cat.jpg 'A title') ![sub](sub/dog.jpg) [self](#x) [s](../single/) [list](../) [t](../../img/a.png)\n"
        '[web](https://example.com/post/old/) [r]({{< relref "single" >}}) [r2]({{< relref "../../blog/other.md" >}})\n'
        "[m](mailto:a@b.c) [file](/base/img/a.png?x=1#y) <https://example.org/base/post/single/#here>\n"
        '<a href="../single/">x</a> `[no](../single/)` [own](/base/post/old/cat.jpg)\n',
    ),
    "content/post/old/cat.jpg": b"cat",
    "content/post/old/sub/dog.jpg": b"dog",
    "content/post/single.md": TITLED.format(
        "single",
        "[a](../old/) [b](../old/#frag) [c](/base/post/old?q=1) [d][ref] ![e](../old/cat.jpg)\n"
        '[f]({{< relref "old.md" >}}) [g]({{% ref "/post/old/index.md#top" %}}) [h](<../old/>) [i](./../old)\n'
        '<img src="/base/post/old/cat.jpg"> <a href=../old/index.html>x</a> [j](https://example.org/base/post/old/)\n'
        '\n[ref]: ../old/ "title"\n',
    ),
    "content/blog/other.md": TITLED.format(
        "other",
        '[a](../../post/old/) [b]({{< relref "old" >}}) [c]({{< relref path="/post/old" >}}) [d](/base/post/)',
    ),
    "static/img/a.png": b"png",
}
MOVES = [
    ("post/old", "post/new"),
    ("post/old/index.md", "blog/deep/newer"),
    ("post/old", "old"),
    ("post/single.md", "blog/other-name"),
    ("post/single.md", "single"),
    ("post", "articles"),
    ("post/_index.md", "blog/articles"),
    ("blog/other.md", "post/other.md"),
    ("blog", "weblog"),
]


@pytest.mark.parametrize(
    ("page", "wanted", "config"),
    [(*each, CONFIG) for each in MOVES] + [(*each, CONFIG + PERMALINKS) for each in MOVES[:4]],
)
def test_every_link_leads_where_it_did(tmp_path, page, wanted, config):
    root = write(tmp_path / "site", SITE, config)
    before, files = built(root), snapshot(root / "content")
    plan, applied = move(root, page, wanted, tmp_path / "journal", aliases=False)
    assert plan.lost == ()
    assert plan.skipped == ()
    rows = listed(root)
    for moved in plan.placement.pages:
        assert rows[moved.new_path.relative_to(root).as_posix()]["permalink"] == moved.after
    assert broken(before, built(root)) == []
    undo_changes(applied.record)
    assert snapshot(root / "content") == files


NAMES = ("old", "Old Two", "été", "a.b", "x_y", "depth", "C++", "2024-05-06-day", "ref", "日本")


def random_site(chance, languages):
    """Make up a site: sections, bundles and files, with links to each other of all styles, many of which fail."""
    sections = ["", "post", "blog", "post/Sub One", "blog/deep"]
    pages = {}
    for number, name in enumerate(chance.sample(NAMES, 7)):
        section = chance.choice(sections)
        shape = chance.choice(["{}.md", "{}/index.md"])
        path = posixpath.join("content", section, shape.format(name))
        pages[path] = f"p{number}"
        if languages and chance.random() < 0.6:
            pages[path.removesuffix(".md") + ".fr.md"] = f"f{number}"
    for section in sections[1:4]:
        for ending in ("md", "fr.md") if languages else ("md",):
            pages[f"content/{section}/_index.{ending}"] = f"s{ending[0]}{sections.index(section)}"
    files = {
        path.replace("index.md", "my cat.jpg"): path.encode() for path in pages if path.endswith("/index.md")
    }
    for path, title in pages.items():
        links = " ".join(random_link(chance, path, sorted(pages)) for _ in range(14))
        files[path] = TITLED.format(title, links)
    return files


def random_link(chance, source, pages):
    target = chance.choice(pages)
    french = ".fr.md" in target
    name = posixpath.basename(target)
    path = target.removeprefix("content").removesuffix(".fr.md").removesuffix(".md")
    path = path.removesuffix("/index").removesuffix("/_index")
    url = ("/fr" if french else "") + path.lower().replace(" ", "-").replace("c++", "c++") + "/"
    own = source.removeprefix("content").removesuffix(".fr.md").removesuffix(".md")
    own = own.removesuffix("/_index").removesuffix("/index")
    own_url = ("/fr" if ".fr.md" in source else "") + own.lower().replace(" ", "-") + "/"
    folder = posixpath.dirname(source)
    texts = [
        f"/base{url}",
        f"{HOST}/base{url}#h",
        posixpath.relpath(url, own_url),
        posixpath.relpath(url, own_url) + "/?q",
        f"/base{url}my%20cat.jpg",
        posixpath.relpath(url, own_url) + "/my%20cat.jpg",
        posixpath.relpath(target, folder),
        "my%20cat.jpg",
    ]
    refs = [
        path,
        path.strip("/"),
        posixpath.basename(path),
        name,
        posixpath.relpath(path, posixpath.dirname(own)),
        posixpath.relpath(path, own),
        posixpath.relpath(target, folder),
        target.removeprefix("content"),
        f"./{posixpath.basename(path)}",
    ]
    if chance.random() < 0.5:
        return f'[r]({{{{< relref "{chance.choice(refs)}" >}}}})'
    return chance.choice(["[a](<{}>)", "![b]({})", '<a href="{}">c</a>']).format(chance.choice(texts))


# Each stands before the tables of the configuration, or is one.
SETTINGS = (
    "",
    "uglyURLs = true\n",
    "[uglyURLs]\nblog = true\n",
    "removePathAccents = true\n",
    "disablePathToLower = true\n",
    "defaultContentLanguageInSubdir = true\n",
    '[frontmatter]\ndate = [":filename", ":default"]\n',
    '[permalinks]\nblog = "/:sections[1:]/:title/"\npost = "/p/:year/:slugorcontentbasename/"\n',
    '[permalinks.section]\nblog = "/journal/"\n',
    '[markup.goldmark.renderHooks.link]\nuseEmbedded = "always"\n',
)


@pytest.mark.parametrize("seed", range(len(SETTINGS)))
def test_links_of_random_sites_lead_where_they_did(tmp_path, seed):
    chance = random.Random(seed if not os.environ.get("POSTWRIGHT_RANDOM") else None)
    languages, setting = bool(seed % 2), SETTINGS[seed]
    config = CONFIG.replace("markup.goldmark.renderer.unsafe = true\n", 'refLinksErrorLevel = "WARNING"\n')
    config = config + setting if "[" in setting else setting + config
    config += (LANGUAGES if languages else "") + "[markup.goldmark.renderer]\nunsafe = true\n"
    root = write(tmp_path / "site", random_site(chance, languages), config)
    before = built(root)
    assert sum(end is not None for ends in before.values() for end in ends) > 20
    for _ in range(2):
        candidates = [row.path for row in read_index(root).rows if row.kind in ("page", "section")]
        page = chance.choice(candidates)
        wanted = posixpath.join(
            chance.choice(["", "post", "new", "blog/deep"]), chance.choice(["moved", "Neu ß", "a-b", "D+"])
        )
        try:
            plan, _ = move(root, page, wanted, tmp_path / "journal", aliases=False)
        except EditorError:
            continue
        assert (plan.skipped, plan.lost) == ((), ())
        rows = listed(root)
        for moved in plan.placement.pages:
            assert rows[moved.new_path.relative_to(root).as_posix()]["permalink"] == moved.after
        assert broken(before, built(root)) == []


OLD = "---\ntitle: Old\n# Kept.\naliases: ['/first/', older]\nprojects: [pro]\n---\nText\n"


def test_the_old_address_becomes_an_alias_in_every_language(tmp_path):
    files = {
        "content/post/old/index.md": OLD,
        "content/post/old/index.fr.md": "+++\ntitle = 'Vieux'\n+++\nTexte\n",
        "content/single.md": "No front matter\n",
        "content/single.de.md": "---\ntitle: x\n---\n",
    }
    root = write(tmp_path / "site", files, CONFIG + LANGUAGES + "[languages.de]\n")
    plan, _ = move(root, "post/old/index.fr.md", "blog/new", tmp_path / "journal")
    assert [page.after for page in plan.placement.pages] == [
        f"{HOST}/base/fr/blog/new/",
        f"{HOST}/base/blog/new/",
    ]
    new = root / "content/blog/new"
    wanted = OLD.replace("['/first/', older]", "['/first/', /post/older, '/post/old/']")
    assert (new / "index.md").read_text() == wanted
    assert 'aliases = ["/post/old/"]' in (new / "index.fr.md").read_text().replace("'", '"')
    move(root, "single.md", "post/other.md", tmp_path / "journal")
    build = build_site(root)
    assert build.code == 0, build.log
    for old, target in {
        "post/old": "/blog/new/",
        "fr/post/old": "/fr/blog/new/",
        "post/older": "/blog/new/",
        "single": "/post/other/",
        "de/single": "/de/post/other/",
    }.items():
        assert f"{HOST}/base{target}" in build.read(f"{old}/index.html")
    # On its way back the page's own address stops being an alias, and the other one becomes it.
    move(root, "blog/new", "post/old", tmp_path / "journal")
    assert "'/first/', /post/older, '/blog/new/']" in (root / "content/post/old/index.md").read_text()


@pytest.mark.parametrize("extra", ["uglyURLs = true\n", "removePathAccents = true\n", ""])
def test_aliases_are_where_hugo_had_the_page(tmp_path, extra):
    files = {
        "content/post/été Long.md": "---\ntitle: x\n---\n",
        "content/post/b/index.md": "---\nslug: sluggy\n---\n",
    }
    config = extra + CONFIG.replace("/base/", "/")
    root = write(tmp_path / "site", files, config)
    before = {row["permalink"] for row in listed(root).values()}
    move(root, "post", "blog", tmp_path / "journal")
    build = build_site(root)
    assert build.code == 0, build.log
    for url in before:
        path = unquote(url.removeprefix(f"{HOST}/"))
        file = build.public / path
        assert "refresh" in (file / "index.html" if file.is_dir() else file).read_text()


def test_front_matter_that_names_the_page_follows(tmp_path):
    talk = "---\ntitle: Talk\nprojects: [other, pro]   # both\nslides: deck\n"
    talk += "links:\n  - {name: a, url: /base/project/pro/}\n"
    talk += "url_code: https://example.org/base/project/pro/#x\nsummary: see /base/project/pro/\n---\n"
    files = {
        "content/project/pro/index.md": TITLED.format("pro", ""),
        "content/slides/deck.md": TITLED.format("deck", ""),
        "content/talk.md": talk,
    }
    root = write(tmp_path / "site", files)
    move(root, "project/pro", "project/kin", tmp_path / "journal")
    move(root, "slides/deck.md", "slides/cards", tmp_path / "journal")
    wanted = talk.replace("[other, pro]", "[other, kin]").replace("slides: deck", "slides: cards")
    wanted = wanted.replace("url: /base/project/pro/", "url: /base/project/kin/").replace(
        "base/project/pro/#x", "base/project/kin/#x"
    )
    assert (root / "content/talk.md").read_text() == wanted


REFUSED = [
    ("post/old", "post/old/deeper", "own folder"),
    ("post", "post/old/inner", "own folder"),
    ("post/single.md", "post/old/x", "no other page"),
    ("post/single.md", "post/old", "already"),
    ("post/single.md", "post/OLD", "already"),
    ("post/old", "post/Single", "already"),
    ("post/single.md", "Post/x", "already"),
    ("blog/other.md", "post/single/x", "already"),
    ("post/single.md", "post/e\u0301te\u0301", "already"),
    ("post/single.md", "../x", "outside"),
    ("post/single.md", "post/../../x", "outside"),
    ("post/single.md", "linked/x", "outside"),
    ("post/single.md", "post/a:b", "cannot hold"),
    ("post/single.md", "post/_x", "begins"),
    ("post/single.md", "post/index", "meaning"),
    ("post/single.md", "post/.x/y", "begins"),
    ("post/single.md", "post/new.fr", "language"),
    ("post/single.md", "", "needed"),
    ("post/single.md", "post/single.md", "already"),
    ("_index.md", "x", "home page"),
    ("tags/a/_index.md", "tags/b", "rename the term"),
    ("tags", "labels", "rename the term"),
    ("post/gone.md", "x", "no such page"),
    ("post/single.md", "p/taken", "has the address"),
]


@pytest.mark.parametrize(("page", "wanted", "reason"), REFUSED)
def test_places_that_cannot_be_are_refused(tmp_path, page, wanted, reason):
    files = {
        **SITE,
        "content/tags/a/_index.md": "---\ntitle: a\n---\n",
        "content/post/été.md": "",
        "content/has.md": "---\nurl: /p/taken/\n---\n",
    }
    root = write(tmp_path / "site", files, CONFIG.replace('"taxonomy", "term", ', "") + LANGUAGES)
    (tmp_path / "elsewhere").mkdir()
    (root / "content/linked").symlink_to(tmp_path / "elsewhere")
    before = snapshot(root)
    with pytest.raises(EditorError, match=reason):
        place_move(read_index(root), root / "content" / page, wanted)
    assert snapshot(root) == before


def test_a_name_may_change_its_case_alone(tmp_path):
    root = write(tmp_path / "site", {"content/Post/Old.md": TITLED.format("x", "")})
    plan, _ = move(root, "Post/Old.md", "Post/old", tmp_path / "journal")
    assert (root / "content/Post/old.md").read_text() == TITLED.format("x", "")
    assert plan.placement.pages[0].before == plan.placement.pages[0].after


def test_languages_in_folders_of_their_own_move_together(tmp_path):
    config = CONFIG + '[languages.en]\ncontentDir = "content/en"\n[languages.fr]\ncontentDir = "content/fr"\n'
    files = {
        "content/en/post/old.md": TITLED.format("old", ""),
        "content/fr/post/old.md": TITLED.format("vieux", '[a]({{< relref "post/autre" >}})'),
        "content/fr/post/autre.md": TITLED.format(
            "autre", '[a]({{< relref "old" >}}) [b](/base/fr/post/old/)'
        ),
    }
    root = write(tmp_path / "site", files, config)
    before = built(root)
    plan, _ = move(root, "en/post/old.md", "new/name", tmp_path / "journal")
    assert len(plan.placement.moves) == 2
    assert broken(before, built(root)) == []
    assert "aliases: [/post/old/]" in (root / "content/fr/new/name.md").read_text()


def test_escapes_and_entities_are_read_and_written(tmp_path):
    body = "[a](/base/s&#111;me/old\\-one/?a=1&amp;b=2#x) [c](<../some/old-one/>)"
    body += ' <a href="/base/s&#111;me/old-one/">b</a>'
    files = {
        "content/some/old-one.md": TITLED.format("old", "[up](../../other/)"),
        "content/some/_index.md": TITLED.format("s", ""),
        "content/other.md": TITLED.format("other", body),
    }
    root = write(tmp_path / "site", files)
    before = built(root)
    assert [end and end[0] for end in before["other"]] == ["old", "old", "old"]
    move(root, "some/old-one.md", "some/R&D", tmp_path / "journal", aliases=False)
    assert broken(before, built(root)) == []


def test_what_cannot_be_changed_is_told(tmp_path):
    files = {
        **SITE,
        "content/bad.md": "---\ntitle: [\n---\n[a](/base/post/old/)\n",
        "content/raw.md": b"\xff [a](/base/post/old/)",
    }
    root = write(tmp_path / "site", files)
    plan, applied = move(root, "post/old", "post/new", tmp_path / "journal")
    assert [skipped.path.name for skipped in plan.skipped] == ["raw.md"]
    assert "[a](/base/post/new/)" in (root / "content/bad.md").read_text()
    undo_changes(applied.record)
    assert (root / "content/raw.md").read_bytes() == files["content/raw.md"]


def test_a_menu_of_the_site_is_pointed_out(tmp_path):
    root = write(tmp_path / "site", SITE, CONFIG + '[[menus.main]]\nname = "Posts"\nurl = "/post/"\n')
    assert move(root, "post", "articles").remarks == (
        "hugo.toml names /post/: look whether it should be /articles/.",
    )
