"""What the caret asks for, and what an offer makes of the line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.writing.completion import Offer, Want, accept, wanted_at

# The line with | for the caret, what is asked for and what is typed of it.
PLACES = {
    "{{< |": (Want.SHORTCODE, ""),
    "{{<|": (Want.SHORTCODE, ""),
    "a {{% fi|}}": (Want.SHORTCODE, "fi"),
    "{{< /hi|": (Want.CLOSING, "hi"),
    '{{< ref "|': (Want.REF, ""),
    '{{< ref "po|"}}': (Want.REF, "po"),
    '{{% relref path="/a b|': (Want.REF, "/a b"),
    '{{< ref "one#pa|" >}}': (Want.ANCHOR, "pa"),
    '{{< figure src="ca|': (Want.IMAGE, "ca"),
    '{{< figure link="/x|': (Want.LINK, "/x"),
    "{{< figure |": (Want.ARGUMENT, ""),
    '{{< figure src="a" al|': (Want.ARGUMENT, "al"),
    "{{< youtube abc |": None,
    '{{< figure alt="x|': None,
    '{{< ref "a" >}} |': None,
    "![x](|": (Want.IMAGE, ""),
    "![x](img/c|)": (Want.IMAGE, "img/c"),
    "[x](po|": (Want.LINK, "po"),
    "[x [y]](po|": (Want.LINK, "po"),
    "[x](#he|": (Want.ANCHOR, "he"),
    "[x](/a/#he|": (Want.ANCHOR, "he"),
    "[x](https://a|": None,
    "[x](a) b|": None,
    '<img alt="" src="c|': (Want.IMAGE, "c"),
    '<a href="/b|': (Want.LINK, "/b"),
    "plain |": None,
    "a ] (b|": None,
}


@pytest.mark.parametrize("line", PLACES)
def test_a_place_asks_for(line):
    caret = line.index("|")
    wanted = wanted_at(line.replace("|", ""), caret)
    assert (wanted and (wanted.want, wanted.typed)) == PLACES[line]


# Line before, the offer's text, line after.
ACCEPTED = {
    '{{< ref "po|"}}': ("/post/a", '{{< ref "/post/a" >}}|'),
    '{{< ref "po|" >}} x': ("/post/a", '{{< ref "/post/a"| >}} x'),
    '{{< ref "po|': ("/post/a", '{{< ref "/post/a" >}}|'),
    '{{% ref "po| x {{% y %}}': ("/post/a", '{{% ref "/post/a" %}}| x {{% y %}}'),
    '{{< ref "one#|"}}': ("part", '{{< ref "one#part" >}}|'),
    '{{< figure src="c|"}}': ("a b.png", '{{< figure src="a b.png"| >}}'),
    "{{< /hi|}}": ("highlight", "{{< /highlight >}}|"),
    "{{< figure al|": ('alt="‸"', '{{< figure alt="|"'),
    "x {{< fi|}} y": ('{{< figure src="‸" >}}', 'x {{< figure src="|" >}} y'),
    "{{% fi|": ('{{< figure src="‸" >}}', '{{% figure src="|" %}}'),
    "{{< det|}}": ("{{< details >}}\n‸\n{{< /details >}}", "{{< details >}}\n|\n{{< /details >}}"),
    "![x](c|)": ("a b.png", "![x](a%20b.png|)"),
    "![x](c|": ("ü(1).png", "![x](ü%281%29.png)|"),
    "[x](p|": ("/post/a/", "[x](/post/a/)|"),
    "[x](/post/a/#|)": ("über", "[x](/post/a/#über|)"),
    '<img src="c|">': ("cat.png", '<img src="cat.png|">'),
    '<img src="c|': ("cat.png", '<img src="cat.png|'),
}


@pytest.mark.parametrize("line", ACCEPTED)
def test_an_offer_closes_what_is_open(line):
    text, after = ACCEPTED[line]
    caret, bare = line.index("|"), line.replace("|", "")
    wanted = wanted_at(bare, caret)
    change = accept(bare, caret, wanted, Offer(text, text))
    done = change.of(bare)
    assert f"{done[: change.selection.caret]}|{done[change.selection.caret :]}" == after


@given(st.text(alphabet='{}<>%[]()!"= #/abré\U0001f600\\', max_size=60), st.integers(0, 60))
def test_any_line_can_be_asked_and_completed(line, caret):
    caret = min(caret, len(line))
    wanted = wanted_at(line, caret)
    if wanted is not None:
        assert line[wanted.start : caret] == wanted.typed
        change = accept(line, caret, wanted, Offer("/x/", "x"))
        done = change.of(line)
        assert 0 <= change.selection.caret <= len(done)
        assert "/x/" in done
