"""Our own lexers colour as Hugo's Chroma does: the binary judges each character that is no white space."""

import pytest

from tests.conformance.highlighting import compared, judged, ours

SAMPLES = {
    "go-html-template": (
        '{{- /* a comment */ -}}\n<a class="x" href="{{ .RelPermalink | safeURL }}">{{ $s := .Title }}</a>\n'
        "{{ with .Params.tags }}{{ range $i, $e := . }}\n"
        '<li>{{ index $e 1 }} {{ printf "%s" `b` }}</li>{{ end }}{{ end }}\n'
        '{{ if and (gt .WordCount 400) (not .Draft) }}&amp;{{ else }}{{ partial "x.html" $ }}{{ end }}\n'
    ),
    "go-template": "Dear {{ .Name }},\n{{ range .Items }}- {{ . }}\n{{ end }}\n",
    "yaml": (
        '---\n# Site\ntitle: "A site" # why\ndraft: false\nweight: 12\ndate: 2024-05-06\n'
        "image:\n  caption: 'One: two'\n  filename: featured.jpg\ntags: [a, 'b', 3]\nk: <b> # Default: no\n"
        "list:\n  - name: x\n    url: https://e.org/a:b\n"
        "text: |\n  lines\n  of text\nlast: &anchor value\nalias: *anchor\n"
    ),
    "toml": (
        '# Site\nbaseURL = \'https://example.org/\'\ntitle = "A \\"site\\""\n'
        "[params.deep]\n  on = true\n  number = 42\n  ratio = 3.14\n  list = [1, 2]\n[[menus.main]]\n  name = 'x'\n"
    ),
    "csv": 'name,"a ""b""",3\nx,y,z\n',
    "go": (
        '//go:generate stringer\npackage a // b\nimport "fmt"\nfunc (s *T) Do(a map[string]int, b ...byte) error {\n'
        '\tc := make(chan int)\n\tif a == nil || b[0] < 3 { fmt.Println("x", string(b), !ok) }\n\treturn nil\n}\n'
    ),
    "csharp": (
        "/// <summary>Why</summary>\npublic static async Task Run(int x) {\n  var y = x >= 2 && true ? null : 0.5f;\n"
        '  if (y != null) { Console.WriteLine("a"); } // end\n  return new Thing(1);\n}\n'
    ),
    "python": (
        '"""Module."""\n@a.b.c(1)\n@property\ndef f(x: int) -> str:\n    """What."""\n    return f"{x}"\n\n'
        "class A:\n    '''One.'''\n"
    ),
    "scss": (
        "// why\n@use 'sass:math' as m;\n$primary: #333 !default;\n:root { --bg-color: #fff; }\n"
        "@mixin theme($theme: DarkGray) {\n  box-shadow: 0 0 1px rgba($theme, .25);\n}\n"
        '%shared { border: 1px solid #ccc; }\nnav > li:hover, #main, [data-theme="dark"] .x {\n'
        "  @extend %shared;\n  @include theme($theme: DarkRed);\n  margin: 0 auto 10px -5px;\n"
        "  &:hover { color: red; }\n  background: url(/x.png) no-repeat, linear-gradient(red 0%, blue 100%);\n"
        '  content: "#{$primary}";\n  @media (max-width: 768px) and (min-width: $x) { color: blue; }\n}\n'
        "@each $n, $g in $all { .icon-#{$n} { width: calc(100% - #{$g}); } }\n"
        "@if $a != 1 and not $b { a { font-size: 1.5rem } } @else { @return null; }\n"
    ),
    "ini": "; why\n[section]\nname = a ; b # c\n  goes on\nurl=http://e.org/#x\nflag\n",
    "bash": 'for i in 1 2; do echo "$i" 10.1.1.10 21:04 --port=80 x12; done # end\nread -t 5 name\n',
    "c++": (
        "#include<queue>\n#include <vector> // v\nstatic int f(int a) { return a > 0 ? LIMIT : -1; }\n"
        "class A : public B {};\nvoid A::b() const { switch (x) { case FOO: break; } }\n"
    ),
    "xml": '<?xml version="1.0"?>\n<!-- why -->\n<a b="c">text &amp; more</a>\n',
    "sql": "SELECT a, COUNT(*) FROM t WHERE b = 'x' AND c > 1 -- why\nORDER BY a DESC;\n",
    "dockerfile": 'FROM alpine:3 AS build\n# why\nRUN apk add git\nCOPY . /app\nCMD ["a"]\n',
    "powershell": "Get-Item -Path $x | Where-Object { $_.Length -gt 10 }\nfunction Get-It { return 1 } # why\n",
    "typescript": (
        "interface A { age: number; f(x: string, y?: any[]): void; }\nconst a: Foo<Bar> = { b: 1, c: 'x' };\n"
        "function g<T>(a: T): T { return x ? y : 'z'; }\n"
    ),
    "css": ":root { --main-size: 1px; }\na:hover { width: calc(var(--main-size) * 2); color: #fff; } /* why */\n",
    "lua": "local t = {}\nfor i, v in ipairs(t) do print(i .. v) end\n",
    "protobuf": 'syntax = "proto3";\nmessage A { string name = 1; oneof x { int32 y = 2; } }\n',
    "c": '#include "a.h"\nint main(void) { return call(1, x) + 2; }\n',
    "php": '$a = strlen("x"); // y\necho $a;\n',
    "markdown": (
        "---\ntitle: My page\ndraft: true\n---\n\n# Heading\n\nText *em* and **strong**.\n\n"
        "<!-- not\nshown -->\n\nSome `code\nhere` too.\n\n- item\n"
    ),
}


@pytest.mark.hugo
@pytest.mark.parametrize("language", SAMPLES)
def test_every_character_has_the_class_that_hugo_gives_it(language: str) -> None:
    block = (language, SAMPLES[language])
    theirs = judged([block])[block]
    count, same = compared(theirs, ours(block))
    assert same >= 0.98 * count, [
        pair
        for pair in zip(theirs, ours(block), strict=True)
        if pair[0] != pair[1] and not pair[0][0].isspace()
    ][:40]


@pytest.mark.parametrize("language", SAMPLES)
@pytest.mark.parametrize("text", ["", "\n", "{{", "{{ `", "a: 'b", '"""', "\x00\ud800", "- - -\n\t: |\n"])
def test_no_text_is_lost(language: str, text: str) -> None:
    assert "".join(char for char, _ in ours((language, text))) == text
