"""Figures: where areas stand on an indicator, and how each moved over time, with limits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from ...ontology.terms import ID
from .support import chart
from .support.chart import Chart, Point

if TYPE_CHECKING:
    from .support.page_request import Visit


class Figure(NamedTuple):
    """One published value."""

    indicator: str
    area: str
    period: str
    start: str
    value: float
    lower: float | None
    upper: float | None
    unit: str
    observation: str


class Small(NamedTuple):
    """A small chart over time, with its heading and its numbers."""

    label: str
    href: str
    unit: str
    chart: Chart
    figures: list[Figure]
    limits: bool


class Standing(NamedTuple):
    """The latest period in which areas have values, side by side."""

    period: str
    unit: str
    chart: Chart
    limits: bool


def figures(visit: Visit, *, indicator: str = "", area: str = "") -> list[Figure]:
    """The values of an indicator, or of an area, by area, indicator and period."""
    fixed = f"VALUES ?indicator {{ <{indicator}> }}" if indicator else f"VALUES ?area {{ <{area}> }}"
    asked = f"""SELECT ?indicator ?area ?period ?start ?value ?lower ?upper ?unit ?observation WHERE {{
        {fixed} ?observation a lg:Observation ; lg:indicator ?indicator ; lg:area ?area ; lg:value ?value .
        OPTIONAL {{ ?observation lg:period ?period }} OPTIONAL {{ ?observation lg:periodStart ?start }}
        OPTIONAL {{ ?observation lg:lowerLimit95 ?lower }}
        OPTIONAL {{ ?observation lg:upperLimit95 ?upper }}
        OPTIONAL {{ ?observation lg:unit ?unit }} }} ORDER BY ?area ?indicator ?start ?period ?observation"""
    found = []
    for row in visit.store.select(asked):
        words = [None if term is None else term.value for term in row]
        value = _float(words[4])
        if value is not None:
            found.append(
                Figure(
                    words[0] or "",
                    words[1] or "",
                    words[2] or words[3] or "",
                    words[3] or "",
                    value,
                    _float(words[5]),
                    _float(words[6]),
                    words[7] or "",
                    visit.at.thing(words[8] or ""),
                )
            )
    return found


def standing(visit: Visit, found: list[Figure], chosen: str = "") -> Standing | None:
    """All areas in the latest period that most of them have, best known first; England as a line."""
    if not found:
        return None
    counts: dict[tuple[str, str], int] = {}
    for each in found:
        counts[each.start, each.period] = counts.get((each.start, each.period), 0) + 1
    most = max(counts.values())
    start, period = max(key for key, count in counts.items() if count * 2 >= most)
    now = [each for each in found if (each.start, each.period) == (start, period)]
    england = [each for each in now if not each.area.startswith(f"{ID}region/")]
    areas = sorted((each for each in now if each not in england), key=lambda each: -each.value)
    points = [_point(visit, each, each.area, chosen) for each in areas]
    line = _point(visit, england[0], england[0].area, chosen) if england else None
    if not points:
        return None
    return Standing(
        period, now[0].unit, chart.across(points, line), any(each.lower is not None for each in now)
    )


def small(visit: Visit, found: list[Figure], by: str) -> list[Small]:
    """Small charts over time, one for each area (`by="area"`, one scale) or each indicator (a scale each)."""
    groups: dict[str, list[Figure]] = {}
    for each in found:
        groups.setdefault(each.area if by == "area" else each.indicator, []).append(each)
    shared = chart.scale([_point(visit, each, "") for each in found]) if by == "area" and found else None
    charts = []
    for iri, group in groups.items():
        points = [_point(visit, each, "") for each in group]
        low, high = shared or chart.scale(points)
        charts.append(
            Small(
                visit.names.of(iri),
                visit.at.thing(iri),
                group[0].unit,
                chart.over(points, low, high),
                group,
                any(each.lower is not None for each in group),
            )
        )
    return sorted(charts, key=lambda each: each.label.casefold())


def _point(visit: Visit, each: Figure, label: str, chosen: str = "") -> Point:
    name = visit.names.of(label) if label else each.period
    return Point(
        name, each.value, each.lower, each.upper, visit.at.thing(each.area), each.area == chosen, each.period
    )


def _float(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:
        return None


def periods(found: Iterable[Figure]) -> list[str]:
    """The periods in their order."""
    return list(
        dict.fromkeys(each.period for each in sorted(found, key=lambda each: (each.start, each.period)))
    )
