"""What `check` finds, beside what the real Hugo says."""

import pytest

from editor.cli import main
from editor.core.checks import check_post
from editor.core.post import read_post
from editor.core.problem import Severity
from tests.support.hugo_site import build_site, write_site

ERRORS = {
    "date": "date: 2023-10-15T13:18",
    "published": "published: false",
    "url": "url: https://example.org/x",
    "aliases": "aliases: [https://example.org/x]",
    "outputs": "outputs: [nope]",
    "twice": "a: 1\na: 2",
    "tab": "a:\n\tb: 1",
    "open": "a: [1",
    "build": "build: nope",
    "_build": "_build: {list: never}",
    "sites": "sites: nope",
    "cascade": "cascade: x",
    "cascaded": "cascade: [{kind: page}]",
    "markup": "markup: mmark",
    "html": "markup: html",
}
WARNINGS = {
    "yes": "draft: yes",
    "case": "draft: true\nDraft: false",
    "number": "date: 2023",
    "target": "cascade: [{_target: {kind: page}, a: 1}]",
    "weight": "weight: abc",
    "switch": "isCJKLanguage: yes",
    "comment": "color: #fff",
}
FINE = {"plain": "title: x\ndate: 2023-10-15\noutputs: [html, JSON]\nurl: /x/", "none": ""}


def severities(matter):
    return {problem.severity for problem in check_post(read_post(f"---\n{matter}\n---\nx\n"))}


@pytest.mark.hugo
@pytest.mark.parametrize(("name", "matter"), [*ERRORS.items(), *WARNINGS.items(), *FINE.items()])
def test_an_error_is_what_stops_a_build(tmp_path, name, matter):
    write_site(tmp_path, {"p.md": f"---\n{matter}\n---\nx\n".encode()})
    build = build_site(tmp_path)
    found = severities(matter)
    assert (build.code != 0) == (Severity.ERROR in found), build.log
    assert (Severity.WARNING in found) == (name in WARNINGS)


def test_a_site_is_checked_file_by_file(tmp_path, capsysbinary):
    content = {
        "a/index.md": b"---\ntitle: x\ndraft: yes\n---\n",
        "b.md": b"---\ndate: 1/2/3\n---\n",
        "c.md": b"hi",
    }
    write_site(tmp_path, content)
    assert main(["check", str(tmp_path)]) == 1
    lines = capsysbinary.readouterr().out.decode().splitlines()
    folder = tmp_path / "content"
    assert [line.split(" ")[:2] for line in lines] == [
        [f"{folder / 'a/index.md'}:3:8:", "warning:"],
        [f"{folder / 'b.md'}:2:7:", "error:"],
    ]


@pytest.mark.hugo
@pytest.mark.parametrize(
    ("theme", "code"),
    [
        ('[outputFormats.Odd]\nmediaType = "application/json"\nbaseName = "odd"\n', 0),
        ('title = "A theme"\n', 1),
    ],
)
def test_a_theme_may_bring_output_formats(tmp_path, theme, code):
    write_site(tmp_path, {"p.md": b"---\ntitle: x\noutputs: [html, odd]\n---\n"})
    config = tmp_path / "hugo.toml"
    config.write_text('theme = "t"\n' + config.read_text())
    (tmp_path / "themes" / "t").mkdir(parents=True)
    (tmp_path / "themes" / "t" / "hugo.toml").write_text(theme)
    assert main(["check", str(tmp_path)]) == code
    assert (build_site(tmp_path).code != 0) == bool(code)


def test_nobody_knows_the_output_formats_of_a_module_that_is_not_on_disk(tmp_path):
    write_site(tmp_path, {"p.md": b"---\ntitle: x\noutputs: [html, odd]\n---\n"})
    with (tmp_path / "hugo.toml").open("a") as config:
        config.write('[[module.imports]]\npath = "example.org/blox"\n')
    assert main(["check", str(tmp_path)]) == 0
