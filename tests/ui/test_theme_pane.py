"""The page in its theme, with the real Hugo, real keys and a real page."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from editor.app.site_choices import site_key
from editor.app.theme_state import Phase
from editor.core.hugo.mode import Mode
from editor.ui.preview_page import WORLD
from editor.ui.themed.tier import TRUSTED, WEB
from editor.ui.themed.wall import is_public

PATIENCE_MS = 30_000
LAYOUT = """<!doctype html><html><head><title>{{ .Title }}</title>
<link rel="stylesheet" href="https://fonts.example.org/lora.css"></head>
<body class="mini"><h1>{{ .Title }}</h1>{{ range .Params.tags }}<b>{{ . }}</b>{{ end }}<main>{{ .Content }}</main>
<script>document.body.dataset.ran = "yes"; window.count = (window.count || 0) + 1;</script></body></html>
"""


@pytest.fixture
def themed(site):
    layouts = site / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text(LAYOUT)
    (site / "hugo.yaml").write_text("title: A Site\nbaseURL: https://example.org/\n")
    return site


class Desk:
    """The program with a post of a themed site, and its page."""

    def __init__(self, qtbot, program):
        self.qtbot, self.program, self.window = qtbot, program, program.window

    @property
    def settings(self):
        return self.tier.settings

    @property
    def tier(self):
        return self.program.features.get("editor.ui.themed.tier:ThemeTier")

    def wait(self, condition):
        self.qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    def ask(self, code):
        answers = []
        self.tier.pane.view.page.runJavaScript(code, WORLD, answers.append)
        self.wait(lambda: bool(answers))
        return answers[0]

    def wait_for_text(self, words):
        self.wait(lambda: words in (self.ask("document.body.innerText") or ""))

    def press(self, key):
        QTest.keyClick(self.window, key)

    def start(self):
        """Turn to the theme and let its scripts run."""
        self.press(Qt.Key.Key_F6)
        self.wait(lambda: self.tier.pane.card.button.isVisible())
        QTest.mouseClick(self.tier.pane.card.button, Qt.MouseButton.LeftButton)
        self.wait(lambda: self.tier.preview.state.phase is Phase.READY)
        self.wait_for_text("First line.")


@pytest.fixture
def desk(qtbot, program, themed, hello):
    desk = Desk(qtbot, program)
    desk.window.open_paths([hello])
    yield desk
    desk.tier.preview.stop()


def test_what_is_typed_shows_in_the_theme_without_loading_it_anew(desk, hello):
    before = hello.read_bytes()
    desk.start()
    assert desk.ask("document.body.className") == "mini"
    assert desk.ask("document.body.dataset.ran") == "yes"
    desk.ask("document.body.mine = 1")
    desk.window.text.editor.setFocus()
    QTest.keyClicks(desk.window.text.editor, "Unsaved words. ")
    desk.wait_for_text("Unsaved words. First line.")
    assert desk.ask("document.body.mine") == 1
    desk.window.session.set_field(("title",), "Another title")
    desk.wait_for_text("Another title")
    assert hello.read_bytes() == before


def test_nothing_runs_before_the_theme_is_trusted(desk, themed):
    desk.press(Qt.Key.Key_F6)
    desk.wait(lambda: desk.tier.pane.card.isVisible())
    assert "A Site" in desk.tier.pane.card.title.text()
    assert desk.tier.preview.state.phase is Phase.OFF
    desk.press(Qt.Key.Key_F6)
    assert desk.window.preview.isVisible()
    assert not desk.settings.flag(site_key(TRUSTED, themed))


def test_requests_to_the_web_are_held_back_and_told(desk, themed):
    desk.start()
    strip = desk.tier.pane.strip
    desk.wait(lambda: strip.isVisible())
    assert "1 request to fonts.example.org" in strip.words.text()
    assert not desk.tier.pane.view.wall.lets_web
    QTest.mouseClick(strip.button, Qt.MouseButton.LeftButton)
    assert desk.tier.pane.view.wall.lets_web
    assert desk.settings.flag(site_key(WEB, themed))


def test_an_error_keeps_the_last_good_page_and_marks_the_line(desk):
    desk.start()
    editor = desk.window.text.editor
    editor.setFocus()
    QTest.keyClicks(editor, "{{< nothere >}}")
    desk.wait(lambda: desk.tier.preview.state.phase is Phase.STALE)
    assert "nothere" in desk.tier.pane.strip.words.text()
    assert "First line." in desk.ask("document.body.innerText")
    QTest.mouseClick(desk.tier.pane.strip.button, Qt.MouseButton.LeftButton)
    listed = desk.tier.messages.list
    assert listed.isVisible()
    assert "nothere" in listed.item(0).text()
    assert len(editor.extraSelections()) == 2
    desk.window.actions_["undo"].trigger()
    for _ in range(30):
        if "nothere" not in desk.window.session.body_text():
            break
        desk.window.actions_["undo"].trigger()
    desk.wait(lambda: desk.tier.preview.state.phase is Phase.READY)
    assert desk.tier.messages.list.count() == 0
    assert len(editor.extraSelections()) == 1


def test_both_tiers_agree_and_it_is_said(desk):
    desk.start()
    desk.wait(lambda: desk.tier.pane.verdict.isVisible())
    assert desk.tier.pane.verdict.text() == "Exact"


def test_what_differs_is_told_and_saved_as_a_case(desk, monkeypatch, tmp_path):
    # A setting that only Hugo sees.
    monkeypatch.setenv("HUGO_MARKUP_GOLDMARK_EXTENSIONS_TYPOGRAPHER_DISABLE", "true")
    desk.start()
    editor = desk.window.text.editor
    QTest.keyClick(editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, ' A "word".')
    verdict = desk.tier.pane.verdict
    desk.wait(lambda: verdict.isVisible() and verdict.text() == "Differs")
    case = tmp_path / "case.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(case), ""))
    QTest.mouseClick(verdict, Qt.MouseButton.LeftButton)
    saved = json.loads(case.read_text(encoding="utf-8"))
    assert saved["markdown"] == desk.window.session.body_text()
    assert "\u201c" in saved["ours"]
    assert '"word"' in saved["hugo"]
    assert saved["markup"]["unsafe"] is False


def test_switching_posts_follows(desk, themed):
    desk.start()
    desk.window.open_paths([themed / "content" / "post" / "bundle" / "index.md"])
    desk.wait_for_text("Bundle")
    desk.press(Qt.Key.Key_F6)
    assert desk.window.preview.isVisible()


def test_links_within_the_site_lead_somewhere_when_all_of_it_is_made(desk, themed):
    layout = themed / "layouts" / "_default" / "single.html"
    layout.write_text(LAYOUT.replace("</body>", '<a id="next" href="/post/bundle/">next</a></body>'))
    desk.start()
    desk.ask("document.getElementById('next').click()")
    desk.wait(lambda: "Only this page" in desk.tier.pane.strip.words.text())
    QTest.mouseClick(desk.tier.pane.whole, Qt.MouseButton.LeftButton)
    # The page that is there is the one before, until another Hugo has made the whole site.
    desk.wait(lambda: (s := desk.tier.preview.state).phase is Phase.READY and s.mode is Mode.WHOLE)
    address = desk.tier.preview.state.url
    desk.wait(lambda: desk.ask("location.href") == address and desk.ask("document.readyState") == "complete")
    desk.ask("document.getElementById('next').click()")
    desk.wait_for_text("Bundle")


@pytest.mark.parametrize(
    ("host", "public"),
    [
        ("fonts.googleapis.com", True),
        ("93.184.215.14", True),
        ("localhost", False),
        ("printer.local", False),
        ("intranet", False),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("[::1]", False),
        ("2130706433", False),
        ("0x7f.1", False),
        ("127.1", False),
        ("localhost.", False),
    ],
)
def test_only_the_public_web_can_be_allowed(host, public):
    assert is_public(host) is public


ATTACKS = """<script>
window.got = [];
const at = "http://127.0.0.1:{port}";
const say = (name) => (value) => window.got.push(name);
fetch(at + "/fetch", {{mode: "no-cors"}}).then(say("fetch"), () => {{}});
fetch("file:///etc/passwd").then(say("file"), () => {{}});
try {{ navigator.sendBeacon(at + "/beacon", "x"); }} catch (error) {{}}
try {{ new WebSocket("ws://127.0.0.1:{port}/socket").onopen = say("socket"); }} catch (error) {{}}
try {{ if (window.open(at + "/open")) window.got.push("open"); }} catch (error) {{}}
if ([typeof qt, typeof QWebChannel, typeof pw].some((kind) => kind !== "undefined")) window.got.push("channel");
for (const [tag, name] of [["img", "src"], ["iframe", "src"], ["script", "src"], ["link", "href"], ["video", "src"]]) {{
  const element = document.createElement(tag);
  if (tag === "link") element.rel = "stylesheet";
  element[name] = at + "/" + tag;
  document.body.append(element);
}}
setTimeout(() => {{ location.href = at + "/location"; }}, 50);
setTimeout(() => {{ const form = document.createElement("form"); form.method = "post"; form.action = location.href;
  document.body.append(form); form.submit(); }}, 100);
