"""Needs of a region: worse by more than chance, the latest common period, and a place without weights."""

from __future__ import annotations

import time

import levergraph as lg
import pytest
from levergraph.graph import Store
from levergraph.ontology import ID
from levergraph.queries.execution import ask
from levergraph.queries.transferability import Transferability
from levergraph.queries.transferability.facts.records import AreaFigure
from levergraph.queries.transferability.method.needs import ENGLAND, Need, needs

DAY = "2026-11-24"
HERE, THERE = f"{ID}region/here", f"{ID}region/there"


class Figures:
    """A model of nothing but figures."""

    def __init__(self, *figures: AreaFigure) -> None:
        self._figures = list(figures)

    def area_figures(self) -> list[AreaFigure]:
        return self._figures

    def regions(self) -> dict[str, None]:
        return dict.fromkeys((HERE, THERE))


def figure(
    area: str,
    value: float,
    limits: float | None = None,
    *,
    period: str = "2024",
    indicator: str = "rate",
    higher_is_better: bool = False,
) -> AreaFigure:
    lower, upper = (None, None) if limits is None else (value - limits, value + limits)
    things = ("thing",)
    return AreaFigure(
        area, indicator, period, period, value, lower, upper, "%", higher_is_better, None, None, things
    )


def found(*figures: AreaFigure) -> list[Need]:
    return needs(Figures(*figures), HERE)  # type: ignore[arg-type]  # all that needs() reads


@pytest.mark.parametrize(
    ("value", "limits", "higher_is_better", "standing"),
    [
        (25, 2, False, "worse"),
        (25, 5, False, None),  # England's figure is on the limit
        (25, 6, False, None),
        (25, None, False, "worse-without-limits"),
        (15, 2, False, None),
        (15, None, False, None),
        (15, 2, True, "worse"),
        (25, 2, True, None),
    ],
)
def test_worse_means_that_the_limits_leave_england_out(
    value: float, limits: float | None, higher_is_better: bool, standing: str | None
) -> None:
    answer = found(
        figure(HERE, value, limits, higher_is_better=higher_is_better),
        figure(ENGLAND, 20, higher_is_better=higher_is_better),
    )
    assert [need.standing for need in answer] == ([standing] if standing else [])


def test_only_a_period_that_both_have_is_compared() -> None:
    old, new = figure(HERE, 30, 1, period="2020"), figure(HERE, 10, 1, period="2025")
    (need,) = found(old, new, figure(ENGLAND, 20, period="2020"))
    assert need.here == old
    assert found(new, figure(ENGLAND, 20, period="2020")) == []


def test_getting_worse_is_told_where_limits_do_not_meet() -> None:
    england = figure(ENGLAND, 20)
    (need,) = found(figure(HERE, 10, 1, period="2019"), figure(HERE, 15, 1), england)
    assert (need.standing, need.before and need.before.value) == ("gets-worse", 10)
    assert found(figure(HERE, 10, 3, period="2019"), figure(HERE, 15, 3), england) == []
    assert found(figure(HERE, 10, period="2019"), figure(HERE, 15), england) == []


def test_the_worst_place_comes_first_and_counts_regions_alone() -> None:
    middle = [figure(HERE, 25, 1), figure(THERE, 30, 1), figure(ENGLAND, 20)]
    last = [each._replace(indicator="zz") for each in (figure(HERE, 40, 1), *middle[1:])]
    first, second = found(*middle, *last)
    assert (first.here.indicator, first.place, first.places) == ("zz", 2, 2)
    assert (second.here.indicator, second.place, second.places) == ("rate", 1, 2)


def test_south_yorkshire_by_its_published_figures(packaged: Store) -> None:
    """Read in the series: 25.5% inactive (23.3 to 27.7) against 21.0% in England, 2023."""
    answer = Transferability(packaged).needs("south-yorkshire", as_of=DAY)
    employment = answer.needs[0]
    assert employment.thing.slug == "employment"
    assert employment.figures[0].sentence == (
        "Economically inactive: 25.5% (95% limits 23.3 to 27.7) in South Yorkshire, 21% in England (2023); "
        "place 16 of 16 regions, counted from the best; worse than England."
    )
    for need in answer.needs:
        direct = Transferability(packaged).ranking(
            "south-yorkshire",
            as_of=DAY,
            **{need.kind: need.thing.slug},  # type: ignore[misc]
        )
        assert need.options == direct.candidates[:10]
        assert need.available == len(direct.candidates)


def test_a_region_without_figures_says_that_its_needs_are_not_stated(packaged: Store) -> None:
    answer = Transferability(packaged).needs("cumbria", as_of=DAY)
    assert answer.needs == ()
    assert "are not stated" in answer.notes[0]


def test_the_needs_of_a_region_are_told_at_once(packaged: Store) -> None:
    """Asked as the server is, with the facts loaded: a bound loose enough for a busy machine."""
    service = Transferability(packaged)
    service.needs("south-yorkshire", as_of=DAY)
    times = []
    for region in ("west-midlands", "tees-valley", "north-east"):
        service.needs(region, as_of=DAY)  # the verdicts of the region are fetched
        begun = time.perf_counter()
        service.needs(region, as_of=DAY)
        times.append(time.perf_counter() - begun)
    assert min(times) < 0.3


def test_the_door_for_python_gives_the_table(packaged: Store) -> None:
    table = lg.Session(packaged).needs("south-yorkshire", as_of=DAY)
    assert table.columns[:3] == ("need", "needLabel", "figure")


@pytest.mark.parametrize("region", ["south-yorkshire", "greater-london"])
def test_the_named_query_gives_the_needs_of_the_method(packaged: Store, region: str) -> None:
    """Question 39: the same needs, figures and determinants behind, in SPARQL and in Python."""
    answer = Transferability(packaged).needs(region)
    names = {"worse": "1", "worse-without-limits": "2", "gets-worse": "3"}
    rows = list(ask(packaged, "needs-of-region", {"region": region}))
    assert {(str(row.indicator), str(row.thing), row.standing[0], row.period) for row in rows} == {
        (figure.indicator.iri, need.thing.iri, names[figure.standing.name], figure.period)
        for need in answer.needs
        for figure in need.figures
    }
    behind = {(str(row.thing), str(row.actOn)) for row in rows if row.strength != "itself"}
    assert behind == {(need.thing.iri, cause.iri) for need in answer.needs for cause in need.behind}
    assert len(behind) > 20
