from editor.qt_libraries import why_qt_cannot_start


def test_a_missing_library_comes_with_the_package_that_has_it(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    told = why_qt_cannot_start(error)
    assert "libEGL.so.1" in told
    assert "apt install libegl1" in told
    assert "dnf install mesa-libEGL" in told


def test_no_screen_is_told_and_a_sound_machine_has_nothing_to_say(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert why_qt_cannot_start() == ""
    assert "loaded" in why_qt_cannot_start(ImportError("something else"))
