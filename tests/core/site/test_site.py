"""The root, the folders and the generation of a site."""

import json
from datetime import UTC, tzinfo
from pathlib import Path, PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.site import Generation, find_site, is_root


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def test_the_root_is_found_from_anywhere_inside(tmp_path):
    write(tmp_path, {"hugo.toml": "", "content/post/a/index.md": "x"})
    for inside in (tmp_path, tmp_path / "content/post/a/index.md", tmp_path / "content/not/there.md"):
        assert find_site(inside).root == tmp_path


def test_the_innermost_site_wins(tmp_path):
    write(
        tmp_path,
        {"hugo.toml": "", "themes/t/exampleSite/hugo.toml": "", "themes/t/exampleSite/content/a.md": ""},
    )
    inner = tmp_path / "themes/t/exampleSite"
    assert find_site(inner / "content/a.md").root == inner


@pytest.mark.parametrize(
    ("files", "root"),
    [
        ({"hugo.yml": ""}, True),
        ({"config.json": "{}"}, False),
        ({"config.yaml": "", "content/a.md": ""}, True),
        ({"config/_default/hugo.toml": ""}, True),
        ({"config/_default/params.toml": ""}, False),
        ({"a.md": ""}, False),
    ],
)
def test_what_makes_a_root(tmp_path, files, root):
    assert is_root(write(tmp_path, files)) is root


def test_a_folder_of_posts_is_no_site(tmp_path):
    write(tmp_path, {"a.md": "", "config.yaml": "x: y"})
    assert find_site(tmp_path / "a.md") is None


def folders(site, kind):
    return [path.relative_to(site.root).as_posix() for path in getattr(site, f"{kind}_dirs")]


@pytest.mark.parametrize(
    ("config", "kind", "expected"),
    [
        ("", "content", ["content"]),
        ("contentDir = 'posts'", "content", ["posts"]),
        ("ContentDir = 'missing'", "content", []),
        (
            "[languages.en]\ncontentDir = 'content/en'\n[languages.de]\ncontentDir = 'content/de'",
            "content",
            ["content", "content/en", "content/de"],
        ),
        ("staticDir = ['static', 'files', 'missing']", "static", ["static", "files"]),
        ("theme = 't'", "static", ["static", "themes/t/static"]),
        ("theme = ['missing', 't']", "assets", ["assets", "themes/t/assets"]),
        ("[[module.mounts]]\nsource = 'posts'\ntarget = 'content'", "content", ["posts"]),
        ("[[module.mounts]]\nsource = 'files'\ntarget = 'static'", "content", ["content"]),
        ("[[module.imports]]\npath = 'github.com/a/b'", "layouts", ["_vendor/github.com/a/b/layouts"]),
        ("theme = 5\nstaticDir = 7\nmodule = 'x'", "static", ["static"]),
    ],
)
def test_folders(tmp_path, config, kind, expected):
    names = ("content/en", "content/de", "posts", "static", "files", "assets")
    themes = ("themes/t/static", "themes/t/assets", "_vendor/github.com/a/b/layouts")
    for name in (*names, *themes):
        (tmp_path / name).mkdir(parents=True)
    write(tmp_path, {"hugo.toml": config})
    assert folders(find_site(tmp_path), kind) == expected


def test_the_path_of_a_page_is_told_by_the_nearest_content_folder(tmp_path):
    config = "[languages.en]\ncontentDir = 'content/en'\n[languages.de]\ncontentDir = 'content/de'"
    write(tmp_path, {"hugo.toml": config, "content/en/post/a.md": "", "content/de/b.md": ""})
    site = find_site(tmp_path)
    assert site.content_path(tmp_path / "content/en/post/a.md") == PurePath("post/a.md")
    assert site.content_path(tmp_path / "hugo.toml") is None
    assert site.content_path(Path("/elsewhere/a.md")) is None
    assert site.languages == ("en", "de")


@pytest.mark.parametrize("zone", ["Nowhere/Atlantis", "../../etc/passwd", "\\u0000", "America"])
def test_a_zone_nobody_knows_is_utc(tmp_path, zone):
    write(tmp_path, {"hugo.toml": f'timeZone = "{zone}"'})
    assert find_site(tmp_path).zone is UTC


@pytest.mark.parametrize(
    ("files", "generation"),
    [
        ({"hugo.toml": ""}, Generation.HUGO),
        ({"hugo.toml": "theme = 'academic'"}, Generation.WOWCHEMY),
        ({"hugo.toml": "theme = 'academia'"}, Generation.HUGO),
        ({"hugo.toml": "theme = 'github.com/wowchemy/wowchemy-hugo-modules/wowchemy'"}, Generation.WOWCHEMY),
        (
            {
                "hugo.toml": "",
                "go.mod": "module x\n\nrequire (\n\tgithub.com/HugoBlox/kit/modules/blox v1.0.0\n)\n",
            },
            Generation.HUGOBLOX,
        ),
        (
            {
                "hugo.toml": "",
                "go.mod": "require github.com/HugoBlox/hugo-blox-builder/modules/blox-bootstrap/v5 v5.9.7\n",
            },
            Generation.WOWCHEMY,
        ),
        ({"hugo.toml": "[params.hugoblox]\nx = 1"}, Generation.HUGOBLOX),
        ({"hugo.toml": "", "data/authors/me.yaml": "name: x"}, Generation.HUGOBLOX),
        (
            {"hugo.toml": "", "content/authors/me/_index.md": "", "content/publication/_index.md": ""},
            Generation.WOWCHEMY,
        ),
        ({"hugo.toml": "", "content/authors/me/_index.md": ""}, Generation.HUGO),
    ],
)
def test_generation(tmp_path, files, generation):
    assert find_site(write(tmp_path, files)).generation is generation


@pytest.mark.parametrize(
    "config",
    [
        "[markup.goldmark.renderer]\nUnsafe = true\n",
        "[Markup.Goldmark.Renderer]\nunsafe = true\n",
    ],
)
def test_the_markup_settings_are_the_sites(tmp_path, config):
    site = find_site(write(tmp_path, {"hugo.toml": "enableEmoji = true\n" + config}))
    assert site.markup.unsafe
    assert site.markup.emoji


_junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
)
_settings = st.sampled_from(
    [
        "markup",
        "module",
        "theme",
        "languages",
        "params",
        "taxonomies",
        "contentDir",
        "staticDir",
        "timeZone",
        "title",
        "themesDir",
    ]
)


@given(st.dictionaries(_settings, _junk))
def test_settings_of_any_type_make_a_site(tmp_path_factory, settings):
    root = tmp_path_factory.mktemp("junk")
    (root / "hugo.json").write_text(json.dumps(settings), "utf-8")
    site = find_site(root)
    assert site.root == root
    assert isinstance(site.title, str)
    assert isinstance(site.zone, tzinfo)
    assert all(isinstance(key, str) for key in (*site.taxonomies.values(), *site.languages, *site.params))
