"""Regions side by side: the state of each lever, and the figures in their latest common period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ...authority import demand_authority
from .distance import Distance
from .gate import Option, option

if TYPE_CHECKING:
    from ..facts.records import ContextFact
    from .model import Model


class LeverLine(NamedTuple):
    """One lever: how each region stands to it, in the order of the regions; None where no claim names it."""

    lever: str
    options: tuple[Option | None, ...]


class FigureLine(NamedTuple):
    """One indicator and period: each region's values, and their sources, in the order of the regions."""

    indicator: str
    period: str
    values: tuple[tuple[str, ...], ...]
    sources: tuple[tuple[str, ...], ...]


class Comparison(NamedTuple):
    """The regions compared on a day: levers, figures, and the distance between each pair in their order."""

    regions: tuple[str, ...]
    as_of: str
    levers: list[LeverLine]
    figures: list[FigureLine]
    distances: dict[tuple[str, str], Distance]


def compare(model: Model, regions: Sequence[str], *, as_of: str, named: bool = True) -> Comparison:
    """Set regions side by side; IRIs, and a day as YYYY-MM-DD on which powers count.

    Raises NoAuthority where a region had none on the day, or has none yet and no day was `named`.
    """
    for region in regions:
        demand_authority(model.regions(), region, as_of, named=named)
    contexts = model.contexts(as_of)
    pairs = [(here, there) for place, here in enumerate(regions) for there in regions[place + 1 :]]
    return Comparison(
        tuple(regions),
        as_of,
        list(_levers(model, regions, as_of)),
        list(_figures(model, regions, model.context(as_of))),
        {pair: contexts.distance(*pair) for pair in pairs},
    )


def _levers(model: Model, regions: Sequence[str], as_of: str) -> Iterator[LeverLine]:
    """The gate's judgement of each region on every lever that a claim of one of them names."""
    holdings = [model.holdings(region, as_of) for region in regions]
    for lever in sorted({lever for by_lever in holdings for lever in by_lever}):
        yield LeverLine(
            lever,
            tuple(option(by_lever[lever]) if lever in by_lever else None for by_lever in holdings),
        )


def _figures(model: Model, regions: Sequence[str], context: list[ContextFact]) -> Iterator[FigureLine]:
    """Every figure, in the latest period that all have, or else that one has."""
    known: dict[str, dict[str, dict[str, set[str]]]] = {}
    for region, indicator, period, value in context:
        if region in regions and period:
            known.setdefault(indicator, {}).setdefault(period, {}).setdefault(region, set()).add(value)
    sources = [model.figure_sources(region) for region in regions]
    for indicator, periods in known.items():
        full = [period for period, values in periods.items() if len(values) == len(regions)]
        period = max(full or periods)
        yield FigureLine(
            indicator,
            period,
            tuple(tuple(sorted(periods[period].get(region, ()))) for region in regions),
            tuple(cited.get((indicator, period), ()) for cited in sources),
        )
