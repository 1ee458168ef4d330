"""The section on whether it works: the findings of its evaluations, for whom it is, and what it cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import ended, measure, small
from ...method.reach import ways_to
from ..answers.sentence import Section, Sentence

if TYPE_CHECKING:
    from ...facts.records import FindingText
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
    """Say what was found, on what was asked for first; for whom it was, and what it cost."""
    end = subject.ranking.outcome or subject.ranking.determinant
    texts = subject.model.finding_texts(subject.candidate.intervention)
    says = []
    for place, about in ((0, "on"), (1, "on a cause of"), (2, "on other things than")):
        here = [finding for finding in texts if _place(subject, finding) == place]
        if end and here:
            says.append(Sentence(f"Findings {about} {subject.lever(end)}:"))
        says += [_finding(subject, finding) for finding in here]
        if end and place == 0 and not here:
            says.append(Sentence(f"No finding on {subject.lever(end)} itself is on record."))
    if not texts:
        says = [Sentence("No evaluation of it is recorded in the graph.")]
    return Section("Does it work, for whom, at what cost", (*says, *_whom(subject), *_costs(subject)))


def _place(subject: Subject, finding: FindingText) -> int:
    """0 on what was asked for, 1 on a cause close to it, 2 on anything else; all alike where nothing was."""
    outcome, determinant = subject.ranking.outcome, subject.ranking.determinant
    if not (outcome or determinant):
        return 0
    proximity = ways_to(subject.model, outcome, determinant).proximity
    if not proximity.ends.isdisjoint(finding.on):
        return 0
    return 2 if proximity.things.keys().isdisjoint(finding.on) else 1


def _finding(subject: Subject, finding: FindingText) -> Sentence:
    """One finding, how strong its evidence is, whom it served, and what it did to inequality."""
    kind = _DIRECTION.get(finding.direction, "A finding")
    grade, _, why = (finding.strength or "").partition(" - ")
    graded = f" We grade this evidence as {grade}{f' ({why})' if why else ''}." if grade else ""
    modelled = finding.design == "ModellingStudy"
    kind += ", estimated by modelling" if modelled else ""
    known = _ESTIMATED if modelled else _EQUITY
    silent = "" if finding.direction == "NotAssessed" else "Its effect on inequality is not known."
    fair = known.get(finding.equity or "", silent)
    who = f" It served: {ended(small(finding.who))}" if finding.who else ""
    return Sentence(
        f"{kind}: {ended(finding.text)}{graded}{who} {fair}".rstrip(), subject.sources(finding.source)
    )


def _whom(subject: Subject) -> list[Sentence]:
    meant = subject.description.meant_for
    return [Sentence(f"Meant for: {ended(small(meant))}", subject.cites)] if meant else []


def _costs(subject: Subject) -> list[Sentence]:
    """What it cost, by every source that states it."""
    costs = subject.model.costs().get(subject.candidate.intervention, [])
    if not costs:
        return [Sentence("What it cost is not stated in the graph.")]
    says = []
    for cost in costs:
        unit = "GBP" if cost.currency in (None, "GBP") else cost.currency
        paid = cost.paid_by
        payer = f"; paid by {small(paid)}" if paid and not paid.lower().startswith("not stated") else ""
        use = f" for {cost.per}" if cost.per else ""
        words = f"Cost: {measure(cost.amount, unit)}{use}{payer}"
        says.append(Sentence(ended(words), subject.sources(cost.source)))
    return says
