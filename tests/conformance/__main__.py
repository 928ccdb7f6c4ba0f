"""Markdown judged by the real Hugo: `python -m tests.conformance --corpus FOLDER`.

Every set of bodies under every setting of `modes`. Prints a table, then the first difference with a source as small as
it can be made. Exits with 1 where something differs that `known-differences.json` does not list, or no longer does, and
where too many mutations differ.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.conformance.dom import first_difference, same
from tests.conformance.edits import soak
from tests.conformance.judge import hugo_pages, hugo_version, kept_pages
from tests.conformance.minimise import minimised
from tests.conformance.modes import MODES
from tests.conformance.ratchet import Ratchet
from tests.conformance.sets import SAMPLE, bodies, mutations, stored, whole_posts
from tests.conformance.verdicts import Count, compare, differ, markup, ours

# Mutations are other ones with each seed, so there is no list of them but a share.
FUZZ_SHARE = 99.5
_OTHER_MODES_FUZZ = 10  # a tenth of the mutations where only a setting is flipped


@dataclass
class Set:
    """Bodies with what is known of them; `matter` is there for whole posts alone."""

    name: str
    bodies: Mapping[str, str]
    modes: tuple[str, ...] = tuple(MODES)
    matter: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


def main(arguments: list[str] | None = None) -> int:
    """Judge all sets, or soak edits."""
    options = _options(arguments)
    if options.edits:
        return soak(options.corpus or SAMPLE, options.edits, options.seed)
    print(f"Hugo {hugo_version()}")
    sets = _sets(options)
    modes = [mode for mode in MODES if not options.mode or mode in options.mode]
    ratchet = Ratchet()
    mutated = Count()
    shown = 0
    width = max(map(len, MODES))
    for mode in modes:
        for each in sets:
            if mode not in each.modes:
                continue
            count = _judge(each, mode, ratchet if each.name != "fuzz" else None)
            if each.name == "fuzz":
                mutated.judged += count.judged
                mutated.differing += count.differing
            line = (
                f"{mode:<{width}}  {each.name:<9} {count.share:7.2f} %  {count.judged - len(count.differing)}"
            )
            line += f" of {count.judged}, bytes equal {count.bytes_equal}"
            print(line + (f", refused by Hugo {count.refused}" if count.refused else ""), flush=True)
            news = [name for name in count.differing if name not in ratchet.known.get(mode, ())]
            for name in (news or count.differing)[: options.show - shown]:
                shown += 1
                _show(each, mode, name)
    if mutated.judged:
        print(f"fuzz in all modes: {mutated.share:.2f} % of {mutated.judged} (at least {FUZZ_SHARE} %)")
    return max(_verdict(ratchet, options.update), int(mutated.share < FUZZ_SHARE))


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="judge our Markdown by the real Hugo")
    parser.add_argument("--corpus", type=Path, help="a folder of posts")
    parser.add_argument("--mode", action="append", choices=[*MODES], help="only this mode; may be repeated")
    parser.add_argument("--set", action="append", help="only this set: cases, sample, corpus, whole or fuzz")
    parser.add_argument("--seed", type=int, default=1, help="of the mutations and edits")
    parser.add_argument("--count", type=int, default=3000, help="of the mutations")
    parser.add_argument(
        "--edits", type=int, default=0, help="compare incremental with full rendering so often"
    )
    parser.add_argument("--show", type=int, default=1, help="so many differences, each as small as can be")
    parser.add_argument("--update", action="store_true", help="write the list of known differences anew")
    return parser.parse_args(arguments)


def _sets(options: argparse.Namespace) -> list[Set]:
    cases = stored()["cases"]
    assert isinstance(cases, dict)
    sets = [Set("cases", cases), Set("sample", bodies(SAMPLE, "sample"))]
    others: dict[str, str] = {}
    if options.corpus and options.corpus.resolve() != SAMPLE:
        others = bodies(options.corpus, "corpus")
        sets.append(Set("corpus", others))
        whole, matter = whole_posts(options.corpus, "whole")
        sets.append(Set("whole", whole, ("unsafe",), matter))
    # Cases are short and posts are long: cases are drawn for a third, posts for the rest.
    third = options.count // 3
    fuzz = mutations(cases, options.seed, third)
    fuzz |= mutations(others or sets[1].bodies, options.seed, options.count - third)
    some = dict(list(fuzz.items())[::_OTHER_MODES_FUZZ])
    sets.append(Set("fuzz", fuzz, ("unsafe", "default")))
    sets.append(Set("fuzz", some, tuple(mode for mode in MODES if mode not in ("unsafe", "default"))))
    return [each for each in sets if not options.set or each.name in options.set]


def _judge(each: Set, mode: str, ratchet: Ratchet | None) -> Count:
    settings = MODES[mode]
    hugo = kept_pages(each.bodies, settings, each.matter)
    count = compare(each.bodies, hugo, markup(settings), each.matter)
    if ratchet is not None:
        ratchet.take(mode, hugo, count.differing)
    return count


def _show(each: Set, mode: str, name: str) -> None:
    settings, matter = MODES[mode], each.matter.get(name)
    source = minimised(each.bodies[name], lambda texts: differ(texts, settings, matter))
    hugo = hugo_pages({name: source}, settings, {name: matter or {}})[name]
    found = ours(source, markup(settings), matter)
    part = 0 if not same(found[0], hugo[0]) else 1
    print(
        f"\n{mode}: {name}\n  source {source!r}\n  {first_difference(found[part], hugo[part])}\n", flush=True
    )


def _verdict(ratchet: Ratchet, update: bool) -> int:
    for word, found in (("new", ratchet.new), ("equal by now, so take it off the list:", ratchet.gone)):
        for mode, names in found.items():
            print(f"{mode}: {len(names)} {word} {', '.join(names[:8])}")
    if update:
        ratchet.write()
        return 0
    return 0 if ratchet.holds else 1


if __name__ == "__main__":
    sys.exit(main())
