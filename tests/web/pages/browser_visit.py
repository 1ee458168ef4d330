"""A visit of a page with a browser, and notes of what it asked for and complained of."""

from __future__ import annotations

from typing import Any


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
