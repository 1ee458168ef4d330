"""Corrections: what is superseded or retracted counts as if edited or removed, and stays readable."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from levergraph.graph import LocalStore, materialise, trace
from levergraph.graph.correction_check import unheeded_findings
from levergraph.graph.corrections import (
    CORRECTED_BY,
    LABEL,
    SUPERSEDES,
    TYPE,
    WITHDRAWN,
    WITHDRAWN_TEXT,
    Corrections,
)
from levergraph.ontology import FILES, GRAPH_FACTS, GRAPH_INFERRED, GRAPH_ONTOLOGY, GRAPH_YOURS, ID, LG
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

SMALL = Path(__file__).parent.parent / "small.ttl"
FACTS = [quad.triple for quad in parse(path=SMALL, format=RdfFormat.TURTLE)]
OWN = NamedNode("https://example.org/own")
CLASSES = [
    LG + name for name in ("LeverHolding", "Finding", "Requirement", "RequirementOption", "LeverEffect")
]
CLAIMS = sorted(
    (triple.subject for triple in FACTS if triple.predicate.value == TYPE and triple.object.value in CLASSES),
    key=str,
)
MARKS = {CORRECTED_BY, WITHDRAWN_TEXT}


@pytest.fixture(scope="module")
def ontology() -> Store:
    store = Store()
    for name in ("levergraph", "alignments"):
        store.bulk_load(path=FILES[name], format=RdfFormat.TURTLE, to_graph=NamedNode(GRAPH_ONTOLOGY))
    return store


def built(ontology: Store, facts: list, own: list = ()) -> Store:
    store = Store()
    store.bulk_extend(ontology)
    for triples, graph in ((facts, GRAPH_FACTS), (own, GRAPH_YOURS)):
        store.bulk_extend(Quad(*triple, NamedNode(graph)) for triple in triples)
    materialise(store)
    return store


def triples(text: str) -> list:
    head = f"@prefix lg: <{LG}> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
    return [quad.triple for quad in parse((head + text).encode(), RdfFormat.TURTLE)]


def retraction(claim: NamedNode) -> list:
    return triples(
        f"<https://example.org/r> a lg:Retraction ; lg:retracts {claim} ; skos:note 'It was wrong' ."
    )


def graph(store: Store, *without: NamedNode) -> set[str]:
    """What facts, own statements and rules say, apart from some things and the marks of what is withdrawn."""
    marked = {quad.subject for quad in store.quads_for_pattern(None, NamedNode(CORRECTED_BY), None, None)}
    return {
        str(quad.triple)
        for quad in store
        if quad.graph_name.value != GRAPH_ONTOLOGY
        and quad.subject not in without
        and not (quad.subject in marked and quad.graph_name.value == GRAPH_INFERRED)
    }


@settings(max_examples=6, deadline=None)
@given(claim=st.sampled_from(CLAIMS))
def test_a_retraction_has_the_effect_of_absence(ontology: Store, claim: NamedNode) -> None:
    retracted = built(ontology, FACTS, retraction(claim))
    absent = built(ontology, [triple for triple in FACTS if triple.subject != claim])
    assert graph(retracted, NamedNode("https://example.org/r")) == graph(absent)


@settings(max_examples=6, deadline=None)
@given(claim=st.sampled_from(CLAIMS), place=st.integers(0, 9))
def test_a_correction_has_the_effect_of_editing(ontology: Store, claim: NamedNode, place: int) -> None:
    held = [triple for triple in FACTS if triple.subject == claim and triple.predicate.value != TYPE]
    changed = held[place % len(held)]
    value = NamedNode(f"{LG}NotHeld") if changed.predicate.value == f"{LG}status" else NamedNode(f"{LG}Weak")
    mended = [
        (one.predicate, value if one == changed else one.object) for one in FACTS if one.subject == claim
    ]
    own = [Quad(OWN, name, to).triple for name, to in mended]
    corrected = built(ontology, FACTS, [*own, Quad(OWN, NamedNode(SUPERSEDES), claim).triple])
    edited = built(
        ontology,
        [*(one for one in FACTS if one.subject != claim), *(Quad(claim, *pair).triple for pair in mended)],
    )
    said = {line for line in graph(corrected) if f" <{SUPERSEDES}> " not in line}
    assert {line.replace(OWN.value, claim.value) for line in said} == graph(edited)


def test_what_is_withdrawn_is_kept_to_be_read(ontology: Store) -> None:
    claim = CLAIMS[0]
    store = built(ontology, FACTS, retraction(claim))
    kept = {quad.predicate.value: quad.object for quad in store.quads_for_pattern(claim, None, None, None)}
    assert kept[TYPE] == NamedNode(WITHDRAWN)
    assert kept[LABEL] in {triple.object for triple in FACTS if triple.subject == claim}
    text = kept[WITHDRAWN_TEXT]
    assert isinstance(text, Literal)
    said = {quad.triple for quad in parse(text.value.encode(), RdfFormat.N_TRIPLES)}
    assert said == {triple for triple in FACTS if triple.subject == claim}
    by = NamedNode("https://example.org/r")
    assert trace(LocalStore(store, "own", "1"), claim, CORRECTED_BY, by) == [by.value]


@pytest.mark.parametrize(
    "text",
    [
        "<https://example.org/x> lg:retracts CLAIM .",
        "<https://example.org/x> lg:supersedes CLAIM .",
        "CLAIM lg:supersedes CLAIM .",
        "<https://example.org/r> a lg:Retraction ; lg:retracts REGION .",
        "<https://example.org/r> a lg:Retraction ; lg:retracts <https://example.org/nothing> .",
    ],
)
def test_what_corrects_nothing_changes_nothing(ontology: Store, text: str) -> None:
    region = f"<{ID}region/northshire>"
    own = triples(text.replace("CLAIM", str(CLAIMS[0])).replace("REGION", region))
    store = built(ontology, FACTS, own)
    assert not list(store.quads_for_pattern(None, NamedNode(CORRECTED_BY), None, None))
    assert graph(built(ontology, FACTS)) <= graph(store)


def test_the_last_of_a_chain_counts() -> None:
    chain = Corrections([("b", "a"), ("c", "b")], [])
    assert chain.withdrawn() == ["b", "a"]
    assert chain.heirs("a") == ["c"]


def test_a_correction_that_is_retracted_corrects_nothing() -> None:
    taken_back = Corrections([("b", "a")], [("r", "b")])
    assert taken_back.withdrawn() == ["b"]
    again = Corrections([("b", "a")], [("r", "b"), ("s", "r")])
    assert again.withdrawn() == ["r", "a"]


def test_what_is_corrected_in_a_circle_is_named_and_stays() -> None:
    circle = Corrections([("a", "b"), ("b", "a"), ("a", "d")], [("x", "y")])
    assert circle.withdrawn() == ["y"]
    assert circle.circular() == ["a", "b", "d"]


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=10),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=10),
)
def test_an_heir_counts_and_what_is_withdrawn_was_corrected(
    superseding: list[tuple[int, int]], retracting: list[tuple[int, int]]
) -> None:
    first, second = ([(str(by), str(old)) for by, old in pairs] for pairs in (superseding, retracting))
    stated = Corrections(first, second)
    withdrawn = set(stated.withdrawn())
    for thing in withdrawn:
        assert stated.correctors(thing)
        assert not withdrawn & set(stated.heirs(thing))
    assert not withdrawn & set(stated.circular())


def test_a_chain_of_any_length_is_followed() -> None:
    chain = Corrections([(str(place + 1), str(place)) for place in range(20_000)], [])
    assert len(chain.withdrawn()) == 20_000
    assert chain.heirs("0") == ["20000"]


def test_a_correction_of_nothing_is_named_with_the_reason(ontology: Store) -> None:
    region = f"<{ID}region/northshire>"
    own = "<https://example.org/r> a lg:Retraction ; lg:retracts " + ", ".join(
        ("<https://example.org/nothing>", region, str(CLAIMS[0]))
    )
    store = LocalStore(built(ontology, FACTS, triples(f"{own} .")), "own", "1")
    told = [finding.message for finding in unheeded_findings(store, {"https://example.org/r"})]
    assert sorted(told) == [
        "it corrects nothing: https://example.org/nothing: nothing of that address is known. "
        "Take the address from `levergraph show`.",
        "it corrects nothing: region:northshire: only claims, requirements and interventions can be "
        "corrected, by a like or a retraction.",
    ]
    assert not list(unheeded_findings(store, ()))


def test_a_claim_that_follows_from_general_law_can_be_retracted_too(ontology: Store) -> None:
    law = triples(
        f"""
        <{ID}class-membership/northshire--mca> a lg:ClassMembership ; lg:region <{ID}region/northshire> ;
          lg:authorityClass <{ID}authority-class/mca> ; lg:confidence lg:HighConfidence .
        <{ID}class-power/mca--convening> a lg:ClassPower ; lg:authorityClass <{ID}authority-class/mca> ;
          lg:lever <{ID}lever/convening> ; lg:status lg:Held ; lg:legalForce lg:InForce ;
          lg:confidence lg:HighConfidence .
        <{ID}authority-class/mca> skos:prefLabel "mayoral authority"@en ."""
    )
    claim = NamedNode(f"{ID}holding/northshire--mca--convening")
    region, lever = NamedNode(f"{ID}region/northshire"), NamedNode(f"{ID}lever/convening")
    held = (region, NamedNode(f"{LG}holds"), lever, None)
    before, after = built(ontology, [*FACTS, *law]), built(ontology, [*FACTS, *law], retraction(claim))
    assert list(before.quads_for_pattern(*held))
    assert not list(after.quads_for_pattern(*held))
    kept = {quad.predicate.value for quad in after.quads_for_pattern(claim, None, None, None)}
    assert kept == {TYPE, LABEL, f"{LG}name", CORRECTED_BY, WITHDRAWN_TEXT}
