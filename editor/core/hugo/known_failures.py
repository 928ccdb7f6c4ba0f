"""Failures of Hugo's that are told in words of ours, with what to do; the patterns are of its own messages."""

from __future__ import annotations

import re
from typing import Final

# What is told in words of ours: the pattern, the text, the advice; `\1` are the pattern's groups.
KNOWN: Final[tuple[tuple[re.Pattern[str], str, str], ...]] = (
    (
        re.compile(r'template for shortcode "([^"]+)" not found'),
        r"There is no shortcode called “\1” in this site or its theme.",
        "Mend the name, or add its template to layouts/_shortcodes.",
    ),
    (
        re.compile(r"closing tag for shortcode '([^']+)' does not match start tag"),
        r"The shortcode closed here, “\1”, is not the one that was opened last.",
        "Close the inner shortcode first.",
    ),
    (
        re.compile(r'shortcode "([^"]+)" must be closed or self-closed'),
        r"The shortcode “\1” is opened and never closed.",
        r"Add {{< /\1 >}} after its content.",
    ),
    (
        re.compile(r"unclosed shortcode|shortcode '?\"?([\w./-]*)'?\"? .*not closed"),
        "A shortcode is opened and never closed.",
        "Close it with >}} (or %}}).",
    ),
    (
        re.compile(r"[Cc]annot mix named and positional parameters"),
        "This shortcode has parameters with names and without, or is not closed with >}}.",
        "Close it, and give all its parameters names, or none.",
    ),
    (
        re.compile(r"EOF looking for end (\w+) front matter delimiter"),
        r"The front matter (\1) does not end.",
        "Put its closing line (--- or +++) below it.",
    ),
    (
        re.compile(r'the "([^"]+)" front matter field is not a parsable date'),
        r"Hugo cannot read the date in “\1”.",
        "Write it as 2026-01-31 or 2026-01-31T09:30:00+01:00.",
    ),
    (
        re.compile(r"REF_NOT_FOUND: Ref \"([^\"]*)\""),
        r"The link to “\1” leads to no page.",
        "Mend the path in ref or relref, or make the page.",
    ),
    (
        re.compile(r'module "([^"]+)" not found'),
        r"The site needs the theme or module “\1”, which is not on this machine.",
        r"Put it into themes/\1, or get the site's modules with `hugo mod get`, which needs Go and Git.",
    ),
    (
        re.compile(r"(?:binary with name \"go\" not found|failed to (?:download|init) modules?|go: command not found"
                   r"|exec: \"go\": executable file not found)"),
        "The site's theme comes as Go modules, and Go is not on this machine.",
        "Install Go (https://go.dev/dl/), or run `hugo mod vendor` where Go is and copy the _vendor folder here.",
    ),
    (
        re.compile(r"binary with name \"(npx|npm|node|postcss|tailwindcss|sass|dart-sass[\w-]*)\" not found"),
        r"The theme's style sheets need “\1”, which is not on this machine.",
        "Install it (most often `npm install` in the site's folder).",
    ),
    (
        re.compile(r"(POSTCSS|TAILWINDCSS|TOCSS-DART|BABEL): .*not found"),
        r"The theme's style sheets need a tool (\1) that is not on this machine.",
        "Install it (most often `npm install` in the site's folder).",
    ),
    (
        re.compile(r'access denied: "([^"]+)" is not whitelisted in policy "security\.exec\.allow"'),
        r"Hugo may not run “\1”, which the theme's style sheets need.",
        r"Choose the Hugo the site was made with, or allow \1 in the site's security.exec.allow.",
    ),
    (
        re.compile(r'Could not resolve "([^"./][^"]*)"'),
        r"The theme's scripts need the package “\1”, which is not on this machine.",
        "Get it with `npm install` in the site's folder.",
    ),
    (
        re.compile(r'found no layout file for "([^"]+)" for (?:layout "[^"]*" for )?kind "([^"]+)"'),
        r"The theme has no template for a \2 (as \1).",
        "Look whether the theme is complete: `git submodule update --init` gets one that is a submodule.",
    ),
    (
        re.compile(r"You need to install Dart Sass"),
        "The theme's style sheets need Dart Sass, which is not on this machine.",
        "Install it (https://sass-lang.com/install/), so that `sass` is on the PATH.",
    ),
    (
        re.compile(r"need the extended version to build SCSS/SASS|feature is not available in your current Hugo"),
        "The theme needs the extended edition of Hugo.",
        "Install “hugo extended”, and choose it for this site.",
    ),
    (
        re.compile(r"error calling GetRemote: \w+ \"https?://([^/\"]+)|failed to fetch remote resource"),
        r"The page takes something from the web (\1), which cannot be reached.",
        "Connect to the internet, or take it into the site.",
    ),
    (
        re.compile(r"partial \"([^\"]+)\" not found"),
        r"The theme asks for its part “\1”, which is nowhere.",
        "Look whether the theme is complete and made for this version of Hugo.",
    ),
    (
        re.compile(r"can't evaluate field (\S+) in type"),
        r"A template asks for “\1”, which there is not.",
        "The theme may be made for another version of Hugo, or the page lacks a value it counts on.",
    ),
    (
        re.compile(r"this feature is not available|was deprecated in Hugo (v[\d.]+) and (?:subsequently )?removed"),
        r"The site or its theme uses something that Hugo has given up (\g<0>).",
        "Update the theme, or choose the Hugo the site was made with for this site.",
    ),
    (
        re.compile(r"bind: address already in use|port \d+ already in use"),
        "Another program took the port.",
        "Postwright tries another one.",
    ),
    (
        re.compile(r"no space left on device|file too large|disk quota exceeded"),
        "There is no room left on the disk for what Hugo makes.",
        "Free some room; the page then comes by itself.",
    ),
    (
        re.compile(r"too many open files|inotify.*(?:limit|no space)|failed to watch"),
        "The system lets no more folders be watched.",
        "Close other programs that watch folders, or raise the system's limit.",
    ),
    (
        re.compile(r"(?:sequence|string|integer|value) was used where mapping is expected"),
        "The front matter is no list of keys with values.",
        "Write each line as `key: value`.",
    ),
)  # fmt: skip
