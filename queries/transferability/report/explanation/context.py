"""How the places differ: the distance, and the figures behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...facts import facts as rows
from ...method.distance import POWERS
from ..wording import figure, flat
from .sentence import Section, Sentence

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
    figures = [_figures(subject, place) for place in (subject.found.region, nearest)]
    for feature in sorted(distance.compared, key=lambda each: -each.apart):
        if feature.feature == POWERS:
            says.append(
                Sentence(f"Powers: {feature.apart:.2f} apart over the {feature.period} stated of both.")
            )
            continue
        known = [each.get((feature.feature, feature.period), []) for each in figures]
        unit = next((unit for said in known for unit, _ in said if unit), None)
        when = "" if feature.period in subject.name(feature.feature) else flat(feature.period)
        about = ", ".join(part for part in (unit, when) if part)
        says.append(
            Sentence(
                f"{subject.name(feature.feature)}{f' ({about})' if about else ''}: "
                f"{figure(feature.here)} in {subject.place}, {figure(feature.there)} in {there}.",
                subject.sources(*(source for said in known for _, source in said)),
            )
        )
    return Section("How the places differ", tuple(says))


def _figures(
    subject: Subject, region: str
) -> dict[tuple[str | None, str | None], list[tuple[str | None, str | None]]]:
    found: dict[tuple[str | None, str | None], list[tuple[str | None, str | None]]] = {}
    for feature, period, unit, source in rows.fetch(subject.store, "figures", region=region):
        found.setdefault((feature, period), []).append((unit, source))
    return found
