"""Looks for texts that break a law: `python -m tests.safety.fuzz [SECONDS] [LAW…]`.

With atheris installed the search follows the code that each text reaches; without it, texts are mixed at random from
the same seeds. What is found is written to `tests/data/fuzz/LAW/`, where the test suite tries it ever after; the exit
code is 1 if anything was.
"""

import gzip
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
FINDS = DATA / "fuzz"
_LONGEST = 2000
# One in so many texts is tried many times over too.
_GROWN = 50
_NEVER = 90


def seeds(law):
    """Give texts to begin with."""
    cases = json.loads((DATA / "front-matter-traps.json").read_text("utf-8"))
    traps = [case["text"] for case in cases if "text" in case]
    if law in ("front_matter", "config"):
        matters = [text.partition("\n")[2].rpartition("\n---")[0] for text in traps]
        return traps if law == "front_matter" else matters
    with gzip.open(DATA / "markdown-verdicts.json.gz") as file:
        cases = [text for text in json.load(file)["cases"].values() if isinstance(text, str)]
    return [text for text in cases if len(text) < _LONGEST]


def keep(law, text):
    """Write a find where the tests look for it."""
    data = text.encode("utf-8", "surrogateescape")
    folder = FINDS / law
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{hashlib.blake2b(data, digest_size=4).hexdigest()}.txt"
    path.write_bytes(data)
    return path


def search(law, seconds):
    """Search in a process of its own, which ends at the first find; gives the find's text or None, and its words."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, text in enumerate(seeds(law)):
            (corpus / f"{number}").write_bytes(text.encode("utf-8", "surrogateescape"))
        done = subprocess.run(
            [sys.executable, "-m", "tests.safety.fuzz", "--within", law, str(seconds), folder],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=2 * seconds + 120,
        )
        found = [
            p for p in Path(folder).iterdir() if p.name.startswith(("crash-", "timeout-", "oom-", "slow-"))
        ]
        words = "\n".join((done.stdout + done.stderr).splitlines()[-40:])
        if found:
            return found[0].read_bytes().decode("utf-8", "surrogateescape"), words
        if done.returncode:
            raise RuntimeError(words)
        return None, words


def guided(law, seconds, folder):
    """Let atheris search."""
    import atheris

    with atheris.instrument_imports(include=["editor.core"]):
        from tests.safety.fuzz_laws import LAWS, hold

    def try_one(data):
        # A text many times over takes a hundred times as long to try.
        growing = zlib.crc32(data) % _GROWN == 0
        hold(LAWS[law], data.decode("utf-8", "surrogateescape"), growing=growing)

    # The laws judge time by the process's own clock. This one is the wall's, for what never ends: a text that is grown
    # is tried under the tracer, ten times slower, maybe on a machine that is busy.
    options = [f"-max_total_time={seconds}", f"-max_len={_LONGEST}", "-rss_limit_mb=4096"]
    options += [f"-timeout={_NEVER}", f"-report_slow_units={_NEVER}"]
    options += [f"-artifact_prefix={folder}/", "-only_ascii=0", "-print_final_stats=0", f"{folder}/corpus"]
    atheris.Setup(["fuzz", *options], try_one)
    atheris.Fuzz()


def unguided(law, seconds, folder):
    """Mix texts at random."""
    from tests.safety.fuzz_laws import LAWS, hold

    rng = random.Random(time.time())
    texts = seeds(law)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        text = mixed(rng, texts)
        try:
            hold(LAWS[law], text, growing=rng.randrange(_GROWN) == 0)
        except Exception:
            (Path(folder) / "crash-1").write_bytes(text.encode("utf-8", "surrogateescape"))
            raise


def mixed(rng, texts):
    """Cut and join some texts."""
    text = rng.choice(texts)
    for _ in range(rng.randint(1, 6)):
        at = rng.randint(0, len(text))
        other = rng.choice(texts)
        start = rng.randint(0, len(other))
        piece = other[start : start + rng.choice((1, 3, 10, 60))] * rng.choice((1, 1, 1, 2, 30))
        text = text[:at] + piece + text[at + rng.choice((0, 0, 1, 5, 40)) :]
    return text[:_LONGEST]


def within(law, seconds, folder):
    try:
        import atheris
    except ImportError:
        unguided(law, seconds, folder)
    else:
        del atheris
        guided(law, seconds, folder)


def main(arguments):
    if arguments[:1] == ["--within"]:
        within(arguments[1], int(arguments[2]), arguments[3])
        return 0
    seconds = int(arguments[0]) if arguments else 60
    laws = arguments[1:] or ["front_matter", "body", "shortcodes", "config", "comparing"]
    found = 0
    for law in laws:
        text, words = search(law, seconds)
        sys.stdout.write(f"{law}: {'nothing found' if text is None else 'FOUND'} in {seconds} s at most\n")
        if text is not None:
            found += 1
            sys.stdout.write(f"{keep(law, text)}\n{words}\n")
    return int(bool(found))


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    sys.exit(main(sys.argv[1:]))
