"""The stored verdicts of the real Hugo on the CommonMark specification and Goldmark's own cases, setting by setting."""

from functools import cache

import pytest

from tests.conformance.dom import first_difference
from tests.conformance.judge import hugo_html
from tests.conformance.modes import MODES
from tests.conformance.ratchet import Ratchet
from tests.conformance.sets import stored
from tests.conformance.verdicts import compare, markup, ours


@cache
def verdicts():
    return stored()


@pytest.mark.parametrize("mode", MODES)
def test_every_case_is_what_hugo_renders(mode):
    cases = verdicts()["cases"]
    pages = {name: (html, "") for name, html in (verdicts()["unsafe"] | verdicts()["modes"][mode]).items()}
    config = markup(MODES[mode])
    ratchet = Ratchet()
    ratchet.take(mode, pages, compare(cases, pages, config).differing)
    new = [
        f"{name}: {cases[name]!r}\n{first_difference(ours(cases[name], config)[0], pages[name][0])}"
        for name in ratchet.new.get(mode, ())[:5]
    ]
    assert not new, "\n".join(new)
    assert not ratchet.gone, f"equal by now, so take it off the list: {ratchet.gone}"


@pytest.mark.hugo
def test_the_stored_verdicts_are_still_those_of_the_binary():
    some = dict(list(verdicts()["cases"].items())[::7])
    assert hugo_html(some, MODES["unsafe"]) == {name: verdicts()["unsafe"][name] for name in some}
