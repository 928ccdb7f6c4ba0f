"""Looks for files that a picture's reader falls over: `python -m tests.safety.fuzz_pictures [SECONDS]`.

Bytes of good pictures are changed, cut, doubled and joined. What is found is written to `tests/data/fuzz/pictures/`,
where the test suite tries it ever after; the exit code is 1 if anything was.
"""

import hashlib
import random
import sys
import time
import warnings

from editor.core.errors import EditorError
from editor.core.images.metadata import Privacy
from editor.core.images.preparing import Format, Wish, prepare
from editor.core.images.reading import read_picture
from editor.core.images.thumbnails import may_be_drawn, thumbnail
from tests.core.images.pictures import exif, film, made
from tests.safety.fuzz import FINDS

FOUND = FINDS / "pictures"
_SLOW_S = 20


def seeds():
    """Give good pictures of every kind."""
    placed = [made(kind, exif=exif()) for kind in ("JPEG", "PNG", "WEBP")]
    plain = [made(kind) for kind in ("GIF", "TIFF", "BMP", "AVIF")]
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g><path d="M0 0h9"/></g></svg>'
    return [
        *placed,
        *plain,
        film("GIF"),
        film("WEBP"),
        film("PNG"),
        made(mode="P"),
        made("JPEG", mode="CMYK"),
        drawing,
    ]


def hold(data):
    """Read, show and prepare a picture: that gives a picture or words, and one that was made can be read."""
    may_be_drawn(data)
    try:
        picture = read_picture(data)
    except EditorError:
        return
    thumbnail(picture, 40)
    for wish in (Wish(), Wish(max_width=10, privacy=Privacy.ALL), Wish(0, Format.WEBP), Wish(9, Format.JPEG)):
        try:
            result = prepare(picture, wish)
        except EditorError:
            continue
        if result.data != data:
            read_picture(result.data)


def changed(rng, data, others):
    """Change some places of a file."""
    data = bytearray(data)
    for _ in range(rng.randint(1, 12)):
        at = rng.randrange(len(data)) if data else 0
        kind = rng.random()
        if kind < 0.6 and data:
            data[at] = rng.choice((0, 255, rng.randrange(256)))
        elif kind < 0.75:
            del data[at : at + rng.randint(1, 30)]
        elif kind < 0.9:
            data[at:at] = rng.randbytes(rng.randint(1, 20))
        else:
            data = data[:at] + rng.choice(others)[at:]
    return bytes(data)


def main(arguments):
    """Search for so many seconds."""
    seconds = int(arguments[0]) if arguments else 60
    # The library warns of much that it reads all the same.
    warnings.simplefilter("ignore")
    rng, texts, count = random.Random(time.time()), seeds(), 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = changed(rng, rng.choice(texts), texts)
        started = time.monotonic()
        try:
            hold(data)
            assert time.monotonic() - started < _SLOW_S, "slow"
        except Exception as error:
            FOUND.mkdir(parents=True, exist_ok=True)
            path = FOUND / f"{hashlib.blake2b(data, digest_size=4).hexdigest()}.bin"
            path.write_bytes(data)
            sys.stdout.write(f"pictures: FOUND {type(error).__name__}: {error}; kept as {path}\n")
            return 1
        count += 1
    sys.stdout.write(f"pictures: nothing found in {count:,} files\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
