"""Words replaced across a site: what stands outside the hits keeps every byte, whatever the file is like."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.changes import apply_changes, undo_changes
from editor.core.errors import EditorError
from editor.core.line_ends import to_buffer
from editor.core.site.text_search import Match, Where, plan_replace, replace_edits, search_post
from editor.core.text_edit import apply_edits
from editor.core.text_file import decode

EVERYWHERE, BODY = Where(front_matter=True), Where(front_matter=False)


def finder(pattern):
    def find(text):
        return [Match(m.start(), m.end(), (m[0],)) for m in re.finditer(pattern, text, re.M) if m[0]]

    return find


def put(text):
    return lambda match: text


PIECES = st.sampled_from(
    ["cat", "Cat ", "a", "\n", "\r\n", "\r", "\u2029", "é", "🐈", "\udce9", "---\n", "\ufeff"]
)


@given(st.lists(PIECES, max_size=20).map("".join), st.sampled_from([r"cat", r"a$", r"t\s*\n", "🐈"]))
def test_every_character_outside_the_hits_stays(text, pattern):
    edits = replace_edits(text, finder(pattern), put("DOG"), EVERYWHERE)
    new = apply_edits(text, edits)
    # Between the hits stands what stood there, and in place of each what was wanted.
    kept, at = [], 0
    for edit in edits:
        assert to_buffer(text[edit.start : edit.end])
        kept.append(text[at : edit.start])
        at = edit.end
    assert new == "DOG".join([*kept, text[at:]])
    buffer = to_buffer(text)
    begin = 1 if buffer.startswith("\ufeff") else 0
    assert to_buffer(new) == buffer[:begin] + re.sub(pattern, "DOG", buffer[begin:], flags=re.M)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_front_matter_is_left_out_when_it_is_not_wanted(mark, end):
    text = f"{mark}---{end}title: cat{end}---{end}A cat{end}"
    assert len(replace_edits(text, finder("cat"), put("dog"), EVERYWHERE)) == 2
    (edit,) = replace_edits(text, finder("cat"), put("dog\nand"), BODY)
    assert apply_edits(text, [edit]) == f"{mark}---{end}title: cat{end}---{end}A dog{end}and{end}"


def test_a_hit_has_its_line_and_what_stands_around_it(tmp_path):
    text = (
        "---\r\ntitle: One\r\n---\r\nThe first line.\r\n  A long " + "word " * 60 + "cat and " + "more " * 90
    )
    found = search_post(tmp_path, text, finder("cat"), EVERYWHERE, 10)
    (hit,) = found.hits
    assert (found.total, hit.line, hit.found) == (1, 5, "cat")
    assert hit.before.startswith("…word ")
    assert len(hit.before) <= 62
    assert hit.after.startswith(" and more")
    assert to_buffer(text)[hit.start : hit.end] == "cat"
    first = search_post(tmp_path, "cat\ncat\ncat", finder("cat"), EVERYWHERE, 2)
    assert (first.total, [hit.line for hit in first.hits]) == (3, [1, 2])
    over = search_post(tmp_path, "a cat\nsat", finder("cat\nsat"), EVERYWHERE, 2)
    assert over.hits[0].found == "cat⏎"
    assert search_post(tmp_path, "dog", finder("cat"), EVERYWHERE, 2) is None


def test_a_plan_changes_the_hits_alone_and_is_taken_back(tmp_path):
    posts = {
        "crlf.md": b"---\r\ntitle: a cat\r\n---\r\n\r\nThe cat sat.\r\n",
        "bom.md": b"\xef\xbb\xbf---\ntitle: cat\n---\ncat",
        "mixed.md": b"cat\r\ncat\ncat\rcat\xe2\x80\xa8",
        "latin.md": b"a cat and a caf\xe9\n",
        "none.md": b"nothing here\n",
    }
    for name, data in posts.items():
        (tmp_path / name).write_bytes(data)
    paths = [tmp_path / name for name in posts]
    counted = []
    plan = plan_replace(
        "t", [*paths, tmp_path / "gone.md"], finder("cat"), put("ox"), EVERYWHERE, progress=counted.append
    )
    assert counted == [1, 2, 3, 4, 5, 6]
    # Bytes that are no UTF-8 are not this program's to write.
    assert [each.path.name for each in plan.skipped] == ["latin.md", "gone.md"]
    done = apply_changes(plan.changes, tmp_path / "journal")
    for name, data in posts.items():
        wanted = data if name == "latin.md" else data.replace(b"cat", b"ox")
        assert (tmp_path / name).read_bytes() == wanted
    undo_changes(done.record)
    assert {name: (tmp_path / name).read_bytes() for name in posts} == posts


@pytest.mark.parametrize(
    ("text", "pattern", "new"),
    [
        ("---\ntitle: a cat\n---\nbody\n", "a cat", "[cat"),
        ("---\ntitle: cat\n---\nbody\n", "title: ", "---\n"),
        ("---\ntitle: cat\n---\nbody\n", "---\nbody", "body"),
        ("cat\n", "cat", "---\na: [\n---"),
    ],
)
def test_front_matter_is_not_ruined(tmp_path, text, pattern, new):
    path = tmp_path / "post.md"
    path.write_text(text)
    plan = plan_replace("t", [path], finder(pattern), put(new), EVERYWHERE)
    assert not plan.changes
    assert plan.skipped[0].reason == "Its front matter could not be read after this."


def test_a_bad_pattern_is_told_at_once(tmp_path):
    def find(text):
        raise EditorError("bad")

    with pytest.raises(EditorError, match="bad"):
        plan_replace("t", [], find, put(""), EVERYWHERE)


def test_damaged_bytes_travel_as_they_are():
    text = decode(b"caf\xe9 cat\n")
    (edit,) = replace_edits(text, finder("cat"), put("ox"), EVERYWHERE)
    assert apply_edits(text, [edit]).encode("utf-8", "surrogateescape") == b"caf\xe9 ox\n"
