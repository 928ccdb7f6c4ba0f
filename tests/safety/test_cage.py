"""The preview is a cage: a page of attacks in the real view, a server that must hear nothing, files nobody may read."""

import os
import re
import signal
import socket
import threading

import pytest
from PySide6.QtCore import QDeadlineTimer, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEngineProfile, QWebEngineScript
from PySide6.QtWidgets import QApplication, QDialog

from editor.app import preview_shell
from editor.app.export import for_paper
from editor.resources import resource_path
from editor.ui.features import FEATURES, REMOTE_PICTURES
from editor.ui.preview_pane import MAX_CRASHES
from editor.ui.site_scheme import RequestWall
from tests.safety.attacks import OUT, RUN, attacks

pytestmark = pytest.mark.webengine
APPLICATION = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
MAIN = QWebEngineScript.ScriptWorldId.MainWorld.value
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
MARK = "First of all."
UNWANTED = "iframe, frame, object, embed, script, meta, link, base, applet, portal"
CLICK_ALL = (
    "for (const e of document.querySelectorAll('#pw-body *')) e.click?.();"
    "for (const e of document.querySelectorAll('#pw-body form')) try { e.submit() } catch {}; 1"
)


@pytest.fixture
def canary():
    """Give the address of a server and what it heard: the first line of each request, or "connected"."""
    server = socket.create_server(("127.0.0.1", 0))
    heard = []

    def listen():
        while True:
            try:
                caller, _ = server.accept()
            except OSError:
                return
            caller.settimeout(1)
            with caller:
                try:
                    heard.append(caller.recv(100).split(b"\r\n")[0] or b"connected")
                except OSError:
                    heard.append(b"connected")

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}", heard
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join(5)


def ask(qtbot, window, script, world=APPLICATION):
    answers = []
    window.preview.view.page().runJavaScript(script, world, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=30_000)
    return answers[0]


def wait_for_text(qtbot, window, text):
    script = f"document.getElementById('pw-body').textContent.includes({text!r})"
    answers = []

    def has_it():
        # A page that dies meanwhile answers never: ask again.
        window.preview.view.page().runJavaScript(script, APPLICATION, answers.append)
        return window.preview.is_settled and True in answers

    qtbot.waitUntil(has_it, timeout=30_000)


def let_it_try(qtbot, window):
    """Give everything in the page the time to load, animate, refresh and run; only time can show that nothing does."""
    clock = QDeadlineTimer(800)
    qtbot.waitUntil(lambda: ask(qtbot, window, "1") == 1 and clock.hasExpired(), timeout=30_000)


def assert_unharmed(qtbot, window, heard, title):
    assert heard == []
    assert ask(qtbot, window, "document.title") == title
    assert window.preview.view.url() == QUrl("postwright://app/page.html")
    assert not ask(qtbot, window, "1 + 1", MAIN)


def open_attack(qtbot, window, site, text, *, unsafe):
    allowed = str(unsafe).lower()
    config = f"goldmark: {{renderer: {{unsafe: {allowed}}}, parser: {{attribute: {{block: true}}}}}}"
    (site / "hugo.yaml").write_text(f"markup: {{{config}}}\n")
    post = site / "content" / "post" / "attack.md"
    post.write_text(text, encoding="utf-8")
    window.open_paths([post])
    wait_for_text(qtbot, window, MARK)
    return post


