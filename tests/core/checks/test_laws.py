"""Laws of the check: it takes any text, and a fix mends what it was for and nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.checks import check_text, fix_text
from editor.core.checks.dates import readable_date
from editor.core.frontmatter.casts import to_moment
from tests.support.effort import check_linear

PIECES = st.sampled_from(
    [
        "---\n",
        "+++\n",
        "title: x\n",
        "date: 2024/5/6\n",
        "date = 2024/5/6\n",
        "_build: {a: 1}\n",
        "published: true\n",
    ]
    + [
        "cascade:\n  _target: {kind: page}\n",
        "summary:\n",
        "# a\n",
        "### b\n",
        "![](x.png)",
        "[a](b)",
        "{{< ",
        " >}}",
    ]
    + [
        '{{< ref "',
        '" >}}',
        "<img src=",
        "<!--",
        "-->",
        "```\n",
        "\r\n",
        "\r",
        "\t",
        "\udc80",
        "\U0001f600",
        "\x00",
        "\u2028",
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@given(TEXTS)
def test_any_text_is_checked_and_its_places_are_in_it(text):
    for finding in check_text(text, Path("/nowhere/a.md"), None):
        assert 0 <= finding.problem.start <= finding.problem.end <= len(text)
        assert finding.line >= 0
        assert finding.rule


@given(TEXTS)
def test_a_fix_leaves_fewer_findings(text):
    found = check_text(text, Path("/nowhere/a.md"), None)
    fixes = [finding.fix for finding in found if finding.fix is not None]
    if fixes:
        fixed = fix_text(text, fixes[:1])
        assert fixed != text
        after = check_text(fixed, Path("/nowhere/a.md"), None)
        assert sum(each.fix is not None for each in after) < len(fixes)


@given(st.integers(1, 9999), st.integers(1, 14), st.integers(0, 33), st.sampled_from("-/."))
def test_a_date_made_readable_is_the_same_day(year, month, day, between):
    written = readable_date(f"{year:04}{between}{month}{between}{day}")
    if written is not None:
        moment = to_moment(written)
        assert (moment.year, moment.month, moment.day) == (year, month, day)


@pytest.mark.parametrize(
    "piece",
    ["](", "## a\n\n", "{{< nope >}}\n\n", "<img src='a'>\n", "[a](b) ", "<!-- [a](b)", "[a]: b\n"],
)
def test_twice_the_text_takes_about_twice_as_long(piece):
    check_linear(lambda size: check_text(piece * size, Path("/nowhere/a.md"), None), 500, most=2_000)
