"""The language a post is in: what it says itself, then its file, then its site."""

import pytest

from editor.core.frontmatter import read_front_matter
from editor.core.site import find_site
from editor.core.site.language import language_of


def site_of(tmp_path, config, *folders):
    (tmp_path / "hugo.yaml").write_text(config)
    for folder in ("content", *folders):
        (tmp_path / folder).mkdir()
    return find_site(tmp_path)


@pytest.mark.parametrize(
    ("config", "language"),
    [
        ("title: x\n", "en"),
        ("languageCode: de-AT\n", "de-AT"),
        ("locale: pt-BR\n", "pt-BR"),
        ("defaultContentLanguage: fr\nlanguageCode: en-us\n", "fr"),
        ("defaultContentLanguage: en\nlanguageCode: en-GB\n", "en-GB"),
        ("languages:\n  en:\n    languageCode: en-AU\n", "en-AU"),
        ("languageCode: 7\n", "en"),
    ],
)
def test_a_site_tells_its_language(tmp_path, config, language):
    site = site_of(tmp_path, config)
    assert language_of(read_front_matter("x"), tmp_path / "content" / "a.md", site) == language


def test_file_and_folder_tell_more_and_the_post_itself_most(tmp_path):
    config = "languages:\n  en: {}\n  de: {locale: de-CH}\n  fr: {contentDir: french}\n"
    site = site_of(tmp_path, config, "french")
    plain = read_front_matter("text")
    assert language_of(plain, tmp_path / "content" / "a.md", site) == "en"
    assert language_of(plain, tmp_path / "content" / "a.de.md", site) == "de-CH"
    assert language_of(plain, tmp_path / "content" / "a.xx.md", site) == "en"
    named = read_front_matter("---\nlang: sv\n---\n")
    assert language_of(named, tmp_path / "content" / "a.de.md", site) == "sv"
    assert language_of(read_front_matter("+++\nLanguage = 'pt-br'\n+++\n"), None, None) == "pt-br"
    assert language_of(read_front_matter("---\nlang: [no]\nlanguage: any words\n---\n"), None, None) == ""
