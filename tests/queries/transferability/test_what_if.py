"""What if this became law: the verdicts that change are those of a graph in which it is so."""

from __future__ import annotations

import time
from itertools import product
from pathlib import Path

import pytest
from levergraph.errors import UsageError
from levergraph.graph import LocalStore, Store, materialise
from levergraph.ontology import FILES, GRAPH_FACTS, GRAPH_ONTOLOGY, ID, LG
from levergraph.queries.suppositions import read
from levergraph.queries.transferability import Transferability
from levergraph.queries.transferability.method.model import Model
from pyoxigraph import NamedNode, Quad, RdfFormat, Store as Oxigraph

WORLD = Path(__file__).parents[1] / "world.ttl"
DAY = "2026-11-24"
STATUSES = {"held": "Held", "shared": "Shared", "not-held": "NotHeld"}
REGIONS = ("north", "south")


def world(*claims: tuple[str, str, str]) -> LocalStore:
    """The small world in which a region's claims about a lever say this alone: (region, lever, status)."""
    store = Oxigraph()
    facts = NamedNode(GRAPH_FACTS)
    store.bulk_load(path=FILES["levergraph"], format=RdfFormat.TURTLE, to_graph=NamedNode(GRAPH_ONTOLOGY))
    store.bulk_load(path=WORLD, format=RdfFormat.TURTLE, to_graph=facts)
    for place, (region, lever, status) in enumerate(claims):
        of_region = store.quads_for_pattern(
            None, NamedNode(f"{LG}region"), NamedNode(f"{ID}region/{region}"), facts
        )
        for claim in [quad.subject for quad in of_region]:
            if Quad(claim, NamedNode(f"{LG}lever"), NamedNode(f"{ID}lever/{lever}"), facts) in store:
                for quad in list(store.quads_for_pattern(claim, None, None, facts)):
                    store.remove(quad)
        claim = NamedNode(f"{ID}holding/supposed-{place}")
        for name, value in (
            ("region", f"{ID}region/{region}"),
            ("lever", f"{ID}lever/{lever}"),
            ("status", LG + STATUSES[status]),
        ):
            store.add(Quad(claim, NamedNode(LG + name), NamedNode(value), facts))
        kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        store.add(Quad(claim, kind, NamedNode(f"{LG}LeverHolding"), facts))
    materialise(store)
    return LocalStore(store, "a small world", str(claims))


def verdicts(store: Store, region: str) -> dict[str, str]:
    found = Model(store).verdicts(f"{ID}region/{region}", DAY)
    return {each.intervention.rpartition("/")[2]: each.verdict for each in found}


@pytest.mark.slow
def test_the_changed_verdicts_are_those_of_a_graph_in_which_it_is_so() -> None:
    """One lever and two at once, one of them broader than the other, in every state."""
    service = Transferability(world())
    today = {region: verdicts(service.store, region) for region in REGIONS}
    changed = 0
    for levers in (("buses",), ("buses", "fares")):
        for states in product(("held", "not-held"), repeat=len(levers)):
            supposed = dict(zip(levers, states, strict=True))
            for region in REGIONS:
                then = verdicts(world(*((region, *one) for one in supposed.items())), region)
                answer = service.what_if(region, supposed, as_of=DAY)
                told = {
                    change.intervention.iri.rpartition("/")[2]: change.after.name for change in answer.changes
                }
                assert told == {
                    name: verdict for name, verdict in then.items() if verdict != today[region][name]
                }, (region, supposed)
                changed += len(told)
    assert changed


def test_a_class_is_every_region_that_belongs_to_it_on_the_day(packaged: Store) -> None:
    service = Transferability(packaged)
    answer = service.class_what_if("combined-county-authority", "bus-franchising", "not-held", as_of=DAY)
    regions = [region.region.slug for region in answer.regions]
    assert {"lancashire", "east-midlands"} <= set(regions)
    alone = service.what_if("lancashire", "bus-franchising", "not-held", as_of=DAY)
    [lancashire] = [region for region in answer.regions if region.region.slug == "lancashire"]
    assert lancashire.changes == alone.changes != ()
    began = time.perf_counter()
    service.class_what_if("combined-county-authority", "road-user-charging", as_of=DAY)
    assert time.perf_counter() - began < 1
    before = service.class_what_if("combined-county-authority", "bus-franchising", as_of="2015-01-01")
    assert before.regions == ()


@pytest.mark.parametrize(
    "text", ["", " ", "=held", "buses", "buses=held,,fares=held", "buses=held,buses=shared", "a=b" * 500]
)
def test_what_is_no_list_of_suppositions_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read(text)


def test_suppositions_are_read_as_people_write_them() -> None:
    assert read(" bus-franchising = held , Road user charging=not-held") == {
        "bus-franchising": "held",
        "Road user charging": "not-held",
    }
