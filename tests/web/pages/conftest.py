"""Visits of the server with a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browser_visit import Visit


@pytest.fixture
def visit(browser: Any, server: Any) -> Iterator[Any]:
    contexts = []

    def make(*, width: int = 1280, scheme: str = "light", home: str = server.url, **options: Any) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, accept_downloads=True, **options
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Visit(context.new_page(), home)

    yield make
    for context in contexts:
        context.close()
