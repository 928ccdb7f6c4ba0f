"""The real window, with what watches over a person's words."""

import pytest

from editor.ui.features import SAFETY
from tests.ui.conftest import answer, hello, program, site, window, workspace

__all__ = ["answer", "hello", "program", "safety", "site", "window", "workspace"]


@pytest.fixture
def safety(program):
    """The feature, as it is once the window has been painted."""
    return program.features.get(SAFETY)