@pytest.fixture
def links(window):
    """Give the schemes of the addresses that were to be opened in a browser, rather than open them."""
    asked = []
    window.preview.link_requested.disconnect()
    window.preview.link_requested.connect(lambda url: asked.append(url.scheme()))
    return asked


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("kind", ["post.md", "page.html"])
def test_no_request_is_made_and_no_script_runs(qtbot, window, workspace, site, canary, links, kind, unsafe):
    address, heard = canary
    front = f"---\ntitle: Attack\nsubtitle: <img src={address}/subtitle.png>\n"
    front += f"image:\n  filename: {address}/head.png\n"
    front += f'  caption: "<img src={address}/caption.png onerror={RUN}>"\n'
    front += f'authors: ["<b onclick={RUN}>x</b>"]\n---\n\n'
    text = attacks(kind, address)
    # All at once, and each line alone: one that opens an element without end swallows what follows.
    open_attack(qtbot, window, site, f"{front}{MARK}\n\n{text}", unsafe=unsafe)
    let_it_try(qtbot, window)
    for number, line in enumerate(line for line in text.splitlines() if line.strip()):
        workspace.current.replace_text(f"{front}Mark {number}.\n\n{line}\n")
        wait_for_text(qtbot, window, f"Mark {number}.")
        assert ask(qtbot, window, f"document.querySelectorAll('#pw-body :is({UNWANTED})').length") == 0, line
        assert ask(qtbot, window, CLICK_ALL) == 1
    let_it_try(qtbot, window)
    assert_unharmed(qtbot, window, heard, "Attack")
    assert set(links) <= {"http", "https", "mailto"}
    assert links or not unsafe


@pytest.mark.parametrize("kind", ["post.md", "page.html"])
def test_a_page_that_is_laid_out_for_paper_asks_nobody_either(
    qtbot, window, program, site, tmp_path, canary, kind
):
    address, heard = canary
    secret = tmp_path / "secret.png"
    secret.write_bytes(PIXEL)
    reaching = f'<img src="file://{secret}"><img src="{address}/plain.png">'
    open_attack(
        qtbot,
        window,
        site,
        f"---\ntitle: Attack\n---\n{MARK}\n\n{reaching}\n\n{attacks(kind, address)}",
        unsafe=True,
    )
    export = program.features.get(FEATURES["export_pdf"])
    with qtbot.waitSignal(export.exported, timeout=60_000):
        export.write_pdf(tmp_path / "attack.pdf")
    let_it_try(qtbot, window)
    assert heard == []
    assert (tmp_path / "attack.pdf").read_bytes().startswith(b"%PDF")


def test_nothing_that_connects_ahead_of_need_is_laid_out_for_paper():
    # Seconds may pass until Chromium connects, so what asks for it must not be there, nor a frame it may be written in.
    text = attacks("page.html", "http://127.0.0.1:9") + attacks("post.md", "http://127.0.0.1:9")
    page = for_paper(f"<head></head><body>{text}").partition("<body>")[2]
    tags = {name.lower() for name in re.findall(r"<([^\s/>!?]+)", page)}
    reaching = {
        "link",
        "meta",
        "base",
        "iframe",
        "frame",
        "frameset",
        "object",
        "embed",
        "portal",
        "fencedframe",
    }
    assert {f"x-{name}" for name in reaching} <= tags
    assert not tags & reaching


@pytest.mark.parametrize(
    "attack",
    [
        "<form background=x autofocus><input name=getAttribute><input id=removeAttribute><img id=localName></form>",
        "<img name=createElement><img name=getElementById><form name=createDocumentFragment></form>",
        "<form><button name=closest></button><output id=replaceWith></output></form><div id=pw-body></div>",
    ],
)
def test_no_name_in_a_post_stands_before_a_function_of_the_page(qtbot, window, workspace, site, attack):
    front = "---\ntitle: Attack\n---\n"
    open_attack(qtbot, window, site, f"{front}{MARK}\n", unsafe=True)
    workspace.current.replace_text(f"{front}Before.\n\n{attack}\n\nAfter.\n")
    wait_for_text(qtbot, window, "After.")
    workspace.current.replace_text(f"{front}Before.\n\n{attack}\n\nAfter.\n\nAnd more.\n")
    wait_for_text(qtbot, window, "And more.")
    workspace.current.replace_text(f"{front}Nothing else.\n")
    wait_for_text(qtbot, window, "Nothing else.")
    assert ask(qtbot, window, "document.getElementById('pw-body').textContent").strip() == "Nothing else."


