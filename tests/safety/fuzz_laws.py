"""What must hold for any text whatever: nothing raises, nothing hangs, and what is set is what is read."""

import tempfile
import time
from pathlib import Path

from editor.core.errors import EditorError
from editor.core.frontmatter import Format, find_field, page_meta, read_front_matter, set_field, unset_field
from editor.core.frontmatter.casts import to_bool
from editor.core.line_diff import line_edits
from editor.core.markdown.shortcodes.lexer import items
from editor.core.merge import merge
from editor.core.post import read_post
from editor.core.post_render import render_post
from editor.core.side_by_side import side_by_side
from editor.core.site.config import read_config
from editor.core.text_edit import apply_edits

# A second is allowed for 100 KB, so that less has less of it; a tenth is the clock's and the imports' own.
_SECONDS, _SIZE, _LEAST = 1.0, 100_000, 0.25
_SMALL, _LARGE = 6_000, 60_000
_MOST_GROWTH = 25
_VALUES = ("word", "with: colon", "", "two\nlines", True, 3, ["a", "b"])


class Broken(AssertionError):
    """A law that does not hold."""


def front_matter(text):
    """Reading never raises; a value that is set is read back, and set back to what it was gives the same bytes."""
    front = read_front_matter(text)
    page_meta(front)
    if front.broken:
        return
    for field in front.fields[:4]:
        _set_and_back(text, field)
    _unset(text, front)
    _set(text, ("zz_new",), "value")


def _set_and_back(text, field):
    for value in _VALUES:
        changed = _set(text, field.path, value)
        if changed is None or field.value is None or isinstance(field.value, (dict, list)):
            continue
        back = _set(changed, field.path, field.value)
        if back is not None and type(value) is type(field.value) and back != text:
            found = find_field(read_front_matter(back), field.path)
            if found is None or found.value != field.value:
                raise Broken(f"{field.path} set to {value!r} and back reads {found}")


def _set(text, path, value):
    try:
        changed = apply_edits(text, set_field(text, path, value))
    except EditorError:
        return None
    found = find_field(read_front_matter(changed), path)
    if found is None or not _is_meant(found.value, value):
        raise Broken(f"{path} set to {value!r} reads {found}")
    return changed


def _is_meant(found, value):
    if found != found and value != value:
        # No number is not equal to itself.
        return True
    # A switch that stands in quotes stays in them: Hugo reads it as a switch all the same.
    return found == value or (isinstance(value, bool) and isinstance(found, str) and to_bool(found) is value)


def _unset(text, front):
    for field in front.fields[:2]:
        try:
            changed = apply_edits(text, unset_field(text, field.path))
        except EditorError:
            continue
        again = read_front_matter(changed)
        # With its last key a post may lose its delimiters, and is again what it was before it had any.
        if again.broken and again.split.format is not Format.NONE:
            raise Broken(f"without {field.path} it cannot be read")


def body(text):
    """A body renders, and again the same."""
    post = read_post(text)
    if render_post(post, None).html != render_post(post, None).html:
        raise Broken("rendered twice it differs")


def shortcodes(text):
    """Shortcodes are found in any text."""
    list(items(text))


def config(text):
    """A site's configuration is read or refused in any of its formats."""
    with tempfile.TemporaryDirectory() as folder:
        for ending in ("toml", "yaml", "json"):
            path = Path(folder) / f"hugo.{ending}"
            path.write_text(text, encoding="utf-8", errors="surrogateescape", newline="")
            read_config(Path(folder))
            path.unlink()


def comparing(text):
    """Texts are compared and merged, whatever they are."""
    parts = text.split("\0") if "\0" in text else [text[: len(text) // 3], text[len(text) // 3 :]]
    base, theirs, mine = (*parts, "", "")[:3]
    if apply_edits(base, line_edits(base, mine)) != mine:
        raise Broken("the edits lead elsewhere")
    merge(base, theirs, mine)
    side_by_side(base, theirs)


LAWS = {law.__name__: law for law in (front_matter, body, shortcodes, config, comparing)}


def hold(law, text, *, growing=True):
    """Check a law on a text, and if `growing` on the text many times over: time may grow with it, and not much more."""
    if _time(law, text) > _allowed(text):
        raise Broken(f"{law.__name__} hangs")
    if growing and text and len(text) < _SMALL // 2:
        for repeated in (text, text.rstrip("\n")):
            _check_growth(law, repeated)


def _check_growth(law, text):
    small, large = ((text * (size // len(text) + 1))[:size] if text else "" for size in (_SMALL, _LARGE))
    short = _time(law, small)
    # Only what takes a while already can become too slow.
    if short > 0.05:
        long = _time(law, large)
        if long > _LEAST and long > _MOST_GROWTH * short:
            raise Broken(
                f"{law.__name__} is slow: {short:.3f} s for {len(small)}, {long:.3f} s for {len(large)}"
            )


def _time(law, text):
    start = time.process_time()
    law(text)
    return time.process_time() - start


def _allowed(text):
    return max(_LEAST, _SECONDS * len(text) / _SIZE) * 4
