"""The page that shows how to use the renderer as a library says what is so."""

import doctest
from pathlib import Path

import editor.core.markdown


def test_every_example_gives_what_it_says() -> None:
    page = Path(editor.core.markdown.__file__).with_name("README.md")
    failed, tried = doctest.testfile(str(page), module_relative=False)
    assert (failed, tried > 15) == (0, True)
