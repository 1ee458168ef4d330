"""The section on how the places differ: the distance, and the figures behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import figure as written, flat
from ...method.distance import POWERS
from ..answers.sentence import Section, Sentence

if TYPE_CHECKING:
    from .subject import Subject


def context(subject: Subject) -> Section:
    """Say how the place differs from the nearest that ran it, the largest differences first."""
    distance, nearest = subject.candidate.distance, subject.candidate.nearest
    if distance is None or nearest is None:
        return Section("How the places differ", ())
    there = subject.name(nearest)
    far = f"{distance.distance:.2f}" if distance.distance is not None else "not known"
    says = [
        Sentence(
            f"Distance from {there}: {far}, on a scale from 0 (alike) to 1 (opposite in everything). "
            f"{len(distance.compared)} of {distance.features} features could be compared, each "
            "weighing the same; the largest differences come first."
        )
    ]
    both = [subject.model.figures(place) for place in (subject.ranking.region, nearest)]
    for feature in sorted(distance.compared, key=lambda feature: -feature.apart):
        if feature.feature == POWERS:
            says.append(
                Sentence(f"Powers: {feature.apart:.2f} apart over the {feature.period} stated of both.")
            )
            continue
        known = [
            figure
            for figures in both
            for figure in figures
            if (figure.indicator, figure.period) == (feature.feature, feature.period)
        ]
        unit = next((figure.unit for figure in known if figure.unit), None)
        when = "" if feature.period in subject.name(feature.feature) else flat(feature.period)
        about = ", ".join(part for part in (unit, when) if part)
        says.append(
            Sentence(
                f"{subject.name(feature.feature)}{f' ({about})' if about else ''}: "
                f"{written(feature.here)} in {subject.place}, {written(feature.there)} in {there}.",
                subject.sources(*(figure.source for figure in known)),
            )
        )
    return Section("How the places differ", tuple(says))
