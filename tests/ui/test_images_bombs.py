"""Pictures that are bombs, in the real window with the real view: nothing runs, nothing falls over."""

import pytest

from editor.ui.features import FEATURES
from tests.core.images.pictures import declared, exif, film, made
from tests.ui.test_images_panel import rows, settle
from tests.ui.test_preview_pane import MAIN, ask, wait_for

pytestmark = pytest.mark.webengine
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"%s>%s'
BODY = """---
title: Bombs
---

![a](huge.png) ![b](film.gif) ![c](exif.jpg) ![d](cut.png) ![e](evil.svg) ![f](nested.svg) ![g](fine.png)

Still here.
"""


def test_hostile_pictures_are_listed_and_shown_without_harm(qtbot, program, window, workspace, site):
    folder = site / "content" / "post" / "bombs"
    folder.mkdir()
    (folder / "index.md").write_text(BODY)
    script = "<script>document.title = 'ran'; parent.ran = 1</script>"
    for name, data in {
        "huge.png": declared(60_000, 60_000),
        "film.gif": film(frames=250),
        "exif.jpg": made("JPEG", exif=exif(maker="x" * 60_000)),
        "cut.png": made()[:80],
        "evil.svg": SVG % (' onload="parent.ran=1"', f"{script}</svg>"),
        "nested.svg": SVG % ("", "<g>" * 20_000),
        "fine.png": made(size=(44, 22)),
    }.items():
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    window.open_paths([site, folder / "index.md"])
    window.actions_["images"].trigger()
    panel = program.features.get(FEATURES["images"])
    settle(qtbot, panel)
    assert set(rows(panel)) == {
        "huge.png",
        "film.gif",
        "exif.jpg",
        "cut.png",
        "evil.svg",
        "nested.svg",
        "fine.png",
    }
    wait_for(qtbot, window, "[...document.images].some(i => i.naturalWidth === 44)")
    assert "Still here." in ask(qtbot, window, "document.getElementById('pw-body').innerText")
    assert ask(qtbot, window, "typeof window.ran", MAIN) in ("undefined", None, "")
    assert ask(qtbot, window, "document.title") != "ran"
