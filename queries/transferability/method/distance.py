"""The distance of two regions' contexts: Gower's, over the features that sources state of both.

The OECD's guidebook on best practices in public health (2022) and OECD Health Working Paper 133 compare a
target with an owner's context by Gower's coefficient (Gower 1971, Biometrics 27, 857-871) and show what is
missing. A feature that the sources do not state of both regions is left out and counted, never filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import NamedTuple

POWERS = "powers"
"""The name of the feature that compares what two regions hold."""

_HELD = {"Held": 1.0, "Shared": 0.5, "NotHeld": 0.0}


class Feature(NamedTuple):
    """One feature of two contexts: both values, their period, and how far apart they are, 0 to 1."""

    feature: str
    period: str
    here: float | None
    there: float | None
    apart: float


class Distance(NamedTuple):
    """The distance of two contexts, from 0 (alike) to 1, or None when no feature could be compared."""

    distance: float | None
    compared: tuple[Feature, ...]
    features: int

    @property
    def share(self) -> str:
        """The number of features compared, out of all that some region has: `9/14`."""
        return f"{len(self.compared)}/{self.features}"


class Contexts:
    """The context of every region, ready to compare any two."""

    def __init__(self, rows: Iterable[tuple[str, str, str, str]]) -> None:
        """Take rows as ContextFact has them; of several figures of one period the largest counts."""
        self._figures: dict[str, dict[str, dict[str, float]]] = {}
        self._powers: dict[str, dict[str, float]] = {}
        for region, feature, period, value in rows:
            if value in _HELD:
                powers = self._powers.setdefault(region, {})
                powers[feature] = max(powers.get(feature, 0.0), _HELD[value])
            elif period and (figure := _number(value)) is not None:
                figures = self._figures.setdefault(feature, {}).setdefault(region, {})
                figures[period] = max(figures.get(period, figure), figure)
        self.features = len(self._figures) + bool(self._powers)
        self._known: dict[tuple[str, str], Distance] = {}

    def distance(self, here: str, there: str) -> Distance:
        """Compare two regions: the mean over the features compared, each weighing the same."""
        if (here, there) not in self._known:
            self._known[here, there] = self._compare(here, there)
        return self._known[here, there]

    def _compare(self, here: str, there: str) -> Distance:
        compared = [
            feature
            for name in sorted(self._figures)
            for feature in (self._figure(name, here, there),)
            if feature is not None
        ]
        powers = self._power_profile(here, there)
        if powers is not None:
            compared.append(powers)
        mean = sum(feature.apart for feature in compared) / len(compared) if compared else None
        return Distance(mean, tuple(compared), self.features)

    def _figure(self, name: str, here: str, there: str) -> Feature | None:
        regions = self._figures[name]
        period = _latest(regions.get(here, {}), regions.get(there, {}))
        if period is None:
            return None
        values = [figures[period] for figures in regions.values() if period in figures]
        width = max(values) - min(values)
        ours, theirs = regions[here][period], regions[there][period]
        return Feature(name, period, ours, theirs, abs(ours - theirs) / width if width else 0.0)

    def _power_profile(self, here: str, there: str) -> Feature | None:
        ours, theirs = self._powers.get(here, {}), self._powers.get(there, {})
        both = ours.keys() & theirs.keys()
        if not both:
            return None
        apart = sum(abs(ours[lever] - theirs[lever]) for lever in both) / len(both)
        return Feature(POWERS, f"{len(both)} levers", None, None, apart)


def _latest(ours: Mapping[str, float], theirs: Mapping[str, float]) -> str | None:
    return max(ours.keys() & theirs.keys(), default=None)


def _number(value: str) -> float | None:
    """A finite number; what is none cannot be compared."""
    try:
        number = float(value)
    except ValueError:
        return None
    return number if isfinite(number) else None
