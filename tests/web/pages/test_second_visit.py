"""Every type of page seen twice in one browser, whose cache answers the second time, also behind a proxy."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
from browser_visit import Visit
from page_types import ERRORS, TEMPLATES, TYPES

ROOT = "/levers"
ELSEWHERE = "/accessibility"
LOOK = """() => ['body', 'header.top', 'main', 'h1', '.find input'].map((css) => {
    const found = document.querySelector(css);
    if (!found) return null;
    const style = getComputedStyle(found), box = found.getBoundingClientRect();
    return [style.fontFamily, style.color, style.backgroundColor, style.display, box.left, box.width];
})"""
"""How the parts of a page look and where they stand."""
SENT = "performance.getEntriesByType('navigation')[0].transferSize"
REVALIDATED = 300
"""The bytes that a browser states for a page taken from its cache after a 304 (Resource Timing, 4.3)."""


class Proxy(BaseHTTPRequestHandler):
    """A proxy that serves a server under a path, which it takes away: as docs/hosting.md says."""

    protocol_version = "HTTP/1.1"
    client: httpx.Client

    def do_GET(self) -> None:
        path = self.path.removeprefix(ROOT)
        headers = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
        answer = self.client.get(path, headers=headers)
        body = answer.read() if answer.status_code != 304 else b""
        self.send_response(answer.status_code)
        for name, value in answer.headers.items():
            if name not in ("content-length", "content-encoding", "connection", "date", "server"):
                self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def proxied(serving: Any) -> Iterator[str]:
    """The address of a server behind a proxy, with the path under which the proxy serves it."""
    home = serving("--root-path", ROOT).url.rstrip("/").removesuffix(ROOT)
    with httpx.Client(base_url=home, timeout=60) as client:
        handler = type("Handler", (Proxy,), {"client": client})
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as proxy:
            threading.Thread(target=proxy.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{proxy.server_address[1]}{ROOT}"
            proxy.shutdown()


@pytest.fixture(scope="module")
def homes(browser: Any, server: Any, proxied: str) -> Iterator[dict[str, Visit]]:
    """One browser with its cache, with a page of the server and one of the server under a path."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield {"here": Visit(context.new_page(), server.url), ROOT: Visit(context.new_page(), proxied)}
    context.close()


@pytest.mark.parametrize(
    ("home", "path"),
    [*(("here", path) for path in (*TYPES, *ERRORS)), *((ROOT, path) for path in TEMPLATES.values())],
)
def test_a_page_looks_the_same_on_the_second_visit_and_its_form_is_sent(
    homes: dict[str, Visit], home: str, path: str
) -> None:
    opened = homes[home]
    page = opened.page
    first = page.goto(opened.home + path)
    look = page.evaluate(LOOK)
    opened.open(ELSEWHERE)
    opened.open(path)
    assert (page.evaluate(SENT) == REVALIDATED) == ("etag" in first.headers)
    assert page.evaluate(LOOK) == look
    with page.expect_navigation():
        page.evaluate("[...document.forms].at(-1).submit()")
    assert page.url.startswith(opened.home)


@pytest.mark.parametrize("home", ["here", ROOT])
def test_the_explorer_is_drawn_on_the_second_visit(homes: dict[str, Visit], home: str) -> None:
    opened = homes[home]
    for _ in range(2):
        page = opened.open("/explore")
        page.wait_for_function("performance.getEntriesByName('first-picture').length > 0")
        page.get_by_role("link", name="Back to the home page").click()
        page.wait_for_url(f"{opened.home}/")


def test_a_word_is_searched_for_on_a_second_visit(homes: dict[str, Visit]) -> None:
    opened = homes["here"]
    for _ in range(2):
        page = opened.open("/lever/bus-franchising")
    page.get_by_label("Search, or ask a question").fill("road charging")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=road+charging")
