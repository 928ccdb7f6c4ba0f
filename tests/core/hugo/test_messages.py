"""What Hugo says, told for a person: each case is said by the real Hugo."""

import subprocess
from pathlib import Path

import pytest

from editor.core.hugo.messages import decisive, read_messages
from editor.core.problem import Severity
from tests.support.hugo_site import hugo_binary
from tests.support.theme_site import plain_site, post, write_files

pytestmark = pytest.mark.hugo
PAGE = "content/posts/first.md"
HEAD = '---\ntitle: "First"\n---\n\n'

# The text of the page, what is told (a part of it), its line, a part of the advice.
CASES = {
    "unknown shortcode": (
        HEAD + "A\n\n{{< zork >}}\n",
        "no shortcode called “zork”",
        7,
        "layouts/_shortcodes",
    ),
    "shortcode never closed": (
        HEAD + '{{< figure src="a"\nmore\n',
        "with names and without, or is not closed",
        6,
        "Close it",
    ),
    "wrong shortcode closed": (HEAD + "{{< note >}}x{{< /figure >}}\n", "closed here, “figure”", 5, "inner"),
    "shortcode without its end": (HEAD + "{{< note >}}x\n", "“note”", 5, ""),
    "shortcode of a theme that fails": (HEAD + "A\n\n{{< broken >}}\n", "“Nothing”", 7, "made for another"),
    "front matter never closed": ("---\ntitle: x\nText\n", "The front matter (YAML) does not end", 2, "---"),
    "YAML that is none": ("---\ntitle: [x\n---\nText\n", "Sequence end token", 2, ""),
    "TOML that is none": ("+++\ntitle = x\n+++\nText\n", "at start of value", 2, ""),
    "JSON that is none": ('{\n"title": x\n}\nText\n', "Invalid character 'x'", None, ""),
    "a list for front matter": ("---\n- x\n---\nText\n", "no list of keys", None, "key: value"),
    "a date that is none": ("---\ndate: 2020-13-45\n---\nText\n", "the date in “date”", None, "2026-01-31"),
    "a link that leads nowhere": (
        HEAD + '{{< ref "nowhere.md" >}}\n',
        "“nowhere.md” leads to no page",
        5,
        "ref",
    ),
}


def build(root):
    done = subprocess.run(
        [str(hugo_binary()), "--source", str(root), "--renderToMemory", "--noBuildLock"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return (done.stdout + done.stderr).splitlines()


@pytest.mark.parametrize("case", CASES)
def test_a_failure_of_the_post_is_told_at_its_line(case, tmp_path):
    text, told, line, advice = CASES[case]
    root = write_files(plain_site(tmp_path), {PAGE: text})
    messages = read_messages(build(root))
    assert len(messages) == 1
    message = messages[0]
    assert message.is_error
    assert told in message.text
    assert message.path == root / PAGE
    assert advice in message.advice
    assert line is None or message.line == line


def test_a_template_that_fails_is_told_with_its_own_place(tmp_path):
    root = write_files(plain_site(tmp_path), {"layouts/_default/single.html": "<p>\n{{ .Nope.Foo }}\n"})
    (message,) = read_messages(build(root))
    assert message.path == root / "layouts/_default/single.html"
    assert (message.line, "Nope" in message.text) == (2, True)


def test_a_missing_part_of_the_theme_and_one_that_does_not_parse(tmp_path):
    root = write_files(plain_site(tmp_path), {"layouts/_default/single.html": '{{ partial "x.html" . }}'})
    assert "“x.html”" in read_messages(build(root))[0].text
    write_files(root, {"layouts/_default/single.html": "a\n{{ if }}\n"})
    (message,) = read_messages(build(root))
    assert (message.text, message.line) == ("Missing value for if", 2)


def test_what_a_theme_logs_is_told_each_once(tmp_path):
    single = '{{ errorf "bad %s" .Title }}{{ warnf "same" }}'
    root = write_files(plain_site(tmp_path), {"layouts/_default/single.html": single})
    messages = read_messages(build(root))
    assert sorted(m.text for m in messages if m.is_error) == ["Bad First", "Bad Second", "Bad Third"]
    assert [m.text for m in messages if m.severity is Severity.WARNING] == ["Same"]


def test_a_build_that_is_well_has_nothing_to_say(tmp_path):
    assert read_messages(build(write_files(plain_site(tmp_path), {PAGE: post("Ä", "Fine.")}))) == ()


# Said by older versions, by the tools Hugo calls, and by systems that this one is not.
OLD = {
    'ERROR 2023/05/06 07:08:09 Failed to read: "/x/a.md:3:1": unmarshal failed': ("/x/a.md", 3),
    'Error: Error building site: "/x/layouts/a.html:1:2": parse failed: function "zork" not defined': (
        "/x/layouts/a.html",
        1,
    ),
    'ERROR render of "page" failed: "/x/l/b.html:4:5": execute of template failed: whatever': (
        "/x/l/b.html",
        4,
    ),
}


@pytest.mark.parametrize("line", OLD)
def test_older_forms_are_understood(line):
    (message,) = read_messages(line.splitlines())
    assert (str(message.path), message.line) == OLD[line]
    assert message.is_error


@pytest.mark.parametrize(
    ("line", "told", "advice"),
    [
        (
            'ERROR failed to load modules: failed to download modules: binary with name "go" not found',
            "Go",
            "go.dev",
        ),
        (
            'ERROR POSTCSS: failed to transform "a.css": binary with name "npx" not found',
            "npx",
            "npm install",
        ),
        (
            'ERROR error building site: error calling GetRemote: Get "https://a.example/x?q": dial tcp',
            "the web (a.example)",
            "Connect",
        ),
        (
            'ERROR x: access denied: "tw" is not whitelisted in policy "security.exec.allow"; the',
            "“tw”",
            "security",
        ),
        (
            'ERROR js.Build failed: "/a/b.js:5:20": Could not resolve "@alpine/x"',
            "“@alpine/x”",
            "npm install",
        ),
        ("ERROR TOCSS-DART: x. You need to install Dart Sass, see", "Dart Sass", "sass-lang.com"),
        ("ERROR write /tmp/x: no space left on device", "no room", "Free"),
        ("ERROR TOCSS: need the extended version to build SCSS/SASS", "extended", "Install"),
        ("ERROR listen tcp 127.0.0.1:1313: bind: address already in use", "port", "another"),
    ],
)
def test_what_the_machine_lacks_is_told_with_how_to_get_it(line, told, advice):
    (message,) = read_messages([line])
    assert told in message.text
    assert advice in message.advice


def test_paths_of_ours_become_the_persons():
    (message,) = read_messages(['ERROR "/private/a.md:3:1": no'], lambda p: Path("/site") / p.name)
    assert message.path == Path("/site/a.md")


def test_the_error_that_ended_the_build_comes_before_others():
    lines = [
        "ERROR deprecated: x was removed",
        "ERROR logged before",
        'ERROR error building site: "/a.md:1:2": no',
    ]
    messages = read_messages(lines)
    assert [message.is_error for message in messages] == [False, True, True]
    assert decisive(messages) == messages[2]
    assert decisive(messages[:2]) == messages[1]
    assert decisive(()) is None
