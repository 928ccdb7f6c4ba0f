"""Run every measurement; 1 when one misses its bound."""

from __future__ import annotations

import sys

from tests.bench import browser, echo, index, latency, rendering, start, theme


def main() -> int:
    failed = 0
    for bench in (start, rendering, index, browser, latency, echo, theme):
        print(f"== {bench.__name__.rsplit('.', 1)[-1]}: {(bench.__doc__ or '').splitlines()[0]}", flush=True)
        failed |= bench.main()
    return failed


if __name__ == "__main__":
    sys.exit(main())
