"""The files of a bundle and the picture that stands for a page."""

import re

import pytest

from editor.core.post import read_post
from editor.core.site import Generation, bundle_resources, featured_image, find_site, is_bundle
from tests.support.hugo_site import build_site


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def resources(path):
    return [file.relative_to(path.parent).as_posix() for file in bundle_resources(path)]


def test_a_leaf_has_all_files_below_it_but_its_own_pages(tmp_path):
    files = (
        "index.md",
        "index.de.md",
        "b.jpg",
        "A.png",
        "notes.md",
        "deep/c.csv",
        "deep/index.md",
        ".hidden",
    )
    write(tmp_path, {f"post/a/{name}": "" for name in files})
    path = tmp_path / "post/a/index.md"
    assert resources(path) == ["A.png", "b.jpg", "deep/c.csv", "deep/index.md", "notes.md"]


def test_a_section_has_the_files_beside_it(tmp_path):
    names = (
        "_index.md",
        "banner.jpg",
        "other.md",
        "sub/x.jpg",
        "leaf/index.md",
        "leaf/y.jpg",
        "leaf/deep/z.jpg",
    )
    write(tmp_path, {name: "" for name in names})
    assert resources(tmp_path / "_index.md") == ["banner.jpg", "sub/x.jpg"]


@pytest.mark.hugo
def test_the_files_are_those_hugo_gives_to_the_page(tmp_path):
    section = (
        "_index.md",
        "banner.jpg",
        "sub/x.jpg",
        "sub/page.md",
        "inner/_index.md",
        "inner/i.jpg",
        ".hidden",
    )
    leaf = (
        "index.md",
        "index.de.md",
        "Z.jpg",
        "a-Featured.png",
        "B-featured.jpg",
        "deep/index.md",
        "deep/c.csv",
    )
    write(tmp_path, {f"content/s/{name}": "" for name in section})
    write(tmp_path, {f"content/s/leaf/{name}": "" for name in (*leaf, "notes.md")})
    template = (
        "{{ range site.Pages }}{{ with .File }}{{ .Path }}:{{ end }}"
        "{{ range .Resources }}{{ .Name }},{{ end }}"
        ';{{ with (.Resources.ByType "image").GetMatch "*featured*" }}{{ .Name }}{{ end }}\n{{ end }}'
    )
    write(
        tmp_path,
        {
            "hugo.toml": "[languages.en]\nweight = 1\n[languages.de]\nweight = 2",
            "layouts/home.html": template,
        },
    )
    build_site(tmp_path)
    lines = (tmp_path / "public/index.html").read_text("utf-8").replace("\\n", "\n").splitlines()
    theirs = dict(line.split(":") for line in lines if ":" in line)
    assert len(theirs) == 4
    for name, found in theirs.items():
        path = tmp_path / "content" / name
        files, _, picture = found.partition(";")
        assert set(resources(path)) == set(filter(None, files.split(","))), name
        ours = featured_image(read_post("", path), find_site(path), Generation.WOWCHEMY).path
        assert (ours.name if ours else "") == picture


def test_a_single_file_has_none(tmp_path):
    write(tmp_path, {"a.md": "", "featured.jpg": ""})
    assert resources(tmp_path / "a.md") == []
    assert not is_bundle(tmp_path / "a.md")
    assert featured_image(read_post("", tmp_path / "a.md"), None, Generation.WOWCHEMY).path is None


KIT, W, HUGO = Generation.HUGOBLOX, Generation.WOWCHEMY, Generation.HUGO


