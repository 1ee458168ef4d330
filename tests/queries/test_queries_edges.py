"""The edges of the questions: what ended, what nobody states, what is disputed, what a team answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from levergraph.graph import LocalStore, materialise
from levergraph.ontology import FILES, GRAPH_FACTS, GRAPH_ONTOLOGY, GRAPH_YOURS, PREFIXES
from levergraph.queries.execution import ask
from pyoxigraph import NamedNode, RdfFormat, Store as Oxigraph

WORLD = Path(__file__).with_name("world.ttl")
NOW = "2026-11-24"


def world(extra: str = "") -> LocalStore:
    """The small world, with a few more statements of one's own."""
    store = Oxigraph()
    store.bulk_load(path=FILES["levergraph"], format=RdfFormat.TURTLE, to_graph=NamedNode(GRAPH_ONTOLOGY))
    store.bulk_load(path=WORLD, format=RdfFormat.TURTLE, to_graph=NamedNode(GRAPH_FACTS))
    prefixes = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in PREFIXES.items())
    store.load((prefixes + extra).encode(), format=RdfFormat.TURTLE, to_graph=NamedNode(GRAPH_YOURS))
    materialise(store)
    return LocalStore(store, "a small world", "world")


def rows(store: LocalStore, name: str, *columns: str, **params: str) -> list[Any]:
    answer = ask(store, name, params)
    places = [answer.columns.index(column) for column in columns]
    found = [tuple(last(row[place]) for place in places) for row in answer]
    return [row[0] if len(row) == 1 else row for row in found]


def last(value: Any) -> Any:
    return value.rsplit("/", 1)[-1].rsplit("#", 1)[-1] if isinstance(value, str) else value


SHARED = """
holding:south--buses a lg:LeverHolding ; skos:prefLabel "Buses in South: shared"@en ; lg:region region:south ;
    lg:lever lever:buses ; lg:status lg:Shared ;
    lg:validFrom "2022-03"^^xsd:gYearMonth ; lg:source source:act .
"""
DISPUTED = """
holding:north--fund-2 a lg:LeverHolding ; skos:prefLabel "Fund in North: held"@en ; lg:region region:north ;
    lg:lever lever:fund ; lg:status lg:Held ; lg:source source:act .
"""
UNSAID = """
holding:south--buses a lg:LeverHolding ; skos:prefLabel "Buses in South: not stated"@en ;
    lg:region region:south ; lg:lever lever:buses ; lg:status lg:NotStated ; lg:source source:paper .
"""


# ---- regions and powers


def test_ended_lacked_and_not_stated_are_three_things() -> None:
    states = ("lever-states-of-region", "lever", "state")
    assert rows(world(), *states, region="south", asOf=NOW) == [
        ("fund", "ended"),
        ("fares", "held"),
        ("buses", "not stated"),
    ]
    assert ("fund", "not held") in rows(world(), *states, region="north", asOf=NOW)


def test_an_explicit_not_stated_reads_like_none_at_all() -> None:
    asked = ("regions-holding-lever", "region", "state")
    assert rows(world(UNSAID), *asked, lever="buses", asOf=NOW) == rows(
        world(), *asked, lever="buses", asOf=NOW
    )


def test_a_shared_power_is_neither_held_nor_lacked() -> None:
    asked = ("regions-holding-lever", "region", "state")
    assert rows(world(SHARED), *asked, lever="buses", asOf=NOW) == [("north", "held"), ("south", "shared")]
    assert ("buses", "Shared") in rows(
        world(SHARED), "levers-of-region", "lever", "status", region="south", asOf=NOW
    )


def test_a_month_begins_on_its_first_day_and_ends_on_its_last() -> None:
    asked = ("regions-holding-lever", "region", "state")
    assert ("south", "shared") in rows(world(SHARED), *asked, lever="buses", asOf="2022-03-01")
    assert ("south", "not stated") in rows(world(SHARED), *asked, lever="buses", asOf="2022-02-28")
    assert ("south", "held") in rows(world(), *asked, lever="fund", asOf="2024-02-29")
    assert ("south", "ended") in rows(world(), *asked, lever="fund", asOf="2024-03-01")


