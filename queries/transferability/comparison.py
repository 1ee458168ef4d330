"""Regions side by side: what claims say of each lever, and the figures in their latest common period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from . import rows
from .distance import Contexts, Distance

if TYPE_CHECKING:
    from ...graph.store import Store

_WORDS = {"Held": "held", "Shared": "shared", "NotHeld": "not held", "NotStated": "not stated"}


class Line(NamedTuple):
    """One lever or figure, and what each region has; `not stated` where no source says."""

    thing: str
    period: str
    values: tuple[str, ...]


class Comparison(NamedTuple):
    """The regions compared on a day, their lines, and the distance between each pair in their order."""

    regions: tuple[str, ...]
    as_of: str
    lines: list[Line]
    distances: dict[tuple[str, str], Distance]


def compare(store: Store, regions: Sequence[str], *, as_of: str) -> Comparison:
    """Set regions side by side; IRIs, and a day as YYYY-MM-DD on which powers count."""
    facts: dict[str, dict[str, dict[str, set[str]]]] = {}
    context = rows.context(store, as_of)
    for region, feature, period, value in context:
        if region in regions:
            seen = facts.setdefault(feature, {}).setdefault(period, {}).setdefault(region, set())
            seen.add(_WORDS.get(value, value))
    lines = []
    for feature, periods in facts.items():
        full = [period for period, values in periods.items() if len(values) == len(regions)]
        period = max(full or periods)
        values = periods[period]
        lines.append(
            Line(feature, period, tuple(" and ".join(sorted(values.get(r, {"not stated"}))) for r in regions))
        )
    lines.sort(key=lambda line: (bool(line.period), len(set(line.values)) == 1, line.thing))
    contexts = Contexts(context)
    pairs = [(a, b) for i, a in enumerate(regions) for b in regions[i + 1 :]]
    return Comparison(tuple(regions), as_of, lines, {pair: contexts.distance(*pair) for pair in pairs})
