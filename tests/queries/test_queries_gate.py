"""The gate is asked in SPARQL and judged in Python: both say the same of every region and intervention."""

from __future__ import annotations

import pytest
from levergraph.errors import UsageError
from levergraph.graph import Store
from levergraph.ontology import ID
from levergraph.queries.binding import bind
from levergraph.queries.execution import ask, find
from levergraph.queries.transferability import Transferability
from levergraph.queries.transferability.method.model import Model

REGIONS = ("greater-manchester", "hull-and-east-yorkshire", "north-of-tyne", "north-east", "west-yorkshire")


@pytest.mark.parametrize("day", ["2026-11-24", "2022-06-30", "2019-01-01"])
@pytest.mark.parametrize("region", REGIONS)
def test_the_named_query_gives_the_verdicts_of_the_method(packaged: Store, region: str, day: str) -> None:
    judged = Model(packaged).verdicts(ID + "region/" + region, day)
    names = {"region": ID + "region/" + region, "asOf": day}
    text = bind(find("transferable-interventions"), names, lambda iri, _: iri)
    asked = packaged.select(text)  # past the refusal of days on which the region had no authority
    assert {row["intervention"].value: row["verdict"].value.replace(" ", "-") for row in asked} == {
        candidate.intervention: candidate.verdict for candidate in judged
    }


@pytest.mark.parametrize(
    ("region", "day"),
    [
        ("south-yorkshire", "2026-11-24"),
        ("hull-and-east-yorkshire", "2026-11-24"),
        ("north-of-tyne", "2022-06-30"),
    ],
)
def test_the_named_query_opens_and_eases_what_the_asks_do(packaged: Store, region: str, day: str) -> None:
    asks = Transferability(packaged).further_powers(region, as_of=day).asks
    expected = {
        power.levers[0].lever.iri: (
            len(power.unlocks),
            "; ".join(sorted(thing.label for thing in power.unlocks)),
            len(power.eases),
            "; ".join(sorted(thing.label for thing in power.eases)),
        )
        for power in asks
    }
    rows = ask(packaged, "further-powers", {"region": region, "asOf": day})
    said = {str(row.lever): (row.opens, row.interventions, row.eases, row.eased) for row in rows}
    assert said == expected
    assert sum(opens + eases for opens, _, eases, _ in said.values()) > 20


@pytest.mark.slow
def test_one_intervention_for_all_regions_agrees_with_one_region_for_all_interventions(
    packaged: Store,
) -> None:
    names = ("gm-fire-safe-and-well", "school-superzones", "bee-network-bus-franchising", "ulez-london")
    told: dict[str, dict[str, str]] = {}
    for name in names:
        for row in ask(packaged, "regions-for-intervention", {"intervention": name}):
            told.setdefault(str(row.region), {})[f"{ID}intervention/{name}"] = row.verdict
    assert len(told) > 10
    for region, verdicts in told.items():
        rows = ask(packaged, "transferable-interventions", {"region": region})
        assert {str(row.intervention): row.verdict for row in rows if str(row.intervention) in verdicts} == (
            verdicts
        )


@pytest.mark.parametrize(
    ("question", "more"),
    [
        ("transferable-interventions", {}),
        ("further-powers", {}),
        ("requirements-for-region", {"intervention": "gm-fire-safe-and-well"}),
        ("how-others-got-it", {"intervention": "gm-fire-safe-and-well"}),
    ],
)
@pytest.mark.parametrize(
    ("region", "day", "words"),
    [
        ("north-east", "2020-01-01", "it began on 2024-05-07. On that day there was North East .Durham"),
        ("north-of-tyne", "2026-01-01", "it ended on 2024-05-07 and was followed by North East"),
        ("west-yorkshire", "2010-01-01", "No predecessor is recorded"),
    ],
)
def test_a_question_of_transfer_refuses_a_day_on_which_the_region_did_not_stand(
    packaged: Store, question: str, more: dict[str, str], region: str, day: str, words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        ask(packaged, question, {"region": region, "asOf": day, **more})
