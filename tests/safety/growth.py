"""Texts that make naive parsers slow, ten times as long each time: `python -m tests.safety.growth`.

Prints the worst; the exit code is 1 where 100 KB take more than 15 times what 10 KB do. Times are the process's own.
"""

import math
import sys
import time

from editor.app.markdown_lines import START, scan_unit
from editor.core.markdown import MarkupConfig, render_html
from editor.core.reading import read_through
from tests.core.markdown.test_laws import GROWING

SMALL, LARGE = 10_000, 100_000
MOST = 15
# Beside those of `GROWING`, which the suite doubles.
MORE = {
    "nested brackets": lambda n: "[" * n,
    "nested quotes": lambda n: ">" * n + "a",
    "quote markers": lambda n: "> " * n + "a",
    "stars": lambda n: "*" * n + "a",
    "a stars": lambda n: "a**" * n,
    "unclosed em": lambda n: "*a " * n,
    "closed em": lambda n: "a* " * n,
    "unders": lambda n: "_a __b " * n,
    "backslashes": lambda n: "\\" * n,
    "hr-like": lambda n: "* " * n + "a",
    "html opens": lambda n: "<" * n,
    "link opens": lambda n: "[a](" * n,
    "link opens angle": lambda n: "[a](<b" * n,
    "ref opens": lambda n: "[a][" * n,
    "images": lambda n: "![[" + "]()" * n,
    "setext": lambda n: "a\n-\n" * n,
    "spaces": lambda n: "a" + " " * n + "b",
    "tabs": lambda n: "\t" * n,
    "nbsp": lambda n: "&nbsp;" * n,
    "fences": lambda n: "```\n" * n,
    "tildes fences": lambda n: "~~~a\n" * n,
    "code spans nl": lambda n: "`\n" * n,
    "dollars": lambda n: "$a " * n,
    "parens math": lambda n: "\\(a " * n,
    "shortcodes": lambda n: "{{< a " * n,
    "shortcodes2": lambda n: "{{< a >}}" * n,
    "shortclose": lambda n: "{{< /a >}}" * n,
    "shortcode text": lambda n: "{{% a %}}" * n,
    "lists nested": lambda n: "".join("  " * (i % 80) + "- a\n" for i in range(n)),
    "blank list": lambda n: "- \n" * n,
    "olist": lambda n: "1)\n" * n,
    "emoji": lambda n: ":a" * n,
    "emoji2": lambda n: ":smile:" * n,
    "attrs": lambda n: "a\n{.b}\n" * n,
    "notes inline": lambda n: "[^a]" * n + "\n\n[^a]: b",
    "notes": lambda n: "[^a]: [^a]" * n,
    "www": lambda n: "www." * n,
    "http": lambda n: "http://" * n,
    "at": lambda n: "a@" * n,
    "dots": lambda n: "a." * n,
    "dashes": lambda n: "--" * n,
    "single quotes alone": lambda n: "'" * n,
    "double quotes alone": lambda n: '"' * n,
    "open pointed targets, one end": lambda n: "[a](<b" * n + ">",
    "pointed targets with escapes": lambda n: "[a](<b\\>" * n,
    "pointed targets behind a space": lambda n: "[a]( <b" * n + ">)",
    "def pointed": lambda n: "[a]: <b\n" * n,
    "def title": lambda n: "[a]: b 'c\n" * n,
    "def title2": lambda n: "[a]: b (c\n" * n,
    "title one": lambda n: "[a](b 'c" * n + "'",
    "title two": lambda n: "".join("[a](b " + "\"'("[i % 3] for i in range(n)),
    "img title": lambda n: "![a](b 'c' " * n,
    "ref nest": lambda n: "[a][[b]" * n,
    "table pipes in code": lambda n: "|`a|" * n + "\n|-|\n",
    "table esc": lambda n: "|a\n|-\n" + "\\|" * n,
    "autolink": lambda n: "<http:" * n,
    "autolink2": lambda n: "<a@b" * n,
    "mixed quotes": lambda n: "\"'" * n,
    "ticks quotes": lambda n: "'`" * n,
    "angle marks": lambda n: "<<" * n + ">>" * n,
    "dots3": lambda n: "..." * n,
    "attr quote": lambda n: '<a b="' * n,
    "attr quote2": lambda n: "<a b='c' " * n,
    "comment end": lambda n: "<!--" * n + "-->",
    "cdata end": lambda n: "<![CDATA[" * n + "]]>",
    "htmlblock": lambda n: "<p\n" * n,
    "math block": lambda n: "$$\n" * n,
    "math": lambda n: "$$a$" * n,
    "math3": lambda n: "\\[a" * n,
    "alert": lambda n: "> [!NOTE]\n" * n,
    "quote nest lines": lambda n: "".join(">" * (i % 50) + "a\n" for i in range(n)),
    "deflist": lambda n: "a\n:b\n" * n,
    "deflist2": lambda n: ": " * n,
    "attrs2": lambda n: "{#a" * n,
    "attrs3": lambda n: "# a {b='" * n,
    "heading same": lambda n: "# a\n# a-1\n" * n,
    "ul mix": lambda n: "* a\n + b\n" * n,
    "indent code": lambda n: "    a\n\n" * n,
    "lone cr": lambda n: "a\r" * n,
    "nul": lambda n: "\x00" * n,
    "surrog": lambda n: "😀" * n,
    "zwj": lambda n: "a\u200d" * n,
    "strike": lambda n: "~~a" * n,
    "strike2": lambda n: "~" * n + "a",
    "sup": lambda n: "^a" * n,
    "emph long": lambda n: "*" * n + "a" + "*" * n,
    "emph3": lambda n: "***a " * n,
    "emph4": lambda n: "**a*b" * n,
    "emph5": lambda n: "a*b_c**d__" * n,
    "sc args": lambda n: "{{< a " + 'b="c" ' * n + ">}}",
    "sc quote": lambda n: '{{< a "' * n,
    "sc raw": lambda n: "{{< a `" * n,
    "sc nest": lambda n: "{{< a >}}" * n + "{{< /a >}}" * n,
    "sc comment": lambda n: "{{</* a " * n,
    "sc md nest": lambda n: "{{% details %}}\n" * n + "{{% /details %}}\n" * n,
    "fig": lambda n: '{{< figure src="a" >}}\n' * n,
    "instructions begun": lambda n: "<?a" * n,
    "close tags": lambda n: "</a" * n,
    "nested tags": lambda n: "<b>" * n + "a" + "</b>" * n,
    "div nested": lambda n: "<div>\n" * n,
    "details": lambda n: "<details>\n\n" * n,
}
TEXTS = GROWING | MORE
# Some that were quadratic once, and the best known of all: the suite's own.
SOME = (
    *(
        "nested brackets",
        "stars",
        "double quotes alone",
        "single quotes alone",
        "link opens angle",
        "html opens",
    ),
    *("quotes", "emph long", "titles", "open backticks", "nested links", "quote markers"),
)


