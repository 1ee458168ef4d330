"""Criteria: filled by the gate and by the team's answers, unknown otherwise; totals with their record."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from levergraph.errors import UsageError
from levergraph.graph import Store, open_store
from levergraph.ontology import ID
from levergraph.queries.transferability import Transferability, table
from levergraph.queries.transferability.facts.records import Criterion, Reply
from levergraph.queries.transferability.method import criteria
from levergraph.queries.transferability.method.gate import Verdict
from levergraph.queries.transferability.method.model import Model
from levergraph.queries.transferability.method.ranking import Question, rank

REGION = ID + "region/west-yorkshire"
ZONE = ID + "intervention/ulez-london"
WILL, COST = ID + "criterion/political-will", ID + "criterion/affordability"
ANSWERS = """
@prefix answer: <https://w3id.org/levergraph/id/answer/> .
@prefix criterion: <https://w3id.org/levergraph/id/criterion/> .
@prefix intervention: <https://w3id.org/levergraph/id/intervention/> .
@prefix lg: <https://w3id.org/levergraph/ontology#> .
@prefix region: <https://w3id.org/levergraph/id/region/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

answer:old a lg:Answer ; skos:prefLabel "Old"@en ; lg:region region:west-yorkshire ; lg:score 1 ;
  lg:intervention intervention:ulez-london ; lg:prompt criterion:political-will ;
  lg:answeredBy "Policy team"@en ; lg:asOf "2026-01"^^xsd:gYearMonth .
answer:new a lg:Answer ; skos:prefLabel "New"@en ; lg:region region:west-yorkshire ; lg:score 5 ;
  lg:intervention intervention:ulez-london ; lg:prompt criterion:political-will ;
  lg:answeredBy "Policy team"@en ; lg:asOf "2026-10-05"^^xsd:date ; lg:comment "The mayor has said so"@en .
answer:else a lg:Answer ; skos:prefLabel "Elsewhere"@en ; lg:region region:south-yorkshire ; lg:score 2 ;
  lg:intervention intervention:ulez-london ; lg:prompt criterion:political-will .
