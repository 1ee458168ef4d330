"""What the states of the levers rest on is counted from the claims that decide them."""

from __future__ import annotations

import pytest
from levergraph.graph import Store
from levergraph.queries.footing import Claim, Footing, footing


def claim(**words: str | bool) -> Claim:
    said = {"region": "Northshire", "lever": "Buses", "state": "held", "source": "The Echo", "kind": "news"}
    empty = {"since": "", "locator": "", "footing": "", "secondary": False}
    return Claim(**{**said, **empty, **words})  # type: ignore[arg-type]


def test_two_claims_of_one_lever_are_one_cell_and_the_better_one_counts() -> None:
    told = str(Footing("2026-06-04", 4, (claim(secondary=True), claim(since="2024", footing="lg:x"))))
    assert told.splitlines() == [
        "Northshire: 1 on a secondary source",
        "  Buses, held: The Echo (news)",
        "On 2026-06-04:",
        "cells stated: 1 of 4 (25.0%)",
        "  with a provision of law, or what stands in its place: 1 of 1 (100.0%)",
        "  with a start: 1 of 1 (100.0%)",
        "  with a place in the source: 0 of 1 (0.0%)",
        "  with secondary sources alone: 0 of 1 (0.0%)",
    ]


def test_where_nothing_is_stated_no_share_is_reckoned() -> None:
    assert str(Footing("1999-01-01", 0, ())).splitlines()[1] == "cells stated: none"


@pytest.mark.parametrize(("day", "regions"), [("2020-01-01", 9), ("2026-11-26", 14)])
def test_the_regions_are_those_that_have_a_mayor_on_the_day(packaged: Store, day: str, regions: int) -> None:
    rests = footing(packaged, day)
    assert len({each.region for each in rests.claims}) == regions
    assert rests.cells % regions == 0
