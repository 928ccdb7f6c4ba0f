"""Which shortcodes are offered, and what is put in for them."""

import pytest

from editor.core.site import find_site
from editor.core.site.shortcode_choices import shortcode_choices
from editor.core.writing.snippets import custom_shortcode


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({}, "{{< a >}}‸"),
        ({"positions": 2}, '{{< a "‸" "" >}}'),
        ({"named": ("src", "alt")}, '{{< a src="‸" alt="" >}}'),
        ({"named": ("b", "c", "d", "e")}, '{{< a b="‸" c="" d="" >}}'),
        ({"named": ("b",), "encloses": True}, '{{< a b="" >}}\n‸\n{{< /a >}}'),
    ],
)
def test_what_a_template_asks_for_is_put_in(given, text):
    assert custom_shortcode("a", "x", **given).text == text


def test_a_blog_has_its_own_and_hugos(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "hugo.yaml").write_text("theme: paper\n")
    for name in ("layouts/shortcodes/mine.html", "themes/paper/layouts/_shortcodes/theirs.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("{{ .Get 0 }}")
    codes = {code.name: code.purpose for code in shortcode_choices(find_site(tmp_path))}
    assert next(iter(codes)) == "mine"
    assert codes["theirs"] == "Of the theme"
    assert "youtube" in codes
    assert "callout" not in codes


def test_a_site_of_hugoblox_has_its_modules_shortcodes_though_they_are_elsewhere(tmp_path):
    (tmp_path / "content").mkdir()
    module = "github.com/HugoBlox/kit/modules/blox"
    (tmp_path / "hugo.yaml").write_text(f"module:\n  imports:\n    - path: {module}\n")
    assert "callout" in {code.name for code in shortcode_choices(find_site(tmp_path))}


def test_outside_of_a_site_hugos_are_offered():
    assert {"figure", "details"} < {code.name for code in shortcode_choices(None)}