def test_copies_of_copies_in_a_drawing_do_not_grow_without_end(qtbot, window, workspace, site):
    def copies(number):
        return f'<g id="a{number}">' + f'<use href="#a{number - 1}" />' * 10 + "</g>"

    drawings = "\n\n".join(
        f'<svg><g id="a0"><rect width="1" height="1" /></g>{copies(n)}<use href="#a{n}" /></svg>'
        for n in range(1, 9)
    )
    front = "---\ntitle: Attack\n---\n"
    open_attack(qtbot, window, site, f"{front}{MARK}\n", unsafe=True)
    workspace.current.replace_text(f"{front}Before.\n\n{drawings}\n\nAfter.\n")
    wait_for_text(qtbot, window, "After.")
    count = "document.querySelectorAll('#pw-body use').length"
    # Those that stand alone, and a few of the others.
    assert 8 <= ask(qtbot, window, count) <= 8 + 12
    workspace.current.replace_text(f'{front}Plain.\n\n<svg><g id="a"><rect /></g><use href="#a" /></svg>\n')
    wait_for_text(qtbot, window, "Plain.")
    assert ask(qtbot, window, count) == 1


def test_a_field_for_files_asks_for_none(qtbot, window, site):
    text = '<input type="file" id="field" style="display: block; width: 300px; height: 60px">'
    open_attack(qtbot, window, site, f"---\ntitle: Attack\n---\n{MARK}\n\n{text}\n", unsafe=True)
    place = "const box = document.querySelector('[type=file]').getBoundingClientRect(); `${box.x + 20} ${box.y + 20}`"
    x, y = map(float, ask(qtbot, window, place).split())
    asked = []
    page = window.preview.view.page()
    choose = page.chooseFiles
    page.chooseFiles = lambda *arguments: asked.append(choose(*arguments)) or asked[-1]
    QTest.mouseClick(
        window.preview.view.focusProxy(), Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y))
    )
    qtbot.waitUntil(lambda: bool(asked), timeout=30_000)
    assert asked == [[]]
    assert not any(isinstance(each, QDialog) for each in QApplication.topLevelWidgets() if each.isVisible())


@pytest.fixture(params=["policy", "wall"])
def alone(request, monkeypatch, tmp_path):
    """Leave the page of the window that is made after this one of its two defences against requests."""
    if request.param == "policy":
        monkeypatch.setattr(RequestWall, "interceptRequest", lambda self, info: None)
        return
    bare = tmp_path / "page.html"
    whole = resource_path("preview/page.html").read_text()
    bare.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", whole))
    assert bare.read_text() != whole
    monkeypatch.setattr(
        preview_shell,
        "resource_path",
        lambda name: bare if name.endswith("page.html") else resource_path(name),
    )


def test_without_the_cleaning_the_policy_and_the_wall_hold_each_alone(
    alone, qtbot, window, site, canary, links
):
    address, heard = canary
    open_attack(qtbot, window, site, f"---\ntitle: Attack\n---\n{MARK}\n", unsafe=True)
    # What no policy of Chromium's covers, opening a connection without a request, is the cleaning's part alone.
    raw = attacks("page.html", address).replace("preconnect", "x").replace("dns-prefetch", "x")
    script = "const raw = document.createElement('div'); raw.innerHTML = %r; document.body.append(raw); 1"
    ask(qtbot, window, script % raw)
    ask(qtbot, window, "for (const e of document.querySelectorAll('a, button, area')) e.click?.(); 1")
    let_it_try(qtbot, window)
    assert_unharmed(qtbot, window, heard, "Attack")
    assert set(links) <= {"http", "https", "mailto"}


def test_no_file_outside_the_site_is_shown_by_any_spelling(qtbot, window, site, tmp_path):
    for place in (
        tmp_path / "secret.png",
        site / "secret.png",
        site / "content" / "hidden" / ".secret.png",
        site / "content" / "post" / "own.png",
    ):
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(PIXEL)
    (site / "static").mkdir()
    (site / "static" / "link.png").symlink_to(tmp_path / "secret.png")
    (site / "static" / "linked").symlink_to(tmp_path)
    (site / "content" / "post" / "link.png").symlink_to(tmp_path / "secret.png")
    secret = str(tmp_path / "secret.png").removeprefix("/")
    addresses = [out.replace("{0}", secret) for out in OUT]
    images = "".join(f'<img class="out" src="{address}">\n' for address in addresses)
    markdown = "\n\n".join(f"![out](<{address}>)" for address in addresses)
    own = '<img class="own" src="/post/own.png">'
    text = f"---\ntitle: Attack\n---\n{MARK}\n\n{images}\n\n{own}\n\n{markdown}\n"
    open_attack(qtbot, window, site, text, unsafe=True)
    qtbot.waitUntil(
        lambda: ask(qtbot, window, "document.querySelector('img.own')?.naturalWidth") == 1, timeout=30_000
    )
    let_it_try(qtbot, window)
    seen = ask(
        qtbot,
        window,
        "JSON.stringify([...document.querySelectorAll('img:not(.own)')].filter(i => i.naturalWidth).map(i => i.src))",
    )
    assert seen == "[]"


