"""Places that name pages and files: found where they are, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.post import read_post
from editor.core.site.links_of import LinkKind, links_of

FOUND = [
    ("[a](b)", ["b"]),
    ("[a]( <b c> 'title' )", ["b c"]),
    ("![a b](c.png) and [![x](y.jpg)](z)", ["c.png", "y.jpg", "z"]),
    ("[a][r]\n\n[r]: /x 'y'\n", ["/x"]),
    ("> [a](\n> b)", []),
    ("[a](b\\)c)", ["b)c"]),
    ("`[a](b)` and \\[a](c)", []),
    ("    [a](b)\n\n```\n[a](c)\n```\n<!-- [a](d) -->", []),
    ('<a href="x">y</a> <img src=\'z.png\' alt="w">', ["x", "z.png"]),
    ('{{< ref "a.md#b" >}} {{% relref path="c" %}}', ["a.md#b", "c"]),
    ('[t]({{< ref "a.md" >}})', ["a.md"]),
    ('{{< figure src="a.png" link="b" title="x" >}}', ["a.png", "b"]),
    ("{{< figure src=a.png alt=`b` >}}", ["a.png"]),
    ("{{< callout note >}}[a](b){{< /callout >}}", ["b"]),
    ('{{%/* ref "x" */%}}', []),
    ('| [a](b) | ![c](d) |\n|---|---|\n| <e@f.g> | [h](i "j") |', ["b", "d", "i"]),
    ("[a](<>) [b]() [c]", []),
    ("text[^1]\n\n[^1]: see [a](b)", ["b"]),
]


@pytest.mark.parametrize(("body", "targets"), FOUND, ids=[body for body, _ in FOUND])
@pytest.mark.parametrize("lead", ["Text\n\n", "---\ntitle: é🙂\n---\n", "\ufeff+++\r\n+++\r\n"])
def test_places_are_found_with_their_characters(body, targets, lead):
    post = read_post(lead + body)
    places = links_of(post)
    assert [place.target for place in places] == targets
    for place in places:
        assert post.text[place.start : place.end].replace("\\", "") == place.target
        assert place.line == post.text.count("\n", 0, place.start) + 1


def test_images_tell_their_description():
    post = read_post(
        '![a *b*](c) ![](d) <img src="e"> {{< figure src="f" >}} {{< figure src="g" alt="h" >}} [x](y)'
    )
    assert [(p.target, p.alt) for p in links_of(post)] == [
        ("c", "a b"),
        ("d", ""),
        ("e", ""),
        ("f", ""),
        ("g", "h"),
        ("y", None),
    ]
    assert [p.kind for p in links_of(post)][-1] is LinkKind.LINK


@given(st.text("[]()!<>`{%}/ \n\\\"'a:#.=&", max_size=80))
def test_nothing_is_too_strange(body):
    post = read_post(body)
    places = links_of(post)
    assert all(0 <= p.start < p.end <= len(post.text) for p in places)
    assert all(a.end <= b.start for a, b in zip(places, places[1:], strict=False))


def test_a_colon_behind_a_link_defines_nothing():
    body = "as in [y] and [x][]:\n\n```sh\nls\n```\n\n[x]: /one/\n\n> [y]: /two/\n\n[^1]: /three/ words\n"
    found = links_of(read_post(body))
    assert [link.target for link in found] == ["/one/", "/two/"]
