"""The table of contents is Hugo's, by levels, marks and order."""

import pytest

from editor.core.markdown import MarkupConfig, render, table_of_contents
from tests.conformance.dom import same
from tests.conformance.judge import BASE, hugo_pages, merged

BODIES = {
    "roots": "# A\n\n## a\n\n# B\n\n## b\n",
    "skipped": "### deep\n\n## two\n\n#### four\n",
    "marks": '## `c` *e* [l](u) & "q" {#own .k}\n\n### <b>h</b> ~~s~~\n',
    "none": "text\n",
    "empty": "##\n\n## x\n\n*a\nb*\n---\n",
    "raw": "<h2 id='x'>raw</h2>\n\n## x\n\n> ## quoted\n\n- ## listed\n",
    "notes": "## a[^1]\n\n[^1]: note\n",
}
SETTINGS = {
    "default": {},
    "all": {"startLevel": 1, "endLevel": 6},
    "ordered": {"startLevel": 2, "endLevel": 2, "ordered": True},
    "nothing": {"startLevel": 4, "endLevel": 3},
}


@pytest.mark.hugo
@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("unsafe", [True, False])
def test_it_is_what_hugo_makes(name: str, unsafe: bool) -> None:
    settings = {"markup": {"tableOfContents": SETTINGS[name], "goldmark": {"renderer": {"unsafe": unsafe}}}}
    config = MarkupConfig.from_hugo(merged(BASE, settings))
    for key, (_, theirs) in hugo_pages(BODIES, settings).items():
        ours = table_of_contents(render(BODIES[key], config), config)
        assert same(ours, theirs.strip()), (key, ours, theirs)