"""

CRITERIA = [Criterion(f"{ID}criterion/{name}", name, "g", "?", ()) for name in ("governance", "a", "b", "c")]
REPLIES = st.lists(
    st.builds(
        Reply,
        st.sampled_from([each.criterion for each in CRITERIA]),
        st.none() | st.integers(1, 5).map(Decimal),
        st.sampled_from([None, "us", "them"]),
        st.sampled_from([None, "2025", "2026-03-01"]),
        st.none(),
    ),
    max_size=8,
)
WEIGHTS = st.dictionaries(st.sampled_from([each.criterion for each in CRITERIA]), st.integers(1, 5))


def judged(replies: list[Reply], verdict: str = "undecided") -> list[criteria.Judged]:
    return criteria.judge(CRITERIA, replies, Verdict("i", verdict, ()), None, 0)


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        ("ready", "met"),
        ("with-partners", "partly"),
        ("blocked", "not met"),
        ("undecided", "unknown"),
        ("contradictory", "unknown"),
    ],
)
def test_the_gate_answers_the_criterion_of_governance_and_no_other(verdict: str, state: str) -> None:
    assert [each.state for each in judged([], verdict)] == [state, "unknown", "unknown", "unknown"]


@given(REPLIES, WEIGHTS)
@settings(max_examples=150, deadline=None)
def test_a_total_is_score_times_weight_and_unknown_without_answers(
    replies: list[Reply], weights: dict[str, int]
) -> None:
    known = judged(replies)
    scores = {each.criterion.criterion: each.score for each in known}
    counted = [
        score * weights[name] for name, score in scores.items() if name in weights and score is not None
    ]
    total = criteria.total(known, criteria.weigh(weights, CRITERIA, "us", "2026-11-24"))
    assert total.total == (sum(counted) if counted else None)
    assert total.scored == len(counted)
    assert dict(total.weighing.weights) == weights
    assert (total.weighing.by, total.weighing.on) == ("us", "2026-11-24")


@given(REPLIES)
@settings(max_examples=150, deadline=None)
def test_the_last_answers_count_and_what_nobody_scored_stays_unknown(replies: list[Reply]) -> None:
    for each in judged(replies):
        mine = [reply for reply in replies if reply.criterion == each.criterion.criterion]
        last = max((reply.as_of or "" for reply in mine), default="")
        assert [reply for reply in mine if (reply.as_of or "") == last] == list(each.replies)
        assert (each.state == "unknown") == (each.score is None)


def test_every_criterion_has_a_group_a_question_and_a_source(packaged: Store) -> None:
    known = Model(packaged).criteria()
    sources = Model(packaged).sources().keys()
    assert {each.group for each in known} == {"Population", "Intervention", "Environment", "Transfer"}
    assert all(each.question.endswith("?") and set(each.sources) <= sources for each in known)
    assert all(each.sources for each in known)
    named = {criteria.GOVERNANCE, criteria.EVIDENCE, *criteria.CONTEXT}
    assert {f"{ID}criterion/{name}" for name in named} <= {each.criterion for each in known}


@pytest.fixture(scope="module")
def answered(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    file = tmp_path_factory.mktemp("answers") / "answers.ttl"
    file.write_text(ANSWERS, encoding="utf-8")
    return open_store(data=[file])


def test_without_answers_all_but_the_powers_is_unknown_and_the_total_too(packaged: Store) -> None:
    words = Transferability(packaged).explanation(ZONE, REGION, as_of="2026-11-24").to_text()
    assert "Of 29 criteria from published tools, 28 are unknown here" in words
    assert "political will" in words
    answer = rank(Model(packaged), Question(REGION, "2026-11-24", weights={WILL: 5}))
    assert {each.total.total for each in answer.candidates if each.total} == {None}


def test_the_teams_answers_fill_a_criterion_and_say_who_and_when(answered: Store) -> None:
    words = Transferability(answered).explanation(ZONE, REGION, as_of="2026-11-24").to_text()
    assert "Of 29 criteria from published tools, 27 are unknown here" in words
    assert (
        "Environment: do those who decide here want it? Met, by the team's answers; scored 5 of 5 "
        "(Policy team, 5 October 2026). The team's comment: “The mayor has said so”" in words
    )


def test_weights_order_what_is_possible_and_travel_with_every_export(answered: Store) -> None:
    service = Transferability(answered)
    plain = service.ranking(REGION, as_of="2026-11-24")
    weighed = service.ranking(REGION, as_of="2026-11-24", weights={WILL: 4, COST: 2}, weighed_by="The lead")
    assert all(each.total is None for each in plain.candidates)
    assert "total" not in table(plain).records[0]
    first = next(each for each in weighed.candidates if each.intervention.iri == ZONE)
    possible = [each.verdict.name in ("ready", "with-partners") for each in weighed.candidates]
    assert possible == sorted(possible, reverse=True)
    assert first.verdict.name in ("ready", "with-partners")
    assert weighed.candidates[0] == first
    rest = [each.intervention for each in weighed.candidates if each.intervention.iri != ZONE]
    assert rest == [each.intervention for each in plain.candidates if each.intervention.iri != ZONE]
    record = next(each for each in table(weighed).records if each["intervention"] == ZONE)
    assert json.loads(json.dumps(record["total"])) == {
        "score": 20.0,
        "scored": 1,
        "weights": {"affordability": 2, "political-will": 4},
        "weighed_by": "The lead",
        "weighed": date.today().isoformat(),
        "answered_by": ["Policy team"],
        "answered": ["2026-10-05"],
    }
    written = table(weighed).to_csv()
    assert "affordability 2; political-will 4" in written
    assert "Policy team" in written


@pytest.mark.parametrize("weights", [{WILL: 0}, {WILL: 6}, {ID + "criterion/none": 3}])
def test_a_weight_that_is_none_is_refused(packaged: Store, weights: dict[str, int]) -> None:
    with pytest.raises(UsageError):
        rank(Model(packaged), Question(REGION, "2026-11-24", weights=weights))
