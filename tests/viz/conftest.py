"""Visits of the page with a browser that is offline; every request and complaint is noted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from accessibility import assert_accessible


class Visit:
    """A page that is open, with what it asked for and complained of."""

    def __init__(self, page: Any, path: Path) -> None:
        self.page = page
        self.path = path
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.dialogs: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda line: self.complaints.append(line.text))
        page.on("dialog", self._dismiss)

    def _dismiss(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def open(self, fragment: str = "") -> Any:
        self.page.goto(self.path.as_uri() + (f"#{fragment}" if fragment else ""))
        self.page.wait_for_function("performance.getEntriesByName('first-picture').length > 0")
        return self.page

    def axe(self) -> None:
        """Axe-core finds nothing to complain of; its script needs a context with `bypass_csp`."""
        assert_accessible(self.page)

    def is_alone(self) -> bool:
        """Nothing was asked for but the file itself (and its empty icon), and nothing complained."""
        own = self.path.as_uri()
        outside = [url for url in self.requests if not url.startswith((own, "data:,"))]
        assert outside == []
        assert self.complaints == []
        assert self.dialogs == []
        return True


@pytest.fixture
def visit(browser: Any) -> Iterator[Any]:
    contexts = []

    def make(path: Path, *, width: int = 1280, scheme: str = "light", **options: Any) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True, **options
        )
        contexts.append(context)
        return Visit(context.new_page(), path)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the small graph."""
    from levergraph.viz import explore
    from viz_world import SMALL, store

    return explore(store(SMALL), tmp_path_factory.mktemp("small") / "small.html")


@pytest.fixture(scope="session")
def needing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the small graph in which two interventions need something."""
    from levergraph.viz import explore
    from viz_world import NEEDS, SMALL, store

    return explore(store(SMALL, NEEDS), tmp_path_factory.mktemp("needing") / "needing.html")


@pytest.fixture(scope="session")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the packaged graph."""
    from levergraph.graph.opening import open_store
    from levergraph.viz import explore

    return explore(open_store(), tmp_path_factory.mktemp("packaged") / "levergraph.html")
