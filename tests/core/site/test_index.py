"""The index of a site tells of each page what `hugo list` tells of it."""

import csv
import random
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor.core.site.index import PageRow, read_index
from editor.core.site.publication import Status
from tests.support.hugo_site import hugo_binary

ROOT = Path(__file__).parents[3]
SITES = {
    "plain": "",
    "zone": 'timeZone = "America/New_York"\n[frontmatter]\ndate = [":filename", ":default"]\n',
    "permalinks": (
        '[permalinks]\npost = "/Blog/:year/:month/:slug/"\nnotes = "/:sections[1:]/:contentbasename"\n'
        'tags = "/t/:slug"\n'
    ),
    "kinds": (
        'uglyURLs = true\n[permalinks.page]\npost = "/p/:yearday-:slugorcontentbasename"\n'
        '[permalinks.section]\nnotes = "/n/:slug"\n[permalinks.term]\ntags = "/x/:title"\n'
    ),
    "ugly sections": '[uglyURLs]\nPost = true\nnotes = 1\ntags = "true"\nauthors = false\n',
    "languages": (
        'defaultContentLanguage = "fr"\n[languages.fr]\n[languages.en]\n[languages.de]\n'
        '[permalinks]\npost = "/:filename/"\n'
    ),
    "hosts": (
        'defaultContentLanguage = "fr"\n[permalinks]\npost = "/:filename/"\nnotes = "/n/:slug/"\n'
        '[languages.fr]\nbaseURL = "https://fr.example.org/sub/"\n[languages.en]\n[languages.de]\n'
        'baseURL = "https://de.example.org"\n[languages.de.permalinks]\npost = "/d/:slug/"\n'
    ),
    "left out": (
        'disableLanguages = ["en"]\nignoreFiles = ["UPPER", "notes/.*\\\\.md$"]\ndefaultContentLanguage = "fr"\n'
        'removePathAccents = "true"\n[languages.fr]\n[languages.en]\n[languages.de]\ndisabled = true\n'
    ),
    "folders": (
        'defaultContentLanguageInSubdir = true\n[languages.en]\ncontentDir = "content"\n'
        '[languages.de]\ncontentDir = "inhalt"\n'
    ),
    "cascade": (
        '[[cascade]]\ndraft = true\n[cascade.target]\npath = "/post/**"\n'
        '[[cascade]]\nexpiryDate = "2001-01-01"\n[cascade.target]\nkind = "page"\npath = "{/notes/*,/a*}"\n'
    ),
    "case": "disablePathToLower = true\nremovePathAccents = true\n[taxonomies]\nauthor = 'authors'\n",
}
NAMES = (
    "A First",
    "b_two",
    "é-ü",
    "2020-03-04-dated",
    "UPPER.Case",
    "c+d",
    "日本",
    "note",
    "x.en",
    "y.de",
    "z",
)
FOLDERS = ("", "post", "post", "notes", "notes/Deep One", "tags", "authors", "my pages/in/them")
FIELDS: dict[str, tuple[str, ...]] = {
    "date": ("2021-02-03", "2020-12-31T23:30:00-05:00", "2099-01-01", "2019-05-06 10:00:00", ""),
    "publishDate": ("2022-01-01", "2098-01-01T00:00:00Z", "", "", ""),
    "expiryDate": ("2010-01-01", "2097-01-01", "", "", "", ""),
    "lastmod": ("2023-03-03", "", ""),
    "draft": ("true", "false", "", ""),
    "slug": ('"Own Slug"', '"-é/x-"', "", "", ""),
    "url": ('"/from/the/top"', '"inside/me/"', '"/f.html"', "", "", "", "", ""),
    "tags": ("[red]", '["Two Words", red]', "", ""),
    "build": ("{render: never}", "{list: never}", "{render: link}", "", "", "", "", "", ""),
    "headless": ("true", "", "", "", "", ""),
    "cascade": (
        "{expiryDate: 2005-05-05}",
        "[{target: {kind: page}, slug: handed}, {draft: true}]",
        "",
        "",
        "",
    ),
}


def _page(rnd: random.Random, number: int, branch: bool) -> str:
    lines = [f'title: "Page {number} & Co"']
    for key, values in FIELDS.items():
        value = rnd.choice(values)
        if value and (branch or key != "cascade") and not (branch and key in ("url", "headless", "build")):
            lines.append(f"{key}: {value}")
    return "\n".join(["---", *lines, "---", "Some words."]) + "\n"


def _generate(root: Path, config: str, seed: int) -> None:
    """Write a site of some forty pages; no two of them want the same address."""
    rnd = random.Random(seed)
    root.mkdir(parents=True, exist_ok=True)
    (root / "hugo.toml").write_text(f'baseURL = "https://example.org/base/"\n{config}', encoding="utf-8")
    shapes: dict[str, str] = {}
    tops = ["content", "inhalt"] if "inhalt" in config else ["content"]
    for number in range(44):
        top, folder = rnd.choice(tops), rnd.choice(FOLDERS)
        name = rnd.choice(NAMES)
        shape = rnd.choice(("{}.md", "{}.md", "{}/index.md", "{}/_index.md"))
        path = root / top / folder / shape.format(name if shape == "{}.md" else name.replace(".", "-"))
        logical = f"{folder}/{name.replace('.', '-')}"
        if shapes.setdefault(logical, shape) != shape or (len(tops) > 1 and "." in name):
            continue
        if path.exists() or any((p / "index.md").exists() for p in path.parents):
            continue
        if path.name == "index.md" and path.parent.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_page(rnd, number, path.name == "_index.md"), encoding="utf-8")


