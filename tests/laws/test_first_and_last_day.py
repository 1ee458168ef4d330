"""The law of dates: a claim counts from its first day to its last, both included, in every question."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import levergraph.queries.transferability as method
import pyoxigraph as ox
import pytest
from levergraph.graph import LocalStore, Store
from levergraph.ontology import LG
from levergraph.queries.catalogue import FOLDER, Catalogue
from levergraph.queries.execution import prepared

FIRST, LAST = date(2020, 3, 10), date(2020, 10, 20)
DAY = timedelta(days=1)
FOLDERS = (FOLDER, Path(method.__file__).with_name("facts"))
DATED = [
    (folder, query.name)
    for folder in FOLDERS
    for query in Catalogue(folder)
    if any(parameter.name == "asOf" for parameter in query.params)
]
XSD_DATE = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")


@pytest.fixture(scope="module")
def one_interval(packaged: Store) -> LocalStore:
    """The packaged graph, but every claim counts from the first day to the last, and authorities always."""
    assert isinstance(packaged, LocalStore)
    store = ox.Store()
    store.bulk_extend(packaged.oxigraph)
    held = {
        (quad.subject, quad.graph_name)
        for kind in ("LeverHolding", "PowerHolding", "Power", "Membership", "ClassPower", "ClassMembership")
        for quad in store.quads_for_pattern(None, None, ox.NamedNode(LG + kind))
    }
    for name, day in (("startDay", FIRST), ("endDay", LAST)):
        word = ox.NamedNode(LG + name)
        for quad in list(store.quads_for_pattern(None, word, None)):
            store.remove(quad)
        literal = ox.Literal(day.isoformat(), datatype=XSD_DATE)
        store.extend(ox.Quad(claim, word, literal, graph) for claim, graph in held)
    begun = ox.Literal("2000-01-01", datatype=XSD_DATE)
    for quad in list(store.quads_for_pattern(None, ox.NamedNode(LG + "governedBy"), None)):
        store.add(ox.Quad(quad.object, ox.NamedNode(LG + "startDay"), begun, quad.graph_name))
    return LocalStore(store, "the packaged graph with one interval", "one interval")


@pytest.mark.parametrize(("folder", "name"), DATED, ids=[name for _, name in DATED])
def test_a_claim_counts_on_its_first_and_last_day_and_not_on_the_day_before_or_after(
    one_interval: LocalStore, folder: Path, name: str
) -> None:
    query = Catalogue(folder).get(name)

    @cache
    def rows(day: date) -> tuple[str, ...]:
        values = {**query.example(), "asOf": day.isoformat()}
        found = one_interval.select(prepared(one_interval, query, values))
        return tuple(sorted(str([term and term.value for term in row]) for row in found))

    within = rows(FIRST + 60 * DAY)
    assert within, "the example of the question shows nothing: the law proves nothing here"
    assert rows(FIRST) == within
    assert rows(LAST) == within
    assert rows(FIRST - DAY) != within
    assert rows(LAST + DAY) != within
