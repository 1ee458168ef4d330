"""Two hands coded a fifth of the cells; where they differed, it is settled with a reason."""

from __future__ import annotations

from collections import Counter

import pytest
from divergence import CODING, RESOLUTIONS, measure, rows
from draw_sample import CELLS_A_REGION, deal
from levergraph.graph import Store

STATES = {"held", "shared", "not held", "cannot tell"}


def test_the_sample_has_as_many_cells_of_every_region() -> None:
    cells = [(row["region"], row["lever"]) for row in rows(CODING)]
    assert len(set(cells)) == len(cells)
    assert set(Counter(region for region, _ in cells).values()) == {CELLS_A_REGION}
    assert {row["state"] for row in rows(CODING)} == STATES


def test_the_same_seed_deals_the_same_cells_and_no_cell_twice() -> None:
    levers = [f"lever {number}" for number in range(7)]
    dealt = deal(["east", "north", "west"], levers, cells=5)
    assert dealt == deal(["east", "north", "west"], levers, cells=5)
    assert len(set(dealt)) == len(dealt) == 15


def test_every_lever_was_dealt_and_none_much_oftener_than_another() -> None:
    dealt = Counter(row["lever"] for row in rows(CODING))
    assert len(dealt) == 77
    assert set(dealt.values()) <= {2, 3}


def test_a_region_cannot_have_more_cells_than_there_are_levers() -> None:
    with pytest.raises(ValueError, match="more than the 2 levers"):
        deal(["east"], ["a", "b"], cells=3)


@pytest.mark.parametrize("row", rows(CODING), ids=lambda row: f"{row['region']}, {row['lever']}")
def test_what_the_second_hand_says_has_a_provision_and_what_it_cannot_tell_a_reason(
    row: dict[str, str],
) -> None:
    assert row["note" if row["state"] == "cannot tell" else "provision"]


def test_every_difference_is_settled_as_one_of_the_two_hands_said_and_with_a_reason() -> None:
    second = {(row["region"], row["lever"]): row["state"] for row in rows(CODING)}
    for row in rows(RESOLUTIONS):
        assert second[row["region"], row["lever"]] == row["second"] != row["first"]
        assert row["settled"] in (row["first"], row["second"])
        assert row["reason"]


def test_less_than_a_twentieth_of_what_both_coded_is_still_in_dispute(packaged: Store) -> None:
    found = measure(packaged)
    assert found.both_coded >= 100
    assert len(found.differ) < found.both_coded / 20, str(found)
