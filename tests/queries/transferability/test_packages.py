"""Packages: the front is that of looking at every set, on small graphs; and quick on the packaged one."""

from __future__ import annotations

import random
import time
from functools import reduce
from itertools import combinations
from operator import or_

import pytest
from levergraph.graph import Store
from levergraph.queries.transferability import Transferability
from levergraph.queries.transferability.method import coverage, packages
from levergraph.queries.transferability.method.packages import Reaching, front

DAY = "2026-11-24"
NEEDS, LEVERS = ("n1", "n2", "n3", "n4", "n5"), ("a", "b", "c")
Point = tuple[int, int, int]


def drawn(chance: random.Random) -> list[Reaching]:
    """A small graph: up to seven interventions, each with needs and up to two groups of levers."""
    return [
        Reaching(
            f"i{number}",
            frozenset(chance.sample(NEEDS, chance.randint(0, 3))),
            tuple(
                frozenset(chance.sample(LEVERS, chance.randint(1, 2)))
                for _ in range(chance.choice((0, 0, 1, 2)))
            ),
        )
        for number in range(chance.randint(0, 7))
    ]


def every_point(options: list[Reaching], powers: int) -> set[Point]:
    """What every set of interventions reaches with every set of levers, that no other betters."""
    points = set()
    for size in range(powers + 1):
        for gained in combinations(LEVERS, size):
            open_to_it = [option for option in options if all(group & set(gained) for group in option.lacks)]
            for number in range(1, len(open_to_it) + 1):
                for chosen in combinations(open_to_it, number):
                    reached = frozenset().union(*(option.needs for option in chosen))
                    if reached:
                        points.add((len(reached), number, size))
    return {
        point
        for point in points
        if not any(
            other != point and other[0] >= point[0] and other[1] <= point[1] and other[2] <= point[2]
            for other in points
        )
    }


@pytest.mark.parametrize("kept", [packages.KEPT, 1])
def test_the_front_is_that_of_looking_at_every_set_on_five_hundred_small_graphs(
    kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one set kept of each size nearly all is left to the branch and bound."""
    monkeypatch.setattr(packages, "KEPT", kept)
    chance = random.Random(14)  # noqa: S311 - drawn once and for all, no secret
    shown = 0
    for _ in range(500):
        options = drawn(chance)
        found = front(options)
        assert found.exact
        assert {package.point for package in found.packages} == every_point(options, packages.POWERS)
        shown += len(found.packages)
        for package in found.packages:
            by_name = {option.intervention: option for option in options}
            reached = frozenset().union(*(by_name[name].needs for name in package.interventions))
            assert reached == set(package.reached)
            for name in package.interventions:
                assert all(group & set(package.powers) for group in by_name[name].lacks)
    assert shown > 500


def test_of_two_that_do_as_well_the_first_in_the_methods_order_is_taken() -> None:
    same = [Reaching("z", frozenset({"n1"})), Reaching("a", frozenset({"n1"}))]
    assert front(same).packages[0].interventions == ("z",)
    assert front(same[::-1]).packages[0].interventions == ("a",)


def test_a_search_cut_short_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    options = [Reaching(need, frozenset({need})) for need in NEEDS]
    monkeypatch.setattr(packages, "KEPT", 2)
    assert front(options).exact
    monkeypatch.setattr(coverage, "NODES", 0)
    assert not front(options).exact


def test_more_is_reached_exactly_where_some_choice_of_so_many_sets_reaches_more() -> None:
    chance = random.Random(29)  # noqa: S311 - drawn once and for all, no secret
    for _ in range(150):
        masks = [chance.getrandbits(12) & chance.getrandbits(12) for _ in range(chance.randint(1, 9))]
        number = chance.randint(1, 4)
        most = max(
            reduce(or_, chosen, 0).bit_count()
            for size in range(1, number + 1)
            for chosen in combinations(masks, min(size, len(masks)))
        )
        found = coverage.better(masks, number, most - 1, [1.0] * 12)
        assert found is not None
        assert len(set(found)) == len(found) <= number
        assert reduce(or_, (masks[place] for place in found), 0).bit_count() == most
        assert coverage.better(masks, number, most, [chance.random() for _ in range(12)]) is None


def test_packages_reach_more_with_more_and_nothing_is_left_to_better(packaged: Store) -> None:
    service = Transferability(packaged)
    answer = service.packages("south-yorkshire", as_of=DAY)
    points = [
        (len(package.reached), len(package.interventions), len(package.powers)) for package in answer.packages
    ]
    assert points == sorted(points)
    assert len(set(points)) == len(points) > 1
    needs = {need.thing for need in service.needs("south-yorkshire", as_of=DAY).needs}
    assert set(answer.needed) == needs
    assert {need for package in answer.packages for need in package.reached} == needs - set(answer.beyond)


def test_packages_for_an_outcome_are_found_at_once(packaged: Store) -> None:
    service = Transferability(packaged)
    for region in ("cumbria", "sussex-and-brighton", "tees-valley"):
        for outcome in ("cardiovascular-disease", "respiratory-disease", "mental-ill-health"):
            begun = time.perf_counter()
            answer = service.packages(region, outcome=outcome, as_of=DAY)
            assert time.perf_counter() - begun < 4
            assert answer.packages
            assert answer.exact
            assert "cut short" not in " ".join(answer.notes)
