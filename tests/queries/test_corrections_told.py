"""A correction of the user's own, as each face tells it: by whom, because of what, on what source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from levergraph.graph import Store, open_store
from levergraph.ontology import ID
from levergraph.queries.corrections import corrections
from levergraph.queries.entity import show
from levergraph.queries.transferability import Transferability

pytestmark = pytest.mark.slow
RETRACTED = f"{ID}holding/greater-manchester--adult-skills-fund"
OWN = f"""@prefix lg: <https://w3id.org/levergraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/r> a lg:Retraction ; skos:prefLabel "Our retraction"@en ; lg:retracts <{RETRACTED}> ;
  skos:note "The order was read wrongly"@en ; lg:date "2026-11-26"^^xsd:date ; lg:basis lg:StatedBySource ;
  lg:source <https://example.org/minutes> .
<https://example.org/minutes> a lg:Source ; skos:prefLabel "Our minutes"@en ;
  lg:url "https://example.org/m"^^xsd:anyURI .
"""
TOLD = (
    "Retracted by you on 26 November 2026: Adult skills fund (former adult education budget) in Greater "
    "Manchester: held."
)


@pytest.fixture(scope="module")
def corrected(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    own = tmp_path_factory.mktemp("own") / "own.ttl"
    own.write_text(OWN, encoding="utf-8")
    with open_store(data=[own]) as store:
        yield store


def test_it_is_told_with_its_reason_and_source(corrected: Store) -> None:
    (correction,) = corrections(corrected)
    assert correction.sentence == (
        f"{TOLD} Because: The order was read wrongly. Source: Our minutes <https://example.org/m>."
    )


@pytest.mark.parametrize("iri", [RETRACTED, "https://example.org/r", f"{ID}region/greater-manchester"])
def test_show_tells_it_of_the_claim_the_retraction_and_the_region(corrected: Store, iri: str) -> None:
    thing = show(corrected, iri)
    assert TOLD in thing.to_text()
    assert "Retracted by you on 26 November 2026" in thing.to_markdown()
    assert thing.record().corrections[0].claim == RETRACTED
    if iri == RETRACTED:
        assert "It said, until it was withdrawn" in thing.to_text()
        assert "status: held" in thing.to_text()


def test_the_list_and_the_explanation_tell_it_and_the_verdict_follows(
    corrected: Store, packaged: Store
) -> None:
    ranking = Transferability(corrected).ranking("greater-manchester", everything=True, as_of="2026-11-24")
    assert any(note.startswith(TOLD) for note in ranking.notes)
    before = Transferability(packaged).ranking("greater-manchester", everything=True, as_of="2026-11-24")
    assert not before.corrections
    was = {each.intervention.iri: each.verdict.name for each in before.candidates}
    now = {each.intervention.iri: each.verdict.name for each in ranking.candidates}
    assert was != now
    changed = next(iri for iri in was if now.get(iri) != was[iri])
    explained = Transferability(corrected).explanation(changed, "greater-manchester", as_of="2026-11-24")
    assert TOLD in explained.to_text()


def test_an_answer_names_the_facts_that_it_was_made_from(corrected: Store, packaged: Store) -> None:
    from levergraph.queries.cited_graph import cited_graph

    own, all_of_us = cited_graph(corrected), cited_graph(packaged)
    assert own.sha256 != all_of_us.sha256
    assert own.release is None
    assert len(all_of_us.sha256 or "") == 64
    with open_store("release:0.2.0") as store:
        released = cited_graph(store)
    assert released.release == "0.2.0"
    assert "--store release:0.2.0" in released.sentence
