"""Make the data about Chroma anew from the hugo binary: `python -m tests.conformance.generate_chroma`.

The binary carries its lexers' definitions; each name, alias and file glob found there (and each alias Pygments knows,
for lexers that are written in Go) is then put to the test in a code block.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
from itertools import product
from pathlib import Path

from pygments.lexers import get_all_lexers

from editor.core.markdown.highlight import lexer_name, plain_tokens
from tests.conformance.highlighting import judged
from tests.conformance.judge import hugo_html
from tests.support.hugo_site import hugo_binary

ROOT = Path(__file__).parents[2]
DATA = ROOT / "editor" / "core" / "markdown" / "data" / "chroma_languages.json"
# Lexers written in Go leave no definition in the binary.
IN_GO = (
    "Go HTML Template,go-html-template,Go Template,go-template,Go Text Template,go-text-template,gotmpl,dns,csv,svelte,"
    "caddyfile,caddyfile-directives,rst,rest,restructuredtext,emacs,elisp,emacs-lisp,common-lisp,cl,lisp,raku,markless,"
    "mess,org,text,plain,plaintext,no-highlight,fallback,autodetect,mermaid,goat,html,http,php,phtml,go,golang,genshi,"
    "kid,haxe,hx,hxsl,typoscript,vue,vuejs,zone,bind,md,mkd,markdown,xml,tmpl,mdx,console,output,terminal,sh-session"
)
STYLE_DATA = DATA.with_name("chroma_styles.json")
CLASS_DATA = DATA.with_name("chroma_classes.json")
GUESS_DATA = DATA.with_name("chroma_guesses.json")
# Signs that are written in Go, as the binary's answers show them.
GUESSED_IN_GO: tuple[dict[str, object], ...] = (
    {"name": "go", "first": True, "signs": [["package ", 0.1]]},
    {"name": "mysql", "first": True, "signs": [["`[a-zA-Z_]\\w*`", 0.5]]},
    {"name": "zed", "first": True, "signs": [["(?:definition|permission|relation) ", 0.25]]},
)
# Whole classes that have another name.
RENAMED = {"HTML": {"cm": "c"}}
STYLES = {"chroma-light.css": "github", "chroma-dark.css": "github-dark"}


def candidates() -> tuple[set[str], set[str]]:
    """Give the names that may be known as languages, and the globs of file names."""
    binary = hugo_binary().read_bytes()
    names: set[str] = set()
    globs: set[str] = set()
    for config in re.findall(rb"<config>(.{1,4000}?)</config>", binary, re.DOTALL):
        text = html.unescape(config.decode("utf-8", "replace"))
        names |= set(re.findall(r"<(?:name|alias)>([^<]+)</", text))
        globs |= set(re.findall(r"<filename>([^<]+)</", text))
    for name, aliases, patterns, _mimes in get_all_lexers():
        names |= {name, *aliases}
        globs |= set(patterns)
    names |= set(IN_GO.split(","))
    return {n.strip() for n in names}, {g.strip() for g in globs}


def guesses() -> list[dict[str, object]]:
    """Give the signs by which Chroma guesses a language: for each its patterns with what each is worth."""
    found: list[dict[str, object]] = []
    for config in re.findall(rb"<config>(.{1,6000}?)</config>", hugo_binary().read_bytes(), re.DOTALL):
        text = config.decode("utf-8", "replace")
        analysis = re.search(r"<analyse([^>]*)>(.*?)</analyse>", text, re.DOTALL)
        alias = re.search(r"<alias>(.*?)</alias>", text)
        if analysis and alias:
            signs = re.findall(r'<regex pattern="([^"]*)" score="([^"]*)"', analysis[2])
            found.append(
                {
                    "name": alias[1],
                    "first": 'first="true"' in analysis[1],
                    "signs": [[html.unescape(pattern), float(score)] for pattern, score in signs],
                }
            )
    return sorted([*found, *GUESSED_IN_GO], key=lambda each: str(each["name"]))


def known(words: list[str]) -> set[str]:
    """Ask the binary which of `words` it highlights as a language."""
    usable = [w for w in words if w and not set(w) & set("`{}\n\t \\&")]
    bodies = {w: f"```{w}\nx\n```\n" for w in usable}
    found = hugo_html(bodies, {})
    return {w for w, page in found.items() if 'class="chroma"' in page}


def known_globs(globs: set[str], names: set[str]) -> list[str]:
    """Ask the binary which patterns of file names it takes for a language, those with one wildcard."""
    plain = {each for glob in globs for each in _spelled_out(glob)} | {f"*.{name}" for name in names}
    words = {glob: glob.replace("*", "Qz9") for glob in plain if "*" in glob and not set(glob) & set("[]?")}
    yes = known([*words.values()])
    return sorted(glob for glob, word in words.items() if word in yes)


# What makes a lexer keep the line end it was given, by the sign it is stored under.
ENDS = {" ": "a ", "/": "a // x", "#": "a # x", ";": "a ; x", "?": "a ?>"}
# Colouring these without an end takes the binary for ever.
_ENDLESS = frozenset({"jsonata", "jungle"})


def endings(names: list[str]) -> dict[str, str]:
    """Ask the binary in which languages code without a last line end gets one; "*" where any does."""
    call = '{{{{< highlight "{}" >}}}}{}{{{{< /highlight >}}}}'
    bodies = {
        f"{name}\t{sign}": call.format(name, end)
        for name in names
        if name not in _ENDLESS and not set(name) & set('"\\')
        for sign, end in {**ENDS, "*": "a"}.items()
    }
    found: dict[str, str] = {}
    for key, page in hugo_html(bodies, {}).items():
        name, sign = key.split("\t")
        if re.sub("<[^>]*>", "", page).endswith("\n\n"):
            found[name] = found.get(name, "") + sign
    return {name: "*" if "*" in signs else signs for name, signs in sorted(found.items())}


def _spelled_out(glob: str) -> list[str]:
    """Write a pattern with a set of characters once for each of them."""
    parts = re.split(r"(\[[^]!-]*\])", glob)
    choices = [part[1:-1] if part.startswith("[") else [part] for part in parts]
    return ["".join(each) for each in product(*choices)]


def styles() -> dict[str, dict[str, str]]:
    """Ask the binary for the CSS of each of its styles, by class; "" is the block itself."""
    found: dict[str, dict[str, str]] = {}
    for name in sorted(set(re.findall(rb'<style [^>]*?name="([\w.-]+)"', hugo_binary().read_bytes()))):
        css = stylesheet(name.decode())
        rules = re.findall(r"\*/ \.([^{]+) \{ ([^}]*?) \}", css)
        found[name.decode().lower()] = {
            "" if where.strip() == "chroma" else where.split(".")[-1].strip(): rule
            for where, rule in rules
            if where.strip() != "bg"
        }
    return found


def stylesheet(style: str) -> str:
    """Give a style as the binary writes it for a page."""
    command = [str(hugo_binary()), "gen", "chromastyles", f"--style={style}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


# Languages whose keywords Chroma parts into classes otherwise than Pygments, with the words to ask about.
KEYWORDS = {
    ("js", "ts", "jsx", "tsx", "javascript", "typescript", "html"): (
        *("abstract", "any", "as", "assert", "async", "await", "bigint", "boolean", "break", "case", "catch"),
        *("class", "const", "continue", "debugger", "declare", "default", "delete", "do", "else", "enum"),
        *("export", "extends", "false", "finally", "for", "from", "function", "get", "if", "implements"),
        *("import", "in", "infer", "instanceof", "interface", "is", "keyof", "let", "module", "namespace"),
        *("never", "new", "null", "number", "object", "of", "package", "private", "protected", "public"),
        *("readonly", "require", "return", "set", "static", "string", "super", "switch", "symbol", "this"),
        *("throw", "true", "try", "type", "typeof", "undefined", "unique", "unknown", "var", "void", "while"),
        *("with", "yield", "NaN", "Infinity", "Array", "Boolean", "Date", "Error", "Function", "Math"),
        *("Number", "Object", "Promise", "Proxy", "RegExp", "String", "Symbol", "Map", "Set", "JSON"),
        *("console", "window", "document", "isNaN", "parseInt", "parseFloat", "eval", "encodeURI"),
        *("globalThis", "=>", "0", "3.5"),
    ),
    ("css", "scss", "less", "sass"): [
        "color",
        "inline",
        "none",
        "auto",
        "!important",
        "@media",
        "@import",
        "@use",
    ],
}


def classes() -> dict[str, dict[str, str]]:
    """Find by lexer which words have another class in Chroma than in Pygments."""
    found = {lexer: dict(names) for lexer, names in RENAMED.items()}
    for languages, words in KEYWORDS.items():
        blocks = {}
        for language in languages:
            for word in words:
                code = f"<script>\n{word} \n</script>\n" if language == "html" else f"{word} \n"
                blocks[language, code] = word
        for block, theirs in judged(blocks).items():
            _note(found, block, theirs, blocks[block])
    return {name: dict(sorted(words.items())) for name, words in sorted(found.items()) if words}


def _note(
    found: dict[str, dict[str, str]], block: tuple[str, str], theirs: list[tuple[str, str]], word: str
) -> None:
    place = block[1].index(word)
    told = {name for _, name in theirs[place : place + len(word)]}
    at = 0
    for name, text in plain_tokens(block[1], block[0]):
        if at == place and text == word and told != {name} and len(told) == 1:
            found.setdefault(lexer_name(block[0]), {})[f"{name} {word}"] = told.pop()
        at += len(text)


def main() -> None:
    names, globs = candidates()
    suffixes = {g[2:] for g in globs if re.fullmatch(r"\*\.[^*?\[\]]+", g)}
    exact = {g for g in globs if not set(g) & set("*?[]")}
    words = sorted({w.lower() for w in names} | names | suffixes | exact)
    yes = known(words)
    upper = known([w.upper() for w in sorted(yes)])
    lower = sorted({w for w in yes if w == w.lower() and w.upper() in upper} & {n.lower() for n in names})
    found: dict[str, object] = {
        "names": lower,
        "words": sorted(yes - set(lower)),
        "globs": known_globs(globs, suffixes | names),
    }
    found["endings"] = endings(lower)
    DATA.write_text(json.dumps(found, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    for file, style in STYLES.items():
        css = stylesheet(style)
        (ROOT / "resources" / "preview" / file).write_text(css, encoding="utf-8")
    STYLE_DATA.write_text(
        json.dumps(styles(), separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8"
    )
    GUESS_DATA.write_text(json.dumps(guesses(), indent=0) + "\n", encoding="utf-8")
    CLASS_DATA.write_text(json.dumps(classes(), indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(len(lower), "names,", len(yes) - len(lower), "other words")


if __name__ == "__main__":
    main()
