"""The relevance of an option in words: how closely it acts on what was asked for, and on what evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ....wording import small
from ...method.relevance import ENABLER
from ..resource import Resource, Word

if TYPE_CHECKING:
    from ...method.evidence import Proof
    from ...method.ranking import Candidate
    from ...method.relevance import Relevance as Judged
    from ..labels import Labels

TIERS = {"direct": "direct", "near": "near", "far": "far", "enabler": "enabler"}
"""The words for the tiers of relevance."""


NATIONWIDE = "A law or a programme of the state brings it to all of England already."


class Relevance(Struct, frozen=True):
    """How closely an option acts on what was asked for: its tier, and its place in the order in words."""

    tier: Word
    acts_on: Resource | None
    place: str


def relevance(candidate: Candidate, end: Resource, labels: Labels) -> Relevance | None:
    """The tier of a candidate with the words for its place; None where nothing was asked for."""
    judged = candidate.relevance
    if judged is None:
        return None
    says = [place(judged, end, labels)]
    if candidate.nationwide:
        says.append(NATIONWIDE)
    if candidate.proof and judged.tier != ENABLER:
        says.append(_evidence(candidate.proof, small(end.label), labels))
    acts_on = labels.resource(judged.acts_on) if judged.acts_on and judged.tier != ENABLER else None
    return Relevance(Word(judged.tier, TIERS[judged.tier]), acts_on, " ".join(says))


def place(judged: Judged, end: Resource, labels: Labels) -> str:
    """How closely an option acts on what was asked for, and whether it is for others, in words."""
    if judged.for_others:
        made_for, end_of = (_stages(stages, labels) for stages in (judged.made_for, judged.end_of))
        others = f" It is for people in {made_for}; {small(end.label)} is of {end_of}."
        return _closeness(judged, end, labels) + others
    return _closeness(judged, end, labels)


def _stages(stages: frozenset[str], labels: Labels) -> str:
    return " or ".join(sorted(small(labels.words.stage(stage)) for stage in stages))


def _closeness(judged: Judged, end: Resource, labels: Labels) -> str:
    asked = small(end.label)
    if judged.tier == ENABLER:
        return "Acts on governance for health equity alone: it helps others to act."
    measured = f"A finding on record is on {asked} itself. " if judged.measured else ""
    if judged.acts_on is None:
        return measured.strip() or f"Leads to {asked} only by three steps or more, or by weak ones."
    acted_on = small(labels.name(judged.acts_on))
    if not judged.chain:
        return measured.strip() if judged.measured else f"Acts on {acted_on} itself."
    weakest = min(step.rank for step in judged.chain)
    strength = small(getattr(labels.words.strength(weakest), "label", "no graded evidence"))
    if len(judged.chain) == 1:
        return f"{measured}Acts on {acted_on}, which leads to {asked} by one step ({strength})."
    between = small(labels.name(judged.chain[0].target))
    return (
        f"{measured}Acts on {acted_on}, which leads to {asked} by way of {between} "
        f"(two steps, the weaker on {strength})."
    )


def _evidence(proof: Proof, asked: str, labels: Labels) -> str:
    if proof.harmful:
        return f"Findings on {asked} or its causes show harm and no benefit."
    if proof.null:
        return f"Evaluations looked for an effect on {asked} or its causes and found none."
    for rank, about in (
        (proof.end, f"on {asked}"),
        (proof.cause, f"on a cause of {asked}, none on {asked} itself"),
        (proof.other, f"on something else, none on {asked} or its causes"),
    ):
        if word := labels.words.strength(rank):
            return f"Benefit found: {small(word.label)} {about}."
    return "No benefit found on record."
