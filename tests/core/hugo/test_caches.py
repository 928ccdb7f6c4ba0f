"""What a person's own Hugo has fetched is not fetched again, and nothing lands in the site."""

import os
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from editor.core.hugo.binary import ask
from editor.core.hugo.caches import shared_caches
from editor.core.hugo.launch import serve
from editor.core.hugo.mode import Mode
from editor.core.hugo.overlay import Overlay
from editor.core.hugo.project import read_project
from tests.support.hugo_site import hugo_binary
from tests.support.theme_site import plain_site, state_of, write_files

pytestmark = pytest.mark.hugo


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(b"From far away.")

    def log_message(self, *_):
        pass


def run(root, out, arguments, environment):
    done = subprocess.run(
        [str(hugo_binary()), *arguments, "--source", str(root), "--noBuildLock", "--destination", str(out)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return (out / "posts/first/index.html").read_text("utf-8")


def test_what_was_fetched_from_the_web_before_is_there_without_it(tmp_path, monkeypatch):
    monkeypatch.setenv("HUGO_CACHEDIR", str(tmp_path / "cache"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    single = f'{{{{ (resources.GetRemote "http://127.0.0.1:{server.server_port}/x.txt").Content }}}}'
    root = write_files(plain_site(tmp_path / "site"), {"layouts/_default/single.html": single})
    config = root / "hugo.toml"
    config.write_text(config.read_text() + "[security.http]\nurls = ['.*']\n")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        assert "From far away." in run(root, tmp_path / "own", ["--renderToMemory=false"], {})
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    before = state_of(root)
    hugo = ask(hugo_binary(), "bundled")
    (tmp_path / "private").mkdir()
    overlay = Overlay(tmp_path / "private/run", read_project(hugo, root), tmp_path / "private")
    launch = serve(hugo, overlay, root / "content/posts/first.md", Mode.CUT)
    assert "From far away." in run(root, tmp_path / "out", [], launch.environment)
    assert state_of(root) == before


def test_where_the_caches_are(tmp_path, monkeypatch):
    monkeypatch.setenv("HUGO_CACHEDIR", "/far/cache")
    modules, fetched = "HUGO_CACHES_MODULES_DIR", "HUGO_CACHES_GETRESOURCE_DIR"
    assert shared_caches(tmp_path, {}) == {modules: "/far/cache/modules", fetched: "/far/cache/:project"}
    own = {"caches": {"modules": {"dir": ":cacheDir/mine"}, "getresource": {"dir": ":resourceDir/x"}}}
    assert shared_caches(tmp_path, own) == {modules: "/far/cache/mine"}
    monkeypatch.delenv("HUGO_CACHEDIR")
    assert shared_caches(tmp_path, {"cachedir": "inside"}) == {}
    monkeypatch.setenv("XDG_CACHE_HOME", "/home/me/.cache")
    assert all("hugo_cache" in place for place in shared_caches(tmp_path, {}).values())
