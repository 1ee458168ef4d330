"""Every question has the same rows, in the same order, on every engine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import cast

import pytest
from engines import ENGINES, Missing
from levergraph.cli import main
from levergraph.graph import LocalStore, RemoteStore, Store
from levergraph.ontology.terms import expand
from levergraph.queries.catalogue import Catalogue, NamedQuery
from levergraph.queries.execution import prepared
from levergraph.queries.store_check import store_check
from pyoxigraph import NamedNode, Store as Oxigraph

CATALOGUE = Catalogue()
KNOWN = {
    "Virtuoso": frozenset(
        (
            "compare-regions",
            "further-powers",
            "how-others-got-it",
            "needs-of-region",
            "open-problems",
            "power-matrix",
            "similar-regions",
            "statements-to-check",
            "transferable-interventions",
        )
    )
}
"""Questions that an engine cannot answer yet: it refuses them by its estimate, never ends, or loses rows."""


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, packaged: Store) -> Iterator[tuple[str, Store]]:
    """The name of an engine, and the packaged graph in it: started and loaded once."""
    name = str(request.param)
    with ExitStack() as stack:
        try:
            address = stack.enter_context(ENGINES[name](cast(LocalStore, packaged).oxigraph))
        except Missing as missing:
            pytest.skip(str(missing))
        yield name, stack.enter_context(RemoteStore(address, timeout=30))


@pytest.mark.slow
@pytest.mark.parametrize("name", CATALOGUE.names())
def test_a_question_has_the_same_rows_on_every_engine(
    name: str, engine: tuple[str, Store], packaged: Store
) -> None:
    kind, store = engine
    if name in KNOWN.get(kind, ()):
        pytest.xfail("known: see the table of engines in docs/engines.md")
    report = store_check(store, packaged, [name])
    assert report.conforms, str(report)


@pytest.mark.parametrize("name", CATALOGUE.names())
def test_the_order_of_a_question_leaves_no_tie(name: str, packaged: Store) -> None:
    """Two rows that are equal in all by which they are ordered would come as each engine likes."""
    query = CATALOGUE.get(name)
    given: list[dict[str, str]] = [query.example(), {param.name: param.example for param in query.params}]
    for values in given:
        keys = _keys(packaged, query, values)
        assert len(keys) == len(set(keys))


def _keys(store: Store, query: NamedQuery, values: dict[str, str]) -> list[tuple[str, ...]]:
    """What orders each of the distinct rows of a question."""
    text = prepared(store, query, values)
    names = list(dict.fromkeys(re.findall(r"\?(\w+)", text[text.rindex("ORDER BY") :])))
    head = re.search(r"^SELECT (?:DISTINCT )?(.*?)\s+WHERE", text, re.DOTALL | re.MULTILINE)
    assert head
    shown = re.findall(r"\?(\w+)", re.sub(r"\((?:.*?) AS (\?\w+)\)", r"\1", head[1]))
    more = [name for name in names if name not in shown]
    columns = [*shown, *more]
    rows = store.select(f"{text[: head.end(1)]} {' '.join(f'?{name}' for name in more)}{text[head.end(1) :]}")
    distinct = {tuple(str(row[column]) for column in columns) for row in rows}
    places = [columns.index(name) for name in names]
    return [tuple(row[place] for place in places) for row in distinct]


def test_check_store_names_the_questions_that_a_store_answers_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, packaged: Store
) -> None:
    """Of a few questions, for the test above asks all."""
    few = ["levers-of-region", "who-addressed-challenge", "power-matrix"]
    monkeypatch.setattr("levergraph.queries.store_check.Catalogue.names", lambda _: few)
    folder = str(tmp_path / "store")
    disk = Oxigraph(folder)
    disk.bulk_extend(cast(LocalStore, packaged).oxigraph)
    disk.flush()
    del disk
    assert main(["check", "--store", folder]) == 0, capsys.readouterr().out
    disk = Oxigraph(folder)
    for quad in list(disk.quads_for_pattern(None, NamedNode(expand("lg:addresses")), None)):
        disk.remove(quad)
    disk.flush()
    del disk
    assert main(["check", "--store", folder]) == 1
    said = capsys.readouterr().out
    assert re.search(r"^who-addressed-challenge: \d+ of \d+ rows missing, 0 surplus$", said, re.MULTILINE)
    assert "levers-of-region" not in said
    assert main(["check", "--store", folder, "--data", "x.ttl"]) == 2
    assert main(["check", "--store", "http://127.0.0.1:9/query"]) == 3