def _hugo_list(root: Path, what: str) -> dict[str, dict[str, str]]:
    command = [hugo_binary(), "list", what, "--source", root, "--noBuildLock"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return {row["path"]: row for row in csv.DictReader(done.stdout.splitlines())}


def _moment(text: str) -> datetime | None:
    moment = datetime.fromisoformat(text)
    return None if moment.year == 1 else moment


def _differences(root: Path) -> list[str]:
    ours = {row.path.relative_to(root).as_posix(): row for row in read_index(root).rows if row.listed}
    theirs = _hugo_list(root, "all")
    found = [f"only Postwright lists {path}" for path in sorted(set(ours) - set(theirs))]
    found += [f"only Hugo lists {path}" for path in sorted(set(theirs) - set(ours))]
    for path in sorted(set(ours) & set(theirs)):
        row, told = ours[path], theirs[path]
        pairs = [
            ("kind", row.kind, told["kind"]),
            ("section", row.section, told["section"].lower()),
            ("draft", row.facts.draft, told["draft"] == "true"),
            ("url", row.url, told["permalink"]),
            ("date", row.date, _moment(told["date"])),
        ]
        if row.kind == "page":
            pairs += [
                ("publishDate", row.facts.publish_date, _moment(told["publishDate"])),
                ("expiryDate", row.facts.expiry_date, _moment(told["expiryDate"])),
            ]
        found += [f"{path}: {name} {a!r} is {b!r}" for name, a, b in pairs if a != b]
    return found


@pytest.mark.hugo
def test_the_sample_site_is_listed_as_hugo_lists_it() -> None:
    assert _differences(ROOT / "content") == []


@pytest.mark.hugo
@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_generated_site_is_listed_as_hugo_lists_it(tmp_path: Path, name: str, seed: int) -> None:
    _generate(tmp_path, SITES[name], seed)
    assert _differences(tmp_path) == []


def _lists(row: PageRow, now: datetime) -> set[str]:
    """Name those of Hugo's lists that have a page: scheduled or expired, but not both, draft or not."""
    future = row.facts.publish_date is not None and row.facts.publish_date > now
    expired = row.facts.expiry_date is not None and row.facts.expiry_date <= now
    pairs = [
        ("drafts", row.publication(now).status is Status.DRAFT),
        ("future", future and not expired),
        ("expired", expired and not future),
        ("published", row.publication(now).status is Status.PUBLISHED),
    ]
    return {name for name, has in pairs if has}


@pytest.mark.hugo
@pytest.mark.parametrize("seed", [3, 4])
def test_each_status_is_that_of_hugos_lists(tmp_path: Path, seed: int) -> None:
    _generate(tmp_path, SITES["zone"], seed)
    now = datetime.now(UTC)
    theirs = {what: _hugo_list(tmp_path, what) for what in ("drafts", "future", "expired", "published")}
    for row in read_index(tmp_path).rows:
        if row.listed and row.kind == "page" and row.url:
            path = row.path.relative_to(tmp_path).as_posix()
            assert _lists(row, now) == {what for what, pages in theirs.items() if path in pages}, path


def test_what_is_read_again_is_what_changed(tmp_path: Path) -> None:
    _generate(tmp_path, "", 4)
    index = read_index(tmp_path)
    path = next(row.path for row in index.rows if row.kind == "page")
    path.write_text("---\ntitle: New\ndraft: true\n---\n", encoding="utf-8")
    gone = next(row.path for row in index.rows if row.path != path)
    gone.unlink()
    again = read_index(tmp_path, index.known, index.signature)
    assert again.rows == read_index(tmp_path).rows
    row = again.row_of(path)
    assert row is not None
    assert (row.title, row.publication(datetime.now(UTC)).status) == ("New", Status.DRAFT)
    assert again.row_of(gone) is None


def test_what_cannot_be_read_is_listed_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "content" / "post.md").mkdir(parents=True)
    (tmp_path / "hugo.toml").write_text("", encoding="utf-8")
    (tmp_path / "content" / "broken.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    (tmp_path / "content" / "dated.md").write_text("---\ndate: Oct 15, 2023\n---\n", encoding="utf-8")
    (tmp_path / "content" / "loop").symlink_to(tmp_path / "content")
    rows = {row.path.name: row for row in read_index(tmp_path).rows}
    assert set(rows) == {"broken.md", "dated.md"}
    now = datetime.now(UTC)
    assert all(row.publication(now).status is Status.UNREADABLE and row.problem for row in rows.values())


@pytest.mark.hugo
def test_of_two_files_for_one_page_hugo_takes_one_and_the_other_says_so(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text('baseURL = "https://example.org/"', encoding="utf-8")
    pairs = (("a.md", "a/index.md"), ("b.md", "b/_index.md"), ("c.md", "c.en.md"))
    for name in (name for pair in pairs for name in pair):
        path = tmp_path / "content" / "post" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\ntitle: x\n---\n", encoding="utf-8")
    listed = set(_hugo_list(tmp_path, "all"))
    assert [sum(f"content/post/{name}" in listed for name in pair) for pair in pairs] == [1, 1, 1]
    rows = read_index(tmp_path).rows
    assert {row.path.name for row in rows if row.problem} == {"a.md", "b.md", "c.md"}
    assert all("same page" in row.problem for row in rows if row.problem)
