"""Gate, relevance and all of the order but the distance agree with a second evaluator of plain triples."""

from __future__ import annotations

import pytest
from levergraph.errors import NoAuthority
from levergraph.graph import Store
from levergraph.queries.transferability import Transferability

from .second_evaluator import WORST, Evaluator, Facts, facts

DAYS = ("2026-11-24", "2023-06-30")
OUTCOMES = (
    "respiratory-disease",
    "child-obesity",
    "road-traffic-injuries",
    "economic-inactivity-ill-health",
    "cardiovascular-disease",
    "excess-winter-deaths",
    "assault-injuries",
    "suicide",
    "mental-ill-health",
    "infant-mortality",
)
POSSIBLE = {"ready": 0, "with-partners": 0, "contradictory": 1, "undecided": 1, "blocked": 2}


@pytest.fixture(scope="module")
def graph(packaged: Store) -> Facts:
    rows = packaged.select("SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
    return facts((row[0].value, row[1].value, row[2].value) for row in rows)


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
def test_a_second_evaluator_agrees_on_every_region_and_ten_outcomes(
    packaged: Store, graph: Facts, day: str
) -> None:
    service, second = Transferability(packaged), Evaluator(graph, day)
    tiers = {
        outcome: second.tiers(f"https://w3id.org/levergraph/id/outcome/{outcome}") for outcome in OUTCOMES
    }
    known = second.of_type["Intervention"]
    evidence = {
        (made, outcome): (
            second.proof(made, f"https://w3id.org/levergraph/id/outcome/{outcome}"),
            second.weakest(made, f"https://w3id.org/levergraph/id/outcome/{outcome}"),
            second.equity(made),
        )
        for outcome in OUTCOMES
        for made in known
        if made in tiers[outcome]
    }
    others = {
        outcome: {
            made
            for made in known
            if second.for_others(made, f"https://w3id.org/levergraph/id/outcome/{outcome}")
            and made not in second.measured(f"https://w3id.org/levergraph/id/outcome/{outcome}")
        }
        for outcome in OUTCOMES
    }
    nationwide = {made for made in known if second.one(made, "nationwide") == "true"}
    compared = 0
    for region in service.regions():
        if not (region.start and region.start <= day <= (region.end or "9999")):
            continue
        verdicts = second.verdicts(region.iri)
        try:
            service.ranking(region.iri, as_of=day, everything=True)
        except NoAuthority:
            continue
        for outcome in OUTCOMES:
            answer = service.ranking(region.iri, outcome=outcome, everything=True, as_of=day)
            expected = {made for made, tier in tiers[outcome].items() if tier != "enabler"}
            assert {each.intervention.iri for each in answer.candidates} == expected, (region.slug, outcome)
            steps = []
            for each in answer.candidates:
                verdict = verdicts.get(each.intervention.iri, "undecided")
                if each.verdict.name != verdict:  # it runs there, though the sources say that it cannot
                    assert (each.verdict.name, verdict, each.runs_here) == ("contradictory", "blocked", True)
                assert each.relevance
                assert each.relevance.tier.name == tiers[outcome][each.intervention.iri]
                steps.append(
                    (
                        POSSIBLE[each.verdict.name],
                        each.relevance.tier.name,
                        each.intervention.iri in others[outcome] | nationwide,
                        evidence[each.intervention.iri, outcome],
                        WORST.index(each.verdict.name),
                    )
                )
                compared += 1
            assert steps == sorted(steps), (region.slug, outcome)
    assert compared > 3000
