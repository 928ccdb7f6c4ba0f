"""`postwright check` as scripts use it."""

import json

import pytest

from editor.cli import main
from editor.core.checks import RULES
from editor.headless import check

POST = "---\ntitle: x\ndate: 2024/01/02\n---\n[a](/gone/) ![](/gone.png)\n"


@pytest.fixture
def site(tmp_path):
    (tmp_path / "hugo.toml").write_text('baseURL = "https://example.org/"\n')
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text(POST)
    (tmp_path / "content" / "b.md").write_text("---\ntitle: y\n---\n[a](/gone/)\n")
    return tmp_path


def test_lines_say_where_and_what(site, capsysbinary):
    assert main(["check", str(site)]) == 1
    lines = capsysbinary.readouterr().out.decode().splitlines()
    path = site / "content" / "a.md"
    starts = [f"{path}:3:7: error: date: ", f"{path}:5:5: warning: link: ", f"{path}:5:17: hint: alt: "]
    assert [line.startswith(start) for line, start in zip(lines, starts, strict=False)] == [True] * 3
    assert len(lines) == 5


def test_rules_and_severities_choose(site, capsysbinary):
    assert main(["check", "--rule", "link", str(site)]) == 0
    assert capsysbinary.readouterr().out.count(b": warning: link: ") == 2
    assert main(["check", "--rule", "link", "--strict", str(site)]) == 1
    assert main(["check", "--severity", "error", str(site / "content" / "b.md")]) == 0
    capsysbinary.readouterr()
    assert main(["check", "--rule", "nothing", str(site)]) == 2


def test_json_has_the_keys_that_the_help_promises(site, capsysbinary):
    assert main(["check", "--json", str(site)]) == 1
    told = json.loads(capsysbinary.readouterr().out)
    assert told["version"] == 1
    assert told["counts"] == {"error": 1, "warning": 3, "hint": 1}
    first = told["findings"][0]
    assert first | {"message": "", "advice": ""} == {
        **{
            "path": str(site / "content" / "a.md"),
            "line": 3,
            "column": 7,
            "severity": "error",
            "rule": "date",
        },
        **{"message": "", "advice": "", "fix": "Write 2024-01-02"},
    }
    assert all(f'"{key}"' in check.EXAMPLES for key in (*told, *first))
    assert all(code in check.EXAMPLES for code in RULES)


def test_a_single_post_is_checked_in_its_site(site, capsysbinary):
    assert main(["check", "--json", str(site / "content" / "b.md")]) == 0
    found = json.loads(capsysbinary.readouterr().out)["findings"]
    assert [finding["rule"] for finding in found] == ["link"]