@pytest.mark.parametrize(
    ("generation", "matter", "files", "expected"),
    [
        (W, "", ["b-Featured.PNG", "z.jpg"], "b-Featured.PNG"),
        (W, "", ["featured.pdf"], None),
        (W, "", ["deep/featured.jpg"], None),
        (W, "image: {filename: z.jpg}", ["z.jpg"], None),
        (KIT, "image: {filename: z.jpg}", ["z.jpg"], "z.jpg"),
        (KIT, "Image: {Filename: z.jpg}", ["z.jpg", "featured.webp"], "featured.webp"),
        (KIT, "image: {filename: m.jpg}", ["z.jpg"], "assets/media/m.jpg"),
        (KIT, "image: {filename: ../../../hugo.toml}", [], None),
        (KIT, "image: {filename: https://a.example/x.jpg}", [], None),
        (KIT, "image: {filename: gone.jpg}", ["z.jpg"], None),
        (KIT, "image: z.jpg", ["z.jpg"], None),
        (HUGO, "", ["a.jpg", "my-feature.jpg"], "my-feature.jpg"),
        (HUGO, "", ["a-thumbnail.jpg", "x-cover.png"], "a-thumbnail.jpg"),
        (HUGO, "params: {Images: [a.jpg]}", ["a.jpg", "featured.jpg"], "a.jpg"),
        (HUGO, "images: [gone.jpg]", ["featured.jpg"], None),
        (HUGO, "images: [https://a.example/x.jpg]", ["featured.jpg"], None),
        (HUGO, "images: []", ["featured.jpg"], "featured.jpg"),
        (HUGO, "images: [a.jpg]", ["a.jpg", "featured.jpg"], "a.jpg"),
        (HUGO, "images: [media/m.jpg]", [], "assets/media/m.jpg"),
        (HUGO, "images: [/s.png]", [], "static/s.png"),
        (HUGO, "", ["a.jpg"], None),
    ],
)
def test_the_picture_by_the_rule_of_the_generation(tmp_path, generation, matter, files, expected):
    bundle = "content/post/a"
    write(tmp_path, {"hugo.toml": "", "assets/media/m.jpg": "", "static/s.png": "", f"{bundle}/index.md": ""})
    write(tmp_path, {f"{bundle}/{name}": "" for name in files})
    path = tmp_path / bundle / "index.md"
    post = read_post(f"---\n{matter}\n---\n", path)
    found = featured_image(post, find_site(path), generation)
    wanted = None
    if expected:
        wanted = tmp_path / expected if "/" in expected else path.with_name(expected)
    assert found.path == wanted
    assert found.reason.endswith((".", "`."))


def test_a_post_that_was_never_saved_has_no_picture():
    assert "save" in featured_image(read_post(""), None).reason


@pytest.mark.hugo
def test_without_a_theme_it_is_the_picture_of_hugos_own_link_previews(tmp_path):
    pages = {
        "a": ("", ["x-cover.svg", "a-thumbnail.svg"]),
        "b": ("", ["Thumbnail.svg", "deep/my-feature.svg"]),
        "c": ("", ["MyFeature.svg", "cover.svg"]),
        "d": ("images: [x.svg, y.svg]", ["x.svg", "y.svg", "feature.svg"]),
        "e": ("images: [asset.svg]", ["feature.svg"]),
        "f": ("images: [/fixed.svg]", []),
        "g": ("params: {images: [deep/x.svg]}", ["deep/x.svg"]),
        "h": ("images: []", ["feature.svg"]),
        "i": ("", ["plain.svg"]),
        "j": ("Images: [/x.svg]", ["x.svg"]),
    }
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    files = {
        "hugo.toml": 'baseURL = "https://example.org/"',
        "assets/asset.svg": svg,
        "static/fixed.svg": svg,
    }
    files["layouts/home.html"] = '{{ range site.RegularPages }}{{ partial "opengraph.html" . }}{{ end }}'
    files["layouts/page.html"] = ""
    for name, (matter, images) in pages.items():
        files[f"content/{name}/index.md"] = f"---\n{matter}\n---\n"
        files |= {f"content/{name}/{image}": svg for image in images}
    assert build_site(write(tmp_path, files)).code == 0
    html = (tmp_path / "public/index.html").read_text("utf-8")
    for block in html.split('property="og:url"')[1:]:
        name = re.search(r'content="https://example.org/(\w)/"', block)[1]
        image = re.search(r'"og:image" content="https://example.org/([^"]+)"', block)
        path = tmp_path / "content" / name / "index.md"
        ours = featured_image(read_post(path.read_text("utf-8"), path), find_site(path)).path
        if image is None:
            assert ours is None, name
        else:
            places = [tmp_path / folder / image[1] for folder in ("content", "assets", "static")]
            assert ours in places, name
