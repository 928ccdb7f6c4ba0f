"""Pages moved: their addresses, their links and their old addresses, with the real Hugo as the judge."""

import posixpath
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from editor.core.changes import apply_changes, undo_changes
from editor.core.site.index import read_index
from editor.core.site.move import plan_move
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
        self.found += [value for name, value in attrs if name in ("href", "src") and value]

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
        return url if not url.startswith(HOST) else None
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


@pytest.mark.parametrize("config", [CONFIG, CONFIG + PERMALINKS], ids=["plain", "permalinks"])
@pytest.mark.parametrize(("page", "wanted"), MOVES)
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
