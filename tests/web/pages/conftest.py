"""Visits of the server with a browser, and notes of what it asked for and complained of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


class Visit:
    """A page that is open, with what it asked for and complained of."""

    def __init__(self, page: Any, home: str) -> None:
        self.page = page
        self.home = home.rstrip("/")
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda line: self.complaints.append(line.text))
        page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))

    def open(self, path: str) -> Any:
        self.page.goto(self.home + path)
        return self.page

    def is_alone(self) -> bool:
        """Nothing was asked of anybody else, and nothing complained."""
        outside = [url for url in self.requests if not url.startswith((self.home, "data:", "blob:"))]
        assert outside == []
        assert self.complaints == []
        return True


@pytest.fixture
def visit(browser: Any, server: Any) -> Iterator[Any]:
    contexts = []

    def make(*, width: int = 1280, scheme: str = "light", **options: Any) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, accept_downloads=True, **options
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Visit(context.new_page(), server.url)

    yield make
    for context in contexts:
        context.close()
