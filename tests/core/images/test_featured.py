"""Which file stands for a page: ours and what real Hugo gives to the themes' own lines, on one site of hard cases."""

import json
from urllib.parse import unquote

import pytest

from editor.core.post import read_post
from editor.core.site import Generation, featured_image, find_site
from editor.core.site.resource_names import fits
from tests.core.images.pictures import made
from tests.support.hugo_site import build_site

# The themes' own rules: Wowchemy 5's li_card, HugoBlox Kit's get_featured_image.
LAYOUT = """{{ $w := (.Resources.ByType "image").GetMatch "*featured*" }}
{{ $filename := "" }}
{{ if and .Params.image (reflect.IsMap .Params.image) }}{{ $filename = .Params.image.filename }}{{ end }}
{{ $k := $w }}{{ if not (reflect.IsResource $k) }}{{ $k = (.Resources.ByType "image").GetMatch $filename }}{{ end }}
{{ if not (reflect.IsResource $k) }}{{ $k = resources.GetMatch (path.Join "media" $filename) }}{{ end }}
{{ jsonify (dict "w" (partial "link.html" $w) "k" (partial "link.html" $k)) }}"""
LINK = '{{ return (cond (reflect.IsResource .) .RelPermalink "") }}'
CASES = {
    "caps": ("", ["My-FEATURED.PNG"]),
    "below": ("", ["img/featured.png"]),
    "renamed": ("resources:\n- src: cat.png\n  name: featured", ["cat.png", "dog.png"]),
    "away": ("resources:\n- src: featured.png\n  name: hidden", ["featured.png"]),
    "counter": ("resources:\n- src: '*.png'\n  name: 'featured-:counter'", ["b.png", "a.png"]),
    "firstname": (
        "resources:\n- src: b.png\n  title: T\n- src: '*.png'\n  name: featured",
        ["b.png", "a.jpg"],
    ),
    "deep": ("resources:\n- src: '**.png'\n  name: featured", ["x/a.png"]),
    "flat": ("resources:\n- src: '*.png'\n  name: featured", ["x/a.png"]),
    "srccase": ("resources:\n- src: CAT.PNG\n  name: Featured.png", ["cat.png"]),
    "brace": ("resources:\n- src: '{a,b}.png'\n  name: featured", ["b.png"]),
    "slash": ("resources:\n- src: '/a.png'\n  name: featured", ["a.png"]),
    "namecase": ("image:\n  filename: photo.png", ["Photo.PNG"]),
    "namebelow": ("image:\n  filename: img/x.png", ["img/x.png"]),
    "nameslash": ("image:\n  filename: /x.png", ["x.png"]),
    "namedot": ("image:\n  filename: ./x.png", ["x.png"]),
    "nameglob": ("image:\n  filename: 'photo[1].png'", ["photo[1].png"]),
    "nameempty": ("image:\n  filename: ''", ["x.png"]),
    "namestar": ("image:\n  filename: '*.png'", ["z.png", "A.png"]),
    "namegiven": ("image:\n  filename: x.png\nresources:\n- src: a.png\n  name: x.png", ["a.png"]),
    "media": ("image:\n  filename: m.png", []),
    "mediacase": ("image:\n  filename: m2.png", []),
    "mediabelow": ("image:\n  filename: sub/k.png", []),
    "mediaafter": ("image:\n  filename: m.png", ["M.png"]),
    "several": ("", ["featured.png", "Featured-a.jpg", "afeatured.webp", "b-featured.svg"]),
    "keys": ("Image:\n  Filename: x.png", ["x.png"]),
    "accent": ("image:\n  filename: café.png", ["café.png"]),
    "scalar": ("image: x.png", ["x.png"]),
    "endings": ("", ["featured.pdf", "featured.jfif"]),
    "icon": ("", ["featured.ico"]),
    "none": ("", ["a.png"]),
}


@pytest.mark.hugo
def test_the_picture_is_the_one_real_hugo_picks(tmp_path):
    def write(name, data):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    write(
        "hugo.toml",
        b'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap"]\n',
    )
    write("layouts/page.html", LAYOUT.encode())
    write("layouts/_partials/link.html", LINK.encode())
    write("layouts/home.html", b"")
    picture = made(size=(4, 4))
    for name in ("m.png", "M2.png", "sub/k.png"):
        write(f"assets/media/{name}", picture)
    for name, (matter, files) in CASES.items():
        write(f"content/{name}/index.md", f"---\ntitle: t\n{matter}\n---\n".encode())
        for file in files:
            write(f"content/{name}/{file}", picture)
    write("content/alone.md", b"---\nimage:\n  filename: m.png\n---\n")
    write("content/featured.png", picture)
    build = build_site(tmp_path)
    assert build.code == 0, build.log
    site = find_site(tmp_path)
    for name in (*CASES, "alone"):
        theirs = json.loads(build.read(f"{name}/index.html").strip().splitlines()[-1])
        path = tmp_path / "content" / (f"{name}/index.md" if name in CASES else "alone.md")
        post = read_post(path.read_text("utf-8"), path)
        for key, generation in (("w", Generation.WOWCHEMY), ("k", Generation.HUGOBLOX)):
            ours = featured_image(post, site, generation).path
            found = ""
            if ours is not None:
                home = "content" if ours.is_relative_to(tmp_path / "content") else "assets"
                found = f"/{ours.relative_to(tmp_path / home).as_posix()}"
            assert found.casefold() == unquote(theirs[key]).casefold(), (name, key)


def test_the_reason_says_what_was_taken_for_what(tmp_path):
    (tmp_path / "cat.svg").write_text("<svg/>")
    path = tmp_path / "index.md"
    post = read_post("---\nresources:\n- src: cat.svg\n  name: featured\n---\n", path)
    found = featured_image(post, None, Generation.WOWCHEMY)
    assert found.reason == "The page's `resources` call cat.svg “featured”."
    assert found.trouble == "Cards of this theme cannot cut SVG: the build stops where one shows it."
    assert not featured_image(post, None, Generation.HUGOBLOX).trouble


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("*" * 500, "a" * 100, True),
        ("*a" * 249, "a" * 100, False),
        ("x" * 10_000, "x", False),
        ("[", "[", True),
        ("[!a].png", "b.png", True),
        ("[!a].png", "a.png", False),
        ("{a,b*}.png", "bcd.png", True),
        ("?.png", "/.png", False),
        ("\\*.png", "*.png", True),
        ("", "", True),
    ],
)
def test_patterns_mean_what_they_do_in_hugo_and_end(pattern, name, expected):
    assert fits(pattern, name) is expected