def test_where_sources_dispute_both_stand() -> None:
    asked = ("regions-holding-lever", "region", "state", "source")
    assert rows(world(DISPUTED), *asked, lever="fund", asOf="2023-01-01") == [
        ("north", "held", "act"),
        ("south", "held", "act"),
        ("north", "not held", "paper"),
    ]
    dispute = [("1 two claims contradict each other", "north--fund", "north--fund-2")]
    assert rows(world(DISPUTED), "statements-to-check", "reason", "claim", "other")[:1] == dispute


def test_only_regions_that_stand_on_the_day_are_listed() -> None:
    asked = ("regions-holding-lever", "region")
    assert rows(world(), *asked, lever="fund", asOf="2019-06-01") == ["old", "south"]
    assert rows(world(), *asked, lever="fund", asOf=NOW) == ["north", "south"]


def test_a_region_is_answered_for_by_the_one_before_it_and_the_one_after_it() -> None:
    asked = ("levers-of-region", "lever", "heldBy")
    assert rows(world(), *asked, region="north", asOf="2019-06-01") == [("fund", "old")]
    assert rows(world(), *asked, region="old", asOf=NOW) == [("buses", "north")]
    assert rows(world(), *asked, region="north", asOf=NOW) == [("buses", None)]


def test_a_claim_without_a_start_does_not_reach_back_before_its_authority() -> None:
    asked = ("lever-states-of-region", "lever", "state")
    assert ("fund", "not stated") in rows(world(), *asked, region="north", asOf="2019-06-01")


def test_the_difference_of_two_regions_puts_what_is_known_first() -> None:
    asked = {"region": "north", "other": "south", "asOf": NOW}
    assert rows(world(), "compare-regions", "lever", "regionState", "otherState", **asked) == [
        ("fund", "not held", "ended"),
        ("buses", "held", "not stated"),
        ("fares", "not stated", "held"),
    ]
    assert rows(world(), "compare-regions", "lever", region="north", other="north", asOf=NOW) == []


def test_the_matrix_falls_back_on_levers_and_never_takes_silence_for_no() -> None:
    asked = ("power-matrix", "region", "state", "restsOn")
    assert rows(world(), *asked, asOf=NOW) == [
        ("north", "held", "matrix cell"),
        ("south", "held", "levers and powers"),
    ]
    assert rows(world(), *asked, asOf="2019-06-01")[0] == ("north", "not stated", "nothing")


def test_a_domain_is_lacked_only_when_every_lever_of_it_is() -> None:
    lacked = "\n".join(
        f'holding:west--{lever} a lg:LeverHolding ; skos:prefLabel "{lever}"@en ; lg:region region:west ; '
        f"lg:lever lever:{lever} ; lg:status lg:NotHeld ; lg:source source:act ."
        for lever in ("buses", "fares", "fund")
    )
    west = (
        'region:west a lg:Region ; skos:prefLabel "West"@en ; lg:governedBy authority:west .\n'
        'authority:west a lg:Authority ; skos:prefLabel "West"@en ; lg:established "2016"^^xsd:gYear .\n'
    )
    for extra, state in ((lacked, "not held"), (lacked.split("\n")[0], "not stated")):
        found = rows(world(west + extra), "power-matrix", "region", "state", asOf=NOW)
        assert ("west", state) in found


def test_what_changed_tells_beginnings_endings_deals_and_the_succession() -> None:
    asked = {"region": "north", "from": "2019-01-01", "to": NOW}
    assert rows(world(), "power-changes-of-region", "day", "event", "thing", **asked) == [
        (day("2020-01-01"), "authority abolished", "old"),
        (day("2020-01-01"), "deal", "first"),
        (day("2020-01-01"), "ends", "old--fund"),
        (day("2020-01-02"), "authority set up", "north"),
        (day("2021-01-01"), "begins", "north--buses"),
    ]
    assert (
        rows(world(), "power-changes-of-region", "event", region="north", **{"from": "2022-01-01", "to": NOW})
        == []
    )


def day(text: str) -> Any:
    from datetime import date

    return date.fromisoformat(text)


# ---- from levers to outcomes


def test_what_a_lever_acts_on_comes_with_its_strength_and_source() -> None:
    asked = ("determinants-of-lever", "determinant", "polarity", "strength", "source")
    assert rows(world(), *asked, lever="buses") == [("access", "Increases", "Moderate", "act")]
    assert rows(world(), *asked, lever="fund") == []


def test_which_lever_acts_on_a_thing_and_how_a_region_stands_to_it() -> None:
    asked = ("levers-for-determinant", "lever", "state")
    assert rows(world(), *asked, determinant="access", region="north", asOf=NOW) == [("buses", "held")]
    assert rows(world(SHARED), *asked, determinant="access", region="south", asOf=NOW) == [
        ("buses", "shared")
    ]
    assert rows(world(), *asked, determinant="access", region="south", asOf=NOW) == [("buses", "not stated")]


def test_what_a_region_can_act_on_and_how_it_reaches_an_outcome() -> None:
    assert rows(world(), "determinants-of-region", "determinant", "heldLevers", "levers", region="north") == [
        ("access", 1, "Buses")
    ]
    best = ("determinants-of-region", "strength", "source", "claim")
    assert rows(world(), *best, region="north") == [("Moderate", "act", "ld-1")]
    asked = ("how-region-reaches-outcome", "state", "lever", "determinant", "weaker", "effect")
    assert rows(world(), *asked, region="north", outcome="heart", asOf=NOW) == [
        ("held", "buses", "access", "moderate", "lowers it")
    ]
    assert rows(world(), *asked, region="north", outcome="heart", asOf="2020-06-01") == []


def test_acting_on_a_part_is_acting_on_the_whole() -> None:
    whole = 'determinant:movement a lg:Determinant ; skos:prefLabel "Movement"@en .\n'
    asked = ("blind-spots-of-region", "determinant")
    assert rows(world(whole), *asked, region="north", asOf=NOW) == ["movement", "noise"]
    part = whole + "determinant:activity skos:broader determinant:movement ."
    assert rows(world(part), *asked, region="north", asOf=NOW) == ["noise"]


# ---- interventions and transfer


def test_health_in_all_policies_is_two_domains_or_more() -> None:
    assert rows(world(), "cross-domain-interventions", "intervention") == []
    two = (
        'domain:health a lg:PowerDomain ; skos:prefLabel "health"@en .\n'
        "intervention:talks lg:domain domain:health , domain:transport ."
    )
    assert set(rows(world(two), "cross-domain-interventions", "intervention")) == {"talks"}


def test_everything_known_of_an_intervention_names_needs_findings_and_lessons() -> None:
    answer = ask(world(), "all-about-intervention", {"intervention": "night-bus"})
    text = answer.to_csv()
    assert "Buses" in text
    assert "Nothing changed." in text
    assert "Access" in text


@pytest.mark.parametrize(
    ("extra", "verdict"),
    [("", "blocked"), (DISPUTED, "contradictory")],
)
def test_a_dispute_is_reported_as_such_and_never_mended(extra: str, verdict: str) -> None:
    found = dict(
        rows(world(extra), "transferable-interventions", "intervention", "verdict", region="north", asOf=NOW)
    )
    assert found["grants"] == verdict


def test_likeness_counts_only_what_can_be_compared() -> None:
    asked = ("similar-regions", "other", "indicatorsCompared", "leversCompared")
    assert rows(world(), *asked, region="north", asOf=NOW)[0][:2] == ("south", 1)


# ---- the team's own answers


def test_options_are_compared_by_the_teams_own_answers_and_the_rest_stays_unanswered() -> None:
    frame = """
framework:appreciative-enquiry a lg:Framework ; skos:prefLabel "Framework"@en .
prompt:fit a lg:Prompt ; skos:prefLabel "Strategic fit"@en ; lg:framework framework:appreciative-enquiry ;
    lg:promptElement lg:CriterionElement ; lg:topic "Strategic fit"@en .
prompt:impact a lg:Prompt ; skos:prefLabel "Impact"@en ; lg:framework framework:appreciative-enquiry ;
    lg:promptElement lg:CriterionElement ; lg:topic "Impact"@en .
answer:1 a lg:Answer ; skos:prefLabel "Ours"@en ; lg:region region:north ;
    lg:intervention intervention:talks ; lg:prompt prompt:fit ; lg:score 4.0 ; lg:comment "Good fit"@en ;
    lg:source source:paper .
"""
    answer = ask(world(frame), "compare-options", {"region": "north"})
    found = {(last(row.intervention), last(row.prompt)): row for row in answer}
    assert set(found) == {("talks", "fit"), ("talks", "impact")}
    assert float(found["talks", "fit"].score) == 4
    assert found["talks", "fit"].answer == "answered"
    assert found["talks", "impact"].score is None
    assert found["talks", "impact"].answer == "not answered"
    assert len(ask(world(frame), "compare-options", {"region": "south"})) == 0
