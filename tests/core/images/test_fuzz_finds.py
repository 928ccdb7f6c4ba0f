"""Files that a search found and that once broke a law of pictures, and some that are mixed anew the same way."""

import random
import warnings

from tests.safety.fuzz_pictures import FOUND, changed, hold, seeds


def test_what_was_found_holds():
    warnings.simplefilter("ignore")
    for path in sorted(FOUND.glob("*.bin")):
        hold(path.read_bytes())


def test_mixed_files_give_pictures_or_words():
    warnings.simplefilter("ignore")
    rng, texts = random.Random(7), seeds()
    for data in texts:
        hold(data)
    for _ in range(150):
        hold(changed(rng, rng.choice(texts), texts))
