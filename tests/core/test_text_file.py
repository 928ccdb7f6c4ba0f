import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.errors import EditorError
from editor.core.text_file import ChangedOutside, decode, encode, read_text_file, write_atomically


@given(st.binary())
def test_any_bytes_survive_being_text(data):
    assert encode(decode(data)) == data


def test_reading_tells_what_is_wrong(tmp_path):
    (tmp_path / "binary.md").write_bytes(b"\x89PNG\0\0\xff\xfe")
    (tmp_path / "utf16.md").write_bytes("---\n".encode("utf-16"))
    (tmp_path / "big.md").write_bytes(b"x" * 101)
    os.mkfifo(tmp_path / "pipe.md")
    for name, words in [
        ("missing.md", "no such file"),
        ("", "folder"),
        ("binary.md", "no text file"),
        ("utf16.md", "UTF-16"),
        ("big.md", "MB"),
        ("pipe.md", "pipe"),
        ("binary.md/x", "is a file, not a folder"),
    ]:
        with pytest.raises(EditorError, match=words) as caught:
            read_text_file(tmp_path / name, max_bytes=100)
        assert caught.value.path == tmp_path / name


def test_damaged_utf8_is_read_with_the_line_named(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"---\ntitle: caf\xe9\n---\n")
    file = read_text_file(path)
    assert "Line 2" in file.read_only_reason
    assert not file.valid_utf8
    assert encode(file.text) == path.read_bytes()


def test_writing_keeps_mode_and_link_and_leaves_nothing_behind(tmp_path):
    real = tmp_path / "real.md"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(real)
    write_atomically(link, b"new", expected=read_text_file(link).fingerprint)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link.md", "real.md"]


def test_a_file_changed_or_deleted_outside_is_not_overwritten(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"mine")
    seen = read_text_file(path).fingerprint
    path.write_bytes(b"them")
    with pytest.raises(ChangedOutside):
        write_atomically(path, b"new", expected=seen)
    assert path.read_bytes() == b"them"
    path.unlink()
    with pytest.raises(ChangedOutside, match="deleted"):
        write_atomically(path, b"new", expected=seen)
    assert not path.exists()


def test_a_new_file_never_takes_the_place_of_another(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"here")
    with pytest.raises(EditorError, match="already"):
        write_atomically(path, b"new", new=True)
    write_atomically(tmp_path / "b.md", b"new", new=True)
    assert (tmp_path / "b.md").read_bytes() == b"new"


@pytest.mark.parametrize("call", ["fsync", "replace", "write"])
def test_a_failing_disk_leaves_the_old_file_and_no_other(tmp_path, monkeypatch, call):
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        with pytest.raises(EditorError, match="disk is full"):
            write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]


def test_a_save_removes_what_a_killed_process_left_long_ago_and_nothing_else(tmp_path):
    path = tmp_path / "a.md"
    stale, fresh, others = (tmp_path / f".{name}.postwright" for name in ("a.md.0f", "a.md.1f", "b.md.0f"))
    for left in (stale, fresh, others):
        left.write_bytes(b"half")
    for left in (stale, others):
        os.utime(left, (0, 0))
    write_atomically(path, b"new", sweep=False)
    assert stale.exists()
    write_atomically(path, b"newer")
    assert sorted(p.name for p in tmp_path.iterdir()) == [fresh.name, others.name, "a.md"]


def test_a_vanished_folder_is_told(tmp_path):
    with pytest.raises(EditorError, match="The folder of this file is gone"):
        write_atomically(tmp_path / "gone" / "a.md", b"x")
