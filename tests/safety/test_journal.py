"""Drafts, claims and versions on a real disk."""

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.errors import EditorError
from editor.core.journal import Draft, Journal, LeftDrafts
from editor.core.lock import Lock
from editor.core.text_file import decode
from editor.core.versions import Limits, VersionStore, committed_text
from tests.support.failing_disk import FailingDisk

ROOT = Path(__file__).parents[2]
TEXTS = st.binary(max_size=60).map(decode)


def draft(text="mine", base="base", path=Path("/x/post.md")):
    return Draft(path, base, text, time.time())


def left(root):
    found = LeftDrafts(root)
    found.close()
    return [entry.draft for entry in found.drafts]


@given(base=TEXTS, text=TEXTS, name=st.binary(min_size=1, max_size=20).filter(lambda b: b"\0" not in b))
def test_a_draft_comes_back_to_the_byte(tmp_path_factory, base, text, name):
    root = tmp_path_factory.mktemp("state") / "drafts"
    journal = Journal(root)
    kept = Draft(Path(os.fsdecode(b"/" + name)), base, text, 1.5)
    journal.keep({"1": kept, "2": Draft(None, "", text, 1.0)})
    journal.abandon()
    assert left(root) == [kept, Draft(None, "", text, 1.0)]


def test_drafts_are_private_and_only_those_wanted_stay(tmp_path):
    os.umask(os.umask(0))
    root = tmp_path / "state" / "drafts"
    journal = Journal(root)
    journal.keep({"1": draft("one"), "2": draft("two")})
    journal.keep({"2": draft("two, and more")})
    for path in (root, *root.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    journal.abandon()
    assert [d.text for d in left(root)] == ["two, and more"]


def test_a_journal_that_is_closed_leaves_nothing(tmp_path):
    journal = Journal(tmp_path)
    journal.keep({"1": draft()})
    journal.close()
    assert list(tmp_path.iterdir()) == []
    journal.close()


def test_drafts_of_a_living_process_are_not_offered_and_those_found_only_once(tmp_path):
    journal = Journal(tmp_path)
    journal.keep({"1": draft()})
    assert left(tmp_path) == []
    journal.abandon()
    first = LeftDrafts(tmp_path)
    assert len(first.drafts) == 1
    assert left(tmp_path) == []
    # Not decided: offered again. Discarded: gone, and the folder with it.
    first.close()
    again = LeftDrafts(tmp_path)
    again.drafts[0].discard()
    again.drafts[0].discard()
    again.close()
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_draft_is_left_alone(tmp_path):
    folder = tmp_path / "1-a"
    folder.mkdir()
    for name, data in {"a": b"", "b": b"{}\n", "c": b'{"version": 9}\nx', "d": b"\xff\n"}.items():
        (folder / f"{name}.draft").write_bytes(data)
    assert left(tmp_path) == []
    assert len(list(folder.iterdir())) == 4


def test_each_call_failing_keeps_the_draft_before_or_the_new_one(tmp_path):
    counting = FailingDisk()
    Journal(tmp_path / "count", counting).keep({"1": draft()})
    for at in range(2 * len(counting.calls)):
        root = tmp_path / str(at)
        failing = FailingDisk(at, 28)
        journal = Journal(root, failing)
        texts = []
        for text in ("before", "after"):
            try:
                journal.keep({"1": draft(text)})
            except OSError:
                continue
            texts.append(text)
        journal.abandon()
        assert [d.text for d in left(root)] == texts[-1:]


def test_a_claim_ends_with_its_process(tmp_path):
    code = (
        "import sys, time; from pathlib import Path; from editor.core.lock import Lock\n"
        "lock = Lock.take(Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"
    )
    path = tmp_path / "claim"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "held\n"
        assert Lock.take(path) is None
        process.kill()
        process.wait()
        taken = Lock.take(path)
    assert taken is not None
    assert Lock.take(path) is None
    taken.release()
    taken.release()
    assert not path.exists()


def test_versions_are_kept_newest_first_and_each_once(tmp_path):
    store = VersionStore(tmp_path / "versions")
    post = tmp_path / "post.md"
    now = time.time()
    for age, text in ((30, "one"), (20, "two"), (15, "two"), (10, "one")):
        store.keep(post, text, now - age)
    versions = store.of(post)
    assert [v.read() for v in versions] == ["one", "two", "one"]
    assert [round(now - v.at) for v in versions] == [10, 20, 30]
    assert store.of(tmp_path / "other.md") == ()
    versions[0].file.write_bytes(b"rubbish")
    with pytest.raises(EditorError, match="cannot be read"):
        versions[0].read()


def test_a_clock_that_was_set_back_costs_no_version(tmp_path):
    store = VersionStore(tmp_path)
    post = Path("/x/post.md")
    store.keep(post, "of tomorrow", time.time() + 86_400)
    store.keep(post, "one")
    store.keep(post, "two")
    assert sorted(version.read() for version in store.of(post)) == ["of tomorrow", "one", "two"]


def test_versions_know_a_post_by_its_real_name(tmp_path):
    store = VersionStore(tmp_path / "versions")
    (tmp_path / "real.md").write_text("x")
    (tmp_path / "link.md").symlink_to("real.md")
    store.keep(tmp_path / "link.md", "text")
    assert [v.read() for v in store.of(tmp_path / "real.md")] == ["text"]


def test_versions_are_bounded_by_count_bytes_and_age(tmp_path):
    post, other = tmp_path / "post.md", tmp_path / "other.md"
    now = time.time()
    store = VersionStore(tmp_path / "a", Limits(count=3))
    for n in range(6):
        store.keep(post, f"{n}", now + n)
    assert [v.read() for v in store.of(post)] == ["5", "4", "3"]
    store = VersionStore(tmp_path / "b", Limits(post_bytes=5000))
    for n in range(6):
        store.keep(post, os.urandom(1000).hex(), now + n)
    assert 1 <= len(store.of(post)) < 6
    store = VersionStore(tmp_path / "c", Limits(days=10))
    store.keep(post, "old", now - 11 * 86_400)
    store.keep(other, "young", now)
    store.tidy()
    assert store.of(post) == ()
    assert len(store.of(other)) == 1
    assert len(list((tmp_path / "c").iterdir())) == 1
    store = VersionStore(tmp_path / "d", Limits(all_bytes=3000))
    for n in range(4):
        store.keep(tmp_path / f"{n}.md", os.urandom(1000).decode("latin-1"), now + n)
    store.tidy()
    assert [len(store.of(tmp_path / f"{n}.md")) for n in range(4)][-1] == 1
    assert sum(len(store.of(tmp_path / f"{n}.md")) for n in range(4)) < 4


def git(folder, *arguments):
    subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments],
        check=True,
        capture_output=True,
        env=os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
    )


def test_the_committed_text_is_the_blob_and_runs_nothing(tmp_path):
    path = tmp_path / "content" / "post: ä.md"
    path.parent.mkdir()
    assert committed_text(path) is None
    path.write_bytes(b"one\r\ntw\xffo")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "x")
    (tmp_path / ".gitattributes").write_text("*.md diff=evil filter=evil\n")
    for key in ("diff.evil.textconv", "filter.evil.smudge", "core.fsmonitor", "core.pager"):
        git(tmp_path, "config", key, f"touch {tmp_path}/ran; cat")
    path.write_bytes(b"changed")
    assert committed_text(path) == decode(b"one\r\ntw\xffo")
    assert committed_text(tmp_path / "new.md") is None
    assert not (tmp_path / "ran").exists()
