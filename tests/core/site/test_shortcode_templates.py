"""The shortcodes of a site, with the real Hugo as the judge of what each takes."""

import subprocess
from pathlib import Path

import pytest

from editor.core.post import read_post
from editor.core.post_render import render_post
from editor.core.site import find_site
from editor.core.site.shortcode_templates import Shortcodes
from tests.support.effort import check_linear
from tests.support.hugo_site import hugo_binary

TEMPLATES = {
    "layouts/shortcodes/inner.html": "A[{{ .Inner }}]",
    "layouts/shortcodes/alone.html": '<b class="{{ .Get "class" }}">{{ .Get 1 }}</b>',
    "layouts/shortcodes/commented.html": "C{{/* .Inner */}}",
    "layouts/shortcodes/wordy.html": "D says .Inner and no more",
    "layouts/shortcodes/deep/one.html": "E",
    "layouts/shortcodes/twice.html": "{{ .Inner }}",
    "layouts/_shortcodes/twice.html": "new",
    "layouts/_shortcodes/tongue.en.html": "{{ with .Inner }}{{ . }}{{ end }}",
    "layouts/shortcodes/dedented.html": "{{ .InnerDeindent }}",
    "layouts/shortcodes/bare": "M",
    "themes/plain/layouts/shortcodes/themed.html": "{{ .Get `colour` }}{{ .Inner }}",
    "themes/plain/layouts/shortcodes/inner.html": "never",
}
CALLS = (
    *("{{< inner >}}i{{< /inner >}}", "{{< inner >}}", "{{< INNER >}}i{{< /INNER >}}", "{{< alone >}}"),
    *("{{< alone >}}i{{< /alone >}}", "{{< commented >}}", "{{< commented >}}i{{< /commented >}}"),
    *("{{< wordy >}}", "{{< wordy >}}i{{< /wordy >}}", "{{< deep/one >}}", "{{< one >}}", "{{< twice >}}"),
    *("{{< twice >}}i{{< /twice >}}", "{{< tongue >}}i{{< /tongue >}}", "{{< tongue >}}", "{{< bare >}}"),
    *(
        "{{< dedented >}}i{{< /dedented >}}",
        "{{< dedented >}}",
        "{{< themed >}}i{{< /themed >}}",
        "{{< no >}}",
    ),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with the templates and no page."""
    config = 'theme = "plain"\ndisableKinds = ["home", "taxonomy", "term", "section", "RSS", "sitemap"]\n'
    for name, text in {"hugo.toml": config, "layouts/single.html": "{{ .Content }}", **TEMPLATES}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "content").mkdir()
    return tmp_path


@pytest.mark.parametrize("call", CALLS)
def test_a_call_is_refused_where_hugo_refuses_it(root: Path, call: str) -> None:
    text = f"---\ntitle: x\n---\n{call}\n"
    path = root / "content" / "post.md"
    path.write_text(text, encoding="utf-8")
    command = [hugo_binary(), "--source", root, "--quiet", "--destination", root / "out"]
    accepted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    document = render_post(read_post(text, path), find_site(root))
    assert (not document.problems) is accepted


def test_arguments_are_those_the_template_asks_for(root: Path) -> None:
    templates = Shortcodes.of(find_site(root)).templates
    assert (templates["alone"].named, templates["alone"].positions) == (("class",), 2)
    assert templates["themed"].named == ("colour",)
    assert templates["inner"].path == root / "layouts/shortcodes/inner.html"


def test_with_a_theme_that_is_not_here_nothing_is_refused(root: Path) -> None:
    (root / "hugo.toml").write_text('theme = ["plain", "elsewhere"]\n', encoding="utf-8")
    document = render_post(read_post("So {{< no >}}.\n", root / "content" / "post.md"), find_site(root))
    assert not document.problems
    assert "no" in document.html


@pytest.mark.parametrize(
    "piece", ["{{/*", "{{", "{{- /* ", "{{ .Get ", '{{ .Get "', "{{/* }} */", "{{ index .Params "]
)
def test_no_template_makes_looking_slow(tmp_path: Path, piece: str) -> None:
    (tmp_path / "hugo.toml").touch()
    file = tmp_path / "layouts/_shortcodes/a.html"
    file.parent.mkdir(parents=True)
    site = find_site(tmp_path)
    assert site is not None

    def look(size: int) -> None:
        file.write_text(piece * (size // len(piece)), encoding="utf-8")
        assert set(Shortcodes.of(site).templates) == {"a"}

    check_linear(look, 10_000, most=90_000)


def test_what_a_comment_says_is_no_argument(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").touch()
    file = tmp_path / "layouts/_shortcodes/a.html"
    file.parent.mkdir(parents=True)
    file.write_text(
        '{{/* }} .Get "no" */}}{{- /* {{ .Inner }} */ -}}{{ .Get "yes" }}{{/* .Get 3', encoding="utf-8"
    )
    site = find_site(tmp_path)
    assert site is not None
    found = Shortcodes.of(site).templates["a"]
    assert (found.named, found.positions, found.takes_inner) == (("yes",), 0, False)
