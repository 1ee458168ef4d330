"""Rules write the short-cuts, each once, and each can be traced to the claims that gave it."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings, strategies as st
from levergraph.errors import UsageError
from levergraph.graph import LocalStore, Store, materialise, trace
from levergraph.graph.rules import rules, separate
from levergraph.ontology import GRAPH_FACTS, GRAPH_INFERRED, GRAPH_ONTOLOGY, GRAPH_YOURS, curie, expand
from pyoxigraph import BlankNode, NamedNode, Quad, Store as Oxigraph

RULES = rules()
GRAPHS = [GRAPH_ONTOLOGY, GRAPH_FACTS, GRAPH_YOURS, GRAPH_INFERRED]


def pairs(store: Store, predicate: str) -> set[tuple[str, str]]:
    rows = store.select(f"SELECT ?s ?o {{ GRAPH <{GRAPH_INFERRED}> {{ ?s {predicate} ?o }} }}")
    return {(curie(row[0].value), curie(row[1].value)) for row in rows}


def test_a_region_holds_what_a_claim_says_today_while_its_authority_stands(small: LocalStore) -> None:
    assert pairs(small, "lg:holds") == {("region:northshire", "lever:bus-franchising")}
    assert pairs(small, "lg:shares") == {("region:south-coast", "lever:bus-franchising")}
    assert pairs(small, "lg:lacks") == {("region:northshire", "lever:housing-fund")}


def test_what_affects_leads_on(small: LocalStore) -> None:
    assert pairs(small, "lg:leadsTo") == {
        ("determinant:bus-access", "determinant:activity"),
        ("determinant:bus-access", "outcome:heart-disease"),
        ("determinant:activity", "outcome:heart-disease"),
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_says_what_it_does_and_traces_what_it_has_done(rule: object, packaged: Store) -> None:
    assert rule.name  # type: ignore[attr-defined]
    assert rule.description  # type: ignore[attr-defined]
    property_ = rule.infers  # type: ignore[attr-defined]
    rows = packaged.select(
        f"SELECT ?s ?o {{ GRAPH <{GRAPH_INFERRED}> {{ ?s {property_} ?o }} }} ORDER BY ?s ?o"
    )
    statements = [(row[0], row[1]) for row in rows]
    assert statements
    known = {
        row[0].value
        for row in packaged.select(f"SELECT DISTINCT ?s {{ GRAPH <{GRAPH_FACTS}> {{ ?s ?p ?o }} }}")
    }
    inferred = packaged.select(
        f"SELECT DISTINCT ?s {{ GRAPH <{GRAPH_INFERRED}> {{ ?s lg:followsFrom ?o }} }}"
    )
    things = known | {row[0].value for row in inferred}
    for s, o in statements[:: max(len(statements) // 5, 1)]:
        if property_ in ("rdf:type", "lg:name", "lg:summary") and s.value not in things:
            continue  # a term of the ontology
        claims = trace(packaged, s, expand(property_), o)
        assert claims
        assert property_ == "rdf:type" or set(claims) <= known


def test_what_was_not_inferred_has_no_trace(small: LocalStore) -> None:
    assert trace(small, "region:northshire", "lg:holds", "lever:bus-franchising") == [
        expand("holding:northshire--bus-franchising")
    ]
    assert trace(small, "region:northshire", "lg:holds", "lever:convening") == []
    with pytest.raises(UsageError):
        trace(small, BlankNode("a"), "lg:holds", "lever:convening")  # type: ignore[arg-type]


def test_running_the_rules_again_adds_nothing(small: LocalStore) -> None:
    copy = Oxigraph()
    copy.bulk_extend(small.oxigraph)
    assert set(materialise(copy).values()) == {0}
    assert set(copy) == set(small.oxigraph)


def test_inference_is_the_same_whatever_the_order_of_the_facts(small: LocalStore) -> None:
    given_ = [quad for quad in small.oxigraph if quad.graph_name.value != GRAPH_INFERRED]  # type: ignore[union-attr]
    copy = Oxigraph()
    for quad in reversed(given_):
        copy.add(quad)
    materialise(copy)
    assert set(copy) == set(small.oxigraph)


NODES = st.sampled_from("abc").map(lambda name: NamedNode(f"https://example.org/{name}"))


@given(st.sets(st.builds(Quad, NODES, NODES, NODES, st.sampled_from(GRAPHS).map(NamedNode)), max_size=12))
@settings(deadline=None)
def test_separating_keeps_every_statement_once_in_its_first_graph(quads: set[Quad]) -> None:
    store = Oxigraph()
    store.bulk_extend(quads)
    separate(store)
    graphs = defaultdict(set)
    for quad in quads:
        graphs[quad.triple].add(GRAPHS.index(quad.graph_name.value))  # type: ignore[union-attr]
    assert {(q.triple, q.graph_name.value) for q in store} == {  # type: ignore[union-attr]
        (triple, GRAPHS[min(found)]) for triple, found in graphs.items()
    }
