"""A disk that goes while its posts are open, as a network's does: told in words, and the text is safe."""

import builtins
import errno
import io
import os

import pytest

from tests.safety.hands import type_words

CALLS = (
    "stat",
    "lstat",
    "open",
    "scandir",
    "listdir",
    "mkdir",
    "replace",
    "link",
    "unlink",
    "readlink",
    "chmod",
)


class Plug:
    """Lets every call of the system for what is below a folder fail while it is out."""

    def __init__(self, folder, code, monkeypatch):
        self._folder = str(folder)
        self._code = code
        self.is_out = False
        for module, name in (*((os, name) for name in CALLS), (io, "open"), (builtins, "open")):
            monkeypatch.setattr(module, name, self._failing(getattr(module, name)))

    def _failing(self, call):
        def called(path, *arguments, **options):
            if self.is_out and not isinstance(path, int) and str(path).startswith(self._folder):
                raise OSError(self._code, os.strerror(self._code), str(path))
            return call(path, *arguments, **options)

        return called


@pytest.mark.parametrize("code", [errno.ENOTCONN, errno.EACCES], ids=["gone", "forbidden"])
def test_a_disk_that_goes_is_no_fault_and_costs_no_word(
    qtbot, program, safety, window, workspace, site, hello, answer, monkeypatch, code
):
    workspace.open_folder(site)
    window.open_paths([hello])
    told = []
    workspace.notice.connect(lambda notice: told.append(notice.message))
    recent = workspace.recent_folders
    plug = Plug(site, code, monkeypatch)
    plug.is_out = True
    with qtbot.waitSignal(safety.recovery.kept, timeout=30_000):
        type_words(window, "Words ")
    with qtbot.waitSignal(safety.outside.checked, timeout=30_000):
        safety.outside.check()
    safety.autosave_.save_now()
    answer("Cancel")
    window.actions_["save"].trigger()
    workspace.open(site / "content" / "post" / "plain.md")
    workspace.open(site)
    assert len(told) == 2
    assert workspace.recent_folders == recent
    (session,) = workspace.unsaved
    assert "Words" in session.exact_text()
    plug.is_out = False
    session.save()
    assert "Words" in hello.read_text()
    program.pool.waitForDone()
