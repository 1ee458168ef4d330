"""The gate is asked in SPARQL and judged in Python: both say the same of every region and intervention."""

from __future__ import annotations

import pytest
from levergraph.graph import Store
from levergraph.ontology import ID
from levergraph.queries.run import ask
from levergraph.queries.transferability import gate, rows

REGIONS = ("greater-manchester", "hull-and-east-yorkshire", "north-of-tyne", "north-east", "west-yorkshire")


@pytest.mark.parametrize("day", ["2026-11-24", "2022-06-30", "2019-01-01"])
@pytest.mark.parametrize("region", REGIONS)
def test_the_named_query_gives_the_verdicts_of_the_method(packaged: Store, region: str, day: str) -> None:
    judged = gate.verdicts(rows.options(packaged, ID + "region/" + region, day))
    asked = ask(packaged, "transferable-interventions", {"region": region, "asOf": day})
    assert {str(row.intervention): row.verdict.replace(" ", "-") for row in asked} == {
        each.intervention: each.verdict for each in judged
    }


@pytest.mark.parametrize(
    "intervention", ["gm-fire-safe-and-well", "school-superzones", "bee-network-bus-franchising"]
)
def test_one_intervention_for_all_regions_agrees_with_one_region_for_all_interventions(
    packaged: Store, intervention: str
) -> None:
    for row in ask(packaged, "regions-for-intervention", {"intervention": intervention}):
        other = ask(packaged, "transferable-interventions", {"region": str(row.region)})
        found = {
            each.verdict for each in other if str(each.intervention) == f"{ID}intervention/{intervention}"
        }
        assert found == {row.verdict}
