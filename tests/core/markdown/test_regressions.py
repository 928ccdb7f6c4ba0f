"""What once came out otherwise than Hugo's stays as Hugo has it."""

import pytest

from tests.conformance.dom import first_difference, same
from tests.conformance.modes import MODES
from tests.conformance.regressions import judged, regressions
from tests.conformance.verdicts import markup, ours


def test_each_is_what_hugo_renders():
    wrong = []
    for case in regressions():
        content, contents = ours(case.body, markup(MODES[case.mode]))
        for mine, theirs in ((content, case.content), (contents, case.contents)):
            if not same(mine, theirs):
                wrong.append(f"{case.mode}: {case.body!r}\n{first_difference(mine, theirs)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.hugo
def test_the_verdicts_are_the_binarys():
    listed = regressions()
    assert judged((case.mode, case.body) for case in listed) == listed
