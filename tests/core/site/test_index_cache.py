"""What an index keeps for the next time holds, or is not used."""

import os
from pathlib import Path

import pytest

from editor.core.site.index import read_index
from editor.core.site.index_cache import cache_file, cached_index, load

POST = "---\ntitle: {}\ndate: 2024-05-06T10:00:00+02:00\ntags: [a, 'b c']\n---\nWords and words.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of six posts and a section that hands something down."""
    root = tmp_path / "site"
    (root / "content" / "post").mkdir(parents=True)
    (root / "hugo.toml").write_text('baseURL = "https://example.org/"\n', encoding="utf-8")
    for number in range(6):
        (root / "content" / "post" / f"p{number}.md").write_text(POST.format(number), encoding="utf-8")
    (root / "content" / "post" / "_index.md").write_text("---\ntitle: Posts\n---\n", encoding="utf-8")
    return root


def test_from_the_cache_come_the_same_rows(site: Path, tmp_path: Path) -> None:
    first = cached_index(site, tmp_path / "cache")
    again = cached_index(site, tmp_path / "cache")
    assert again.rows == first.rows == read_index(site).rows
    assert load(cache_file(site, tmp_path / "cache")) == (again.known, again.signature)


def test_a_changed_a_new_and_a_lost_file_are_seen(site: Path, tmp_path: Path) -> None:
    cached_index(site, tmp_path / "cache")
    posts = site / "content" / "post"
    (posts / "p0.md").write_text(POST.format("Changed"), encoding="utf-8")
    (posts / "p1.md").unlink()
    (posts / "new.md").write_text(POST.format("New"), encoding="utf-8")
    index = cached_index(site, tmp_path / "cache")
    assert index.rows == read_index(site).rows
    assert {"Changed", "New"} < {row.title for row in index.rows}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.toml", 'baseURL = "https://other.example/"\n'),
        ("content/post/_index.md", "---\ntitle: Posts\ncascade: {draft: true}\n---\n"),
        ("content/post/_index.md", "---\ntitle: Posts\nslug: letters\n---\n"),
    ],
)
def test_what_pages_inherit_makes_all_rows_new(site: Path, tmp_path: Path, name: str, text: str) -> None:
    before = cached_index(site, tmp_path / "cache")
    (site / name).write_text(text, encoding="utf-8")
    index = cached_index(site, tmp_path / "cache")
    assert index.rows == read_index(site).rows
    assert index.rows != before.rows


def test_a_file_that_was_not_changed_is_not_read_again(site: Path, tmp_path: Path) -> None:
    cached_index(site, tmp_path / "cache")
    path = site / "content" / "post" / "p0.md"
    status = path.stat()
    path.write_text(POST.format("9"), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert {row.title for row in cached_index(site, tmp_path / "cache").rows} >= {"0"}


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"format": 1}', b'{"format": 99, "pages": []}', None])
def test_a_damaged_cache_is_no_cache(site: Path, tmp_path: Path, damage: bytes | None) -> None:
    cached_index(site, tmp_path / "cache")
    file = cache_file(site, tmp_path / "cache")
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2] if damage is None else damage)
    assert cached_index(site, tmp_path / "cache").rows == read_index(site).rows


@pytest.mark.parametrize(("old", "new"), [("2024", "2025"), ('"tags"', "5"), ("false", "true"), ("p0", "p9")])
def test_a_cache_somebody_changed_is_no_cache(site: Path, tmp_path: Path, old: str, new: str) -> None:
    cached_index(site, tmp_path / "cache")
    file = cache_file(site, tmp_path / "cache")
    file.write_text(file.read_text("utf-8").replace(old, new), encoding="utf-8")
    assert cached_index(site, tmp_path / "cache").rows == read_index(site).rows
