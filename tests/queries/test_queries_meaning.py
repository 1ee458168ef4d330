"""What every named query means, on a graph small enough to check by hand (world.ttl)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from levergraph.graph import LocalStore, materialise
from levergraph.ontology import FILES, GRAPH_FACTS, GRAPH_ONTOLOGY
from levergraph.queries.catalogue import Catalogue
from levergraph.queries.execution import ask, prepared
from pyoxigraph import NamedNode, RdfFormat, Store as Oxigraph

WORLD = Path(__file__).with_name("world.ttl")
DAY = "2026-11-24"
PARAMS = {
    "approach": "together",
    "asOf": DAY,
    "authorityClass": "union",
    "cause": "access",
    "challenge": "mandate",
    "determinant": "access",
    "from": "2019-01-01",
    "indicator": "active",
    "intervention": "night-bus",
    "legislation": "Buses Act",
    "lever": "buses",
    "mission": "mission-7",
    "other": "south",
    "place": "Northtown",
    "outcome": "heart",
    "priority": "place",
    "region": "north",
    "regionA": "north",
    "regionB": "south",
    "subject": "region/north",
    "target": "heart",
    "thing": "determinant/activity",
    "until": DAY,
}


@pytest.fixture(scope="module")
def world() -> LocalStore:
    store = Oxigraph()
    store.bulk_load(path=FILES["levergraph"], format=RdfFormat.TURTLE, to_graph=NamedNode(GRAPH_ONTOLOGY))
    store.bulk_load(path=WORLD, format=RdfFormat.TURTLE, to_graph=NamedNode(GRAPH_FACTS))
    materialise(store)
    return LocalStore(store, "a small world", "world")


def short(value: Any) -> Any:
    return value.rsplit("/", 1)[-1].rsplit("#", 1)[-1] if isinstance(value, str) else value


def rows(world: LocalStore, name: str, *columns: str, **params: str) -> list[Any]:
    """The distinct rows of a question, by some of its columns, IRIs by their last part."""
    answer = ask(world, name, params)
    places = [answer.columns.index(column) for column in columns]
    shown = [tuple(short(row[place]) for place in places) for row in answer]
    return list(dict.fromkeys(row[0] if len(row) == 1 else row for row in shown))


def test_1_a_region_holds_what_a_claim_in_force_says(world: LocalStore) -> None:
    assert rows(
        world, "levers-of-region", "lever", "status", "legalBasis", "source", region="north", asOf=DAY
    ) == [("buses", "Held", "Act s1", "act")]
    assert rows(world, "levers-of-region", "lever", region="south", asOf=DAY) == ["fares"]
    assert rows(world, "levers-of-region", "lever", region="south", asOf="2024-02-29") == ["fares", "fund"]


def test_2_who_holds_a_lever_and_who_uses_it(world: LocalStore) -> None:
    asked = ("regions-holding-lever", "region", "state")
    assert rows(world, *asked, lever="buses", asOf=DAY) == [("north", "held"), ("south", "not stated")]
    assert rows(world, *asked, lever="fund", asOf=DAY) == [("north", "not held"), ("south", "ended")]


def test_4_the_matrix_tells_held_from_not_stated(world: LocalStore) -> None:
    states = dict(rows(world, "power-matrix", "region", "state", asOf=DAY))
    assert states == {"north": "held", "south": "held"}
    before = dict(rows(world, "power-matrix", "region", "state", asOf="2016-01-01"))
    assert before["old"] == "held"


def test_8_a_path_is_as_strong_as_its_weakest_step(world: LocalStore) -> None:
    asked = {"lever": "buses", "outcome": "heart"}
    paths = rows(world, "paths-from-lever-to-outcome", "steps", **asked)
    assert paths == [
        2,
        3,
    ]  # by way of access alone the weakest step is moderate; by way of activity it is weak


def test_9_a_region_influences_what_its_levers_lead_to(world: LocalStore) -> None:
    asked = ("outcomes-region-can-influence", "outcome", "lever", "through")
    assert rows(world, *asked, region="north", asOf=DAY) == [("heart", "buses", "Access")]
    assert rows(world, *asked, region="south", asOf=DAY) == []  # no claim says what fares act on


def test_10_a_blind_spot_is_out_of_reach_of_every_lever_held(world: LocalStore) -> None:
    assert rows(world, "blind-spots-of-region", "determinant", region="north", asOf=DAY) == ["noise"]
    assert rows(world, "blind-spots-of-region", "determinant", region="south", asOf=DAY) == [
        "access",
        "activity",
        "noise",
    ]


def test_11_what_acts_on_a_thing_directly_comes_before_what_acts_further_off(world: LocalStore) -> None:
    assert rows(world, "interventions-for", "how", "intervention", thing="determinant/activity") == [
        ("1 acts on it", "talks"),
        ("3 acts on what affects it", "night-bus"),
        ("3 acts on what affects it", "grants"),
    ]


def test_12_what_a_region_has_done_and_with_which_levers(world: LocalStore) -> None:
    assert rows(world, "interventions-of-region", "intervention", "lever", "kind", region="south") == [
        ("talks", "convening", "soft")
    ]


def test_13_soft_alone_is_what_soft_powers_can_meet_helpful_levers_aside(world: LocalStore) -> None:
    assert rows(world, "soft-only-interventions", "intervention", "softInUse") == [("talks", "yes")]


def test_16_the_verdict_is_that_of_the_worst_requirement(world: LocalStore) -> None:
    def verdicts(region: str, day: str = DAY) -> dict[str, str]:
        return dict(
            rows(world, "transferable-interventions", "intervention", "verdict", region=region, asOf=day)
        )

    assert verdicts("north") == {"night-bus": "ready", "talks": "ready", "grants": "blocked"}
    # buses are met by the narrower fares; the fund has ended, and nothing later is recorded
    assert verdicts("south") == {"night-bus": "ready", "talks": "ready", "grants": "blocked"}
    assert verdicts("south", "2023-01-01")["grants"] == "ready"
    assert verdicts("old", "2019-06-01") == {"night-bus": "undecided", "talks": "ready", "grants": "ready"}


def test_17_an_ended_claim_says_so_and_the_narrower_lever_is_named(world: LocalStore) -> None:
    asked = {"region": "south", "asOf": DAY}
    assert rows(
        world, "requirements-for-region", "lever", "metBy", "state", intervention="night-bus", **asked
    ) == [("buses", "fares", "held")]
    assert rows(world, "requirements-for-region", "lever", "state", intervention="grants", **asked) == [
        ("fund", "held, ended")
    ]


def test_18_only_regions_that_stand_on_the_day_are_judged(world: LocalStore) -> None:
    asked = ("regions-for-intervention", "region", "verdict")
    assert rows(world, *asked, intervention="night-bus", asOf=DAY) == [("north", "ready"), ("south", "ready")]
    assert rows(world, *asked, intervention="grants", asOf="2019-06-01") == [
        ("old", "ready"),
        ("south", "ready"),
    ]


def test_20_how_others_got_what_is_missing(world: LocalStore) -> None:
    asked = ("how-others-got-it", "state", "lever", "heldBy", "legalBasis")
    assert rows(world, *asked, intervention="grants", region="north", asOf="2023-01-01") == [
        ("not held", "fund", "south", "a deal")
    ]


def test_21_untapped_is_held_here_used_there_and_not_here(world: LocalStore) -> None:
    assert rows(world, "untapped-levers", "lever", region="south", asOf="2023-01-01") == ["fund"]
    assert rows(world, "untapped-levers", "lever", region="north", asOf=DAY) == []


def test_22_one_further_power_opens_what_lacks_nothing_else(world: LocalStore) -> None:
    asked = ("further-powers", "lever", "opens", "interventions", "eases", "eased")
    assert rows(world, *asked, region="north", asOf="2023-01-01") == [("fund", 1, "Grants", 0, "")]
    assert rows(world, *asked, region="north", asOf=DAY) == []  # nobody has it any more


def test_23_gaps_in_the_record(world: LocalStore) -> None:
    assert rows(world, "gaps-in-the-record", "gap", "thing") == [
        ("1 determinant on which no region acts", "noise"),
        ("2 outcome that no intervention reaches", "sleep"),
        ("3 intervention without a recorded evaluation", "grants"),
        ("3 intervention without a recorded evaluation", "talks"),
    ]


def test_24_and_25_what_was_learnt(world: LocalStore) -> None:
    assert rows(world, "who-addressed-challenge", "thing", "learnt", challenge="mandate") == [
        ("night-bus", "Start small.")
    ]
    assert rows(world, "lessons-of-approach", "lesson", "learnt", approach="together") == [
        ("1", "Meet often.")
    ]


def test_26_to_28_what_measures_what_moves_and_where_a_region_stands(world: LocalStore) -> None:
    assert rows(world, "indicators-for", "indicator", "verification", thing="determinant/activity") == [
        ("active", "Recalled")
    ]
    assert rows(world, "interventions-without-indicator", "intervention") == ["grants", "night-bus"]
    assert rows(world, "what-moves-an-indicator", "moves", "moved", indicator="active") == [
        ("intervention", "talks")
    ]
    assert rows(world, "region-on-indicator", "area", "value", indicator="active", region="south") == [
        ("south", 50),
        ("north", 60),
    ]


def test_29_to_31_national_policy(world: LocalStore) -> None:
    assert rows(world, "what-a-mission-touches", "kind", "touched", mission="mission-7") == [
        ("covers", "access"),
        ("intervention", "grants"),
        ("intervention", "night-bus"),
        ("lever", "buses"),
    ]
    assert rows(world, "interventions-for-priority", "intervention", "basis", priority="place") == [
        ("grants", "CodedByUs"),
        ("night-bus", "CodedByUs"),
    ]
    assert rows(world, "what-a-deal-gave", "deal", "gave", "gaveTo") == [("first", "Buses.", "north")]
    assert rows(world, "what-a-deal-gave", "deal", region="south") == []


def test_32_null_findings_stand_as_plainly_as_good_ones(world: LocalStore) -> None:
    assert rows(world, "evidence-for-intervention", "direction", "strength", intervention="night-bus") == [
        ("NullFinding", "Weak")
    ]
    assert rows(world, "evidence-for-step", "claim", cause="determinant/access", target="outcome/heart") == [
        "cl-3"
    ]


def test_33_an_inferred_statement_names_its_rule_and_its_claim(world: LocalStore) -> None:
    asked = {"subject": "region/north", "property": "lg:holds", "value": "lever/buses"}
    assert rows(world, "where-a-statement-comes-from", "stated", "rule", "claim", "source", **asked) == [
        ("inferred", "holds", "north--buses", "act")
    ]


def test_34_what_rests_on_news_or_was_recalled_is_named(world: LocalStore) -> None:
    statements = rows(world, "statements-to-check", "reason", "claim")
    assert ("2 rests on a secondary source", "north--fund") in statements
    assert ("4 recalled or not verified", "active") in statements
    assert ("2 rests on a secondary source", "north--buses") not in statements


@pytest.fixture(scope="module")
def plain(world: LocalStore) -> Any:
    """The world as plain rdflib has it."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    for quad in world.quads():
        graph = dataset.graph(rdflib.URIRef(quad.graph_name.value))  # type: ignore[union-attr]
        graph.add(tuple(map(of_rdflib, quad.triple)))
    return dataset


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib warns of itself
@pytest.mark.parametrize("query", Catalogue(), ids=lambda query: query.name)
def test_plain_rdflib_gives_the_same_rows(query: Any, world: LocalStore, plain: Any) -> None:
    missing = [param.name for param in query.params if param.required and param.name not in PARAMS]
    assert not missing, f"give these a value in PARAMS: {missing}"
    values = {
        param.name: PARAMS[param.name] for param in query.params if param.required or param.name == "asOf"
    }
    text = prepared(world, query, values)
    ours = sorted(
        str([None if term is None else comparable(term.value) for term in row]) for row in world.query(text)
    )  # type: ignore[union-attr]
    theirs = sorted(
        str([None if term is None else comparable(str(term)) for term in row]) for row in plain.query(text)
    )  # type: ignore[union-attr]
    assert ours == theirs


def of_rdflib(term: Any) -> Any:
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if hasattr(term, "datatype"):
        datatype = None if term.language else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype)
    return rdflib.BNode(term.value)


def comparable(text: str) -> object:
    """Numbers by value, for engines write them differently; lists joined by a query in any order."""
    try:
        return float(text)
    except ValueError:
        return "; ".join(sorted(text.split("; ")))
