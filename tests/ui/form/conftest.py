"""The form in a window of its own."""

import pytest

from editor.app.session import PostSession
from editor.ui.theme import Theme
from tests.support.form_bench import POST, Bench


@pytest.fixture
def look(qapp):
    theme = Theme(qapp, "light")
    theme.dress()
    yield theme
    theme.deleteLater()
    qapp.setStyleSheet("")


@pytest.fixture
def bench(qtbot, look):
    """Open a text in the form."""
    del look
    opened = []

    def bench(text=POST):
        opened.append(Bench(qtbot, PostSession(text=text)))
        return opened[-1]

    yield bench
    for each in opened:
        each.close()
