"""Relevance: direct, near, far and enabler by the thresholds, and what can never change them."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings, strategies as st
from levergraph.errors import NothingReaches
from levergraph.graph.rules import materialise
from levergraph.graph.store import LocalStore, Store
from levergraph.ontology.terms import GRAPH_FACTS, GRAPH_ONTOLOGY, ID
from levergraph.queries.transferability import Transferability
from levergraph.queries.transferability.facts.facts import local
from levergraph.queries.transferability.method.model import Model
from levergraph.queries.transferability.method.ranking import Question, Ranking, rank
from levergraph.queries.transferability.method.relevance import GOVERNANCE

from .test_transfer_laws import (
    DAY,
    HERE,
    TYPE,
    Intervention,
    Requirement,
    World,
    english,
    facts,
    lg,
    node,
    ranks,
)

NAMES = ("p", "q", "r", "s")
STRENGTHS = ("Insufficient", "Weak", "Moderate", "Strong")
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
OUTCOME = f"{ID}outcome/o"
Edge = tuple[str, str, str]
"""A cause, a target (o is the outcome), and the strength of the claim."""


def store(
    acts: dict[str, tuple[str, ...]],
    edges: tuple[Edge, ...],
    *findings: tuple[str, str, str],
    graded: str = "Moderate",
    structural: tuple[str, ...] = (),
    stages: dict[str, str] | None = None,
) -> Store:
    """A store of interventions that need a soft lever; findings are (intervention, thing, direction).

    `graded` is the strength of the findings, `structural` names determinants, and `stages` gives a stage of
    life to interventions, or to the outcome o.
    """
    made = tuple(Intervention(name, (Requirement((("a", False),)),)) for name in acts)
    quads = [
        ox.Quad(*each, node(GRAPH_FACTS)) for each in facts(World({"a": (True, None)}, interventions=made))
    ]

    def say(subject: str, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> None:
        quads.append(ox.Quad(node(subject), predicate, value, node(GRAPH_FACTS)))

    def thing(name: str) -> str:
        return {"o": OUTCOME, "governance": GOVERNANCE}.get(name, f"{ID}determinant/{name}")

    say(OUTCOME, node(TYPE), lg("Outcome"))
    say(OUTCOME, node(LABEL), english("Outcome"))
    for name in NAMES:
        say(thing(name), node(TYPE), lg("Determinant"))
        say(thing(name), node(LABEL), english(f"Cause {name}"))
    for name, things in acts.items():
        for each in things:
            say(f"{ID}intervention/{name}", lg("actsOn"), node(thing(each)))
    for number, (cause, target, strength) in enumerate(edges):
        claim = f"{ID}effect/e{number}"
        say(claim, node(TYPE), lg("CausalLink"))
        say(claim, lg("cause"), node(thing(cause)))
        say(claim, lg("target"), node(thing(target)))
        say(claim, lg("strength"), lg(strength))
        say(claim, lg("polarity"), lg("Increases"))
    for number, (name, about, direction) in enumerate(findings):
        finding = f"{ID}finding/f{number}"
        say(finding, node(TYPE), lg("Finding"))
        say(finding, lg("intervention"), node(f"{ID}intervention/{name}"))
        say(finding, lg("direction"), lg(direction))
        say(finding, lg("strength"), lg(graded))
        say(finding, lg("findingOn"), node(thing(about)))
    for name in structural:
        say(thing(name), lg("layer"), node(f"{ID}framework-member/csdh-position"))
    for name, stage in (stages or {}).items():
        say(OUTCOME if name == "o" else f"{ID}intervention/{name}", lg("lifeStage"), lg(stage))
    engine = ox.Store()
    engine.extend(quads + [ox.Quad(*each, node(GRAPH_ONTOLOGY)) for each in ranks()])
    materialise(engine)
    return LocalStore(engine, "a made-up graph", "1")


def asked(world: Store, *, wider: bool = True) -> Ranking:
    return rank(
        Model(world), Question(f"{ID}region/{HERE}", DAY, outcome=OUTCOME, everything=True, wider=wider)
    )


def tiers(answer: Ranking) -> dict[str, str]:
    return {
        local(each.intervention) or "": each.relevance.tier
        for each in (*answer.candidates, *answer.enablers)
        if each.relevance
    }


@pytest.mark.parametrize(
    ("edges", "tier"),
    [
        ((("p", "o", "Strong"),), "direct"),
        ((("p", "o", "Moderate"),), "direct"),
        ((("p", "o", "Weak"),), "near"),
        ((("p", "o", "Insufficient"),), "far"),
        ((("p", "q", "Moderate"), ("q", "o", "Strong")), "near"),
        ((("p", "q", "Weak"), ("q", "o", "Strong")), "far"),
        ((("p", "q", "Strong"), ("q", "o", "Weak")), "far"),
        ((("p", "q", "Strong"), ("q", "r", "Strong"), ("r", "o", "Strong")), "far"),
    ],
)
def test_a_tier_follows_from_the_number_and_the_strength_of_the_steps(
    edges: tuple[Edge, ...], tier: str
) -> None:
    assert tiers(asked(store({"i": ("p",)}, edges))) == {"i": tier}


def test_a_finding_on_the_outcome_makes_it_direct_unless_it_assessed_no_effect() -> None:
    acts, edges = {"i": ("q",), "j": ("q",)}, (("q", "o", "Insufficient"),)
    world = store(acts, edges, ("i", "o", "NullFinding"), ("j", "o", "NotAssessed"))
    assert tiers(asked(world)) == {"i": "direct", "j": "far"}


def test_an_enabler_stands_apart_and_is_no_option() -> None:
    acts = {"i": ("p",), "network": ("governance",), "both": ("governance", "p")}
    edges = (("p", "o", "Strong"), ("governance", "p", "Strong"))
    answer = asked(store(acts, edges), wider=False)
    assert {local(each.intervention) for each in answer.candidates} == {"i", "both"}
    assert [local(each.intervention) for each in answer.enablers] == ["network"]


def test_enablers_alone_reach_nothing() -> None:
    with pytest.raises(NothingReaches):
        asked(store({"network": ("governance",)}, (("governance", "p", "Strong"), ("p", "o", "Strong"))))


def test_harm_on_what_was_asked_for_comes_last_of_its_tier() -> None:
    acts: dict[str, tuple[str, ...]] = {"a-harmful": ("p",), "b-silent": ("p",), "c-good": ("p",)}
    findings = (("a-harmful", "o", "HarmfulFinding"), ("c-good", "p", "Beneficial"))
    answer = asked(store(acts, (("p", "o", "Strong"),), *findings))
    assert [local(each.intervention) for each in answer.candidates] == ["c-good", "b-silent", "a-harmful"]


def test_what_was_measured_on_the_outcome_goes_before_what_was_measured_on_its_cause() -> None:
    acts: dict[str, tuple[str, ...]] = {"a-cause": ("p",), "b-end": ("p",)}
    findings = (("a-cause", "p", "Beneficial"), ("b-end", "o", "Beneficial"))
    answer = asked(store(acts, (("p", "o", "Strong"),), *findings))
    assert [local(each.intervention) for each in answer.candidates] == ["b-end", "a-cause"]


def order(answer: Ranking) -> list[str]:
    return [local(each.intervention) or "" for each in answer.candidates]


def test_a_structural_determinant_is_one_tier_further() -> None:
    acts: dict[str, tuple[str, ...]] = {name: (name,) for name in ("p", "q", "r")}
    edges = (("p", "o", "Strong"), ("q", "p", "Strong"), ("r", "o", "Strong"))
    assert tiers(asked(store(acts, edges))) == {"p": "direct", "q": "near", "r": "direct"}
    assert tiers(asked(store(acts, edges, structural=("p",)))) == {"p": "near", "q": "far", "r": "direct"}
    assert tiers(asked(store(acts, edges, structural=("q",)))) == {"p": "direct", "q": "far", "r": "direct"}


def test_what_is_for_people_of_other_ages_is_near_at_most_and_last_of_its_tier() -> None:
    acts: dict[str, tuple[str, ...]] = {"a-others": ("p",), "b-near": ("q",), "c-same": ("p",)}
    edges = (("p", "o", "Strong"), ("q", "p", "Moderate"))
    stages = {"o": "Childhood", "a-others": "LaterLife", "c-same": "Childhood"}
    answer = asked(store(acts, edges, ("a-others", "p", "Beneficial"), stages=stages))
    assert order(answer) == ["c-same", "b-near", "a-others"]
    assert tiers(answer)["a-others"] == "near"
    measured = asked(store(acts, edges, ("a-others", "o", "Beneficial"), stages=stages))
    assert order(measured) == ["a-others", "c-same", "b-near"]
    anybody = asked(store(acts, edges, stages={"a-others": "LaterLife"}))
    assert tiers(anybody)["a-others"] == "direct"


def test_soundly_no_effect_comes_after_what_nobody_tried_and_before_harm() -> None:
    acts: dict[str, tuple[str, ...]] = {"a-harm": ("p",), "b-null": ("p",), "c-silent": ("p",)}
    findings = (("a-harm", "p", "HarmfulFinding"), ("b-null", "p", "NullFinding"))
    edges = (("p", "o", "Strong"),)
    assert order(asked(store(acts, edges, *findings))) == ["c-silent", "b-null", "a-harm"]
    assert order(asked(store(acts, edges, *findings, graded="Weak"))) == ["b-null", "c-silent", "a-harm"]


def test_insufficient_evidence_counts_no_more_than_none() -> None:
    acts: dict[str, tuple[str, ...]] = {"a-silent": ("p",), "b-told": ("p",)}
    edges, finding = (("p", "o", "Strong"),), ("b-told", "p", "Beneficial")
    assert order(asked(store(acts, edges, finding))) == ["b-told", "a-silent"]
    assert order(asked(store(acts, edges, finding, graded="Insufficient"))) == ["a-silent", "b-told"]


def test_evidence_on_a_cause_is_worth_no_more_than_its_step_and_only_one_step_away() -> None:
    acts: dict[str, tuple[str, ...]] = {"a-weaker": ("q",), "b-stronger": ("p",), "c-further": ("p",)}
    edges = (("p", "o", "Strong"), ("q", "o", "Moderate"), ("r", "p", "Strong"))
    findings = (
        ("a-weaker", "q", "Beneficial"),
        ("b-stronger", "p", "Beneficial"),
        ("c-further", "r", "Beneficial"),
    )
    assert order(asked(store(acts, edges, *findings, graded="Strong"))) == [
        "b-stronger",
        "a-weaker",
        "c-further",
    ]


def test_what_set_out_to_change_the_outcome_goes_before_evidence_on_a_cause_alone() -> None:
    acts = {"a-cause": ("p",), "b-aimed": ("o",), "c-end": ("p",), "d-harmful": ("o",)}
    findings = (
        ("a-cause", "p", "Beneficial"),
        ("c-end", "o", "Beneficial"),
        ("d-harmful", "o", "HarmfulFinding"),
    )
    answer = asked(store(acts, (("p", "o", "Strong"),), *findings))
    order = [local(each.intervention) for each in answer.candidates]
    assert order == ["c-end", "b-aimed", "a-cause", "d-harmful"]


EDGES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from((*NAMES, "o")), st.sampled_from(STRENGTHS)).filter(
        lambda edge: edge[0] != edge[1]
    ),
    max_size=8,
    unique_by=lambda edge: edge[:2],
).map(lambda edges: (*edges, ("s", "o", "Strong")))


@given(EDGES)
@settings(max_examples=30, deadline=None)
def test_tiers_are_what_the_words_of_the_method_say(edges: tuple[Edge, ...]) -> None:
    """Worked out once more from all chains, without the engine."""
    strength = {(cause, target): STRENGTHS.index(name) for cause, target, name in edges}

    def said(thing: str) -> str | None:
        one = strength.get((thing, "o"), -1)
        two = any(
            min(strength.get((thing, mid), -1), strength.get((mid, "o"), -1)) >= 2
            for mid in NAMES
            if mid != thing
        )
        seen, near = {thing}, [thing]
        while near:
            cause = near.pop()
            fresh = {target for source, target in strength if source == cause} - seen
            seen |= fresh
            near += fresh
        if "o" not in seen:
            return None
        return "direct" if one >= 2 else "near" if one == 1 or two else "far"

    expected = {name: tier for name in NAMES if (tier := said(name))}
    assert tiers(asked(store({name: (name,) for name in NAMES}, edges))) == expected


@given(EDGES)
@settings(max_examples=20, deadline=None)
def test_adding_a_far_intervention_changes_no_closer_answer(edges: tuple[Edge, ...]) -> None:
    acts: dict[str, tuple[str, ...]] = {name: (name,) for name in NAMES}
    alone = asked(store(acts, edges), wider=False)
    chain = (("t1", "t2", "Strong"), ("t2", "t3", "Strong"), ("t3", "s", "Strong"))
    more = asked(store({**acts, "distant": ("t1",)}, (*edges, *chain)), wider=False)
    assert more.candidates == alone.candidates
    assert more.far == alone.far + 1


def test_every_face_says_the_place_in_words(packaged: Store) -> None:
    answer = Transferability(packaged).ranking("south-yorkshire", outcome="respiratory-disease", as_of=DAY)
    places = [each.relevance.place for each in answer.candidates if each.relevance]
    assert len(places) == len(answer.candidates)
    assert [record.place for record in answer.record()] == places
    assert all("respiratory disease" in place for place in places)
    assert answer.far > 0
    wider = Transferability(packaged).ranking(
        "south-yorkshire", outcome="respiratory-disease", as_of=DAY, wider=True
    )
    assert len(wider.candidates) > len(answer.candidates)
    assert wider.record()[-1].relevance == "enabler"