def test_a_crash_of_the_page_is_mended_and_the_text_is_untouched(qtbot, window, workspace, hello):
    window.open_paths([hello])
    wait_for_text(qtbot, window, "Second paragraph.")
    before = workspace.current.exact_text()
    page = window.preview.view.page()

    def crash():
        with qtbot.waitSignal(page.renderProcessTerminated, timeout=30_000):
            os.kill(page.renderProcessPid(), signal.SIGKILL)

    for _ in range(MAX_CRASHES):
        crash()
        wait_for_text(qtbot, window, "Second paragraph.")
    # By now it is left alone, until there is something else to show.
    crash()
    assert not window.preview.is_settled
    assert workspace.current.exact_text() == before
    assert not workspace.current.is_modified
    QTest.keyClicks(window.text.editor, "Alive again. ")
    wait_for_text(qtbot, window, "Alive again.")


def test_pictures_come_by_https_for_the_site_they_are_allowed_for_and_nothing_else_does(
    qtbot, program, window, workspace, site, canary, links, tmp_path
):
    address, heard = canary
    program.features.get(REMOTE_PICTURES)
    secure = address.replace("http:", "https:")
    text = attacks("page.html", address) + f"\n\n![secure]({secure}/picture.png)\n"
    open_attack(qtbot, window, site, f"---\ntitle: Attack\n---\n{MARK}\n\n{text}", unsafe=True)
    let_it_try(qtbot, window)
    assert heard == []
    action = window.actions_["remote_pictures"]
    assert not action.isChecked()
    workspace.current.replace_text(
        f"---\ntitle: Attack\n---\n{MARK}\n\n![secure]({secure}/picture.png)\n\n![plain]({address}/plain.png)\n"
        f"\n<video poster='{secure}/poster.png' src='{secure}/film.mp4'></video>\n"
        f"\n<link rel=stylesheet href='{secure}/l.css'><p style='background:url({secure}/css.png)'>x</p>\n"
    )
    wait_for_text(qtbot, window, MARK)
    action.trigger()
    # The server speaks no TLS: that somebody greets it so is all there is to hear.
    qtbot.waitUntil(lambda: bool(heard), timeout=30_000)
    wait_for_text(qtbot, window, MARK)
    let_it_try(qtbot, window)
    assert all(first.startswith(b"\x16\x03") for first in heard)
    assert ask(qtbot, window, "document.title") == "Attack"
    assert ask(qtbot, window, "document.querySelectorAll('#pw-body .pw-card-image').length") == 1
    # Another site was allowed nothing, and this one is remembered.
    other = tmp_path / "other" / "post.md"
    other.parent.mkdir()
    other.write_text("---\ntitle: Other\n---\n\nElsewhere.\n")
    window.open_paths([other])
    wait_for_text(qtbot, window, "Elsewhere.")
    assert not action.isChecked()
    assert window.preview.view.url() == QUrl("postwright://app/page.html")
    workspace.make_current(workspace.sessions[0])
    wait_for_text(qtbot, window, MARK)
    assert action.isChecked()


def test_nothing_of_the_page_is_stored(window):
    profile = window.preview.view.page().profile()
    assert profile.isOffTheRecord()
    assert not profile.cachePath()
    assert profile.httpCacheType() == QWebEngineProfile.HttpCacheType.NoCache
    assert profile.persistentCookiesPolicy() == QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies
