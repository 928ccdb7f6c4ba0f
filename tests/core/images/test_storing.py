"""Where pictures go and the text that shows them, with real Hugo as judge of that text."""

import errno
import re
from html import escape as html_escape
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.changes import apply_changes, undo_changes
from editor.core.disk import Disk
from editor.core.errors import EditorError
from editor.core.images.storing import (
    Home,
    insert_picture,
    picture_markup,
    places_for,
    plan_folder,
    store_picture,
)
from editor.core.site import find_site
from editor.core.writing.change import Selection
from tests.core.images.pictures import made
from tests.support.hugo_site import build_site


def test_pictures_lie_where_the_page_finds_them(tmp_path):
    (tmp_path / "hugo.toml").write_text('baseURL = "https://example.org/blog/"\n')
    posts = tmp_path / "content" / "post"
    (posts / "a").mkdir(parents=True)
    site = find_site(tmp_path)
    assert [(p.home, p.folder, p.prefix) for p in places_for(posts / "a" / "index.md", site)] == [
        (Home.BESIDE, posts / "a", "")
    ]
    assert [(p.home, p.folder, p.prefix) for p in places_for(posts / "Æon flux.de.md", site)] == [
        (Home.NEW_BUNDLE, posts / "Æon flux", ""),
        (Home.STATIC, tmp_path / "static" / "images" / "æon-flux", "/blog/images/%C3%A6on-flux/"),
    ]
    assert [p.folder for p in places_for(tmp_path / "notes" / "x.md", None)] == [tmp_path / "notes"]


def test_a_single_file_gets_a_folder_with_its_languages(tmp_path):
    (tmp_path / "hugo.toml").write_text("[languages.en]\n[languages.de]\n")
    posts = tmp_path / "content" / "post"
    posts.mkdir(parents=True)
    for name in ("a.md", "a.de.md", "a-b.md"):
        (posts / name).write_text(name)
    site = find_site(tmp_path)
    changes = plan_folder(posts / "a.de.md", site)
    applied = apply_changes(changes, tmp_path / "journal")
    files = sorted(path.relative_to(posts).as_posix() for path in posts.rglob("*.md"))
    assert files == ["a-b.md", "a/index.de.md", "a/index.md"]
    assert (posts / "a" / "index.de.md").read_text() == "a.de.md"
    with pytest.raises(EditorError, match="already"):
        plan_folder(posts / "a" / "index.md", site)
    undo_changes(applied.record)
    assert sorted(path.name for path in posts.iterdir()) == ["a-b.md", "a.de.md", "a.md"]


def test_a_name_that_is_taken_gets_a_number(tmp_path):
    folder = tmp_path / "new" / "folder"
    names = [store_picture(folder, "cat", ".png", bytes([n])).name for n in range(3)]
    assert names == ["cat.png", "cat-2.png", "cat-3.png"]
    assert (folder / "cat-2.png").read_bytes() == b"\x01"


@pytest.mark.parametrize("call", ["create", "write", "sync", "link"])
def test_a_disk_that_refuses_leaves_nothing_half_written(tmp_path, call):
    class Full(Disk):
        pass

    def refuse(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    setattr(Full, call, refuse)
    with pytest.raises(EditorError, match="could not be written"):
        store_picture(tmp_path, "cat", ".png", b"x" * 1000, Full())
    assert list(tmp_path.iterdir()) == []


def test_a_name_taken_this_very_moment_is_not_written_over(tmp_path):
    class Busy(Disk):
        def link(self, source, target):
            if not target.exists() and target.name == "cat.png":
                target.write_bytes(b"theirs")
            super().link(source, target)

    path = store_picture(tmp_path, "cat", ".png", b"ours", Busy())
    assert path.name == "cat-2.png"
    assert (tmp_path / "cat.png").read_bytes() == b"theirs"


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("One  two", 4, "One ![c](x.png) two"),
        ("One.", 4, "One.![c](x.png)"),
    ],
)
def test_a_picture_stands_at_the_caret(text, at, expected):
    change = insert_picture(text, Selection(at, at), "x.png", "c", "")
    assert change.of(text) == expected
    assert change.selection.caret == expected.index("png)") + 4


@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("One.", ""), ("One.\n", "Two."), ("One.\n\n", "\n\nTwo."), ("", "Two.")],
)
def test_a_figure_gets_a_paragraph_of_its_own(before, after):
    text = before + after
    made = insert_picture(text, Selection(len(before), len(before)), "x.png", "", "C").of(text)
    figure = '{{< figure src="x.png" caption="C" >}}'
    assert re.sub(r"\n{2,}", "|", made) == "|".join(filter(None, (before.strip(), figure, after.strip())))


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=30)


@given(WORDS, WORDS)
def test_markup_is_one_line(alt, caption):
    assert "\n" not in picture_markup("x.png", alt, caption)


@pytest.mark.hugo
def test_hugo_reads_the_words_as_they_were_given(tmp_path):
    hard = [
        "plain",
        'a "quoted" word',
        r"back\slash \" both",
        "ends in \\",
        "[bracket",
        "close] it",
        "{{< x >}} & <b>",
        "日本 é",
        "`code` *star* _line_ snake_case ~~no~~ $x$ &amp; ![a](b) [^1]",
        "one ` tick",
        "<script>x</script>",
    ]
    lines = []
    for number, words in enumerate(hard):
        lines += [picture_markup(f"f{number}.png", words, words), picture_markup(f"i{number}.png", words, "")]
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("---\ntitle: a\n---\n" + "\n\n".join(lines), "utf-8")
    (tmp_path / "hugo.toml").write_text(
        'disableKinds = ["taxonomy", "term", "rss", "sitemap", "section"]\n'
        "[markup.goldmark.extensions.typographer]\ndisable = true\n"
    )
    (tmp_path / "layouts" / "_shortcodes").mkdir(parents=True)
    (tmp_path / "layouts" / "_shortcodes" / "figure.html").write_text(
        '[{{ .Get "src" }}|{{ .Get "alt" | safeHTML }}|{{ .Get "caption" | safeHTML }}]'
    )
    (tmp_path / "layouts" / "page.html").write_text("{{ .Content }}")
    (tmp_path / "layouts" / "home.html").write_text("")
    build = build_site(tmp_path)
    assert build.code == 0, build.log
    html = build.read("a/index.html")
    for number, words in enumerate(hard):
        assert f"[f{number}.png|{words}|{words}]" in html
        assert re.search(rf'src="?i{number}\.png"? alt="([^"]*)"', html)[1] == html_escape(
            words, quote=True
        ).replace("&#x27;", "'"), number


@pytest.mark.hugo
@pytest.mark.parametrize("base", ["https://example.org/", "https://example.org/my/blog/"])
def test_hugo_publishes_a_picture_where_the_post_looks_for_it(tmp_path, base):
    (tmp_path / "hugo.toml").write_text(
        f'baseURL = "{base}"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap"]\n'
    )
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "page.html").write_text("{{ .Content }}")
    (tmp_path / "layouts" / "home.html").write_text("")
    posts = tmp_path / "content" / "post"
    (posts / "bundle").mkdir(parents=True)
    pages = [posts / "bundle" / "index.md", posts / "Ein Fluß.md", posts / "single.md"]
    for page in pages:
        page.write_text("---\ntitle: x\n---\n")
    site = find_site(tmp_path)
    shown = []
    for page in pages:
        for place in places_for(page, site):
            if place.home is Home.NEW_BUNDLE:
                continue
            stored = store_picture(place.folder, "my cät", ".png", made())
            text = page.read_text("utf-8")
            change = insert_picture(
                text, Selection(len(text), len(text)), place.prefix + stored.name, "A cat", ""
            )
            page.write_text(change.of(text), "utf-8")
            shown.append(page)
    apply_changes(plan_folder(pages[2], site), tmp_path / "journal")
    folder = posts / "single"
    stored = store_picture(folder, "second", ".png", made())
    text = (folder / "index.md").read_text("utf-8")
    (folder / "index.md").write_text(f"{text}\n\n{picture_markup(stored.name, '', '')}\n", "utf-8")
    assert len(shown) == 3
    build = build_site(tmp_path)
    assert build.code == 0, build.log
    found = []
    for html in sorted((build.public / "post").rglob("index.html")):
        url = urljoin(base, html.parent.relative_to(build.public).as_posix() + "/")
        for source in re.findall(r'<img src="([^"]+)"', html.read_text("utf-8")):
            address = unquote(urljoin(url, source)).removeprefix(base)
            assert (build.public / address).read_bytes() == made(), address
            found.append(address)
    assert len(found) == 4
