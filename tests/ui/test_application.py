"""The program as a process: it opens what it is told to, tells its own faults, and ends."""

import subprocess
import sys
from pathlib import Path

from editor.application import CrashReporter

RUN = """
import sys
from PySide6.QtCore import QCoreApplication, QSettings, QTimer
from editor import application
from editor.launch import launch
QSettings.setDefaultFormat(QSettings.Format.IniFormat)
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[1])
build = application.build
def build_and_end(app, store, **more):
    program = build(app, store, **more)
    def end():
        print(program.window.windowTitle(), len(program.workspace.posts))
        QCoreApplication.quit()
    program.window.preview.page_ready.connect(lambda: QTimer.singleShot(300, end))
    return program
application.build = build_and_end
sys.exit(launch(sys.argv[2:]))
"""


def test_it_runs_and_ends(tmp_path, site, hello):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", RUN, str(tmp_path / "config"), str(site), str(hello)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "Hello: world[*] — post/hello.md — Postwright 3\n"
    assert "Traceback" not in done.stderr


def test_a_fault_is_told_and_the_window_goes_on(program, window, answer, capsys):
    asked = answer("Close")
    try:
        raise RuntimeError("a fault")
    except RuntimeError as error:
        CrashReporter(window, program.rescue)(RuntimeError, error, error.__traceback__)
    assert asked == ["Something went wrong in Postwright."]
    assert "a fault" in capsys.readouterr().err
    assert window.isVisible()
