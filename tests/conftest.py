"""Laws for every test, and the graphs that tests ask: the packaged one, a small one, a package of its own.

No test touches the cache of the person who runs it. With LEVERGRAPH_NO_SKIPS=1, as in continuous
integration, a skipped test has failed.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from shutil import copy, copytree, which
from typing import Any

import levergraph.graph.building
import pytest
from hypothesis import HealthCheck, settings
from levergraph.graph import LocalStore, Store, materialise, open_store
from levergraph.ontology import FILES, GRAPH_FACTS, GRAPH_ONTOLOGY
from pyoxigraph import NamedNode, RdfFormat, Store as Oxigraph

SMALL = Path(__file__).with_name("small.ttl")

if os.environ.get("LEVERGRAPH_NO_SKIPS") == "1":
    # One commit, one result: who works on the code meets new examples, who only proves it meets the same.
    settings.register_profile(
        "proof", derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
    )
    settings.load_profile("proof")


def _forbid_skip(report: Any) -> None:
    if os.environ.get("LEVERGRAPH_NO_SKIPS") != "1" or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"{reason} (LEVERGRAPH_NO_SKIPS=1 allows no skip)"


SLOW = frozenset(
    """
    test_cache test_changes test_check test_export test_load test_package test_session
    test_ontology_reasoner test_ontology_rules test_ontology_shapes
    test_transfer_criteria test_transfer_laws test_transfer_verbs
    test_cli_bad_input test_cli_query test_cli_readme test_cli_surroundings test_cli_transfer test_cli_words
    test_same_answers test_web_api test_web_limits test_web_linked test_web_pages test_web_pages_hostile
    test_web_serve test_citation test_first_and_last_day test_no_formulas test_one_answer
    """.split()  # noqa: SIM905 - a name a line would fill the page
)
"""Modules whose tests start many processes, build many graphs or walk all pages; not for `make quick`.

A single test elsewhere that takes more than two seconds is marked where it stands.
"""
LONGEST = """
    test_engines test_web_pages_browser test_check test_citation test_web_serve test_web_pages
    test_second_visit test_web_pages_hostile test_transfer_laws test_web_limits test_queries_catalogue
    test_cli_words test_viz_page test_viz_widened test_viz_hostile test_cache test_transfer_verbs
    test_queries_gate
    """.split()  # noqa: SIM905 - a name a line would fill the page
"""Modules that take longest, begun first: one that begins last is waited for by all other workers."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of slow modules, and those that ask for the browser, so that nobody need remember to."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if item.path.stem in SLOW:
            item.add_marker("slow")
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(LONGEST)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    report = yield
    _forbid_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    report = yield
    _forbid_skip(report)
    return report


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache of the tests' own, shared by the workers of one run."""
    root = tmp_path_factory.getbasetemp()
    shared = (root.parent if "PYTEST_XDIST_WORKER" in os.environ else root) / "levergraph-cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEVERGRAPH_CACHE", str(shared))
        patch.delenv("LEVERGRAPH_STORE", raising=False)
        yield shared


@pytest.fixture(scope="session")
def packaged(cache: Path) -> Store:
    """The packaged graph, opened once."""
    return open_store()


@pytest.fixture(scope="session")
def small() -> LocalStore:
    """A graph that fits in the head (small.ttl), with the real ontology and rules."""
    store = Oxigraph()
    for name in ("levergraph", "alignments"):
        store.bulk_load(path=FILES[name], format=RdfFormat.TURTLE, to_graph=NamedNode(GRAPH_ONTOLOGY))
    store.bulk_load(path=SMALL, format=RdfFormat.TURTLE, to_graph=NamedNode(GRAPH_FACTS))
    materialise(store)
    return LocalStore(store, "the small graph", "small")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with the small graph in the place of the facts, and an empty cache."""
    folder = tmp_path / "package"
    copytree(FILES["rules"], folder / "ontology" / "rules")
    copy(FILES["levergraph"], folder / "ontology")
    (folder / "graph" / "data").mkdir(parents=True)
    copy(SMALL, folder / "graph" / "data")
    monkeypatch.setattr(levergraph.graph.building, "PACKAGE", str(folder))
    monkeypatch.setenv("LEVERGRAPH_CACHE", str(tmp_path / "cache"))
    return folder


BROWSER_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The one browser of all tests: two of Playwright's cannot live in one process."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
    path = next((found for name in ("chromium", "chromium-browser") if (found := which(name))), None)
    if path is None:
        pytest.skip("no Chromium on this machine: the page was not opened")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=BROWSER_OPTIONS)
        yield opened
        opened.close()