setTimeout(() => {{ document.body.dataset.tried = "all"; }}, 400);
</script>"""


def test_a_themes_scripts_reach_no_other_port_no_file_and_not_the_program(desk, themed):
    met = []

    class Canary(BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802
            met.append(self.path)

        def do_POST(self):  # noqa: N802
            met.append(self.path)

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Canary)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        attacks = ATTACKS.format(port=server.server_address[1])
        for name in ("single", "list"):
            layout = themed / "layouts" / "_default" / f"{name}.html"
            layout.write_text(LAYOUT.replace("</body>", f"{attacks}</body>"))
        # What is allowed is the web, and this machine is not the web.
        desk.settings.set_flag(site_key(WEB, themed), True)
        desk.start()
        desk.wait(lambda: desk.ask("document.body.dataset.tried") == "all")
        assert desk.ask("document.querySelector('h1').textContent") == "Hello: world"
        got = []
        desk.tier.pane.view.page.runJavaScript("JSON.stringify(window.got)", 0, got.append)
        desk.wait(lambda: bool(got))
        assert got == ["[]"]
        assert met == []
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


LINK = """<a id="out" href="https://example.org/a?b" style="position: fixed; inset: 0">out</a>
<script>document.getElementById("out").click(); location.href = "https://example.org/b";</script></body>"""


def test_a_link_that_a_person_clicks_opens_outside_and_one_that_a_script_clicks_does_not(desk, themed):
    layout = themed / "layouts" / "_default" / "single.html"
    layout.write_text(LAYOUT.replace("</body>", LINK))
    asked = []
    desk.tier.pane.link_requested.disconnect()
    desk.tier.pane.link_requested.connect(asked.append)
    desk.start()
    desk.wait(lambda: desk.ask("document.elementFromPoint(50, 50)?.id ?? ''") == "out")
    assert asked == []
    target = desk.tier.pane.view.focusProxy().focusProxy()
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.rect().center())
    desk.wait(lambda: bool(asked))
    assert [url.toString() for url in asked] == ["https://example.org/a?b"]
