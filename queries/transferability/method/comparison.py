"""Regions side by side: what claims say of each lever, and the figures in their latest common period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..facts import facts as rows
from .distance import Contexts, Distance, Known
from .gate import CONTRADICTORY, Row, option
from .ranking import standing

if TYPE_CHECKING:
    from ....graph.store import Store

NOT_STATED = "not stated"


class Line(NamedTuple):
    """One lever or figure: what each region has (`not stated` where no source says), and on which sources."""

    thing: str
    period: str
    values: tuple[str, ...]
    sources: tuple[tuple[str, ...], ...]


class Comparison(NamedTuple):
    """The regions compared on a day, their lines, and the distance between each pair in their order."""

    regions: tuple[str, ...]
    as_of: str
    lines: list[Line]
    distances: dict[tuple[str, str], Distance]


def compare(store: Store, regions: Sequence[str], *, as_of: str, named: bool = True) -> Comparison:
    """Set regions side by side; IRIs, and a day as YYYY-MM-DD on which powers count.

    Raises UsageError where a region had no authority on the day, or has none yet and no day was `named`.
    """
    places = rows.regions(store)
    for region in regions:
        standing(places, region, as_of, named=named)
    context = rows.context(store, as_of)
    lines = [*_powers(store, regions, as_of), *_figures(store, regions, context)]
    lines.sort(key=lambda line: (bool(line.period), len(set(line.values)) == 1, line.thing))
    contexts = Contexts(context)
    pairs = [(a, b) for i, a in enumerate(regions) for b in regions[i + 1 :]]
    return Comparison(tuple(regions), as_of, lines, {pair: contexts.distance(*pair) for pair in pairs})


def _powers(store: Store, regions: Sequence[str], as_of: str) -> Iterator[Line]:
    """How each region stands to every lever that a claim of one of them names, as the gate judges it."""
    stood = [rows.stood(store, region, as_of) for region in regions]
    for lever in sorted({lever for each in stood for lever in each}):
        told = [_told(each.get(lever, [])) for each in stood]
        yield Line(lever, "", tuple(words for words, _ in told), tuple(sources for _, sources in told))


def _told(claims: list[Row]) -> tuple[str, tuple[str, ...]]:
    """How a region stands to one lever, in words, and the sources of the claims that say so."""
    if not claims:
        return NOT_STATED, ()
    judged = option(claims)
    if judged.state == CONTRADICTORY:
        said = sorted(
            {_SAID[each.status or ""] for each in claims if each.when == "now" and each.status in _SAID}
        )
        words = " and ".join(said)
    else:
        words = f"ended {judged.ended}" if judged.ended else judged.state.replace("-", " ")
    when = "ended" if judged.ended else "now"
    return words, tuple(dict.fromkeys(each.source for each in claims if each.when == when and each.source))


_SAID = {"Held": "held", "Shared": "shared", "NotHeld": "not held"}


def _figures(store: Store, regions: Sequence[str], context: list[Known]) -> Iterator[Line]:
    """Every figure, in the latest period that all have, or else that one has."""
    facts: dict[str, dict[str, dict[str, set[str]]]] = {}
    for region, feature, period, value in context:
        if region in regions and period:
            facts.setdefault(feature, {}).setdefault(period, {}).setdefault(region, set()).add(value)
    observed = {region: rows.observed(store, region) for region in regions}
    for feature, periods in facts.items():
        full = [period for period, values in periods.items() if len(values) == len(regions)]
        period = max(full or periods)
        values = periods[period]
        yield Line(
            feature,
            period,
            tuple(" and ".join(sorted(values.get(region, {NOT_STATED}))) for region in regions),
            tuple(observed[region].get((feature, period), ()) for region in regions),
        )
