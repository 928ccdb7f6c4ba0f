"""A text made as small as it can be while something stays true of it: delta debugging, many candidates at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

# Says of each text whether it still shows what is looked for.
Test = Callable[[list[str]], list[bool]]
_AT_ONCE = 300


def minimised(text: str, test: Test) -> str:
    """Leave out lines, then characters, while the rest still passes the test."""
    lines = _smaller(text.split("\n"), "\n", test)
    text = "\n".join(lines)
    if len(text) <= 20_000:
        text = "".join(_smaller(list(text), "", test))
    return text


def _smaller(parts: list[str], glue: str, test: Test) -> list[str]:
    size = max(len(parts) // 2, 1)
    while True:
        spans = [(at, min(at + size, len(parts))) for at in range(0, len(parts), size)]
        gone = _removable(parts, spans, glue, test)
        if gone:
            parts = _without(parts, gone)
        elif size == 1:
            return parts
        size = min(max(size // 2, 1), max(len(parts) // 2, 1))


def _removable(
    parts: list[str], spans: list[tuple[int, int]], glue: str, test: Test
) -> Sequence[tuple[int, int]]:
    """Give spans that may go together: as many of those that may go alone as still do so at once."""
    alone: list[tuple[int, int]] = []
    for at in range(0, len(spans), _AT_ONCE):
        some = spans[at : at + _AT_ONCE]
        passed = test([glue.join(_without(parts, [span])) for span in some])
        alone += [span for span, yes in zip(some, passed, strict=True) if yes]
    while len(alone) > 1:
        if test([glue.join(_without(parts, alone))])[0]:
            return alone
        alone = alone[: len(alone) // 2]
    return alone


def _without(parts: list[str], spans: Sequence[tuple[int, int]]) -> list[str]:
    out: list[str] = []
    at = 0
    for start, end in spans:
        out += parts[at:start]
        at = end
    return out + parts[at:]
