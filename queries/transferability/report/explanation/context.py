"""The section on how alike the places are: the distance, and the three largest differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import flat, measure
from ...method.distance import POWERS
from ..answers.sentence import Section, Sentence

if TYPE_CHECKING:
    from ...facts.records import Figure
    from ...method.distance import Feature
    from .subject import Subject


LARGEST = 3
"""So many differences are told, the largest first."""


def context(subject: Subject) -> Section:
    """Say how alike the place is to the nearest that ran it, and the three largest differences."""
    distance, nearest = subject.candidate.distance, subject.candidate.nearest
    if distance is None or nearest is None:
        return Section("How alike the places are", ())
    there = subject.name(nearest)
    if distance.distance is None:
        words = f"How alike {there} is cannot be told: no feature is stated of both."
        return Section("How alike the places are", (Sentence(words),))
    says = [
        Sentence(
            f"Of the places that have it, {there} is the most like: distance {distance.distance:.2f}, where "
            f"0 is alike and 1 opposite in everything, by {len(distance.compared)} of {distance.features} "
            "measures that both have, each weighing the same. The largest differences:"
        )
    ]
    both = [subject.model.figures(place) for place in (subject.ranking.region, nearest)]
    ordered = sorted(distance.compared, key=lambda feature: -feature.apart)
    says += [_difference(subject, feature, there, both) for feature in ordered[:LARGEST] if feature.apart > 0]
    return Section("How alike the places are", tuple(says))


def _difference(subject: Subject, feature: Feature, there: str, both: list[list[Figure]]) -> Sentence:
    """One measure in both places, with its unit and period."""
    if feature.feature == POWERS:
        return Sentence(f"Powers: {feature.apart:.2f} apart over the {feature.period} stated of both.")
    known = [
        figure
        for figures in both
        for figure in figures
        if (figure.indicator, figure.period) == (feature.feature, feature.period)
    ]
    unit = next((figure.unit for figure in known if figure.unit), None)
    when = "" if feature.period in subject.name(feature.feature) else f" ({flat(feature.period)})"
    return Sentence(
        f"{subject.name(feature.feature)}{when}: {measure(feature.here, unit)} in {subject.place}, "
        f"{measure(feature.there, unit)} in {there}.",
        subject.sources(*(figure.source for figure in known)),
    )
