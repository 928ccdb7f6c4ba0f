"""The stored verdicts of the real Hugo on the CommonMark specification and Goldmark's own cases, setting by setting."""

import gzip
import json
from functools import cache
from pathlib import Path

import pytest

from editor.core.markdown import MarkupConfig, render_html
from tests.conformance.dom import first_difference, same
from tests.conformance.judge import BASE, hugo_html, merged
from tests.conformance.modes import MODES

DATA = Path(__file__).parents[2] / "data"


@cache
def stored():
    return json.loads(gzip.decompress((DATA / "markdown-verdicts.json.gz").read_bytes()))


@cache
def known_differences():
    return json.loads((DATA / "known-differences.json").read_text("utf-8"))


@pytest.mark.parametrize("mode", MODES)
def test_every_case_is_what_hugo_renders(mode):
    config = MarkupConfig.from_hugo(merged(BASE, MODES[mode]))
    verdicts = stored()["unsafe"] | stored()["modes"][mode]
    known = set(known_differences().get(mode, ())) & set(verdicts)
    differing = {}
    for name, source in stored()["cases"].items():
        ours = render_html(source, config)
        if not same(ours, verdicts[name]):
            differing[name] = f"{source!r}\n{first_difference(ours, verdicts[name])}"
    new = sorted(set(differing) - known)
    assert not new, "\n".join(f"{name}: {differing[name]}" for name in new[:5])
    assert not known - set(differing), (
        f"equal by now, so take it off the list: {sorted(known - set(differing))[:20]}"
    )


@pytest.mark.hugo
def test_the_stored_verdicts_are_still_those_of_the_binary():
    some = dict(list(stored()["cases"].items())[::7])
    fresh = hugo_html(some, MODES["unsafe"])
    assert fresh == {name: stored()["unsafe"][name] for name in some}
