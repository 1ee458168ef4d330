"""The questions of law: by which section, of which class, changed by what, and who answers for a place."""

from __future__ import annotations

from typing import Any

import pytest
from levergraph.graph import Store
from levergraph.queries.execution import ask

DAY = "2026-11-24"
ORDER = "http://www.legislation.gov.uk/id/uksi/2026/519"


def rows(store: Store, name: str, *columns: str, **params: str) -> list[Any]:
    """The distinct rows of a question by some of its columns, IRIs by their last part."""
    found = [
        tuple(str(getattr(row, column) or "").rpartition("/")[2] for column in columns)
        for row in ask(store, name, params)
    ]
    return list(dict.fromkeys(row[0] if len(row) == 1 else row for row in found))


def test_36_the_region_s_own_order_and_the_law_of_its_class_stand_side_by_side(packaged: Store) -> None:
    asked = {"region": "west-yorkshire", "lever": "bus-franchising"}
    answer = rows(packaged, "law-of-a-power", "givenBy", "inForce", "provision", asOf=DAY, **asked)
    assert ("its own order or deal", "in force", "123A") in answer
    assert ("general law about its class", "in force", "123A") in answer
    before = rows(packaged, "law-of-a-power", "statusLabel", "inForce", asOf="2013-01-01", **asked)
    assert set(before) == {("not held", "in force"), ("held", "not yet")}


def test_36_what_ended_a_power_and_when_is_told(packaged: Store) -> None:
    answer = rows(
        packaged,
        "law-of-a-power",
        *("inForce", "until", "endedBy"),
        region="cambridgeshire-and-peterborough",
        lever="general-power-of-competence",
        asOf=DAY,
    )
    assert ("ended", "2026-06-03", "2") in answer


def test_37_a_class_has_the_members_of_the_day(packaged: Store) -> None:
    asked = {"authorityClass": "mayoral-combined-authority"}
    today = rows(packaged, "members-of-class", "member", asOf=DAY, **asked)
    assert {"west-yorkshire", "north-east"} <= set(today)
    assert "west-yorkshire" not in rows(packaged, "members-of-class", "member", asOf="2020-01-01", **asked)
    assert rows(packaged, "members-of-class", "member", asOf="2010-01-01", **asked) == []


def test_37_a_move_to_a_class_gains_what_the_region_has_not_and_the_class_has(packaged: Store) -> None:
    asked = {"region": "lancashire", "authorityClass": "mayoral-combined-county-authority", "asOf": DAY}
    gained = rows(packaged, "gain-from-class", "lever", "state", **asked)
    assert ("council-tax-precept", "not stated") in gained
    held = rows(packaged, "levers-of-region", "lever", region="lancashire", asOf=DAY)
    assert {lever for lever, state in gained if state != "shared"}.isdisjoint(held)
    given = rows(
        packaged, "levers-of-class", "lever", "statusLabel", "forceLabel", **_without(asked, "region")
    )
    in_force = {
        lever for lever, status, force in given if status in ("held", "shared") and force == "in force"
    }
    assert {lever for lever, _ in gained} <= in_force


def test_37_the_classes_of_a_lever_are_those_whose_levers_name_it(packaged: Store) -> None:
    classes = rows(packaged, "classes-holding-lever", "authorityClass", lever="bus-franchising", asOf=DAY)
    assert "local-transport-authority" in classes
    for authority_class in classes:
        asked = {"authorityClass": authority_class, "asOf": DAY}
        assert "bus-franchising" in rows(packaged, "levers-of-class", "lever", **asked)


@pytest.mark.parametrize("name", ["SI 2026/519", ORDER, f"<{ORDER}>"])
def test_38_an_order_is_named_by_its_number_or_its_address(packaged: Store, name: str) -> None:
    answer = rows(
        packaged, "what-legislation-changed", "change", "region", "lever", "until", legislation=name
    )
    assert ("ended", "west-midlands", "economic-development-functions", "2026-06-03") in answer
    assert {change for change, *_ in answer} == {"ended"}


def test_38_a_part_of_a_law_changed_no_more_than_the_whole(packaged: Store) -> None:
    whole = set(rows(packaged, "what-legislation-changed", "claim", legislation="Transport Act 2000"))
    part = set(
        rows(packaged, "what-legislation-changed", "claim", legislation="Transport Act 2000, section 123A")
    )
    assert part
    assert part < whole


def test_42_what_two_regions_share_is_the_same_from_either_side(packaged: Store) -> None:
    def compared(region: str, other: str) -> tuple[str, str, str]:
        asked = ("other", "both", "onlyHere", "onlyThere")
        [found] = [
            row
            for row in rows(packaged, "regions-with-the-same-powers", *asked, region=region, asOf=DAY)
            if row[0] == other
        ]
        return found[1], found[2], found[3]

    both, here, there = compared("west-yorkshire", "south-yorkshire")
    assert compared("south-yorkshire", "west-yorkshire") == (both, there, here)
    assert int(both) > 20


def test_42_powers_go_together_in_no_more_regions_than_have_either(packaged: Store) -> None:
    asked = ("other", "together", "withLever", "withOther")
    answer = rows(packaged, "powers-held-together", *asked, lever="bus-franchising", asOf=DAY)
    assert len(answer) > 20
    for _, together, one, other in answer:
        assert 0 < int(together) <= min(int(one), int(other))


@pytest.mark.parametrize(
    ("place", "day", "region"),
    [
        ("Leeds", DAY, "west-yorkshire"),
        ("E08000035", DAY, "west-yorkshire"),
        ("e47000003", DAY, "west-yorkshire"),
        ("council/sheffield", DAY, "south-yorkshire"),
        ("North of Tyne", DAY, "north-east"),
        ("North of Tyne", "2020-01-01", "north-of-tyne"),
    ],
)
def test_43_a_council_a_region_or_a_code_leads_to_the_region_that_answers_for_it(
    packaged: Store, place: str, day: str, region: str
) -> None:
    assert rows(packaged, "region-of-place", "region", place=place, asOf=day) == [region]


def _without(asked: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in asked.items() if key != name}
