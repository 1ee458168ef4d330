"""Who has what is missing, and how they got it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....wording import basis, day
from ...method.gate import CONTRADICTORY, NOT_HELD, NOT_STATED, PARTNER
from ..answers.sentence import Section, Sentence

if TYPE_CHECKING:
    from .subject import Subject


def holders(subject: Subject) -> Section:
    """Say who elsewhere has each power that is missing, under what, and since when."""
    missing = {
        option.lever
        for need in subject.candidate.verdict.needed
        if need.state in (NOT_HELD, NOT_STATED, CONTRADICTORY, PARTNER)
        for option in need.options
    }
    says = []
    for holder in subject.model.holders(subject.day):
        if holder.lever in missing and holder.region != subject.ranking.region:
            verb = "holds" if holder.status == "Held" else "shares"
            how = basis(holder.legal_basis) or ", on a basis that the source does not state"
            when = f", since {day(holder.since)}" if holder.since else ""
            says.append(
                Sentence(
                    f"{subject.name(holder.region)} {verb} {subject.lever(holder.lever)}{how}{when}.",
                    subject.sources(holder.source),
                )
            )
    return Section("Who has what is missing, and how they got it", tuple(says))
