"""The section on what was found: the findings of its evaluations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import ended
from ..answers.sentence import Section, Sentence

if TYPE_CHECKING:
    from .subject import Subject

_DIRECTION = {
    "Beneficial": "A beneficial finding",
    "MixedFinding": "A mixed finding",
    "NullFinding": "No effect was found",
    "HarmfulFinding": "A harmful finding",
    "NotAssessed": "Delivery, not effect",
}
_EQUITY = {
    "Narrows": "It narrowed inequality.",
    "Widens": "It widened inequality.",
    "NoEquityEffect": "It left inequality as it was.",
}
_ESTIMATED = {
    "Narrows": "The study estimates that it narrows inequality.",
    "Widens": "The study estimates that it widens inequality.",
    "NoEquityEffect": "The study estimates that it leaves inequality as it was.",
}
"""The same where a model worked it out and nobody observed it."""


def findings(subject: Subject) -> Section:
    """Say what was found, how strong the evidence is, and what it did to inequality."""
    says = []
    for finding in subject.model.finding_texts(subject.candidate.intervention):
        kind = _DIRECTION.get(finding.direction, "A finding")
        grade, _, why = (finding.strength or "").partition(" - ")
        graded = f" We grade this evidence as {grade}{f' ({why})' if why else ''}." if grade else ""
        modelled = finding.design == "ModellingStudy"
        kind += ", estimated by modelling" if modelled else ""
        known = _ESTIMATED if modelled else _EQUITY
        silent = "" if finding.direction == "NotAssessed" else "Its effect on inequality is not known."
        fair = known.get(finding.equity or "", silent)
        says.append(
            Sentence(
                f"{kind}: {ended(finding.text)}{graded} {fair}".rstrip(), subject.sources(finding.source)
            )
        )
    return Section(
        "What was found", tuple(says) or (Sentence("No evaluation of it is recorded in the graph."),)
    )