def sized(make, least):
    """Repeat until there are so many characters."""
    times = 1
    while len(make(times)) < least:
        times *= 2
    low, high = times // 2, times
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if len(make(middle)) < least else (low, middle)
    return make(low)


def seconds(text):
    """Render it and tell how long that took."""
    begin = time.process_time()
    render_html(text, MarkupConfig(unsafe=True))
    return time.process_time() - begin


def seconds_of_lines(text):
    """Read its lines as the highlighter does, and tell how long that took."""
    lines, state, at = text.split("\n"), START, 0
    begin = time.process_time()
    while at < len(lines):
        found = scan_unit(lambda k, at=at: lines[at + k] if at + k < len(lines) else None, state)
        at, state = at + len(found), found[-1].state
    return time.process_time() - begin


def seconds_of_words(text):
    """Count its words, and tell how long that took."""
    begin = time.process_time()
    read_through(text)
    return time.process_time() - begin


def growth(make, tries=8, seconds=seconds):
    """Tell how many times longer the large text takes: the best time of each, tried again where it is much."""
    small, large = sized(make, SMALL), sized(make, LARGE)
    # A clock's tick is no growth.
    quick, slow = 0.004, math.inf
    best = math.inf
    for _ in range(tries):
        best = min(best, max(seconds(small), quick))
        slow = min(slow, seconds(large))
        if slow <= MOST * 0.8 * best:
            break
    return slow / best


def main():
    """Try all."""
    ways = {"page": seconds, "colours": seconds_of_lines, "words": seconds_of_words}
    found = sorted(
        (
            (growth(make, seconds=way), f"{name} ({what})")
            for name, make in TEXTS.items()
            for what, way in ways.items()
        ),
        reverse=True,
    )
    for times, name in found[:5]:
        sys.stdout.write(f"{name}: {times:.1f} times\n")
    slow = sum(times > MOST for times, _ in found)
    sys.stdout.write(f"{len(TEXTS)} kinds of text, {slow} grow more than {MOST} times from 10 KB to 100 KB\n")
    return int(bool(slow))


if __name__ == "__main__":
    sys.exit(main())
