"""Change sets whose process is killed at each call of the disk: `python -m tests.safety.kill_changes [ROUNDS [STEP]]`.

With a step above 1 it is every so many calls, beginning at another one in each round.

After each kill every file is old or new; the change set is then finished or taken back, in turn, by a process that is
killed at it too, and in the end by this process.
Prints how many were killed and how many files were not as they should be; the exit code is 1 if there was one.
It stands by itself because it forks, which a process with threads must not.
"""

import os
import sys
import tempfile
from pathlib import Path

from editor.core.changes import apply_changes, last_applied, moves_of, undo_changes, unfinished
from editor.core.site.index import read_index
from editor.core.site.move import plan_move
from tests.support.changes import sample_changes, sample_site, snapshot
from tests.support.failing_disk import DeadlyDisk


def killed_at(at, work):
    """Do `work(disk)` in a process that dies at the call number `at`; tells whether it died."""
    child = os.fork()
    if child == 0:
        work(DeadlyDisk(at))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def differences(found, *allowed):
    """Count files that are in none of the allowed states."""
    names = set(found).union(*allowed)
    return sum(all(found.get(name) != state.get(name) for state in allowed) for name in names)


def rename_site(root):
    """Write a site with a bundle in two languages, each in a folder of its own, and links to it."""
    config = 'baseURL = "https://example.org/"\n[languages.en]\ncontentDir = "content/en"\n'
    files = {
        "hugo.toml": config + '[languages.fr]\ncontentDir = "content/fr"\n',
        "content/en/post/old/index.md": "---\ntitle: Old\n---\n![a](cat.jpg) [b](../other/)\n",
        "content/en/post/old/cat.jpg": "cat",
        "content/fr/post/old/index.md": "---\ntitle: Vieux\n---\n",
        "content/en/post/other.md": "[a](/post/old/)\n",
        "content/fr/autre.md": '[a]({{< relref "post/old" >}})\n',
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def rename_changes(root):
    """Plan that the bundle is renamed, with its links and aliases."""
    return plan_move(read_index(root), root / "content/en/post/old", "blog/deep/new").changes


def rounds(folder, write, plan, *, undoing, calls):
    """Kill an application, or an undoing, at each of its calls."""
    root, journal = write(folder / "site"), folder / "journal"
    old, changes = snapshot(root), plan(root)
    applied = apply_changes(changes, journal)
    new = snapshot(root)
    # A post is edited before it is moved.
    between = dict(old)
    for source, target in moves_of(applied.record):
        before, after = (path.relative_to(root).as_posix() for path in (source, target))
        moved = {name.replace(after, before, 1): data for name, data in new.items() if name.startswith(after)}
        between.update({name: data for name, data in moved.items() if data is not None})
    undo_changes(applied.record)
    damaged = 0
    for kills, at in enumerate(calls):
        if undoing:
            record = apply_changes(changes, journal).record
            died = killed_at(at, lambda disk, record=record: undo_changes(record, disk=disk))
        else:
            died = killed_at(at, lambda disk: apply_changes(changes, journal, disk=disk))
        found = snapshot(root)
        # Folders come and go with their files.
        damaged += differences({n: d for n, d in found.items() if d is not None}, old, between, new)
        if not died:
            return kills, damaged
        forwards = bool(at % 2)
        # Who mends it may be killed in its turn.
        killed_at(at % 7, lambda disk, forwards=forwards: _settle(journal, forwards=forwards, disk=disk))
        damaged += _mended(journal, root, old, new, forwards=forwards)
    raise AssertionError("it never ended")


def _settle(journal, *, forwards, disk):
    for left in unfinished(journal):
        if forwards:
            left.finish(disk)
        else:
            left.roll_back(disk)


def _mended(journal, root, old, new, *, forwards):
    for left in unfinished(journal):
        if forwards:
            undo_target = left.finish()
            damaged = differences(snapshot(root), new)
            undo_changes(undo_target.record)
            return damaged + differences(snapshot(root), old)
        left.roll_back()
        return differences(snapshot(root), old)
    # Killed before the record, or after the end of it.
    applied = last_applied(journal)
    if applied is not None:
        undo_changes(applied.record)
    return differences(snapshot(root), old)


SCENES = ((sample_site, sample_changes), (rename_site, rename_changes))


def main(times, step=1):
    kills = damaged = 0
    for number in range(times * 4):
        with tempfile.TemporaryDirectory() as name:
            os.environ["XDG_DATA_HOME"] = f"{name}/data"
            write, plan = SCENES[number // 2 % 2]
            calls = range(number % step, 10_000, step)
            more, worse = rounds(Path(name), write, plan, undoing=bool(number % 2), calls=calls)
            kills, damaged = kills + more, damaged + worse
    sys.stdout.write(f"{kills} change sets killed, {damaged} files not as they should be\n")
    return int(bool(damaged))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:] or ["1"])))
