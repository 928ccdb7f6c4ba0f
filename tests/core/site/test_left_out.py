"""Pages that settings leave out: said in words, and in no time whatever the settings are."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor.core.site import find_site
from editor.core.site.index import read_index
from editor.core.site.left_out import LeftOut
from editor.core.site.publication import Status

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def write(root: Path, config: str) -> Path:
    (root / "content").mkdir(parents=True)
    (root / "hugo.toml").write_text(config, "utf-8")
    for name in ("a.md", "a.fr.md", "a.pt-BR.md"):
        (root / "content" / name).write_text("---\ntitle: A\n---\n", "utf-8")
    return root


LANGUAGES = "[languages.en]\n[languages.pt-BR]\n[languages.fr]\n"


@pytest.mark.parametrize(
    ("config", "name", "words"),
    [
        (LANGUAGES + "disabled = true\n", "a.fr.md", "switch its language, fr, off"),
        ('disableLanguages = ["pt-br"]\n' + LANGUAGES, "a.pt-BR.md", "switch its language, pt-br, off"),
        ("ignoreFiles = ['a\\.fr\\.md$']\n" + LANGUAGES, "a.fr.md", "leaves it out: a\\.fr\\.md$"),
        ("ignoreFiles = '\\.fr\\.'\n" + LANGUAGES, "a.fr.md", "`ignoreFiles` in the site's settings"),
    ],
)
def test_why_a_page_is_not_published_is_said(tmp_path: Path, config: str, name: str, words: str) -> None:
    rows = {row.path.name: row for row in read_index(write(tmp_path / "site", config)).rows}
    verdicts = {name: row.publication(NOW) for name, row in rows.items()}
    assert [each for each in verdicts if verdicts[each].status is not Status.PUBLISHED] == [name]
    assert verdicts[name].status is Status.NEVER
    assert words in verdicts[name].reason
    assert rows[name].url == verdicts[name].url == ""


@pytest.mark.parametrize("pattern", ["[", "(a+)+$", "a*" * 40 + "b", "(" * 5000, "a{99999999999}", "(?P<x"])
def test_patterns_that_cannot_be_used_count_for_nothing(tmp_path: Path, pattern: str) -> None:
    site = find_site(write(tmp_path / "site", f"ignoreFiles = ['{pattern}']\n"))
    assert site is not None
    assert LeftOut.of(site).reason("/x/" + "a" * 200, "en") == ""
