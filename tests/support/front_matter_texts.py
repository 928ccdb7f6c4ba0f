"""Generated posts: YAML front matter in the styles authors use, with comments, nested maps and odd line
ends."""

from __future__ import annotations

from hypothesis import strategies as st

from editor.core.frontmatter.yaml_quotes import Habit, can_be_plain, quote

LINES = st.sampled_from(["\n", "\r\n", "\r"])
_ALPHABET = "abcXYZ019 éñ日😀:#'\"-,[]{}&*!|>%@`\\_/.?~=+"
texts = st.text(_ALPHABET, max_size=24)
words = st.text("abcdefgh XYZ", min_size=1, max_size=10).filter(lambda text: text == text.strip())
keys = st.sampled_from(
    [
        "title",
        "subtitle",
        "summary",
        "slug",
        "weight",
        "featured",
        "draft",
        "date",
        "lastmod",
        "Custom_Key",
        "x-y",
        "Größe",
        "author",
        "location",
    ]
)
atoms = st.sampled_from(
    ["true", "false", "True", "7", "-3", "1.5", "2024-05-06", "2024-05-06T07:08:09+02:00"]
)
values = st.one_of(texts, words, st.booleans(), st.integers(-(10**6), 10**6), st.floats(-1e6, 1e6))
lists = st.lists(st.one_of(texts, words, st.integers(0, 99)), max_size=4)


@st.composite
def scalars(draw: st.DrawFn, *, flow: bool = False) -> str:
    """A scalar as an author may write it: bare where it can be, else quoted."""
    if draw(st.integers(0, 3)) == 0:
        return draw(atoms)
    text = draw(st.one_of(texts, words))
    habit = draw(st.sampled_from(Habit))
    if habit is Habit.PLAIN and can_be_plain(text, flow=flow):
        return text
    return quote(text, habit)


@st.composite
def entries(draw: st.DrawFn, key: str, indent: str, depth: int) -> list[str]:
    """The lines of one key."""
    comment = draw(st.sampled_from(["", "", "", " # note", "   #"]))
    lines = draw(st.sampled_from([[], [], [], [f"{indent}# about {key}"], [""]]))
    kind = draw(st.sampled_from(["scalar", "scalar", "empty", "flow", "block", "map", "rows"]))
    head = f"{indent}{key}:"
    if kind == "empty":
        return [*lines, head + comment]
    if kind == "flow":
        items = draw(st.lists(scalars(flow=True), max_size=4))
        return [*lines, f"{head} [{draw(st.sampled_from([', ', ',', ' , '])).join(items)}]{comment}"]
    if kind == "block":
        deeper = indent + draw(st.sampled_from(["", "  "]))
        items = draw(st.lists(scalars(), min_size=1, max_size=4))
        return [*lines, head + comment, *(f"{deeper}- {item}" for item in items)]
    if kind == "map" and depth < 2:
        inner = draw(st.lists(keys, min_size=1, max_size=3, unique_by=str.lower))
        below = [line for name in inner for line in draw(entries(name, indent + "  ", depth + 1))]
        return [*lines, head + comment, *below]
    if kind == "rows" and depth < 2:
        rows = [f"{indent}- url: {draw(scalars())}" for _ in range(draw(st.integers(1, 3)))]
        return [*lines, head, *(line for row in rows for line in (row, f"{indent}  name: {draw(scalars())}"))]
    return [*lines, f"{head} {draw(scalars())}{comment}"]


@st.composite
def posts(draw: st.DrawFn) -> str:
    """A whole file with YAML front matter."""
    eol = draw(LINES)
    lines: list[str] = []
    for key in draw(st.lists(keys, max_size=6, unique_by=str.lower)):
        lines += draw(entries(key, "", 0))
    lead = draw(st.sampled_from(["", "", "\ufeff", "\n"]))
    body = draw(st.sampled_from(["", "Body\n", "\n# Head\r\n---\nx", "no end"]))
    return lead + eol.join(["---", *lines, "---", ""]) + body
